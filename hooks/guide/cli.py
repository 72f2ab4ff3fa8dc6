"""The command `guide`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from guide import report
from guide.load import load
from guide.pages import Pages
from guide.render import Renderer


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status: 0, or 1 when the data have errors."""
    parser = argparse.ArgumentParser(prog="guide", description="Kontroller og skriv ut guiden.")
    parser.add_argument("--root", type=Path, default=Path(), help="mappen med data/ og docs/ (vanligvis her)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    check = commands.add_parser("check", help="kontroller dataene og si hva som er feil, med fil og linje")
    check.add_argument("--format", choices=("text", "github", "json"), default="text", help="hvordan feilene vises")
    pages = commands.add_parser("pages", help="skriv de genererte sidene som filer i en mappe")
    pages.add_argument("folder", type=Path, metavar="MAPPE", help="mappen det skrives til")
    chosen = parser.parse_args(arguments)
    if chosen.command == "check":
        return _check(chosen.root, chosen.format)
    return _pages(chosen.root, chosen.folder)


def _check(root: Path, form: str) -> int:
    loaded = load(root)
    if form == "json":
        print(report.as_json(loaded.problems))
    else:
        for line in (report.github if form == "github" else report.lines)(loaded.problems):
            print(line)
        print(report.summary(loaded.problems))
    return 1 if loaded.errors else 0


def _pages(root: Path, folder: Path) -> int:
    loaded = load(root)
    if loaded.guide is None:
        return _check(root, "text")
    pages = Pages(loaded.guide)
    renderer = Renderer(pages, root / "overrides")
    for page in pages.generated.values():
        for locale in loaded.guide.locales:
            body = renderer.body(page, locale)
            path = folder / f"{pages.source_name(page.address)}.{locale}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(renderer.source(body), "utf-8")
    print(f"{len(pages.generated) * len(loaded.guide.locales)} sider er skrevet til {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
