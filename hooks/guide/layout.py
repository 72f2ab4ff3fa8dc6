"""The order of fields in the data files: as in the models, so that two editors write a record alike.

Made from the annotations of the models and not from their JSON Schema, which takes too long for every check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from guide.fields import LOCALES, Text
from guide.node import Node
from pydantic import BaseModel


@dataclass
class Plan:
    """What stands below a value: the order of its fields, and the plans of what is in them.

    ``order`` is empty when any order will do. ``any_field`` is for maps with free names and for the items of lists;
    ``kinds`` tells records of a union apart by their field ``kind``.
    """

    order: tuple[str, ...] = ()
    fields: Mapping[str, Plan] = field(default_factory=dict)
    any_field: Plan | None = None
    kinds: Mapping[str, Plan] = field(default_factory=dict)
    good: set[tuple[str, ...]] = field(default_factory=set)
    leaf: bool = False
    """Whether only texts stand below: there is nothing more to look at."""

    def of(self, node: Node) -> Plan:
        """This plan or, when it is of a union, that of the record's kind."""
        return self.kinds.get(node.text("kind"), self) if self.kinds else self

    def below(self, name: str) -> Plan:
        """The plan of a field."""
        return self.fields.get(name) or self.any_field or NOTHING

    def sorted(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names in the order of the model; names that it does not know come last, as they stand."""
        rank = {name: number for number, name in enumerate(self.order)}
        return tuple(sorted(names, key=lambda name: rank.get(name, len(rank)))) if self.order else names

    def fits(self, names: tuple[str, ...]) -> bool:
        """Whether names stand in order. What was found good is remembered: records are much alike."""
        if not self.order or names in self.good:
            return True
        if self.sorted(names) != names:
            return False
        self.good.add(names)
        return True


NOTHING = Plan()
TEXT = Plan(order=tuple(LOCALES), leaf=True)
WORDS = Plan(any_field=TEXT)


@cache
def plan_of(model: type[BaseModel]) -> Plan:
    """The plan of a record."""
    fields = {info.alias or name: _of(info.annotation) for name, info in model.model_fields.items()}
    # The kind comes first: it says what the rest means. In the models it stands after what all kinds share.
    first = ("kind",) if "kind" in fields and "id" not in fields else ()
    return Plan(order=tuple(dict.fromkeys((*first, *fields))), fields=fields)


def _of(annotation: Any) -> Plan:
    origin, arguments = get_origin(annotation), [a for a in get_args(annotation) if a is not NoneType]
    if origin is Annotated:
        return _of(arguments[0])
    if origin in (Union, UnionType):
        if len(arguments) == 1:
            return _of(arguments[0])
        return Plan(kinds={kind: plan_of(model) for model in arguments for kind in _kinds(model)})
    if origin is tuple:
        return Plan(any_field=_of(arguments[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Plan(order=tuple(LOCALES) if arguments[0] is str and origin is not dict else (), any_field=_of(arguments[1]))  # fmt: skip
    if annotation is Text:
        return TEXT
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return plan_of(annotation)
    return NOTHING


def _kinds(model: Any) -> Iterator[str]:
    if isinstance(model, type) and issubclass(model, BaseModel) and "kind" in model.model_fields:
        yield from get_args(model.model_fields["kind"].annotation)


def is_flow(node: Node) -> bool:
    """Whether a list or map is written on one line, with brackets. These are left as they are."""
    return node.file.text[node.mark.index : node.mark.index + 1] in ("[", "{")


def looks_tidy(root: Node, plan: Plan) -> bool:
    """Whether a file is as `formatter.py` would write it, as far as a reader sees.

    A cheap look, for `guide check` is to be fast: it may doubt a tidy file, and lets pass what nobody sees (spaces
    at the end of a line, two empty lines within a record).
    """
    text = root.file.text
    if not text.endswith("\n") or text.endswith("\n\n"):
        return False
    if type(root.value) is list and not is_flow(root) and not _apart(root):
        return False
    return type(root.value) is str or _in_order(root, plan, 0)


def _apart(root: Node) -> bool:
    """Whether one empty line, or comments with one above them, stands above each record but the first."""
    text = root.file.text
    for item in list(root.items())[1:]:
        start = text.rfind("\n", 0, item.mark.index)
        while text.startswith("\n#", (above := text.rfind("\n", 0, start))):
            start = above
        if text[start - 1 : start] != "\n" or text[start - 2 : start - 1] == "\n":
            return False
    return True


def _in_order(node: Node, plan: Plan, column: int) -> bool:
    """Whether the fields below ``node`` stand in order, and as far in as they should: ``column`` is its own.

    YAML itself sees to it that all fields of a map stand equally far in, so the first is enough.
    """
    value = node.value
    if type(value) is list:
        if is_flow(node):
            return True
        below, column = plan.any_field or NOTHING, column + 2
        for item in value:
            if item.mark.column != column or (type(item.value) is dict and not _in_order(item, below, column)):
                return False
        return True
    assert type(value) is dict
    if node.mark.column != column:
        return is_flow(node)
    if plan.kinds:
        plan = plan.of(node)
    names = tuple(value)
    if names not in plan.good and not plan.fits(names):
        return False
    if plan.leaf:
        return True
    fields, otherwise = plan.fields, plan.any_field or NOTHING
    for name, child in value.items():
        kind = type(child.value)
        if (kind is dict or kind is list) and not _in_order(child, fields.get(name) or otherwise, column + 2):
            return False
    return True
