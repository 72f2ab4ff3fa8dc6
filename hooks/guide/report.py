"""Problems as text, as JSON, and as annotations in a pull request on GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from guide.place import Problem

_SEVERITY = {"error": "feil", "warning": "advarsel", "note": "merknad"}
_ON_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}

MOST = 500
"""How many problems are told at once: nobody reads more, and one mistake may be behind them all."""


def _shown(problems: Iterable[Problem]) -> list[Problem]:
    """The first of the problems and, when there are more, one that says how many."""
    listed = list(problems)
    rest = listed[MOST:]
    if not rest:
        return listed
    message = f"… og {len(rest)} til som ikke vises. Rett de første, og kontroller igjen."
    return [*listed[:MOST], Problem(rest[0].place, "", message, "more", min(rest, key=_weight).severity)]


def _weight(problem: Problem) -> int:
    return list(_SEVERITY).index(problem.severity)


def lines(problems: Iterable[Problem]) -> Iterator[str]:
    """``data/services.yml:8:14: feil: services[0].contact: …``, one line a problem."""
    for p in _shown(problems):
        path = f"{p.path}: " if p.path else ""
        yield f"{p.place.file}:{p.place.line}:{p.place.column}: {_SEVERITY[p.severity]}: {path}{_one_line(p.message)}"


def github(problems: Iterable[Problem]) -> Iterator[str]:
    """Workflow commands that GitHub shows beside the changed line.

    Escaping: https://github.com/actions/toolkit, packages/core/src/command.ts.
    """
    for p in _shown(problems):
        path = f"{p.path}: " if p.path else ""
        where = f"file={_property(p.place.file)},line={p.place.line},col={p.place.column},title={_SEVERITY[p.severity]}"
        yield f"::{_ON_GITHUB[p.severity]} {where}::{_data(path + p.message)}"


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects: file, line, column, path, severity, kind, message."""
    listed = [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "path": p.path,
            "severity": p.severity,
            "kind": p.kind,
            "message": p.message,
        }
        for p in _shown(problems)
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def summary(problems: Sequence[Problem]) -> str:
    """The last line: how many errors and warnings, what that means, and whether anything was built."""
    told = {p.severity for p in problems}
    if "error" in told:
        return f"{counted(problems)} Ingenting er bygd. Rett feilene og prøv igjen."
    if "warning" in told:
        return f"{counted(problems)} Dataene er i orden og kan bygges. En advarsel stopper ingenting."
    return f"{counted(problems)} Dataene er i orden."


def counted(problems: Sequence[Problem]) -> str:
    """How many errors and warnings."""
    errors = sum(p.severity == "error" for p in problems)
    warnings = sum(p.severity == "warning" for p in problems)
    return f"{errors} feil, {warnings} {'advarsel' if warnings == 1 else 'advarsler'}."


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
