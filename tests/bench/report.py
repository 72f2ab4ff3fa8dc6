"""What was measured, as a table, and what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engines import CHECK, ENGINES, OURS, PLAIN, ZENSICAL, Engine
from measure import Sample

AGAINST_PLAIN, AT_SIZE = 0.6, 200
GROWTH, LARGE = 1.25, 1000
CHECK_SECONDS = 1.0
BUSY = 1.3


@dataclass(frozen=True)
class Measured:
    """One engine at one size."""

    sample: Sample
    pages: int
    runs: int


Results = Mapping[tuple[int, str], Measured]
"""By size (services added) and name of the engine; one that failed or was not run is not there."""

_COLUMNS = ("added", "pages", "engine", "runs", "CPU s", "wall s", "peak MB", "CPU/mkdocs", "CPU/zensical")


def table(results: Results, sizes: Iterable[int]) -> Iterator[str]:
    """The lines of the table."""
    rows = [_COLUMNS, *(_row(results, size, e) for size in sizes for e in ENGINES if (size, e.name) in results)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_COLUMNS))]
    for row in rows:
        cells = (c.ljust(w) if i == 2 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        yield "  ".join(cells).rstrip()


def _row(results: Results, size: int, engine: Engine) -> tuple[str, ...]:
    found = results[size, engine.name]
    s = found.sample
    ratios = (_ratio(found, results.get((size, other.name))) if engine.builds else "" for other in (PLAIN, ZENSICAL))
    pages = str(found.pages) if engine.builds else ""
    figures = (f"{s.cpu:.2f}", f"{s.wall:.2f}", f"{s.memory:.0f}")
    return str(size), pages, engine.name, str(found.runs), *figures, *ratios


def _ratio(one: Measured, other: Measured | None) -> str:
    return f"{one.sample.cpu / other.sample.cpu:.2f}" if other else ""


def legend() -> Iterator[str]:
    """What each engine was given."""
    for engine in ENGINES:
        yield f"{engine.name.ljust(13)}  {engine.note}"


def promises(results: Results, sizes: Iterable[int]) -> Iterator[str]:
    """Each promise of the project about speed, and whether it is kept."""

    def cpu(size: int, engine: Engine) -> float:
        return results[size, engine.name].sample.cpu

    def per_page(size: int) -> float:
        return cpu(size, OURS) / results[size, OURS.name].pages

    def ahead(size: int) -> tuple[bool, str]:
        ours, other = results[size, OURS.name].sample, results[size, ZENSICAL.name].sample
        said = f"CPU {ours.cpu:.2f} to {other.cpu:.2f} s, wall {ours.wall:.2f} to {other.wall:.2f} s"
        return ours.cpu < other.cpu and ours.wall < other.wall, said

    def of_plain() -> tuple[bool, str]:
        ratio = cpu(AT_SIZE, OURS) / cpu(AT_SIZE, PLAIN)
        return ratio <= AGAINST_PLAIN, f"{ratio:.2f}"

    def growth() -> tuple[bool, str]:
        ratio = per_page(LARGE) / per_page(AT_SIZE)
        return ratio <= GROWTH, f"{ratio:.2f} times the CPU a page"

    def check() -> tuple[bool, str]:
        wall = results[LARGE, CHECK.name].sample.wall
        return wall < CHECK_SECONDS, f"{wall:.2f} s"

    asked = [
        (f"ours takes at most {AGAINST_PLAIN} of plain MkDocs at {AT_SIZE} services", of_plain),
        (f"ours grows at most linearly from {AT_SIZE} to {LARGE} services (a page at most {GROWTH} times)", growth),
        *((f"ours is ahead of Zensical at {size} services", lambda size=size: ahead(size)) for size in sizes),
        (f"reading and checking {LARGE} services takes under {CHECK_SECONDS:.0f} second", check),
    ]
    for promise, answer in asked:
        try:
            kept, said = answer()
        except KeyError:
            yield f"  ?  {promise}: not measured"
        else:
            yield f"{'yes' if kept else ' NO'}  {promise}: {said}"


def doubts(results: Results, sizes: Iterable[int]) -> Iterator[str]:
    """Why the table may not be trusted."""
    for size in sizes:
        if len({found.pages for (of, _), found in results.items() if of == size and found.pages}) > 1:
            yield f"The engines did not write the same number of pages at {size} services."
    # These run in one thread and wait for nothing, so what they took longer went to other programs.
    alone = [found.sample for (_, name), found in results.items() if name in (OURS.name, PLAIN.name, CHECK.name)]
    if any(sample.wall > BUSY * sample.cpu for sample in alone):
        yield "The machine was busy with something else: wall seconds are too long. Trust the CPU seconds."
