"""What the models allow at a place, read from their JSON Schema: names of fields, and kinds of a union."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from guide.node import Node
from pydantic import BaseModel

Schema = dict[str, Any]


@cache
def _schema(model: type[BaseModel]) -> Schema:
    schema: Schema = model.model_json_schema()
    return schema


def known_fields(model: type[BaseModel], steps: Sequence[int | str], root: Node) -> list[str]:
    """The fields that may stand in the map at ``steps``; of a union, those of the kind that stands in the file."""
    below = _below(model, steps, root)
    return sorted({name for schema in below for name in schema.get("properties", {})})


def records(model: type[BaseModel], steps: Sequence[int | str], root: Node) -> list[str]:
    """The names of the models that the map at ``steps`` may be."""
    return [str(schema.get("title", "")) for schema in _below(model, steps, root)]


def known_kinds(model: type[BaseModel], steps: Sequence[int | str], root: Node) -> list[str]:
    """The values of ``kind`` in the union whose ``kind`` stands, or should stand, at ``steps``."""
    above = steps[:-1] if steps[-1:] == ["kind"] else steps
    holders = _below(model, above, root)
    kinds: list[str] = []
    for schema in holders:
        kind = schema.get("properties", {}).get("kind", {})
        kinds += kind.get("enum", [kind["const"]] if "const" in kind else [])
    return list(dict.fromkeys(kinds))


def _below(model: type[BaseModel], steps: Sequence[int | str], root: Node) -> list[Schema]:
    schema = _schema(model)
    definitions = schema.get("$defs", {})
    node: Node | None = root
    found = list(_resolve(schema, definitions, node))
    for step in steps:
        node = _child(node, step)
        if isinstance(step, int):
            found = [s["items"] for s in found if "items" in s]
        else:
            named = [s.get("properties", {}).get(step, s.get("additionalProperties")) for s in found]
            found = [s for s in named if isinstance(s, dict)]
        found = [resolved for s in found for resolved in _resolve(s, definitions, node)]
    return found


def _child(node: Node | None, step: int | str) -> Node | None:
    if node is None:
        return None
    if isinstance(step, int):
        return node.value[step] if isinstance(node.value, list) and step < len(node.value) else None
    return node.get(step)


def _resolve(schema: Schema, definitions: Schema, node: Node | None) -> Iterator[Schema]:
    if "$ref" in schema:
        yield from _resolve(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions, node)
    elif choices := schema.get("anyOf") or schema.get("oneOf"):
        kinds = schema.get("discriminator", {}).get("mapping", {})
        kind = node.text("kind") if node is not None else ""
        for choice in [{"$ref": kinds[kind]}] if kind in kinds else choices:
            yield from _resolve(choice, definitions, node)
    else:
        yield schema
