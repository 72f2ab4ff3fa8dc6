"""Small, and the numbers first (ARCHITECTURE §6): every page, in bytes as they go over the wire."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from conftest import Build
from html_pages import BuiltPage, Element, embeds_of, read
from serving import compressed
from test_trace import MOST_REQUESTS

KB = 1024
PAGE, SCRIPT, STYLE, FIRST = 40 * KB, 12 * KB, 20 * KB, 14 * KB
"""The most that the first view may weigh, and of it scripts and styles; what a server sends before it waits for
an answer (ten packets, RFC 6928)."""

NUMBERS = ("tel:112", "tel:113", "tel:116111", "tel:110")
FETCHED = {"link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src", "object": "data"}
NOT_FETCHED = {"canonical", "alternate", "next", "prev", "author", "license"}


def fetched(root: Element) -> Iterator[tuple[str, str]]:
    """What a browser fetches to show a page: what kind of element asks, and the link.

    Not a lazy picture that is folded away: test_print.py sees that a browser leaves it until it is opened.
    """
    pictures = (e for details in root.all("details") for e in details.all("img"))
    folded = {e.attributes["src"] for e in pictures if e.attributes.get("loading") == "lazy"}
    for element in root.all(*FETCHED):
        link = element.attributes.get(FETCHED[element.tag])
        if (
            link
            and link not in folded
            and element.attributes.get("rel") not in NOT_FETCHED
            and not link.startswith("data:")
        ):
            yield "style" if element.attributes.get("rel") == "stylesheet" else element.tag, link


@pytest.fixture(scope="module")
def every_page(built: Build, pages: dict[str, BuiltPage]) -> dict[str, tuple[bytes, Element]]:
    """The bytes and elements of every page by address, those for missing pages and for frames among them."""
    found = {address: (page.path.read_bytes(), page.root) for address, page in pages.items()}
    others = {name: (built.site / name).read_bytes() for name in ("404.html", *embeds_of(built.site))}
    return found | {name: (content, read(content.decode())) for name, content in others.items()}


def test_the_first_view_of_every_page_is_small(built: Build, every_page: dict[str, tuple[bytes, Element]]) -> None:
    heavy = {}
    for address, (content, root) in every_page.items():
        weights = {"page": len(compressed(content)), "style": 0, "script": 0, "link": 0, "img": 0}
        links = list(fetched(root))
        for kind, link in links:
            path = built.site / urlsplit(urljoin(f"/{address}", link)).path.lstrip("/")
            weights[kind] = weights.get(kind, 0) + len(compressed(path.read_bytes()))
        total, requests = sum(weights.values()), 1 + len(links)
        fits = total <= PAGE and weights["script"] <= SCRIPT and weights["style"] <= STYLE and requests <= MOST_REQUESTS
        if not fits:
            heavy[address] = {**weights, "total": total, "requests": requests}
    assert heavy == {}


def test_the_urgent_numbers_are_links_in_what_comes_first(every_page: dict[str, tuple[bytes, Element]]) -> None:
    late = {}
    for address, (content, _) in every_page.items():
        first = brotli.Decompressor().process(compressed(content)[:FIRST]).decode("utf-8", "ignore")
        missing = [number for number in NUMBERS if f'href="{number}"' not in first]
        if missing:
            late[address] = missing
    assert late == {}


def test_the_styles_ask_for_nothing_more(built: Build) -> None:
    """A picture or font named in the style is a request that no page shows."""
    style = (built.site / "assets/guide.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style
