"""`guide format`: the layout of the data files, whatever an editor made of it, and nothing but the layout."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from bad_files import GOOD, edit, files, good_registry, spoil
from conftest import ROOT, guide
from guide.formatter import formatted
from guide.layout import Plan, looks_tidy
from guide.load import LABELS, LISTS, MAPS, plan
from guide.source import parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

STEMS = (*LISTS, *MAPS, LABELS)
FILES = [*sorted((ROOT / "data").rglob("*.yml")), *sorted((GOOD / "data").glob("*.yml"))]


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


def tidied(text: str, stem: str) -> str:
    node, problems = parse(text, f"data/{stem}.yml")
    assert node is not None
    assert problems == []
    return formatted(node, plan(stem))


def comments(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.lstrip().startswith("#"))


@pytest.mark.parametrize("path", FILES, ids=str)
def test_the_files_are_as_the_command_writes_them(path: Path) -> None:
    text = path.read_text("utf-8")
    node, _ = parse(text, path.name)
    assert node is not None
    assert tidied(text, path.stem) == text
    assert looks_tidy(node, plan(path.stem))


UNTIDY = """\
# Tegn.

- seen_in: child # hvor
  id: a
  topics:
  - mobbing   
  # om teksten
  text:
     nn: To
     # bokmål
     nb: |-
       Ein

       # ikke en kommentar
     en: >-
       One
         two
# om b
-   id: b
    topics: [mobbing,
      vold-hjemme]
    seen_in: home
    text: {nb: "x", nn: 'y'}



    # sist i filen
"""  # noqa: W291

TIDY = """\
# Tegn.

- id: a
  seen_in: child # hvor
  # om teksten
  text:
    # bokmål
    nb: |-
      Ein

      # ikke en kommentar
    nn: To
    en: >-
      One
        two
  topics:
    - mobbing

# om b
- id: b
  seen_in: home
  text: {nb: "x", nn: 'y'}
  topics: [mobbing,
    vold-hjemme]

  # sist i filen
"""


def test_fields_comments_and_texts_move_together() -> None:
    assert tidied(UNTIDY, "signals") == TIDY
    assert tidied(TIDY, "signals") == TIDY


def test_the_command_orders_the_files_and_the_check_tells_of_them(registry: Path) -> None:
    path = registry / "data/signals.yml"
    good = path.read_text("utf-8")
    edit(path, {"- id: blamerker\n  seen_in: child\n": "- seen_in: child\n  id: blamerker\n"})
    warned = guide("check", root=registry)
    assert warned.returncode == 0
    assert warned.stdout.startswith("data/signals.yml:3:1: advarsel: ")
    assert "guide format" in warned.stdout
    before = files(registry)
    looked = guide("format", "--check", root=registry)
    assert (looked.returncode, files(registry)) == (1, before)
    assert looked.stdout.startswith("data/signals.yml er ikke ordnet.\n")
    done = guide("format", root=registry)
    assert (done.returncode, done.stdout, done.stderr) == (0, "data/signals.yml er ordnet.\n", "")
    assert path.read_text("utf-8") == good
    assert guide("format", root=registry).stdout == "Alle filene er ordnet.\n"


def test_a_file_with_errors_is_left_and_the_errors_told(registry: Path) -> None:
    spoil(registry, "signals_tab.yml")
    edit(registry / "data/topics.yml", {"\n\n- id: mobbing": "\n\n\n- id: mobbing"})
    before = (registry / "data/signals.yml").read_bytes()
    done = guide("format", root=registry)
    assert done.returncode == 1
    assert "data/signals.yml:6:1: feil: her står et tabulatortegn" in done.stdout
    assert "data/topics.yml er ordnet.\n" in done.stdout
    assert (registry / "data/signals.yml").read_bytes() == before


def test_windows_line_ends_and_the_mark_before_them_are_put_right(registry: Path) -> None:
    path = registry / "data/signals.yml"
    good = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    assert guide("check", root=registry).returncode == 1
    assert guide("format", root=registry).returncode == 0
    assert path.read_bytes() == good


WORDS = st.sampled_from(
    ["a", "Hei du", "kl. 8: nei", "yes", "112", "# ikke", "en 'to'", 'sa "ja"', "{x}", "- a", "æ ø å"]
)
TEXTS = st.one_of(WORDS, st.lists(WORDS, min_size=2, max_size=3).map("\n".join), st.just("to\n\navsnitt"))


def values(kind: Plan, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values of the shape of a plan, some fields left out."""
    if kind.kinds:
        return st.sampled_from(sorted(kind.kinds)).flatmap(
            lambda name: values(kind.kinds[name], depth).map(lambda value: {**value, "kind": name})
        )
    if kind.order:
        below = {name: values(kind.below(name), depth + 1) for name in kind.order}
        first = kind.order[0]
        return st.fixed_dictionaries({first: below.pop(first)}, optional=below)
    if kind.any_field:
        item = values(kind.any_field, depth + 1)
        return st.lists(item, max_size=1 if depth > 2 else 2) if depth else st.lists(item, min_size=1, max_size=3)
    return TEXTS


