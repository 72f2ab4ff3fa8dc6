"""Private data that may not stand in a public guide: birth numbers, and the numbers and addresses of persons.

Numbers in running text are told of by `numbers_in_texts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from guide.figures import Figures
from guide.node import Holders, Node, path_name
from guide.phone import phone_number
from guide.place import Problem

_BIRTH_NUMBER = re.compile(r"(?<!\d)[0-7]\d[0-9]\d{3} ?\d{5}(?!\d)")
"""Eleven digits that begin like a date; D-numbers (day + 40) and synthetic numbers (month + 40, + 80) too."""

_PERSON = re.compile(r"(?<![\w.+-])[a-zæøå]{2,}[._-][a-zæøå]{2,}(?:[._-][a-zæøå]{2,})?@[\w-]+(?:\.[\w-]+)+", re.I)
"""An address of the form given.family@…: offices have one word before the @."""

_NOT_WORDS = frozenset({"email", "privacy_contact"})
"""Fields with addresses that have rules of their own."""

_ANY = re.compile(r"[@0-9](?:(?<=@)|(?: ?\d){7})")
"""Hardly any text has what one of these looks for. One set of characters to begin with is found fastest."""


class Fault(NamedTuple):
    """Words that look private, where they begin, and what to tell an editor."""

    words: str
    offset: int
    message: str
    severity: str


def faults(text: str) -> Iterator[Fault]:
    """Everything in ``text`` that looks private."""
    if not _ANY.search(text):
        return
    for match in _BIRTH_NUMBER.finditer(text):
        message = (
            f"«{match[0]}» ser ut som et fødselsnummer. Slett det, og si fra til den som har ansvar for personvern."
        )
        yield Fault(match[0], match.start(), message, "error")
    for match in _PERSON.finditer(text):
        message = f"«{match[0]}» ser ut som adressen til en person. Bruk adressen til kontoret."
        yield Fault(match[0], match.start(), message, "warning")


def is_persons_address(value: str) -> bool:
    """Whether an e-mail address looks like that of a person, not of an office."""
    return _PERSON.fullmatch(value) is not None


def problems(texts: Iterable[Figures], holders: Mapping[str, Holders]) -> Iterator[Problem]:
    """Everything in the data that looks private. ``texts`` are those of ``holders`` with a digit or an @."""
    for stem, path, key, node, text, first in texts:
        if _ANY.search(text, first) and key not in _NOT_WORDS:
            for fault in faults(text):
                place = node.place_of(fault.words, text.count(fault.words, 0, fault.offset))
                yield Problem(place, path_name(stem, (path, key)), fault.message, "private-data", fault.severity)
    for stem, listed in holders.items():
        for path, node in listed:
            if node.text("type") in ("phone", "sms", "email"):
                yield from _channel(node, path_name(stem, path))


def _channel(channel: Node, path: str) -> Iterator[Problem]:
    value = channel.text("value")
    if phone_number(value).startswith(("+474", "+479")) and not channel.text("belongs_to"):
        message = f"«{value}» er et mobilnummer. Tilhører det et kontor eller en vakt, skriv «belongs_to: office». En persons nummer skal ikke stå her."
        yield Problem(channel.place_in("value"), f"{path}.value", message, "private-data", "warning")
    if is_persons_address(value):
        message = f"«{value}» ser ut som adressen til en person. Bruk adressen til kontoret."
        yield Problem(channel.place_in("value"), f"{path}.value", message, "private-data", "warning")
