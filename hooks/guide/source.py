"""YAML text to values that know their place. The only module that knows PyYAML.

PyYAML's own loaders follow YAML 1.1 and turn ``no`` into False, ``0150`` into 104 and
``17:00`` into 1020, let a repeated key win silently and forget where things stood. So
the events of the parser are read directly: every scalar is kept as the text that the
editor wrote, and every value keeps its line and column.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from guide.decode import decode, empty, forbidden_characters
from guide.node import Node
from guide.place import Place, Problem, place_of_offset

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 20
"""Lists and maps may not be nested deeper than this; the guide's own data need 9."""


def read(path: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """Read one data file; ``name`` is how it is called in problems.

    Returns the node tree, or None when the file cannot be read as YAML, and every
    problem met on the way. Never raises for what an editor can have written.
    """
    text, problems = decode(path, name)
    if text is None:
        return None, problems
    node, more = parse(text, name)
    return node, problems + more


def parse(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Read YAML text; see `read`."""
    builder = _Builder(text, name)
    problems = builder.problems
    if forbidden_characters(text, name, problems):
        return None, problems
    try:
        node = builder.document()
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax(error, text, name))
        return None, problems
    except yaml.reader.ReaderError as error:
        place = place_of_offset(text, name, error.position)
        problems.append(
            Problem(
                place,
                "",
                "tegnet her kan ikke stå i en datafil. Slett det og skriv det på nytt med tastaturet.",
                "character",
            )
        )
        return None, problems
    except _StopReadingError:
        return None, problems
    if node is None:
        problems.append(empty(name))
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


class _StopReadingError(Exception):
    """Reading the file cannot go on; the reason is already among the problems."""


class _Builder:
    """Turns parser events into nodes and notes what this project does not allow in YAML."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        # Asked for events one by one: `yaml.parse` would go through a generator for each.
        self.next_event: Any = Loader(text).get_event

    def document(self) -> Node | None:
        """The file's one document, or None when there is nothing in it."""
        root: Node | None = None
        while (event := self.next_event()) is not None:
            if type(event) is yaml.DocumentStartEvent:
                if root is not None:
                    message = "her begynner et nytt dokument (---). En datafil skal bare ha ett. Slett linjen."
                    self._problem(event, message, "documents")
                    raise _StopReadingError
                root = self._node(self.next_event(), 0)
        return None if root is None or root.value is None else root

    def _problem(self, event: Any, message: str, kind: str) -> None:
        self.problems.append(Problem(self._place(event), "", message, kind))

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is yaml.AliasEvent:
            message = "stjerne (*) viser til et anker. Det brukes ikke her. Sett teksten i anførselstegn, eller skriv den en gang til."
            self._problem(event, message, "alias")
            return Node("", self.name, event.start_mark)
        if event.anchor or event.tag:
            self._properties(event)
        if kind is yaml.ScalarEvent:
            value = event.value
            empty_value = not event.style and value in ("", "~", "null")
            return Node(None if empty_value else value, self.name, event.start_mark)
        if depth > MAX_DEPTH:
            self._problem(event, f"listene her ligger inni hverandre i mer enn {MAX_DEPTH} nivåer.", "depth")
            raise _StopReadingError
        if kind is yaml.SequenceStartEvent:
            mark, values = event.start_mark, []
            while type(event := self.next_event()) is not yaml.SequenceEndEvent:
                values.append(self._node(event, depth + 1))
            return Node(values, self.name, mark)
        return self._mapping(event.start_mark, depth)

    def _properties(self, event: Any) -> None:
        if event.anchor:
            message = "og-tegn (&) lager et anker. Det brukes ikke her. Slett det, eller sett teksten i anførselstegn."
            self._problem(event, message, "anchor")
        if event.tag and event.tag != "!":
            message = "utropstegn (!) lager en merkelapp. Det brukes ikke her. Sett teksten i anførselstegn."
            self._problem(event, message, "tag")

    def _mapping(self, mark: Any, depth: int) -> Node:
        fields: dict[str, Node] = {}
        keys: dict[str, Any] = {}
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self._problem(event, "her skulle det stått et feltnavn med kolon etter.", "key")
                self._node(event, depth + 1)
                self._node(self.next_event(), depth + 1)
                continue
            key, key_mark = event.value, event.start_mark
            node = self._node(self.next_event(), depth + 1)
            if key in fields:
                message = f"feltet «{key}» står to ganger (også på linje {keys[key].line + 1}). Slett den ene."
                self._problem(event, message, "key-twice")
                continue
            fields[key], keys[key] = node, key_mark
        return Node(fields, self.name, mark, keys)


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


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    said = f"{error.problem or ''} {error.context or ''}"
    message = next((ours for theirs, ours in _SYNTAX if theirs in said), "linjen kan ikke leses som YAML.")
    # An open quotation mark is found at the end of the file; the editor must look where it began.
    mark = error.context_mark if "quoted scalar" in said else error.problem_mark
    mark = mark or error.problem_mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    if cause := _cause(text, place):
        place, message = cause
    return Problem(place, "", message, "syntax")


_OPEN_QUOTE = re.compile(r"""^\s*(?:- )?[\w-]+: +(["'])(?:(?!\1).)*$""")
_NO_SPACE = re.compile(r"^(\s*(?:- )?(?:nb|nn|en|[a-z]+_[a-z_]+|id|kind|name|type|value|hours)):(?=[^\s/])")


def _cause(text: str, found: Place) -> tuple[Place, str] | None:
    """Where the mistake was made, when the parser stumbled over it further down."""
    lines = text.split("\n")[: found.line]
    for number in range(len(lines), max(0, len(lines) - 3), -1):
        if match := _NO_SPACE.match(lines[number - 1]):
            place = Place(found.file, number, match.end() + 1)
            return place, "her mangler mellomrom etter kolon. Skriv «felt: verdi»."
    for number in range(len(lines), 0, -1):
        if match := _OPEN_QUOTE.match(lines[number - 1]):
            place = Place(found.file, number, match.start(1) + 1)
            return place, "anførselstegnet her blir ikke avsluttet. Sett et likt anførselstegn der teksten slutter."
    return None
