"""Facts that nobody has checked for long say so in the browser, with no rebuild: ARCHITECTURE §6, «Truth»."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from conftest import ROOT
from guide.load import load
from guide.registry import Guide
from playwright.sync_api import Browser, Page

Open = Callable[[str, datetime], Page]


@pytest.fixture(scope="module")
def real() -> Guide:
    guide = load(ROOT).guide
    assert guide is not None
    return guide


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Open]:
    """Opens a page on a given day."""
    context = browser.new_context()

    def visit(address: str, day: datetime) -> Page:
        page = context.new_page()
        page.clock.set_fixed_time(day)
        page.goto(server + address)
        return page

    yield visit
    context.close()


@pytest.mark.parametrize(("later", "overdue"), [(0, False), (1, True)])
def test_a_fact_is_overdue_the_day_after_its_days_have_passed(
    real: Guide, visit: Open, later: int, overdue: bool
) -> None:
    service = real.service["alarmtelefonen"]
    days = real.municipality.review_days.crisis
    day = datetime.combine(service.review.on, datetime.min.time(), UTC) + timedelta(days=days + later)
    note = visit("tjenester/alarmtelefonen/", day).locator(".review")
    assert note.get_attribute("data-review-days") == str(days)
    assert (note.get_attribute("data-overdue") is not None) == overdue
    assert (real.labels["overdue"].by_locale["nb"] in note.inner_text()) == overdue


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_after_two_years_every_date_says_so_in_the_words_of_the_page(real: Guide, visit: Open, locale: str) -> None:
    below = "" if locale == "nb" else f"{locale}/"
    for address in ("tjenester/", "om/kilder/", "ansatt/plikt/"):
        page = visit(below + address, datetime(2028, 12, 1, tzinfo=UTC))
        dates = page.locator("[data-reviewed-on]")
        assert dates.count() > 0
        assert page.locator("[data-overdue]").count() == dates.count()
        assert real.labels["old"].by_locale[locale] in dates.first.inner_text()


@pytest.mark.parametrize("address", ["", "ansatt/plikt/", "om/personvern/"])
@pytest.mark.parametrize(("later", "old"), [(0, False), (1, True)])
def test_a_hand_written_page_says_the_day_after_a_year_that_it_may_be_outdated(
    real: Guide, visit: Open, address: str, later: int, old: bool
) -> None:
    assert real.municipality.review_days.normal == 365
    head = next(p for p in real.prose if p.address == address).head("nb")
    day = datetime.combine(head.reviewed, datetime.min.time(), UTC) + timedelta(days=365 + later)
    note = visit(address, day).locator("footer [data-reviewed-on]")
    assert note.get_attribute("data-reviewed-on") == head.reviewed.isoformat()
    assert (note.get_attribute("data-overdue") is not None) == old
    assert (real.labels["old"].by_locale["nb"] in note.inner_text()) == old


def test_a_channel_with_a_review_of_its_own_grows_old_by_itself(real: Guide, visit: Open) -> None:
    service, channel = next((s, c) for s in real.services for c in s.channels if c.review and c.review.on > s.review.on)
    assert channel.review is not None
    days = getattr(real.municipality.review_days, service.danger)
    between = datetime.combine(service.review.on, datetime.min.time(), UTC) + timedelta(days=days + 1)
    assert between.date() <= channel.review.on + timedelta(days=days)
    page = visit(f"tjenester/{service.id}/", between)
    of_channel = page.locator(f'main span[data-reviewed-on="{channel.review.on.isoformat()}"]').first
    of_service = page.locator(f'main p[data-reviewed-on="{service.review.on.isoformat()}"]').first
    assert of_channel.get_attribute("data-overdue") is None
    assert of_service.get_attribute("data-overdue") is not None


def test_on_the_day_of_the_facts_nothing_is_overdue(visit: Open) -> None:
    page = visit("tjenester/", datetime(2026, 9, 1, tzinfo=UTC))
    assert page.locator("[data-overdue]").count() == 0
