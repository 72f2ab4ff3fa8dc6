"""What an editor is told of data/labels.yml. The file is the real one: what is wrong with it is made here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bad_files import edit, good_registry, said
from conftest import ROOT
from guide.labels import FILLED


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


def words(root: Path) -> tuple[str, str]:
    """What stands under «skip» in labels.yml, and its line in nynorsk. The file is the real one: its words change."""
    found = re.search(r"^skip:\n  nb: .+\n(  nn: .+\n)(  .+\n)*", (root / "data/labels.yml").read_text("utf-8"), re.M)
    assert found is not None
    return found[0], found[1]


def line_of(root: Path, start: str) -> int:
    lines = (root / "data/labels.yml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if re.match(start, line))


def test_an_interface_word_that_a_template_needs_and_that_is_missing(registry: Path) -> None:
    edit(registry / "data/labels.yml", {words(registry)[0]: ""})
    place = f"data/labels.yml:{line_of(registry, '[a-z]')}:1: "
    assert said(registry) == [f"{place}feil: labels.skip: ordet «skip» mangler. Legg til «skip:» med nb: og nn: under."]


def test_an_interface_word_that_nothing_uses(registry: Path) -> None:
    block, _ = words(registry)
    edit(registry / "data/labels.yml", {block: block + block.replace("skip:", "hopp:")})
    place = f"data/labels.yml:{line_of(registry, 'hopp:')}:1: "
    assert said(registry) == [f"{place}feil: labels.hopp: ukjent ord «hopp»: ingen side bruker det. Slett det."]


def test_an_interface_word_that_lacks_nynorsk(registry: Path) -> None:
    edit(registry / "data/labels.yml", {words(registry)[1]: ""})
    place = f"data/labels.yml:{line_of(registry, 'skip:')}:1: "
    assert said(registry) == [f"{place}feil: labels.skip: teksten mangler på nynorsk. Legg til en linje «nn: …»."]


def test_words_are_filled_with_what_stands_in_curly_brackets_in_the_real_file() -> None:
    text = (ROOT / "data/labels.yml").read_text("utf-8")
    blocks = re.findall(r"^([a-z0-9_]+):\n((?:  .+\n)+)", text, re.M)
    found = {name: frozenset(re.findall(r"\{(\w+)\}", block)) - {"municipality"} for name, block in blocks}
    assert {name: names for name, names in found.items() if names} == FILLED


KNOWN = "Skriv {date} eller {municipality}, eller ta bort krøllparentesene."


@pytest.mark.parametrize(
    ("words", "column", "message"),
    [
        ("Sist {date} av {name}", 22, f"«{{name}}» fylles ikke ut av maskinen. {KNOWN}"),
        ("Sist {date} }", 19, f"«}}» fylles ikke ut av maskinen. {KNOWN}"),
        ("Sist {{date}} {date}", 12, f"«{{{{date}}}}» fylles ikke ut av maskinen. {KNOWN}"),
        ("Sist kontrollert", 7, "«{date}» mangler i teksten. Maskinen setter noe inn der. Skriv det tilbake."),
    ],
)
def test_what_stands_in_curly_brackets_is_what_the_word_is_filled_with(
    registry: Path, words: str, column: int, message: str
) -> None:
    edit(registry / "data/labels.yml", {"nb: Sist kontrollert {date}\n": f"nb: {words}\n"})
    line = line_of(registry, "reviewed_on:") + 1
    assert said(registry) == [f"data/labels.yml:{line}:{column}: feil: labels.reviewed_on.nb: {message}"]
