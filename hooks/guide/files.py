"""Data files to nodes: one file, with the right root; and files that nobody reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from guide.hints import did_you_mean
from guide.node import Node
from guide.place import Place, Problem
from guide.source import read


def read_one(root: Path, folder: str, stem: str, lists: Collection[str], problems: list[Problem]) -> Node | None:
    """The node of ``folder``/``stem``.yml below ``root``; None when it cannot be read or has the wrong root.

    ``lists`` are the stems of files that are lists of records; the others are maps. What is wrong goes to ``problems``.
    """
    name = f"{folder}/{stem}.yml"
    node, found = read(root / name, name)
    problems += found
    wrong = _wrong_root(stem, node, lists) if node is not None else None
    if wrong is None:
        return node
    problems.append(wrong)
    return None


def unknown(root: Path, folder: str, stems: Iterable[str], problems: list[Problem]) -> None:
    """A warning for each file of ``folder`` that is none of ``stems``."""
    ours = [f"{stem}.yml" for stem in stems]
    for path in sorted((root / folder).glob("*.y*ml")):
        if path.name not in ours:
            message = f"ukjent fil.{did_you_mean(path.name, ours) or ' Guiden leser den ikke. Slett den.'}"
            problems.append(Problem(Place(f"{folder}/{path.name}"), "", message, "file-unknown", "warning"))


def _wrong_root(stem: str, node: Node, lists: Collection[str]) -> Problem | None:
    wanted = list if stem in lists else dict
    if isinstance(node.value, wanted):
        return None
    how = (
        "en liste: hver post begynner med en strek, som i «- id: mobbing»"
        if wanted is list
        else "felt med navn og kolon, som i «name: Nesbyen»"
    )
    return Problem(node.place, stem, f"filen skal være {how}.", "type-list" if wanted is list else "type-map")
