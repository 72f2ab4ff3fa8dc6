"""The types of the forms that belong to the tools."""

from __future__ import annotations

from typing import Annotated, Literal

from guide.fields import InLocales, ResourceRef
from guide.model import Record
from guide.values import Number, from_to
from pydantic import Field

Rows = Annotated[Number, Field(ge=1, le=30), from_to(1, 30)]


class _Field(Record):
    label: InLocales


class LineField(_Field):
    """One line to write on, a date, or a place for a signature."""

    kind: Literal["line", "date", "signature"]


class LinesField(_Field):
    """Several lines to write on."""

    kind: Literal["lines"]
    rows: Rows


class ChoicesField(_Field):
    """Boxes to tick."""

    kind: Literal["choices"]
    options: tuple[InLocales, ...] = Field(min_length=1)


class ScaleField(_Field):
    """Numbers from 1 to ``steps``, with words at the ends."""

    kind: Literal["scale"]
    steps: Annotated[Number, Field(ge=2, le=10), from_to(2, 10)]
    low: InLocales
    high: InLocales


class TableField(_Field):
    """A table with empty rows, or with a row for each name."""

    kind: Literal["table"]
    columns: tuple[InLocales, ...] = Field(min_length=1)
    rows: Rows = 1
    rows_named: tuple[InLocales, ...] = ()


FormField = Annotated[
    LineField | LinesField | ChoicesField | ScaleField | TableField,
    Field(discriminator="kind"),
]


class Part(Record):
    """A part of a form."""

    title: InLocales
    help: InLocales | None = None
    fields: tuple[FormField, ...] = Field(min_length=1)


class Form(Record):
    """The form of a tool: one source for screen and paper. ``id`` is the tool's."""

    id: ResourceRef
    intro: InLocales
    parts: tuple[Part, ...] = Field(min_length=1)
    note: InLocales
