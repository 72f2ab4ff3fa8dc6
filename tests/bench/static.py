"""Built pages as Markdown: the same text, headings, lists and links, for engines that begin with Markdown.

Reads only what our own templates write (well-formed, lower case), so a few expressions do
for a parser; the one of the standard library would take longer than the builds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath

_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.S)
_TOKEN = re.compile(r"<!--.*?-->|<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>[^>]*)>|(?P<text>[^<]+)", re.S)
_HREF = re.compile(r'\shref="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_MARKUP = re.compile(r"([\\`*_\[\]])")
_LINK = re.compile(r"\]\(page:([^)#]*)")
_UNSEEN = ("svg", "script", "style", "template")
_BLOCK = re.compile(
    r"p|h[1-6]|[uod]l|li|d[td]|div|section|article|nav|header|footer|aside|blockquote|table|thead|tbody|t[rdh]"
)
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}


@dataclass(frozen=True)
class Page:
    """A page as Markdown; links to other pages of the site are written ``page:ansatt/plikt/``."""

    address: str
    locale: str
    title: str
    markdown: str

    def linked(self, target: Callable[[str], str]) -> str:
        """The file, when ``target`` says how a page at an address is linked to."""
        body = _LINK.sub(lambda m: f"]({target(m[1])}", self.markdown)
        return f'---\ntitle: "{self.title}"\n---\n\n{body}\n'


def pages(site: Path, locales: tuple[str, ...]) -> Iterator[Page]:
    """Every page of a built site. The first locale stands at its root."""
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        locale = next((x for x in locales[1:] if address.startswith(f"{x}/")), locales[0])
        if locale != locales[0]:
            address = address.removeprefix(f"{locale}/")
        address = address.lstrip("/")
        body = _MAIN.search(path.read_text("utf-8"))
        assert body, path
        markdown = _Writer(address).write(body[1])
        title = re.sub(r"[\\\"*`]", "", markdown.partition("\n")[0].lstrip("# "))
        yield Page(address, locale, title, markdown)


def names(addresses: set[str]) -> dict[str, str]:
    """The file of each address, without ending: ``ansatt/index`` when pages stand below it."""
    above = {address.rsplit("/", 2)[0] + "/" for address in addresses if address.count("/") > 1}
    return {a: f"{a}index" if not a or a in above else a.rstrip("/") for a in addresses}


class _Writer:
    """Writes one page."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.done: list[str] = []
        self.line: list[str] = []
        self.lists: list[int | None] = []
        """The lists we are inside of: the number reached, or None for one with bullets."""
        self.mark = ""
        """What the next block begins with when it is a heading: ``## ``."""
        self.anchor = ""
        """What it ends with: `` {#kontakt}``."""
        self.item = False
        """Whether the next block is the first of an item in a list."""
        self.after_item = False
        self.links: list[str] = []
        self.row: list[str] | None = None

    def write(self, html: str) -> str:
        unseen = 0
        for token in _TOKEN.finditer(html):
            tag, close = token["tag"], token["close"] == "/"
            if tag in _UNSEEN:
                unseen += -1 if close else 1
            elif unseen or (tag is None and token["text"] is None):
                continue
            elif tag is None:
                self.line.append(_MARKUP.sub(r"\\\1", token["text"]))
            elif _BLOCK.fullmatch(tag):
                self._block(tag, close, token["attributes"])
            else:
                self._inline(tag, close, token["attributes"])
        self._flush()
        return "".join(self.done).strip("\n")

    def _inline(self, tag: str, close: bool, attributes: str) -> None:
        if tag == "a" and close:
            self.line.append(f"]({self.links.pop()})")
        elif tag == "a":
            href = _HREF.search(attributes)
            self.links.append(self._target(href[1] if href else ""))
            self.line.append("[")
        elif tag in _MARKS:
            self.line.append(_MARKS[tag])

    def _target(self, href: str) -> str:
        if re.match(r"[a-z]+:|#", href) or not href:
            return href or "#"
        path, _, anchor = href.partition("#")
        address = normpath(f"/{self.address}{path}").lstrip("/")
        return f"page:{address + '/' if address else ''}" + (f"#{anchor}" if anchor else "")

    def _block(self, tag: str, close: bool, attributes: str) -> None:
        if tag in ("td", "th"):
            self._cell(close)
            return
        self._flush()
        if tag in ("ul", "ol"):
            if close:
                self.lists.pop()
            else:
                self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.item = not close
            if not close and (number := self.lists[-1]) is not None:
                self.lists[-1] = number + 1
        elif tag == "tr":
            self._row(close)
        elif tag[0] == "h" and tag[1:].isdigit():
            self.mark = "" if close else "#" * int(tag[1]) + " "
            anchor = None if close else _ID.search(attributes)
            self.anchor = f" {{#{anchor[1]}}}" if anchor else ""

    def _cell(self, close: bool) -> None:
        if close and self.row is not None:
            self.row.append(" ".join("".join(self.line).split()))
        self.line.clear()

    def _row(self, close: bool) -> None:
        if not close:
            self.row = []
        elif self.row is not None:
            first = not self.done or not self.done[-1].endswith("|\n")
            self.done.append(("\n" if first else "") + f"| {' | '.join(self.row)} |\n")
            if first:
                self.done.append("|" + "---|" * len(self.row) + "\n")
            self.row = None

    def _flush(self) -> None:
        """End the block that is being written."""
        text = " ".join("".join(self.line).split())
        self.line.clear()
        if not text:
            return
        margin = "    " * len(self.lists)
        if self.item:
            number = self.lists[-1]
            margin = margin[4:] + ("-" if number is None else f"{number}.").ljust(4)
        # Items that follow each other make one tight list; anything else stands apart.
        gap = "" if self.item and self.after_item else "\n"
        self.done.append(f"{gap}{margin}{self.mark}{text}{self.anchor}\n")
        self.after_item, self.item = self.item, False
