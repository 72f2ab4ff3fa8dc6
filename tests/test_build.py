"""What a build does with the same data twice, with data that are wrong, and with texts that look like markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Build, copy_project, environment, guide, mkdocs_build
from html_pages import Element, files_of, pages_of, read


def edit(path: Path, old: str, new: str, after: str = "") -> None:
    """Replace ``old`` where it first stands behind ``after`` in a file."""
    before, found, rest = path.read_text("utf-8").partition(after) if after else ("", "", path.read_text("utf-8"))
    assert old in rest, f"«{old}» does not stand in {path.name}"
    path.write_text(before + found + rest.replace(old, new, 1), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def build(root: Path) -> Path:
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_two_builds_in_different_folders_are_the_same_byte_for_byte(built: Build, project: Path) -> None:
    first, second = files_of(built.site), files_of(build(project))
    assert sorted(second) == sorted(first)
    assert [name for name in first if first[name] != second[name]] == []


PROBLEM = r"^data/services\.yml:\d+:\d+: feil: services\[0\]\.kind: «emergncy» er ikke en tillatt verdi\. "


def site_from_before(root: Path) -> dict[str, bytes]:
    """A site that was built before; what is in it."""
    (root / "site/nn").mkdir(parents=True)
    (root / "site/index.html").write_text("bygd før", "utf-8")
    (root / "site/nn/index.html").write_text("bygd før", "utf-8")
    return files_of(root / "site")


def make_site(root: Path) -> subprocess.CompletedProcess[str]:
    """`make site` in the environment that the tests run in, so that nothing is installed."""
    shutil.copy(Path(__file__).parent.parent / "Makefile", root)
    command = ["make", "site", f"VENV={sys.prefix}", f"BIN={Path(sys.executable).parent}", "-o", f"{sys.prefix}/.site"]
    return subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("way", "status"), [("mkdocs build", 1), ("make site", 2)])
def test_data_with_an_error_stop_the_build_and_leave_the_site_as_it_was(project: Path, way: str, status: int) -> None:
    before = site_from_before(project)
    edit(project / "data/services.yml", "kind: emergency", "kind: emergncy")
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
    edit(project / "docs/trygg-bruk.nn.md", "(akutt.md)", "(akuttt.md)")
    done = make_site(project)
    assert done.returncode == 2
    assert "akuttt.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(project / "site") == before


def test_make_site_replaces_the_site_when_the_data_are_right(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site/old.html").write_text("old", "utf-8")
    done = make_site(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (project / "site/old.html").exists()
    assert not (project / ".site-new").exists()
    assert len(pages_of(project / "site")) > 100


@pytest.fixture(scope="module")
def partly_translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project where one text and three hand-written pages are missing in English."""
    root = copy_project(tmp_path_factory.mktemp("fallback"))
    english = "    en: Help day and night for children and young people who are hurt, abused or not looked after.\n"
    edit(root / "data/services.yml", english, "", after="- id: alarmtelefonen\n")
    for name in ("index", "trygg-bruk", "ansatt/plikt"):
        (root / f"docs/{name}.en.md").unlink()
    build(root)
    return root


NOTE = "Some of the text on this page is only available in Norwegian (bokmål)."


def test_check_counts_the_texts_that_are_missing_in_english(partly_translated: Path) -> None:
    done = guide("check", "--format", "json", root=partly_translated)
    found = [p for p in json.loads(done.stdout) if p["kind"] == "fallback"]
    assert done.returncode == 0
    assert [(p["file"], p["severity"], p["message"].split(" mangler på engelsk ")[0]) for p in found] == [
        ("data/services.yml", "warning", "1 tekst i filen"),
        ("docs/ansatt/plikt.nb.md", "warning", "siden"),
        ("docs/index.nb.md", "warning", "siden"),
        ("docs/trygg-bruk.nb.md", "warning", "siden"),
    ]


