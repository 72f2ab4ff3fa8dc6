"""The staged process as a picture: where each box, line and word stands. Knows nothing of how it is drawn.

The steps stand below each other. A step that leads to the next has an arrow straight down; other
ways forward run in lanes to the right of the boxes, ways back in lanes to the left, one lane for
each step they lead to, so that no line crosses a box. A rail at the far left binds every step to
the ways out. All measures are units of which the picture is `WIDTH` wide; y grows downward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from guide.branches import branches
from guide.fields import Text
from guide.model_process import Process

WIDTH = 300
SIZE = 15
"""Height of letters: 14 pixels on a screen of 320."""

_LINE = 19
_PAD = 10
_GAP = 24
_LANE = 10
_RAIL = 5

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A line of text; x and y are where its first letter stands."""

    text: str
    x: float
    y: float
    kind: Literal["box", "stage", "between"] = "box"


@dataclass(frozen=True)
class Box:
    """A box that leads to a page; ``id`` is that of the step or exit, or ``end``."""

    id: str
    kind: Literal["step", "choice", "exit", "end"]
    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Way:
    """A line from place to place: ``to`` is the step it leads to, or ``exit`` for the rail."""

    to: str
    points: tuple[Point, ...]
    arrow: bool = False


@dataclass
class Picture:
    """Everything to draw. ``words`` stand outside boxes: titles of stages, «eller», «og»."""

    width: float = WIDTH
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    words: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class _Lane:
    to: int
    sources: tuple[int, ...]

    @property
    def rows(self) -> tuple[int, int]:
        return min(self.to, *self.sources), max(self.to, *self.sources)


def picture(process: Process, say: Callable[[Text], str], words: Mapping[str, str]) -> Picture:
    """Lay out ``process``. ``say`` gives a text in the locale; ``words`` has exits, or, and, end."""
    order = [step.id for step in process.steps]
    rows = {name: row for row, name in enumerate([*order, "end"])}
    forward: dict[int, set[int]] = {}
    back: dict[int, set[int]] = {}
    straight: list[tuple[int, int]] = []
    for row, step in enumerate(process.steps):
        for to in {rows[lead.to] for lead in step.leads_to if lead.to in rows}:
            if to == row + 1:
                straight.append((row, to))
            else:
                (forward if to > row else back).setdefault(to, set()).add(row)
    right, left = _lanes(forward), _lanes(back)
    drawn = Picture()
    spread = min(_LANE, 70 / max(len(right), len(left), 1))
    x = _RAIL + 11 + spread * len(left)
    width = WIDTH - x - 12 - spread * len(right)
    y = _exits(drawn, process, say, words, x, width) + 10
    for stage in process.stages:
        y = _words(drawn, say(stage.title), x, y + 8, width - 34, "stage")
        for branch in branches(process, stage):
            for step in branch.steps:
                if step is not stage.steps[0]:
                    if step is not branch.steps[0]:
                        joined = words["and" if branch.kind == "both" else "or"]
                        drawn.words.append(Line(joined, x + _PAD, y + 17, "between"))
                    y += _GAP
                ports = sum(_meeting(lane, rows[step.id]) for lane in (*right, *left))
                kind: Literal["step", "choice"] = "choice" if branch.kind == "choice" else "step"
                y = _box(drawn, step.id, kind, f"{step.id} {say(step.title)}", x, y, width, ports)
        y += 6
    if any(lead.to == "end" for step in process.steps for lead in step.leads_to):
        y = _box(drawn, "end", "end", words["end"], x, y + _GAP - 6, width, 1)
    drawn.height = y + 4
    boxes = {box.id: box for box in drawn.boxes}
    named = [boxes[name] for name in [*order, "end"] if name in boxes]
    for source, to in straight:
        at = x + width - 16
        drawn.ways.append(Way(named[to].id, ((at, named[source].y + named[source].height), (at, named[to].y)), True))
    _ways(drawn, right, named, lambda number: x + width + 8 + spread * number, x + width)
    _ways(drawn, left, named, lambda number: x - 8 - spread * number, x)
    _rail(drawn, [box for box in named if box.id != "end"], x)
    return drawn


def _meeting(lane: list[_Lane], row: int) -> int:
    """How many ways of a lane meet the box in ``row``."""
    return sum((one.to == row) + (row in one.sources) for one in lane)


