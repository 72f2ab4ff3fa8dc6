"""Files that nobody would think of: whatever is written, there is no crash, and every problem has a place.

The examples are the same in each run (`derandomize`); `GUIDE_FUZZ=500` looks for new ones, so many for each test.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from guide.load import Loaded, load
from guide.pages import Pages
from guide.render import Renderer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

REGISTRY = ROOT / "tests/registry"
FILES = sorted(p.relative_to(REGISTRY).as_posix() for p in REGISTRY.rglob("*.*") if p.suffix in (".yml", ".md"))
SEARCHING = bool(os.environ.get("GUIDE_FUZZ"))
TODAY = date(2026, 11, 21)

rounds = settings(
    max_examples=int(os.environ.get("GUIDE_FUZZ", "8")),
    derandomize=not SEARCHING,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

PIECES = [
    "\t", " ", "  ", "\n", "\r", "\r\n", "\n\n", ":", ": ", "- ", "#", " # ", "'", '"', "«", "“", "\u00a0", "\u2028", "\u200b", "\u202e",
    "{", "}", "[", "]", "{}", "[]", "{{ x }}", "{% x %}", "{municipality}", "{date}", "&a ", "*a", "!!python/object:os.system ", "!x ", "|", "|-\n", ">", ">+9",
    "<<: ", "? ", "---\n", "...\n", "%YAML 2.0\n", "@", "`", "\\", "\x00", "\x07", "\ufeff", "\ud7ff", "no", "yes", "null", "~", "0150", "17:00", "1e9", "-1", "0x1F",
    "9" * 40, "2026-02-30", "../../etc/passwd", "<script>", "javascript:alert(1)", "](javascript:x)", "](//x.no)", "https://", "tel:112", "24/7", "Mo-Fr 25:00-26:00",
    "nb:", "nn:", "id: ", "- id: x\n", "æøå", "👩‍👧", "a" * 3000,
]  # fmt: skip

edits = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "replace", "line-gone", "line-twice", "line-indent", "line-less", "cut"]),
        st.integers(0, 10**6),
        st.sampled_from(PIECES),
        st.integers(1, 12),
    ),
    min_size=1,
    max_size=4,
)


def edited(text: str, changes: list[tuple[str, int, str, int]]) -> str:
    for how, where, piece, length in changes:
        at = where % (len(text) + 1)
        lines = text.split("\n")
        row = where % len(lines)
        match how:
            case "insert":
                text = text[:at] + piece + text[at:]
            case "delete":
                text = text[:at] + text[at + length :]
            case "replace":
                text = text[:at] + piece + text[at + length :]
            case "line-gone":
                text = "\n".join(lines[:row] + lines[row + 1 :])
            case "line-twice":
                text = "\n".join(lines[: row + 1] + lines[row:])
            case "line-indent":
                text = "\n".join([*lines[:row], " " * length + lines[row], *lines[row + 1 :]])
            case "line-less":
                text = "\n".join([*lines[:row], lines[row][length:], *lines[row + 1 :]])
            case "cut":
                text = text[:at]
    return text


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fuzz") / "registry"
    shutil.copytree(REGISTRY, root)
    shutil.copy(ROOT / "data/labels.yml", root / "data")
    (root / "overrides").symlink_to(ROOT / "overrides")
    return root


def hold(root: Path, loaded: Loaded) -> None:
    """What must be true of any answer."""
    for problem in loaded.problems:
        place = problem.place
        path = root / place.file
        assert path.is_file() or "mangler" in problem.message, problem
        assert place.line >= 1, problem
        assert place.column >= 1, problem
        if path.is_file():
            lines = path.read_bytes().split(b"\n")
            assert place.line <= len(lines) + path.read_bytes().count(b"\r") + 1, problem
        assert problem.message.strip(), problem
        assert "\n" not in problem.message, problem
    assert (loaded.guide is None) == bool(loaded.errors)
    loaded.texts.problems()
    if loaded.guide is not None:
        renderer = Renderer(Pages(loaded.guide), ROOT / "overrides")
        for page in renderer.pages.generated.values():
            for locale in loaded.guide.locales:
                html = renderer.body(page, locale).html
                assert "<script" not in html
                assert 'href="javascript:' not in html


@pytest.mark.parametrize("name", FILES)
@rounds
@given(changes=edits)
def test_a_file_with_anything_in_it_is_read_or_refused_with_places(
    root: Path, name: str, changes: list[tuple[str, int, str, int]]
) -> None:
    path = root / name
    good = (REGISTRY / name).read_text("utf-8")
    path.write_bytes(edited(good, changes).encode("utf-8", "surrogatepass"))
    try:
        hold(root, load(root, TODAY))
    finally:
        path.write_text(good, "utf-8")


@pytest.mark.parametrize("name", FILES)
@rounds
@given(content=st.binary(max_size=200))
def test_a_file_of_any_bytes_is_refused_with_places(root: Path, name: str, content: bytes) -> None:
    path = root / name
    good = path.read_bytes()
    path.write_bytes(content)
    try:
        hold(root, load(root, TODAY))
    finally:
        path.write_bytes(good)
