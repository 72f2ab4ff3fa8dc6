"""What all municipalities share: records in data/national/, changed or hidden by id in a municipality's own files.

A record of data/services.yml with the id of a shared one changes it: the fields written there replace the shared
ones, the others stay. With ``hide: yes`` the shared record is left out. The item ``- own`` of a shared file is where
a municipality's own records stand among the shared ones in lists; without it they come last.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from guide.node import Node
from guide.place import Place, Problem

FOLDER = "national"
"""The folder below data/ with the shared files."""

SHARED: Mapping[str, tuple[str, ...]] = {"services": ("kind", "level"), "resources": ("type", "status")}
"""The files that may stand there, beside the municipality's own, and the fields of a record that nobody may change:
with another kind it would be another record. By these fields the schemas tell a whole record from a change."""

HIDE, OWN = "hide", "own"

_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "services": {"alternatives": "service", "topics": "topic"},
    "resources": {"replaced_by": "resource", "topics": "topic"},
}
"""The fields of shared records with ids that a municipality may lack, and what these are ids of."""


class _Changed(Node):
    """A shared record with the fields that the municipality wrote laid over it."""

    __slots__ = ("own", "shared")

    def __init__(self, own: Node, shared: Node) -> None:
        assert isinstance(own.value, dict)
        assert isinstance(shared.value, dict)
        super().__init__({**shared.value, **own.value}, own.file, own.mark, own.end, {**shared.keys, **own.keys})
        self.own, self.shared = own, shared

    def key_place(self, key: str) -> Place:
        """Where the key stands: in the municipality's file, or in the shared one."""
        return (self.shared if key not in self.own.keys and key in self.shared.keys else self.own).key_place(key)


@dataclass(frozen=True)
class Merged:
    """The records of both files as one list, with what the editor is told of it."""

    node: Node
    problems: tuple[Problem, ...]
    origins: tuple[tuple[int | None, int | None], ...]
    """For each record its number in the municipality's file and in the shared one, from 0."""
    hidden: Mapping[str, Place]
    """Where each hidden record is hidden, by id."""


def merge(stem: str, own: Node, shared: Node) -> Merged:
    """The shared records as changed or hidden, with the municipality's own among them."""
    shared_ids = {record.text("id") for record in shared.items()} - {""}
    changes: dict[str, tuple[int, Node]] = {}
    records: list[tuple[Node, int | None, int | None]] = []
    problems: list[Problem] = []
    for number, record in enumerate(own.items()):
        name, path = record.text("id"), f"{stem}[{number}]"
        if name in shared_ids and name not in changes and isinstance(record.value, dict):
            changes[name] = (number, record)
        else:
            records.append((record, number, None))
            if isinstance(record.value, dict) and HIDE in record.value and name not in changes:
                message = f"«{HIDE}» kan bare skjule en post som står i data/{FOLDER}/. Slett linjen, eller slett hele posten."
                problems.append(Problem(record.key_place(HIDE), f"{path}.{HIDE}", message, "hide-own"))
    mine, found, hidden = records, list[tuple[Node, int | None, int | None]](), dict[str, Place]()
    for number, record in enumerate(shared.items()):
        change = changes.pop(record.text("id"), None)
        if record.value == OWN and mine is records:
            found += mine
            mine = []
        elif change is None:
            found.append((record, None, number))
        else:
            told = list(_told(stem, *change, record))
            problems += told
            if HIDE in change[1].keys and all(p.severity == "note" for p in told):
                hidden[record.text("id")] = change[1].place
            else:
                found.append((_changed(change[1], record), change[0], number))
    found += mine
    node = Node([r for r, _, _ in found], own.file, own.mark, own.end)
    return Merged(node, tuple(problems), tuple((o, s) for _, o, s in found), hidden)


def _changed(own: Node, shared: Node) -> Node:
    node = _Changed(own, shared)
    assert isinstance(node.value, dict)
    node.value.pop(HIDE, None)
    return node


