"""What the command `guide` does with the data: check them, tell how they are written.

The other parts have modules of their own, so that `guide check` reads nothing that it does not use.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from guide import coverage, report
from guide.load import load
from guide.place import Problem


def check(chosen: Namespace) -> int:
    """`guide check`: all that is wrong, files that are not in the common layout, and hours when nobody answers."""
    loaded = load(chosen.root)
    gaps = coverage.problems(loaded.guide) if loaded.guide else []
    return tell(sorted([*loaded.problems, *loaded.untidy(), *gaps]), chosen.format)


def wording(chosen: Namespace) -> int:
    """`guide wording`: what could be written better."""
    return tell(load(chosen.root).texts.problems(), chosen.format)


def tell(problems: Sequence[Problem], form: str, summary: str = "") -> int:
    """Print problems; the exit status is 1 when one of them is an error. ``summary`` is another last line."""
    if form == "json":
        print(report.as_json(problems))
    else:
        for line in (report.github if form == "github" else report.lines)(problems):
            print(line)
        print(summary or report.summary(problems))
    return 1 if any(p.severity == "error" for p in problems) else 0
