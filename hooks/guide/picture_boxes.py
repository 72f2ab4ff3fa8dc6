"""The inside of a box of the picture: the lines of its title, and the cells where its branches begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide import fitting
from guide.picture_parts import Box, Cell, Choice, Node, Sizes, Text


def box(node: Node, x: float, width: float, size: Sizes) -> Box:
    """``node`` in a box with its top at 0, as high as its words are."""
    pad = size.pad
    texts, y = texts_in(node.title, x + pad, pad, width - 2 * pad, size.title, size.leading, True)
    if node.note:
        more, y = texts_in(node.note, x + pad, y, width - 2 * pad, size.words, size.leading, False)
        texts += more
    cells: tuple[Cell, ...] = ()
    ports: tuple[float, ...] = ()
    if node.choices:
        cells, ports = _cells(node.choices, x, y + pad / 2, width, size)
        y = cells[0].y + cells[0].height
    return Box(node, x, 0, width, y + pad, texts, cells, ports)


def _cells(
    choices: Sequence[Choice], x: float, y: float, width: float, size: Sizes
) -> tuple[tuple[Cell, ...], tuple[float, ...]]:
    """A cell for each branch. Where they would be too narrow to read, one cell names them all, and the
    lines begin below it, away from the right end, where lines enter the box."""
    widths = _shares(choices, width, size)
    if len(choices) > 2 and min(widths) < 2 * size.words:
        names = Choice("", ", ".join(choice.name for choice in choices))
        only = _cell(names, x + size.pad, y, width - 2 * size.pad, size)
        apart = (width - size.pad - 34) / len(choices)
        return (only,), tuple(x + size.pad + (n + 0.5) * apart for n in range(len(choices)))
    left, cells = x + size.pad, []
    for choice, wide in zip(choices, widths, strict=True):
        cells.append(_cell(choice, left, y, wide, size))
        left += wide + size.pad
    high = max(cell.height for cell in cells)
    return tuple(replace(c, height=high) for c in cells), tuple(c.x + c.width / 2 for c in cells)


def _shares(choices: Sequence[Choice], width: float, size: Sizes) -> list[float]:
    """How wide the cells of a box are: alike when they hold conditions, else as wide as their names ask."""
    room = width - size.pad * (len(choices) + 1)
    if any(choice.when for choice in choices):
        return [room / len(choices)] * len(choices)
    names = [fitting.width(f"→ {choice.name}", size.words, True) + 12 for choice in choices]
    asked = [min(name, room / 2) for name in names]
    return [room * name / sum(asked) for name in asked]


def _cell(choice: Choice, x: float, y: float, width: float, size: Sizes) -> Cell:
    inset = min(6.0, width / 8)
    room = width - 2 * inset
    texts, below = texts_in(f"→ {choice.name}", x + inset, y + 3, room, size.words, size.leading, True)
    if choice.when:
        more, below = texts_in(choice.when, x + inset, below, room, size.words, size.leading, False)
        texts += more
    return Cell(x, y, width, below + 4 - y, texts)


def texts_in(
    words: str, x: float, y: float, room: float, high: float, leading: float, bold: bool
) -> tuple[tuple[Text, ...], float]:
    """``words`` in lines from ``y`` downward, and where they end."""
    made = fitting.lines(words, room, high, bold)
    step = high * leading
    return tuple(Text(x, y + i * step + high, line, bold) for i, line in enumerate(made)), y + len(made) * step


def stretched(box: Box, height: float) -> Box:
    """The box at the height of its row: its cells go down to the bottom, where the lines begin."""
    return replace(box, height=height, cells=tuple(_cell_moved(c, height - box.height) for c in box.cells))


def moved(box: Box, down: float) -> Box:
    """The box further down."""
    texts = tuple(replace(t, y=t.y + down) for t in box.texts)
    return replace(box, y=box.y + down, texts=texts, cells=tuple(_cell_moved(c, down) for c in box.cells))


def _cell_moved(cell: Cell, down: float) -> Cell:
    return replace(cell, y=cell.y + down, texts=tuple(replace(t, y=t.y + down) for t in cell.texts))
