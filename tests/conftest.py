"""What the tests share: the real site, built once, and a real browser."""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import second
import yaml
from guide import cli
from guide.load import load
from guide.registry import Guide
from html_pages import BuiltPage, pages_of
from open_sites import OpenSite
from playwright.sync_api import Browser, sync_playwright
from serving import serve

ROOT = Path(__file__).parent.parent
EPOCH = "1795219200"
"""21 November 2026, the day on which the facts were compiled: «today» for all tests."""

SITE_URL = "https://example.org/tjenester/hjelp/"
"""A site below a folder, where a link that begins with a slash leads out of it."""

EDIT_URL = "https://code.example.org/lillevik/guide/_edit/main/"

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden pages anew")


TAKE_LONG = ("test_everyone", "test_trace", "test_browser", "test_search", "test_embed", "test_build")
"""The files that take longest. A file stays with one worker, so they begin first; all others fill up."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: TAKE_LONG.index(item.path.stem) if item.path.stem in TAKE_LONG else len(TAKE_LONG))


def environment() -> dict[str, str]:
    """The environment of a build in a test."""
    return {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}


def guide(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command `guide` as an editor does, in this process: starting one takes longer than most commands do.

    What is about the process itself starts one: see test_bad_output.py, and `make site` in test_build.py.
    """
    said, told = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(told):
        patch.chdir(root)
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        try:
            status = cli.main(list(arguments))
        except SystemExit as end:  # --help, and a command that is not known
            status = int(end.code or 0)
    said.flush()
    told.flush()
    output, errors = (stream.buffer.getvalue().decode() for stream in (said, told))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(["guide", *arguments], status, output, errors)


def mkdocs_build(root: Path, site: Path, *, prints: bool = False) -> subprocess.CompletedProcess[str]:
    """Build the project in ``root`` into ``site`` as `make site` does; the PDF documents take most of the time."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(
        command,
        cwd=root,
        env={**environment(), "GUIDE_PRINT": "yes" if prints else "no"},
        capture_output=True,
        text=True,
        check=False,
    )


def copy_project(to: Path) -> Path:
    """A copy of what a build needs: configuration, data, prose, templates, hooks."""
    for name in ("data", "docs", "overrides", "hooks"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "mkdocs.yml", to)
    return to


def change(root: Path, stem: str, edit: Callable[[Any], None]) -> None:
    """Change a data file of a copy; every value in it is a text, as the editor wrote it."""
    path = root / f"data/{stem}.yml"
    records = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    edit(records)
    path.write_text(yaml.safe_dump(records, allow_unicode=True, sort_keys=False), "utf-8")


class Build:
    """A finished build: where it is, and what MkDocs said."""

    def __init__(self, site: Path, log: str) -> None:
        self.site, self.log = site, log

    def pages(self) -> list[Path]:
        """All pages, without 404.html."""
        return sorted(p for p in self.site.rglob("index.html"))


def shared(temporary: pytest.TempPathFactory, name: str, make: Callable[[Path], str]) -> Build:
    """A build that all workers of pytest-xdist look at and none changes: the first that asks for it makes it.

    ``make`` puts a site into the folder ``site`` of the folder that it is given, and returns what MkDocs said.
    """
    run = temporary.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # each worker has a folder of its own in that of the run
    folder, log = run / name, run / f"{name}.log"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a build that failed
            folder.mkdir()
            log.write_text(make(folder), "utf-8")
    return Build(folder / "site", log.read_text("utf-8"))


def good_build(root: Path, site: Path) -> str:
    """Build with the PDF documents, and return what MkDocs said."""
    done = mkdocs_build(root, site, prints=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The real site, built with --strict from the real data."""
    return shared(tmp_path_factory, "built", lambda folder: good_build(ROOT, folder / "site"))


@pytest.fixture(scope="session")
def pages(built: Build) -> dict[str, BuiltPage]:
    """The pages of the real site by address."""
    return pages_of(built.site)


@pytest.fixture(scope="session")
def real_guide() -> Guide:
    """The real data."""
    guide = load(ROOT).guide
    assert guide is not None
    return guide


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuiltPage]:
    """The pages of the real site when it has an address of its own, and a place where it can be edited."""

    def make(root: Path) -> str:
        copy_project(root)
        with (root / "data/municipality.yml").open("a", encoding="utf-8") as file:
            file.write(f"\nsite_url: {SITE_URL}\nedit_url: {EDIT_URL}\n")
        return good_build(root, root / "site")

    return pages_of(shared(tmp_path_factory, "published", make).site)


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site of another municipality, which replaced data/ and touched nothing else; see second.py."""

    def make(root: Path) -> str:
        copy_project(root)
        second.write(root)
        return good_build(root, root / "site")

    return shared(tmp_path_factory, "other", make)


@pytest.fixture(scope="session", params=["real", "published", "other"])
def open_site(request: pytest.FixtureRequest) -> OpenSite:
    """A site with its data files: the real one, the same with an address of its own, and another municipality's."""
    match request.param:
        case "real":
            return OpenSite(request.getfixturevalue("built").site, request.getfixturevalue("real_guide"), "")
        case "published":
            site = request.getfixturevalue("published")[""].site
            return OpenSite(site, request.getfixturevalue("real_guide"), SITE_URL)
    site = request.getfixturevalue("other").site
    found = load(site.parent).guide
    assert found is not None
    return OpenSite(site, found, "")


@pytest.fixture(scope="session")
def server(built: Build) -> Iterator[str]:
    """The address of a web server with the real site, and the headers that it is to be published with."""
    with serve(built.site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium: the system's when there is one (see browser.sh)."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
