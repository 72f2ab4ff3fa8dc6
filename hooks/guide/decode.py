"""Bytes of a file to text, and the characters that may not stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from guide.place import Place, Problem, Source

MAX_BYTES = 8_000_000
"""A data file larger than this is refused: 1,000 services take about 4 MB."""

BOM = "\ufeff"

HARMLESS = frozenset({"file-bom", "file-crlf"})
"""What data files may not have, but what MkDocs reads in a page as it should, and what `guide format` puts right."""

_LINE_ENDS = "\u0085\u2028\u2029"
"""Characters that YAML takes for the end of a line, and that no editor shows as one."""

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HARD = re.compile(f"[{_SPACES}]")
_HARD_SPACE = re.compile(f" *(?:(?:- *)*(?:[\\w-]+:)?)[{_SPACES}]")
"""One where YAML needs a plain space: in the indentation, after a dash, after the colon of a field."""

_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
"""Control characters, marks that turn the direction of the text, and spaces without width."""


_MERGE = re.compile(r"^<<<<<<< ", re.M)


def conflict(source: Source) -> Iterator[Problem]:
    """Two versions of a text that Git could not put together."""
    if "<<<<<<< " in source.text and (found := _MERGE.search(source.text)):
        message = "her står to versjoner av teksten, som Git ikke kunne slå sammen. Behold den ene, og slett den andre og linjene med <<<<<<<, ======= og >>>>>>>."
        yield Problem(source.place(found.start()), "", message, "conflict")


def empty(name: str) -> Problem:
    """What is wrong with a file without content."""
    message = (
        "filen er tom. Hent tilbake den forrige versjonen, eller fyll den ut slik forklaringen øverst i filen viser."
    )
    return Problem(Place(name), "", message, "file-empty")


def decode(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, or None when it cannot be read; and what is wrong with it as a file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [_unread(error, name)]
    if len(data) > MAX_BYTES:
        message = (
            f"filen er for stor ({len(data) // 1_000_000} MB). Grensen er 8 MB. Slett det som ikke hører til guiden."
        )
        return None, [Problem(Place(name), "", message, "file-size")]
    problems: list[Problem] = []
    if data.startswith(BOM.encode()):
        message = "filen begynner med et usynlig merke (BOM). Kjør «guide format», eller lagre den som «UTF-8», ikke «UTF-8 med BOM»."
        problems.append(Problem(Place(name), "", message, "file-bom"))
        while data.startswith(BOM.encode()):
            data = data[3:]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
        message = "filen er ikke lagret som UTF-8. Velg «UTF-8» når du lagrer, så æ, ø og å blir riktige."
        problems.append(Problem(Place(name, line, column), "", message, "file-encoding"))
        return None, problems
    if "\r" in text:
        message = "linjeskiftene er av Windows-typen (CRLF). Kjør «guide format», eller velg «LF» nederst i redigeringsprogrammet og lagre på nytt."
        problems.append(Problem(Source(name, text).place(text.index("\r")), "", message, "file-crlf"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def _unread(error: OSError, name: str) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(Place(name), "", "filen mangler. Hent den tilbake, eller lag den på nytt.", "file-missing")
    if isinstance(error, IsADirectoryError):
        return Problem(Place(name), "", "dette er en mappe, ikke en fil. Gi mappen et annet navn.", "file-unreadable")
    message = "filen kan ikke leses. Se etter om den er åpen i et annet program, og om du har lov til å lese den."
    return Problem(Place(name), "", message, "file-unreadable")


def forbidden_characters(source: Source) -> Iterator[Problem]:
    """Tabs, hard spaces in the indentation, and ends of lines that cannot be seen: YAML cannot be read past them."""
    text = source.text
    if any(end in text for end in _LINE_ENDS):
        for match in re.finditer(f"[{_LINE_ENDS}]", text):
            yield Problem(source.place(match.start()), "", invisible(match[0]), "character")
    yield from conflict(source)
    if "\t" not in text and not _HARD.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            message = "her står et tabulatortegn (fra Tab-tasten). Bruk mellomromstasten: to mellomrom for hvert nivå innover."
            yield Problem(Place(source.name, number, line.index("\t") + 1), "", message, "tab")
        if found := _HARD_SPACE.match(line):
            message = "her står et hardt mellomrom (ofte limt inn fra Word). Slett det og bruk vanlig mellomrom."
            yield Problem(Place(source.name, number, found.end()), "", message, "hard-space")


def first_invisible(text: str) -> str:
    """The first character of ``text`` that nobody can see and that does not belong; empty when there is none."""
    if text.isprintable():
        return ""
    found = _INVISIBLE.search(text)
    return found[0] if found else ""


def without_invisible(text: str) -> str:
    """The text as it looks."""
    return _INVISIBLE.sub("", text)


def invisible(character: str) -> str:
    """What to tell an editor about an invisible character."""
    return f"her står et usynlig tegn (U+{ord(character):04X}), ofte limt inn fra et annet program. Slett det og skriv ordet på nytt."
