"""What a web manager may put in place of the colours, the logo and the icon, and what they are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bad_files import good_registry, said
from conftest import ROOT, guide
from guide.identity import contrast

OWN = "overrides/municipality"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """The good registry with templates of its own, so that they can be changed."""
    root = good_registry(tmp_path / "registry")
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


def test_nothing_is_said_of_ours(registry: Path) -> None:
    assert said(registry) == []


@pytest.mark.parametrize("name", ["colours.css", "logo.svg", "favicon.svg"])
def test_a_missing_file_is_told(registry: Path, name: str) -> None:
    (registry / OWN / name).unlink()
    assert said(registry) == [
        f"{OWN}/{name}:1:1: feil: filen mangler eller kan ikke leses. Hent den tilbake, eller lagre den på nytt som UTF-8."
    ]
    assert guide("check", root=registry).returncode == 1


SVG = '<svg viewBox="0 0 34 40"><path d="M3 38V14z" fill="#0d4f55"/></svg>\n'


@pytest.mark.parametrize(
    ("logo", "place", "words"),
    [
        ('<?xml version="1.0"?>\n' + SVG, "1:1", "«<?xml»"),
        (SVG.replace("<path", "<path onload='x()'"), "1:32", "«onload=»"),
        (SVG.replace("<path", "<script>x()</script><path"), "1:26", "«<script»"),
        (SVG.replace('fill="#0d4f55"', 'style="fill:red"'), "1:46", "«style=»"),
        (SVG.replace("<path", "<image href='https://x.no/a.png'/><path"), "1:33", "«href='»"),
        (SVG.replace("</svg>", ""), "2:1", "ikke hel SVG"),
        (SVG.replace(' viewBox="0 0 34 40"', ""), "1:1", "viewBox"),
        (SVG.replace("M3", "M3 " * 4000), "1:1", "byte"),
    ],
)
def test_a_logo_that_would_not_work_is_refused(registry: Path, logo: str, place: str, words: str) -> None:
    (registry / OWN / "logo.svg").write_text(logo, "utf-8")
    (line,) = said(registry)
    assert line.startswith(f"{OWN}/logo.svg:{place}: feil: ")
    assert words in line


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("--fjord: #0d4f55;", "--fjord: #9ccfd4;", "«--fjord» på «--paper» er vanskelig å lese (lys side): Kontrasten er 1,"),
        ("--ink-soft: #b3c1c0;", "--ink-soft: #44565d;", "(mørk side)"),
        ("--fjord: #0d4f55;", "--fjord: rgb(1 2 3);", "«rgb(1 2 3)» kan ikke brukes som farge"),
        ("  --line: #d8d2c4;\n", "", "fargen «--line» mangler"),
        ("--surface: #fff;", "--surface: #fff; --x: url(https://x.no/a.png);", "«url(» henter noe"),
    ],
)  # fmt: skip
def test_colours_that_would_not_work_are_refused(registry: Path, old: str, new: str, words: str) -> None:
    path = registry / OWN / "colours.css"
    text = path.read_text("utf-8")
    assert old in text
    if "--line" in old:
        text = text.replace("    --line: #5a6d73;\n", "")
    path.write_text(text.replace(old, new, 1), "utf-8")
    told = said(registry)
    assert any(words in line for line in told), told
    assert all(line.startswith(f"{OWN}/colours.css:") for line in told)


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0D4F55", "#0d4f55") == 1
