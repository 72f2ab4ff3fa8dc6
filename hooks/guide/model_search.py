"""The types of how the search understands words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from guide.fields import Id, InLocales, Locale, SearchWords, ServiceRef
from guide.model import Record
from guide.model_site import OwnPage
from guide.values import problem
from pydantic import Field, PlainValidator, WithJsonSchema


def _words(value: Any) -> tuple[str, ...]:
    """Words with commas between them: one text is read many times faster than a list, and easier to write."""
    words = [word.strip() for word in value.split(",")] if isinstance(value, str) else []
    if not words or not all(words):
        raise problem("words", "her skal det stå ord med komma mellom. Skriv som i «pappa, far».")
    return tuple(words)


Words = Annotated[tuple[str, ...], PlainValidator(_words), WithJsonSchema({"type": "string"})]

LANGUAGES: Mapping[Locale, str] = {"nb": "norsk", "nn": "norsk", "en": "engelsk"}
"""Whose words count in an edition. The two forms of Norwegian share theirs: people mix them, and write dialect."""


class Ignored(Record):
    """Small words that do not count, by language."""

    norsk: Words = Field(default_factory=tuple)
    engelsk: Words = Field(default_factory=tuple)


class Same(Record):
    """Groups of words that mean the same to the search, by language; the first of each group stands for all."""

    norsk: tuple[Words, ...] = Field(default_factory=tuple)
    engelsk: tuple[Words, ...] = Field(default_factory=tuple)


class CrisisWords(Record):
    """Words that bring up urgent help, by language. Norwegian must be there."""

    norsk: Words
    engelsk: Words = Field(default_factory=tuple)


class Crisis(Record):
    """What brings up urgent help above all that is found, and what it says."""

    id: Id
    words: CrisisWords
    text: InLocales
    services: Annotated[tuple[ServiceRef, ...], Field(min_length=1)]


class PageWords(Record):
    """Everyday words for a page that is neither a service nor a topic."""

    to: OwnPage
    words: SearchWords


class Search(Record):
    """The file data/search.yml. A municipality may leave it out; then only the words of the records count."""

    same: Same = Field(default_factory=Same)
    ignore: Ignored = Field(default_factory=Ignored)
    crisis: tuple[Crisis, ...] = ()
    pages: tuple[PageWords, ...] = ()
