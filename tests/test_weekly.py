"""Opening hours as a week, beside the library that knows OpenStreetMap text."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from guide.registry import Guide
from guide.weekly import DAYS, Opening, weekly
from opening_hours import OpeningHours  # type: ignore[attr-defined]

MONDAY = datetime(2026, 6, 15)
"""The first day of a week without holidays, after one without."""

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("24/7", [Opening((*DAYS, "PH"), "00:00", "24:00")]),
        ("Mo-Fr 08:00-15:30; PH off", [Opening(WEEK[:5], "08:00", "15:30"), Opening(("PH",))]),
        ("Mo-Fr 8:00-15:30", [Opening(WEEK[:5], "08:00", "15:30")]),
        ("We 07:00-01:30", [Opening(("We",), "07:00", "01:30")]),
        ("We 07:00-25:30", [Opening(("We",), "07:00", "01:30")]),
        ("Tu,Th 14:00-24:00", [Opening(("Tu", "Th"), "14:00", "24:00")]),
        ("Mo-Su 10:00-20:00; Sa 12:00-16:00", [Opening((*WEEK[:5], "Su"), "10:00", "20:00"), Opening(("Sa",), "12:00", "16:00")]),
        ("Sa-Mo 10:00-12:00", [Opening(("Mo", "Sa", "Su"), "10:00", "12:00")]),
        ("Mo,Fr 08:00-11:30,12:00-15:00", [Opening(("Mo", "Fr"), "08:00", "11:30"), Opening(("Mo", "Fr"), "12:00", "15:00")]),
        ("Mo-Fr,PH 10:00-12:00", [Opening((*WEEK[:5], "PH"), "10:00", "12:00")]),
        ("Mo-Fr 08:00-15:00; PH 10:00-11:00", [Opening(WEEK[:5], "08:00", "15:00"), Opening(("PH",), "10:00", "11:00")]),
    ],
)  # fmt: skip
def test_a_week_is_what_the_text_says(hours: str, expected: list[Opening]) -> None:
    assert list(weekly(hours)) == expected


@pytest.mark.parametrize(
    "hours",
    [
        'Mo-Fr 09:00-15:00 unknown "etter avtale"',
        'Mo-Fr unknown "etter avtale"',
        "Mo-Fr 08:00-15:00; Tu unknown",
        "PH off; Mo-Su 10:00-12:00",
        "Mo 12:00-13:00 off",
        "Dec 24 08:00-12:00",
        "PH off",
    ],
)
def test_what_is_not_sure_every_week_is_no_week(hours: str) -> None:
    assert weekly(hours) == ()


def minutes_open(hours: str) -> set[int]:
    """The minutes of an ordinary week at which the library says that it is open."""
    found = OpeningHours(hours).intervals(MONDAY, MONDAY + timedelta(7))
    at = [(int((since - MONDAY).total_seconds()), until, state) for since, until, state, _ in found]
    return {
        minute
        for start, until, state in at
        if str(state) == "open"
        for minute in range(start // 60, int(((until or MONDAY + timedelta(7)) - MONDAY).total_seconds()) // 60)
    }


def minutes_of(openings: tuple[Opening, ...]) -> set[int]:
    """The same, counted from the week."""
    found: set[int] = set()
    for opening in openings:
        start, end = (
            int(clock[:2]) * 60 + int(clock[3:]) for clock in (opening.opens or "0:00", opening.closes or "0:00")
        )
        for day in opening.days:
            if opening.opens and day != "PH":
                at = WEEK.index(day) * 1440
                found |= {m % (7 * 1440) for m in range(at + start, at + (end if end > start else end + 1440))}
    return found  # fmt: skip


def test_the_week_of_every_channel_is_that_of_the_library(real_guide: Guide) -> None:
    texts = {c.hours for s in real_guide.services for c in s.channels if c.hours}
    weeks = {text for text in texts if weekly(text)}
    assert {text for text in weeks if minutes_of(weekly(text)) != minutes_open(text)} == set()
    assert len(weeks) > 10
