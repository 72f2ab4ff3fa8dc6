"""JSON Schemas of the data files, made from the models: completion and hints while an editor types.

Draft-07, for that is what the YAML language server knows best. The models decide: what a schema refuses, they refuse
too, but not all that they refuse can be said in a schema (opening hours, real telephone numbers, references).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guide import explained, markup
from guide.fields import LOCALES, TEXT_SCHEMA, WORDS_SCHEMA
from guide.links import NAMED_ONCE
from guide.load import DATA, LABELS, LISTS, MAPS
from guide.national import HIDE, OWN, SHARED
from guide.phone import SHORT_NUMBERS
from guide.values import EMAIL_PATTERN, URL_PATTERN

FOLDER = "schemas"

Schema = dict[str, Any]

_URL, _EMAIL = {"pattern": URL_PATTERN}, {"pattern": f"^{EMAIL_PATTERN}$"}
_SHORT = "|".join(" ?".join(number) for number in sorted(SHORT_NUMBERS))
_PHONE = {"pattern": rf"^({_SHORT}|0( ?[0-9]){{4}}|(\+47 ?)?[2-9]( ?[0-9]){{7}}|\+(?!4 ?7)[1-9]( ?[0-9]){{6,14}})$"}


def _when(field: str, words: list[str], then: Schema) -> Schema:
    """``then`` holds when ``field`` is one of ``words``."""
    return {"if": {"properties": {field: {"enum": words}}, "required": [field]}, "then": then}


def _value(rule: Schema) -> Schema:
    return {"properties": {"value": rule}}


_LOCAL_NUMBER_OR_SOURCE = {
    "anyOf": [
        {"required": ["source"]},
        {"required": ["unverified"]},
        {"properties": {"method": {"const": "municipality"}}, "required": ["method"]},
    ]
}
_RULES: Mapping[str, list[Schema]] = {
    "Channel": [
        _when("type", ["phone", "sms"], _value(_PHONE)),
        _when("type", ["email"], _value(_EMAIL)),
        _when("type", ["chat", "form", "web"], _value(_URL)),
        _when("type", ["visit"], _value({"pattern": "\\S"})),
    ],
    "Review": [
        _when("grade", ["A-old", "B", "C"], {"required": ["unverified"]}),
        _when("grade", ["A", "B+"], _LOCAL_NUMBER_OR_SOURCE),
    ],
    "Service": [
        {
            "if": {"properties": {"channels": {"type": "array", "maxItems": 0}}, "required": ["channels"]},
            "then": {"required": ["alternatives"], "properties": {"review": {"required": ["unverified"]}}},
        }
    ],
}
"""Rules between the fields of one record: the validators of the models, as far as a schema can say them."""

_FIELDS: Mapping[tuple[str, str], Schema] = {
    ("Municipality", "name"): {"pattern": r"^[^{}<>\n]+$"},
    ("Municipality", "edit_url"): {"pattern": URL_PATTERN.removesuffix("$") + r"(?<=/)$"},
    ("Municipality", "locales"): {"items": [{"const": "nb"}, {"const": "nn"}, {"const": "en"}], "additionalItems": False, "minItems": 2},
    ("Inbox", "url"): {"pattern": URL_PATTERN.replace("https?", "https")},
    ("Inbox", "email"): _EMAIL,
    ("LinkSection", "to"): {"pattern": f"^{markup.OWN_PAGE.pattern}$"},
}  # fmt: skip
"""What the validators of single fields ask for beyond their type."""

_HIDE = explained.Help(
    "Vis ikke hos oss", "Den felles posten med denne id-en blir ikke vist.", "yes", {"yes": "posten vises ikke"}
)
_EMPTY = {"type": "null"}
_SHARED = (("text", TEXT_SCHEMA), ("words", WORDS_SCHEMA))


def files() -> Mapping[str, bytes]:
    """The schemas by path below the project: ``schemas/services.json``. Always the same bytes."""
    made = {stem: _of_model(stem) for stem in (*MAPS, *LISTS)} | {LABELS: _of_labels()}
    texts = {stem: json.dumps(schema, ensure_ascii=False, indent=1) for stem, schema in made.items()}
    return {f"{FOLDER}/{stem}.json": f"{text}\n".encode() for stem, text in sorted(texts.items())}


def first_line(stem: str, folder: str = DATA) -> str:
    """The line that opens a data file, by which editors find its schema."""
    return f"# yaml-language-server: $schema={'../' * len(folder.split('/'))}{FOLDER}/{stem}.json"


def _of_model(stem: str) -> Schema:
    model = LISTS[stem] if stem in LISTS else MAPS[stem]
    made = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = {name: _record(s) for name, s in made.pop("$defs", {}).items()}
    record = _record(made)
    if stem in SHARED:
        definitions |= {model.__name__: record, f"{model.__name__}Change": _change(stem, record)}
        record = _whole_or_change(stem, model.__name__)
    body: Schema = {"type": "array", "minItems": 1, "items": record} if stem in LISTS else record
    if stem == "forms" or stem in SHARED:
        del body["minItems"]
    return _file(stem, body, definitions)


def _change(stem: str, record: Schema) -> Schema:
    """The schema of a record that changes a shared one: the same fields, none of them required, or only «hide»."""
    fields = {"id": record["properties"]["id"], HIDE: _explain(_HIDE, {"type": "string", "enum": ["yes"]})}
    fields |= {name: field for name, field in record["properties"].items() if name not in SHARED[stem]}
    rest = {k: v for k, v in record.items() if k not in ("properties", "required", "allOf")}
    alone = {"if": {"required": [HIDE]}, "then": {"maxProperties": 2}}
    return {**rest, "properties": fields, "required": ["id"], "minProperties": 2, "allOf": [alone]}


def _whole_or_change(stem: str, name: str) -> Schema:
    """With if/then/else an editor hears of the one meant, as in `_union`; a text is the place of one's own records."""
    whole = {"anyOf": [{"required": [field]} for field in SHARED[stem]]}
    return {
        "if": {"type": "string"},
        "then": {"const": OWN},
        "else": {
            "if": whole,
            "then": {"$ref": f"#/definitions/{name}"},
            "else": {"$ref": f"#/definitions/{name}Change"},
        },
    }


