"""A number in running text is that of a service, or an editor is told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_files import edit, good_registry, said
from guide.numbers_in_texts import numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 112 nå.", ["112"]),
        ("Ring oss på 116 111, eller 800 33 321.", ["116111", "+4780033321"]),
        ("Ring 22 33 44 55 eller +47 954 11 755.", ["+4722334455", "+4795411755"]),
        ("Tlf. 02800", ["02800"]),
        ("Telefon 107 er navnet på en tjeneste.", []),
        ("Skriv til 41716111.", ["+4741716111"]),
        ("[ring](tel:116112)", [""]),
        ("[skriv](sms:+4741716111)", ["+4741716111"]),
        ("Ring 114 no.", [""]),
        ("Ringje 1412", ["1412"]),
        ("116 112 svarer ikke.", [""]),
        ("Ring 116\u00a0111", ["116111"]),
        ("Lov 18. juni 2021 nr. 97, § 13-2, og straffeloven § 196", []),
        ("fra 13. august 2026 til 1. mars 2027, klokka 16.15–22.45", []),
        ("ISBN 978-82-8081-601-6, org.nr. 964 952 612", []),
        ("Saken heter 20240812 og gjelder 1 000 kroner i 2024–2025.", []),
        ("Svarer på 24 timer. Barn fra 13 til 18 år.", []),
        ("https://www.116111.no/side/22334455", []),
    ],
)
def test_what_is_a_number(text: str, found: list[str]) -> None:
    assert [n.dial for n in numbers(text)] == found


def test_an_unknown_number_is_told_in_data_and_pages_and_a_known_one_is_not(tmp_path: Path) -> None:
    root = good_registry(tmp_path / "registry")
    edit(root / "data/topics.yml", {"nb: Ring barnevernstjenesten.": "nb: Ring 116 111 eller 912 34 567."})
    edit(root / "docs/index.nb.md", {"Er det fare nå?": "Er det fare nå? Ring 112. Ellers 116 112."})
    ending = "er ikke nummeret til noen tjeneste. Rett det, eller legg det inn under channels: hos tjenesten, med kilde og dato. Aldri en persons nummer."
    assert said(root) == [
        f"data/topics.yml:20:30: feil: topics[0].advice.adult.nb: «912 34 567» {ending}",
        f"docs/index.nb.md:11:34: feil: «116 112» {ending}",
    ]


def test_numbers_are_let_pass_where_the_services_cannot_be_read(tmp_path: Path) -> None:
    root = good_registry(tmp_path / "registry")
    (root / "data/services.yml").unlink()
    assert [line for line in said(root) if "ikke nummeret" in line] == []
