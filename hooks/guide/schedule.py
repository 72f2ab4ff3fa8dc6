"""Opening hours as rules. The text is that of OpenStreetMap, and ``school-days``, which is ours.

Only the part of the language that the guide has words for is read: who cannot be told when a
service is open shall not be told that it is. What it holds stands in REDIGERE.md.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

State = Literal["open", "closed", "unknown", "appointment"]
"""What a channel is at a moment. By appointment is neither open nor closed; unknown is not closed."""

DAY = 24 * 60
"""Minutes."""

SCHOOL_DAYS, SCHOOL_HOLIDAYS = "school-days", "SH"
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_WEEKDAY = rf"(?:{'|'.join(DAYS)})"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?![\d:])"
_DATE = rf"(?:(?:20\d\d )?(?:{'|'.join(MONTHS)})(?: {_NUMBER})?)"
_DATES = rf"{_DATE}(?:-(?:{_DATE}|{_NUMBER}))?"
_DAYS = rf"(?:PH|{_WEEKDAY}(?:-{_WEEKDAY}|\[(?:[1-5]|-1)\])?)"
_CLOCK = r"(?:[01]?\d|2[0-6]):[0-5]\d"
_SPAN = rf"(?:{_CLOCK}-{_CLOCK})"
_RULE = re.compile(
    rf"(?P<school>{SCHOOL_DAYS}|{SCHOOL_HOLIDAYS})?\s*(?P<weeks>week (?:2-52|1-53)/2)?\s*(?P<dates>{_DATES}(?:,{_DATES})*)?\s*"
    rf"(?P<days>{_DAYS}(?:,{_DAYS})*)?\s*(?P<times>24/7|{_SPAN}(?:,{_SPAN})*)?\s*"
    r"(?P<state>off|closed|unknown|open)?\s*(?:\"(?P<comment>[^\"]*)\")?"
)
_STARTS = rf"(?={SCHOOL_DAYS}|{SCHOOL_HOLIDAYS}|week |20\d\d |[A-Z][a-z]|PH)"
_BETWEEN = re.compile(
    rf"\s*(;|\|\||(?:(?<=:[0-5]\d)|(?<=\")|(?<=off)|(?<=closed)|(?<=unknown)|(?<=open)),(?=\s+{_STARTS}))\s*"
)
"""What stands between two rules. A comma does when a new rule follows it: ``Mo 08:00-15:00, Tu 09:00-12:00``."""
_STATES: Mapping[str, State] = {"off": "closed", "closed": "closed", "unknown": "unknown", "open": "open"}
_APPOINTMENT = re.compile(r"avtale|timebestilling|bestill.time|appointment", re.I)


@dataclass(frozen=True)
class Rule:
    """One rule: on these days, between these times, this state."""

    days: tuple[str, ...]
    """``Mo-Fr``, ``Sa``, ``PH``, ``We[1]`` (the first Wednesday of a month); none means every day."""
    dates: tuple[str, ...]
    """``Dec 24``, ``Jun 15-Aug 15``, ``2026 Dec 24-2027 Jan 2``; none means the whole year."""
    weeks: str
    """``2-52/2`` or ``1-53/2``: weeks with even or odd numbers."""
    times: tuple[tuple[int, int], ...]
    """Minutes after midnight; an end after midnight is above 1440. None means the whole day."""
    state: State
    joined: Literal[";", ",", "||"] = ";"
    """``;`` takes the place of earlier rules on its days, ``,`` adds to them, ``||`` holds where they say closed."""
    school: str = ""
    """``school-days`` or ``SH`` (school holidays): only on such days, by the calendar of the municipality."""

    @property
    def selector(self) -> str:
        """The days of the rule as OpenStreetMap text, for the library that knows calendars."""
        weeks = f"week {self.weeks}" if self.weeks else ""
        return " ".join(filter(None, (weeks, ",".join(self.dates), ",".join(self.days)))) or "Mo-Su"

    @property
    def holidays(self) -> bool:
        """Whether public holidays are named."""
        return "PH" in self.days

    @property
    def every_day(self) -> bool:
        """Whether the rule holds for all days of the week, all year."""
        plain = [d for d in self.days if d != "PH"]
        return not (self.dates or self.weeks or self.school) and (
            not self.days or "Mo-Su" in plain or {*plain} >= {*DAYS}
        )

    @property
    def always(self) -> bool:
        """Whether the rule says that it is open at every minute, and so on holidays."""
        return self.every_day and self.state == "open" and self.times in ((), ((0, DAY),))


class NotSaidError(ValueError):
    """A part of the text that the guide has no words for. ``part`` is that part, ``kind`` what is wrong with it."""

    def __init__(self, part: str, kind: Literal["words", "comment", "order", "day", "times"] = "words") -> None:
        super().__init__(part)
        self.part, self.kind = part, kind


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Rule, ...]:
    """The rules of an opening hours text. Raises `NotSaidError` for what is outside the part that is read."""
    pieces = _BETWEEN.split(text.strip())
    rules = [_rule(pieces[i], pieces[i - 1] if i else ";") for i in range(0, len(pieces), 2)]
    for earlier, later in pairwise(rules):
        # OpenStreetMap reads from left to right, and the last rule for a day wins.
        if _special(earlier) and later.joined == ";" and not _special(later) and not earlier.every_day:
            raise NotSaidError(text, "order")
    return tuple(rules)


def _special(rule: Rule) -> bool:
    """Whether the rule is an exception from others."""
    return rule.holidays or bool(rule.dates) or rule.school == SCHOOL_HOLIDAYS


def _rule(text: str, joined: str) -> Rule:
    found = _RULE.fullmatch(re.sub(r",\s+", ",", text))
    if not text or found is None or not (found["times"] or found["state"]):
        raise NotSaidError(text)
    comment, state = found["comment"], found["state"]
    if comment is not None and not _APPOINTMENT.search(comment):
        raise NotSaidError(text, "comment")
    if comment is not None and state in ("off", "closed"):
        raise NotSaidError(text, "comment")
    if any(not _is_day(date) for date in re.findall(rf"({'|'.join(MONTHS)}) ({_NUMBER})", found["dates"] or "")):
        raise NotSaidError(text, "day")
    always = found["times"] == "24/7"
    if always and (found["days"] or found["dates"] or found["weeks"] or found["school"]):
        raise NotSaidError(text)
    said = _STATES[state or "open"] if comment is None else "appointment"
    return Rule(
        days=tuple((found["days"] or "").split(",")) if found["days"] else (),
        dates=tuple(found["dates"].split(",")) if found["dates"] else (),
        weeks=(found["weeks"] or "").removeprefix("week "),
        times=() if always or not found["times"] else _spans(found["times"], text),
        state=said,
        joined=joined,  # type: ignore[arg-type]
        school=found["school"] or "",
    )


def _is_day(date: tuple[str, str]) -> bool:
    """Whether there is such a day in some year."""
    month, day = date
    return int(day) <= monthrange(2024, MONTHS.index(month) + 1)[1]


def _spans(text: str, rule: str) -> tuple[tuple[int, int], ...]:
    """Times of a rule, in minutes. A time after 24:00, an end at the beginning and an overlap are slips."""
    spans = tuple(map(_span, text.split(",")))
    ordered = sorted(spans)
    at_once = any(len(set(span.split("-"))) == 1 for span in text.split(","))
    if at_once or ordered[-1][0] >= DAY or any(a[1] > b[0] for a, b in pairwise(ordered)):
        raise NotSaidError(rule, "times")
    return spans


def _span(text: str) -> tuple[int, int]:
    start, end = (int(hour) * 60 + int(minute) for hour, minute in (c.split(":") for c in text.split("-")))
    return (start, end) if end > start else (start, end + DAY)
