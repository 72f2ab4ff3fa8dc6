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
from guide import syntax
from guide.decode import decode, empty, first_invisible, forbidden_characters, invisible, without_invisible
from guide.node import Node
from guide.place import Place, Problem, Source

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
    source = Source(name, text)
    if problems := list(forbidden_characters(source)):
        return None, problems
    builder = _Builder(source)
    try:
        node = builder.document()
    except yaml.MarkedYAMLError as error:
        found = syntax.problem(error, source, builder.last)
        # The parser stumbles over an anchor or a star too; the editor has been told of it.
        if found.place.line not in {p.place.line for p in builder.problems}:
            builder.problems.append(found)
        return None, builder.problems
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode(errors="ignore")  # it counts in bytes
        builder.problems.append(Problem(source.place(len(before)), "", invisible(text[len(before)]), "character"))
        return None, builder.problems
    except _StopReadingError:
        return None, builder.problems
    if node is None:
        builder.problems.append(empty(name))
    return node, builder.problems


def front_matter(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """The YAML between the ``---`` lines that open a Markdown file; None when there is none."""
    if not text.startswith("---\n"):
        return None, []
    head, separator, _ = text[4:].partition("\n---\n")
    if not separator:
        if blank := re.search(r"^---([ \t]+)$", text[4:], re.M):
            message = "etter --- står det mellomrom, og da ser maskinen ikke at opplysningene slutter her. Slett det."
            return None, [Problem(Source(name, text).place(4 + blank.start(1)), "", message, "front-matter")]
        message = "opplysningene øverst mangler slutt. Skriv en linje med bare --- under dem."
        return None, [Problem(Place(name), "", message, "front-matter")]
    return parse("\n" + head + "\n", name)


_EMPTY = frozenset({"", "~", "null"})
"""What stands for nothing in YAML, without quotation marks."""


class _StopReadingError(Exception):
    """Reading the file cannot go on; the reason is already among the problems."""


class _Builder:
    """Turns parser events into nodes and notes what this project does not allow in YAML."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.last: Any = None  # the last event with a text: where a mistake that shows later may have begun
        # Asked for events one by one: `yaml.parse` would go through a generator for each.
        self.next_event: Any = Loader(source.text).get_event

    def document(self) -> Node | None:
        """The file's one document, or None when there is nothing in it."""
        root: Node | None = None
        while (event := self.next_event()) is not None:
            if type(event) is yaml.DocumentStartEvent:
                if root is not None:
                    message = "en linje med bare --- begynner en ny fil for maskinen. Slett linjen."
                    self._stop(event, message, "documents")
                (root,) = self._node(self.next_event(), 0)
            elif type(event) is yaml.DocumentEndEvent and event.explicit:
                self._stop(
                    event, "en linje med tre prikker (...) avslutter filen for maskinen. Slett linjen.", "documents"
                )
        return None if root is None or root.value is None else root

    def _stop(self, event: Any, message: str, kind: str) -> None:
        self._problem(event, message, kind)
        raise _StopReadingError

    def _problem(self, event: Any, message: str, kind: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(Place(self.source.name, mark.line + 1, mark.column + 1), "", message, kind))

    def _node(self, event: Any, depth: int) -> tuple[Node, ...]:
        """The value that begins with ``event``; several, when an item of a list lacks the dash between two."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            message = 'en stjerne (*) først i en tekst betyr noe for maskinen. Sett teksten i anførselstegn: "…".'
            self._problem(event, message, "alias")
            return (Node("", self.source, event.start_mark, event.end_mark),)
        if kind is yaml.ScalarEvent:
            return (self._scalar(event),)
        if event.anchor or event.tag:
            self._properties(event)
        if depth > MAX_DEPTH:
            self._stop(
                event,
                f"listene her ligger inni hverandre i mer enn {MAX_DEPTH} nivåer. Slett klammer eller innrykk du ikke trenger.",
                "depth",
            )
        if kind is yaml.SequenceStartEvent:
            start = event
            values: list[Node] = []
            while (kind := type(event := self.next_event())) is not yaml.SequenceEndEvent:
                if kind is yaml.ScalarEvent:
                    values.append(self._scalar(event))
                else:
                    values += self._node(event, depth + 1)
            return (Node(values, self.source, start.start_mark, event.end_mark),)
        return self._mapping(event, depth)

    def _scalar(self, event: Any) -> Node:
        if event.anchor or event.tag:
            self._properties(event)
        self.last = event
        value = event.value
        if not value.isprintable():
            value = self._visible(event)
        if value in _EMPTY and not event.style:
            value = None
        return Node(value, self.source, event.start_mark, event.end_mark)

    def _visible(self, event: Any) -> str:
        """The text of a scalar without the characters that nobody can see; the first is told."""
        text = str(event.value)
        if character := first_invisible(text):
            start, end = event.start_mark.index, event.end_mark.index
            offset = self.source.text.find(character, start, end)
            if offset < 0:  # written as an escape, like "\0"
                offset = max(self.source.text.find("\\", start, end), start)
            self.problems.append(Problem(self.source.place(offset), "", invisible(character), "character"))
            return without_invisible(text)
        return text

    def _properties(self, event: Any) -> None:
        if event.anchor:
            message = 'et og-tegn (&) først i en tekst betyr noe for maskinen. Slett det, eller sett teksten i anførselstegn: "…".'
            self._problem(event, message, "anchor")
        if event.tag and event.tag != "!":
            message = 'et utropstegn (!) først i en tekst betyr noe for maskinen. Sett teksten i anførselstegn: "…".'
            self._problem(event, message, "tag")

    def _mapping(self, start: Any, depth: int) -> tuple[Node, ...]:
        fields: dict[str, Node] = {}
        keys: dict[str, Any] = {}
        whole: list[Node] = []
        begins, cut, last, above_told = start.start_mark, False, "", False
        while type(event := self.next_event()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self._problem(event, "her skulle det stått navnet på et felt, med kolon etter, som i «name:».", "key")
                self._node(event, depth + 1)
                self._node(self.next_event(), depth + 1)
                continue
            key, key_event = event.value, event
            if not key.isprintable():
                key = self._visible(event)
            event = self.next_event()
            # Most values are texts: they take the short way.
            node = self._scalar(event) if type(event) is yaml.ScalarEvent else self._node(event, depth + 1)[0]
            if key == "<<" and self.problems and self.problems[-1].kind == "alias":
                self.problems.pop()  # told as a field that is not known
            if start.flow_style and node.value is None and not self._has_colon(key_event, node):
                name, colon, rest = key.partition(":")
                if not colon:
                    if not cut:
                        self._cut(start, key_event)
                    cut = True
                    continue
                self._problem(key_event, "her mangler et vanlig mellomrom etter kolon. Skriv «felt: verdi».", "key")
                key, node = name, Node(rest.strip(), self.source, node.mark, node.end)
            if key in fields:
                if self._new_record(key, fields, keys, key_event, bool(whole)):
                    whole.append(Node(fields, self.source, begins, key_event.start_mark, keys))
                    fields, keys, begins = {}, {}, key_event.start_mark
                elif fields[last].value is None and not above_told:
                    message = f"linjene under «{last}» har feil innrykk. De skal stå to mellomrom lenger inn enn «{last}:», og «{last}:» rett under feltene det hører sammen med."
                    self.problems.append(
                        Problem(
                            Place(self.source.name, keys[last].line + 1, keys[last].column + 1), "", message, "indent"
                        )
                    )
                    above_told = True
                    continue
                elif above_told:
                    continue
                else:
                    message = f"feltet «{key}» står to ganger (også på linje {keys[key].line + 1}). Slett den ene."
                    self._problem(key_event, message, "key-twice")
                    continue
            fields[key], keys[key] = node, key_event.start_mark
            last, above_told = key, False
        return (*whole, Node(fields, self.source, begins, event.end_mark, keys))

    def _new_record(self, key: str, fields: dict[str, Node], keys: dict[str, Any], event: Any, later: bool) -> bool:
        """Whether a repeated key begins a new record that lacks its dash; told when it does."""
        line = self.source.text.rfind("\n", 0, keys[key].index) + 1
        dashed = self.source.text[line : keys[key].index].strip() == "-"
        if (
            not (dashed or (later and key == next(iter(fields))))
            or len(fields) < 2
            or keys[key].column != event.start_mark.column
        ):
            return False
        message = f"feltet «{key}» står to ganger i samme post (også på linje {keys[key].line + 1}). Begynner det en ny post her, mangler streken: skriv «- {key}: …»."
        self._problem(event, message, "dash-missing")
        return True

    def _has_colon(self, key: Any, node: Node) -> bool:
        return ":" in self.source.text[key.end_mark.index : node.end.index + 1]

    def _cut(self, start: Any, key: Any) -> None:
        """Tell of a word in ``{ }`` without a colon: a comma cut a text, or the brackets are no map at all."""
        text, begins = self.source.text, key.start_mark.index
        before = text.rfind(",", start.start_mark.index, begins)
        if before >= 0:
            message = 'her står et komma midt i en tekst. Sett teksten i anførselstegn: "…".'
            self.problems.append(Problem(self.source.place(before), "", message, "comma"))
        else:
            message = 'krøllparenteser betyr noe for maskinen. Er dette en tekst, sett den i anførselstegn: "…". Er det en liste, skriv [ ].'
            self._problem(start, message, "braces")
