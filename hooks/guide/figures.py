"""The texts of the data files that may hold a number or an address, found once for all who look for these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from guide.node import Holders, Node, Path

_FIGURE = re.compile("[0-9@]")

_NO_TEXTS = frozenset({"value", "url", "source", "id", "on", "hours"})
"""Fields with rules of their own about what may stand there."""


Figures: TypeAlias = tuple[str, Path, "str | int", Node, str, int]
"""A text with a digit or an @ in it: the stem of its file, the way to what it stands in, its key, node and words, and
where the first of these signs is."""


def with_figures(holders: Mapping[str, Holders]) -> list[Figures]:
    """The texts among ``holders`` with a digit or an @."""
    search = _FIGURE.search
    return [
        (stem, path, key, child, text, found.start())
        for stem, listed in holders.items()
        for path, node in listed
        for key, child in node.children()
        if type(text := child.value) is str and key not in _NO_TEXTS and (found := search(text))
    ]
