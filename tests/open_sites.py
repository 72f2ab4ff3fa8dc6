"""Three built sites whose data files are read back: the real one, with and without an address of its own, and that of
another municipality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from guide.fields import Text
from guide.model import Channel, Service
from guide.registry import Guide


@dataclass(frozen=True)
class OpenSite:
    """A built site with the data that it was built from. ``address`` is nothing when it has none of its own."""

    site: Path
    guide: Guide
    address: str

    def file(self, name: str) -> bytes:
        """A file below /data/."""
        return (self.site / "data" / name).read_bytes()

    @cached_property
    def channels(self) -> list[tuple[Service, Channel]]:
        """Every way to reach a service, in order."""
        return [(s, c) for s in self.guide.services for c in s.channels]

    def said(self, text: Text) -> dict[str, str]:
        """A text of one line without markup, in the locales in which it is written."""
        name = self.guide.municipality.name
        return {
            locale: " ".join(text.by_locale[locale].replace("{municipality}", name).split())
            for locale in self.guide.locales
            if text.has(locale)
        }

    def page(self, locale: str, address: str) -> str:
        """A page as the data files name it."""
        folder = "" if locale == self.guide.locales[0] else f"{locale}/"
        return f"{self.address or '../'}{folder}{address}"


def one_line(text: str) -> str:
    """The text with its line breaks as spaces, to compare it with one that was never broken into lines."""
    return " ".join(text.split())


def values(tree: Any) -> Iterator[Any]:
    """Everything that stands in a tree of JSON."""
    yield tree
    for below in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from values(below)


def records(tree: Any) -> Iterator[dict[str, Any]]:
    """All objects in a tree of JSON."""
    return (value for value in values(tree) if isinstance(value, dict))
