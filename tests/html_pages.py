"""Reading the pages of a built site: a small tree of elements that is strict about nesting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

LOCALES = ("nb", "nn", "en")
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class Element:
    """An element with what is in it: elements and pieces of text."""

    def __init__(self, tag: str, attributes: dict[str, str], above: Element | None) -> None:
        self.tag, self.attributes, self.above = tag, attributes, above
        self.inside: list[Element | str] = []

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements inside, in order; all of them, or only those of ``tags``."""
        for child in self.inside:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def one(self, tag: str) -> Element:
        """The only element of this kind."""
        (found,) = self.all(tag)
        return found

    @property
    def text(self) -> str:
        """The words inside, with white space evened out."""
        return " ".join("".join(self.strings()).split())

    def strings(self) -> Iterator[str]:
        for child in self.inside:
            if isinstance(child, str):
                yield child
            else:
                yield from child.strings()

    @property
    def locale(self) -> str:
        """The nearest ``lang``, on the element or above it."""
        found: Element | None = self
        while found is not None and "lang" not in found.attributes:
            found = found.above
        return found.attributes["lang"] if found is not None else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = self.now = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.now)
        self.now.inside.append(element)
        if tag not in VOID:
            self.now = element

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.now.tag != tag or self.now.above is None:
            raise ValueError(f"</{tag}> closes <{self.now.tag}> at line {self.getpos()[0]}")
        self.now = self.now.above

    def handle_data(self, data: str) -> None:
        self.now.inside.append(data)


def read(html: str) -> Element:
    """The document in ``html``; an element that is not closed, or closed twice, is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.now is not reader.top:
        raise ValueError(f"<{reader.now.tag}> is not closed")
    return reader.top


@dataclass(frozen=True)
class BuiltPage:
    """A page of a built site. ``address`` is its folder below the site: ``nn/tema/``."""

    site: Path
    address: str

    @property
    def path(self) -> Path:
        return self.site / self.address / "index.html"

    @property
    def locale(self) -> str:
        first = self.address.partition("/")[0]
        return first if first in LOCALES else "nb"

    @property
    def plain(self) -> str:
        """The address below the root of its locale."""
        return self.address if self.locale == "nb" else self.address.partition("/")[2]

    @cached_property
    def root(self) -> Element:
        return read(self.path.read_text("utf-8"))

    @cached_property
    def main(self) -> Element:
        return self.root.one("main")

    @cached_property
    def anchors(self) -> list[str]:
        return [e.attributes["id"] for e in self.root.all() if "id" in e.attributes]

    @cached_property
    def links(self) -> list[str]:
        """Everything that the page points to."""
        return [e.attributes[name] for e in self.root.all() for name in ("href", "src") if name in e.attributes]

    def head_links(self, *kinds: str) -> Iterator[Element]:
        """The ``link`` elements of these kinds (``rel``)."""
        return (link for link in self.root.all("link") if link.attributes["rel"] in kinds)


def below(locale: str, address: str) -> str:
    """The address of a page in one locale, below the root of the site."""
    return address if locale == "nb" else f"{locale}/{address}"


def pages_of(site: Path) -> dict[str, BuiltPage]:
    """The pages of a site by address, without 404.html."""
    folders = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    addresses = ["" if folder == "." else f"{folder}/" for folder in folders]
    return {address: BuiltPage(site, address) for address in addresses}


def embeds_of(site: Path) -> list[str]:
    """The addresses of the pages that other sites show in frames."""
    return sorted(p.relative_to(site).as_posix() for p in site.glob("**/embed/*/*.html"))


def files_of(site: Path) -> dict[str, bytes]:
    """Every file of a site, byte for byte."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def broken_links(pages: dict[str, BuiltPage], base: str) -> list[tuple[str, str]]:
    """Links of a site at the address ``base`` to pages, files or anchors of its own that it does not have."""
    site, (host, folder) = pages[""].site, urlsplit(base)[1:3]
    files = set(files_of(site))
    lost = read((site / "404.html").read_text("utf-8"))
    anchors = {address: page.anchors for address, page in pages.items()}
    anchors["404.html"] = [e.attributes["id"] for e in lost.all() if "id" in e.attributes]
    links = [(page.address, link) for page in pages.values() for link in page.links]
    links += [("404.html", e.attributes[n]) for e in lost.all() for n in ("href", "src") if n in e.attributes]
    broken = []
    for address, link in links:
        target = urlsplit(urljoin(base + address, link))
        if target.netloc != host:
            continue
        inside = unquote(target.path)[len(folder) :] if target.path.startswith(folder) else "outside the site"
        anchor = unquote(target.fragment)
        if (inside not in pages and inside not in files) or (anchor and anchor not in anchors.get(inside, [])):
            broken.append((address, link))
    return broken
