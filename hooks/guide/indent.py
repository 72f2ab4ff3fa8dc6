"""Which line stands too far in or out, when the parser stumbles over the one below it.

YAML takes ``nb: Hei`` followed by a line further in as one text that goes on, and only stops
at the next colon. Which of the two lines is wrong shows in what stands around them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FIELD = re.compile(r"(?P<margin> *)(?P<dash>(?:- +)*)(?P<key>[\w-]+|\"[^\"]*\"):(?:\s|$)")
_GLUED = re.compile(r" *-(?=[\w-]+:(?:\s|$))")

_NO_DASH = "her mangler streken foran posten. Skriv «- {name}: …»."
_AS_BESIDE = "innrykket her stemmer ikke med linjene rundt. Bruk like mange mellomrom som linjen {where}."


class Found(NamedTuple):
    """Where the mistake is (line and column, from 0), and what to tell an editor."""

    line: int
    column: int
    message: str


class _Line(NamedTuple):
    number: int
    column: int
    """Where the dash or, without one, the field begins."""
    key: int
    """Where the name of the field begins."""
    dashed: bool
    name: str


def _line(lines: list[str], number: int) -> _Line | None:
    found = _FIELD.match(lines[number]) if 0 <= number < len(lines) else None
    if found is None:
        return None
    return _Line(number, len(found["margin"]), found.start("key"), bool(found["dash"]), found["key"])


def _beside(lines: list[str], number: int, step: int) -> int:
    """The nearest line above (-1) or below (1) that is neither empty nor a comment."""
    number += step
    while 0 <= number < len(lines) and lines[number].lstrip()[:1] in ("", "#"):
        number += step
    return number


def misplaced(lines: list[str], number: int, column: int) -> Found | None:
    """The line that is out of place when the parser stopped at the colon in ``column`` of line ``number``.

    None when that colon is not the first of a field, or the line above begins no text that could have gone on.
    """
    here = _line(lines, number)
    above_number = _beside(lines, number, -1)
    if here is None or lines[number].find(":", here.key + len(here.name)) != column or above_number < 0:
        return None
    if glued := _GLUED.match(lines[above_number]):
        return Found(above_number, glued.end(), "her mangler mellomrom etter streken. Skriv «- felt: verdi».")
    above = _line(lines, above_number)
    if above is None or above.key >= here.key:
        return None
    below = _line(lines, _beside(lines, number, 1))
    if below is None or below.column != here.column or here.dashed:
        return Found(number, here.column, _AS_BESIDE.format(where="over"))
    # The line below stands as this one: it is the line above that is not where it should be.
    if not above.dashed and _begins_records(lines, above):
        return Found(above.number, above.column, _NO_DASH.format(name=above.name))
    return Found(above.number, above.column, _AS_BESIDE.format(where="under"))


def undashed(lines: list[str], number: int) -> Found | None:
    """The record without its dash, when the parser stopped at line ``number``, where the next record has one."""
    here = _line(lines, number)
    if here is None or not here.dashed:
        return None
    for above_number in range(number - 1, -1, -1):
        text = lines[above_number]
        margin = len(text) - len(text.lstrip(" "))
        if not text.strip() or margin > here.key:
            continue
        above = _line(lines, above_number)
        if margin < here.key or above is None or above.dashed:
            return None
        if above.name == here.name:
            return Found(above_number, above.key, _NO_DASH.format(name=above.name))
    return None


def _begins_records(lines: list[str], line: _Line) -> bool:
    """Whether records with dashes begin at the same column and with the same field."""
    pattern = re.compile(rf" {{{line.column}}}- +{re.escape(line.name)}:")
    return any(pattern.match(text) for text in lines)
