"""The staged process as a picture in one locale: its words, in the two widths that the page needs."""

from __future__ import annotations

from functools import cache

from guide.branches import Branch, branches
from guide.model_process import Exit, Step
from guide.model_process import Stage as ProcessStage
from guide.picture import draw
from guide.picture_parts import Choice, Node, Picture, Sizes, Stage, Words
from guide.process_graph import END
from guide.text import Said
from guide.views import Views

NARROW = (280, 1, Sizes(title=14, words=14, pad=8, pitch=7))
"""Width, boxes in a row and sizes for a phone: at 320 pixels a unit is a pixel, and words are 14 high."""

WIDE = (820, 2, Sizes(title=15, words=14, pad=10, pitch=10))
"""For a desk or paper. Here each branch says its condition too."""


@cache
def pictures(views: Views) -> dict[str, Picture]:
    """The picture for phones (``narrow``) and for desks and paper (``wide``), drawn once for the views of a locale."""
    return {"narrow": _draw(views, *NARROW, conditions=False), "wide": _draw(views, *WIDE, conditions=True)}


def _draw(views: Views, width: float, columns: int, sizes: Sizes, *, conditions: bool) -> Picture:
    process, labels = views.guide.process, views.labels
    exits = [_exit(views, found) for found in process.exits]
    short = {e.id: e.title for e in exits} | {END: labels["picture_done"].plain}
    end = Node(END, "end", labels["process_end"].plain, lang=_lang(labels["process_end"]))
    stages = [
        Stage(f"{number}. {title.plain}", _groups(views, stage, short, conditions), _lang(title))
        for number, stage in enumerate(process.stages, 1)
        for title in [views.write.line(stage.title)]
    ]
    words = Words(labels["picture_and"].plain, labels["picture_or"].plain, labels["picture_exits"].plain)
    return draw(stages, exits, end, words, width, columns, sizes)


def _exit(views: Views, found: Exit) -> Node:
    link = views.link("exit", found.id)
    return Node(found.id, found.kind, link.name.plain, link.href, _lang(link.name))


def _groups(views: Views, stage: ProcessStage, short: dict[str, str], conditions: bool) -> tuple[tuple[Node, ...], ...]:
    return tuple(
        tuple(_step(views, step, branch, short, conditions) for step in branch.steps)
        for branch in branches(views.guide.process, stage)
    )


def _step(views: Views, step: Step, branch: Branch, short: dict[str, str], conditions: bool) -> Node:
    beside = frozenset(s.id for s in branch.steps if branch.kind == "both") - {step.id}
    elsewhere = [name for name in step.with_ if name not in beside]
    note = " ".join(f"{views.labels['picture_and']} {name}" for name in elsewhere)
    link = views.link("step", step.id)
    choices = tuple(
        Choice(lead.to, short.get(lead.to, lead.to), views.write.line(lead.when).plain if conditions else "")
        for lead in step.leads_to
    )
    name = f"{step.id} {link.name.plain}"
    return Node(step.id, "step", name, link.href, _lang(link.name), beside, note, choices)


def _lang(said: Said) -> str:
    """The language of a text that is not in that of the page."""
    return said.partition(' lang="')[2].partition('"')[0]
