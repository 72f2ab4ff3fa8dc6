"""A value that knows where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from guide.place import Place, Source

Path = tuple["Path", str | int] | None
"""The way to a node from the root, last part outermost; see `path_name`."""

Value: TypeAlias = "str | dict[str, Node] | list[Node] | None"

_HOLD = (dict, list)
_NO_KEYS: Mapping[str, Any] = MappingProxyType({})


class Node:
    """A value with its place: ``value`` is text, a map of nodes, a list of nodes or None (empty).

    ``mark`` and ``end`` are the parser's own notes of where the value begins and ends, from 0;
    ``keys`` holds those of a map's keys. A place is made of them only when somebody asks: a
    registry has 100,000 values.
    """

    __slots__ = ("end", "file", "keys", "mark", "value")

    def __init__(self, value: Value, file: Source, mark: Any, end: Any, keys: Mapping[str, Any] = _NO_KEYS) -> None:
        self.value, self.file, self.mark, self.end, self.keys = value, file, mark, end, keys

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return Place(self.file.name, self.mark.line + 1, self.mark.column + 1)

    def key_place(self, key: str) -> Place:
        """Where the key ``key`` of a map stands; the map itself when there is no such key."""
        mark = self.keys.get(key, self.mark)
        return Place(self.file.name, mark.line + 1, mark.column + 1)

    def place_of(self, words: str, nth: int = 0) -> Place:
        """Where ``words`` stand in the text of this value, the ``nth`` time; the value itself when they are folded."""
        offset = self.mark.index - 1
        for _ in range(nth + 1):
            offset = self.file.text.find(words, offset + 1, self.end.index)
            if offset < 0:
                return self.place
        text, start = self.file.text, self.mark.index  # counted from here: the file can be large
        lines = text.count("\n", start, offset)
        column = offset - text.rfind("\n", 0, offset) if lines else self.mark.column + 1 + offset - start
        return Place(self.file.name, self.mark.line + 1 + lines, column)

    def place_in(self, key: str) -> Place:
        """Where the value under ``key`` stands; the map itself when there is none."""
        child = self.get(key)
        return child.place if child is not None else self.place

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
        value = self.value
        if type(value) is dict:
            return {key: node.plain() for key, node in value.items()}
        if type(value) is list:
            return [node.plain() for node in value]
        return value

    def holders(self) -> Holders:
        """The maps and lists among this node and all below it, each with the way to it; no order is promised.

        For who looks at every value of a registry: most are texts, and `walk` makes a way to each of them.
        """
        found: Holders = [(None, self)]
        for path, node in found:  # grows as it goes
            value = node.value
            if type(value) is dict:
                found += [((path, key), child) for key, child in value.items() if type(child.value) in _HOLD]
            elif type(value) is list:
                found += [((path, number), child) for number, child in enumerate(value) if type(child.value) in _HOLD]
        return found

    def children(self) -> Iterable[tuple[str | int, Node]]:
        """What stands in a map, with its keys, or in a list, with its numbers; nothing in a text."""
        value = self.value
        return value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()

    def walk(self) -> Iterator[tuple[Path, Node]]:
        """This node and all below it, each with the way to it; in the order of the file."""
        todo: list[tuple[Path, Node]] = [(None, self)]
        while todo:
            path, node = todo.pop()
            yield path, node
            value = node.value
            if type(value) is dict:
                todo += [((path, key), child) for key, child in reversed(value.items())]
            elif type(value) is list:
                todo += [((path, number), child) for number, child in reversed(list(enumerate(value)))]


Holders: TypeAlias = list[tuple[Path, Node]]
"""What `Node.holders` finds."""


def path_name(root: str, path: Path) -> str:
    """The way to a node as problems show it: ``services[0].name.nb``."""
    parts: list[str] = []
    while path is not None:
        path, part = path
        parts.append(f"[{part}]" if isinstance(part, int) else f".{part}")
    return root + "".join(reversed(parts))
