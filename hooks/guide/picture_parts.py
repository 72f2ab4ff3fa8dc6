"""What the picture of the process is made from, and what it is made of.

All numbers are plain units, x to the right and y downward. A step, an exit and the end are nodes.
"""

from __future__ import annotations

from dataclasses import dataclass

from guide.picture_lines import Line


@dataclass(frozen=True)
class Choice:
    """A branch: where it leads, what the box calls that (``2a``), and the condition, which may be left out."""

    to: str
    name: str
    when: str = ""


@dataclass(frozen=True)
class Node:
    """A step, an exit or the end, before it has a place."""

    id: str
    kind: str
    """``step``, ``violence``, ``danger``, ``employee`` or ``end``."""
    title: str
    href: str = ""
    lang: str = ""
    """The language of the title when it is not that of the page."""
    beside: frozenset[str] = frozenset()
    """Steps that are done together with this one."""
    note: str = ""
    """A line below the title: steps elsewhere that are done too."""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A stage: its groups, each of steps that stand beside each other."""

    title: str
    groups: tuple[tuple[Node, ...], ...]
    lang: str = ""


@dataclass(frozen=True)
class Words:
    """What stands between boxes and over the exits."""

    both: str
    either: str
    exits: str


@dataclass(frozen=True)
class Sizes:
    """Heights of words, and how far apart things stand."""

    title: float = 14
    words: float = 14
    leading: float = 1.3
    pad: float = 8
    pitch: float = 8
    """Between two lines that run beside each other."""


@dataclass(frozen=True)
class Text:
    """A line of words, from its left end on its base line; ``bold`` or not."""

    x: float
    y: float
    words: str
    bold: bool = False


@dataclass(frozen=True)
class Cell:
    """The part of a box where a branch begins; where there is no room for each, all begin in one."""

    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Box:
    """A node in its place."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...]
    cells: tuple[Cell, ...]
    ports: tuple[float, ...] = ()
    """The x where the line of each branch begins, at the bottom."""


@dataclass(frozen=True)
class Band:
    """The ground behind the boxes of a stage, or of the exits (``exits``), with its title."""

    x: float
    y: float
    width: float
    height: float
    texts: tuple[Text, ...]
    exits: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in order: bands, lines, boxes, words (between boxes)."""

    width: float
    height: float
    sizes: Sizes
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    words: tuple[Text, ...]
