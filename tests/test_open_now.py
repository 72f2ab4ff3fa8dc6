"""Who can help now: the real site in a real browser, at chosen moments, on devices anywhere in the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from conftest import EPOCH, ROOT, Build
from guide.answers import HUMAN
from guide.load import load
from guide.opening import ZONE
from guide.registry import Guide
from playwright.sync_api import Browser, Page

Visit = Callable[..., Page]
ZONES = ("Europe/Oslo", "America/Los_Angeles", "Pacific/Auckland")

STATES = """() => [...document.querySelectorAll('[data-channel]')].map(e => [
  e.closest('[data-service]').dataset.service, e.dataset.channel, e.dataset.hours || '', e.dataset.openState])"""


def oslo(day: int, hour: int = 12, minute: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 as clocks in Norway show it. 23 November is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.fixture(scope="module")
def at_build() -> Guide:
    """The real data on the day that the tests call today."""
    guide = load(ROOT, datetime.fromtimestamp(int(EPOCH), UTC).date()).guide
    assert guide is not None
    return guide


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens a page at a moment, on a device somewhere."""
    contexts = []

    def visit(address: str, moment: datetime, zone: str = "America/Los_Angeles", **settings: object) -> Page:
        context = browser.new_context(timezone_id=zone, viewport={"width": 390, "height": 844}, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.clock.install(time=moment)
        page.goto(server + address if not address.startswith("file:") else address)
        return page

    yield visit
    for context in contexts:
        context.close()


def line(page: Page, channel: str = "phone") -> str:
    return page.locator(f"article > * [data-channel={channel}] .open-state").first.inner_text()


@pytest.mark.parametrize("zone", ZONES)
def test_every_channel_has_the_state_that_the_build_works_out(visit: Visit, at_build: Guide, zone: str) -> None:
    for moment in (oslo(24, 0, 30), oslo(24, 12, 15), oslo(25, 12, 0, month=12), oslo(31, 21, month=12)):
        found = visit("tjenester/", moment, zone).evaluate(STATES)
        expected = [
            (s.id, c.type, at_build.horizon.state(c.hours, moment) if c.hours else "unknown")
            for s in at_build.services
            for c in s.channels
        ]
        assert sorted((a, b, state) for a, b, _, state in found) == sorted(expected)
        assert all(state == "unknown" for _, _, hours, state in found if not hours)


@pytest.mark.parametrize("locale", ["", "nn/", "en/"])
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (oslo(24, 15), {"": "Åpent nå, til kl. 22", "nn/": "Ope no, til kl. 22", "en/": "Open now, until 22:00"}),
        (oslo(24, 21, 50), {"": "stenger om 10 minutter", "nn/": "stengjer om 10 minutt", "en/": "closes in 10 minutes"}),
        (oslo(24, 21, 59), {"": "om 1 minutt", "nn/": "om 1 minutt", "en/": "in 1 minute"}),
        (oslo(24, 3), {"": "Stengt nå, åpner kl. 14", "nn/": "Stengt no, opnar kl. 14", "en/": "Closed now, opens at 14:00"}),
        (oslo(24, 22), {"": "åpner onsdag kl. 14", "nn/": "opnar onsdag kl. 14", "en/": "opens Wednesday at 14:00"}),
        (oslo(24, 15, month=12), {"": "Vi vet ikke om det er åpent nå. Ring og spør.", "nn/": "Vi veit ikkje", "en/": "We do not know"}),
    ],
)  # fmt: skip
def test_it_is_said_as_people_say_it(visit: Visit, locale: str, moment: datetime, expected: dict[str, str]) -> None:
    assert expected[locale] in line(visit(f"{locale}tjenester/kors-pa-halsen/", moment))


def test_midnight_closes_at_24(visit: Visit) -> None:
    assert "til kl. 24" in line(visit("tjenester/kors-pa-halsen/", oslo(24, 22, 30)), "chat")


def test_the_words_follow_the_clock_and_a_change_is_announced_once(visit: Visit) -> None:
    page = visit("tjenester/kors-pa-halsen/", oslo(23, 21, 50))
    status = page.locator("body > [role=status]")
    assert status.inner_text() == ""
    page.clock.run_for(5 * 60_000)
    assert "om 5 minutter" in line(page)
    assert status.inner_text() == ""  # the minutes are shown, and not read out
    page.clock.run_for(5 * 60_000)
    assert "Stengt nå" in line(page)
    assert status.inner_text() != ""


def test_beyond_the_weeks_and_before_them_the_printed_hours_stand_alone(visit: Visit, at_build: Guide) -> None:
    end = datetime.fromtimestamp(at_build.horizon.end, ZONE)
    start = datetime.fromtimestamp(at_build.horizon.start, ZONE)
    for moment in (end, end + timedelta(400), start - timedelta(minutes=1)):
        page = visit("tjenester/", moment)
        assert {state for *_, state in page.evaluate(STATES)} == {"unknown"}
        assert page.locator("[data-hours] > .open-state").count() == 0
        assert page.locator(".hours").count() > 20


