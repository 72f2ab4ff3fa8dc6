"""`make bench`: this generator beside plain MkDocs, Zensical and Hugo, with the same pages on the same machine.

Prints a table and whether the promises of the project about speed are kept. Never fails: what
a machine can do, and what else it does just now, is no fault of a change.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import report
from engines import ENGINES, SEARCH, Engine, environment
from measure import Sample, run, typical
from report import AT_SIZE, LARGE, Measured

MEMORY = Path("/dev/shm")
ROOM = 2_000_000_000
"""Bytes that the sources and one built site of 1,000 services take, with some to spare."""

SLOW = 12.0
"""CPU seconds; what takes longer is run once."""


def main() -> None:
    """Read the options, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="how many times each is run; the median counts")
    parser.add_argument("--sizes", default=f"20,{AT_SIZE},{LARGE}", help="how many services are made up, e.g. 20,200")
    parser.add_argument("--only", default="", help="the engines to run, by name, e.g. 'ours,guide check'")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    names = chosen.only.split(",") if chosen.only else [engine.name for engine in ENGINES]
    with tempfile.TemporaryDirectory(prefix="guide-bench-", dir=_fast_folder()) as folder:
        _measure(Path(folder), sizes, [e for e in ENGINES if e.name in names], chosen.runs)


def _fast_folder() -> Path | None:
    """A memory file system when there is one with room; else None, the usual folder for such files."""
    usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if usable else None


def _measure(work: Path, sizes: list[int], engines: list[Engine], runs: int) -> None:
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()};")
    print(f"files in {work.parent}; the median of the runs, the engines in turn.")
    ready = [size for size in sizes if _prepare(work / str(size), size)]
    samples: defaultdict[tuple[int, str], list[Sample]] = defaultdict(list)
    pages: dict[tuple[int, str], int] = {}
    for number in range(runs):
        for size in ready:
            for engine in engines:
                key = (size, engine.name)
                if not _wanted(engine, size, samples[key], number):
                    continue
                _progress(f"run {number + 1} of {runs}: {size} services, {engine.name}")
                sample, pages[key] = _once(work / str(size), engine)
                if sample:
                    samples[key].append(sample)
    _progress("")
    results = {key: Measured(typical(found), pages[key], len(found)) for key, found in samples.items() if found}
    print("\n" + "\n".join(report.table(results, ready)))
    print("\n" + "\n".join(report.legend()))
    print("\n" + "\n".join(report.promises(results, ready)))
    for doubt in report.doubts(results, ready):
        print("\n" + doubt)


def _wanted(engine: Engine, size: int, so_far: list[Sample], number: int) -> bool:
    """Whether to run it now. A slow one is not repeated: what a machine does beside hardly shows in it."""
    if len(so_far) < number:
        return False  # it failed, or was slow
    if engine is SEARCH:
        return size == AT_SIZE and not so_far
    return all(sample.cpu < SLOW for sample in so_far)


def _prepare(work: Path, size: int) -> bool:
    done = subprocess.run([sys.executable, Path(__file__).with_name("prepare.py"), work, str(size)], check=False)
    return done.returncode == 0


def _once(work: Path, engine: Engine) -> tuple[Sample | None, int]:
    """Run the engine from a clean start; what it took, and how many pages it wrote."""
    folder = work / engine.folder
    engine.clean(folder)
    log = work / "log.txt"
    sample = run(engine.command, folder, environment(work), log)
    if sample is None:
        said = log.read_text("utf-8", errors="replace").splitlines()[-15:]
        print(f"\n{engine.name} failed:", *said, sep="\n  ", file=sys.stderr)
    pages = sum(1 for _ in (folder / "site").rglob("index.html")) if engine.builds else 0
    engine.clean(folder)
    return sample, pages


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