class Emitter:
    """Writes a value as YAML in a layout of the editor's own."""

    def __init__(self, draw: Any) -> None:
        self.draw, self.number = draw, 0

    def maybe(self, column: int) -> list[str]:
        """A comment, an empty line, both, or neither."""
        kind = self.draw(st.integers(0, 9))
        self.number += 1
        comment = [f"{' ' * column}# nr. {self.number}"]
        return {0: comment, 1: [""], 2: ["", *comment], 3: [*comment, "", "", *comment]}.get(kind, [])

    def field(self, value: Any, column: int, parent: int) -> tuple[str, list[str]]:
        """What stands on the line of a field, and the lines below it."""
        if value in ({}, []):
            return " []" if value == [] else " {}", []
        if isinstance(value, dict | list):
            if self.draw(st.integers(0, 4)) == 0:
                return " " + flow(value), []
            least = 0 if isinstance(value, list) and parent >= 0 else 1
            return self.trailing(), self.block(value, column + self.draw(st.integers(least, 5)))
        style = self.draw(st.sampled_from(["plain", "double", "literal"]))
        if style == "literal" and value.strip() and not value.startswith((" ", "#")):
            inner = " " * (column + self.draw(st.integers(1, 4)))
            return " |-", [inner + line if line else "" for line in value.split("\n")]
        return f" {flow(value)}{self.trailing()}", []

    def trailing(self) -> str:
        self.number += 1
        return self.draw(st.sampled_from(["", "", f" # bak {self.number}", "  "]))

    def block(self, value: Any, column: int) -> list[str]:
        found: list[str] = []
        if isinstance(value, dict):
            for name in self.draw(st.permutations(list(value))):
                head, below = self.field(value[name], column, column)
                found += [*(self.maybe(column) if found else []), f"{' ' * column}{name}:{head}", *below]
            return found
        for item in value:
            gap = self.draw(st.integers(1, 3))
            dash = f"{' ' * column}-{' ' * gap}"
            if isinstance(item, dict) and item:
                lines = self.block(item, column + 1 + gap)
                found += [*self.maybe(column), dash + lines[0][len(dash) :], *lines[1:]]
            else:
                found += [*self.maybe(column), f"{dash}{flow(item)}"]
        return found


def flow(value: Any) -> str:
    """A value on one line, every text in quotation marks."""
    return str(yaml.safe_dump(value, default_flow_style=True, default_style='"', allow_unicode=True, width=10**6, sort_keys=False)).strip().replace('!!null "null"', "null")  # fmt: skip


@st.composite
def documents(draw: Any) -> tuple[str, str]:
    stem = draw(st.sampled_from(["signals", "services", "roles", "topics", "municipality", LABELS]))
    value = draw(values(plan(stem)) if stem != LABELS else st.dictionaries(st.sampled_from("abc"), values(plan("signals").below("").below("text")), min_size=1))  # fmt: skip
    return stem, "\n".join(["# Øverst", *Emitter(draw).block(value, 0), *draw(st.sampled_from([[], [""], ["# sist"]]))])


@given(documents())
@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_the_layout_only_the_layout_changes(document: tuple[str, str]) -> None:
    stem, text = document
    before, problems = parse(text, f"data/{stem}.yml")
    if before is None or problems:
        return  # what the emitter wrote is no data file; it is tried anew often enough
    after = formatted(before, plan(stem))
    again, _ = parse(after, f"data/{stem}.yml")
    assert again is not None
    assert again.plain() == before.plain()
    assert comments(after) == comments(text)
    assert formatted(again, plan(stem)) == after
    assert looks_tidy(again, plan(stem))
