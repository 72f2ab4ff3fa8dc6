"""What looks like private data is told, at its place; an office's number is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_files import edit, good_registry, said
from guide.offices import person_in
from guide.private import faults
from guide.text import call_links


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skriv til kari.hansen@kommune.no.", ["kari.hansen@kommune.no"]),
        ("Født 010203 12345", ["010203 12345"]),
        ("D-nummer 41020312345", ["41020312345"]),
        ("Skriv til post@kommune.no eller ring 116 111.", []),
        ("Lov 18. juni 2021 nr. 97, § 13-2, lest 13. april 2026", []),
        ("Ring 800 33 321 eller 22 40 00 40", []),
        ("Rapport 2019-2020, ISBN 978-82-8081-601-6", []),
    ],
)
def test_only_what_looks_private_is_found(text: str, found: list[str]) -> None:
    assert [fault.words for fault in faults(text)] == found


def test_a_mobile_number_needs_the_note_that_it_is_an_offices(tmp_path: Path) -> None:
    root = good_registry(tmp_path / "registry")
    edit(
        root / "data/services.yml",
        {'value: "116 111"\n': 'value: "116 111"\n    - type: sms\n      value: "417 16 111"\n'},
    )
    told = said(root)
    assert [line.split(": ")[1] for line in told] == ["advarsel"]
    assert "«417 16 111» er et mobilnummer." in told[0]
    edit(root / "data/services.yml", {'value: "417 16 111"\n': 'value: "417 16 111"\n      belongs_to: office\n'})
    assert said(root) == []


def test_a_birth_number_in_a_page_stops_the_build(tmp_path: Path) -> None:
    root = good_registry(tmp_path / "registry")
    path = root / "docs/trygg-bruk.nb.md"
    path.write_text(path.read_text("utf-8") + "\nFødt 01020312345.\n", "utf-8")
    assert [line.split(": ")[1] for line in said(root)] == ["feil"]


@pytest.mark.parametrize(
    ("owner", "person"),
    [
        ("Kari Nordmann", "Kari Nordmann"),
        ("Helsesykepleier Ola N. ved skolen", "Ola N."),
        ("rektor Anne-Lise Berg Hansen", "Anne-Lise Berg Hansen"),
        ("Familiens hus", ""),
        ("Blå Kors Nesbyen", ""),
        ("NAV Nesbyen", ""),
        ("Kirkens Bymisjon", ""),
        ("Stine Sofies Stiftelse", ""),
        ("Anne Franks Vei skole", ""),
        ("Rektor ved Nesbyen skole", ""),
        ("Liv og helse", ""),
    ],
)
def test_an_office_is_told_from_a_person(owner: str, person: str) -> None:
    assert person_in(owner) == person


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Ring 112 nå.", "Ring [112](tel:112) nå."),
        ("Ring 116 111, hele døgnet.", "Ring [116 111](tel:116111), hele døgnet."),
        ("[116 111](tel:116111)", "[116 111](tel:116111)"),
        ("straffeloven § 112 og 1120", "straffeloven § 112 og 1120"),
        ("https://www.116111.no", "https://www.116111.no"),
        ("[Ring 112 nå](/akutt/) eller 113", "[Ring 112 nå](/akutt/) eller [113](tel:113)"),
        ("`112` og lov nr. 112", "`112` og lov nr. 112"),
        ("Ring nå. 116 111 svarer.", "Ring nå. [116 111](tel:116111) svarer."),
        ("Er du i fare? 112.", "Er du i fare? [112](tel:112)."),
    ],
)
def test_numbers_for_a_frightened_reader_can_be_tapped_in_running_text(text: str, linked: str) -> None:
    assert call_links(text) == linked
