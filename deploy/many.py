"""Builds the guide of one municipality of many, all in one repository: ``python deploy/many.py municipalities/NAME``.

A municipality's folder holds what is its own: ``data/municipality.yml`` and ``data/services.yml``, and, when it wants
others than those of the repository, further files of ``data/``, pages in ``docs/``, and ``overrides/municipality/``
(colours, logo, icon). What all share stands in the repository's ``data/national/``. The site goes to ``sites/NAME``;
one that is already there stays until the new one is whole. `make -j4 sites` builds all of them side by side.

Knows nothing of MkDocs but its command. The exit status is 1 when the site could not be built.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN_ALONE = ("municipality.yml", "services.yml")
"""Files of data/ that a municipality must have itself; of the others it may use those of the repository."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILE = re.compile(r"\b(?:data|docs)/[\w./-]+\.(?:yml|yaml|md)\b")
_PAGE = re.compile(r"(.+)\.[a-z]{2}\.md")


def main() -> int:
    """Build the municipality that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="the folder of the municipality: municipalities/NAME")
    parser.add_argument("--to", type=Path, default=ROOT / "sites", help="where the sites go (usually sites/)")
    chosen = parser.parse_args()
    folder, name = chosen.folder.resolve(), chosen.folder.resolve().name
    if wrong := _wrong(folder):
        print(wrong, file=sys.stderr)
        return 1
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"{name}-") as temporary:
        project = Path(temporary, "project")
        origins = assemble(folder, project)
        for command in (["guide.cli", "check"], ["mkdocs", "build", "--strict", "--site-dir", "site"]):
            done = _run(command, project)
            told = named(done.stdout + done.stderr, origins)
            if done.returncode:
                print(f"{told.rstrip()}\n{name}: ikke bygd.", file=sys.stderr)
                return 1
            if command[0] == "guide.cli":
                print("\n".join(told.splitlines()[:-1]), end="\n" if told.count("\n") > 1 else "")
        site = chosen.to / name
        replace(site, project / "site")
    pages = sum(1 for _ in site.rglob("index.html"))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // (1 if sys.platform == "linux" else 1024)
    print(
        f"{name}: {pages} pages, {time.monotonic() - started:.1f} s, {peak // 1024} MB at most, in {site}", flush=True
    )
    return 0


def assemble(folder: Path, project: Path) -> dict[str, str]:
    """Put a project together from the repository and a municipality's folder.

    Returns where the files that are the municipality's own really stand, by their names in the project.
    """
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for part in ("data", "docs", "overrides"):
        shutil.copytree(ROOT / part, project / part, ignore=ignored)
    (project / "hooks").symlink_to(ROOT / "hooks")
    for name in OWN_ALONE:
        (project / "data" / name).unlink(missing_ok=True)
    own = [path for part in ("data", "docs", "overrides") for path in _files(folder / part)]
    # A page that is replaced is replaced in every language: the others would tell of another municipality.
    for path in own:
        if page := _PAGE.fullmatch(path.relative_to(folder).as_posix()):
            for old in project.glob(f"{page[1]}.??.md"):
                old.unlink()
    for path in own:
        target = project / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    where = folder.relative_to(ROOT).as_posix() if folder.is_relative_to(ROOT) else folder.as_posix()
    names = {path.relative_to(folder).as_posix() for path in own} | {f"data/{name}" for name in OWN_ALONE}
    origins = {name: f"{where}/{name}" for name in sorted(names)}
    # For the links «edit this page». JSON is YAML too.
    extra = json.dumps({"origins": origins if folder.is_relative_to(ROOT) else {}}, ensure_ascii=False)
    (project / "mkdocs.yml").write_text(f"{(ROOT / 'mkdocs.yml').read_text('utf-8')}\nextra: {extra}\n", "utf-8")
    return origins


def named(text: str, origins: dict[str, str]) -> str:
    """What was said of a project, with each file called as in the repository."""
    return _FILE.sub(lambda found: origins.get(found[0], found[0]), text)


def replace(old: Path, new: Path) -> None:
    """Put a new site in the place of the old one."""
    old.parent.mkdir(parents=True, exist_ok=True)
    beside = old.parent / f".{old.name}-new"
    shutil.rmtree(beside, ignore_errors=True)
    shutil.move(new, beside)
    shutil.rmtree(old, ignore_errors=True)
    beside.rename(old)


def _wrong(folder: Path) -> str:
    """What is wrong with the folder, for editors; empty when nothing is."""
    if not _NAME.fullmatch(folder.name):
        return f"{folder.name}: mappen må hete noe med bare små bokstaver a–z, tall og bindestrek."
    if not (folder / "data").is_dir():
        return f"{folder.name}: mappen {folder}/data mangler. Der skal municipality.yml og services.yml stå."
    if (folder / "data/national").exists():
        return f"{folder.name}: det som er felles, står bare i data/national/ øverst. Endre det for dere i data/services.yml, og slett {folder}/data/national."
    return ""


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _run(command: list[str], project: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
