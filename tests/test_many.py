"""Many municipalities from one repository: what is shared shows in all, what is one's own in one alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import testvik
import yaml
from bad_files import edit
from conftest import ROOT, environment
from html_pages import BuiltPage, broken_links, pages_of

SHARED, OLD_NUMBER, NEW_NUMBER = "kors-pa-halsen", "800 33 321", "800 33 322"
ONES = (1, 2, 3)


def run(*command: str, root: Path) -> subprocess.CompletedProcess[str]:
    env = {**environment(), "MAKEFLAGS": "", "GUIDE_PRINT": "no"}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with three municipalities, and a shared number that is another than in ours."""
    root = tmp_path_factory.mktemp("many") / "repository"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("data", "docs", "overrides", "hooks", "deploy"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("mkdocs.yml", "Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    # What `make site` would install is here already: the Python of the tests.
    python = root / "venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    (root / "venv/.site").touch()
    folder = root / "municipalities"
    testvik.write(folder, 1)
    testvik.write(folder, 2, testvik.changed())
    testvik.write(folder, 3, {"id": testvik.HIDDEN, "hide": "yes"})
    edit(root / "data/national/services.yml", {f'value: "{OLD_NUMBER}"': f'value: "{NEW_NUMBER}"'})
    return root


@pytest.fixture(scope="module")
def said(repository: Path) -> subprocess.CompletedProcess[str]:
    """What `make -j2 sites` says, with a fourth municipality that cannot be built."""
    broken = testvik.write(repository / "municipalities", 4) / "data/services.yml"
    edit(broken, {"kind: local": "kind: lokal"})
    return run("make", "VENV=venv", "-j2", "sites", root=repository)


@pytest.fixture(scope="module")
def sites(repository: Path, said: subprocess.CompletedProcess[str]) -> dict[int, dict[str, BuiltPage]]:
    built = {number: repository / "sites" / testvik.folder_of(number) for number in ONES}
    assert all((site / "index.html").is_file() for site in built.values()), said.stdout + said.stderr
    return {number: pages_of(site) for number, site in built.items()}


def dialled(number: str) -> str:
    return f"+47{number.replace(' ', '')}"


def numbers(page: BuiltPage) -> set[str]:
    return {a.attributes["href"] for a in page.main.all("a") if a.attributes.get("href", "").startswith("tel:")}


def test_a_change_of_what_is_shared_shows_in_all(sites: dict[int, dict[str, BuiltPage]]) -> None:
    for pages in sites.values():
        for locale in ("", "nn/", "en/"):
            found = numbers(pages[f"{locale}tjenester/{SHARED}/"])
            assert (f"tel:{dialled(NEW_NUMBER)}" in found, f"tel:{dialled(OLD_NUMBER)}" in found) == (True, False)


def test_a_change_of_ones_own_shows_in_one_alone(sites: dict[int, dict[str, BuiltPage]]) -> None:
    number = f"tel:{dialled(testvik.OWN_NUMBER)}"
    for locale in ("", "nn/", "en/"):
        found = {n for n, pages in sites.items() if number in numbers(pages[f"{locale}tjenester/{testvik.CHANGED}/"])}
        assert found == {2}


def test_what_one_hides_is_gone_there_alone(sites: dict[int, dict[str, BuiltPage]]) -> None:
    address = f"tjenester/{testvik.HIDDEN}/"
    assert {number for number, pages in sites.items() if address in pages} == {1, 2}
    left = [a for a, page in sites[3].items() if any(testvik.HIDDEN in e.attributes.get("href", "") for e in page.root.all("a"))]  # fmt: skip
    assert left == []


def test_each_site_is_whole_and_names_its_own_municipality(sites: dict[int, dict[str, BuiltPage]]) -> None:
    for number, pages in sites.items():
        assert broken_links(pages, f"https://{testvik.folder_of(number)}.example.no/") == []
        others = {testvik.name_of(n) for n in ONES} - {testvik.name_of(number)}
        assert [a for a, page in pages.items() if testvik.name_of(number) not in page.root.one("header").text] == []
        assert [a for a, page in pages.items() if any(other in page.root.text for other in others)] == []
        assert [a for a, page in pages.items() if "Familiens hus passer" in page.root.text] == []


def test_the_edit_links_lead_to_the_files_as_they_stand_in_the_repository(
    repository: Path, sites: dict[int, dict[str, BuiltPage]]
) -> None:
    def edited(address: str) -> str:
        (found,) = {
            a.attributes["href"] for a in sites[1][address].root.all("a") if "/edit/" in a.attributes.get("href", "")
        }
        return found.replace("docs/../", "").removeprefix("https://code.example.org/edit/main/").partition("#")[0]

    own = {
        "tjenester/ppt/": "municipalities/testvik-01/data/services.yml",
        "tjenester/alarmtelefonen/": "data/national/services.yml",
        "tema/mobbing/": "data/topics.yml",
        "ansatt/plikt/": "docs/ansatt/plikt.nb.md",
    }
    assert {address: edited(address) for address in own} == own
    assert [path for path in own.values() if not (repository / path).is_file()] == []


def test_one_that_fails_names_its_own_file_and_does_not_stop_the_others(
    repository: Path, said: subprocess.CompletedProcess[str], sites: dict[int, dict[str, BuiltPage]]
) -> None:
    assert said.returncode != 0
    assert len(sites) == len(ONES)
    assert "municipalities/testvik-04/data/services.yml:2:9: feil: services[0].kind: «lokal»" in said.stderr
    assert "testvik-04: ikke bygd." in said.stderr
    assert not (repository / "sites/testvik-04").exists()
    assert run(sys.executable, "deploy/many.py", "municipalities/testvik-04", root=repository).returncode == 1


def test_time_and_memory_of_each_are_told(said: subprocess.CompletedProcess[str], sites: object) -> None:
    assert sites
    for number in ONES:
        assert re.search(rf"(?m)^{testvik.folder_of(number)}: \d+ pages, \d+\.\d s, \d+ MB at most, in ", said.stdout)


def test_a_file_that_is_missing_is_told_of_in_the_municipalitys_folder(repository: Path) -> None:
    folder = testvik.write(repository / "other", 5)
    (folder / "data/municipality.yml").unlink()
    done = run(sys.executable, "deploy/many.py", str(folder), root=repository)
    assert (done.returncode, done.stdout) == (1, "")
    assert "other/testvik-05/data/municipality.yml:1:1: feil: filen mangler." in done.stderr
    done = run(sys.executable, "deploy/many.py", "other/Testvik 06", root=repository)
    assert (done.returncode, done.stdout) == (1, "")
    assert "bare små bokstaver" in done.stderr


def test_a_page_replaced_in_one_language_shows_nothing_of_another_municipality(repository: Path) -> None:
    folder = testvik.write(repository / "other", 7)
    (folder / "docs/ansatt").mkdir(parents=True)
    text = (ROOT / "docs/ansatt/plikt.nb.md").read_text("utf-8")
    head = text.split("---\n")[1]
    for locale in ("nb", "nn"):
        (folder / f"docs/ansatt/trygg-oppvekst.{locale}.md").write_text(f"---\n{head}---\n\n# Vår side\n\nTekst.\n", "utf-8")  # fmt: skip
    sys.path.insert(0, str(repository / "deploy"))
    try:
        import many

        many.assemble(folder, repository / "project")
    finally:
        sys.path.pop(0)
    left = sorted(p.name for p in (repository / "project/docs/ansatt").glob("trygg-oppvekst.*"))
    assert left == ["trygg-oppvekst.nb.md", "trygg-oppvekst.nn.md"]


def test_the_made_up_municipalities_have_each_their_own_numbers(tmp_path: Path) -> None:
    testvik.main(tmp_path, 4)
    seen = [
        channel["value"]
        for path in sorted(tmp_path.rglob("services.yml"))
        for service in yaml.safe_load(path.read_text("utf-8"))
        for channel in service.get("channels", ())
    ]
    assert len(set(seen)) == len(seen) > 30