def _told(stem: str, number: int, own: Node, shared: Node) -> Iterator[Problem]:
    """What the editor is told of a change to a shared record: a note, or what is wrong with it."""
    path, where = f"{stem}[{number}]", f"{shared.place.file}:{shared.place.line}"
    hide = own.get(HIDE)
    fields = [key for key in own.keys if key not in ("id", HIDE)]
    kept = [field for field in fields if field in SHARED[stem]]
    if hide is not None and hide.value != "yes":
        message = f"skriv «{HIDE}: yes» for å skjule den felles posten, eller slett linjen for å vise den."
        yield Problem(own.place_in(HIDE), f"{path}.{HIDE}", message, "hide-value")
    elif hide is not None and fields:
        message = f"posten er skjult. Da brukes ikke «{fields[0]}». Slett feltet, eller slett «{HIDE}:»."
        yield Problem(own.key_place(fields[0]), f"{path}.{fields[0]}", message, "hide-and-change")
    elif hide is not None:
        yield Problem(own.place, path, f"skjuler den felles posten på {where}.", "national-hidden", "note")
    elif kept:
        for field in kept:
            message = f"«{field}» står i den felles posten på {where} og kan ikke endres her. Slett linjen. Er det noe annet enn den felles, så gi posten en ny id."
            yield Problem(own.key_place(field), f"{path}.{field}", message, "national-kept")
    elif fields:
        listed = ", ".join(f"«{field}»" for field in fields)
        message = f"endrer {listed} i den felles posten på {where}."
        yield Problem(own.place, path, message, "national-changed", "note")
    else:
        message = f"posten står i {shared.place.file}, og her står det ikke hva som skal endres. Skriv feltene, «{HIDE}: yes», eller slett den."
        yield Problem(own.place, path, message, "national-empty")


def fit(merged: Mapping[str, Merged], known: Mapping[str, Collection[str] | None], owner: Node | None) -> list[Problem]:
    """Leave out of the shared records what they say of others that this municipality hides or does not have.

    ``known`` has the ids there are by kind, or None when they could not be read. ``owner`` is the municipality's own,
    who keeps the shared records with ``owner: own`` as well. Changes the nodes. The notes tell of what is not there
    and is not hidden either.
    """
    notes = []
    for stem, found in merged.items():
        assert isinstance(found.node.value, list)
        for index, (record, (_, number)) in enumerate(zip(found.node.value, found.origins, strict=True)):
            if number is not None and owner is not None and record.text("owner") == OWN:
                record = found.node.value[index] = _with(record, "owner", owner)
            for field, kind in _REFERENCES[stem].items() if number is not None else ():
                listed, ids = record.get(field), known[kind]
                if listed is None or ids is None or not isinstance(listed.value, list) or not _is_shared(listed):
                    continue
                gone = [n for n in listed.value if isinstance(n.value, str) and n.value not in ids]
                if not gone:
                    continue
                left = Node([n for n in listed.value if n not in gone], listed.file, listed.mark, listed.end)
                record = found.node.value[index] = _with(record, field, left)
                for each in gone:
                    if each.value not in merged.get(f"{kind}s", found).hidden:
                        message = f"«{each.value}» finnes ikke hos dere, og er utelatt her."
                        notes.append(Problem(each.place, f"{stem}[{number}].{field}", message, "national-left-out", "note"))  # fmt: skip
    return notes


def _is_shared(node: Node) -> bool:
    return f"/{FOLDER}/" in node.file.name


def _with(record: Node, field: str, other: Node) -> Node:
    """The record with another value in a field; what was read stays as it is."""
    assert isinstance(record.value, dict)
    value = {**record.value, field: other}
    if isinstance(record, _Changed):
        record.value = value
        return record
    return Node(value, record.file, record.mark, record.end, record.keys)


def renumbered(problems: Iterable[Problem], merged: Mapping[str, Merged]) -> list[Problem]:
    """The problems with records counted as in the file they stand in, not as in the list of both."""
    if not merged:
        return list(problems)
    counted = re.compile(rf"({'|'.join(SHARED)})\[(\d+)\]")

    def path(problem: Problem) -> str:
        found = counted.match(problem.path)
        if found is None or found[1] not in merged or int(found[2]) >= len(merged[found[1]].origins):
            return problem.path
        own, shared = merged[found[1]].origins[int(found[2])]
        number = shared if f"/{FOLDER}/" in problem.place.file or own is None else own
        return f"{found[1]}[{number}]{problem.path[found.end() :]}"

    return [replace(p, path=path(p)) for p in problems]


def told_of_hidden(problems: Iterable[Problem], hidden: Mapping[str, Place]) -> list[Problem]:
    """The problems; one of a link to a page that is not there says so when its record is hidden.

    ``hidden`` has the addresses of pages, as ``tjenester/ung-no``, with the places where they are hidden.
    """

    def told(problem: Problem) -> Problem:
        gone = [a for a in hidden if re.search(rf"/{re.escape(a)}(?![\w-])", problem.message)]
        if problem.kind != "link" or not gone:
            return problem
        at = hidden[gone[0]]
        return replace(problem, message=f"{problem.message} Posten er skjult i {at.file}:{at.line}.")

    return [told(p) for p in problems] if hidden else list(problems)
