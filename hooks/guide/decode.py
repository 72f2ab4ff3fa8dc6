"""Bytes of a data file to text, and the characters that may not stand in it."""

from __future__ import annotations

from pathlib import Path

from guide.place import Place, Problem, place_of_offset

MAX_BYTES = 8_000_000
"""A data file larger than this is refused: 1,000 services take about 4 MB."""

BOM = "\ufeff"


def empty(name: str) -> Problem:
    """What is wrong with a file without content."""
    return Problem(
        Place(name),
        "",
        "filen er tom. Hent tilbake den forrige versjonen, eller fyll den ut slik forklaringen øverst i filen viser.",
        "file-empty",
    )


def decode(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of a data file, or None when it cannot be read; and what is wrong with it as a file."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, [
            Problem(Place(name), "", "filen mangler. Hent den tilbake, eller lag den på nytt.", "file-missing")
        ]
    except OSError as error:
        return None, [Problem(Place(name), "", f"filen kan ikke leses ({error.strerror}).", "file-unreadable")]
    if len(data) > MAX_BYTES:
        return None, [
            Problem(Place(name), "", f"filen er for stor ({len(data) // 1_000_000} MB). Grensen er 8 MB.", "file-size")
        ]
    problems: list[Problem] = []
    if data.startswith(BOM.encode()):
        data = data[3:]
        problems.append(
            Problem(
                Place(name),
                "",
                "filen begynner med et usynlig merke (BOM). Lagre den som «UTF-8», ikke «UTF-8 med BOM».",
                "file-bom",
            )
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
        problems.append(
            Problem(
                Place(name, line, column),
                "",
                "filen er ikke lagret som UTF-8. Velg «UTF-8» når du lagrer, så æ, ø og å blir riktige.",
                "file-encoding",
            )
        )
        return None, problems
    if "\r" in text:
        place = place_of_offset(text, name, text.index("\r"))
        problems.append(
            Problem(
                place,
                "",
                "linjeskiftene er av Windows-typen (CRLF). Velg «LF» nederst i redigeringsprogrammet og lagre på nytt.",
                "file-crlf",
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def forbidden_characters(text: str, name: str, problems: list[Problem]) -> bool:
    """Note tabs, and hard spaces in the indentation; true when the parser could not read on."""
    if "\t" not in text and "\u00a0" not in text:
        return False
    unreadable = False
    for number, line in enumerate(text.split("\n"), 1):
        margin = line[: len(line) - len(line.lstrip())]
        if "\t" in line:
            column = line.index("\t") + 1
            message = "her står et tabulatortegn. Bruk mellomrom: to for hvert nivå innover."
            problems.append(Problem(Place(name, number, column), "", message, "tab"))
            unreadable = True
        if "\u00a0" in margin:
            column = margin.index("\u00a0") + 1
            message = "her står et hardt mellomrom (ofte limt inn fra Word). Slett det og bruk vanlig mellomrom."
            problems.append(Problem(Place(name, number, column), "", message, "hard-space"))
            unreadable = True
    return unreadable
