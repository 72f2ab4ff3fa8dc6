"""The process as a picture: the real one, and others that municipalities could have.

Measured in the browser, as it is drawn: every step, branch and exit is there once, no box lies on another,
no words leave their box, and no line runs through a box or through words.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from conftest import ROOT, change, copy_project
from guide.branches import branches
from guide.fitting import lines
from guide.fitting import width as width_of
from guide.load import load
from guide.model_process import Process
from guide.pages import Pages
from guide.registry import Guide
from guide.render import Renderer
from playwright.sync_api import Browser, Page

WIDTHS = {320: "narrow", 390: "narrow", 1280: "wide"}
LONG = "Tverrfagleg samarbeidsmøteinnkallingsskjema for barneverntenesteleiarar"
"""A title with a compound that no phone has room for."""

MEASURE = """kind => {
  const svg = document.querySelector(`.picture-${kind}`), of = (e, f) => [...e.querySelectorAll(f)];
  const box = e => { const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
  const points = e => [...e.points].map(p => [p.x, p.y]);
  return {
    shown: svg.getBoundingClientRect().width > 0, page: document.documentElement.scrollWidth,
    view: [0, 0, svg.viewBox.baseVal.width, svg.viewBox.baseVal.height],
    scale: svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
    sizes: of(svg, 'text').map(t => parseFloat(getComputedStyle(t).fontSize)),
    boxes: of(svg, '[data-box]').map(g => ({name: g.dataset.box, href: g.querySelector('a')?.getAttribute('href') ?? '',
      rect: box(g.querySelector('rect')), texts: of(g, 'text').map(box)})),
    cells: of(svg, '[data-cell]').map(g => ({name: g.dataset.cell, rect: box(g.querySelector('rect')), texts: of(g, 'text').map(box)})),
    lines: of(svg, '[data-line]').map(g => ({name: g.dataset.line, points: points(g.querySelector('polyline')), tip: points(g.querySelector('polygon'))})),
    bands: of(svg, '.band').map(g => ({rect: box(g.querySelector('rect')), texts: of(g, 'text').map(box)})),
    words: of(svg, ':scope > g[aria-hidden] > text').map(box),
  };
}"""

Rectangle = list[float]


def both(words: str) -> dict[str, str]:
    return {"nb": words, "nn": f"{words}, på nynorsk", "en": f"{words}, in English"}


def step(name: str, *leads: str, **more: Any) -> dict[str, Any]:
    branches = [{"when": both(f"Vilkåret for å gå videre fra {name} til {to} er oppfylt"), "to": to} for to in leads]
    return {
        "id": name, "title": both(f"Trinnet som heter {name}"), "purpose": both("Finn ut mer"),
        "actions": [both(f"Gjør {name}")], "documentation": [both("Skriv")], "responsible": both("Lederen"),
        "involves_parents": "no", "exits": ["vold-eller-overgrep"], "leads_to": branches, **more,
    }  # fmt: skip


def stages(*steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"id": f"fase-{n}", "title": both(f"Fasen nummer {n} har et navn"), "summary": both("Alt"), "steps": inside}
        for n, inside in enumerate(steps, 1)
    ]


def twelve() -> list[dict[str, Any]]:
    """Twelve steps: four to choose between, loops from the last to the first, many ends, long words."""
    return stages(
        [step("a", "b", "c", "d", "e")],
        [step("b", "f", "end"), step("c", "f", "b"), step("d", "e", "f"), step("e", "l", "end", title=both(LONG))],
        [step("f", "g", "a", **{"with": ["g"]}), step("g", "h", "b", "end")],
        [step("h", "i", "j", "k"), step("i", "l", "h"), step("j", "l", "c"), step("k", "a", "akutt-fare")],
        [step("l", "a", "h", "vold-eller-overgrep", "end")],
    )


def three() -> list[dict[str, Any]]:
    """Three steps, one after the other, in one stage; the last ends, or leads to the police."""
    return stages([step("merke", "snakke"), step("snakke", "melde"), step("melde", "end", "akutt-fare")])


def seven() -> list[dict[str, Any]]:
    """Seven: three at once, a pair across stages, no end but an exit, everything back to the start."""
    return stages(
        [step("1a", "2a", "2b", **{"with": ["1b", "1c"]}), step("1b", "2a"), step("1c", "2b", "3a")],
        [step("2a", "3a", "1a", **{"with": ["3a"]}), step("2b", "1b", "3b")],
        [step("3a", "2a", "1c", "mistanke-mot-ansatt"), step("3b", "3a", "2b")],
    )


def everywhere() -> list[dict[str, Any]]:
    """Twelve steps, each of which leads to all others and to the end."""
    names = [f"{number}{letter}" for number in range(1, 5) for letter in "abc"]
    return stages(*[[step(n, *(m for m in names if m != n), "end") for n in names[i : i + 3]] for i in (0, 3, 6, 9)])


PROCESSES: dict[str, Callable[[], list[dict[str, Any]]] | None] = {
    "real": None, "three": three, "seven": seven, "twelve": twelve, "everywhere": everywhere,
}  # fmt: skip


@pytest.fixture(scope="module", params=PROCESSES)
def drawn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """The guide with one of the processes."""
    made = PROCESSES[request.param]
    root = ROOT
    if made is not None:
        root = copy_project(tmp_path_factory.mktemp(request.param))
        change(root, "process", lambda process: process.update(stages=made(), reminders=[]))
        change(root, "search", lambda s: s.update(pages=[p for p in s["pages"] if "/veiviser/" not in p["to"]]))
        # What refers to the steps that are gone is not shown here.
        for path in (root / "docs").rglob("*.md"):
            if path.name != "index.nb.md":
                path.write_text(path.read_text("utf-8").replace("/ansatt/veiviser/", "/ansatt/verktoy/#"), "utf-8")
    loaded = load(root)
    assert loaded.guide is not None, [p for p in loaded.problems if p.severity == "error"]
    return Renderer(Pages(loaded.guide), ROOT / "overrides")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


def show(page: Page, renderer: Renderer, locale: Any, width: int) -> dict[str, Any]:
    """The overview in the browser, and where everything in its picture stands."""
    found = next(p for p in renderer.pages.generated.values() if p.kind == "process")
    style = "".join(
        p.read_text("utf-8")
        for p in [ROOT / "overrides/municipality/colours.css", *sorted((ROOT / "overrides/assets/css").glob("*.css"))]
    )
    page.set_viewport_size({"width": width, "height": 800})
    body = renderer.body(found, locale).html
    page.set_content(
        f"<!doctype html><html lang={locale}><meta name=viewport content='width=device-width'><style>{style}</style><body><main class=wrap>{body}</main>"
    )
    measured: dict[str, Any] = page.evaluate(MEASURE, WIDTHS[width])
    return measured


def inside(inner: Rectangle, outer: Rectangle, by: float = 0.6) -> bool:
    return all(inner[i] >= outer[i] - by for i in (0, 1)) and all(inner[i] <= outer[i] + by for i in (2, 3))


def meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def around(points: list[list[float]]) -> Rectangle:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return [min(xs), min(ys), max(xs), max(ys)]


def straight(points: list[list[float]]) -> list[Rectangle]:
    """The pieces of a line, each as wide as the line is drawn."""
    pieces = (around([a, b]) for a, b in itertools.pairwise(points))
    return [[x0 - 0.9, y0 - 0.9, x1 + 0.9, y1 + 0.9] for x0, y0, x1, y1 in pieces]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_nothing_in_the_picture_lies_on_something_else(page: Page, drawn: Renderer, locale: str, width: int) -> None:
    seen = show(page, drawn, locale, width)
    assert seen["shown"]
    assert seen["page"] <= width
    assert min(seen["sizes"]) * seen["scale"] >= 13.99, "words too small to read"
    everything = [*seen["boxes"], *seen["cells"], *seen["bands"]]
    assert [e for e in everything if not inside(e["rect"], seen["view"])] == []
    assert [(e.get("name"), t) for e in everything for t in e["texts"] if not inside(t, e["rect"])] == []
    rects = [b["rect"] for b in seen["boxes"]]
    assert [(a, b) for n, a in enumerate(rects) for b in rects[n + 1 :] if meet(a, b)] == []
    cells = [c["rect"] for c in seen["cells"]]
    assert [(a, b) for n, a in enumerate(cells) for b in cells[n + 1 :] if meet(a, b)] == []
    words = [*seen["words"], *(t for b in seen["bands"] for t in b["texts"])]
    assert [(a, b) for a in words for b in rects if meet(a, b)] == []
    assert [(a, b) for n, a in enumerate(words) for b in words[n + 1 :] if a[1] == b[1] and meet(a, b)] == []
    for line in seen["lines"]:
        pieces = straight(line["points"])
        assert [p for p in pieces if not inside(p, seen["view"])] == [], line["name"]
        source, _, target = line["name"].split()
        # A line begins and ends at the edge of its boxes, so there it may touch them.
        edges = {b["name"]: [b["rect"][0], b["rect"][1] + 1.5, b["rect"][2], b["rect"][3] - 1.5] for b in seen["boxes"]}
        assert [(n, p) for n, rect in edges.items() for p in pieces if meet(p, rect)] == [], (source, target)
        assert [(w, p) for w in words for p in pieces if meet(p, w)] == [], line["name"]
        tip, rect = line["tip"][0], next(b["rect"] for b in seen["boxes"] if b["name"] == target)
        assert rect[0] <= tip[0] <= rect[2]
        assert min(abs(tip[1] - rect[1]), abs(tip[1] - rect[3])) < 0.2


@pytest.mark.parametrize("width", [320, 1280])
def test_lines_to_different_boxes_never_run_on_each_other(page: Page, drawn: Renderer, width: int) -> None:
    """They may cross; where two ran on each other, nobody could tell them apart."""
    lines = show(page, drawn, "nb", width)["lines"]
    pieces = [(line["name"].split()[2], a, b) for line in lines for a, b in zip(line["points"], line["points"][1:], strict=False)]  # fmt: skip
    found = []
    for number, (to, a, b) in enumerate(pieces):
        for other, c, d in pieces[number + 1 :]:
            one, two = around([a, b]), around([c, d])
            for along, beside in ((0, 1), (1, 0)):
                level = a[beside] == b[beside] and c[beside] == d[beside] and abs(a[beside] - c[beside]) < 2.5
                shared = min(one[along + 2], two[along + 2]) - max(one[along], two[along])
                if to != other and level and shared > 1:
                    found.append((to, other, one, two))
    assert found == []


@pytest.mark.parametrize("width", [320, 1280])
def test_each_step_branch_and_exit_is_drawn_once(page: Page, drawn: Renderer, width: int) -> None:
    process: Process = drawn.guide.process
    seen = show(page, drawn, "nb", width)
    ends = ["end"] if any(lead.to == "end" for s in process.steps for lead in s.leads_to) else []
    links = {b["name"]: b["href"] for b in seen["boxes"]}
    linked = [*(e.id for e in process.exits), *(s.id for s in process.steps)]
    assert [b["name"] for b in seen["boxes"]] == linked + ends
    assert {n: h for n, h in links.items() if h} == {n: f"../../ansatt/veiviser/{n}/" for n in linked}
    drawn_lines = [f"{s.id} {n} {lead.to}" for s in process.steps for n, lead in enumerate(s.leads_to)]
    assert [line["name"] for line in seen["lines"]] == drawn_lines
    cells = [c["name"] for c in seen["cells"]]
    assert [n for s in process.steps for n in [cells.count(s.id)] if n not in (1, len(s.leads_to))] == []


def test_the_picture_is_a_list_of_links_with_names(page: Page, drawn: Renderer) -> None:
    show(page, drawn, "nb", 390)
    process = drawn.guide.process
    items = page.locator(".picture-narrow").get_by_role("listitem")
    names = [items.nth(n).get_by_role("link").get_attribute("aria-label") for n in range(len(process.exits))]
    assert names == [e.title.by_locale["nb"] for e in process.exits]
    first = page.locator(".picture-narrow").get_by_role("link").nth(len(process.exits))
    assert first.get_attribute("aria-label") == f"{process.steps[0].id} {process.steps[0].title.by_locale['nb']}"


def test_the_box_that_has_the_focus_looks_different(page: Page, drawn: Renderer) -> None:
    show(page, drawn, "nb", 390)
    link = page.locator(".picture-narrow a").first
    width = "e => parseFloat(getComputedStyle(e.querySelector('rect')).strokeWidth)"
    before = link.evaluate(width)
    page.keyboard.press("Tab")
    while not link.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    assert link.evaluate(width) >= before + 3


def test_steps_that_one_step_leaves_to_choose_between_are_alternatives(real_guide: Guide) -> None:
    process = real_guide.process
    found = [[(b.kind, [s.id for s in b.steps]) for b in branches(process, stage)] for stage in process.stages]
    assert found == [
        [("both", ["1a", "1b"])],
        [("choice", ["2a", "2b"])],
        [("one", ["3a"]), ("one", ["3b"])],
        [("choice", ["4a", "4b"])],
    ]


def test_a_word_too_long_for_a_line_is_divided() -> None:
    found = lines(LONG, 150, 14)
    assert "".join(line.removesuffix("-") for line in found).startswith("Tverrfagleg")
    assert [line for line in found if width_of(line, 14) > 150] == []
    assert [line for line in found if line.endswith("-")]
