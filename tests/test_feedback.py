"""What readers can send: the question that ends a page, and «report an error». A real browser sends, a receiver gets."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from bad_files import DAY, edit, good_registry
from conftest import ROOT, SITE_URL, change, copy_project, mkdocs_build
from guide.load import load
from guide.model import Service, Topic
from guide.pages import Pages
from guide.registry import Guide
from guide.replies import ISSUE_FORM
from guide.views import Views
from html_pages import LOCALES, BuiltPage, Element, below, broken_links, pages_of
from playwright.sync_api import Browser, Page, Route, expect
from test_browser import AXE, RULES, RUN_AXE

RECEIVER = "https://svar.example.no/skjema?fra=guiden"
MAILBOX = "post@example.no"
ADULTS, CHILDS, THANKS = "voksen/", "tema/vold-hjemme/", "takk/"

Got = list[dict[str, list[str]]]
Build = Callable[..., dict[str, BuiltPage]]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds the real guide with more in municipality.yml."""

    def build(**fields: object) -> dict[str, BuiltPage]:
        root = copy_project(tmp_path_factory.mktemp("asking"))
        change(root, "municipality", lambda data: data.update(fields))
        done = mkdocs_build(root, root / "site")
        assert done.returncode == 0, done.stdout + done.stderr
        return pages_of(root / "site")

    return build


@pytest.fixture(scope="module")
def asking(build: Build) -> dict[str, BuiltPage]:
    """The guide of a municipality that has a form for answers and one for errors."""
    return build(site_url=SITE_URL, feedback={"url": RECEIVER}, report_error={"url": RECEIVER})


@pytest.fixture(scope="module")
def mailing(build: Build) -> dict[str, BuiltPage]:
    """The guide of a municipality that has a mailbox."""
    return build(site_url=SITE_URL, feedback={"email": MAILBOX}, report_error={"email": MAILBOX})


