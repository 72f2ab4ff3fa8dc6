"""What an editor is told of files: pages in docs/ that are missing or in the way of another, and unknown data files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from bad_files import good_registry, said
from conftest import guide


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


def test_a_page_must_be_there_in_both_written_forms_of_norwegian(registry: Path) -> None:
    (registry / "docs/index.nn.md").unlink()
    assert said(registry) == ["docs/index.nb.md:1:1: feil: siden mangler på nynorsk. Lag filen docs/index.nn.md."]


def test_a_page_that_is_missing_in_english_is_a_warning_and_no_error(registry: Path) -> None:
    (registry / "docs/index.en.md").unlink()
    warning = "docs/index.nb.md:1:1: advarsel: siden mangler på engelsk og vises på bokmål. Lag docs/index.en.md."
    done = guide("check", root=registry)
    assert done.stdout.splitlines() == [
        warning,
        "0 feil, 1 advarsel. Dataene er i orden og kan bygges. En advarsel stopper ingenting.",
    ]
    assert done.returncode == 0


def test_the_name_of_a_page_says_its_locale(registry: Path) -> None:
    (registry / "docs/om.no.md").write_text("# Om\n", "utf-8")
    told = "docs/om.no.md:1:1: feil: filnavnet sier ikke hvilket språk siden er på. Mente du «om.nb.md»?"
    assert said(registry) == [told]


def write_page(root: Path, name: str) -> None:
    """A whole page in all locales, like the page about safe use."""
    for locale in ("nb", "nn", "en"):
        path = root / f"docs/{name}.{locale}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((root / f"docs/trygg-bruk.{locale}.md").read_text("utf-8"), "utf-8")


OWN = "Gi filen et annet navn, eller skriv teksten i data/."
SAME = "siden får samme adresse som"


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["akutt"], f"docs/akutt.nb.md:1:1: feil: guiden lager selv siden «/akutt/». {OWN}"),
        (["ansatt/index"], f"docs/ansatt/index.nb.md:1:1: feil: guiden lager selv siden «/ansatt/». {OWN}"),
        (["tema/mobbing"], f"docs/tema/mobbing.nb.md:1:1: feil: guiden lager selv siden «/tema/mobbing/». {OWN}"),
        (["om", "om/index"], f"docs/om.nb.md:1:1: feil: {SAME} docs/om/index.nb.md. Gi en av dem et annet navn."),
    ],
)
def test_a_page_may_not_stand_where_another_page_stands(registry: Path, names: Sequence[str], line: str) -> None:
    for name in names:
        write_page(registry, name)
    assert said(registry) == [line]


def test_a_front_page_that_is_missing_in_all_locales_is_told_once(registry: Path) -> None:
    for locale in ("nb", "nn", "en"):
        (registry / f"docs/index.{locale}.md").unlink()
    files = "docs/index.nb.md, docs/index.nn.md og docs/index.en.md"
    assert said(registry) == [f"docs/index.nb.md:1:1: feil: forsiden mangler. Hent tilbake {files}."]


def test_only_the_front_page_is_a_home_page(registry: Path) -> None:
    path = registry / "docs/trygg-bruk.nb.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nkind: home\n", 1), "utf-8")
    told = "docs/trygg-bruk.nb.md:2:7: feil: side.kind: bare forsiden (index) kan ha «kind: home». Slett linjen."
    assert said(registry) == [told]


def test_a_folder_with_the_name_of_a_page_is_told_as_a_folder(registry: Path) -> None:
    for locale in ("nb", "nn", "en"):
        (registry / f"docs/om.{locale}.md").mkdir()
    folder = "1:1: feil: dette er en mappe, ikke en fil. Gi mappen et annet navn."
    assert said(registry) == [f"docs/om.{locale}.md:{folder}" for locale in ("en", "nb", "nn")]


def test_html_that_is_shown_as_code_is_let_pass(registry: Path) -> None:
    path = registry / "docs/trygg-bruk.nb.md"
    code = "\nSkriv `<b>` slik:\n\n```html\n<script>[x](javascript:alert(1))</script>\n```\n\n<https://www.ung.no>\n"
    path.write_text(path.read_text("utf-8") + code, "utf-8")
    assert said(registry) == []


def test_a_data_file_with_a_name_that_is_not_known_is_told_with_the_name_that_is_near(registry: Path) -> None:
    (registry / "data/service.yml").write_text("- id: a\n", "utf-8")
    (registry / "data/notater.yaml").write_text("a\n", "utf-8")
    assert said(registry) == [
        "data/notater.yaml:1:1: advarsel: ukjent fil. Guiden leser den ikke. Slett den.",
        "data/service.yml:1:1: advarsel: ukjent fil. Mente du «services.yml»?",
    ]
