"""What ends a page, what names it where others may see it, and the page for lost visitors."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from conftest import SITE_URL, Build
from guide.pages import Pages
from guide.readers import are_children
from guide.registry import Guide
from html_pages import LOCALES, BuiltPage, Element, below, read
from playwright.sync_api import Browser, expect


def dates(within: Element) -> list[str]:
    return [e.attributes["data-reviewed-on"] for e in within.all() if "data-reviewed-on" in e.attributes]


def test_the_foot_says_how_old_the_oldest_of_the_page_is_and_who_answers_for_it(
    pages: dict[str, BuiltPage], real_guide: Guide
) -> None:
    prose = {p.address: p for p in real_guide.prose}
    wrong, kinds = [], set()
    for address, page in pages.items():
        foot, shown = page.root.one("footer"), dates(page.main)
        if page.plain in prose:
            head = prose[page.plain].head(page.locale)
            expected, owner = [head.reviewed.isoformat()], head.owner
        else:
            expected, owner = [min(shown)] if shown else [], real_guide.municipality.owner
        kinds.add((page.plain in prose, bool(shown)))
        if dates(foot) != expected or owner not in foot.text:
            wrong.append((address, dates(foot), expected))
    assert wrong == []
    assert kinds >= {(True, False), (False, True), (False, False)}


def test_the_municipalitys_own_links_stand_in_header_and_footer(pages: dict[str, BuiltPage], real_guide: Guide) -> None:
    own = {link.url for link in real_guide.municipality.header_links}
    assert own
    wrong = []
    for address, page in pages.items():
        for part in ("header", "footer"):
            found = [a for a in page.root.one(part).all("a") if a.attributes["href"] in own]
            if {a.attributes["href"] for a in found} != own or {a.attributes["rel"] for a in found} != {"noreferrer"}:
                wrong.append((address, part))
    assert wrong == []


def test_the_municipalitys_links_do_not_push_the_urgent_numbers_down_on_a_phone(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 740})
    page.goto(server)
    expect(page.locator("header .own")).to_be_hidden()
    expect(page.locator("footer a[href^=http]").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("header .own")).to_be_visible()
    page.close()


def description(page: BuiltPage) -> str:
    (found,) = [e.attributes["content"] for e in page.root.all("meta") if e.attributes.get("name") == "description"]
    return found


def test_what_others_may_see_of_a_page_that_children_read_does_not_say_what_it_is_about(
    pages: dict[str, BuiltPage], real_guide: Guide
) -> None:
    """Title and description: in the tab, the history, a shared link. The heading says it in full."""
    known, municipality = Pages(real_guide), real_guide.municipality
    named = {p.address for p in known.generated.values() if getattr(p.record, "tab_title", None)}
    assert len(named) > 40
    wrong = []
    for address, page in pages.items():
        title, heading = page.root.one("title").text, page.main.one("h1").text
        assert municipality.tab_name is not None
        if not title.endswith(municipality.tab_name.get(page.locale)[0].replace("{municipality}", municipality.name)):
            wrong.append((address, title))
        ours = page.plain in known.generated or page.plain in ("", "trygg-bruk/")
        if ours and are_children(known, page.plain) and municipality.name not in description(page):
            wrong.append((address, description(page)))
        record = known.generated[page.plain].record if page.plain in named else None
        if record is not None and title.partition(" – ")[0] != record.tab_title.get(page.locale)[0]:  # type: ignore[attr-defined]
            wrong.append((address, title))
        if record is not None and not heading:
            wrong.append((address, "no heading"))
    assert wrong == []


@pytest.mark.parametrize("word", ["vold", "vald", "overgrep", "violence", "abuse", "mord", "suicide", "barnevern", "rus", "mobb", "bully", "trygg", "fengsel", "krise"])  # fmt: skip
def test_no_title_of_a_page_that_children_read_holds_a_word_that_gives_it_away(
    pages: dict[str, BuiltPage], real_guide: Guide, word: str
) -> None:
    known = Pages(real_guide)
    titles = {a: p.root.one("title").text.lower() for a, p in pages.items() if are_children(known, p.plain)}
    words = {a: title.replace("–", " ").replace("-", " ").split() for a, title in titles.items()}
    assert [a for a, found in words.items() if any(w.startswith(word) for w in found)] == []


def lost(built: Build) -> Element:
    return read((built.site / "404.html").read_text("utf-8"))


def test_the_page_for_lost_visitors_has_the_frame_of_the_others(built: Build, pages: dict[str, BuiltPage]) -> None:
    page = lost(built)
    for part in ("header", "footer"):
        assert [a.text for a in page.one(part).all("a")] == [a.text for a in pages[""].root.one(part).all("a")]
    exits = [a for a in page.all("a") if "data-exit" in a.attributes or "data-exit-twin" in a.attributes]
    assert len(exits) == 2
    assert next(page.all("a")).attributes["href"] == "#main"
    languages = [a.attributes["href"] for a in page.one("header").all("a") if "hreflang" in a.attributes]
    parts = {f"#{e.attributes['id']}" for e in page.one("main").all("div")}
    assert languages == [f"#{locale}" for locale in LOCALES]
    assert set(languages) == parts
    assert len(list(page.all("h1"))) == 1


def test_the_page_for_lost_visitors_works_at_any_address_below_a_folder(published: dict[str, BuiltPage]) -> None:
    page = read((published[""].site / "404.html").read_text("utf-8"))
    found = [e.attributes[n] for e in page.all() for n in ("href", "src") if n in e.attributes]
    inside = [link for link in found if not link.startswith(("#", "tel:", "http"))]
    assert [
        link for link in inside if not urljoin(SITE_URL, link).startswith(SITE_URL) or not link.startswith("/")
    ] == []
    homes = [next(d.all("a")).attributes["href"] for d in page.one("main").all("div")]
    assert [urljoin(SITE_URL, home) for home in homes] == [SITE_URL + below(locale, "") for locale in LOCALES]


def test_the_numbers_on_the_page_for_lost_visitors_are_as_large_as_elsewhere(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(server + "404.html")
    boxes = [box for a in page.locator(".urgent a").all() if (box := a.bounding_box())]
    assert len(boxes) == 4 * len(LOCALES)
    assert min(box["height"] for box in boxes) >= 44
    page.close()
