"""The staged process as pages: lists that say what belongs together, where one is, and where one can go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from guide.branches import branches
from guide.model_process import Process, Step
from guide.registry import Guide
from html_pages import LOCALES, BuiltPage, Element, below
from playwright.sync_api import Browser
from test_browser import AXE, RULES, RUN_AXE, Visitor

OVERVIEW = "ansatt/veiviser/"
HERE = {"nb": "Du er her", "nn": "Du er her", "en": "You are here"}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def process(real_guide: Guide) -> Process:
    return real_guide.process


def having(top: Element, name: str) -> Iterator[Element]:
    """The elements of a class."""
    return (e for e in top.all() if name in e.attributes.get("class", "").split())


def inside(element: Element, top: Element) -> list[Element]:
    """The elements around ``element``, up to ``top``."""
    found = []
    while element.above is not None and element is not top:
        element = element.above
        found.append(element)
    return found


def step_link(top: Element, step: Step) -> Element:
    """The link to a step in the list of stages."""
    (link,) = (a for a in top.all("a") if a.inside and isinstance(a.inside[0], Element) and a.inside[0].text == step.id)
    return link


@pytest.mark.parametrize("locale", LOCALES)
def test_the_list_nests_what_belongs_together(pages: dict[str, BuiltPage], process: Process, locale: str) -> None:
    (stages,) = having(pages[below(locale, OVERVIEW)].main, "stages")
    items = [e for e in stages.inside if isinstance(e, Element)]
    assert [stages.tag, *(e.tag for e in items)] == ["ol"] + ["li"] * len(process.stages)
    for number, (stage, item) in enumerate(zip(process.stages, items, strict=True), 1):
        title = stage.title.get(locale)[0]  # type: ignore[arg-type]
        assert str(number) in item.one("h3").text.split(title)[0], "the number is read with the heading"
        for branch in branches(process, stage):
            around = [inside(step_link(stages, step), stages) for step in branch.steps]
            nested = [[e for e in found if "branch" in e.attributes.get("class", "").split()] for found in around]
            if branch.kind == "one":
                assert nested == [[]] * len(branch.steps)
            else:
                assert [[e.attributes["class"].split()[-1] for e in found] for found in nested] == [[f"branch-{branch.kind}"]] * len(branch.steps)  # fmt: skip
                assert len({id(found[0]) for found in nested}) == 1


def test_the_overview_says_in_words_all_that_the_picture_shows(
    pages: dict[str, BuiltPage], process: Process, real_guide: Guide
) -> None:
    (stages,) = having(pages[OVERVIEW].main, "stages")
    for step in process.steps:
        item = step_link(stages, step).above
        assert item is not None
        said = item.text
        for lead in step.leads_to:
            assert lead.when.by_locale["nb"].format(municipality=real_guide.municipality.name) in said
            assert lead.to == "end" or any(a.attributes["href"].endswith(f"/{lead.to}/") for a in item.all("a"))


@pytest.mark.parametrize("locale", LOCALES)
def test_each_step_says_where_one_is_and_puts_violence_first(
    pages: dict[str, BuiltPage], process: Process, locale: str
) -> None:
    for step in process.steps:
        main = pages[below(locale, f"{OVERVIEW}{step.id}/")].main
        (stages,) = having(main, "stages")
        current = [e for e in main.all() if "aria-current" in e.attributes]
        assert [(e.attributes["aria-current"], e) for e in current] == [("step", step_link(stages, step).above)]
        assert HERE[locale] in current[0].text, "said in words, not only in colour"
        order = [e for e in main.all() if e.tag == "h1" or {"way-out-violence", "all-steps", "lead", "ticks"} & set(e.attributes.get("class", "").split())]  # fmt: skip
        names = [e.tag if e.tag == "h1" else e.attributes["class"].split()[-1] for e in order]
        assert names == ["h1", "way-out-violence", "all-steps", "lead", "ticks", "ticks"]


def test_each_step_ends_with_the_choices_that_lead_on(pages: dict[str, BuiltPage], process: Process) -> None:
    for step in process.steps:
        (leads,) = having(pages[f"{OVERVIEW}{step.id}/"].main, "leads")
        items = list(leads.all("li"))
        assert len(items) == len(step.leads_to)
        for item, lead in zip(items, step.leads_to, strict=True):
            assert item.text.startswith("Hvis: ")
            assert [a.attributes["href"] for a in item.all("a")] == ([] if lead.to == "end" else [f"../../../{OVERVIEW}{lead.to}/"])  # fmt: skip


def test_the_page_of_each_exit_says_what_not_to_do_and_leads_back(
    pages: dict[str, BuiltPage], process: Process
) -> None:
    for found in process.exits:
        main = pages[f"{OVERVIEW}{found.id}/"].main
        assert [len(list(e.all("li"))) for e in having(main, "do-not")] == ([len(found.do_not)] if found.do_not else [])
        (leads,) = having(main, "leads")
        others = [e.id for e in process.exits if e is not found]
        assert [a.attributes["href"] for a in leads.all("a")] == [f"../../../{OVERVIEW}", *(f"../../../{OVERVIEW}{i}/" for i in others)]  # fmt: skip


@pytest.mark.parametrize(("scripts", "size", "shown"), [(True, PHONE, False), (True, DESK, True), (False, PHONE, True)])
def test_all_steps_fold_on_a_phone_only_where_scripts_run(
    browser: Browser, server: str, process: Process, scripts: bool, size: dict[str, int], shown: bool
) -> None:
    visitor = Visitor(browser, server, java_script_enabled=scripts)
    page = visitor.open(f"{OVERVIEW}{process.steps[0].id}/")
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.reload()
    link = page.locator(".all-steps .stages > li a").last
    assert link.is_visible() == shown
    if not shown:
        page.locator(".all-steps summary").click()
        assert link.is_visible()
    page.context.close()


def test_on_paper_a_step_has_squares_to_tick_and_room_to_write(browser: Browser, server: str, process: Process) -> None:
    visitor = Visitor(browser, server)
    page = visitor.open(f"{OVERVIEW}{process.steps[0].id}/")
    assert not page.locator(".paper-only").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".paper-only").is_visible()
    square = "e => parseFloat(getComputedStyle(e, '::before').borderTopWidth)"
    squares = [item.evaluate(square) for item in page.locator(".ticks > li").all()]
    assert len(squares) == len(process.steps[0].actions) + len(process.steps[0].documentation)
    assert min(squares) >= 1
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [OVERVIEW, f"{OVERVIEW}1a/", f"{OVERVIEW}vold-eller-overgrep/"])
def test_axe_finds_no_fault_on_a_desk_or_in_the_open_list(
    browser: Browser, server: str, address: str, scheme: str
) -> None:
    visitor = Visitor(browser, server, color_scheme=scheme, bypass_csp=True)
    page = visitor.open(address)
    page.evaluate(AXE)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
        found = page.evaluate(RUN_AXE, {"type": "tag", "values": RULES})
        assert found["violations"] == []
    page.context.close()
