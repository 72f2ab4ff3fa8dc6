"""Which day is what: public holidays and their eves, dates and weeks, school days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from guide.schedule import SCHOOL_DAYS, Rule
from opening_hours import OpeningHours

COUNTRY = "NO"
"""Whose public holidays count."""

EVES = "Dec 24,Dec 31", "easter -1 day", "easter +48 days"
"""Christmas Eve, New Year's Eve, Easter Eve, Whitsun Eve."""


@dataclass(frozen=True)
class SchoolCalendar:
    """Which days are school days, as far as the municipality has said."""

    years: tuple[tuple[date, date], ...] = ()
    """The first and the last day of each school year, both included."""
    holidays: tuple[tuple[date, date], ...] = ()

    def is_holiday(self, day: date) -> bool | None:
        """Whether ``day`` lies in the school holidays; None when the calendar does not tell."""
        if any(first <= day <= last for first, last in self.holidays):
            return True
        if any(first <= day <= last for first, last in self.years):
            return False
        # Between two school years that are both known lies the summer.
        between = any(last < day for _, last in self.years) and any(day < first for first, _ in self.years)
        return True if between else None

    def is_school_day(self, day: date, public_holiday: bool) -> bool | None:
        """Whether there is school; None when the calendar does not tell."""
        if day.weekday() > 4 or public_holiday:
            return False
        holiday = self.is_holiday(day)
        return None if holiday is None else not holiday

    def holds(self, rule: Rule, day: date, public_holiday: bool) -> bool | None:
        """Whether a rule about school days or school holidays holds on ``day``; None when that is not known."""
        if not rule.school:
            return True
        return self.is_school_day(day, public_holiday) if rule.school == SCHOOL_DAYS else self.is_holiday(day)


@lru_cache(maxsize=4096)
def days_of(selector: str, first: date, weeks: int) -> frozenset[date]:
    """The days that ``selector`` (OpenStreetMap text without times) names, from the day before ``first``."""
    start = first - timedelta(1)
    begin = datetime(start.year, start.month, start.day)
    found: set[date] = set()
    for since, until, state, _ in OpeningHours(selector, country=COUNTRY).intervals(
        begin, begin + timedelta(7 * weeks + 1)
    ):
        if str(state) == "open":
            last = until.date() if until else start + timedelta(7 * weeks + 1)
            found.update(since.date() + timedelta(n) for n in range((last - since.date()).days))
    return frozenset(found)