def test_a_text_that_is_missing_in_english_is_marked_as_bokmal(partly_translated: Path) -> None:
    main = pages_of(partly_translated / "site")["en/tjenester/alarmtelefonen/"].main
    assert [e.text for e in main.all("p") if e.attributes.get("class") == "note"] == [NOTE]
    (marked,) = [e for e in main.all() if "lang" in e.attributes]
    assert marked.attributes["lang"] == "nb"
    assert marked.text.startswith("Hjelp døgnet rundt for barn og unge")


@pytest.mark.parametrize("address", ["", "trygg-bruk/", "ansatt/plikt/"])
def test_a_page_that_is_missing_in_english_is_marked_as_bokmal(partly_translated: Path, address: str) -> None:
    pages = pages_of(partly_translated / "site")
    norwegian = pages[address].main
    english = pages[f"en/{address}"].main
    assert [e.text for e in english.all("p") if e.attributes.get("class") == "note"] == [NOTE]
    headings = {e.text: e.locale for e in english.all("h1", "h2")}
    assert headings == {e.text: "nb" for e in norwegian.all("h1", "h2")}


def test_links_to_a_page_that_is_missing_in_english_are_marked_as_bokmal(partly_translated: Path) -> None:
    pages = pages_of(partly_translated / "site")
    title = pages["trygg-bruk/"].root.one("title").text.partition(" – ")[0]
    links = [(a, e) for a, page in pages.items() if page.locale == "en" for e in page.root.all("a") if e.text == title]
    assert links != []
    assert [address for address, link in links if inner_locale(link) != "nb"] == []


def inner_locale(link: Element) -> str:
    """The language of the words in a link."""
    return next((e.locale for e in link.all() if "lang" in e.attributes), link.locale)


def test_english_pages_with_all_their_texts_carry_no_note(partly_translated: Path) -> None:
    main = pages_of(partly_translated / "site")["en/tjenester/rustelefonen/"].main
    assert [e.text for e in main.all("p") if e.attributes.get("class") == "note"] == []
    assert [e.attributes["lang"] for e in main.all() if "lang" in e.attributes] == []


SCRIPT = "<script>alert(1)</script> & <b onclick=x>fet</b> \"'"


def test_texts_that_look_like_markup_are_shown_as_text(project: Path) -> None:
    services, record = project / "data/services.yml", "- id: alarmtelefonen\n"
    quoted = SCRIPT.replace('"', '\\"')
    for field in ("name", "summary"):
        edit(services, f"  {field}:\n    nb: ", f'  {field}:\n    nb: "{quoted}" # ', after=record)
    edit(services, "\n  owner: Familiens hus", '\n  owner: "Hus & <i>{{ 7*7 }}</i>"', after=record)
    plain = read(build(project).joinpath("tjenester/alarmtelefonen/index.html").read_text("utf-8"))
    main = plain.one("main")
    assert main.one("h1").text == SCRIPT
    assert next(e.text for e in main.all("p") if e.attributes.get("class") == "lead") == SCRIPT
    assert plain.one("title").text.startswith(SCRIPT)
    assert [e.attributes["content"] for e in plain.all("meta") if e.attributes.get("name") == "description"] == [SCRIPT]
    assert "Hus & <i>{{ 7*7 }}</i>" in main.text
    assert [e.tag for e in plain.all("script", "i")] == []
    card = pages_of(project / "site")["tjenester/"].main
    assert [e.tag for e in card.all("script", "i")] == []


def test_a_text_with_curly_brackets_that_mean_nothing_is_refused(project: Path) -> None:
    edit(project / "data/services.yml", "nb: Alarmtelefonen for barn og unge\n", 'nb: "{{ 7*7 }}"\n')
    done = guide("check", root=project)
    assert done.returncode == 1
    assert "«{{ 7*7 }}» er ikke et kjent felt. Skriv {municipality}, eller ta bort krøllparentesene." in done.stdout
