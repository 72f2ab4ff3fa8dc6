"""Walking a site over HTTP as a thorough visitor would: every page, and everything that pages and styles name."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r'\s([\w:-]+)="([^"]*)"')
_NAMES = ("href", "src", "srcset", "action", "data", "poster", "data-search-script")
"""Attributes that name an address; ``data-search-script`` is fetched when the search field is used."""

_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass
class Walk:
    """What was found on the way."""

    fetched: dict[str, int] = field(default_factory=dict)
    """The status of every address that was asked for."""
    broken: list[tuple[str, str]] = field(default_factory=list)
    """Where a link stands, and the link."""


@cache
def _read(text: str, kind: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """What a page or a style names, and the anchors of a page."""
    if kind == "text/css":
        return tuple(a or b for a, b in _IN_STYLE.findall(text)), frozenset()
    if kind != "text/html":
        return (), frozenset()
    links, anchors = [], set()
    for tag in _TAG.findall(text):
        for name, value in _ATTRIBUTE.findall(tag):
            plain = html.unescape(value)
            if name == "id":
                anchors.add(plain)
            elif name in _NAMES and plain:
                links.append(plain)
    return tuple(links), frozenset(anchors)


def walk(base: str, starts: Iterable[str] = ("",), *, public: str = "", but: Iterable[str] = ()) -> Walk:
    """Fetch all that can be reached from the pages ``starts`` below ``base``, and note what is not there.

    Whole addresses that begin with ``public`` are fetched below ``base`` too. Nothing outside ``base`` is asked
    for; a link that leaves it on the same host is broken. What stands at the addresses ``but`` is let pass.
    """
    found, host = Walk(), urlsplit(base).netloc
    connection = http.client.HTTPConnection(host)
    kept: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
    waiting = [base + start for start in starts]
    skipped = {base + each for each in but}
    targets: list[tuple[str, str, str]] = []
    while waiting:
        address = waiting.pop()
        if address in kept:
            continue
        found.fetched[address], kept[address] = _fetch(connection, address)
        for here, link, target in _inside(address, kept[address][0], base, host, public):
            if here in skipped:
                continue
            targets.append((here, link, target))
            if target.startswith(base):
                waiting.append(urldefrag(target)[0])
    for here, link, target in targets:
        plain, anchor = urldefrag(target)
        there = found.fetched.get(plain) == HTTPStatus.OK
        if not there or (anchor and kept[plain][1] and unquote(anchor) not in kept[plain][1]):
            found.broken.append((here, link))
    connection.close()
    return found


def _inside(address: str, links: Iterable[str], base: str, host: str, public: str) -> Iterator[tuple[str, str, str]]:
    for link in links:
        target = urljoin(address, link)
        if public and target.startswith(public):
            target = base + target.removeprefix(public)
        if urlsplit(target).netloc == host:
            yield address, link, target


def _fetch(connection: http.client.HTTPConnection, address: str) -> tuple[int, tuple[tuple[str, ...], frozenset[str]]]:
    parts = urlsplit(address)
    connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
    answer = connection.getresponse()
    content = answer.read()
    kind = (answer.getheader("Content-Type") or "").partition(";")[0]
    readable = kind in ("text/html", "text/css") and answer.status == HTTPStatus.OK
    return answer.status, _read(content.decode(), kind) if readable else ((), frozenset())
