"""A built site read back: what a reader meets on each page. Knows HTML, and nothing of how it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_SKIPPED = frozenset({"script", "style", "template", "svg"})
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "summary", "caption", "div", "section"})


@dataclass
class Seen:
    """A page as readers see it."""

    title: str = ""
    texts: list[str] = field(default_factory=list)
    """The words of its main part, a paragraph, heading or row at a time."""
    numbers: set[str] = field(default_factory=set)
    """The numbers that can be called or written to, in the whole page: ``116111``, ``+4780033321``."""


def read_site(site: Path) -> Mapping[str, Seen]:
    """The pages of a built site by address: ``""`` is the front page, ``nn/akutt/`` the urgent page in nynorsk."""
    found = {path.parent.relative_to(site).as_posix(): path for path in sorted(site.rglob("index.html"))}
    return {"" if name == "." else f"{name}/": _read(path.read_text("utf-8")) for name, path in found.items()}


def _read(html: str) -> Seen:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Seen(reader.title, list(reader.finished()), reader.numbers)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title, self.numbers = "", set[str]()
        self._texts: list[str] = []
        self._words = ""
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if href.startswith(("tel:", "sms:")):
            self.numbers.add(href[4:])
        if tag in ("main", "h1", *_SKIPPED):
            self._inside.append(tag)
        if tag in _BLOCKS:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end()
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if "main" in self._inside and not _SKIPPED & set(self._inside):
            self._words += data
            if "h1" in self._inside:
                self.title += data

    def _end(self) -> None:
        words = re.sub(r"\s+", " ", self._words).strip()
        self._words = ""
        if words:
            self._texts.append(words)

    def finished(self) -> Iterator[str]:
        """The texts, each once and in order."""
        self._end()
        self.title = re.sub(r"\s+", " ", self.title).strip()
        return iter(dict.fromkeys(self._texts))
