"""When a channel is open: opening hours as stretches of time, for the coming weeks.

All moments are seconds since 1970 (UTC), so that whoever compares them with a clock is right in
every time zone. What is not known stays unknown: a day about which the hours say nothing certain
is never called open, and never closed.

- On public holidays, and on the eves of them (24 and 31 December, Easter and Whitsun Eve), hours
  that do not name the day are unknown where they else would be open. «PH» names the holidays;
  «Mo-Su,PH» the eves as well; a date names itself; 24/7 leaves out no day.
- School days come from the municipality's calendar. A day that it does not tell of is unknown.
- A rule that takes the place of others on a day leaves the night before as it was: who is open from
  18 to 02 on Fridays is open until 02 on Saturday, whatever holds for Saturdays. (The library cuts
  that night off at midnight, therefore it is asked for the days of a rule, and not for its hours.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from guide.calendars import EVES, SchoolCalendar, days_of
from guide.schedule import DAY, Rule, State, parse

WEEKS = 8
"""How far ahead the hours are worked out. After that a site that nobody has built says that it does not know."""

ZONE = ZoneInfo("Europe/Oslo")

_RANK: Mapping[State, int] = {"closed": 0, "unknown": 1, "appointment": 2, "open": 3}


class Stretch(NamedTuple):
    """From ``start`` until just before ``end`` (seconds since 1970) it is the same."""

    start: int
    end: int
    state: State


@dataclass(frozen=True)
class Horizon:
    """The coming weeks, counted from a day."""

    first: date
    school: SchoolCalendar = field(default_factory=SchoolCalendar)
    weeks: int = WEEKS
    _known: dict[str, tuple[Stretch, ...]] = field(default_factory=dict, compare=False, repr=False)
    _minutes: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days, and the one before, whose night may reach into the first."""
        return tuple(self.first + timedelta(n) for n in range(-1, 7 * self.weeks))

    @cached_property
    def midnights(self) -> tuple[int, ...]:
        """When each of ``days`` begins, and when the day after the last does."""
        return tuple(_moment(self.days[0] + timedelta(n), 0)[0] for n in range(len(self.days) + 1))

    @property
    def start(self) -> int:
        """The first moment."""
        return self.midnights[1]

    @property
    def end(self) -> int:
        """The moment after the last."""
        return self.midnights[-1]

    @cached_property
    def public_holidays(self) -> frozenset[date]:
        """Public holidays, as the library knows them for Norway."""
        return self._days_of("PH")

    @cached_property
    def eves(self) -> frozenset[date]:
        """Days before great holidays, when many close early without having said so."""
        return frozenset[date]().union(*(self._days_of(eve) for eve in EVES)) - self.public_holidays

    def stretches(self, hours: str) -> tuple[Stretch, ...]:
        """The stretches of ``hours`` (OpenStreetMap text) without a gap from ``start`` to ``end``."""
        if hours not in self._known:
            self._known[hours] = tuple(self._stretches(parse(hours)))
        return self._known[hours]

    @cached_property
    def every_minute(self) -> int:
        """All minutes of the horizon, one bit each."""
        return (1 << (self.end - self.start) // 60) - 1

    def open_minutes(self, hours: str) -> int:
        """The minutes at which it is known to be open, one bit each, the first in the lowest."""
        if hours not in self._minutes:
            minutes = 0
            for start, end, state in self.stretches(hours):
                if state == "open":
                    minutes |= ((1 << (end - start) // 60) - 1) << (start - self.start) // 60
            self._minutes[hours] = minutes
        return self._minutes[hours]

    def encoded(self, hours: str) -> str:
        """The stretches for `open.js`: the first moment, then a letter and a length each; minutes, in base 36."""
        lengths = (f"{s.state[0].upper()}{_base36((s.end - s.start) // 60)}" for s in self.stretches(hours))
        return _base36(self.start // 60) + "".join(lengths)

    def state(self, hours: str, moment: datetime) -> State:
        """The state at a moment; unknown before and after these weeks."""
        seconds = moment.timestamp()
        return next((s.state for s in self.stretches(hours) if s.start <= seconds < s.end), "unknown")

    def _days_of(self, selector: str) -> frozenset[date]:
        return days_of(selector, self.first, self.weeks)

    def _stretches(self, rules: Sequence[Rule]) -> list[Stretch]:
        if len(rules) == 1 and rules[0].always:
            return [Stretch(self.start, self.end, "open")]
        on = [(rule, self._days_of(rule.selector)) for rule in rules]
        found: list[Stretch] = []
        for number, day in enumerate(self.days):
            there = [rule for rule, days in on if day in days]
            spans = self._spans(day, [rule for rule in there if rule.joined != "||"])
            if not any(rule.state == "closed" and not rule.times for rule in there):
                otherwise = [rule for rule in there if rule.joined == "||"]
                spans = [(a, b, rule.state) for rule in otherwise for a, b in rule.times or ((0, DAY),)] + spans
            found += [stretch for span in spans for stretch in self._between(number, *span)]
        return _merged(found, self.start, self.end)

    def _spans(self, day: date, rules: Iterable[Rule]) -> list[tuple[int, int, State]]:
        """What the rules that hold on ``day`` say of it, in minutes; a night may reach into the next day."""
        spans: list[tuple[int, int, State]] = []
        for rule in rules:
            holds = self.school.holds(rule, day, day in self.public_holidays)
            if holds is False:
                continue
            if holds is None:  # it may be as the rule says, or as those before it do
                maybe = [] if rule.state == "closed" else list(rule.times or ((0, DAY),))
                spans = [(start, end, "unknown") for start, end, _ in spans]
                spans += [(start, end, "unknown") for start, end in maybe]
                continue
            if rule.joined == ";" and not (rule.state == "closed" and rule.times):
                spans = []  # a pause takes nothing but its own time away
            state: State = rule.state if self._names(rule, day) or rule.state == "closed" else "unknown"
            for start, end in rule.times or ((0, DAY),):
                spans = [part for span in spans for part in _without(span, start, end)]
                spans.append((start, end, state))
        return [span for span in spans if span[2] != "closed"]

    def _names(self, rule: Rule, day: date) -> bool:
        """Whether the rule is sure to hold on ``day``, which may be a public holiday or the eve of one."""
        if day in self.public_holidays:
            return rule.holidays or bool(rule.dates) or rule.always
        if day in self.eves:
            return bool(rule.dates) or rule.always or (rule.holidays and rule.every_day)
        return True

    def _between(self, number: int, start: int, end: int, state: State) -> list[Stretch]:
        """Minutes of a day as moments. A clock time that comes twice that night leaves an hour unknown."""
        if self.midnights[number] + 86400 * 2 == self._midnight(number + 2):
            at = self.midnights[number]
            return [Stretch(at + start * 60, at + end * 60, state)]
        (early, opened), (closing, late) = _moment(self.days[number], start), _moment(self.days[number], end)
        doubt = [Stretch(early, opened, "unknown"), Stretch(closing, late, "unknown")]
        return [*doubt, Stretch(opened, closing, state)]

    def _midnight(self, number: int) -> int:
        return self.midnights[number] if number < len(self.midnights) else self.midnights[-1] + 86400


def _moment(day: date, minutes: int) -> tuple[int, int]:
    """The first and the last moment at which clocks in Norway show this time; one moment on all days but two.

    A time that clocks jump over in spring is the moment of the jump.
    """
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    first, last = (int(wall.replace(tzinfo=ZONE, fold=fold).timestamp()) for fold in (0, 1))
    if last < first:  # in the gap the later reading comes first
        jump = int(wall.replace(minute=0, tzinfo=ZONE, fold=0).timestamp())
        return jump, jump
    return first, last


def _without(span: tuple[int, int, State], start: int, end: int) -> Iterable[tuple[int, int, State]]:
    """What is left of a span when the time between ``start`` and ``end`` is taken out."""
    first, last, state = span
    if first < min(start, last):
        yield first, min(start, last), state
    if max(end, first) < last:
        yield max(end, first), last, state


def _merged(found: Iterable[Stretch], start: int, end: int) -> list[Stretch]:
    """Stretches that may overlap as stretches without gap or overlap: where two meet, the more helpful one holds."""
    changes: dict[int, list[tuple[int, int]]] = {start: [], end: []}
    for since, until, state in found:
        since, until = max(since, start), min(until, end)
        if since < until:
            changes.setdefault(since, []).append((_RANK[state], 1))
            changes.setdefault(until, []).append((_RANK[state], -1))
    names = list(_RANK)
    running = [1, 0, 0, 0]
    merged: list[Stretch] = []
    moments = sorted(changes)
    for at, until in pairwise(moments):
        for rank, step in changes[at]:
            running[rank] += step
        state = names[max(rank for rank, count in enumerate(running) if count)]
        if merged and merged[-1].state == state:
            merged[-1] = Stretch(merged[-1].start, until, state)
        else:
            merged.append(Stretch(at, until, state))
    return merged


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits
