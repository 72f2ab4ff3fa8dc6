"""The menu on a phone and on a wide screen, and what is folded away on a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_files import DAY
from conftest import change, copy_project
from guide import addresses
from guide.frame import Frames
from guide.load import load
from guide.pages import Pages
from guide.render import Renderer
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def opened(browser: Browser, address: str, viewport: dict[str, int], scripts: bool = True) -> Page:
    page = browser.new_context(viewport=viewport, java_script_enabled=scripts).new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_menu_opens_and_closes(browser: Browser, server: str, scripts: bool) -> None:
    page = opened(browser, server, PHONE, scripts)
    first = page.locator("[data-menu] a").first
    expect(first).to_be_hidden()
    page.locator("[data-menu] summary").click()
    expect(first).to_be_visible()
    page.locator("[data-menu] summary").click()
    expect(first).to_be_hidden()
    page.context.close()


def test_esc_closes_the_menu_and_the_focus_is_not_lost(browser: Browser, server: str) -> None:
    page = opened(browser, server, PHONE)
    page.locator("[data-menu] summary").press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("[data-menu] a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-menu] a").first).to_be_hidden()
    expect(page.locator("[data-menu] summary")).to_be_focused()
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_wide_screen_the_menu_stands_open(browser: Browser, server: str, scripts: bool) -> None:
    page = opened(browser, server, DESK, scripts)
    expect(page.locator("[data-menu] a").first).to_be_visible()
    expect(page.locator("[data-menu] summary")).to_be_hidden()
    page.context.close()


def test_what_is_folded_is_open_on_paper_and_folded_again_after(browser: Browser, server: str) -> None:
    page = opened(browser, server + "barn-og-unge/", DESK)
    folded = page.locator("details:not([open])").count()
    assert folded > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == folded
    page.context.close()


def test_the_front_page_answers_in_one_screen_on_a_phone(browser: Browser, server: str) -> None:
    page = opened(browser, server, PHONE)
    for wanted in (".urgent a", "h1", ".door", ".concern"):
        for each in page.locator(wanted).all():
            box = each.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= PHONE["height"], wanted
    page.context.close()


def test_the_doors_stand_in_the_menu_as_in_the_file(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    change(root, "roles", list.reverse)
    guide = load(root, DAY).guide
    assert guide is not None
    menu = Frames(Renderer(Pages(guide), root / "overrides")).menus.menu("", "nb", "")
    doors = [addresses.ROLES[role.id] for role in guide.roles]
    assert doors[0] == addresses.ROLES["staff"]
    assert [item.href for item in menu if item.href in doors] == doors
