"""Hand-written pages as HTML without MkDocs: whole, for another engine, or as chapters of a printed whole."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from guide.fields import Locale
from guide.prose import Prose
from guide.text import call_links
from markdown import markdown
from markupsafe import Markup

EXTENSIONS = ("attr_list", "fenced_code", "sane_lists", "tables", "toc")
"""The Markdown extensions of mkdocs.yml, which hold for hand-written pages."""

_TABLE = re.compile(r"(<table>.*?</table>)", re.S)
_TITLE = re.compile(r"\A<h1[^>]*>.*?</h1>\s*", re.S)
_ID = re.compile(r'(<h[1-6] id=")')
_LINK = re.compile(r'href="([^"#:]*)(#[^"]*)?"')
_HEADING = re.compile(r"(</?h)([1-5])\b")


@dataclass(frozen=True)
class Piece:
    """A part of a chapter: a table, which a screen may have to scroll, or what stands between tables."""

    html: Markup
    table: bool


def ready(text: str, municipality: str) -> str:
    """The Markdown of a hand-written page with the municipality's name in it and the urgent numbers as links."""
    filled = text.replace("{municipality}", municipality)
    return "\n".join(line if line.startswith("#") else call_links(line) for line in filled.split("\n"))


def whole(prose: Prose, locale: Locale, municipality: str, names: Mapping[str, str]) -> str:
    """A hand-written page as it stands on the site, for `Renderer.prose`. Links lead to addresses below the root of
    the locale, as in the texts of the data files. ``names`` as in `pieces`."""

    def link(match: re.Match[str]) -> str:
        path, anchor = match[1], match[2] or ""
        return match[0] if not path or path.startswith("/") else f'href="/{_address(path, prose, names)}{anchor}"'

    return _LINK.sub(link, _converted(ready(prose.text(locale), municipality)))


def pieces(prose: Prose, locale: Locale, municipality: str, names: Mapping[str, str]) -> list[Piece]:
    """A hand-written page without its title, to stand below a heading of level 2.

    Anchors get the page's name in front, since several pages stand after each other. Links lead to addresses
    below the root of the locale, as in the texts of the data files. ``names`` holds the address of each page by
    its name below docs/.
    """
    html = _TITLE.sub("", _converted(ready(prose.text(locale), municipality)))
    prefix = prose.address.strip("/").replace("/", "-")

    def link(match: re.Match[str]) -> str:
        path, anchor = match[1], match[2] or ""
        if not path:
            return f'href="#{prefix}-{anchor[1:]}"'
        if path.startswith("/"):
            return match[0]
        return f'href="/{_address(path, prose, names)}{anchor}"'

    html = _LINK.sub(link, _ID.sub(rf"\g<1>{prefix}-", html))
    html = _HEADING.sub(lambda m: f"{m[1]}{int(m[2]) + 1}", html)
    return [Piece(Markup(part), part.startswith("<table>")) for part in _TABLE.split(html) if part.strip()]


def _address(path: str, prose: Prose, names: Mapping[str, str]) -> str:
    """The address of the page that the hand-written page links to by the name of its file."""
    return names[posixpath.normpath(posixpath.join(posixpath.dirname(prose.name), path)).removesuffix(".md")]


@cache
def _converted(text: str) -> str:
    return markdown(text, extensions=list(EXTENSIONS), output_format="html")
