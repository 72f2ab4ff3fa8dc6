"""The process as a picture: nothing overlaps, nothing is left out, and the words stand in their boxes."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest
from guide.branches import branches
from guide.model_process import Exit, Lead, Process, Stage, Step
from guide.picture import WIDTH, Box, Picture, Way, picture, wrapped
from guide.registry import Guide
from playwright.sync_api import Browser

WORDS = {"exits": "Fra alle trinn", "or": "eller", "and": "og", "end": "Her er du ferdig"}
LONG = "Barnevernstjenesteoppfølgingskoordineringsmøteinnkalling og noen ord til"


def made(stages: list[list[tuple[str, list[str]]]], together: tuple[str, ...] = (), exits: int = 3) -> Process:
    """A process with steps named by id, and where each leads."""

    def step(name: str, leads: list[str]) -> Step:
        pair = tuple(other for other in together if other != name) if name in together else ()
        to = tuple(Lead.model_construct(when=name, to=target) for target in leads)
        return Step.model_construct(
            id=name, title=f"{name} {LONG}" if name.endswith("b") else name, with_=pair, leads_to=to
        )

    listed = tuple(
        Stage.model_construct(id=str(n), title=LONG, steps=tuple(step(*one) for one in steps))
        for n, steps in enumerate(stages)
    )
    ways_out = tuple(Exit.model_construct(id=f"ut-{n}", title=LONG, kind="danger") for n in range(exits))
    return Process.model_construct(stages=listed, exits=ways_out)


PROCESSES = {
    "one step": made([[("1", ["end"])]], exits=1),
    "no end, a loop": made([[("1", ["2"])], [("2", ["1"])]]),
    "pairs and choices": made(
        [[("1a", ["2a", "2b"]), ("1b", ["2a", "2b"])], [("2a", ["end", "2b"]), ("2b", ["2a", "1a"])]], ("1a", "1b")
    ),
    "twelve steps, all ways": made(
        [
            [(f"{stage}{part}", [f"{n}{p}" for n in range(4) for p in "abc" if f"{n}{p}" != f"{stage}{part}"] + ["end"]) for part in "abc"]
            for stage in range(4)
        ]
    ),
}  # fmt: skip


def drawn(process: Process) -> Picture:
    say: Any = str
    return picture(process, say, WORDS)


def apart(a: Box, b: Box) -> bool:
    return a.y + a.height < b.y or b.y + b.height < a.y or a.x + a.width < b.x or b.x + b.width < a.x


def through(box: Box, way: Way) -> bool:
    """Whether a line of the way goes through the inside of the box."""
    return any(
        max(a[0], b[0]) > box.x + 0.5
        and min(a[0], b[0]) < box.x + box.width - 0.5
        and max(a[1], b[1]) > box.y + 0.5
        and min(a[1], b[1]) < box.y + box.height - 0.5
        for a, b in pairwise(way.points)
    )


def meets(box: Box, point: tuple[float, float]) -> bool:
    """Whether the point stands on the border of the box."""
    x, y = point
    within = box.x - 0.1 <= x <= box.x + box.width + 0.1 and box.y - 0.1 <= y <= box.y + box.height + 0.1
    return within and not (box.x + 0.1 < x < box.x + box.width - 0.1 and box.y + 0.1 < y < box.y + box.height - 0.1)


@pytest.mark.parametrize("name", PROCESSES)
def test_no_box_lies_on_another_and_no_line_goes_through_one(name: str) -> None:
    shown = drawn(PROCESSES[name])
    assert [(a.id, b.id) for a, b in combinations(shown.boxes, 2) if not apart(a, b)] == []
    assert [(b.id, w.to) for b in shown.boxes for w in shown.ways if through(b, w)] == []
    points = [point for way in shown.ways for point in way.points]
    assert all(0 <= x <= WIDTH and 0 <= y <= shown.height for x, y in points)
    assert all(b.x >= 0 and b.x + b.width <= WIDTH and b.y + b.height <= shown.height for b in shown.boxes)


@pytest.mark.parametrize("name", PROCESSES)
def test_every_step_and_exit_stands_once_and_every_way_is_drawn(name: str) -> None:
    process = PROCESSES[name]
    shown = drawn(process)
    ends = ["end"] if any(lead.to == "end" for s in process.steps for lead in s.leads_to) else []
    wanted = [*(e.id for e in process.exits), *(s.id for s in process.steps), *ends]
    assert [box.id for box in shown.boxes] == wanted
    boxes = {box.id: box for box in shown.boxes}
    for step in process.steps:
        for lead in step.leads_to:
            from_here = [w for w in shown.ways if w.to == lead.to and meets(boxes[step.id], w.points[0])]
            assert from_here, (step.id, lead.to)
            arrives = [w for w in shown.ways if w.arrow and w.to == lead.to and meets(boxes[lead.to], w.points[-1])]
            assert arrives, lead.to
        if process.exits:
            assert [w for w in shown.ways if w.to == "exit" and meets(boxes[step.id], w.points[0])], step.id


def test_a_word_too_long_for_a_row_is_divided() -> None:
    rows = wrapped(LONG, 150)
    assert "".join(row.removesuffix("-") for row in rows).startswith("Barnevernstjenesteoppfølgingskoordinering")
    assert len(rows) > 3


def test_steps_that_one_step_leaves_to_choose_between_are_alternatives(real_guide: Guide) -> None:
    process = real_guide.process
    found = [[(b.kind, [s.id for s in b.steps]) for b in branches(process, stage)] for stage in process.stages]
    assert found == [
        [("both", ["1a", "1b"])],
        [("choice", ["2a", "2b"])],
        [("one", ["3a"]), ("one", ["3b"])],
        [("choice", ["4a", "4b"])],
    ]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("locale", ["", "nn/", "en/"])
def test_in_the_browser_words_stay_in_their_boxes_and_can_be_read(
    browser: Browser, server: str, locale: str, width: int
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(f"{server}{locale}ansatt/veiviser/")
    found = page.evaluate(
        """() => [...document.querySelectorAll('.picture a, .picture > g:not([aria-hidden])')].map((each) => {
            const box = each.querySelector('rect').getBoundingClientRect();
            const text = each.querySelector('text').getBoundingClientRect();
            return [each.textContent.trim(), text.left >= box.left, text.right <= box.right,
                    text.top >= box.top - 1, text.bottom <= box.bottom + 1];
        })"""
    )
    assert len(found) == 3 + 8 + 1
    assert [each for each in found if not all(each[1:])] == []
    scale = page.evaluate("document.querySelector('.picture').getBoundingClientRect().width / 300")
    assert 15 * scale >= 14
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_every_box_of_the_picture_is_a_link_that_stands_in_the_list_too(pages: dict[str, Any]) -> None:
    main = pages["ansatt/veiviser/"].main
    pictured = [a.attributes["href"] for svg in main.all("svg") for a in svg.all("a")]
    listed = [a.attributes["href"] for a in main.all("a") if not list(a.all("rect"))]
    assert len(pictured) == len(set(pictured)) == 3 + 8
    assert set(pictured) <= set(listed)
