"""The command `guide`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from guide import coverage, report
from guide.built import read_site
from guide.changes import as_markdown, compare
from guide.frame import Frames
from guide.load import load
from guide.outputs import data
from guide.pages import Pages
from guide.place import Problem
from guide.registry import Guide
from guide.render import Renderer


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status: 0, or 1 when the data have errors."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console without æ, ø and å
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # `guide check | head`: who reads has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _run(arguments: list[str] | None) -> int:
    parser = argparse.ArgumentParser(prog="guide", description="Kontroller og skriv ut guiden.")
    parser.add_argument("--root", type=Path, default=Path(), help="mappen med data/ og docs/ (vanligvis her)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    formats: dict[str, Any] = {
        "choices": ("text", "github", "json"),
        "default": "text",
        "help": "hvordan problemene vises",
    }
    check = commands.add_parser("check", help="kontroller dataene og si hva som er feil, med fil og linje")
    check.add_argument("--format", **formats)
    wording = commands.add_parser("wording", help="si hva som kan skrives bedre: lesbarhet, målform, ord til barn")
    wording.add_argument("--format", **formats)
    pages = commands.add_parser("pages", help="skriv de genererte sidene som filer i en mappe")
    pages.add_argument("folder", type=Path, metavar="MAPPE", help="mappen det skrives til")
    changes = commands.add_parser("changes", help="si hva som endres for leserne mellom to bygde nettsteder")
    changes.add_argument("old", type=Path, metavar="FØR", help="mappen med nettstedet slik det var")
    changes.add_argument("new", type=Path, metavar="ETTER", help="mappen med nettstedet slik det blir")
    export = commands.add_parser(
        "export", help="skriv datafilene (JSON, HSDS, CSV, Atom) i en mappe, uten å bygge sidene"
    )
    export.add_argument("folder", type=Path, metavar="MAPPE", help="mappen det skrives til")
    chosen = parser.parse_args(arguments)
    if chosen.command == "changes":
        return _changes(chosen.old, chosen.new)
    loaded = load(chosen.root)
    if chosen.command == "check":
        gaps = coverage.problems(loaded.guide) if loaded.guide else []
        return _tell(sorted([*loaded.problems, *gaps]), chosen.format)
    if chosen.command == "wording":
        return _tell(loaded.texts.problems(), chosen.format)
    if loaded.guide is None:
        return _tell(loaded.problems, "text")
    if chosen.command == "export":
        return _export(loaded.guide, chosen.root, chosen.folder)
    return _pages(loaded.guide, chosen.root, chosen.folder)


def _tell(problems: Sequence[Problem], form: str) -> int:
    if form == "json":
        print(report.as_json(problems))
    else:
        for line in (report.github if form == "github" else report.lines)(problems):
            print(line)
        print(report.summary(problems))
    return 1 if any(p.severity == "error" for p in problems) else 0


def _pages(guide: Guide, root: Path, folder: Path) -> int:
    pages = Pages(guide)
    renderer = Renderer(pages, root / "overrides")
    for page in pages.generated.values():
        for locale in guide.locales:
            path = folder / f"{pages.source_name(page.address)}.{locale}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(renderer.source(renderer.body(page, locale)), "utf-8")
    print(f"{len(pages.generated) * len(guide.locales)} sider er skrevet til {folder}.")
    return 0


def _changes(old: Path, new: Path) -> int:
    for folder in (old, new):
        if not (folder / "index.html").is_file():
            print(f"{folder}: her er det ikke noe bygd nettsted. Kjør «make site» først.")
            return 1
    before, after = read_site(old), read_site(new)
    print(as_markdown(compare(before, after), before, after))
    return 0


def _export(guide: Guide, root: Path, folder: Path) -> int:
    site_url = guide.municipality.site_url
    made = data(Frames(Renderer(Pages(guide), root / "overrides")), f"{site_url.rstrip('/')}/" if site_url else "")
    for address, content in made.items():
        path = folder / address.removeprefix("data/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{len(made)} filer er skrevet til {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
