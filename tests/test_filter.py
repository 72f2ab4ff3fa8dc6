"""The list of services, narrowed down: with keys alone, announced, and leaving nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from conftest import EPOCH, ROOT
from guide.load import load
from guide.opening import ZONE
from guide.registry import Guide
from playwright.sync_api import Browser, Page

MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=ZONE)


@pytest.fixture(scope="module")
def at_build() -> Guide:
    """The real data on the day that the tests call today."""
    guide = load(ROOT, datetime.fromtimestamp(int(EPOCH), UTC).date()).guide
    assert guide is not None
    return guide


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.clock.install(time=MORNING)
    page.goto(server + "tjenester/")
    yield page
    context.close()


def shown(page: Page) -> set[str]:
    ids: list[str] = page.locator(".card:visible").evaluate_all("all => all.map(card => card.dataset.service)")
    return set(ids)


def test_without_javascript_there_is_no_form(browser: Browser, server: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(server + "tjenester/")
    assert page.locator("main form").count() == 0
    page.context.close()


def test_each_choice_narrows_the_list_and_show_all_brings_it_back(page: Page, at_build: Guide) -> None:
    everybody = {s.id for s in at_build.services}
    assert shown(page) == everybody
    page.select_option("[data-filter=roles]", "staff")
    staff = {s.id for s in at_build.services if "staff" in s.roles}
    assert shown(page) == staff
    page.select_option("[data-filter=channel]", "chat")
    assert shown(page) == {i for i in staff if any(c.type == "chat" for c in at_build.service[i].channels)}
    page.click(".filter [type=reset]")
    page.wait_for_function("document.querySelectorAll('.card[hidden]').length === 0")
    assert shown(page) == everybody
    page.select_option("[data-filter=topics]", "mobbing")
    assert shown(page) == {s.id for s in at_build.services_of_topic["mobbing"]}
    page.select_option("[data-filter=topics]", "")
    page.fill("[data-filter=age]", "20")
    ages = {s.id: (s.age.min or 0, s.age.max or 999) for s in at_build.services if s.age}
    assert shown(page) == {i for i in everybody if i not in ages or ages[i][0] <= 20 <= ages[i][1]}
    assert shown(page) != everybody


def test_only_those_who_answer_now(page: Page, at_build: Guide) -> None:
    page.check("[data-filter=open]")
    answering = {
        s.id
        for s in at_build.services
        if any(
            c.hours and at_build.horizon.state(c.hours, MORNING) == "open"
            for c in s.channels
            if c.type in ("phone", "sms", "chat", "visit")
        )
    }
    assert shown(page) == answering
    assert page.locator("main section h2:visible").count() == page.locator("main section:visible").count()


def test_the_number_is_announced_and_nobody_leaves_the_urgent_numbers(page: Page, at_build: Guide) -> None:
    status = page.locator(".filter [role=status]")
    assert status.inner_text() == ""
    page.select_option("[data-filter=topics]", "mobbing")
    count = len(at_build.services_of_topic["mobbing"])
    assert status.inner_text() == f"Viser {count} av {len(at_build.services)}"
    assert page.locator(".filter-empty").is_hidden()
    page.click(".filter [type=reset]")
    role, topic = next(
        (r.id, t.id)
        for r in at_build.roles
        for t in at_build.topics
        if at_build.services_of_topic[t.id] and not any(r.id in s.roles for s in at_build.services_of_topic[t.id])
    )
    page.select_option("[data-filter=roles]", role)
    page.select_option("[data-filter=topics]", topic)
    assert status.inner_text() == f"Viser 0 av {len(at_build.services)}"
    numbers = page.locator(".filter-empty a:visible").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert numbers == ["tel:112", "tel:113", "tel:116111", "tel:110"]


def test_keys_are_enough_and_nothing_is_left_in_the_address_or_stored(page: Page) -> None:
    address, length = page.url, page.evaluate("history.length")
    page.focus("[data-filter=roles]")
    page.keyboard.press("ArrowDown")
    assert page.locator("[data-filter=roles]").input_value() == "child-youth"
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("[data-filter=open]").is_checked()
    assert len(shown(page)) < 52
    assert (page.url, page.evaluate("history.length")) == (address, length)
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    page.goto("about:blank")
    page.go_back()
    page.wait_for_selector("[data-filter=age]")
    assert page.locator("[data-filter=age]").input_value() == ""
    assert page.locator("[data-filter=roles]").input_value() == ""
    assert page.locator(".card[hidden]").count() == 0


def test_on_a_telephone_the_choices_are_folded(browser: Browser, server: str) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(server + "tjenester/")
    assert page.locator("[data-filter=roles]").is_hidden()
    page.click(".filter summary")
    assert page.locator("[data-filter=roles]").is_visible()
    page.context.close()