def test_an_emergency_number_carries_its_state_and_no_words(visit: Visit) -> None:
    page = visit("tjenester/politi-112/", oslo(24))
    assert page.locator("[data-channel=phone]").first.get_attribute("data-open-state") == "open"
    assert page.locator(".open-state").count() == 0


def test_what_is_not_confirmed_or_not_checked_is_not_called_open_or_closed_without_saying_so(visit: Visit) -> None:
    page = visit("tjenester/", oslo(24))
    overdue = visit("tjenester/", oslo(14, month=1).replace(year=2027))
    assert overdue.locator("[data-overdue]").count() > 5
    doubtful = 0
    for shown in (page, overdue):
        for each in shown.locator(":is([data-open-state=open], [data-open-state=closed]):has(> .open-state)").all():
            overdue_here = each.evaluate("e => Boolean(e.closest('[data-service]').querySelector('[data-overdue]'))")
            doubt = each.get_attribute("data-unconfirmed") is not None or overdue_here
            doubtful += doubt
            assert ("(" in each.locator(".open-state").inner_text()) == doubt
    assert doubtful > 10


def test_danger_comes_first_then_who_is_open_and_focus_is_left_alone(visit: Visit) -> None:
    page = visit("barn-og-unge/", oslo(24, 3))
    for cards in page.locator(".cards").all():
        ranks = cards.evaluate(
            """list => [...list.children].map(card => {
              if ('first' in card.dataset) return -1;
              if (card.classList.contains('card-emergency')) return 0;
              const s = [...card.querySelectorAll('[data-channel=phone],[data-channel=sms],[data-channel=chat]')]
                .map(e => e.dataset.openState);
              return s.includes('open') ? 1 : s.length && s.every(x => x === 'closed') ? 3 : 2;
            })"""
        )
        assert ranks == sorted(ranks)
    plain = visit("barn-og-unge/", oslo(24, 3), java_script_enabled=False)
    ids = "list => list.map(card => card.dataset.service)"
    sorted_ids, plain_ids = (p.locator(".card").evaluate_all(ids) for p in (page, plain))
    assert sorted_ids != plain_ids
    assert sorted(sorted_ids) == sorted(plain_ids)
    # A change while somebody reads moves nothing.
    link = page.locator(".card a").nth(3)
    link.focus()
    page.clock.run_for(15 * 3600_000)
    assert page.locator(".card").evaluate_all(ids) == sorted_ids
    assert page.evaluate("document.activeElement.closest('.card') !== null")


@pytest.mark.parametrize("scripts", [True, False])
def test_numbers_that_everybody_can_call_come_before_those_that_few_can_use(visit: Visit, scripts: bool) -> None:
    page = visit("tema/vold-hjemme/", oslo(24, 3), java_script_enabled=scripts)
    shown = page.locator(".card").evaluate_all("list => list.map(card => card.dataset.service)")
    assert shown[:3] == ["politi-112", "ambulanse-113", "alarmtelefonen"]
    assert "nod-sms" in shown


@pytest.mark.parametrize("hour", [3, 12, 19, 23])
def test_a_closed_service_names_somebody_who_answers_at_that_hour(visit: Visit, at_build: Guide, hour: int) -> None:
    moment = oslo(24, hour)
    page = visit("tjenester/", moment)
    while (button := page.locator(".show-more").first).count():
        button.click()
    named = 0
    for card in page.locator(".card:has([data-stand-in])").all():
        shown = card.locator("[data-stand-in]:visible")
        states = card.evaluate(
            "card => [...card.querySelectorAll('[data-channel]')].map(e => [e.dataset.channel, e.dataset.openState])"
        )
        human = [state for kind, state in states if kind in HUMAN]
        wanted = "closed" in human and "open" not in human
        assert shown.count() == int(wanted), card.get_attribute("data-service")
        named += shown.count()
        if wanted:
            number = shown.locator("a").get_attribute("href")
            other = next(
                (s, c)
                for s in at_build.services
                for c in s.channels
                if number in (f"tel:{c.dial}", f"sms:{c.dial}", c.value)
            )
            assert at_build.horizon.state(other[1].hours or "", moment) == "open"
            service = at_build.service[card.get_attribute("data-service") or ""]
            assert other[0].id in service.alternatives or {*other[0].roles} >= {*service.roles}
            assert other[0].review.confirmed
    assert named > 0 or hour == 12


def test_channels_that_come_later_get_their_state(visit: Visit) -> None:
    page = visit("tjenester/kors-pa-halsen/", oslo(24, 15))
    page.evaluate(
        """() => {
          const again = document.querySelector('[data-channel=phone]').cloneNode(true);
          again.querySelector('.open-state').remove();
          delete again.dataset.openState;
          again.id = 'later';
          document.querySelector('main').append(again);
          document.dispatchEvent(new Event('guide:content'));
        }"""
    )
    assert page.locator("#later").get_attribute("data-open-state") == "open"
    assert "Åpent nå" in page.locator("#later .open-state").inner_text()


def test_opened_from_a_folder_it_works_the_same(visit: Visit, built: Build) -> None:
    page = visit(f"file://{built.site}/tjenester/kors-pa-halsen/index.html", oslo(24, 15))
    assert "Åpent nå, til kl. 22" in line(page)
