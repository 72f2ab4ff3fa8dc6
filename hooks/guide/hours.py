"""Opening hours in words. What a channel's hours are is OpenStreetMap text; see `fields.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel.dates import get_day_names
from guide.fields import Locale
from guide.text import NOTHING, Said

LABELS = frozenset(
    {
        "hours_always",
        "hours_every_day",
        "hours_closed",
        "hours_holidays",
        "hours_appointment",
        "hours_span",
        "hours_and",
    }
)
"""The interface words used here."""

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(
    r"(?P<days>(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:-(?:Mo|Tu|We|Th|Fr|Sa|Su))?,?)+)?\s*"
    r"(?P<times>\d?\d:\d\d-\d?\d:\d\d(?:,\s?\d?\d:\d\d-\d?\d:\d\d)*)?\s*"
    r"(?P<state>off|closed|unknown|open)?\s*(?:\"(?P<comment>[^\"]*)\")?"
)


def describe(hours: str, locale: Locale, labels: Mapping[str, Said]) -> Said:
    """The hours as people say them: «mandag–fredag kl. 8–15.30, helligdager stengt».

    Empty when the text uses more of the OpenStreetMap language than is put into words here.
    """
    if hours == "24/7":
        return labels["hours_always"]
    parts = []
    for match in rules(hours):
        days = _days(match["days"] or "Mo-Su", locale, labels)
        if match["state"] in ("off", "closed"):
            when = labels["hours_closed"].plain
        elif match["times"]:
            when = labels["hours_span"].plain.format(count=_times(match["times"], locale, labels))
        else:
            when = ""
        if match["state"] == "unknown":
            appointment = labels["hours_appointment"].plain
            when = f"{when} ({appointment})" if when else appointment
        parts.append(f"{days} {when}")
    if not parts:
        return NOTHING
    text = "; ".join(parts) if len(parts) > 2 else ", ".join(parts)
    return Said.of(text, text)


def can_be_said(hours: str) -> bool:
    """Whether the guide has words for these hours."""
    return hours == "24/7" or bool(rules(hours))


def rules(hours: str) -> list[re.Match[str]]:
    """The rules of the text; none when one of them is outside the part of the language that is put into words."""
    found = [_RULE.fullmatch(rule.strip()) for rule in hours.split(";")]
    rules = [m for m in found if m is not None and (m["days"] or m["times"]) and (m["times"] or m["state"])]
    return rules if len(rules) == len(found) else []


def _days(days: str, locale: Locale, labels: Mapping[str, Said]) -> str:
    if days == "Mo-Su":
        return labels["hours_every_day"].plain
    names = []
    for span in days.rstrip(",").split(","):
        if span == "PH":
            names.append(labels["hours_holidays"].plain)
        else:
            first, _, last = span.partition("-")
            names.append(f"{_day(first, locale)}–{_day(last, locale)}" if last else _day(first, locale))
    return f" {labels['hours_and'].plain} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@lru_cache(maxsize=64)
def _day(day: str, locale: Locale) -> str:
    return str(get_day_names("wide", "format", locale)[_DAYS.index(day)])


def _times(times: str, locale: Locale, labels: Mapping[str, Said]) -> str:
    spans = [tuple(_clock(clock, locale) for clock in span.strip().split("-")) for span in times.split(",")]
    return f" {labels['hours_and'].plain} ".join(f"{start}–{end}" for start, end in spans)


def _clock(clock: str, locale: Locale) -> str:
    first, _, minute = clock.partition(":")
    hour = int(first) if clock == "24:00" else int(first) % 24
    if locale == "en":
        return f"{hour}:{minute}"
    return str(hour) if minute == "00" else f"{hour}.{minute}"
