"""Telephone numbers in running text: each is the number of a service, so that it is kept right in one place.

A number that stands in a text alone has no source and no date, and nobody is reminded to check it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from guide.figures import Figures
from guide.node import Node, path_name
from guide.phone import SHORT_NUMBERS, phone_number
from guide.place import Problem, Source

_ANY = re.compile(r"[0-9](?:(?:[ \u00a0]?\d){4}|\d\d(?:(?<=[gerlGERL] 1\d\d)|(?<=(?:tel|sms):\d\d\d)))")
"""What each of the patterns below has in it: most texts have none of it. A digit first is found fastest."""

_GROUPED = r"116[ \u00a0]?\d{3}|[2-9]\d(?:[ \u00a0]\d{2}){3}|[2-9]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{3}|[2-9]\d{7}|0\d{4}"
"""How people write Norwegian numbers (Nkom): in pairs, as 800 33 321, or without spaces."""

_SHAPED = re.compile(rf"(?<![\w.,/:=+§-])(?:(?:\+|00)47[ \u00a0]?)?(?:{_GROUPED})(?![\w-]|[ \u00a0]\d|[.,]\d)")
_CALLED = re.compile(
    r"\b(?:ring|ringe|ringer|ringje|ringjer|call) +(1\d{2}|1\d{3}|\d{5})(?![\w-]|[ \u00a0]\d|[.,]\d)", re.I
)
"""A short number says by the word before it that it is one."""
_LINKED = re.compile(r"\]\(\s*<?(?:tel|sms):([+\d]+)")

_BEFORE = 20
"""Characters before a digit in which a number may begin: a verb, or the start of a link."""


class Found(NamedTuple):
    """A number in a text: as it is written, as it is dialled (empty: nobody answers there), and where."""

    words: str
    dial: str
    offset: int


def numbers(text: str, first: int = 0) -> Iterator[Found]:
    """The telephone numbers in ``text``, in no order; ``first`` is where its first digit is, when that is known."""
    start = max(first - _BEFORE, 0)
    for match in _SHAPED.finditer(text, start):
        dial = phone_number(re.sub("^00", "+", match[0].replace("\u00a0", " ")))
        if dial or not match[0].isdigit():  # eight digits in a row may count something else
            yield Found(match[0], dial, match.start())
    for pattern in (_CALLED, _LINKED):
        for match in pattern.finditer(text, start):
            yield Found(match[1], phone_number(match[1]), match.start(1))


def known(services: Iterable[Node]) -> frozenset[str]:
    """The numbers that a text may name, as they are dialled: those of all ``services`` (the roots of their files), and
    the short ones that are the same in the whole country."""
    channels = (
        channel
        for root in services
        for service in root.items()
        if isinstance(service.value, dict) and "channels" in service.value
        for channel in service.value["channels"].items()
    )
    found = (phone_number(c.text("value")) for c in channels if c.text("type") in ("phone", "sms"))
    return SHORT_NUMBERS.union(number for number in found if number)


def in_data(texts: Iterable[Figures], whose: Set[str]) -> Iterator[Problem]:
    """Numbers in the texts of data files that are not among those of the services, ``whose``."""
    for stem, path, key, node, text, first in texts:
        if not _ANY.search(text, first):
            continue
        for words, message, offset in _strange(text, whose, first):
            place = node.place_of(words, text.count(words, 0, offset))
            yield Problem(place, path_name(stem, (path, key)), message, "number")


def in_page(source: Source, whose: Set[str]) -> Iterator[Problem]:
    """The same for a hand-written page."""
    for _, message, offset in _strange(source.text, whose):
        yield Problem(source.place(offset), "", message, "number")


def _strange(text: str, whose: Set[str], first: int = 0) -> Iterator[tuple[str, str, int]]:
    for words, dial, offset in numbers(text, first):
        if dial not in whose:
            message = f"«{words}» er ikke nummeret til noen tjeneste. Rett det, eller legg det inn under channels: hos tjenesten, med kilde og dato. Aldri en persons nummer."
            yield words, message, offset


def without_followers(problems: list[Problem]) -> list[Problem]:
    """The ``problems`` without numbers that are strange only because a service is wrong, or the field is."""
    others = [p for p in problems if p.kind != "number"]
    if any(p.severity == "error" and p.place.file.endswith("/services.yml") for p in others):
        return others
    told = {p.path for p in others if p.path}
    return [p for p in problems if p.kind != "number" or p.path not in told]
