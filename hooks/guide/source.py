"""YAML text to values that know their place. The only module that knows PyYAML.

PyYAML's own loaders follow YAML 1.1 and turn ``no`` into False, ``0150`` into 104 and
``17:00`` into 1020, let a repeated key win silently and forget where things stood. So
the events of the parser are read directly: every scalar is kept as the text that the
editor wrote, and every value keeps its line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 8_000_000
"""A data file larger than this is refused: 1,000 services take about 4 MB."""

MAX_DEPTH = 20
"""Lists and maps may not be nested deeper than this; the guide's own data need 9."""

BOM = "\ufeff"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: file (relative to the project), line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that an editor must (error) or should (warning) put right.

    ``path`` names the field as ``services[0].name``; ``kind`` is a short stable code for
    machines; ``message`` is bokmål, a sentence that says what is wrong and what to write.
    """

    place: Place
    path: str
    message: str
    kind: str
    severity: str = "error"


@dataclass(slots=True)
class Node:
    """A value with its place: ``value`` is text, a map of nodes, a list of nodes or None (empty)."""

    value: str | dict[str, Node] | list[Node] | None
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)

    def get(self, key: str) -> Node | None:
        """The node under ``key``, or None when there is none or this is not a map."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def items(self) -> Iterator[Node]:
        """The nodes of a list; nothing when this is not a list."""
        return iter(self.value if isinstance(self.value, list) else ())

    def text(self, key: str) -> str:
        """The text under ``key``; empty when it is missing or is not text."""
        node = self.get(key)
        return node.value if node is not None and isinstance(node.value, str) else ""

    def texts(self, key: str) -> list[tuple[str, Place]]:
        """The texts of the list under ``key``, each with its place."""
        node = self.get(key)
        return [(n.value, n.place) for n in (node.items() if node else ()) if isinstance(n.value, str)]

    def plain(self) -> Any:
        """The value without places: text, dict, list or None."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def read(path: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """Read one data file; ``name`` is how it is called in problems.

    Returns the node tree, or None when the file cannot be read as YAML, and every
    problem met on the way. Never raises for what an editor can have written.
    """
    text, problems = _decode(path, name)
    if text is None:
        return None, problems
    node, more = parse(text, name)
    return node, problems + more


def parse(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Read YAML text; see `read`."""
    builder = _Builder(text, name)
    problems = builder.problems
    if _forbidden_characters(text, name, problems):
        return None, problems
    try:
        node = builder.document()
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax(error, name))
        return None, problems
    except yaml.reader.ReaderError as error:
        place = _place_of_offset(text, name, error.position)
        problems.append(
            Problem(
                place,
                "",
                "tegnet her kan ikke stå i en datafil. Slett det og skriv det på nytt med tastaturet.",
                "character",
            )
        )
        return None, problems
    except _Stop:
        return None, problems
    if node is None:
        problems.append(_empty(name))
    return node, problems


