"""Hand-written pages that editors add, move or take away in docs/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import change, copy_project, guide, mkdocs_build
from guide.registry import Guide
from html_pages import LOCALES, below, pages_of

PAGE = """---
title: En ny side
description: Om noe nytt i {municipality}.
reviewed: 2026-11-21
owner: Familiens hus
---

# En ny side

Les om [akutt hjelp](/akutt/) i {municipality}.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def write(root: Path, name: str) -> None:
    """Add a page to docs/ in all locales."""
    (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
    for locale in LOCALES:
        (root / f"docs/{name}.{locale}.md").write_text(PAGE, "utf-8")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("nytt", "nytt/"),
        ("mappe/nytt", "mappe/nytt/"),
        ("mappe/index", "mappe/"),
        ("om/personvern/nytt", "om/personvern/nytt/"),
    ],
    ids=["beside the others", "in a folder", "as the first page of a folder", "below a page that has no folder"],
)
def test_a_new_page_stands_at_its_address_in_all_locales(
    project: Path, real_guide: Guide, name: str, address: str
) -> None:
    write(project, name)
    done = mkdocs_build(project, project / "site")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    pages = pages_of(project / "site")
    assert [pages[below(locale, address)].main.one("h1").text for locale in LOCALES] == ["En ny side"] * 3
    new = pages[address]
    assert f"Les om akutt hjelp i {real_guide.municipality.name}." in new.main.text
    assert "../" * address.count("/") + "akutt/" in new.links
    described = [e.attributes["content"] for e in new.root.all("meta") if e.attributes.get("name") == "description"]
    assert described == [f"Om noe nytt i {real_guide.municipality.name}."]


@pytest.mark.parametrize("name", ["akutt", "voksen/index", "tema/{topic}"])
def test_a_page_at_the_address_of_a_generated_one_is_refused(project: Path, real_guide: Guide, name: str) -> None:
    name = name.format(topic=real_guide.topics[0].id)
    write(project, name)
    done = guide("check", root=project)
    assert done.returncode == 1
    assert f"docs/{name}.nb.md:1:1: feil: " in done.stdout


def test_a_site_without_a_front_page_is_refused(project: Path) -> None:
    for path in project.glob("docs/index.*.md"):
        path.unlink()
    done = guide("check", root=project)
    assert done.returncode == 1
    assert "docs/index.nb.md:1:1: feil: " in done.stdout


def test_an_id_that_would_take_the_address_of_the_list_is_refused(project: Path) -> None:
    change(project, "services", lambda services: services[-1].update(id="index"))
    done = guide("check", root=project)
    assert done.returncode == 1
    assert re.search(r"^data/services\.yml:\d+:\d+: feil: services\[\d+\]\.id: ", done.stdout, re.M)
