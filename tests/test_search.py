"""The search in a real browser: what it finds, what it says, and that it leaves nothing behind."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, Build, change, copy_project
from golden_queries import Query, ask, queries
from guide.fields import Text
from guide.load import load
from guide.pages import Pages
from guide.registry import Guide
from guide.render import Renderer
from guide.search import scripts
from guide.words import order
from html_pages import LOCALES, BuiltPage, below
from playwright.sync_api import Browser, Page
from test_browser import AXE, NOTHING, PHONE, RULES, RUN_AXE, STORED, TOO_SMALL, WIDTHS

FIELD, RESULTS, URGENT = "input[type=search]", "#search-results", "#search-urgent"
RECALL, FIRST = 0.95, 0.80
MOST_BYTES = 60 * 1024
READY = f"() => document.querySelectorAll('{RESULTS} a').length > 0"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, color_scheme="light", bypass_csp=True)
    yield context.new_page()
    context.close()


def search(page: Page, text: str) -> Page:
    """Type into the field of an open page and wait for what is found."""
    page.fill(FIELD, text)
    page.wait_for_function(READY)
    return page


def titles(page: Page) -> list[str]:
    return page.locator(f"{RESULTS} h3").all_inner_texts()


# What it finds


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["golden", "held-back"])
def test_the_golden_set_is_found(page: Page, server: str, name: str, locale: str) -> None:
    page.goto(server + below(locale, "sok/"))
    search(page, "112")
    figures = ask(page, queries(f"{name}.{locale}"), "/" + below(locale, ""))
    print(f"{name}.{locale}: recall at 3 {figures.recall:.3f}, first right {figures.first:.3f}")
    print(*figures.missed, sep="\n")
    assert figures.recall >= RECALL, figures.missed
    assert figures.first >= FIRST, figures.missed


@pytest.mark.parametrize("locale", LOCALES)
def test_the_golden_set_is_large_and_names_pages_that_exist(real_guide: Guide, locale: str) -> None:
    every = [*queries(f"golden.{locale}"), *queries(f"held-back.{locale}")]
    texts = [q.text for q in every]
    known = {address.rstrip("/") for address in Pages(real_guide).known}
    assert len(set(texts)) == len(texts) >= 50
    assert 3 * len(queries(f"held-back.{locale}")) >= 0.95 * len(every)
    assert {page for q in every for page in (*q.must, *q.first)} - known == set()


@pytest.mark.parametrize(
    ("written", "page_found"),
    [
        ("HELSESØSTER", "Skolehelsetjenesten"),
        ("helse soster", "Skolehelsetjenesten"),
        ("skolehelsesøstra", "Skolehelsetjenesten"),
        ("legevkat", "Legevakten"),
        ("barnevern vakt", "Barnevernvakten"),
        ("barnevernsvakta", "Barnevernvakten"),
        ("krisesen", "Krisesenteret"),
        ("spiseforstyrelse", "Mat og kropp"),
        ("mobing", "Mobbing"),
        ("sjolvmord", "Selvmordstanker"),
        ("sykolog", "Trist eller redd"),
        ("barnevenet", "Barnevernstjenesten"),
        ("konsultasjonsteam", "Stopp opp"),
    ],
)
def test_spelling_compounds_and_beginnings_do_not_matter(
    page: Page, server: str, written: str, page_found: str
) -> None:
    page.goto(server + "sok/")
    search(page, written)
    assert any(title.startswith(page_found) for title in titles(page)[:3]), titles(page)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("116 111", "tjenester/alarmtelefonen"),
        ("+47 116111", "tjenester/alarmtelefonen"),
        ("800 33 321", "tjenester/kors-pa-halsen"),
        ("116", "tjenester/alarmtelefonen"),
        ("§ 13-2", "ansatt/plikt"),
        ("barnevernsloven §13–2", "ansatt/plikt"),
        ("opplæringsloven 12", "ansatt/foringer#lov-opplaringslova-12-4"),
        ("§ 99-9", "ansatt/foringer"),
    ],
)
def test_numbers_are_found_as_people_type_them(page: Page, server: str, written: str, address: str) -> None:
    page.goto(server + "sok/")
    search(page, written)
    assert ask(page, [Query(written, (address,), frozenset())], "/").recall == 1


@pytest.mark.parametrize(
    "written",
    [
        "skal jeg snakke med foreldrene om vold",
        "samtale med foreldrene ved mistanke om vold",
        "invitere foreldre til møte om overgrep",
        "ta opp med foreldrene at barnet blir slått",
    ],
)
def test_a_step_that_speaks_with_the_parents_is_never_closest_when_violence_is_asked_of(
    page: Page, server: str, real_guide: Guide, written: str
) -> None:
    steps = {f"veiviser/{s.id}" for stage in real_guide.process.stages for s in stage.steps if s.involves_parents}
    page.goto(server + "sok/")
    search(page, written)
    links = page.locator(f"{RESULTS} ol a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert steps
    assert not [link for link in links if any(step in link for step in steps)]
    assert page.locator(URGENT).is_visible()


def test_words_between_do_not_hide_that_somebody_wants_to_die(page: Page, server: str) -> None:
    page.goto(server + "nn/sok/")
    search(page, "dæ e inkje artigt å leve lenger")
    assert page.locator(URGENT).is_visible()
    assert titles(page)[0] == "Sjølvmordstankar"


def test_urgent_help_says_nothing_of_opening_hours_that_it_does_not_know(page: Page, server: str) -> None:
    """What stands below a number would lie over the results."""
    page.goto(server + "sok/")
    search(page, "selvmord")
    box = page.locator(URGENT)
    assert box.locator(".open-state").count() == 0
    inside = "e => [...e.querySelectorAll('li')].every(l => l.scrollHeight <= l.clientHeight + 1)"
    assert box.evaluate(inside)


def test_results_that_may_be_wide_of_it_say_who_answers(page: Page, server: str) -> None:
    page.goto(server + "sok/")
    search(page, "åpningstider i svømmehallen")
    assert "116 111" in page.locator(RESULTS).inner_text()
    search(page, "pappa drikker")
    assert page.locator(f"{RESULTS} > p").count() == 0


@pytest.mark.parametrize(
    ("locale", "written", "numbers"),
    [
        ("nb", "pappa slår meg", {"tel:112", "tel:116111"}),
        ("nb", "æ vil itj leve", {"tel:113", "tel:116111"}),
        ("nb", "selvmorrd", {"tel:113", "tel:116111"}),
        ("nb", "mamma puster ikke", {"tel:113"}),
        ("nb", "det brenner i huset", {"tel:110"}),
        ("nn", "vil ikkje leva", {"tel:113", "tel:116111"}),
        ("nn", "eg blir slått", {"tel:112", "tel:116111"}),
        ("en", "i want to kill myself", {"tel:113", "tel:116111"}),
        ("en", "he hits me", {"tel:112", "tel:116111"}),
        ("en", "she is unconscius", {"tel:113"}),
    ],
)
def test_crisis_words_bring_urgent_help_above_what_is_found(
    page: Page, server: str, locale: str, written: str, numbers: set[str]
) -> None:
    page.goto(server + below(locale, "sok/"))
    search(page, "112")
    page.fill(FIELD, written)
    links = page.locator(f"{URGENT} a")
    assert page.locator(URGENT).is_visible()
    assert numbers <= {link.get_attribute("href") or "" for link in links.all()}
    follows = "([a, b]) => document.querySelector(a).compareDocumentPosition(document.querySelector(b))"
    assert page.evaluate(follows, [URGENT, RESULTS]) == 4  # Node.DOCUMENT_POSITION_FOLLOWING


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en", "dangerous dog"),
        ("en", "killer whale"),
        ("en", "school nurse"),
        ("nb", "farlig hund"),
        ("nb", "kan ikke sove"),
        ("nb", "barnevern"),
        ("nb", "hunden min døde"),
        ("nb", "pappa drikker"),
        ("nb", "xyzzy"),
        ("nn", "helsesjukepleiar"),
        ("nn", "pengar til mat"),
    ],
)
def test_other_words_bring_no_urgent_help(page: Page, server: str, locale: str, written: str) -> None:
    page.goto(server + below(locale, "sok/"))
    search(page, "112")
    page.fill(FIELD, written)
    assert page.locator(URGENT).is_hidden()


def test_every_crisis_expression_of_the_data_brings_up_its_help(page: Page, server: str, real_guide: Guide) -> None:
    silent = []
    for locale, language in (("nb", "norsk"), ("nn", "norsk"), ("en", "engelsk")):
        page.goto(server + below(locale, "sok/"))
        search(page, "112")
        for crisis in real_guide.search.crisis:
            for words in getattr(crisis.words, language):
                page.fill(FIELD, words)
                silent += [(locale, words)] * page.locator(URGENT).is_hidden()
    assert silent == []


def test_a_service_has_its_ways_to_reach_it_and_the_links_of_the_closest_stand_first(page: Page, server: str) -> None:
    page.goto(server + "sok/")
    search(page, "mamma slår")
    first = page.locator(f"{RESULTS} a").evaluate_all("links => links.slice(0, 3).map(a => a.closest('ol') !== null)")
    ways = page.locator(f"{RESULTS} [data-service=alarmtelefonen] [data-channel] a")
    assert first == [True] * 3
    assert {"tel:116111", "sms:+4741716111"} <= {way.get_attribute("href") for way in ways.all()}
    assert page.locator(f"{RESULTS} ol a").count() == 3
    assert page.locator(f"{RESULTS} h2").all_inner_texts()[:2] == ["Det som ligner mest", "Noen å snakke med"]


def test_what_finds_nothing_says_where_to_go(page: Page, server: str) -> None:
    page.goto(server + "sok/")
    search(page, "xqzwv")
    assert "116 111" in page.locator(RESULTS).inner_text()
    page.locator(f"{RESULTS} a").click()
    assert urlsplit(page.url).path == "/a-aa/"


def test_signs_of_html_in_words_and_data_stay_signs(page: Page, server: str) -> None:
    page.goto(server + "sok/")
    search(page, "<img src=x onerror=alert(1)> mobbing")
    assert page.locator(f"{RESULTS} img, {URGENT} img").count() == 0
    # Such a text is refused; here it has come past the check.
    guide = load(ROOT).guide
    assert guide is not None
    words = Text({"nb": "Politi <img src=x> & co </script>", "nn": "Politi", "en": "Police"})
    first = guide.services[0]
    note = first.channels[0].model_copy(update={"note": Text({"nb": "Ring <img src=x>", "nn": "Ring"})})
    spoilt = first.model_copy(update={"name": words, "channels": (note, *first.channels[1:])})
    guide = replace(guide, services=(spoilt, *guide.services[1:]))
    made = scripts(Renderer(Pages(guide), ROOT / "overrides"))["assets/search/nb.js"].decode()
    data = json.loads(made.rpartition("\nstart(")[2].removesuffix(");\n})();\n"))
    police = next(each for each in data["pages"] if each["a"] == "tjenester/politi-112/")
    assert police["t"] == "Politi <img src=x> & co </script>"  # put in as text, never as HTML
    assert "<img" not in police["c"]


# What it says


def test_the_number_of_results_is_announced_when_the_reader_rests(page: Page, server: str) -> None:
    page.goto(server + "sok/")
    search(page, "pappa drikker")
    status = page.locator("[data-search] [role=status]")
    page.wait_for_function("() => document.querySelector('[data-search] [role=status]').textContent !== ''")
    count = page.locator(f"{RESULTS} a[href*='/']:not([href*=':'])").count()
    assert status.text_content() == f"{count} treff. Øverst: Noen drikker eller ruser seg hjemme."
    page.fill(FIELD, "mamma slår")
    page.wait_for_function("() => document.querySelector('[data-search] [role=status]').textContent.includes('Vold')")
    assert (status.text_content() or "").startswith("Nødnumre står over treffene. ")


def test_others_are_told_when_results_are_drawn(page: Page, server: str) -> None:
    page.goto(server + "sok/")
    search(page, "mobbing")
    page.evaluate("document.addEventListener('guide:content', () => { window.drawn = (window.drawn || 0) + 1; })")
    page.fill(FIELD, "mobbing på skolen")
    assert page.evaluate("window.drawn") == 1


def test_the_whole_journey_goes_by_keyboard(page: Page, server: str) -> None:
    page.goto(server + "tema/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    page.keyboard.type("pappa drikker")
    page.wait_for_function(READY)
    page.keyboard.press("Enter")
    assert urlsplit(page.url).path == "/tema/"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Noen drikker eller ruser seg hjemme"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.type") == "search"
    assert page.input_value(FIELD) == ""
    assert page.locator(RESULTS).is_hidden()
    page.keyboard.type("helsesøster")
    page.wait_for_function(READY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tjenester/skolehelsetjenesten/")


@pytest.mark.parametrize("address", ["sok/", "", "tjenester/alarmtelefonen/"], ids=["page", "home", "header"])
def test_what_is_found_is_accessible_in_light_and_dark_on_phone_and_desk(page: Page, server: str, address: str) -> None:
    page.goto(server + address)
    search(page, "mamma slår meg")
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(TOO_SMALL, ["[data-search] a, [data-search] input", 24]) == []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            seen = page.evaluate(RUN_AXE, {"type": "tag", "values": RULES})
            assert seen["violations"] == [], (width, scheme)


# What it costs, and what it leaves behind


@pytest.mark.parametrize("locale", LOCALES)
def test_library_index_and_script_are_small(built: Build, locale: str) -> None:
    """Compressed with gzip, which packs less than the brotli of most servers."""
    assert len(gzip.compress((built.site / f"assets/search/{locale}.js").read_bytes(), 9)) <= MOST_BYTES


def test_the_search_is_fetched_when_the_field_is_used_and_the_words_go_nowhere(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + "tema/mobbing/")
    before, length = page.url, page.evaluate("history.length")
    assert [url for url in asked if "search" in url] == []
    search(page, "hemmeligord mobbing")
    page.press(FIELD, "Enter")
    page.fill(FIELD, "pappa slår hemmeligord")
    assert [urlsplit(url).path for url in asked if "search" in url] == ["/assets/search/nb.js"]
    assert [url for url in asked if "hemmelig" in url or not url.startswith(server)] == []
    assert (page.url, page.evaluate("history.length")) == (before, length)
    assert page.evaluate(STORED) == NOTHING
    assert page.context.cookies() == []
    page.click(f"{RESULTS} a")
    page.go_back()
    page.wait_for_selector(FIELD)
    assert page.input_value(FIELD) == ""
    assert page.locator(RESULTS).is_hidden()


def test_a_search_that_cannot_be_fetched_says_so(page: Page, server: str) -> None:
    page.route("**/assets/search/*", lambda route: route.abort())
    page.goto(server + "sok/")
    page.focus(FIELD)
    note = page.locator("[data-search] [role=status]")
    note.filter(has_text="Søket virker ikke nå").wait_for()
    assert note.is_visible()


@pytest.mark.parametrize("address", ["", "sok/", "tema/mobbing/", "nn/sok/", "en/om/data/"])
def test_without_javascript_there_is_no_field_and_the_list_takes_its_place(
    browser: Browser, server: str, address: str
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(server + address)
    assert page.locator("input, [role=search]").count() == 0
    assert page.locator("header a[href$='a-aa/']").count() == 1
    page.locator("[data-search] a[href$='a-aa/']").click()
    page.wait_for_url("**/a-aa/")
    page.wait_for_load_state()
    assert page.locator("dl.words dt").count() > 200
    context.close()


# The list from A to Å


@pytest.mark.parametrize("locale", LOCALES)
def test_the_words_stand_in_the_order_of_the_alphabet_under_their_letters(
    pages: dict[str, BuiltPage], locale: str
) -> None:
    main = pages[below(locale, "a-aa/")].main
    words = [element.text for element in main.all("dt")]
    letters = [element.text for element in main.all("h2")]
    jumps = [element.text for nav in main.all("nav") for element in nav.all("a")]
    assert words == sorted(words, key=order)
    assert jumps == letters
    assert letters == sorted(letters, key=order)
    assert [e.locale for e in main.all("dt") if e.locale != locale] == []


def test_norwegian_letters_come_last() -> None:
    words = ["ære", "åpent", "østlending", "Angst", "zoo", "éngang", "9a-sak", "voldtekt"]
    assert sorted(words, key=order) == ["9a-sak", "Angst", "éngang", "voldtekt", "zoo", "ære", "østlending", "åpent"]


def test_a_word_that_is_missing_in_a_locale_says_which_language_it_is(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    change(root, "topics", lambda topics: topics[0]["search_words"].pop("en"))
    guide = load(root).guide
    assert guide is not None
    renderer = Renderer(Pages(guide), root / "overrides")
    html = renderer.body(Pages(guide).generated["a-aa/"], "en").html
    assert '<dt lang="nb">mamma slår</dt>' in html


def test_a_municipality_may_do_without_the_file_of_the_search(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    (root / "data/search.yml").unlink()
    guide = load(root).guide
    assert guide is not None
    made = scripts(Renderer(Pages(guide), root / "overrides"))
    assert sorted(made) == [f"assets/search/{locale}.js" for locale in sorted(LOCALES)]


def test_the_library_says_its_version_and_its_licence(built: Build) -> None:
    folder = ROOT / "overrides/assets/search/minisearch"
    assert (folder / "VERSION").read_text("utf-8").startswith("minisearch 7.2.0")
    licence = (folder / "LICENSE").read_text("utf-8").strip()
    assert licence in (built.site / "assets/search/nb.js").read_text("utf-8")
