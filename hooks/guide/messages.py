"""What pydantic found, as problems that an editor understands: place, path and bokmål."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from guide.fields import did_you_mean
from guide.node import Node
from guide.place import Place, Problem
from pydantic import BaseModel, ValidationError

_AT_KEY = frozenset({"extra_forbidden", "unknown-locale", "missing-locale", "missing"})
"""Kinds of error that are about the field itself, not about what it holds."""

_KINDS = {
    "missing": "field-missing",
    "extra_forbidden": "field-unknown",
    "literal_error": "not-allowed",
    "union_tag_invalid": "not-allowed",
    "union_tag_not_found": "field-missing",
    "string_type": "type-text",
    "string_too_short": "text-empty",
    "string_pattern_mismatch": "pattern",
    "int_parsing": "type-number",
    "int_type": "type-number",
    "int_from_float": "type-number",
    "greater_than_equal": "number-range",
    "less_than_equal": "number-range",
    "tuple_type": "type-list",
    "too_short": "list-short",
    "dict_type": "type-map",
    "model_type": "type-map",
    "model_attributes_type": "type-map",
}


def problems(error: ValidationError, node: Node, path: str, model: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each thing in ``error``; ``node`` is what was validated and ``path`` its name."""
    return listed(error.errors(include_url=False), node, path, model)


def listed(errors: Iterable[Any], node: Node, path: str, model: type[BaseModel]) -> Iterator[Problem]:
    """As `problems`, for errors that were taken out of their exception."""
    for found in errors:
        place, name, holder = _find(node, path, found["loc"], at_key=found["type"] in _AT_KEY)
        kind = _KINDS.get(found["type"], found["type"])
        yield Problem(place, name, _sentence(found, holder, model), kind)


def _find(node: Node, path: str, loc: Sequence[int | str], at_key: bool) -> tuple[Place, str, list[int | str]]:
    """Place and name of ``loc`` below ``node``, and the steps that exist in the file."""
    place, walked = node.place, []
    for part in loc:
        if isinstance(part, int) and isinstance(node.value, list) and part < len(node.value):
            node = node.value[part]
            place = node.place
            path += f"[{part}]"
        elif isinstance(part, str) and isinstance(node.value, dict) and part in node.value:
            key_place, node = node.key_place(part), node.value[part]
            # An empty value has no place of its own, and a map's own place is a line further down.
            place = key_place if at_key or node.value is None else node.place
            path += f".{part}"
        elif part == "[key]" or _is_tag(node, part):
            continue  # pydantic's own marks, not steps in the file
        else:
            path += f".{part}"
            continue
        walked.append(part)
    return place, path, walked


def _is_tag(node: Node, part: int | str) -> bool:
    """Whether ``part`` is the tag of a tagged union, which pydantic puts into the location."""
    return isinstance(part, str) and node.text("kind") == part


def _sentence(found: Any, holder: Sequence[int | str], model: type[BaseModel]) -> str:
    name = str(found["loc"][-1]) if found["loc"] else ""
    value = found.get("input")
    shown = f"«{value}»" if isinstance(value, str) else "verdien"
    context = found.get("ctx", {})
    match found["type"]:
        case "missing":
            return f"feltet «{name}» mangler. Legg til en linje «{name}: …»."
        case "union_tag_not_found":
            return "feltet «kind» mangler. Legg til en linje «kind: …»."
        case "extra_forbidden":
            known = _known_fields(model, holder[:-1])
            hint = did_you_mean(name, known) or (" Feltene her er: " + ", ".join(known) + "." if known else "")
            return f"ukjent felt «{name}».{hint}"
        case "literal_error" | "union_tag_invalid":
            allowed = context.get("expected", context.get("expected_tags", "")).replace("'", "").replace(" or ", ", ")
            shown = f"«{context['tag']}»" if "tag" in context else shown
            hint = did_you_mean(shown.strip("«»"), allowed.split(", "))
            return f"{shown} er ikke en tillatt verdi.{hint} Velg en av: {allowed}."
        case "string_type":
            return "her skal det stå en tekst." + _unfilled(value)
        case "string_too_short":
            return "teksten er tom. Skriv en tekst."
        case "string_pattern_mismatch":
            return f"{shown} har feil form. Se forklaringen øverst i filen."
        case "int_parsing" | "int_type" | "int_from_float":
            return f"{shown} er ikke et helt tall. Skriv bare tallet, som i «18»."
        case "greater_than_equal" | "less_than_equal":
            return f"tallet {value} er utenfor grensene (fra {context.get('ge', '…')} til {context.get('le', '…')})."
        case "tuple_type":
            return "her skal det stå en liste. Skriv [a, b] eller en strek (-) foran hver linje." + _unfilled(value)
        case "too_short":
            return f"listen er for kort. Den skal ha minst {context.get('min_length', 1)}."
        case "dict_type" | "model_type" | "model_attributes_type":
            return "her skal det stå felt med navn og kolon («felt: verdi»)." + _unfilled(value)
    return str(found["msg"])


def _unfilled(value: Any) -> str:
    return " Nå er det tomt." if value is None else ""


def _known_fields(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """The fields that may stand at ``loc``, read from the JSON Schema of the model."""
    schema: dict[str, Any] = model.model_json_schema()
    definitions = schema.get("$defs", {})
    candidates = [schema]
    for part in [*loc, None]:
        candidates = [resolved for candidate in candidates for resolved in _resolve(candidate, definitions)]
        if part is None:
            break
        if isinstance(part, int):
            candidates = [c["items"] for c in candidates if "items" in c]
        else:
            below = [c.get("properties", {}).get(part, c.get("additionalProperties")) for c in candidates]
            candidates = [c for c in below if isinstance(c, dict)]
    return sorted({name for candidate in candidates for name in candidate.get("properties", {})})


def _resolve(schema: dict[str, Any], definitions: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in schema:
        yield from _resolve(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions)
    elif choices := schema.get("anyOf") or schema.get("oneOf"):
        for choice in choices:
            yield from _resolve(choice, definitions)
    else:
        yield schema
