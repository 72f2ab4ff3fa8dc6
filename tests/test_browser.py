"""The real site in a real browser: one page of each kind, in each locale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from guide.pages import Pages
from guide.registry import Guide
from html_pages import LOCALES, below
from kinds import KINDS, addresses
from playwright.sync_api import Browser, Page

AXE = (Path(__file__).parent / "axe/axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SEEN = [kind for kind in KINDS if kind != "form" or (ROOT / "data/forms.yml").exists()]
"""The kinds to look at: a municipality may do without forms."""

PHONE = {"width": 390, "height": 844}
WIDTHS = (390, 320, 1280)
TAPPED = "header a, header button, .urgent a, [data-channel] a, [data-exit], main button, main input, main select"

TOO_SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
  .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
  .filter(([_, box]) => box.width > 1 && box.height > 1 && (box.width < least || box.height < least))
  .map(([words, box]) => `${words}: ${Math.round(box.width)} × ${Math.round(box.height)}`)"""
"""What one must hit with a finger and is smaller than WCAG 2.5.8 wants; what is not on the screen is 1 pixel large."""

EXIT_IS_ON_TOP = """() => {
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
    return addresses(Pages(real_guide)) | {"lost": "404.html"}


@dataclass
class Visit:
    """A page in the browser, and what it asked for and said."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@contextmanager
def visit(browser: Browser, address: str, **settings: Any) -> Iterator[Visit]:
    """Open a page in a browser that has never been there."""
    context = browser.new_context(viewport=PHONE, service_workers="allow", **settings)
    seen = Visit(context.new_page())
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.on("requestfailed", lambda request: seen.said.append(f"failed: {request.url}"))
    seen.page.on("response", lambda r: seen.said.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    seen.page.on("console", lambda m: seen.said.append(m.text) if m.type in ("error", "warning") else None)
    seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
    seen.page.goto(address)
    yield seen
    context.close()


def test_every_kind_of_page_is_looked_at(page_of: dict[str, str]) -> None:
    assert set(page_of) == {*SEEN, "lost"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", SEEN)
def test_a_page_fits_its_screen_asks_nobody_and_stores_nothing(
    browser: Browser, server: str, page_of: dict[str, str], kind: str, locale: str
) -> None:
    with visit(browser, server + below(locale, page_of[kind])) as seen:
        page = seen.page
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": PHONE["height"]})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"scrolls sideways at {width}"
            assert page.evaluate(TOO_SMALL, [TAPPED, 24]) == [], f"too small to tap at {width}"
            for top in (0, 100_000):
                page.evaluate("top => scrollTo(0, top)", top)
                assert page.evaluate(EXIT_IS_ON_TOP), f"the exit is hidden at {width}, scrolled {top}"
        assert [url for url in seen.asked if not url.startswith(server)] == []
        assert seen.said == []
        assert page.evaluate(STORED) == NOTHING
        assert page.context.cookies() == []


@pytest.mark.parametrize("kind", [*SEEN, "lost"])
def test_axe_finds_no_fault_in_light_or_dark(browser: Browser, server: str, page_of: dict[str, str], kind: str) -> None:
    with visit(browser, server + page_of[kind], color_scheme="light", bypass_csp=True) as seen:
        seen.page.evaluate(AXE)
        light = seen.page.evaluate(RUN_AXE, {"type": "tag", "values": RULES})
        seen.page.emulate_media(color_scheme="dark")
        dark = seen.page.evaluate(RUN_AXE, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})
    assert light["passes"] > 10
    assert dark["passes"] > 0
    assert light["violations"] + dark["violations"] == []


@pytest.mark.parametrize("kind", SEEN)
def test_without_javascript_a_page_says_the_same(
    browser: Browser, server: str, page_of: dict[str, str], kind: str
) -> None:
    def said(**settings: Any) -> tuple[list[str], str]:
        with visit(browser, server + page_of[kind], **settings) as seen:
            links = seen.page.locator('a[href^="tel:"]:visible, a[href^="sms:"]:visible')
            return links.all_inner_texts(), seen.page.locator("main").inner_text()

    numbers, words = said(java_script_enabled=False)
    assert len(numbers) >= 4
    assert (numbers, words) == said()
