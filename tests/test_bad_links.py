"""Links in hand-written pages that lead nowhere, as an editor meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_files import good_registry, said

CASES = {
    "[a](tryg-bruk.md)": "lenken «tryg-bruk.md» fører til docs/tryg-bruk.md, men den siden finnes ikke. Mente du «trygg-bruk.md»?",
    "[a](ansatt/index.md#frist)": None,
    "[a](akutt.md)": None,
    "[a](/akutt/)": None,
    "[a](/)": None,
    "[a](akutt)": "lenken «akutt» fører ikke til en side. Skriv «akutt.md».",
    "[a](/akutt)": "lenken «/akutt» fører ikke til en side. Skriv «akutt.md».",
    "[a](/finnes-ikke/)": "lenken «/finnes-ikke/» fører ikke til en side. Skriv filnavnet uten språk, som i «plikt.md», eller hele adressen: https://…",
    "[a](www.ung.no)": "lenken «www.ung.no» fører ikke til en side. Skriv filnavnet uten språk, som i «plikt.md», eller hele adressen: https://…",
    "[a](#her)": "siden har ingen overskrift med «{#her}».",
    "[a](https://www.ung.no)": None,
}


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


@pytest.mark.parametrize("link", CASES)
def test_a_link_in_a_page_is_told_at_its_line_and_column_when_it_leads_nowhere(registry: Path, link: str) -> None:
    path = registry / "docs/trygg-bruk.nb.md"
    text = path.read_text("utf-8").rstrip() + "\n\n"
    path.write_text(f"{text}Se {link}.\n", "utf-8")
    line, message = text.count("\n") + 1, CASES[link]
    column = len("Se [a](") + 1
    expected = [f"docs/trygg-bruk.nb.md:{line}:{column}: feil: {message}"] if message else []
    assert said(registry) == expected
