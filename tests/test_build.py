"""What a build does with the same data twice, with data that are wrong, and with texts that look like markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from conftest import ROOT, Build, change, copy_project, environment, guide, mkdocs_build
from guide.registry import Guide
from html_pages import LOCALES, Element, files_of, pages_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def build(root: Path) -> Path:
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


PROBLEM = r"^data/national/services\.yml:\d+:\d+: feil: services\[0\]\.kind: «emergncy» kan ikke stå her\. "


def site_from_before(root: Path) -> dict[str, bytes]:
    """A site that was built before; what is in it."""
    (root / "site/nn").mkdir(parents=True)
    (root / "site/index.html").write_text("bygd før", "utf-8")
    (root / "site/nn/index.html").write_text("bygd før", "utf-8")
    return files_of(root / "site")


def make_site(root: Path) -> subprocess.CompletedProcess[str]:
    """`make site` in the environment that the tests run in, so that nothing is installed."""
    shutil.copy(ROOT / "Makefile", root)
    command = ["make", "site", f"VENV={sys.prefix}", f"BIN={Path(sys.executable).parent}", "-o", f"{sys.prefix}/.site"]
    return subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("way", "status"), [("mkdocs build", 1), ("make site", 2)])
def test_data_with_an_error_stop_the_build_and_leave_the_site_as_it_was(project: Path, way: str, status: int) -> None:
    before = site_from_before(project)
    change(project, "national/services", lambda services: services[0].update(kind="emergncy"))
    done = mkdocs_build(project, project / "site") if way == "mkdocs build" else make_site(project)
    said = done.stdout + done.stderr
    assert done.returncode == status
    assert len(re.findall(PROBLEM, said, re.M)) == 1
    assert re.search(r"^1 feil, \d+ advars(el|ler)\. Ingenting er bygd\.", said, re.M)
    assert "Traceback" not in said
    assert files_of(project / "site") == before
    assert not (project / ".site-new").exists()


def test_a_broken_link_in_prose_stops_make_site_and_leaves_the_site_as_it_was(project: Path) -> None:
    before = site_from_before(project)
    with (project / "docs/index.nn.md").open("a", encoding="utf-8") as file:
        file.write("\n[akutt](akuttt.md)\n")
    done = make_site(project)
    assert done.returncode == 2
    assert "akuttt.md" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(project / "site") == before


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project where `make site` was run, and where a page that is none any more stood in the site before."""
    root = copy_project(tmp_path_factory.mktemp("made"))
    (root / "site").mkdir()
    (root / "site/old.html").write_text("old", "utf-8")
    done = make_site(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_make_site_replaces_the_site_when_the_data_are_right(made: Path, built: Build) -> None:
    assert sorted(files_of(made / "site")) == sorted(files_of(built.site))
    assert not (made / ".site-new").exists()


def test_two_builds_in_different_folders_are_the_same_byte_for_byte(made: Path, built: Build) -> None:
    first, second = files_of(built.site), files_of(made / "site")
    assert sorted(second) == sorted(first)
    assert [name for name in first if first[name] != second[name]] == []


def prose_names() -> list[str]:
    """The hand-written pages; the front page, and one that the foot of every page links to, come first."""
    names = [path.relative_to(ROOT / "docs").as_posix()[: -len(".nb.md")] for path in (ROOT / "docs").rglob("*.nb.md")]
    return sorted(names, key=lambda name: (name != "index", name.startswith("ansatt/"), name))


MISSING = prose_names()[:2] + prose_names()[-1:]


@pytest.fixture(scope="module")
def partly_translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project where one text and three hand-written pages are missing in English."""
    root = copy_project(tmp_path_factory.mktemp("fallback"))
    change(root, "national/services", lambda services: services[0]["summary"].pop("en"))
    for name in MISSING:
        (root / f"docs/{name}.en.md").unlink()
    build(root)
    return root


def notes(main: Element) -> list[str]:
    return [e.text for e in main.all("p") if e.attributes.get("class") == "note"]


@pytest.fixture
def note(real_guide: Guide) -> str:
    """What a page says when some of its text is only there in bokmål."""
    return real_guide.labels["fallback_note"].by_locale["en"]


def test_check_counts_the_texts_that_are_missing_in_english(partly_translated: Path) -> None:
    done = guide("check", "--format", "json", root=partly_translated)
    found = {p["file"]: p for p in json.loads(done.stdout) if p["kind"] == "fallback"}
    assert done.returncode == 0
    assert {p["severity"] for p in found.values()} == {"warning"}
    assert {file: p["message"].partition(" mangler på engelsk ")[0] for file, p in found.items()} == {
        "data/national/services.yml": "1 tekst i filen",
        **{f"docs/{name}.nb.md": "siden" for name in MISSING},
    }


def test_a_text_that_is_missing_in_english_is_marked_as_bokmal(
    partly_translated: Path, real_guide: Guide, note: str
) -> None:
    service = real_guide.services[0]
    main = pages_of(partly_translated / "site")[f"en/tjenester/{service.id}/"].main
    assert notes(main) == [note]
    marked = [(e.attributes["lang"], e.text) for e in main.all() if "lang" in e.attributes]
    assert marked == [("nb", " ".join(service.summary.by_locale["nb"].split()))]


@pytest.mark.parametrize("name", MISSING)
def test_a_page_that_is_missing_in_english_is_marked_as_bokmal(partly_translated: Path, name: str, note: str) -> None:
    pages = pages_of(partly_translated / "site")
    address = address_of(name)
    english = pages[f"en/{address}"].main
    assert notes(english) == [note]
    ours = {"id": "filer"}  # a heading of the interface, between those of the text

    def headings(main: Element) -> dict[str, str]:
        return {e.text: e.locale for e in main.all("h1", "h2") if e.attributes != ours}

    assert headings(english) == dict.fromkeys(headings(pages[address].main), "nb")


def test_links_to_a_page_that_is_missing_in_english_are_marked_as_bokmal(partly_translated: Path) -> None:
    pages = pages_of(partly_translated / "site")
    target = f"/en/{address_of(MISSING[1])}"
    links = [
        (address, link)
        for address, page in pages.items()
        if page.locale == "en"
        for link in page.root.one("footer").all("a")
        if urljoin(f"/{address}", link.attributes["href"]) == target
    ]
    assert len(links) == sum(page.locale == "en" for page in pages.values())
    assert [address for address, link in links if [link, *link.all()][-1].locale != "nb"] == []


def address_of(name: str) -> str:
    """The address of a hand-written page."""
    folder = name.removesuffix("index").rstrip("/")
    return f"{folder}/" if folder else ""


def test_english_pages_with_all_their_texts_carry_no_note(partly_translated: Path, real_guide: Guide) -> None:
    main = pages_of(partly_translated / "site")[f"en/tjenester/{real_guide.services[-1].id}/"].main
    assert notes(main) == []
    assert [e.attributes["lang"] for e in main.all() if "lang" in e.attributes] == []


SCRIPT = "1 < 2 & <3 > < b onclick=x >fet</ b> \"'"
"""What is like markup and is none; real elements are refused before a build (tests/bad), see also test_hostile.py."""


def test_texts_that_look_like_markup_are_shown_as_text(project: Path, real_guide: Guide) -> None:
    def spoil(services: Any) -> None:
        services[0]["name"]["nb"] = services[0]["summary"]["nb"] = SCRIPT
        services[0]["owner"] = "Hus & hjem"
        services[0].pop("tab_title", None)
        services[1]["tab_title"] = {locale: f"{SCRIPT} {locale}" for locale in LOCALES}

    change(project, "national/services", spoil)
    change(project, "municipality", lambda municipality: municipality.pop("tab_name", None))
    pages = pages_of(build(project))
    page = pages[f"tjenester/{real_guide.services[0].id}/"]
    assert page.main.one("h1").text == SCRIPT
    assert next(e.text for e in page.main.all("p") if e.attributes.get("class") == "lead") == SCRIPT
    assert page.root.one("title").text.startswith(SCRIPT)
    described = [e.attributes["content"] for e in page.root.all("meta") if e.attributes.get("name") == "description"]
    assert described == [SCRIPT]
    assert "Hus & hjem" in page.main.text
    other = pages[f"tjenester/{real_guide.services[1].id}/"]
    assert other.root.one("title").text.startswith(SCRIPT)
    assert [e.tag for found in pages.values() for e in found.main.all("script", "i")] == []


def test_a_text_with_curly_brackets_that_mean_nothing_is_refused(project: Path) -> None:
    change(project, "national/services", lambda services: services[0]["name"].update(nb="{{ 7*7 }}"))
    done = guide("check", "--format", "json", root=project)
    found = [(p["kind"], p["path"]) for p in json.loads(done.stdout) if p["severity"] == "error"]
    assert done.returncode == 1
    assert found == [("placeholder", "services[0].name.nb")]