def front_matter(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """The YAML between the ``---`` lines that open a Markdown file; None when there is none."""
    if not text.startswith("---\n"):
        return None, []
    head, separator, _ = text[4:].partition("\n---\n")
    if not separator:
        return None, [
            Problem(
                Place(name),
                "",
                "opplysningene øverst mangler slutt. Skriv en linje med bare --- under dem.",
                "front-matter",
            )
        ]
    return parse("\n" + head + "\n", name)


class _Stop(Exception):
    """Reading the file cannot go on; the reason is already among the problems."""


def _empty(name: str) -> Problem:
    return Problem(
        Place(name),
        "",
        "filen er tom. Hent tilbake den forrige versjonen, eller fyll den ut slik forklaringen øverst i filen viser.",
        "file-empty",
    )


def _decode(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem(Place(name), "", "filen mangler. Hent den tilbake, eller lag den på nytt.", "file-missing")]
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
        place = _place_of_offset(text, name, text.index("\r"))
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


def _forbidden_characters(text: str, name: str, problems: list[Problem]) -> bool:
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


class _Builder:
    """Turns parser events into nodes and notes what this project does not allow in YAML."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.problems: list[Problem] = []

    def document(self) -> Node | None:
        self.events = yaml.parse(self.text, Loader=Loader)
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(
                        event,
                        "her begynner et nytt dokument (---). En datafil skal bare ha ett. Slett linjen.",
                        "documents",
                    )
                    raise _Stop
                root = self._node(next(self.events), 0)
        return None if root is None or root.value is None else root

    def _problem(self, event: yaml.Event, message: str, kind: str) -> None:
        self.problems.append(Problem(self._place(event), "", message, kind))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        if depth > MAX_DEPTH:
            self._problem(event, f"listene her ligger inni hverandre i mer enn {MAX_DEPTH} nivåer.", "depth")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self._problem(event, "stjerne (*) viser til et anker. Det brukes ikke her. Skriv teksten en gang til.", "alias")
            return Node("", place)
        if getattr(event, "anchor", None):
            self._problem(event, "og-tegn (&) lager et anker. Det brukes ikke her. Slett det, eller sett teksten i «\"».", "anchor")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._problem(event, "utropstegn (!) lager en merkelapp. Det brukes ikke her. Sett teksten i «\"».", "tag")
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style is None or event.style == ""
            return Node(None if plain and event.value in ("", "~", "null") else event.value, place)
        if isinstance(event, yaml.SequenceStartEvent):
            values = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                values.append(self._node(event, depth + 1))
            return Node(values, place)
        return self._mapping(place, depth)

    def _mapping(self, place: Place, depth: int) -> Node:
        fields: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._problem(event, "her skulle det stått et feltnavn med kolon etter.", "key")
                self._node(event, depth + 1)
                self._node(next(self.events), depth + 1)
                continue
            key, key_place = event.value, self._place(event)
            node = self._node(next(self.events), depth + 1)
            if key in fields:
                first = keys[key].line
                self._problem(event, f"feltet «{key}» står to ganger (også på linje {first}). Slett den ene.", "key-twice")
                continue
            fields[key], keys[key] = node, key_place
        return Node(fields, place, keys)


_SYNTAX = (
    ("mapping values are not allowed", "her står et kolon midt i en tekst, eller linjen har feil innrykk. Sett teksten i anførselstegn: \"…\"."),
    ("could not find expected ':'", "her mangler kolon etter feltnavnet, eller teksten over har feil innrykk. Skriv «felt: verdi»."),
    ("quoted scalar", "anførselstegnet her blir ikke avsluttet. Sett et likt anførselstegn der teksten slutter."),
    ("unknown escape character", "omvendt skråstrek (\\) i en tekst med \"…\". Bruk vanlig skråstrek, eller '…' rundt teksten."),
    ("did not find expected ',' or", "listen med [ ] eller { } er ikke riktig avsluttet, eller det mangler komma."),
    ("flow", "listen med [ ] eller { } er ikke riktig avsluttet, eller det mangler komma."),
    ("cannot start any token", "teksten begynner med et tegn som betyr noe i YAML. Sett teksten i anførselstegn: \"…\"."),
    ("did not find expected key", "innrykket stemmer ikke med linjene over, eller et anførselstegn står feil. Bruk like mange mellomrom som i posten over."),
    ("block sequence entries", "streken (-) står på feil sted. En liste begynner på en ny linje, med like mye innrykk på hver strek."),
    ("did not find expected '-' indicator", "innrykket stemmer ikke. Her skulle det stått en strek (-) som over."),
    ("did not find expected alphabetic", "& og * betyr noe i YAML. Sett teksten i anførselstegn: \"…\"."),
    ("undefined alias", "stjerne (*) viser til et anker. Det brukes ikke her. Sett teksten i anførselstegn: \"…\"."),
    ("unacceptable", "tegnet her kan ikke stå i en datafil. Slett det og skriv det på nytt med tastaturet."),
    ("control characters", "tegnet her kan ikke stå i en datafil. Slett det og skriv det på nytt med tastaturet."),
)  # fmt: skip
"""What the parser says, and what it most often means to an editor. First match wins."""


def _syntax(error: yaml.MarkedYAMLError, name: str) -> Problem:
    said = f"{error.problem or ''} {error.context or ''}"
    message = next((ours for theirs, ours in _SYNTAX if theirs in said), "linjen kan ikke leses som YAML.")
    # An open quotation mark is found at the end of the file; the editor must look where it began.
    mark = error.context_mark if "quoted scalar" in said else error.problem_mark
    mark = mark or error.problem_mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    return Problem(place, "", message, "syntax")


def _place_of_offset(text: str, name: str, offset: int) -> Place:
    before = text[:offset]
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
