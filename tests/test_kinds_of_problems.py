"""REDIGERE.md explains each kind of problem that the guide can tell of, once."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from conftest import ROOT
from guide import messages

POSITION = {"Problem": 3, "problem": 0, "Fault": 0, "found": 2, "_stop": 2, "_problem": 2, "_warning": 2}
"""Which argument of a call is the kind."""

BY_VARIABLE = {"type-list", "type-map", "value", "docs-kind"}
"""Kinds that are chosen where they are told of (`load.py`, `messages.py`)."""


def told() -> Iterator[str]:
    for path in (ROOT / "hooks/guide").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            number = POSITION.get(name)
            if number is not None and len(node.args) > number:
                kind = node.args[number]
                if (
                    isinstance(kind, ast.Constant)
                    and isinstance(kind.value, str)
                    and re.fullmatch(r"[a-z-]+", kind.value)
                ):
                    yield kind.value


def explained() -> list[str]:
    table = (ROOT / "REDIGERE.md").read_text("utf-8").partition("## Alle slags meldinger")[2].partition("\n## ")[0]
    return [kind for row in re.findall(r"(?m)^\| (`.*?) \|", table) for kind in re.findall(r"`([a-z-]+)`", row)]


def test_each_kind_is_explained_once() -> None:
    assert [kind for kind, times in Counter(explained()).items() if times > 1] == []
    assert set(explained()) == {*told(), *messages.KINDS.values(), *BY_VARIABLE}
