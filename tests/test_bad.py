"""What an editor is told: one bad file per rule in tests/bad, with the exact lines for it in EXPECTED.txt."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from bad_files import BAD, CASES, EXPECTED, GOOD, edit, files, good_registry, replaced, said, spoil
from conftest import guide

STEMS = ("labels", "municipality", "process", "resources", "roles", "services", "signals", "topics")
LINE = re.compile(r"[^:]+:\d+:\d+: (feil|advarsel): .+")
CLEAN = "0 feil, 0 advarsler. Dataene er i orden."


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


def test_nothing_is_said_of_the_good_registry(registry: Path) -> None:
    done = guide("check", root=registry)
    assert (done.stdout, done.stderr, done.returncode) == (CLEAN + "\n", "", 0)


def test_every_bad_file_has_an_expectation_and_every_expectation_a_bad_file() -> None:
    assert sorted(EXPECTED) == CASES
    assert [name for name, lines in EXPECTED.items() if not lines] == []


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_differs_from_the_good_one_in_one_place(case: str) -> None:
    good, bad = (GOOD / replaced(case)).read_bytes(), (BAD / case).read_bytes()
    lines = [text.splitlines(keepends=True) for text in (good, bad)]
    changes = difflib.diff_bytes(difflib.unified_diff, *lines, n=0)
    assert len([line for line in changes if line.startswith(b"@@")]) == 1


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_gives_exactly_the_lines_that_are_expected(registry: Path, case: str) -> None:
    spoil(registry, case)
    assert said(registry) == EXPECTED[case]


def test_what_is_wrong_in_several_files_is_told_at_once_in_order_and_with_status_1(registry: Path) -> None:
    cases = "services_phone-few-digits.yml", "signals_tab.yml", "topics_not-allowed.yml", "index.nb_tab.md"
    spoil(registry, *cases)
    (registry / "data/resources.yml").unlink()
    missing = "data/resources.yml:1:1: feil: filen mangler. Hent den tilbake, eller lag den på nytt."
    lines = sorted([missing, *(line for case in cases for line in EXPECTED[case])])
    done = guide("check", root=registry)
    assert done.stdout.splitlines() == [*lines, "5 feil, 0 advarsler. Ingenting er bygd. Rett feilene og prøv igjen."]
    assert (done.stderr, done.returncode) == ("", 1)


ONE_RECORD = """\
data/services.yml:3:3: feil: services[0].owner: feltet «owner» (den som passer på) mangler. Legg til en linje, som «owner: Familiens hus».
data/services.yml:4:9: feil: services[0].kind: «telefon» kan ikke stå her. Velg en av: emergency (nødnummer), helpline (hjelpetelefon eller chat), local (tjeneste i kommunen), online (nettsted).
data/services.yml:6:3: feil: services[0].name: teksten mangler på nynorsk. Legg til en linje «nn: …».
data/services.yml:15:10: feil: services[0].age.max: «atten» er ikke et helt tall. Skriv bare tallet, som i «18».
data/services.yml:46:3: feil: services[0].eigar: ukjent felt «eigar». Feltene her er: adults_can_say, age, alternatives, channels, confidentiality, danger, id, kind, languages, level, name, operator, owner, review, roles, search_words, short, summary, tab_title, topics, what_happens, you_can_say.
data/services.yml:48:9: feil: services[0].review.on: «i går» er ikke en dato. Skriv år-måned-dag, som i «2026-08-13».
"""


def test_everything_that_is_wrong_in_one_record_is_told_in_the_order_of_the_lines(registry: Path) -> None:
    changes = {
        "  kind: helpline": "  kind: telefon",
        "    nn: Alarmtelefonen for barn og unge\n": "",
        "    max: 18": "    max: atten",
        "  owner: Familiesenteret\n": "  eigar: Kommunen\n",
        "    on: 2026-11-21": "    on: i går",
    }
    edit(registry / "data/services.yml", changes)
    assert said(registry) == ONE_RECORD.splitlines()


@pytest.mark.parametrize("stem", STEMS)
def test_a_data_file_that_is_missing_is_told_once(registry: Path, stem: str) -> None:
    (registry / f"data/{stem}.yml").unlink()
    place = f"data/{stem}.yml:1:1: "
    about = [line for line in said(registry) if line.startswith(f"data/{stem}.yml")]
    assert about == [f"{place}feil: filen mangler. Hent den tilbake, eller lag den på nytt."]


@pytest.mark.parametrize("arguments", [("check",), ("check", "--format", "github"), ("pages", "ut")])
def test_nothing_is_written_when_something_is_wrong(registry: Path, arguments: tuple[str, ...]) -> None:
    (registry / "site").mkdir()
    (registry / "site/index.html").write_text("den forrige", "utf-8")
    spoil(registry, "topics_not-allowed.yml")
    before = files(registry)
    assert guide(*arguments, root=registry).returncode == 1
    assert files(registry) == before


NASTY: Mapping[str, bytes] = {
    "alias bomb": b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c, *%c]\n" % (i + 1, i + 1, i, i, i) for i in range(97, 121)),
    "alias of itself": b"- &a [*a]\n",
    "deep brackets": b"[" * 100_000,
    "deep braces": b"{a: " * 10_000,
    "deep dashes": b"- " * 10_000 + b"x\n",
    "one line": b"- {id: a, topics: [mobbing]}",
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
    "word processor": b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)),
    "zeros": b"\x00" * 1000,
    "too large": b"#" * 8_000_001,
    "null": b"null\n",
    "a dash": b"-\n-\n",
    "empty map": b"{}\n",
    "empty records": b"- {}\n- {}\n",
    "lists in lists": b"- - - a\n    - b\n",
    "json": b'{"signals": [{"id": "a"}]}',
    "html": b"<!doctype html>\n<html>\n",
    "conflict": b"<<<<<<< HEAD\n- id: a\n=======\n- id: b\n>>>>>>> main\n",
    "python object": b"- !!python/object/apply:os.system [exit]\n",
    "directive": b"%FOO bar\n---\n- id: a\n",
    "empty key": b"- : a\n",
    "huge number": b"- id: a\n  topics: " + b"9" * 10_000 + b"\n",
    "climbing id": b"- id: ../../../etc/passwd\n",
    "right to left": "- id: \u202edcba\n".encode(),
    "half of an emoji": b'- id: "\\ud83d"\n',
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_what_nobody_should_have_saved_gives_errors_with_places_and_no_traceback(registry: Path, name: str) -> None:
    (registry / "data/signals.yml").write_bytes(NASTY[name])
    lines = said(registry)
    assert lines != []
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert {line.partition(":")[0] for line in lines} == {"data/signals.yml"}
