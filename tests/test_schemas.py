"""The JSON Schemas: as the models, in words for editors, and as strict as a schema can be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from bad_files import BAD, CASES, DAY, GOOD, good_registry, replaced, spoil
from conftest import ROOT, guide
from guide import explained, schema_files
from guide.load import FOLDERS, LISTS, MAPS, load
from guide.national import SHARED
from guide.prose import Head
from jsonschema import Draft7Validator

FILES = {Path(name).stem: json.loads(text) for name, text in schema_files.files().items()}
VALIDATORS = {stem: Draft7Validator(schema) for stem, schema in FILES.items()}


class AsEditorsRead(yaml.CSafeLoader):
    """YAML 1.2, as the YAML language server reads it: ``yes`` and a date are texts, a number is a number."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))


def faults(stem: str, text: str) -> list[str]:
    value = yaml.load(text, AsEditorsRead)
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[stem].iter_errors(value)]


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """All fields of a schema, wherever it says what they are; not where it only sets a condition."""
    if isinstance(schema, dict):
        for key, below in schema.items():
            if key == "properties" and "additionalProperties" in schema:
                yield from below.items()
            if key not in ("if", "then", "examples"):
                yield from properties(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from properties(below)


def test_the_schemas_in_the_project_are_those_of_the_models() -> None:
    written = {f"schemas/{path.name}": path.read_bytes() for path in (ROOT / "schemas").iterdir()}
    assert written == schema_files.files()


def test_the_command_writes_them_and_says_so(tmp_path: Path) -> None:
    done = guide("--root", str(tmp_path), "schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert {f"schemas/{p.name}": p.read_bytes() for p in (tmp_path / "schemas").iterdir()} == schema_files.files()


@pytest.mark.parametrize(("folder", "stem"), [(folder, stem) for folder, stems in FOLDERS.items() for stem in stems])
def test_each_is_a_schema_and_its_data_file_names_it_first(folder: str, stem: str) -> None:
    Draft7Validator.check_schema(FILES[stem])
    first = (ROOT / folder / f"{stem}.yml").read_text("utf-8").partition("\n")[0]
    assert first == schema_files.first_line(stem, folder)
    assert (ROOT / folder / first.partition("$schema=")[2]).resolve() == ROOT / f"schemas/{stem}.json"


@pytest.mark.parametrize("stem", FILES)
def test_every_field_has_a_title_and_an_explanation(stem: str) -> None:
    fields = [(name, field) for name, field in properties(FILES[stem]) if name not in ("nb", "nn", "en")]
    assert fields or stem == "labels"
    assert [name for name, field in fields if not field.get("title") or not field.get("description")] == []


@pytest.mark.parametrize("stem", FILES)
def test_every_word_to_choose_from_is_explained(stem: str) -> None:
    listed = [(name, field) for name, field in properties(FILES[stem]) if "enum" in field]
    assert [name for name, field in listed if len(field.get("enumDescriptions", ())) != len(field["enum"])] == []


@pytest.mark.parametrize("stem", FILES)
def test_every_example_is_allowed(stem: str) -> None:
    definitions = {"definitions": FILES[stem].get("definitions", {})}
    wrong = [
        (name, error.message)
        for name, field in properties(FILES[stem])
        for example in field.get("examples", ())
        for error in Draft7Validator({**field, **definitions}).iter_errors(example)
    ]
    assert wrong == []


def test_every_explanation_is_of_a_field_that_there_is() -> None:
    models = [*LISTS.values(), *MAPS.values(), Head]
    made = [model.model_json_schema() for model in models]
    there = {schema["title"]: set(schema["properties"]) for schema in made}
    for schema in made:
        there |= {name: set(s["properties"]) for name, s in schema.get("$defs", {}).items()}
    assert {name: set(fields) - there.get(name, set()) for name, fields in explained.OF.items() if not set(fields) <= there.get(name, set())} == {}  # fmt: skip
    assert set(explained.EVERYWHERE) - set.union(*there.values()) == set()


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "data").rglob("*.yml")), *sorted((GOOD / "data").glob("*.yml"))], ids=str
)
def test_good_data_are_good_by_the_schemas_too(path: Path) -> None:
    assert faults(path.stem, path.read_text("utf-8")) == []