def _of_labels() -> Schema:
    """Any words: which there must be is known by the templates, and which are filled in by `labels.py`."""
    text = json.loads(json.dumps(TEXT_SCHEMA).replace("{municipality", "{[a-z_]+"))
    return _file(LABELS, {"type": "object", "additionalProperties": text}, {})


def _file(stem: str, body: Schema, definitions: Schema) -> Schema:
    words = explained.FILES[stem]
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": words.title,
        "description": words.about,
        "$comment": f"Laget av «guide schema» fra modellen. Ikke endre for hånd. Gjelder {DATA}/{stem}.yml.",
    }
    whole = {**head, **body}
    used = json.dumps([whole, definitions])
    shared = {name: _with_message(s) for name, s in _SHARED if f'"#/definitions/{name}"' in used}
    return whole | ({"definitions": {**shared, **definitions}} if shared or definitions else {})


def _with_message(schema: Schema) -> Schema:
    """What editors say when a text or a word cannot stand there."""
    about = "På hvert språk: nb (bokmål) og nn (nynorsk) må være der, en (engelsk) kan utelates."
    return {**schema, "description": about, "errorMessage": f"{about} Skriv dem på hver sin linje under feltet."}


def _record(schema: Schema) -> Schema:
    """The schema of a record, with the words of editors instead of those of programmers."""
    name = schema.get("title", "")
    made = {k: v for k, v in schema.items() if k not in ("title", "description")}
    if "properties" in made:
        made["properties"] = {field: _field(name, field, s) for field, s in made["properties"].items()}
    if name in _RULES:
        made["allOf"] = _RULES[name]
    return made


def _field(model: str, name: str, schema: Schema) -> Schema:
    value = _plain(schema)
    if "anyOf" in value and _EMPTY in value["anyOf"]:
        kept = [s for s in value.pop("anyOf") if s != _EMPTY]
        value = {**kept[0], **value} if len(kept) == 1 else {"anyOf": kept, **value}
    value.pop("default", None)
    if "const" in value:
        value = {"type": "string", "enum": [value.pop("const")]} | value
    value |= _FIELDS.get((model, name), {})
    if name in NAMED_ONCE and value.get("type") == "array":
        value["uniqueItems"] = True
    if "$ref" in value:  # draft-07 looks at nothing beside a reference
        value = {"allOf": [{"$ref": value.pop("$ref")}], **value}
    return _explain(explained.of(model, name), value)


def _explain(words: explained.Help | None, value: Schema) -> Schema:
    if words is None:
        return value
    about = words.about
    if words.words:
        about += " " + ", ".join(f"{word} ({means})" for word, means in words.words.items()) + "."
    value = {"title": words.title, "description": about, **value}
    if words.example is not None:
        value["examples"] = [words.example]
    listed = value.get("enum")
    if listed and words.words:
        value["enumDescriptions"] = [words.words[word] for word in listed]
    return value


def _plain(schema: Any) -> Any:
    """Without the titles that pydantic makes, with shared schemas by reference, and unions told apart by if/then."""
    if isinstance(schema, list):
        return [_plain(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    for name, shared in _SHARED:
        if set(schema.get("properties", ())) == set(LOCALES) and schema["properties"] == shared["properties"]:
            return {"$ref": f"#/definitions/{name}"}
    if "discriminator" in schema:
        return _union(schema["discriminator"]["mapping"])
    return {k: _plain(v) for k, v in schema.items() if k != "title"}


def _union(mapping: Mapping[str, str]) -> Schema:
    """One of several records by their ``kind``. With if/then an editor hears of the one meant, not of all."""
    kinds: dict[str, list[str]] = {}
    for kind, reference in mapping.items():
        kinds.setdefault(reference, []).append(kind)
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string", "enum": list(mapping)}},
        "allOf": [_when("kind", words, {"$ref": reference}) for reference, words in kinds.items()],
    }
