"""Values of pages as plain JSON for Typst: texts as trees, links as notes on paper or places in the document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

from guide.prose_html import Piece
from guide.views import Link
from markupsafe import Markup

Node = dict[str, Any]

_BLOCKS = frozenset({"p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "div", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})  # fmt: skip
_TAGS = _BLOCKS | {"strong", "em", "code", "a", "span", "br", "hr"}
_SPACE = re.compile(r"[ \t\r\n]+")


class Paper:
    """Turns the values of pages into JSON for one document.

    ``places`` are the anchors of the document by the address that they stand for on the site; a link to one of
    them leads there. Any other link gets a note with its address, once in each part, when ``notes`` is on.
    ``site`` is the public address of this locale, or nothing while it is not decided. ``names`` are the fields that
    the source of the document asks for; pages know ten times as much of a record. Without it, all are kept.
    """

    def __init__(
        self,
        places: Mapping[str, str] | None = None,
        site: str = "",
        notes: bool = False,
        names: Container[str] | None = None,
    ) -> None:
        self.places, self.site, self.notes, self.names = places or {}, site, notes, names
        self._noted: set[str] = set()

    def part(self, value: Any) -> Any:
        """The values of a part of the document: notes begin anew."""
        self._noted.clear()
        return self.plain(value)

    def plain(self, value: Any) -> Any:
        """A value as JSON. A text without markup is a string, any other a list of nodes."""
        match value:
            case Markup():
                return self.tree(str(value))
            case str():
                return printable(value)
            case Piece():
                return self.tree(str(value.html))
            case Link():
                return {"href": value.href, "name": self.plain(value.name)}
            case SimpleNamespace():
                return self.plain(vars(value))
            case Mapping():
                names = self.names
                return {key: self.plain(part) for key, part in value.items() if names is None or key in names}
            case range():
                return len(value)
            case list() | tuple():
                return [self.plain(part) for part in value]
            case _:
                return value

    def tree(self, html: str) -> str | list[Any]:
        """HTML as nodes: ``{"t": "p", "c": [...]}``, with strings between them."""
        if "<" not in html and "&" not in html:
            text = printable(_SPACE.sub(" ", html))
            return text if text.strip() else ""
        parser = _Tree(self)
        parser.feed(html)
        parser.close()
        found = parser.root["c"]
        if all(isinstance(node, str) for node in found):
            return "".join(found)
        return list(found)

    def link(self, href: str) -> Node:
        """Where a link leads on paper: ``to`` a place in the document, or with a ``note`` that shows its address."""
        place = self.places.get(href) or self.places.get(href.partition("#")[0] if href.startswith("/") else "")
        if place:
            return {"to": place}
        if href.startswith("/") and self.site:
            href = self.site + href[1:]
        if not self.notes or not href.startswith("http") or href in self._noted:
            return {}
        self._noted.add(href)
        return {"url": href, "note": short(href)}


class _Tree(HTMLParser):
    """Builds the nodes of a piece of HTML that our own Markdown made."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(convert_charrefs=True)
        self.paper = paper
        self.root: Node = {"t": "div", "c": []}
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            return
        given = dict(attrs)
        node: Node = {"t": tag, "c": []}
        node |= {key: given[key] for key in ("id", "lang") if given.get(key)}
        if tag == "a":
            node |= self.paper.link(given.get("href") or "")
        self.open[-1]["c"].append(node)
        if tag not in ("br", "hr"):
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node["t"] == tag for node in self.open[1:]):
            while self.open.pop()["t"] != tag:
                pass

    def handle_data(self, data: str) -> None:
        here = self.open[-1]["c"]
        text = printable(_SPACE.sub(" ", data))
        after_block = not here or (isinstance(here[-1], dict) and here[-1]["t"] in _BLOCKS)
        if text.strip() or not after_block:
            here.append(text)


def short(url: str) -> str:
    """An address as people type it: without ``https://`` and the slash at the end."""
    return url.partition("://")[2].rstrip("/") or url


_SHOWN = (
    (0x20, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x2027),
    (0x2030, 0x203E), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2260, 0x2265),
)  # fmt: skip
"""The letters and signs that the fonts of the documents hold. PDF/UA forbids any other."""

_PLAIN = re.compile(r"[\n -~\u00a0-\u024f\u2010-\u2027]*")
"""Most texts hold none but these, all of them shown; to look at each letter of those too takes ten times as long."""


def printable(text: str) -> str:
    """The text without signs that no font here holds: pictures are left out, a letter becomes ``?``. A section sign
    stays in the line of its number."""
    text = text.replace("§ ", "§\N{NO-BREAK SPACE}")
    if text.isascii() or (_PLAIN.fullmatch(text) and unicodedata.is_normalized("NFC", text)):
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if _is_shown(c) else "?" if unicodedata.category(c)[0] in "LN" else "" for c in composed)


def _is_shown(character: str) -> bool:
    code = ord(character)
    held = any(low <= code <= high for low, high in _SHOWN) and unicodedata.category(character) not in ("Cn", "Cc")
    return held or character in "\n\u2009\u202f"
