"""Leaving the page quickly, as GOV.UK's «Exit this page» behaves: by the link, by its twin, by Shift three times."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import ROOT
from guide.load import load
from playwright.sync_api import Browser, Page, expect

PAGE = "nn/tema/vold-hjemme/"
SIZES = {"phone": {"width": 390, "height": 740}, "desk": {"width": 1280, "height": 800}}


@pytest.fixture(scope="module")
def away() -> str:
    """Where the exit leads: the municipality decides."""
    guide = load(ROOT).guide
    assert guide is not None
    return guide.municipality.exit_url


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, server: str, away: str) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZES[request.param])
    context.route(f"{away}**", lambda route: route.fulfill(body="<h1>away</h1>", content_type="text/html"))
    page = context.new_page()
    page.clock.install()
    page.goto(server + PAGE)
    yield page
    context.close()


def status(page: Page) -> str:
    return page.locator(".exit p[role=status]").inner_text()


def test_the_link_leaves_in_the_same_tab_and_back_shows_the_page_again(page: Page, server: str, away: str) -> None:
    page.click("a[data-exit]")
    page.wait_for_url(f"{away}**")
    assert len(page.context.pages) == 1
    page.go_back()
    page.wait_for_url(server + PAGE)
    expect(page.locator(".exit-overlay")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_an_overlay_hides_the_page_at_once(page: Page, away: str) -> None:
    page.context.unroute(f"{away}**")
    page.context.route(f"{away}**", lambda route: route.abort("aborted"))  # the other site does not answer
    page.click("a[data-exit]", no_wait_after=True)
    overlay = page.locator(".exit-overlay[role=alert]")
    expect(overlay).to_be_visible()
    page.clock.run_for(100)
    expect(overlay).to_have_text(page.locator("a[data-exit]").get_attribute("data-leaving") or "?")
    expect(page.locator("h1")).to_be_hidden()


def test_shift_three_times_leaves_and_says_how_many_are_left(page: Page, away: str) -> None:
    link = page.locator("a[data-exit]")
    page.keyboard.press("Shift")
    assert status(page) == link.get_attribute("data-two-more")
    page.keyboard.press("Shift")
    assert status(page) == link.get_attribute("data-one-more")
    page.keyboard.press("Shift")
    page.wait_for_url(f"{away}**")


def test_shift_with_another_key_does_not_count(page: Page, server: str) -> None:
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift+KeyA")
    page.keyboard.press("Shift")
    assert page.url == server + PAGE
    assert status(page) == page.locator("a[data-exit]").get_attribute("data-two-more")


def test_five_seconds_without_a_press_begin_anew(page: Page, server: str) -> None:
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5_100)
    assert status(page) == page.locator("a[data-exit]").get_attribute("data-expired")
    page.keyboard.press("Shift")
    assert page.url == server + PAGE


def test_a_twin_stands_beside_the_skip_link(page: Page, away: str) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-exit-twin]')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{away}**")


def test_the_exit_stays_in_view_and_is_not_printed(page: Page) -> None:
    link = page.locator("a[data-exit]")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(link).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(link).to_be_hidden()


def test_without_javascript_it_is_a_plain_link(browser: Browser, server: str, away: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + PAGE)
    link = page.locator("a[data-exit]")
    assert link.get_attribute("href") == away
    assert set((link.get_attribute("rel") or "").split()) == {"nofollow", "noreferrer"}
    context.close()
