"""Opening hours as a plain week: what other formats can say of them (RRULE, schema.org).

OpenStreetMap text can say more than a week can: «unknown», by appointment, school days, parts of a
year. Such hours are no week, and are passed on in words only; see `hours.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from guide.schedule import DAY, DAYS, NotSaidError, Rule, parse

HOLIDAY = "PH"
"""Public holidays, which stand beside the days of the week."""

Span = tuple[int, int]


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

    Public holidays are among the days only where the hours name them: else it is not known what
    holds then.
    """
    try:
        rules = parse(hours)
    except NotSaidError:
        return ()
    if len(rules) == 1 and rules[0].always:
        return (Opening((*DAYS, HOLIDAY), "00:00", "24:00"),)
    table: dict[str, list[Span]] = {}
    for rule in rules:
        days = _days(rule)
        # A later rule replaces an earlier one on its days, so it would change some holidays and not others.
        later_than_holidays = HOLIDAY in table and days != [HOLIDAY]
        if later_than_holidays or not days or rule.state not in ("open", "closed") or rule.joined == "||":
            return ()
        if rule.state == "closed" and rule.times:
            return ()
        spans = [] if rule.state == "closed" else list(rule.times or ((0, DAY),))
        for day in days:
            table[day] = [*(table.get(day, []) if rule.joined == "," else []), *spans]
    return tuple(_grouped(table))


def _grouped(table: dict[str, list[Span]]) -> list[Opening]:
    """Days that have a span in common, in order of the span's first day."""
    days_of: dict[Span, list[str]] = {}
    for day in (*DAYS, HOLIDAY):
        for span in table.get(day, []):
            days_of.setdefault(span, []).append(day)
    openings = [Opening(tuple(days), *map(_clock, span)) for span, days in days_of.items()]
    return openings + ([Opening((HOLIDAY,))] if table.get(HOLIDAY) == [] and openings else [])


def _days(rule: Rule) -> list[str]:
    """The days of the week of a rule; none when it holds on some of them only, as on school days."""
    if rule.dates or rule.weeks or rule.school or any("[" in day for day in rule.days):
        return []
    found: list[str] = []
    for part in rule.days or ("Mo-Su",):
        first, _, last = part.partition("-")
        if first == HOLIDAY:
            found.append(HOLIDAY)
            continue
        start = DAYS.index(first)
        length = (DAYS.index(last) - start) % 7 + 1 if last else 1
        found += [DAYS[(start + n) % 7] for n in range(length)]
    return found


def _clock(minutes: int) -> str:
    """``24:00`` only at the end of the day; after it the next day begins."""
    left = minutes - DAY if minutes > DAY else minutes
    return f"{left // 60:02}:{left % 60:02}"
