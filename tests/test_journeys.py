"""The main journeys of each role without JavaScript: real links from the front page, tapped on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from guide.addresses import PROCESS, ROLES, of
from guide.registry import Guide
from html_pages import LOCALES, below
from playwright.sync_api import Browser
from test_browser import PHONE

PERSON = ("tel:", "sms:")
DUTY = "ansatt/plikt/"


class Walker:
    """A reader on a phone without JavaScript. Goes only where a link leads that can be seen."""

    def __init__(self, browser: Browser, server: str) -> None:
        self.server = server
        self.context = browser.new_context(viewport=PHONE, java_script_enabled=False)
        self.page = self.context.new_page()
        self.taps = 0

    def start(self, locale: str = "nb") -> None:
        """Open the front page."""
        self.page.goto(self.server + below(locale, ""))
        self.taps = 0

    def links(self, inside: str = "main") -> list[str]:
        """Where the links lead that can be seen in a part of the page."""
        found: list[str] = self.page.locator(f"{inside} a[href]:visible").evaluate_all("all => all.map(a => a.href)")
        return found

    def tap(self, address: str, inside: str = "main") -> None:
        """Tap the first link to an address of the guide."""
        goal = self.server + address
        links = self.links(inside)
        assert goal in links, f"{self.page.url} has no link to {goal} in its {inside}"
        self.page.locator(f"{inside} a[href]:visible").nth(links.index(goal)).click()
        self.page.wait_for_load_state()  # the address is the new one before the links are there
        assert self.page.url == goal
        self.taps += 1


@pytest.fixture(scope="module")
def walker(browser: Browser, server: str) -> Iterator[Walker]:
    walker = Walker(browser, server)
    yield walker
    walker.context.close()


@pytest.fixture(scope="module")
def chats(real_guide: Guide) -> set[str]:
    """The addresses where a human being answers in writing."""
    return {c.value.rstrip("/") for service in real_guide.services for c in service.channels if c.type == "chat"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("role", ROLES)
def test_two_taps_from_the_front_page_to_a_human_being(walker: Walker, chats: set[str], role: str, locale: str) -> None:
    """The second tap is the telephone's own: on a number, on a message, or on a chat."""
    walker.start(locale)
    walker.tap(below(locale, ROLES[role]))
    people = [link for link in walker.links() if link.startswith(PERSON) or link.rstrip("/") in chats]
    assert walker.taps == 1
    assert people, f"nobody to reach on {walker.page.url}"
    if role == "child-youth":  # somebody who cannot speak aloud can write
        assert any(link.startswith("tel:") for link in people)
        assert any(not link.startswith("tel:") for link in people)


@pytest.mark.parametrize("locale", LOCALES)
def test_staff_find_their_duty(walker: Walker, locale: str) -> None:
    walker.start(locale)
    walker.tap(below(locale, ROLES["staff"]))
    walker.tap(below(locale, DUTY))
    assert walker.taps == 2
    assert walker.page.locator("h1:visible").count() == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_staff_go_through_the_process_to_its_end(walker: Walker, real_guide: Guide, locale: str) -> None:
    """Every step is reached by what the steps before it lead to, and somewhere the process ends."""
    steps = {step.id: step for step in real_guide.process.steps}
    violence = [below(locale, of("exit", e.id)) for e in real_guide.process.exits if e.kind == "violence"]
    first = real_guide.process.steps[0].id
    came_from = {first: PROCESS}
    waiting, ends = [first], 0
    assert violence
    walker.start(locale)
    walker.tap(below(locale, ROLES["staff"]))
    walker.tap(below(locale, PROCESS))
    while waiting:
        now = waiting.pop(0)
        walker.page.goto(walker.server + below(locale, came_from[now]))  # the way to there was walked before
        walker.tap(below(locale, of("step", now)))
        shown = walker.links()
        ends += any(lead.to == "end" for lead in steps[now].leads_to)
        for target in (lead.to for lead in steps[now].leads_to if lead.to != "end"):
            kind = "step" if target in steps else "exit"
            assert walker.server + below(locale, of(kind, target)) in shown
            if kind == "step" and target not in came_from:
                came_from[target] = of("step", now)
                waiting.append(target)
        for way_out in violence:
            walker.tap(way_out)
            assert any(link.startswith("tel:") for link in walker.links()), f"nobody to call on {walker.page.url}"
            walker.page.go_back()
    beside = {other for step in came_from for other in steps[step].with_}
    assert set(steps) <= {*came_from, *beside}
    assert ends > 0


@pytest.mark.parametrize("address", ["", ROLES["child-youth"], DUTY, PROCESS])
def test_the_language_switch_keeps_the_page(walker: Walker, address: str) -> None:
    walker.page.goto(walker.server + address)
    for locale in (*LOCALES[1:], LOCALES[0]):
        walker.tap(below(locale, address), "header")
        assert walker.page.locator("html").get_attribute("lang") == locale


@pytest.mark.parametrize("address", ["", ROLES["child-youth"], DUTY, PROCESS, "404.html"])
def test_the_way_out_is_a_plain_link(walker: Walker, real_guide: Guide, address: str) -> None:
    walker.page.goto(walker.server + address)
    asked: list[str] = []
    walker.page.route(lambda url: not url.startswith(walker.server), lambda route: (asked.append(route.request.url), route.fulfill(body="")))  # fmt: skip
    walker.page.locator("a[data-exit]").click()
    walker.page.wait_for_url(real_guide.municipality.exit_url)
    assert asked == [real_guide.municipality.exit_url]
    assert len(walker.context.pages) == 1, "the page stays open behind"
    walker.page.unroute_all()
