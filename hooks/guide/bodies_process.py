"""What the pages of the staged process show: overview, steps and exits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from guide import addresses
from guide.bodies_picture import pictures
from guide.branches import branches
from guide.model import Service
from guide.model_process import Exit, Process, Step
from guide.process_graph import END
from guide.text import NOTHING, Said
from guide.views import Link, View, Views

Values = dict[str, Any]


class Cards(Protocol):
    """Draws services as cards, see `render.Renderer.cards`."""

    def __call__(self, services: Iterable[Service], voice: str = "") -> list[Said]:
        """The cards; ``voice`` is whose words they hold, ``child`` or ``adult``, or empty for all."""
        ...


class ProcessBodies:
    """The pages of process.yml in one locale; `bodies.Bodies` adds the others."""

    def __init__(self, views: Views, cards: Cards) -> None:
        self.views, self.guide, self.labels, self.cards = views, views.guide, views.labels, cards

    def _label_page(self, name: str, **more: Any) -> Values:
        return {"title": self.labels[f"{name}_title"], "description": self.labels[f"{name}_lead"], **more}

    def _stages(self) -> list[View]:
        return [
            View(
                id=stage.id,
                number=number,
                title=self.views.write.line(stage.title),
                summary=self.views.write.block(stage.summary),
                branches=[
                    View(
                        kind=branch.kind,
                        words=NOTHING if branch.kind == "one" else self.labels[f"branch_{branch.kind}"],
                        steps=[self._listed(step) for step in branch.steps],
                    )
                    for branch in branches(self.guide.process, stage)
                ],
            )
            for number, stage in enumerate(self.guide.process.stages, 1)
        ]

    def _listed(self, step: Step) -> View:
        """A step as it stands in lists, with where it leads."""
        view = self.views.step(step)
        view.leads = [self._lead(lead.when, lead.to) for lead in step.leads_to]
        return view

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
            "violence": [e for e in self._exits() if e.kind == "violence"],
            "other_exits": [e for e in self._exits() if e.kind != "violence"],
            "stages": self._stages(),
            "picture": pictures(self.views)["narrow"],
            "pictures": pictures(self.views),
        }

    def step(self, step: Step) -> Values:
        """One step of the process."""
        write, process = self.views.write, self.guide.process
        stage = next(s for s in process.stages if step in s.steps)
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
            "before": [self.views.step(s) for s in process.steps if step.id in {lead.to for lead in s.leads_to}],
        }  # fmt: skip

    def _lead(self, when: Any, to: str) -> View:
        view = View(when=self.views.write.line(when), to=to, link=None, end=to == END)
        if not view.end:
            kind = "exit" if any(e.id == to for e in self.guide.process.exits) else "step"
            view.link = self.views.link(kind, to)
            view.to = to if kind == "step" else ""
        return view

    def exit(self, found: Exit) -> Values:
        """A way out of the process: what to do at once."""
        write = self.views.write
        return {
            "kind": found.kind,
            "ways": self.views.exit(found).services,
            "back": Link(addresses.href(addresses.PROCESS), write.line(self.guide.process.title)),
            "others": [e for e in self._exits() if e.id != found.id],
            "title": write.line(found.title),
            "description": write.line(found.summary),
            "actions": [write.block(a) for a in found.actions],
            "do_not": [write.block(d) for d in found.do_not],
            "services": self.cards(self.guide.service[i] for i in found.services),
            "laws": self.views.resources(found.resources),
        }
