"""Opening hours as a plain week: what other formats can say of them (RRULE, schema.org).

OpenStreetMap text can say more than a week can: «unknown», by appointment, parts of a year. Such
hours are no week, and are passed on in words only; see `hours.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from guide.hours import rules

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAY = "PH"
"""Public holidays, which stand beside the days of the week."""

Span = tuple[str, str]


@dataclass(frozen=True)
class Opening:
    """Days with the same hours. Without ``opens`` they are closed.

    Times are ``HH:MM`` in Norway. ``closes`` is ``24:00`` at the end of the day; when it is not
    later than ``opens``, it is on the next day.
    """

    days: tuple[str, ...]
    opens: str = ""
    closes: str = ""


def weekly(hours: str) -> tuple[Opening, ...]:
    """The hours as openings of a week; empty when they are not the same every week, or not sure.

    Public holidays are among the days only where the hours name them: else it is not known what holds then.
    """
    if hours == "24/7":
        return (Opening((*DAYS, HOLIDAY), "00:00", "24:00"),)
    table: dict[str, list[Span]] = {}
    for rule in rules(hours):
        days = _days((rule["days"] or "Mo-Su").rstrip(","))
        closed, times = rule["state"] in ("off", "closed"), rule["times"] or ""
        # A later rule replaces an earlier one on its days, so it would change some holidays and not others.
        later_than_holidays = HOLIDAY in table and days != [HOLIDAY]
        if rule["state"] == "unknown" or (closed and times) or (not closed and not times) or later_than_holidays:
            return ()
        spans = [] if closed else [_span(span) for span in times.split(",")]
        table |= dict.fromkeys(days, spans)
    return tuple(_grouped(table))


def _grouped(table: dict[str, list[Span]]) -> list[Opening]:
    """Days that have a span in common, in order of the span's first day."""
    days_of: dict[Span, list[str]] = {}
    for day in (*DAYS, HOLIDAY):
        for span in table.get(day, []):
            days_of.setdefault(span, []).append(day)
    openings = [Opening(tuple(days), *span) for span, days in days_of.items()]
    return openings + ([Opening((HOLIDAY,))] if table.get(HOLIDAY) == [] and openings else [])


def _days(text: str) -> list[str]:
    """``Mo,Fr-Su`` as days; ``Sa-Mo`` goes past the end of the week."""
    found: list[str] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first == HOLIDAY:
            found.append(HOLIDAY)
            continue
        start = DAYS.index(first)
        length = (DAYS.index(last) - start) % 7 + 1 if last else 1
        found += [DAYS[(start + n) % 7] for n in range(length)]
    return found


def _span(text: str) -> Span:
    opens, closes = (clock.strip().rjust(5, "0") for clock in text.split("-"))
    hour = int(closes[:2])
    return opens, closes if hour < 24 or closes == "24:00" else f"{hour - 24:02}{closes[2:]}"
