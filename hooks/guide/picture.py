"""The staged process as a picture: where its boxes, words and lines stand.

Any valid process can be drawn. What stands beside each other comes in rows: first the exits, then the
steps of each stage, last the end. Lines run in the channels between the rows and in the margins beside
them (`picture_lines.py`), so that none can cross a box.

All numbers are plain units, y downward; a title is `Sizes.title` high, other words `Sizes.words`. Who
draws (partials/picture.html, or the printed book) chooses how large a unit is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from guide import fitting
from guide.picture_boxes import box, moved, stretched, texts_in
from guide.picture_lines import Edge, Margins, Place, channel_heights, margins, route
from guide.picture_parts import Band, Box, Node, Picture, Sizes, Stage, Text, Words


@dataclass
class _Row:
    nodes: list[Node]
    stage: int
    """-1 for the exits; as many as there are stages for the end."""
    over: str = ""
    """A word over the row: how it belongs to the row above."""
    boxes: list[Box] = field(default_factory=list)


def together(one: Node, other: Node) -> bool:
    """Whether both are done."""
    return one.id in other.beside or other.id in one.beside


def draw(
    stages: Sequence[Stage], exits: Sequence[Node], end: Node, words: Words, width: float, columns: int, sizes: Sizes
) -> Picture:
    """The picture, ``width`` units wide and as high as it must be, with up to ``columns`` boxes in a row.

    In one column the title of a stage stands over its boxes, otherwise to the left of them.
    """
    rows = _rows(stages, exits, end, words, columns)
    edges = _edges(rows)
    sides = margins(edges, sizes.pitch, width)
    drawing = _Drawing(stages, rows, words, width, columns, sizes, sides)
    return drawing.made(edges)


def _rows(stages: Sequence[Stage], exits: Sequence[Node], end: Node, words: Words, columns: int) -> list[_Row]:
    per_row = 1 if columns == 1 else max(columns, 3)
    rows = [_Row(list(exits[i : i + per_row]), -1) for i in range(0, len(exits), per_row)]
    for number, stage in enumerate(stages):
        for group in stage.groups:
            for i in range(0, len(group), columns):
                over = "" if i == 0 else words.both if together(group[i - 1], group[i]) else words.either
                rows.append(_Row(list(group[i : i + columns]), number, over))
    if any(choice.to == end.id for row in rows for node in row.nodes for choice in node.choices):
        rows.append(_Row([end], len(stages)))
    return rows


def _edges(rows: Sequence[_Row]) -> list[Edge]:
    row_of = {node.id: number for number, row in enumerate(rows) for node in row.nodes}
    return [
        Edge(node.id, number, choice.to, row_of[node.id], row_of[choice.to], rows[row_of[choice.to]].stage < 0)
        for row in rows
        for node in row.nodes
        for number, choice in enumerate(node.choices)
    ]


class _Drawing:
    """One picture while it is made."""

    def __init__(
        self, stages: Sequence[Stage], rows: list[_Row], words: Words, width: float, columns: int, sizes: Sizes, sides: Margins
    ) -> None:  # fmt: skip
        self.stages, self.rows, self.words, self.width = stages, rows, words, width
        self.columns, self.sizes, self.sides = columns, sizes, sides
        label = 0.0 if columns == 1 else 0.16 * width
        self.left = label + sides.left + sizes.pad
        self.right = width - sides.right - sizes.pad
        self.label = label
        widest = max((fitting.width(w, sizes.words, True) for w in (words.both, words.either)), default=0)
        self.gap = widest + 2 * sizes.pad

    def made(self, edges: Sequence[Edge]) -> Picture:
        """Rows from top to bottom, then the lines between them."""
        size = self.sizes
        zones = [self._zone(number) for number in range(len(self.rows))]
        for row in self.rows:
            row.boxes = self._boxes(row)
        heights = channel_heights(edges, len(self.rows), size.pitch)
        y = 0.0
        placed: list[tuple[float, float]] = []
        for number, row in enumerate(self.rows):
            new = number > 0 and self.rows[number - 1].stage != row.stage
            y += max(heights[number], 2 * size.pad + 6 if new else size.pad if number else 0)
            y += size.pad if number == 0 or new else 0
            y += self._lines_high(zones[number])
            row.boxes = [moved(each, y) for each in row.boxes]
            placed.append((y, y + row.boxes[0].height))
            y += row.boxes[0].height
        bands = self._bands(placed, zones)
        bottom = max(y, *(band.y + band.height for band in bands))
        height = bottom + max(heights[-1], size.pad)
        boxes = [each for row in self.rows for each in row.boxes]
        places = {b.node.id: Place(b.x, b.y, b.width, b.height, b.ports) for b in boxes}
        tops = [top - self._lines_high(zone) - size.pad for (top, _), zone in zip(placed, zones, strict=True)]
        spans = [(bottom, top) for bottom, top in zip([0, *(b for _, b in placed)], [*tops, height], strict=True)]
        lines = route(
            edges,
            places,
            spans,
            (self.left - size.pad, self.right + size.pad),
            self.sides,
            self.columns == 1,
            size.pitch,
        )
        return Picture(self.width, height, size, tuple(bands), tuple(lines), tuple(boxes), tuple(self._between(zones)))

    def _lines_high(self, texts: Sequence[str]) -> float:
        return len(texts) * self.sizes.title * self.sizes.leading + (4 if texts else 0)

    def _zone(self, number: int) -> list[str]:
        """The words that stand over a row: the title of its stage, or how it belongs to the row above."""
        row, size = self.rows[number], self.sizes
        if number and self.rows[number - 1].stage == row.stage:
            return [row.over] if row.over else []
        if row.stage == -1 or (self.columns == 1 and row.stage < len(self.stages)):
            title = self.words.exits if row.stage == -1 else self.stages[row.stage].title
            # In one column lines come down into the right end of a box, beside the title.
            room = self.right - self.left - (0 if row.stage == -1 else 4.5 * size.pitch + 14)
            return fitting.lines(title, room, size.title, True)
        return []

    def _boxes(self, row: _Row) -> list[Box]:
        exits = row.stage == -1
        # Lines back to an exit run past the exits below it, so those keep clear of the left margin.
        alone = exits and sum(other.stage == -1 for other in self.rows) == 1
        left = self.sizes.pad if alone else self.left
        right = self.width - self.sizes.pad if exits else self.right
        gap = self.sizes.pad if exits else self.gap
        places = len(row.nodes) if exits else self.columns
        each = (right - left - gap * (places - 1)) / places
        # A box with many branches is wider than the others, as far as there is room.
        wanted = [max(each, len(node.choices) * 9 * self.sizes.words) for node in row.nodes]
        room = right - left - gap * (len(row.nodes) - 1)
        widths = [wide * min(1, room / sum(wanted)) for wide in wanted]
        x = left + (room - sum(widths)) / 2
        boxes = []
        for node, wide in zip(row.nodes, widths, strict=True):
            boxes.append(box(node, x, wide, self.sizes))
            x += wide + gap
        high = max(made.height for made in boxes)
        return [stretched(made, high) for made in boxes]

    def _bands(self, placed: Sequence[tuple[float, float]], zones: Sequence[list[str]]) -> list[Band]:
        size, bands = self.sizes, list[Band]()
        for stage in range(-1, len(self.stages)):
            mine = [number for number, row in enumerate(self.rows) if row.stage == stage]
            if not mine:
                continue
            top = placed[mine[0]][0] - self._lines_high(zones[mine[0]]) - size.pad
            height = placed[mine[-1]][1] + size.pad - top
            of = self.stages[stage] if stage >= 0 else None
            if of is not None and self.columns > 1:
                texts, low = texts_in(
                    of.title, size.pad, top + size.pad, self.label - 2 * size.pad, size.title, size.leading, True
                )
                height = max(height, low + size.pad - top)
            else:
                start = size.pad if stage == -1 else self.left
                step = size.title * size.leading
                texts = tuple(
                    Text(start, top + size.pad + i * step + size.title, line, True)
                    for i, line in enumerate(zones[mine[0]])
                )
            bands.append(Band(0, top, self.width, height, texts, stage == -1, of.lang if of else ""))
        return bands

    def _between(self, zones: Sequence[list[str]]) -> list[Text]:
        """«And» and «or»: between the boxes of a row, or over the row."""
        found = []
        for row, zone in zip(self.rows, zones, strict=True):
            first = row.boxes[0]
            if row.over:
                found.append(Text(first.x, first.y - self._lines_high(zone) + self.sizes.title, row.over, True))
            for one, other in zip(row.boxes, row.boxes[1:], strict=False):
                if row.stage >= 0:
                    word = self.words.both if together(one.node, other.node) else self.words.either
                    wide = fitting.width(word, self.sizes.words, True)
                    middle = (one.x + one.width + other.x) / 2
                    found.append(Text(middle - wide / 2, one.y + one.height / 2, word, True))
        return found
