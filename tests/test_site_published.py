"""The real site when data/municipality.yml says where it is published and edited."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from conftest import SITE_URL, copy_project, mkdocs_build
from html_pages import LOCALES, BuiltPage, below, broken_links, pages_of


def whole_addresses(page: BuiltPage) -> tuple[dict[str, str], list[str]]:
    """What a page says of itself in other locales, and of its own address."""
    alternates = {e.attributes["hreflang"]: e.attributes["href"] for e in page.head_links("alternate")}
    return alternates, [e.attributes["href"] for e in page.head_links("canonical")]


def expected_addresses(page: BuiltPage) -> tuple[dict[str, str], list[str]]:
    alternates = {locale: SITE_URL + below(locale, page.plain) for locale in LOCALES}
    return alternates | {"x-default": SITE_URL + page.plain}, [SITE_URL + page.address]


def test_each_page_names_itself_in_all_locales_with_whole_addresses(published: dict[str, BuiltPage]) -> None:
    assert [a for a, page in published.items() if whole_addresses(page) != expected_addresses(page)] == []


def test_every_internal_link_and_anchor_exists_below_a_folder(published: dict[str, BuiltPage]) -> None:
    assert broken_links(published, SITE_URL) == []


def test_a_site_without_an_address_names_none(pages: dict[str, BuiltPage]) -> None:
    assert [a for a, page in pages.items() if whole_addresses(page) != ({}, [])] == []


def test_an_address_without_the_last_slash_is_the_same_address(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    with (root / "data/municipality.yml").open("a", encoding="utf-8") as file:
        file.write(f"\nsite_url: {SITE_URL.rstrip('/')}\n")
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stderr
    page = pages_of(root / "site")["nn/tema/"]
    assert whole_addresses(page) == expected_addresses(page)


def test_the_sitemap_lists_all_pages_with_their_locales(published: dict[str, BuiltPage]) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ElementTree.parse(published[""].site / "sitemap.xml").getroot().findall("s:url", names)
    found = {
        url.findtext("s:loc", "", names): {e.attrib["hreflang"]: e.attrib["href"] for e in url.findall("x:link", names)}
        for url in urls
    }
    assert len(urls) == len(published)
    assert found == {
        SITE_URL + page.address: {x: SITE_URL + below(x, page.plain) for x in LOCALES} for page in published.values()
    }
