"""Whether somebody answers at every minute: for each role, and for each topic that can be a crisis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from babel.dates import format_datetime
from guide import schedule
from guide.answers import by_role, channels, open_minutes
from guide.model import Service
from guide.opening import ZONE
from guide.place import Problem
from guide.registry import Guide

SHOWN = 3
"""How many gaps a warning names."""


def problems(guide: Guide) -> list[Problem]:
    """Times of the coming weeks at which nobody is known to answer, and hours that have become doubtful."""
    return sorted([*_gaps(guide), *_doubtful(guide)])


def _gaps(guide: Guide) -> Iterator[Problem]:
    everybody = {s.id: open_minutes(s, guide.horizon) for s in guide.services if channels(s)}
    for role, services in by_role(guide).items():
        if said := _gap(guide, services, everybody):
            message = f"for rollen «{role}» {said}"
            yield Problem(guide.places["roles", role], "", message, "coverage", "warning")
    for topic in guide.topics:
        if topic.danger == "crisis":
            helping = [s for s in guide.services_of_topic[topic.id] if s.id in everybody]
            if said := _gap(guide, helping, everybody):
                message = f"for temaet «{topic.id}» {said}"
                yield Problem(guide.places["topics", topic.id], "", message, "coverage", "warning")


def _gap(guide: Guide, services: Iterable[Service], everybody: dict[str, int]) -> str:
    """When none of the services answers, in words; empty when somebody always does."""
    horizon, covered = guide.horizon, 0
    for service in services:
        covered |= everybody[service.id]
        if covered == horizon.every_minute:
            return ""
    what = f"er ingen bekreftet telefon, SMS eller chat kjent åpen de neste {horizon.weeks} ukene"
    advice = "Legg til «hours:» på en kanal som svarer da, eller en tjeneste som gjør det."
    if not covered:
        return f"{what}. {advice}"
    missing = horizon.every_minute & ~covered
    hours = round(missing.bit_count() / 60)
    total = horizon.every_minute.bit_count() // 60
    first = [f"{_when(horizon.start + a * 60)} til {_when(horizon.start + b * 60)}" for a, b in _runs(missing)]
    return f"{what} i {hours} av {total} timer. De første: {'; '.join(first)}. {advice}"


def _runs(minutes: int) -> list[tuple[int, int]]:
    """The first stretches of set bits: from, until."""
    found: list[tuple[int, int]] = []
    at = 0
    while minutes and len(found) < SHOWN:
        zeros = (minutes & -minutes).bit_length() - 1
        minutes >>= zeros
        ones = (~minutes & (minutes + 1)).bit_length() - 1
        minutes >>= ones
        found.append((at + zeros, at + zeros + ones))
        at += zeros + ones
    return found


def _when(seconds: int) -> str:
    return str(format_datetime(datetime.fromtimestamp(seconds, ZONE), "EEE d. MMM 'kl'. H.mm", locale="nb"))


def _doubtful(guide: Guide) -> Iterator[Problem]:
    """Hours that say less than their editor thinks: a closing that is over, school days that no calendar tells of."""
    years = guide.municipality.school_years
    for service in guide.services:
        for channel in service.channels:
            rules = schedule.parse(channel.hours) if channel.hours else ()
            if any(r.school for r in rules) and not any(y.end >= guide.today for y in years):
                message = f"«{channel.hours}» gjelder skoledager eller skoleferie, men skoleruten mangler. Til den kommer, står det «ikke sikkert». Legg til «school_years:» i data/municipality.yml."
                yield Problem(guide.places["services", service.id], "", message, "school-calendar", "warning")
            if any(_over(date_, guide.today) for r in rules for date_ in r.dates):
                message = f"«{channel.hours}» nevner dager som er over. Slett regelen."
                yield Problem(guide.places["services", service.id], "", message, "hours-over", "warning")


def _over(dates: str, today: date) -> bool:
    """Whether dates with a year lie before today: ``2026 Dec 24-2027 Jan 2``."""
    first, _, last = dates.partition("-")
    if not first[:2].isdigit():
        return False
    year, *rest = first.split()
    if last.isdigit():
        rest = [rest[0], last]
    elif last:
        parts = last.split()
        year = parts.pop(0) if parts[0].isdigit() else year
        rest = parts
    month = schedule.MONTHS.index(rest[0]) + 1
    if len(rest) > 1:
        return (int(year), month, int(rest[1])) < (today.year, today.month, today.day)
    return (int(year), month) < (today.year, today.month)


def week(guide: Guide) -> tuple[date, dict[str, list[list[int]]]]:
    """The first whole week of the horizon, from its Monday: for each role, how many services are known to answer
    through each hour of each day."""
    horizon = guide.horizon
    monday = horizon.first + timedelta(-horizon.first.weekday() % 7)
    begin = (monday - horizon.first).days * schedule.DAY
    hour = (1 << 60) - 1
    counted = {
        s.id: [open_minutes(s, horizon) >> (begin + h * 60) & hour == hour for h in range(7 * 24)]
        for s in guide.services
        if channels(s)
    }
    found = {}
    for role, services in by_role(guide).items():
        sums = [sum(counted[s.id][h] for s in services) for h in range(7 * 24)]
        found[role] = [sums[d * 24 : d * 24 + 24] for d in range(7)]
    return monday, found
