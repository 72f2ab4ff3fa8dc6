"""The command `guide`: its parts and their options. What each part does stands in `commands*.py`."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from guide.new import KINDS


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status: 0, or 1 when the data have errors."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console without æ, ø and å
    try:
        chosen = _parser().parse_args(arguments)
        status = _command(chosen.run)(chosen)
        sys.stdout.flush()
    except BrokenPipeError:  # `guide check | head`: who reads has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """As argparse has it, in bokmål."""
        super().add_usage(usage, actions, groups, "bruk: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks bokmål, and ends with status 1 as all else here does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Help)
        self._positionals.title, self._optionals.title = "skriv også", "valg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command, and what could have stood there."""
        choices = re.search(r"\(choose from (.*)\)", message)
        own = re.search(r": («.*)", message)
        what = own[1] if own else "kommandoen er ikke skrevet riktig."
        choose = f" Velg en av: {choices[1].replace(chr(39), '')}." if choices else ""
        print(f"{self.prog}: {what}{choose} Skriv «{self.prog} --help» for å se alt.", file=sys.stderr)
        sys.exit(1)


_FORMAT: dict[str, Any] = {"choices": ("text", "github", "json"), "default": "text", "help": "hvordan problemene vises"}


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="guide", description="Kontroller, ordne og skriv ut guiden.")
    parser.add_argument("--root", type=Path, default=Path(), help="mappen med data/ og docs/ (vanligvis her)")
    parts = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")

    def part(name: str, run: str, about: str) -> argparse.ArgumentParser:
        made = parts.add_parser(name, help=about, description=about)
        made.set_defaults(run=run)
        return made

    part("check", "commands.check", "kontroller dataene og si hva som er feil, med fil og linje").add_argument("--format", **_FORMAT)  # fmt: skip
    part("wording", "commands.wording", "si hva som kan skrives bedre: lesbarhet, målform, ord til barn").add_argument("--format", **_FORMAT)  # fmt: skip
    pages = part("pages", "commands_leaving.pages", "skriv alle sidene som Markdown-filer i en mappe, for et annet program enn MkDocs")  # fmt: skip
    pages.add_argument("folder", type=Path, metavar="MAPPE", help="mappen det skrives til")
    disk = part("folder", "commands_leaving.folder", "kopier et bygd nettsted så det kan åpnes fra en mappe eller minnepinne, uten webserver")  # fmt: skip
    disk.add_argument("site", type=Path, metavar="NETTSTED", help="mappen med det bygde nettstedet")
    disk.add_argument("to", type=Path, metavar="MAPPE", help="den nye mappen det kopieres til")

    export = part(
        "export", "commands_leaving.export", "skriv datafilene (JSON, HSDS, CSV, Atom) i en mappe, uten å bygge sidene"
    )
    export.add_argument("folder", type=Path, metavar="MAPPE", help="mappen det skrives til")

    changes = part("changes", "commands_review.changes", "si hva som endres for leserne mellom to bygde nettsteder")
    changes.add_argument("old", type=Path, metavar="FØR", help="mappen med nettstedet slik det var")
    changes.add_argument("new", type=Path, metavar="ETTER", help="mappen med nettstedet slik det blir")

    tidy = part("format", "commands_editing.tidy", "ordne filene i data/: rekkefølge, innrykk og tomme linjer")
    tidy.add_argument("--check", action="store_true", help="bare si hvilke filer som ikke er ordnet")
    new = part("new", "commands_editing.new", "vis et ferdig utfylt eksempel som du kan lime inn")
    new.add_argument("kind", choices=KINDS, metavar="SLAG", help=", ".join(KINDS))
    new.add_argument("--name", default="", metavar="NAVN", help="navnet på det nye, som «Utekontakten»")
    part("schema", "commands_editing.schema", "lag schemas/ på nytt fra modellen (for utviklere)")

    review = part("review", "commands_review.review", "vis hva som må kontrolleres på nytt, og av hvem")
    review.add_argument("--format", choices=("text", "markdown", "json", "ics"), default="text", help="hvordan listen vises; ics er en kalender")  # fmt: skip
    review.add_argument("--until", type=_day, metavar="DATO", help="ta med alt med frist til og med denne dagen")
    review.add_argument("--owner", metavar="KONTOR", help="bare det dette kontoret passer på")
    part("publish-check", "commands_review.publish_check", "si hva som må ordnes før guiden publiseres").add_argument("--format", **_FORMAT)  # fmt: skip
    return parser


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """The function ``module.name`` below guide; only its module is read, for `guide check` is to be fast."""
    module, _, function = name.partition(".")
    found: Callable[[argparse.Namespace], int] = getattr(import_module(f"guide.{module}"), function)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"«{text}» er ikke en dato. Skriv år-måned-dag, som i 2026-12-31."
        raise argparse.ArgumentTypeError(message) from None


def run() -> NoReturn:
    """The command `guide`. It ends without giving back what it has read: that takes a tenth of a large check."""
    status = main()  # has flushed what it printed
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
