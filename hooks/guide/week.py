"""The coming week as a picture and as a table: how many answer at each hour, for each role."""

from __future__ import annotations

from datetime import timedelta

from babel.dates import format_date
from guide.coverage import week
from guide.text import Said
from guide.views import View, Views

_LEFT, _TOP, _HOUR, _DAY, _TALL, _LEAST = 60, 20, 10, 24, 20, 3
"""Sizes in units of the picture: margins, width of an hour, height of a day, tallest and lowest bar."""

_COLUMN = 3
"""Hours in a column of the table."""


def picture(views: Views) -> View:
    """The values of ``partials/week.html``."""
    monday, counts = week(views.guide)
    names: dict[str, Said] = {r.id: views.write.line(r.name) for r in views.guide.roles}
    most = max((n for days in counts.values() for day in days for n in day), default=0) or 1
    days = [str(format_date(monday + timedelta(n), "EEEE", locale=views.locale)) for n in range(7)]

    def bar(day: int, hour: int, number: int) -> View:
        height = max(_LEAST, round(_TALL * number / most))
        return View(x=_LEFT + hour * _HOUR, y=_TOP + day * _DAY + _TALL - height, height=height)

    return View(
        text=views.labels["week_text"].fill(date=views.date(monday)),
        hours=[f"{h}–{h + _COLUMN}" for h in range(0, 24, _COLUMN)],
        marks=[(h, _LEFT + h * _HOUR) for h in range(0, 25, 6)],
        roles=[
            View(
                id=role,
                name=names[role],
                bars=[bar(d, h, n) for d, day in enumerate(found) for h, n in enumerate(day) if n],
                days=[
                    View(
                        name=days[d],
                        y=_TOP + d * _DAY + _TALL - 4,
                        line=_TOP + d * _DAY + _TALL,
                        counts=[min(day[h : h + _COLUMN]) for h in range(0, 24, _COLUMN)],
                    )
                    for d, day in enumerate(found)
                ],
            )
            for role, found in counts.items()
        ],
    )
