"""Long lists of cards, what is folded on a card, what search shows in danger, and what must not be torn apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from guide.text import keep_together
from html_pages import BuiltPage
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
LISTS = ("akutt/", "barn-og-unge/", "tema/vold-hjemme/", "tjenester/")

SHOWN = """() => [...document.querySelectorAll('main .cards')].map(list => ({
  all: list.children.length,
  emergency: [...list.querySelectorAll('.card-emergency')].filter(e => e.checkVisibility()).length,
  emergencies: list.querySelectorAll('.card-emergency').length,
  others: [...list.children].filter(e => e.checkVisibility() && !e.matches('.card-emergency')).length,
  button: Boolean(list.nextElementSibling?.matches('.show-more') && list.nextElementSibling.checkVisibility()),
}))"""


@pytest.fixture
def visitor(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a phone, or on what the test asks for."""
    context = browser.new_context(**{"viewport": PHONE, "base_url": server, **getattr(request, "param", {})})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", LISTS)
def test_on_a_phone_a_long_list_begins_with_the_emergency_numbers_and_four_others(visitor: Page, address: str) -> None:
    visitor.goto(address)
    found = visitor.evaluate(SHOWN)
    assert any(each["button"] for each in found)
    for each in found:
        assert each["emergency"] == each["emergencies"]
        rest = each["all"] - each["emergencies"]
        assert each["others"] == (4 if each["button"] else rest)
        assert each["button"] is (rest > 5), "a button for one card is no help"


def test_the_button_shows_the_rest_and_leads_there(visitor: Page) -> None:
    visitor.goto("akutt/")
    button = visitor.locator(".show-more")
    hidden = visitor.locator("main .card:not(:visible)").count()
    assert hidden > 1
    assert str(hidden) in button.inner_text()
    first = visitor.locator("main .later a").first
    button.click()
    expect(first).to_be_focused()
    assert visitor.locator("main .card:not(:visible)").count() == button.count() == 0


@pytest.mark.parametrize("visitor", [{"viewport": DESK}, {"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("address", LISTS)
def test_on_a_desk_and_without_scripts_all_is_shown(visitor: Page, address: str) -> None:
    visitor.goto(address)
    assert visitor.locator("main .card").count() == visitor.locator("main .card:visible").count() > 4
    expect(visitor.locator(".show-more:visible")).to_have_count(0)


def test_paper_holds_all_cards_and_no_search_field(visitor: Page) -> None:
    visitor.goto("barn-og-unge/")
    visitor.emulate_media(media="print")
    assert visitor.locator("main .card").count() == visitor.locator("main .card:visible").count()
    expect(visitor.locator(".show-more:visible, [type=search]:visible")).to_have_count(0)


def test_what_is_chosen_is_shown_however_far_down_it_stood(visitor: Page) -> None:
    visitor.goto("tjenester/")
    visitor.locator(".filter summary").click()
    visitor.locator("[data-filter=channel]").select_option("chat")
    for each in visitor.evaluate(SHOWN):
        assert each["others"] <= 4 or not each["button"]
    assert visitor.locator("main .card:visible").count() > 4


def test_in_danger_the_search_keeps_its_numbers_inside_their_own_box(visitor: Page) -> None:
    visitor.goto("sok/")
    visitor.locator("[type=search]").fill("pappa slår meg")
    helpers = visitor.locator("#search-urgent li")
    expect(helpers.first).to_be_visible()
    outside = "e => [...e.children].some(c => c.getBoundingClientRect().bottom > e.getBoundingClientRect().bottom + 1)"
    for helper in helpers.all():
        assert not helper.evaluate(outside), helper.inner_text()


def test_the_menu_button_stays_where_it_was_pressed(visitor: Page) -> None:
    visitor.goto("")
    button = visitor.locator("[data-menu] summary")
    before = button.bounding_box()
    button.click()
    assert button.bounding_box() == before


def test_a_line_never_ends_between_a_sign_and_its_number() -> None:
    nbsp = "\u00a0"
    assert keep_together("<p>§ 13-2, §§ 2 og 3, kl. 16.15, 21. november</p>") == (
        f"<p>§{nbsp}13-2, §§{nbsp}2 og 3, kl.{nbsp}16.15, 21.{nbsp}november</p>"
    )
    assert (
        keep_together('<a href="/x" title="§ 13">a § b 5. plass</a>') == '<a href="/x" title="§ 13">a § b 5. plass</a>'
    )


def test_a_sign_and_what_it_may_mean_are_not_one_sentence(pages: dict[str, BuiltPage]) -> None:
    signs = [li for ul in pages["bekymring/"].root.all("ul") if ul.attributes.get("class") == "signals" for li in ul.all("li")]  # fmt: skip
    assert len(signs) > 10
    for sign in signs:
        first = next(iter(sign.all("p")))
        assert first.text == "".join(e.text for e in first.all("strong"))