KEPT = [(stem, field) for stem, fields in SHARED.items() for field in fields]


def whole(stem: str) -> dict[str, Any]:
    """A record with all that it must have."""
    made: dict[str, Any] = yaml.load((GOOD / f"data/{stem}.yml").read_text("utf-8"), AsEditorsRead)[0]
    return made


def of_records(stem: str, *records: Any) -> list[str]:
    return faults(stem, yaml.safe_dump(list(records), allow_unicode=True))


@pytest.mark.parametrize("stem", SHARED)
def test_a_change_of_a_shared_record_needs_only_what_is_changed(stem: str) -> None:
    name = whole(stem)["id"]
    review = whole(stem)["review"]
    assert of_records(stem, {"id": name, "review": review}, {"id": "en-til", "hide": "yes"}, "own") == []
    for wrong in (
        {"id": name},
        {"id": name, "hide": "ja"},
        {"id": name, "hide": "yes", "review": review},
        {"review": review},
        {"id": name, "reviewed": review},
        {"id": name, "summary": "tekst"},
        "mine",
    ):
        assert of_records(stem, wrong) != [], wrong


@pytest.mark.parametrize(("stem", "field"), KEPT)
def test_a_whole_record_must_still_be_whole(stem: str, field: str) -> None:
    assert of_records(stem, whole(stem)) == []
    for missing in set(whole(stem)) & {"name", "title", "summary", "review", "danger", field}:
        assert of_records(stem, {k: v for k, v in whole(stem).items() if k != missing}) != [], missing
    assert of_records(stem, {"id": "noe", field: whole(stem)[field]}) != []


BY_FIELD = frozenset(
    {"field-missing", "field-unknown", "not-allowed", "type-text", "type-number", "type-list", "type-map", "text-empty",
     "number-range", "list-short", "url", "email", "phone", "hours", "date", "id", "missing-locale", "unknown-locale",
     "type-locales", "twice", "pattern", "locales", "link", "placeholder", "review-source", "review-unverified",
     "text-long", "heading", "channels"}
)  # fmt: skip
"""Kinds of problem that are about one field, and that a schema can tell of at least sometimes."""

ONLY_THE_MODEL = {
    # Links to pages that there are not, and links by reference: the schema knows neither the pages nor Markdown.
    "roles_link-no-page.yml", "signals_link-in-third-line.yml", "signals_link-no-page.yml", "signals_link-reference.yml",
    "topics_link-far.yml", "topics_link-no-page.yml", "search_page-far.yml", "search_page-form.yml",
    # Days that are in no calendar, and two days in the wrong order.
    "municipality_holiday-backwards.yml", "municipality_school-year-backwards.yml",
    "municipality_holiday-day-that-is-none.yml", "resources_review-day-that-is-none.yml",
    # A number that is for telephones alone.
    "services_abroad-sms.yml",
}  # fmt: skip


def refused_by_model(case: str, root: Path) -> bool:
    spoil(good_registry(root), case)
    return any(p.kind in BY_FIELD and p.severity == "error" and p.path for p in load(root, DAY).problems)


def refused_by_schema(case: str) -> bool:
    try:
        return faults(Path(replaced(case)).stem, (BAD / case).read_text("utf-8")) != []
    except (yaml.YAMLError, UnicodeDecodeError):
        return True  # an editor marks it before it looks at the schema


def test_what_the_models_refuse_by_field_the_schemas_refuse(tmp_path: Path) -> None:
    cases = [case for case in CASES if case.endswith(".yml")]
    refused = {case for case in cases if refused_by_model(case, tmp_path / case)}
    assert len(refused) > 100
    assert {case for case in refused if not refused_by_schema(case)} == ONLY_THE_MODEL
