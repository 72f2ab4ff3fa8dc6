"""Which steps of a stage are done together, which are alternatives, and which stand alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guide.model_process import Process, Stage, Step


@dataclass(frozen=True)
class Branch:
    """Steps of a stage that belong together, in order."""

    kind: Literal["one", "both", "choice"]
    steps: tuple[Step, ...]


def branches(process: Process, stage: Stage) -> list[Branch]:
    """The steps of ``stage`` in branches.

    Neighbours that name each other in ``with`` are done together. Neighbours that one and the
    same step leads to, and that it leaves to choose between, are alternatives; a step that only
    follows its neighbour is not.
    """
    leads = [(step, {lead.to for lead in step.leads_to}) for step in process.steps]

    def kind(first: Step, second: Step) -> Literal["one", "both", "choice"]:
        if second.id in first.with_ or first.id in second.with_:
            return "both"
        pair = {first.id, second.id}
        return "choice" if any(pair <= to for step, to in leads if step.id not in pair) else "one"

    found: list[Branch] = []
    for step in stage.steps:
        how = kind(found[-1].steps[-1], step) if found else "one"
        if how != "one" and found[-1].kind in ("one", how):
            found[-1] = Branch(how, (*found[-1].steps, step))
        else:
            found.append(Branch("one", (step,)))
    return found
