"""The rules of the house that a machine can hold: who imports what, where words stand, how long modules are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from jinja2 import Environment

HOOKS = ROOT / "hooks"
MODULES = {path.stem: path for path in sorted((HOOKS / "guide").glob("*.py")) if path.stem != "__init__"}
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))

LAYERS = (
    (
        "addresses",
        "assets",
        "built",
        "explained_fields",
        "fitting",
        "headers",
        "hints",
        "label_uses",
        "markup",
        "offices",
        "phone",
        "picture_lines",
        "place",
        "qr",
        "schedule",
    ),
    ("calendars", "edit_links", "folder", "identity", "indent", "values"),
    (
        "changes",
        "decode",
        "explained_process",
        "explained_search",
        "fields",
        "node",
        "opening",
        "picture_parts",
        "report",
        "syntax",
    ),
    (
        "explained",
        "figures",
        "layout",
        "links",
        "model",
        "national",
        "picture_boxes",
        "process_graph",
        "prose_links",
        "schema",
        "source",
        "text",
    ),
    ("numbers_in_texts", "private"),
    ("model_inbox",),
    ("files", "formatter", "hours", "messages", "model_forms", "model_process", "model_site", "new", "prose_body"),
    ("model_search",),
    ("branches", "check", "labels", "open_values", "prose", "replies", "tab_titles", "weekly"),
    ("open_model", "passages", "picture", "prose_html", "registry"),
    ("answers", "sayings"),
    ("coverage", "pages", "review", "views", "wording"),
    ("bodies_picture", "calendar_file", "publish", "review_list", "week"),
    ("bodies_process", "opendata", "readers", "words"),
    ("atom", "bodies_resources", "csvfiles", "foot", "open_registry", "print_values"),
    ("bodies_embed", "bodies_print", "hsds"),
    ("bodies",),
    ("datafiles", "paper_values"),
    ("printing",),
    ("jsonld", "render"),
    ("search",),
    ("menus",),
    ("frame",),
    ("embed",),
    ("outputs",),
    ("portable",),
    ("load",),
    ("commands", "schema_files"),
    ("commands_editing", "commands_leaving", "commands_review"),
    ("cli",),
)
"""The modules of hooks/guide from the ground up: each may import those of the rows above it, and no others."""

SHOWN_TO_READERS = (
    "addresses", "answers", "assets", "atom", "bodies", "bodies_embed", "bodies_picture", "bodies_print", "bodies_process", "bodies_resources", "branches", "calendars", "csvfiles", "datafiles", "embed", "foot", "frame", "headers", "hours", "hsds", "jsonld", "menus", "open_registry", "opendata", "opening", "outputs", "pages", "paper_values", "picture", "picture_boxes", "picture_lines", "picture_parts", "portable", "print_values", "prose_html", "qr", "readers", "registry", "render", "replies", "sayings", "schedule", "search", "text", "views", "week", "words",
)  # fmt: skip
"""The modules that make what readers see. The others speak to editors, in bokmål."""


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it: ``guide.model``, ``yaml``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written in full"
            if node.module == "guide":
                yield from (f"guide.{name.name}" for name in node.names)
            else:
                yield node.module or ""


@pytest.mark.parametrize(("package", "only"), [("mkdocs", "main.py"), ("material", None), ("yaml", "guide/source.py")])
def test_a_package_is_known_to_one_file_alone(package: str, only: str | None) -> None:
    knowing = {
        path.relative_to(HOOKS).as_posix()
        for path in HOOKS.rglob("*.py")
        if any(name.partition(".")[0] == package for name in imported(path))
    }
    assert knowing == ({only} if only else set())


def test_every_module_has_its_layer() -> None:
    named = [name for layer in LAYERS for name in layer]
    assert sorted(named) == sorted(MODULES)


def test_imports_point_downward() -> None:
    level = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    upward = [
        f"{module} imports {name}"
        for module, path in MODULES.items()
        for name in imported(path)
        if name.partition(".")[0] in ("guide", "main")
        and level.get(name.removeprefix("guide."), len(LAYERS)) >= level.get(module, -1)
    ]
    assert upward == []


def test_no_module_is_too_long() -> None:
    long = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: lines for name, lines in long.items() if lines > 260} == {}


SENTENCE = re.compile(r"[æøåÆØÅ]|[a-zA-Z]{2,} [a-zA-Z]{2,}")
"""A Norwegian letter, or two words after each other."""

SPOKEN = re.compile(r"\b(aria-label|alt|title|placeholder|label|summary)=\"([^\"]*)\"")
"""Attributes that are read out or shown."""


def words_of(template: str) -> list[str]:
    """What a reader would see of a template that does not come from the data."""
    said = []
    data = ""
    for _, kind, value in Environment().lex(template):
        if kind == "data":
            data += value
        elif kind == "string" and not re.fullmatch(r"[a-z0-9_./-]*|[\W\d_]*", value[1:-1]):
            said.append(value)
    said += [text for _, text in SPOKEN.findall(data) if text.strip()]
    said += [text for text in re.findall(r"\bdata-[\w-]+=\"([^\"]*)\"", data) if SENTENCE.search(text)]
    text = re.sub(r"<!--.*?-->|<[^>]*>|&\w+;", " ", data, flags=re.S)
    return said + re.findall(r"[^\W\d_][^\n]*", text)


def test_templates_hold_no_words_of_their_own() -> None:
    found = {path.relative_to(ROOT).as_posix(): words_of(path.read_text("utf-8")) for path in TEMPLATES}
    assert {name: words for name, words in found.items() if words} == {}


def test_sources_of_documents_hold_no_words_of_their_own() -> None:
    """Typst: what stands in quotation marks or in square brackets, apart from code (``#labels.tools``)."""
    found = {}
    for path in sorted((ROOT / "overrides/print").glob("*.typ")):
        source = re.sub(r"(?<!:)//[^\n]*", "", path.read_text("utf-8"))
        texts = re.findall(r"\"([^\"\n]*)\"", source)
        bare = re.sub(r"\"[^\"\n]*\"", "", source)
        texts += [re.sub(r"#[\w.-]+(\([^()]*\))?", "", text) for text in re.findall(r"\[([^\[\]#{}]*)\]", bare)]
        found[path.name] = [text for text in texts if SENTENCE.search(text) and text != "Atkinson Hyperlegible Next"]
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_scripts_hold_no_sentence_that_readers_see() -> None:
    """Vendored libraries have folders of their own."""
    found = {}
    for path in [*sorted((ROOT / "overrides/assets/js").glob("*.js")), ROOT / "overrides/embed/embed.js"]:
        code = re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", path.read_text("utf-8"), flags=re.S)
        texts = ["".join(parts) for parts in re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", code)]
        found[path.name] = [text for text in texts if SENTENCE.search(text)]
    assert {name: texts for name, texts in found.items() if texts} == {}


def constants(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts in a module that are not documentation."""
    for node in ast.walk(tree):
        statements = getattr(node, "body", [])
        for statement in statements if isinstance(statements, list) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                statement.value.value = None  # a docstring, or the words below a name
    yield from (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def test_python_holds_no_sentence_that_readers_see() -> None:
    found = [
        f"{name}.py:{node.lineno}: {node.value}"
        for name in SHOWN_TO_READERS
        for node in constants(ast.parse(MODULES[name].read_text("utf-8")))
        if SENTENCE.search(str(node.value))
    ]
    assert found == []
