"""The engines compared: what each one reads, and the command that builds it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import relpath

from guide import addresses
from static import Page

LOCALES = ("nb", "nn", "en")
HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OTHER = ROOT / ".bench" / "bin"
"""The environment of requirements-bench.txt."""


@dataclass(frozen=True)
class Engine:
    """An engine: its name, the folder it works in, what is special about it, and its command."""

    name: str
    folder: str
    note: str
    command: tuple[str | Path, ...]
    builds: bool = True
    """Whether it writes pages to site/; otherwise it only reads."""

    def clean(self, folder: Path) -> None:
        """Remove what the last run left."""
        for name in ("site", ".cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)


_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--site-dir", "site")

OURS = Engine("ours", "ours", "mkdocs build --strict, this project", (*_MKDOCS, "--strict"))
PLAIN = Engine("mkdocs", "plain", "MkDocs + Material + static-i18n, suffix folders, search off", _MKDOCS)
SEARCH = Engine(
    "mkdocs+search", "plain", "the same with Material's search on", (*_MKDOCS, "--config-file", "search.yml")
)
ZENSICAL = Engine(
    "zensical", "zensical", "all locales in one build as folders, no cache, search off",
    (OTHER / "python", "-m", "zensical", "build", "--clean", "--config-file", "mkdocs.yml"),
)  # fmt: skip
HUGO = Engine(
    "hugo", "hugo", "multilingual by file name, a small layout of its own",
    (OTHER / "hugo", "build", "--quiet", "--destination", "site"),
)  # fmt: skip
# The command `guide` itself would run what is in hooks/ just now, and not the copy.
_GUIDE = "import sys; sys.path.insert(0, 'hooks'); from guide.cli import main; sys.exit(main())"
CHECK = Engine("guide check", "ours", "reads and checks only", (sys.executable, "-c", _GUIDE, "check"), builds=False)

ENGINES = (OURS, PLAIN, SEARCH, ZENSICAL, HUGO, CHECK)


def environment(work: Path) -> dict[str, str]:
    """The same for all: nothing is asked for, and no cache outside the work folder."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "HUGO_CACHEDIR": str(work / "hugo-cache")}


def write_static(work: Path, pages: Sequence[Page], files: dict[str, str]) -> None:
    """Write the same pages for each engine that reads Markdown. ``files`` are the names of addresses."""
    nav = _nav(files)
    for page in pages:
        name = files[page.address]
        here = name.rpartition("/")[0] or "."
        link = _linker(here, files)
        _put(work / "plain" / "docs" / f"{name}.{page.locale}.md", page.linked(link))
        _put(work / "zensical" / "docs" / page.locale / f"{name}.md", page.linked(link))
        branch = re.sub(r"(^|/)index$", r"\1_index", name)
        _put(work / "hugo" / "content" / f"{branch}.{page.locale}.md", page.linked(_way_to(page.address)))
    languages = "".join(_LANGUAGE.format(locale=x, default=str(x == LOCALES[0]).lower()) for x in LOCALES)
    own_nav = "".join(f"  - {path}\n" for path in nav)
    for name, search in (("mkdocs.yml", ""), ("search.yml", "  - search\n")):
        _put(work / "plain" / name, _MATERIAL + f"plugins:\n{search}{_I18N}{languages}nav:\n{own_nav}")
    folders = "".join(f"  - {x}:\n" + "".join(f"      - {x}/{path}\n" for path in nav) for x in LOCALES)
    _put(work / "zensical" / "mkdocs.yml", _MATERIAL + f"plugins:\n  - search:\n      enabled: false\nnav:\n{folders}")
    shutil.copytree(HERE / "hugo", work / "hugo", dirs_exist_ok=True)


def _way_to(here: str) -> Callable[[str], str]:
    """Links as a browser follows them, from the page at ``here``."""
    up = "../" * here.count("/") or "./"
    return lambda address: up + address


def _linker(here: str, files: dict[str, str]) -> Callable[[str], str]:
    """Links from file to file, from a file in the folder ``here``."""

    def link(address: str) -> str:
        return relpath(f"{files[address]}.md", here) if address in files else f"/{address}"

    return link


def _nav(files: dict[str, str]) -> list[str]:
    """A short navigation without the pages of single records: with a long one, every page of Material's lists
    all pages, and the time of the others grows with the square of the pages."""
    records = tuple(addresses.COLLECTIONS.values())
    short = (a for a in files if a in records or not a.startswith(records))
    return [f"{files[a]}.md" for a in sorted(short)]


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


_MATERIAL = """\
site_name: Bench
site_url: https://guide.example/
theme:
  name: material
  font: false
markdown_extensions: [attr_list, tables, sane_lists, toc]
validation:
  nav:
    omitted_files: ignore
"""
_I18N = """\
  - i18n:
      docs_structure: suffix
      fallback_to_default: false
      languages:
"""
_LANGUAGE = "        - {{locale: {locale}, name: {locale}, default: {default}, build: true}}\n"
