"""What the pages of the staged process show: overview, steps and exits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from guide.branches import branches
from guide.model import Service
from guide.model_process import Exit, Process, Step
from guide.picture import Point, arrow, picture
from guide.text import NOTHING, Said
from guide.views import View, Views

Values = dict[str, Any]


class ProcessBodies:
    """The pages of process.yml in one locale; `bodies.Bodies` adds the others."""

    def __init__(self, views: Views, cards: Callable[[Iterable[Service]], list[Said]]) -> None:
        self.views, self.guide, self.labels, self.cards = views, views.guide, views.labels, cards

    def _label_page(self, name: str, **more: Any) -> Values:
        return {"title": self.labels[f"{name}_title"], "description": self.labels[f"{name}_lead"], **more}

    def _stages(self) -> list[View]:
        return [
            View(
                id=stage.id,
                title=self.views.write.line(stage.title),
                summary=self.views.write.block(stage.summary),
                branches=[
                    View(
                        kind=branch.kind,
                        words=NOTHING if branch.kind == "one" else self.labels[f"branch_{branch.kind}"],
                        steps=[self.views.step(step) for step in branch.steps],
                    )
                    for branch in branches(self.guide.process, stage)
                ],
            )
            for stage in self.guide.process.stages
        ]

    def picture(self) -> View:
        """The process as a picture, with numbers as an SVG file writes them."""
        words = {name: self.labels[f"picture_{name}"].plain for name in ("exits", "or", "and")}
        words["end"] = self.labels["process_end"].plain
        drawn = picture(self.guide.process, lambda text: self.views.write.line(text).plain, words)
        kinds = {"step": "step", "choice": "step", "exit": "exit"}
        return View(
            width=drawn.width,
            height=_short(drawn.height),
            words=[View(text=w.text, x=_short(w.x), y=_short(w.y), kind=w.kind) for w in drawn.words],
            ways=[
                View(exit=way.to == "exit", points=_points(way.points), arrow=_points(arrow(way)) if way.arrow else "")
                for way in drawn.ways
            ],
            boxes=[
                View(
                    id=box.id,
                    kind=box.kind,
                    href=self.views.link(kinds[box.kind], box.id).href if box.kind in kinds else "",
                    x=_short(box.x),
                    y=_short(box.y),
                    width=_short(box.width),
                    height=_short(box.height),
                    lines=[View(text=line.text, x=_short(line.x), y=_short(line.y)) for line in box.lines],
                )
                for box in drawn.boxes
            ],
        )

    def _exits(self, identifiers: Iterable[str] | None = None) -> list[View]:
        wanted = set(identifiers) if identifiers is not None else None
        return [self.views.exit(e) for e in self.guide.process.exits if wanted is None or e.id in wanted]

    def process(self, process: Process) -> Values:
        """The staged process: overview."""
        write = self.views.write
        return {
            "title": write.line(process.title),
            "description": write.line(process.summary),
            "goals": write.lines(process.goals),
            "reminders": [write.block(r) for r in process.reminders],
            "exits": self._exits(),
            "stages": self._stages(),
            "picture": self.picture(),
        }

    def step(self, step: Step) -> Values:
        """One step of the process."""
        write, process = self.views.write, self.guide.process
        stage = next(s for s in process.stages if step in s.steps)
        order = [s.id for s in process.steps]
        return {
            "id": step.id,
            "title": write.line(step.title),
            "description": write.line(step.purpose),
            "where": self.labels["step_of"].fill(step=step.id, number=process.stages.index(stage) + 1, total=len(process.stages)),
            "when": write.line(step.when),
            "together": self.views.links("step", step.with_),
            "actions": [write.block(a) for a in step.actions],
            "documentation": [write.block(d) for d in step.documentation],
            "responsible": write.block(step.responsible),
            "deadline": write.block(step.deadline),
            "tools": self.views.resources(step.tools),
            "laws": self.views.resources(step.resources),
            "leads": [self._lead(lead.when, lead.to) for lead in step.leads_to],
            "confirm": write.line(step.confirm),
            "violence": [e for e in self._exits(step.exits) if e.kind == "violence"],
            "other_exits": [e for e in self._exits() if e.kind != "violence"],
            "stages": self._stages(),
            "previous": self.views.link("step", order[order.index(step.id) - 1]) if order.index(step.id) else None,
        }  # fmt: skip

    def _lead(self, when: Any, to: str) -> View:
        view = View(when=self.views.write.line(when), to=to, link=None, end=to == "end")
        if not view.end:
            kind = "exit" if any(e.id == to for e in self.guide.process.exits) else "step"
            view.link = self.views.link(kind, to)
        return view

    def exit(self, found: Exit) -> Values:
        """A way out of the process: what to do at once."""
        write = self.views.write
        return {
            "kind": found.kind,
            "title": write.line(found.title),
            "description": write.line(found.summary),
            "actions": [write.block(a) for a in found.actions],
            "do_not": [write.block(d) for d in found.do_not],
            "services": self.cards(self.guide.service[i] for i in found.services),
            "laws": self.views.resources(found.resources),
        }


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


LABELS = frozenset({"branch_both", "branch_choice", "picture_exits", "picture_or", "picture_and"})
"""The interface words that are chosen here by name, and not in a template."""
