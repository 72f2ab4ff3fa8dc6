"""The texts of the data files that may hold a number or an address, found once for all who look for these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from guide.node import Holders, Node, Path

_FIGURE = re.compile("[0-9@]")

_NO_TEXTS = frozenset({"value", "url", "source", "id", "on", "hours"})
"""Fields with rules of their own about what may stand there."""


class Figures(NamedTuple):
    """A text with a digit or an @ in it: the stem of its file, the way to what it stands in, its key, and its node."""

    stem: str
    path: Path
    key: str | int
    node: Node
    text: str


def with_figures(holders: Mapping[str, Holders]) -> list[Figures]:
    """The texts among ``holders`` with a digit or an @."""
    search = _FIGURE.search
    return [
        Figures(stem, path, key, child, text)
        for stem, listed in holders.items()
        for path, node in listed
        for key, child in node.children()
        if type(text := child.value) is str and search(text) and key not in _NO_TEXTS
    ]
