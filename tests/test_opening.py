"""When a channel is open: every moment here is one at which somebody could stand with a telephone in the hand."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import ROOT
from guide.calendars import SchoolCalendar
from guide.hours import describe
from guide.load import load
from guide.opening import ZONE, Horizon, Stretch
from guide.registry import Guide
from guide.schedule import DAYS, NotSaidError, State, parse
from guide.views import Views
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

OFFICE = "Mo-Fr 08:00-15:30"
CHAT = "Mo-Fr 07:00-01:30; Sa 07:00-23:45"
SCHOOL = SchoolCalendar(
    years=((date(2025, 8, 18), date(2026, 6, 19)), (date(2026, 8, 17), date(2027, 6, 18))),
    holidays=((date(2026, 12, 21), date(2027, 1, 3)),),
)

AT = [
    # Past midnight, and the last minute before it (PRODUCT §7, case 1)
    ("We 07:00-01:30", "2026-06-11 00:45", "open"),
    ("We 07:00-01:30", "2026-06-11 01:29", "open"),
    ("We 07:00-01:30", "2026-06-11 01:30", "closed"),
    ("We 07:00-01:30", "2026-06-10 06:59", "closed"),
    (CHAT, "2026-06-13 00:45", "open"),  # Friday's night, though Saturday has a rule of its own
    (CHAT, "2026-06-13 23:44", "open"),
    (CHAT, "2026-06-13 23:45", "closed"),
    ("Mo-Su 18:00-02:00; Sa off", "2026-06-13 01:00", "open"),
    ("Mo-Su 18:00-02:00; Sa off", "2026-06-14 01:00", "closed"),
    ("Fr 20:00-26:00", "2026-06-13 01:59", "open"),
    ("24/7", "2026-06-11 23:59:30", "open"),
    ("24/7", "2026-12-24 23:59:30", "open"),
    ("Mo-Su 00:00-24:00", "2026-05-17 23:59:30", "open"),
    ("Mo-Th 18:00-24:00", "2026-06-11 23:59:59", "open"),
    # Clock changes (case 2): Oslo's clocks jump from 02 to 03 on 29 March 2026 and 28 March 2027,
    # and show 02 to 03 twice on 25 October 2026 and 31 October 2027
    ("Mo-Su 18:00-26:00", "2026-03-29 01:59", "open"),
    ("Mo-Su 18:00-26:00", "2026-03-29 03:00", "closed"),
    ("Mo-Su 18:00-02:30", "2026-03-29 03:00", "closed"),
    ("Mo-Su,PH 18:00-02:30", "2027-03-28 01:59", "open"),
    ("Mo-Su,PH 18:00-02:30", "2027-03-28 03:00", "closed"),
    ("Mo-Su 18:00-03:00", "2026-10-25 02:30", "open"),
    ("Mo-Su 18:00-03:00", "2026-10-25 03:00", "closed"),
    ("Mo-Su 08:00-15:00", "2026-10-25 08:00", "open"),
    ("Mo-Su 08:00-15:00", "2027-10-31 14:59", "open"),
    ("Mo-Su 08:00-15:00", "2027-10-31 15:00", "closed"),
    # Public holidays: closed when it says so, unknown when it says nothing, never closed by guessing
    (OFFICE, "2026-04-02 12:00", "unknown"),  # skjærtorsdag
    (OFFICE, "2026-04-03 12:00", "unknown"),
    (OFFICE, "2026-04-06 12:00", "unknown"),
    (OFFICE, "2026-05-01 12:00", "unknown"),
    (OFFICE, "2026-05-14 12:00", "unknown"),  # Kristi himmelfart
    (OFFICE, "2026-05-25 12:00", "unknown"),  # andre pinsedag
    (OFFICE, "2027-05-17 12:00", "unknown"),
    (OFFICE, "2026-05-14 20:00", "closed"),
    (OFFICE, "2026-05-17 12:00", "closed"),  # a Sunday: it would not have been open
    ("Mo-Su 14:00-22:00", "2026-05-17 15:00", "unknown"),
    ("Mo-Su,PH 14:00-22:00", "2026-05-17 15:00", "open"),
    ("Mo-Su,PH 14:00-22:00", "2026-05-17 13:00", "closed"),
    (f"{OFFICE}; PH off", "2027-05-17 12:00", "closed"),
    (f"{OFFICE}; PH 10:00-12:00", "2026-05-17 11:00", "open"),
    ("24/7; PH off", "2026-05-17 11:00", "closed"),
    # The eves of them
    (f"{OFFICE}; PH off", "2026-12-24 09:00", "unknown"),
    (f"{OFFICE}; PH off", "2026-12-31 09:00", "unknown"),
    (f"{OFFICE}; Dec 24 08:00-12:00", "2026-12-24 11:59", "open"),
    (f"{OFFICE}; Dec 24 08:00-12:00", "2026-12-24 12:00", "closed"),
    (f"{OFFICE}; Dec 24-Jan 1 off", "2026-12-25 12:00", "closed"),
    ("Sa 10:00-14:00", "2026-04-04 11:00", "unknown"),  # påskeaften
    ("Sa 10:00-14:00", "2026-05-23 11:00", "unknown"),  # pinseaften
    ("Sa 10:00-14:00", "2026-05-30 11:00", "open"),
    ("Mo-Su,PH 14:00-22:00", "2026-12-24 15:00", "open"),
    # School days
    ("school-days 08:00-15:00", "2026-11-23 12:00", "open"),
    ("school-days 08:00-15:00", "2026-11-22 12:00", "closed"),
    ("school-days 08:00-15:00", "2026-12-22 12:00", "closed"),
    ("school-days 08:00-15:00", "2026-07-08 12:00", "closed"),  # between two years that are known
    ("school-days 08:00-15:00", "2027-05-17 12:00", "closed"),
    ("school-days 08:00-15:00", "2027-08-18 12:00", "unknown"),  # no calendar for that year
    ("school-days We 10:00-12:00", "2026-11-25 11:00", "open"),
    ("school-days We 10:00-12:00", "2026-11-24 11:00", "closed"),
    (f"{OFFICE}; SH off", "2026-12-22 12:00", "closed"),
    (f"{OFFICE}; SH off", "2026-11-24 12:00", "open"),
    (f"{OFFICE}; SH off", "2027-08-18 12:00", "unknown"),
    ("Mo-Su 14:00-22:00; SH 16:00-22:00", "2026-12-22 15:00", "closed"),
    # By appointment is neither open nor closed (case 3)
    (f'{OFFICE} unknown "etter avtale"', "2026-06-10 12:00", "appointment"),
    (f'{OFFICE} unknown "etter avtale"', "2026-06-10 20:00", "closed"),
    (f'{OFFICE} "etter avtale"', "2026-06-10 12:00", "appointment"),
    ('unknown "etter avtale"', "2026-06-10 03:00", "appointment"),
    (f'{OFFICE} || unknown "etter avtale"', "2026-06-10 12:00", "open"),
    (f'{OFFICE} || unknown "etter avtale"', "2026-06-10 20:00", "appointment"),
    (f'{OFFICE} || unknown "etter avtale"; PH off', "2026-05-14 12:00", "closed"),
    (f'{OFFICE} unknown "etter avtale", Mo 12:00-14:00', "2026-06-08 13:00", "open"),
    (f'{OFFICE} unknown "etter avtale", Mo 12:00-14:00', "2026-06-08 15:00", "appointment"),
    (f"{OFFICE} unknown", "2026-06-10 12:00", "unknown"),
    # Closed for a time, pauses, other weeks
    (f"{OFFICE}; 2026 Jun 1-2026 Jul 1 off", "2026-06-10 12:00", "closed"),
    (f"{OFFICE}; 2026 Jun 1-2026 Jul 1 off", "2026-07-02 12:00", "open"),
    (f"{OFFICE}; Jul off", "2026-07-31 12:00", "closed"),
    (f"{OFFICE}; Jun 15-Aug 15 Mo-Fr 09:00-14:00", "2026-06-16 08:30", "closed"),
    (f"{OFFICE}; Mo-Fr 12:00-12:30 off", "2026-06-10 12:15", "closed"),
    (f"{OFFICE}; Mo-Fr 12:00-12:30 off", "2026-06-10 12:30", "open"),
    ("off", "2026-06-10 12:00", "closed"),
    ("We[1] 10:00-12:00", "2026-06-03 11:00", "open"),
    ("We[1] 10:00-12:00", "2026-06-10 11:00", "closed"),
    ("week 2-52/2 Th 10:00-12:00", "2026-06-11 11:00", "open"),
    ("week 2-52/2 Th 10:00-12:00", "2026-06-18 11:00", "closed"),
]  # fmt: skip


@pytest.mark.parametrize(("hours", "moment", "expected"), AT)
def test_the_state_at_a_moment(hours: str, moment: str, expected: State) -> None:
    when = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    assert Horizon(when.date() - timedelta(3), SCHOOL).state(hours, when) == expected
    # Whoever asks may be anywhere.
    assert Horizon(when.date() - timedelta(3), SCHOOL).state(hours, when.astimezone(UTC)) == expected


def test_a_school_rule_without_a_calendar_is_unknown_and_not_closed() -> None:
    horizon = Horizon(date(2026, 11, 21))
    noon = datetime(2026, 11, 23, 12, tzinfo=ZONE)
    assert horizon.state("school-days 08:00-15:00", noon) == "unknown"
    assert horizon.state(f"{OFFICE}; SH off", noon) == "unknown"


def test_an_hour_that_comes_twice_is_unknown_when_it_closes_in_it() -> None:
    horizon = Horizon(date(2026, 10, 20))
    states = [
        horizon.state("Mo-Su 18:00-02:30", datetime(2026, 10, 25, hour, minute, tzinfo=UTC))
        for hour, minute in ((0, 29), (0, 31), (1, 29), (1, 31))
    ]
    assert states == ["open", "unknown", "unknown", "closed"]


@pytest.mark.parametrize("first", [date(2026, 3, 1), date(2026, 10, 1), date(2026, 11, 21), date(2027, 3, 1)])
def test_before_and_after_the_weeks_that_were_worked_out_all_is_unknown(first: date) -> None:
    horizon = Horizon(first)
    start, end = (datetime.combine(day, datetime.min.time(), ZONE) for day in (first, first + timedelta(56)))
    assert (horizon.start, horizon.end) == (start.timestamp(), end.timestamp())
    second = timedelta(seconds=1)
    states = [horizon.state("24/7", moment) for moment in (start - second, start, end - second, end)]
    assert states == ["unknown", "open", "open", "unknown"]


CLOCKS = st.integers(0, 95).map(lambda n: f"{n // 4:02}:{n % 4 * 15:02}")
SPANS = st.tuples(CLOCKS, CLOCKS).map("-".join)
WEEKDAYS = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(",".join)
SELECTORS = st.one_of(
    WEEKDAYS, st.sampled_from(["Mo-Fr", "Fr-Mo", "PH", "Mo-Su,PH", "Dec 24", "Dec 20-Jan 6", "Jul", "2026 Dec 24-2027 Jan 2",
    "school-days", "SH", "school-days Mo,We", "We[1]", "week 1-53/2 Tu", ""])
)  # fmt: skip
RULES = st.tuples(SELECTORS, SPANS, st.sampled_from(["", " off", " unknown", ' unknown "etter avtale"'])).map(
    lambda parts: f"{parts[0]} {parts[1]}{parts[2]}".strip()
)
TEXTS = st.lists(RULES, min_size=1, max_size=4).map("; ".join)
FIRST_DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.fixture(scope="module")
def views(real_guide: Guide) -> dict[str, Views]:
    return {locale: Views(real_guide, locale) for locale in ("nb", "nn", "en")}


@settings(max_examples=150, deadline=None)
@given(hours=TEXTS, first=FIRST_DAYS)
def test_what_can_be_read_can_be_worked_out_without_gap_or_overlap(hours: str, first: date) -> None:
    try:
        parse(hours)
    except NotSaidError:
        return
    horizon = Horizon(first, SCHOOL)
    found = horizon.stretches(hours)
    assert found[0].start == horizon.start
    assert found[-1].end == horizon.end
    assert all(a.end == b.start and a.state != b.state for a, b in itertools.pairwise(found))
    assert all(stretch.start < stretch.end for stretch in found)


@settings(max_examples=150, deadline=None)
@given(hours=TEXTS)
def test_what_can_be_read_can_be_said_in_every_locale(views: dict[str, Views], hours: str) -> None:
    try:
        parse(hours)
    except NotSaidError:
        return
    for locale, view in views.items():
        said = describe(hours, locale, view.labels).plain
        assert said
        assert "{" not in said
        assert "  " not in said


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(hours: str) -> None:
    try:
        parse(hours)
    except NotSaidError:
        return
    assert Horizon(date(2026, 11, 21)).stretches(hours)


PLAIN = st.lists(st.tuples(WEEKDAYS, CLOCKS, CLOCKS), min_size=1, max_size=3).map(
    lambda rules: "; ".join(f"{days} {min(a, b)}-{max(a, b)}" for days, a, b in rules if a != b)
)


@settings(max_examples=150, deadline=None)
@given(hours=PLAIN)
def test_within_one_day_and_no_holiday_it_agrees_with_the_library(hours: str) -> None:
    if not hours:
        return
    first = date(2026, 8, 24)  # eight weeks with no holiday; of the hour that is twice in October, see above
    horizon = Horizon(first)
    begin = datetime.combine(first, datetime.min.time(), ZONE)
    intervals = OpeningHours(hours, timezone=ZONE).intervals(begin, begin + timedelta(56))
    library = [
        (int(a.timestamp()), horizon.end if b is None else int(b.timestamp()), str(s)) for a, b, s, _ in intervals
    ]
    assert [Stretch(*each) for each in library if each[2] == "open"] == [
        each for each in horizon.stretches(hours) if each.state == "open"
    ]


SAID = [
    ("24/7", "Åpent hele døgnet, alle dager", "Ope heile døgnet, alle dagar", "Open day and night, every day"),
    (f"{OFFICE}; PH off", "mandag–fredag kl. 8–15.30, stengt på helligdager", "måndag–fredag kl. 8–15.30, stengt på heilagdagar", "Monday–Friday 8:00–15:30, closed on public holidays"),
    ("Mo-Su,PH 14:00-22:00", "hver dag, også helligdager, kl. 14–22", "kvar dag, heilagdagar òg, kl. 14–22", "every day, public holidays too, 14:00–22:00"),
    ("Tu, Th 12:00-14:00", "tirsdag og torsdag kl. 12–14", "tysdag og torsdag kl. 12–14", "Tuesday and Thursday 12:00–14:00"),
    ("Th 18:30-01:30", "torsdag kl. 18.30–1.30", "torsdag kl. 18.30–1.30", "Thursday 18:30–1:30"),
    (f'{OFFICE} || unknown "etter avtale"', "mandag–fredag kl. 8–15.30, ellers etter avtale", "måndag–fredag kl. 8–15.30, elles etter avtale", "Monday–Friday 8:00–15:30, otherwise by appointment"),
    ('unknown "etter avtale"', "etter avtale", "etter avtale", "by appointment"),
    (f"{OFFICE}; Jul off", "mandag–fredag kl. 8–15.30, stengt i juli", "måndag–fredag kl. 8–15.30, stengt i juli", "Monday–Friday 8:00–15:30, closed in July"),
    ("Dec 24 08:00-12:00", "24. desember kl. 8–12", "24. desember kl. 8–12", "24 December 8:00–12:00"),
    ("2026 Dec 24-2027 Jan 2 off", "stengt 24. desember 2026–2. januar 2027", "stengt 24. desember 2026–2. januar 2027", "closed 24 December 2026–2 January 2027"),
    ("school-days 08:00-15:00", "skoledager kl. 8–15", "skuledagar kl. 8–15", "school days 8:00–15:00"),
    (f"{OFFICE}; SH off", "mandag–fredag kl. 8–15.30, stengt i skoleferien", "måndag–fredag kl. 8–15.30, stengt i skuleferien", "Monday–Friday 8:00–15:30, closed in the school holidays"),
    ("We[-1] 10:00-12:00", "siste onsdag i måneden kl. 10–12", "siste onsdag i månaden kl. 10–12", "the last Wednesday of the month 10:00–12:00"),
    ("off", "stengt", "stengt", "closed"),
]  # fmt: skip


@pytest.mark.parametrize(("hours", "nb", "nn", "en"), SAID)
def test_hours_are_said_as_people_say_them(views: dict[str, Views], hours: str, nb: str, nn: str, en: str) -> None:
    assert {locale: describe(hours, locale, view.labels).plain for locale, view in views.items()} == {
        "nb": nb,
        "nn": nn,
        "en": en,
    }


@pytest.mark.parametrize(
    "hours",
    ["", " ", ";", "Mo-Fr", "Mo-Fr 08:00+", "sunrise-sunset", "Mo-Fr 08:00-30:00", "24/7 off; Mo", "Mo 08:00-12:00 nei",
     f'{OFFICE} "ring"', f"PH off; {OFFICE}", f"Dec 24 off; {OFFICE}", "school-days", "Mo-Fr 24/7"],
)  # fmt: skip
def test_what_has_no_words_is_refused(hours: str) -> None:
    with pytest.raises(NotSaidError):
        parse(hours)


def test_the_real_hours_are_worked_out() -> None:
    guide = load(ROOT).guide
    assert guide is not None
    hours = {c.hours for s in guide.services for c in s.channels if c.hours}
    assert len(hours) > 10
    for text in hours:
        assert {stretch.state for stretch in guide.horizon.stretches(text)} - {"unknown"}
