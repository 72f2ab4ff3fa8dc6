"""Time and memory of a command, with all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Sample:
    """What one run took, or the median of several."""

    cpu: float
    """User and system seconds of the whole process tree."""
    wall: float
    memory: float
    """The largest resident set of one process of the tree, in MB."""


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], log: Path) -> Sample | None:
    """Run ``command`` and measure it; None when it fails or is not installed. What it says goes to ``log``.

    The kernel counts a child's peak from its parent's size on, so this process must stay
    small: what needs memory (`prepare.py`) is a process of its own.
    """
    with log.open("wb") as said:
        started = time.perf_counter()
        try:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT)
        except OSError as error:
            said.write(f"{error}. `make bench` installs it.\n".encode())
            return None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return Sample(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit / 1_000_000)


def typical(samples: Sequence[Sample]) -> Sample:
    """The median of each value."""
    return Sample(
        median(s.cpu for s in samples),
        median(s.wall for s in samples),
        median(s.memory for s in samples),
    )
