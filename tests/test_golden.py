"""The body of one page of each kind, from the small registry in tests/registry, compared word for word.

After a wanted change: `make golden`, and read the difference before you commit it.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from guide.load import load
from guide.pages import Pages
from guide.render import Renderer
from html_pages import read
from kinds import KINDS, first_of_each
from markdown import Markdown

GOLDEN = Path(__file__).parent / "golden"
REGISTRY = Path(__file__).parent / "registry"
TODAY = date(2026, 11, 21)
OTHER_LOCALES = ("service", "step")
"""Kinds that are also drawn in nynorsk and English: texts, hours, dates and facts are all on these two."""

TABLE = "\n\n| a | b |\n|---|---|\n| c | d |\n"
"""The registry's pages have no table; a real page has."""

DUTY = """---
title: Plikt
description: Om plikt.
reviewed: 2026-11-01
owner: Familiesenteret
---

# Plikt

Se [veiviseren](veiviser/index.md), [akutt](/akutt/) og [fristen](#frist).

| a | b |
|---|---|
| c | d |

## Frist {#frist}

Ring 112 i {municipality}.
"""
"""A hand-written page of the staff guide; the registry has none."""

FRAME = (
    "draft",
    "icons",
    "head_data",
    "header",
    "urgent",
    "trail",
    "footer",
    "fallback",
    "open_words",
    "search_service",
    "search_urgent",
)
"""Parts that stand around a body, and in what is found; test_build.py, test_open_now.py and test_search.py see the last."""

ASKED = {"partials/feedback.html", "guide/thanks.html"}
"""What is drawn only where the municipality has said who gets the answers of readers: see test_feedback.py."""


def named_labels() -> dict[str, dict[str, str]]:
    """Interface words that say their names, so that nobody who changes a word must change a golden page."""
    labels = yaml.safe_load((ROOT / "data/labels.yml").read_text("utf-8"))
    names = {name: " ".join([name, *re.findall(r"\{\w+\}", texts["nb"])]) for name, texts in labels.items()}
    return {name: dict.fromkeys(("nb", "nn", "en"), f"‹{said}›") for name, said in names.items()}


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """The small registry, with a form and the real templates."""
    root = tmp_path_factory.mktemp("golden")
    shutil.copytree(REGISTRY, root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(GOLDEN / "forms.yml", root / "data")
    (root / "data/labels.yml").write_text(yaml.safe_dump(named_labels(), allow_unicode=True), "utf-8")
    (root / "docs/ansatt").mkdir()
    for locale in ("nb", "nn"):
        (root / f"docs/ansatt/plikt.{locale}.md").write_text(DUTY, "utf-8")
    loaded = load(root, TODAY)
    assert loaded.guide is not None, loaded.problems
    return Renderer(Pages(loaded.guide), root / "overrides")


@pytest.fixture(scope="module")
def bodies(renderer: Renderer) -> dict[str, str]:
    """The body of one page of each kind, by the name of its file."""
    drawn = {}
    for name, page in first_of_each(renderer.pages).items():
        for locale in renderer.guide.locales if name in OTHER_LOCALES else ("nb",):
            drawn[f"{name}.{locale}.html"] = renderer.body(page, locale).html
    for prose in renderer.guide.prose:
        if not prose.address.startswith("ansatt/"):
            html = converter().convert(prose.text("nb") + TABLE)
            drawn[f"{prose.kind}.nb.html"] = renderer.prose(prose, "nb", html)
    return {name: f"{body.rstrip()}\n" for name, body in drawn.items()}


def converter() -> Markdown:
    """Markdown as mkdocs.yml sets it up."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return Markdown(extensions=config["markdown_extensions"])


def test_each_kind_of_page_looks_as_it_did(bodies: dict[str, str], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        for path in GOLDEN.glob("*.html"):
            path.unlink()
        for name, body in bodies.items():
            (GOLDEN / name).write_text(body, "utf-8")
    golden = {path.name: path.read_text("utf-8") for path in GOLDEN.glob("*.html")}
    assert sorted(bodies) == sorted(golden)
    for name, body in bodies.items():
        assert body.splitlines() == golden[name].splitlines(), f"{name} differs; see the docstring of this file"


def test_each_body_is_well_formed(bodies: dict[str, str]) -> None:
    faults = {}
    for name, body in bodies.items():
        try:
            read(body)
        except ValueError as error:
            faults[name] = str(error)
    assert faults == {}


def test_there_is_a_golden_page_of_each_kind(bodies: dict[str, str]) -> None:
    assert {name.partition(".")[0] for name in bodies} == set(KINDS)


@pytest.mark.usefixtures("bodies")
def test_every_template_of_a_body_is_drawn(renderer: Renderer) -> None:
    cache = renderer.environment.cache
    assert cache is not None
    drawn = {name for _, name in cache}
    folder = ROOT / "overrides"
    templates = {path.relative_to(folder).as_posix() for path in folder.glob("[gp]*/*.html")}
    assert templates - drawn == {f"partials/{name}.html" for name in FRAME} | ASKED
