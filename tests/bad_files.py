"""The small good registry, and what stands in tests/bad: files with one thing wrong, and what is said of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from conftest import ROOT
from guide import report
from guide.load import load

HERE = Path(__file__).parent
BAD, GOOD = HERE / "bad", HERE / "registry"
DAY = date(2026, 11, 21)
"""The same day as EPOCH in conftest.py, for what is run in this process."""

CASES = sorted(path.name for path in BAD.iterdir() if path.name != "EXPECTED.txt")


def expectations() -> dict[str, list[str]]:
    """The blocks of EXPECTED.txt: the name of a bad file, and what is said of it."""
    text = re.sub(r"(?m)^#.*\n", "", (BAD / "EXPECTED.txt").read_text("utf-8"))
    blocks = [block.split("\n") for block in text.strip("\n").split("\n\n")]
    names = [name for name, *_ in blocks]
    assert names == sorted(set(names)), "blocks stand in the order of their names, each once"
    return {name: lines for name, *lines in blocks}


EXPECTED = expectations()


def replaced(case: str) -> str:
    """The file of the registry that a bad file stands in for: ``data/services.yml``."""
    folder = "data" if case.endswith(".yml") else "docs"
    return f"{folder}/{case.partition('_')[0]}{Path(case).suffix}"


def good_registry(root: Path) -> Path:
    """A copy of the good registry, with the templates and interface words of the real guide."""
    shutil.copytree(GOOD, root)
    (root / "overrides").symlink_to(ROOT / "overrides")
    shutil.copy(ROOT / "data/labels.yml", root / "data")
    return root


def spoil(root: Path, *cases: str) -> None:
    for case in cases:
        shutil.copy(BAD / case, root / replaced(case))


def edit(path: Path, changes: Mapping[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes.items():
        assert old in text, f"«{old}» does not stand in {path.name}"
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def said(root: Path) -> list[str]:
    return list(report.lines(load(root, DAY).problems))


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