def _lanes(edges: Mapping[int, Iterable[int]]) -> list[list[_Lane]]:
    """The ways to each step put into as few lanes as keep them apart, the shortest nearest to the boxes."""
    lanes: list[list[_Lane]] = []
    ways = [_Lane(to, tuple(sorted(sources))) for to, sources in edges.items()]
    for way in sorted(ways, key=lambda w: (w.rows[1] - w.rows[0], w.rows)):
        top, bottom = way.rows
        free = (lane for lane in lanes if all(o.rows[1] < top or o.rows[0] > bottom for o in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([way])
        else:
            lane.append(way)
    return lanes


def _ways(drawn: Picture, lanes: list[list[_Lane]], boxes: list[Box], at: Callable[[int], float], side: float) -> None:
    """The lines of the lanes on one side of the boxes. Ways in meet a box above ways out."""
    meets: dict[int, list[tuple[int, _Lane]]] = {}
    for number, lane in enumerate(lanes):
        for way in lane:
            for row in (way.to, *way.sources):
                meets.setdefault(row, []).append((number, way))
    height: dict[tuple[int, _Lane], float] = {}
    for row, ways in meets.items():
        box = boxes[row]
        ways.sort(key=lambda found: (found[1].to != row, found[0]))
        into = sum(way.to == row for _, way in ways)
        slots = len(ways) + len(ways) % 2  # an even number leaves the middle to the rail
        for place, (_, way) in enumerate(ways):
            slot = place if place < into else slots - len(ways) + place
            height[row, way] = box.y + box.height * (slot + 1) / (slots + 1)
    for number, lane in enumerate(lanes):
        x = at(number)
        for way in lane:
            name, meeting = boxes[way.to].id, height[way.to, way]
            for row in way.sources:
                y = height[row, way]
                drawn.ways.append(Way(name, ((side, y), (x, y), (x, meeting))))
            drawn.ways.append(Way(name, ((x, meeting), (side, meeting)), True))


def _rail(drawn: Picture, boxes: list[Box], x: float) -> None:
    """The way out that every step has."""
    exits = [box.y + box.height / 2 for box in drawn.boxes if box.kind == "exit"]
    if not boxes or not exits:
        return
    steps = [box.y + box.height / 2 for box in boxes]
    drawn.ways += [Way("exit", ((x, y), (_RAIL, y))) for y in steps]
    drawn.ways.append(Way("exit", ((_RAIL, steps[-1]), (_RAIL, exits[0]))))
    drawn.ways += [Way("exit", ((_RAIL, y), (x, y)), True) for y in exits]


def _exits(drawn: Picture, process: Process, say: Callable[[Text], str], words: Mapping[str, str], x: float, width: float) -> float:  # fmt: skip
    y = 0.0
    if process.exits:
        y = _words(drawn, words["exits"], x, y, width, "stage")
    for found in process.exits:
        y = _box(drawn, found.id, "exit", say(found.title), x, y, width, 0) + 6
    return y


def _box(drawn: Picture, name: str, kind: Literal["step", "choice", "exit", "end"], text: str, x: float, y: float, width: float, ports: int) -> float:  # fmt: skip
    """A box with its words; returns where it ends."""
    rows = wrapped(text, width - 2 * _PAD)
    height = max(len(rows) * _LINE + 13, (ports + 1) * 11)
    first = y + (height - len(rows) * _LINE) / 2 + SIZE - 1
    lines = tuple(Line(row, x + _PAD, first + number * _LINE) for number, row in enumerate(rows))
    drawn.boxes.append(Box(name, kind, text, x, y, width, height, lines))
    return y + height


def _words(drawn: Picture, text: str, x: float, y: float, width: float, kind: Literal["stage"]) -> float:
    rows = wrapped(text, width)
    drawn.words += [Line(row, x, y + SIZE + number * _LINE, kind) for number, row in enumerate(rows)]
    return y + len(rows) * _LINE + 7


def wrapped(text: str, width: float) -> list[str]:
    """The text in rows no wider than ``width``. A word that is too long alone is divided with a hyphen."""
    rows: list[str] = []
    for word in text.split():
        if rows and _wide(f"{rows[-1]} {word}") <= width:
            rows[-1] = f"{rows[-1]} {word}"
            continue
        while _wide(word) > width:
            fits = max(n for n in range(1, len(word)) if n == 1 or _wide(word[:n] + "-") <= width)
            rows.append(word[:fits] + "-")
            word = word[fits:]
        rows.append(word)
    return rows


def _wide(text: str) -> float:
    """How wide the text is in the widest of the fonts that readers have (DejaVu Sans), in units."""
    return SIZE * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if letter in "ijl.,:;'|! ":
        return 0.34
    if letter in "frt()-–":
        return 0.42
    if letter in "mwMW@%":
        return 0.99
    if not letter.isascii():
        return 0.8
    return 0.72 if letter.isupper() else 0.64


def arrow(way: Way) -> tuple[Point, Point, Point]:
    """The corners of the head of the arrow at the end of ``way``."""
    (x0, y0), (x, y) = way.points[-2:]
    if y0 == y:
        back = -6 if x > x0 else 6
        return (x, y), (x + back, y - 4), (x + back, y + 4)
    back = -6 if y > y0 else 6
    return (x, y), (x - 4, y + back), (x + 4, y + back)
