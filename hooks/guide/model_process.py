"""The types of the staged process for staff."""

from __future__ import annotations

from typing import Literal

from guide.fields import ExitRef, Id, InLocales, LeadRef, ResourceRef, ServiceRef, StepRef
from guide.model import Record
from guide.values import YesNo
from pydantic import Field


class Exit(Record):
    """A way out of the ordinary process that hangs on every step."""

    id: Id
    kind: Literal["violence", "danger", "employee"]
    title: InLocales
    summary: InLocales
    actions: tuple[InLocales, ...] = Field(min_length=1)
    do_not: tuple[InLocales, ...] = ()
    services: tuple[ServiceRef, ...] = Field(min_length=1)
    resources: tuple[ResourceRef, ...] = ()


class Lead(Record):
    """Where a step leads, and when."""

    when: InLocales
    to: LeadRef


class Step(Record):
    """One step of the staged process."""

    id: Id
    title: InLocales
    purpose: InLocales
    when: InLocales | None = None
    with_: tuple[StepRef, ...] = Field((), alias="with")
    actions: tuple[InLocales, ...] = Field(min_length=1)
    documentation: tuple[InLocales, ...] = Field(min_length=1)
    responsible: InLocales
    deadline: InLocales | None = None
    tools: tuple[ResourceRef, ...] = ()
    resources: tuple[ResourceRef, ...] = ()
    involves_parents: YesNo
    exits: tuple[ExitRef, ...] = ()
    leads_to: tuple[Lead, ...]
    confirm: InLocales | None = None


class Stage(Record):
    """A stage of the process: steps that stand beside each other."""

    id: Id
    title: InLocales
    summary: InLocales
    steps: tuple[Step, ...] = Field(min_length=1)


class Process(Record):
    """The staged process for staff who are worried about a child."""

    title: InLocales
    summary: InLocales
    goals: tuple[InLocales, ...] = Field(min_length=1)
    reminders: tuple[InLocales, ...] = ()
    exits: tuple[Exit, ...]
    stages: tuple[Stage, ...] = Field(min_length=1)

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in order."""
        return tuple(step for stage in self.stages for step in stage.steps)
