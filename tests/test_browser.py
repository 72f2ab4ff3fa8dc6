"""The real site in a real browser: one page of each kind, in each locale."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from guide.pages import Pages
from guide.registry import Guide
from html_pages import LOCALES, below
from kinds import KINDS, WRITTEN, addresses
from playwright.sync_api import Browser, Page

AXE = (Path(__file__).parent / "axe/axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SEEN = [kind for kind in KINDS if kind != "form" or (ROOT / "data/forms.yml").exists()]
"""The kinds to look at: a municipality may do without forms."""

WRITTEN_PAGES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.nb.md"))
"""Every hand-written page is looked at by axe: its markup is its own."""

PHONE = {"width": 390, "height": 844}
WIDTHS = (390, 320, 1280)
TAPPED = "header a, header button, .urgent a, [data-channel] a, [data-exit], main button, main input, main select"

TOO_SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
  .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([_, box]) => box.width > 1 && box.height > 1 && (box.width < least || box.height < least))
  .map(([words, box]) => `${words}: ${Math.round(box.width)} × ${Math.round(box.height)}`)"""
"""What one must hit with a finger and is smaller than WCAG 2.5.8 wants; what is not on the screen is 1 pixel large."""

EXIT_IS_ON_TOP = """top => {
  scrollTo(0, top);
  const link = document.querySelector('a[data-exit]'), box = link.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.top >= 0 && box.bottom <= innerHeight && link.contains(seen);
}"""

RUN_AXE = """async runOnly => {
  const {passes, violations} = await axe.run(document, {runOnly});
  const of = rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`);
  return {passes: passes.length, violations: violations.flatMap(of)};
}"""

STORED = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}


@pytest.fixture(scope="module")
def page_of(real_guide: Guide) -> dict[str, str]:
    """The address of a page of each kind."""
    written = {prose.paths["nb"].removeprefix("docs/"): prose.address for prose in real_guide.prose}
    return addresses(Pages(real_guide)) | written | {"lost": "404.html"}


class Visitor:
    """Somebody who opens pages in one tab: what the pages asked for, and what the browser complained of."""

    def __init__(self, browser: Browser, server: str, **settings: Any) -> None:
        self.server, self.asked, self.said = server, list[str](), list[str]()
        self.page = browser.new_context(viewport=PHONE, **settings).new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: self.said.append(f"failed: {request.url}"))
        self.page.on("response", lambda r: self.said.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        self.page.on("console", lambda m: self.said.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, address: str) -> Page:
        """Go to a page of the site, on a telephone."""
        self.asked.clear()
        self.said.clear()
        self.page.set_viewport_size(PHONE)
        self.page.goto(self.server + address)
        return self.page


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: str) -> Visitor:
    return Visitor(browser, server, color_scheme="light")


@pytest.fixture(scope="module")
def visitor_without_javascript(browser: Browser, server: str) -> Visitor:
    return Visitor(browser, server, java_script_enabled=False)


def test_every_kind_of_page_is_looked_at(page_of: dict[str, str]) -> None:
    assert set(page_of) == {*SEEN, *WRITTEN_PAGES, "lost"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", SEEN)
def test_a_page_fits_its_screen_asks_nobody_and_stores_nothing(
    visitor: Visitor, page_of: dict[str, str], kind: str, locale: str
) -> None:
    page = visitor.open(below(locale, page_of[kind]))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"scrolls sideways at {width}"
        assert page.evaluate(TOO_SMALL, [TAPPED, 24]) == [], f"too small to tap at {width}"
        for top in (0, 100_000):
            assert page.evaluate(EXIT_IS_ON_TOP, top), f"the exit is hidden at {width}, scrolled {top}"
    assert [url for url in visitor.asked if not url.startswith(visitor.server)] == []
    assert visitor.said == []
    assert page.evaluate(STORED) == NOTHING
    assert page.context.cookies() == []


@pytest.mark.parametrize("kind", [k for k in SEEN if k not in WRITTEN] + [*WRITTEN_PAGES, "lost"])
def test_axe_finds_no_fault_in_light_or_dark(visitor: Visitor, page_of: dict[str, str], kind: str) -> None:
    page = visitor.open(page_of[kind])
    page.evaluate(AXE)
    light = page.evaluate(RUN_AXE, {"type": "tag", "values": RULES})
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(RUN_AXE, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})
    page.emulate_media(color_scheme="light")
    assert light["passes"] > 10
    assert dark["passes"] > 0
    assert light["violations"] + dark["violations"] == []


@pytest.mark.parametrize("kind", SEEN)
def test_without_javascript_a_page_says_the_same(
    visitor: Visitor, visitor_without_javascript: Visitor, page_of: dict[str, str], kind: str
) -> None:
    def said(page: Page) -> tuple[list[str], list[str]]:
        links = page.locator('a[href^="tel:"]:visible, a[href^="sms:"]:visible')
        lines = [line.strip() for line in page.locator("main").inner_text().splitlines()]
        # Who can help now comes first where scripts run (test_open_now.py): the same words in another order.
        return sorted(links.all_inner_texts()), sorted(filter(None, lines))

    # All that the scripts add to what is said: the age of a fact (test_age.py; the date stands without them), whether
    # it is open and who answers instead (the hours stand without them), ways to choose from a list, and the search
    # field in place of a link (test_search.py).
    added = """document.querySelectorAll('.overdue, [data-added], [data-stand-in], [data-search]')
        .forEach(each => each.remove())"""
    without = visitor_without_javascript.open(page_of[kind])
    without.evaluate(added)
    plain = said(without)
    assert len(plain[0]) >= 4
    page = visitor.open(page_of[kind])
    page.evaluate("document.querySelectorAll('[data-all-steps]').forEach(list => list.open = true)")  # folds on phones
    while (button := page.locator(".show-more").first).count():  # and so do long lists, see test_long_lists.py
        button.click()
    page.evaluate(added)
    assert plain == said(page)
