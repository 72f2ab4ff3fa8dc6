"""The lines of the picture of the process: how they run between boxes, and never through one.

Boxes stand in rows. Between two rows is a channel: number r is over row r, and the last is below all
rows. A line goes down from its branch into the channel below, along it, and up or down into the box it
leads to; where that box is more than one row away, it goes by way of a margin: forward on the right,
back on the left. Lines that lead to one box share their way, so whichever is followed, it ends there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FORWARD, BACK, ACROSS = "forward", "back", "across"


@dataclass(frozen=True)
class Edge:
    """A branch: number ``choice`` of the box ``source``, and the rows it leads from and to."""

    source: str
    choice: int
    target: str
    from_row: int
    to_row: int
    to_exit: bool

    @property
    def way(self) -> str:
        """By which margin, or across within the row."""
        if self.from_row == self.to_row:
            return ACROSS
        return FORWARD if self.to_row > self.from_row else BACK

    @property
    def net(self) -> tuple[str, str]:
        """Lines of one net share their way."""
        return self.target, self.way

    @property
    def leaves(self) -> int:
        """The channel where it begins."""
        return self.from_row + 1

    @property
    def enters(self) -> int:
        """The channel from which it goes into the box. Exits stand over all steps: from below."""
        return self.to_row + 1 if self.to_exit or self.way == ACROSS else self.to_row

    @property
    def aside(self) -> bool:
        """Whether it runs in a margin."""
        return self.leaves != self.enters


@dataclass(frozen=True)
class Place:
    """Where a box stands, and where along x its branches begin."""

    x: float
    y: float
    width: float
    height: float
    ports: tuple[float, ...]


@dataclass(frozen=True)
class Line:
    """A branch as drawn: its corners, and the three corners of the tip."""

    source: str
    choice: int
    target: str
    back: bool
    points: tuple[tuple[float, float], ...]
    tip: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Margins:
    """How much room the lines beside the boxes take."""

    left: float
    right: float
    pitch_left: float
    pitch_right: float


Net = tuple[str, str]


def margins(edges: Sequence[Edge], pitch: float, width: float) -> Margins:
    """The room for the lines in each margin: a fifth of the width at most, however many they are."""
    left, right = (_count(_aside(edges, way)) for way in (BACK, FORWARD))
    closer = [min(pitch, width / 5 / (count + 1)) for count in (left, right)]
    rooms = [(count + 1) * apart if count else 0 for count, apart in zip((left, right), closer, strict=True)]
    return Margins(*rooms, *closer)


def channel_heights(edges: Sequence[Edge], rows: int, pitch: float) -> list[float]:
    """How high each channel must be for one line of each net that runs in it, and a tip."""
    nets: list[set[Net]] = [set() for _ in range(rows + 1)]
    for edge in edges:
        nets[edge.leaves].add(edge.net)
        nets[edge.enters].add(edge.net)
    return [(len(found) + 1) * pitch + 2 * TIP if found else 0 for found in nets]


TIP = 7.0
"""How long the tip of a line is."""


def _count(tracks: Mapping[Net, int]) -> int:
    return max(tracks.values(), default=-1) + 1


def _aside(edges: Sequence[Edge], way: str) -> dict[Net, int]:
    """The track of each net in one margin, the shortest nearest to the boxes."""
    spans: dict[Net, tuple[int, int]] = {}
    for edge in edges:
        if edge.way == way and edge.aside:
            low, high = spans.get(edge.net, (edge.enters, edge.enters))
            spans[edge.net] = min(low, edge.leaves), max(high, edge.leaves)
    return _tracks(sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item)), 0)


def _tracks(spans: Iterable[tuple[Net, tuple[float, float]]], apart: float) -> dict[Net, int]:
    """Each span in the first track where it touches no other."""
    tracks: list[list[tuple[float, float]]] = []
    found: dict[Net, int] = {}
    for net, (low, high) in spans:
        free = (n for n, taken in enumerate(tracks) if all(high + apart < a or b + apart < low for a, b in taken))
        number = next(free, len(tracks))
        if number == len(tracks):
            tracks.append([])
        tracks[number].append((low, high))
        found[net] = number
    return found


def route(
    edges: Sequence[Edge], places: Mapping[str, Place], channels: Sequence[tuple[float, float]],
    sides: tuple[float, float], beside: Margins, narrow: bool, pitch: float,
) -> list[Line]:  # fmt: skip
    """The lines. ``channels`` are top and bottom of each; ``sides`` the x where the margins begin;
    in a ``narrow`` picture lines enter at the right end of a box, for a title stands over the rest."""
    entry = _entries(edges, places, narrow, pitch)
    aside = {
        net: sides[1] + (n + 0.5) * beside.pitch_right if way == FORWARD else sides[0] - (n + 0.5) * beside.pitch_left
        for way in (FORWARD, BACK)
        for net, n in _aside(edges, way).items()
    }
    level = _levels(edges, places, channels, entry, aside, pitch)
    return [_line(edge, places, entry[edge.net], aside, level, pitch) for edge in edges]


def _entries(edges: Sequence[Edge], places: Mapping[str, Place], narrow: bool, pitch: float) -> dict[Net, float]:
    """Where along x each net goes into its box: where no other line of that channel runs down."""
    taken: dict[int, list[tuple[float, Net]]] = {}
    for edge in edges:
        taken.setdefault(edge.leaves, []).append((places[edge.source].ports[edge.choice], edge.net))
    found: dict[Net, float] = {}
    for edge in edges:
        if edge.net in found:
            continue
        box, others = places[edge.target], taken.setdefault(edge.enters, [])
        below = edge.enters > edge.to_row
        start = box.x + box.width / 2 if not (narrow or below) else box.x + box.width - 12
        if edge.way == ACROSS and places[edge.source].x < box.x:
            start = box.x + 12
        slots = [start + sign * n for n in range(int(box.width)) for sign in (-1, 1)]
        free = (
            x
            for apart in (pitch, pitch / 2, 3)
            for x in slots
            if box.x + 10 <= x <= box.x + box.width - 10
            and all(abs(x - other) >= apart for other, net in others if net != edge.net)
        )
        found[edge.net] = next(free, start)
        others.append((found[edge.net], edge.net))
    return found


def _levels(
    edges: Sequence[Edge], places: Mapping[str, Place], channels: Sequence[tuple[float, float]],
    entry: Mapping[Net, float], aside: Mapping[Net, float], pitch: float,
) -> dict[tuple[Net, int], float]:  # fmt: skip
    """The y of each net in each channel."""
    reach: dict[int, dict[Net, list[float]]] = {}
    for edge in edges:
        port = places[edge.source].ports[edge.choice]
        for channel, x in ((edge.leaves, port), (edge.enters, entry[edge.net])):
            reached = reach.setdefault(channel, {}).setdefault(edge.net, [])
            reached += [x] + ([aside[edge.net]] if edge.aside else [])
    level = {}
    for channel, nets in reach.items():
        spans = sorted(((net, (min(xs), max(xs))) for net, xs in nets.items()), key=lambda item: (item[1], item[0]))
        for net, number in _tracks(spans, pitch).items():
            level[net, channel] = channels[channel][0] + TIP + (number + 1) * pitch
    return level


def _line(
    edge: Edge, places: Mapping[str, Place], entry: float, aside: Mapping[Net, float],
    level: Mapping[tuple[Net, int], float], pitch: float,
) -> Line:  # fmt: skip
    source, target = places[edge.source], places[edge.target]
    port = source.ports[edge.choice]
    up = edge.enters > edge.to_row
    end = target.y + target.height if up else target.y
    points = [(port, source.y + source.height), (port, level[edge.net, edge.leaves])]
    if edge.aside:
        x = aside[edge.net]
        points += [(x, level[edge.net, edge.leaves]), (x, level[edge.net, edge.enters])]
    points += [(entry, level[edge.net, edge.enters]), (entry, end)]
    back = TIP if up else -TIP
    tip = ((entry, end), (entry - TIP * 0.6, end + back), (entry + TIP * 0.6, end + back))
    # The line itself ends inside the tip.
    points[-1] = (entry, end + back / 2)
    return Line(edge.source, edge.choice, edge.target, edge.way == BACK, tuple(_cut(points, pitch / 2)), tip)


def _cut(points: Sequence[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    """Corners cut off, so that a line that turns looks different from two that cross."""
    kept = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    made = kept[:1]
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        made += [_toward(corner, before, by), _toward(corner, after, by)]
    return [*made, kept[-1]]


def _toward(start: tuple[float, float], to: tuple[float, float], by: float) -> tuple[float, float]:
    (x, y), (u, v) = start, to
    far = abs(u - x) + abs(v - y)
    by = min(by, far / 2)
    return x + (u - x) * by / far, y + (v - y) * by / far