@pytest.fixture(scope="module")
def address(asking: dict[str, BuiltPage]) -> Iterator[str]:
    """The address of a web server with the guide that asks."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(asking[""].site))
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/"
    httpd.shutdown()


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def tab(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[tuple[Page, Got]]:
    """A tab, and what the receiver got. It sends the reader on to the thanks, as REDIGERE.md asks it to."""
    context = browser.new_context(java_script_enabled=request.param)
    got: Got = []

    def receive(route: Route) -> None:
        asked = route.request
        assert (asked.method, asked.url) == ("POST", RECEIVER)
        assert "referer" not in asked.headers
        got.append(parse_qs(asked.post_data or "", keep_blank_values=True))
        route.fulfill(status=303, headers={"location": f"{address}{THANKS}"})

    context.route("https://svar.example.no/**", receive)
    yield context.new_page(), got
    context.close()


def controls(page: BuiltPage) -> list[str]:
    """The names of everything that a reader can fill in or choose, and of what goes with it."""
    named = page.root.all("input", "textarea", "button", "select")
    return [e.attributes["name"] for e in named if "name" in e.attributes]


def links(within: Element, words: str) -> list[str]:
    """Where the links lead whose words begin so."""
    return [a.attributes["href"] for a in within.all("a") if a.text.startswith(words)]


def test_the_real_guide_has_nobody_to_send_to_and_asks_nothing(pages: dict[str, BuiltPage], real_guide: Guide) -> None:
    assert [a for a, page in pages.items() if controls(page)] == []
    assert THANKS not in pages
    words = real_guide.labels["report_error"].by_locale
    assert [a for a, page in pages.items() if links(page.root, words[page.locale])] == []


def test_children_answer_yes_or_no_and_adults_may_write(asking: dict[str, BuiltPage], real_guide: Guide) -> None:
    """Who reads a page is said here in other words than in the code."""
    generated = Pages(real_guide).generated
    wrong, seen = [], set()
    for address, page in asking.items():
        record = generated[page.plain].record if page.plain in generated else None
        kind = generated[page.plain].kind if page.plain in generated else ""
        if kind in ("urgent", "exit", "form") or page.plain in ("trygg-bruk/", THANKS):
            expected = []
        elif page.plain.startswith(("voksen/", "ansatt/")) or (
            isinstance(record, Service | Topic) and "child-youth" not in record.roles
        ):
            expected = ["page", "answer", "answer", "text"]
        else:
            expected = ["page", "answer", "answer"]
        seen.add((len(expected), page.locale))
        if controls(page) != expected:
            wrong.append((address, controls(page)))
    assert wrong == []
    assert len(seen) == 3 * len(LOCALES)


def test_a_form_is_sent_as_it_stands_and_says_to_whom(asking: dict[str, BuiltPage], real_guide: Guide) -> None:
    wrong = []
    for address, page in asking.items():
        for form in page.root.all("form"):
            if "action" not in form.attributes:
                continue  # the filter of /tjenester/ sends nothing; filter.js takes it out of a template
            held = [e.attributes["value"] for e in form.all("input") if e.attributes.get("type") == "hidden"]
            sent = {name: form.attributes.get(name) for name in ("method", "action", "autocomplete")}
            texts = [e.attributes["maxlength"] for e in form.all("textarea")]
            warned = real_guide.labels["feedback_warning"].by_locale[page.locale] in form.text
            if (
                sent != {"method": "post", "action": RECEIVER, "autocomplete": "off"}
                or held != [SITE_URL + address]
                or "svar.example.no" not in form.text
                or texts not in ([], ["250"])
                or warned != bool(texts)
            ):
                wrong.append(address)
    assert wrong == []


def test_links_of_the_guide_that_asks_lead_to_its_pages(asking: dict[str, BuiltPage]) -> None:
    assert broken_links(asking, SITE_URL) == []


def test_a_child_answers_with_one_tap_and_is_shown_the_way_to_help(tab: tuple[Page, Got], address: str) -> None:
    page, got = tab
    page.goto(address + CHILDS)
    page.get_by_role("button", name="Nei").click()
    page.wait_for_url(address + THANKS)
    assert got == [{"page": [SITE_URL + CHILDS], "answer": ["no"]}]
    ways = page.locator("main a").evaluate_all("all => all.map(a => new URL(a.href).pathname)")
    assert ways == ["/akutt/", "/barn-og-unge/", "/tjenester/", "/"]


def test_an_adult_answers_and_may_write_250_characters(tab: tuple[Page, Got], address: str) -> None:
    page, got = tab
    page.goto(address + ADULTS)
    page.get_by_label("Ja").check()
    field = page.locator("textarea")
    field.fill("å" * 240)
    field.press_sequentially("b" * 20)
    page.get_by_role("button", name="Send svaret").click()
    page.wait_for_url(address + THANKS)
    assert got == [{"page": [SITE_URL + ADULTS], "answer": ["yes"], "text": ["å" * 240 + "b" * 10]}]


def test_nothing_is_sent_before_yes_or_no(tab: tuple[Page, Got], address: str) -> None:
    page, got = tab
    page.goto(address + ADULTS)
    page.get_by_role("button", name="Send svaret").click()
    assert page.url == address + ADULTS
    assert got == []


def test_what_is_left_is_seen_at_once_and_read_aloud_after_a_pause(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    page.clock.install(time=datetime(2026, 11, 21, tzinfo=UTC))
    page.goto(address + "nn/" + ADULTS)
    page.clock.pause_at(datetime(2026, 11, 21, 1, tzinfo=UTC))
    field, seen, spoken = (page.locator(s) for s in ("textarea", "form [aria-hidden=true]", "form [role=status]"))
    expect(seen).to_have_text("Teikn igjen: 250")
    expect(spoken).to_have_text("")
    field.press_sequentially("hei")
    expect(seen).to_have_text("Teikn igjen: 247")
    page.clock.run_for(900)
    field.press_sequentially("s")
    page.clock.run_for(900)
    expect(spoken).to_have_text("")
    page.clock.run_for(200)
    expect(spoken).to_have_text("Teikn igjen: 246")
    page.context.close()


@pytest.mark.parametrize("where", [ADULTS, CHILDS, THANKS, "en/" + ADULTS])
def test_axe_finds_no_fault_in_light_or_dark(browser: Browser, address: str, where: str) -> None:
    for width in (320, 1280):
        context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
        page = context.new_page()
        page.goto(address + where)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert page.evaluate(RUN_AXE, {"type": "tag", "values": RULES})["violations"] == []
        context.close()


def test_the_question_is_not_printed(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + ADULTS)
    expect(page.locator(".feedback")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".feedback")).to_be_hidden()
    page.close()


def test_with_a_mailbox_adults_get_a_mail_and_children_are_not_asked(
    mailing: dict[str, BuiltPage], real_guide: Guide
) -> None:
    assert [a for a, page in mailing.items() if controls(page)] == []
    assert THANKS not in mailing
    about = [s for s in mailing[ADULTS].root.all("section") if s.attributes.get("class", "").startswith("feedback")]
    (href,) = links(about[0], "Skriv til post@example.no")
    parts = urlsplit(href)
    asked = parse_qs(parts.query)
    adult = next(r for r in real_guide.roles if r.id == "adult")
    assert (parts.scheme, parts.path) == ("mailto", MAILBOX)
    assert asked == {"subject": [adult.title.by_locale["nb"]], "body": [f"{SITE_URL}{ADULTS}\r\n\r\n"]}
    assert [a for a in (CHILDS, "", "akutt/") if links(mailing[a].root, "Skriv til")] == []


def test_an_error_is_reported_with_the_page_and_the_service_and_nothing_else(asking: dict[str, BuiltPage]) -> None:
    for locale in LOCALES:
        page = asking[below(locale, "tjenester/alarmtelefonen/")]
        words = {"nb": "Si fra om feil", "nn": "Sei frå om feil", "en": "Report an error"}[locale]
        of_service, of_page = links(page.main, words), links(page.root.one("footer"), words)
        whole = f"{SITE_URL}{page.address}"
        kept = {"fra": ["guiden"], "page": [whole]}
        assert [parse_qs(urlsplit(href).query) for href in of_page] == [kept]
        assert [parse_qs(urlsplit(href).query) for href in of_service] == [kept | {"service": ["alarmtelefonen"]}]
        assert of_page[0].startswith(RECEIVER)
    without = [a for a, page in asking.items() if not links(page.root.one("footer"), words) and page.locale == "en"]
    assert without == []
    leaking = [
        (address, a.attributes["href"])
        for address, page in asking.items()
        for a in page.root.all("a")
        if a.attributes["href"].startswith(RECEIVER) and a.attributes.get("rel") != "noreferrer"
    ]
    assert leaking == []


def test_every_card_has_a_way_to_report_that_names_its_service(asking: dict[str, BuiltPage]) -> None:
    cards = [e for e in asking["tjenester/"].main.all("li") if "data-service" in e.attributes]
    found = {c.attributes["data-service"]: links(c, "Si fra om feil") for c in cards}
    assert {n: [parse_qs(urlsplit(x).query)["service"] for x in hrefs] for n, hrefs in found.items()} == {
        n: [[n]] for n in found
    }
    names = [a.text for c in cards for a in c.all("a") if a.text.startswith("Si fra om feil")]
    assert len(set(names)) == len(names) == len(cards) > 20


def test_a_mail_about_an_error_says_nothing_of_what_the_page_is_about(mailing: dict[str, BuiltPage]) -> None:
    (href,) = links(mailing[CHILDS].root.one("footer"), "Si fra om feil på e-post")
    assert href.startswith(f"mailto:{MAILBOX}?")
    asked = parse_qs(urlsplit(href).query)
    assert asked["subject"] == ["Feil på nettsiden"]
    assert asked["body"][0].startswith(f"{SITE_URL}{CHILDS}\r\n\r\nIkke skriv navn")


@pytest.mark.parametrize(
    ("edit_url", "expected"),
    [
        ("https://github.com/lillevik/hjelp/edit/main/", "https://github.com/lillevik/hjelp/issues/new"),
        ("https://github.lillevik.example.no/a/b/edit/main/", "https://github.lillevik.example.no/a/b/issues/new"),
        ("https://kode.example.no/lillevik/hjelp/edit/main/", None),
        ("https://github.com.example.no.evil/x/", None),
    ],
)
def test_without_an_own_form_errors_go_where_the_guide_is_edited(
    tmp_path: Path, edit_url: str, expected: str | None
) -> None:
    root = good_registry(tmp_path / "registry")
    edit(root / "data/municipality.yml", {"https://kode.lillevik.example.no/hjelp/edit/main/": edit_url})
    guide = load(root, DAY).guide
    assert guide is not None
    link = Views(guide, "nn").report(guide.services[0])
    if expected is None:
        assert link is None
        return
    where, _, query = unquote(link.href).partition("?")
    page = f"https://hjelp.lillevik.example.no/nn/tjenester/{guide.services[0].id}/"
    assert where == expected
    asked = parse_qs(query)
    assert asked == {"template": [ISSUE_FORM], "page": [page]}
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / ISSUE_FORM).read_text("utf-8"))
    assert {field.get("id") for field in form["body"]} >= set(asked) - {"template"}
    assert "alle kan lese" in link.name
