"""How texts are written: readability, the two written forms, words for children, private data.

Everything here is a warning: a text that reads badly must not stop a wrong number from
being put right. The rules themselves stand in data/wording.yml, which may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated

from guide.fields import LOCALES, Locale, RoleRef
from guide.model import Record
from guide.passages import Passage, Unit
from guide.place import Problem
from pydantic import Field

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_ABBREVIATION = re.compile(r"\b(kl|nr|jf|bl\.a|f\.eks|e\.g|i\.e|ca|pkt)\.", re.I)
_MARKUP = re.compile(r"\]\([^)]*\)|\{[#:][^}]*\}|[*_`#|\[\]]")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+", re.M)
_HEADING = re.compile(r"^(#+) .*?(\{#[a-z0-9-]+\})?\s*$", re.M)
_LINK = re.compile(r"\]\(([^)\s]+)")

Limit = Annotated[int, Field(ge=1, le=100)]


class Wording(Record):
    """The rules of data/wording.yml."""

    limits: dict[RoleRef, Limit] = Field(default_factory=dict)
    exempt: tuple[str, ...] = ()
    not_to_children: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    forms: dict[str, str] = Field(default_factory=dict)
    same: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @cached_property
    def not_nynorsk(self) -> dict[str, str]:
        """Words of bokmål, and what to write in nynorsk."""
        return self.forms

    @cached_property
    def not_bokmal(self) -> dict[str, str]:
        """Words of nynorsk, and what to write in bokmål."""
        return {nynorsk: bokmal for bokmal, nynorsk in self.forms.items()}


def lix(text: str) -> float:
    """Readability: words per sentence plus the percentage of words with more than six letters.

    C.-H. Björnsson, Läsbarhet (1968). A sentence ends at . ! ? or :, and at the end of a
    heading, a list item or a paragraph.
    """
    return _lix(text, _WORD.findall(text))


def _lix(text: str, words: list[str]) -> float:
    return len(words) / len(sentences(text)) + 100 * sum(len(w) > 6 for w in words) / len(words) if words else 0.0


def sentences(text: str) -> list[str]:
    """The sentences of a text, without Markdown."""
    plain = _ABBREVIATION.sub(lambda m: m[1], _MARKUP.sub("", _ITEM.sub("\n", text)))
    return [part.strip() for part in _END.split(plain) if _WORD.search(part)] or [plain]


def problems(units: Iterable[Unit], rules: Wording, locales: Iterable[Locale]) -> Iterator[Problem]:
    """Everything that could be written better."""
    for unit in units:
        for locale in locales:
            passages = unit.passages.get(locale, ())
            text = "\n".join(p.text for p in passages)
            words = _WORD.findall(text)
            yield from _readability(unit, locale, passages, rules, text, words)
            yield from _unit_words(unit, locale, passages, rules, {w.lower() for w in words})
        yield from _copies(unit, rules)
        yield from _parity(unit)


def _warning(passage: Passage, message: str, kind: str, severity: str = "warning") -> Problem:
    return Problem(passage.place, passage.path, message, kind, severity)


def _readability(
    unit: Unit, locale: Locale, passages: Iterable[Passage], rules: Wording, text: str, words: list[str]
) -> Iterator[Problem]:
    limit = rules.limits.get(unit.audience)
    # A few words say nothing about how a text reads.
    if limit is None or len(words) < 30 or any(unit.name.startswith(name) for name in rules.exempt):
        return
    score = _lix(text, words)
    if score > limit:
        longest = max(passages, key=lambda p: max(map(len, sentences(p.text))))
        sentence = " ".join(max(sentences(longest.text), key=len).split())
        message = (
            f"teksten er tung å lese på {LOCALES[locale]}: LIX {score:.0f}, grensen er {limit}. "
            f"Del setninger og bruk kortere ord. Lengst er «{sentence}»."
        )
        yield Problem(longest.place, unit.name, message, "readability", "warning")


def _unit_words(
    unit: Unit, locale: Locale, passages: Iterable[Passage], rules: Wording, said: set[str]
) -> Iterator[Problem]:
    """Words that do not belong. The unit is looked at as a whole first: hardly any has one."""
    wrong = {"nn": rules.not_nynorsk, "nb": rules.not_bokmal}.get(locale, {})
    stems = rules.not_to_children.get(locale, ()) if unit.audience == "child-youth" else ()
    forms = said & wrong.keys()
    unkind = {w for w in said if w.startswith(stems)} if stems else set()
    for passage in passages:
        if forms or unkind:
            text = _MARKUP.sub(" ", passage.text)
            for phrase in rules.same:
                text = text.replace(phrase, " ")
            here = {w.lower() for w in _WORD.findall(text)}
            for word in sorted(forms & here):
                form = "bokmål" if locale == "nn" else "nynorsk"
                yield _warning(passage, f"«{word}» er {form}. Skriv «{wrong[word]}».", "wrong-form")
            for word in sorted(unkind & here):
                message = f"«{word}» bruker vi ikke til barn og unge. Si det med vanligere ord."
                yield _warning(passage, message, "not-to-children")


def _copies(unit: Unit, rules: Wording) -> Iterator[Problem]:
    """Texts that are the same in bokmål as in another locale: nobody has translated them."""
    first = unit.passages.get("nb", ())
    for locale, fewest in (("nn", 8), ("en", 3)):
        others = {p.path.removesuffix(f".{locale}"): p for p in unit.passages.get(locale, ())}
        for passage in first:
            other = others.get(passage.path.removesuffix(".nb"))
            same = other is not None and other.text.split() == passage.text.split()
            if other and same and len(_WORD.findall(passage.text)) >= fewest and passage.text not in rules.same:
                message = (
                    f"teksten er den samme som på bokmål. Skriv den på {LOCALES[locale]}, "
                    "eller legg den til under same: i data/wording.yml når den skal være lik."
                )
                yield _warning(other, message, "copy")


def _parity(unit: Unit) -> Iterator[Problem]:
    """Headings, lists, paragraphs and links are the same in all locales."""
    first = {p.path.removesuffix(".nb"): _shape(p.text) for p in unit.passages.get("nb", ())}
    for locale in ("nn", "en"):
        for passage in unit.passages.get(locale, ()):
            ours, theirs = first.get(passage.path.removesuffix(f".{locale}")), _shape(passage.text)
            if ours is None or ours == theirs:
                continue
            what, wanted, found = next((w, a, b) for w, a, b in zip(_SHAPES, ours, theirs, strict=True) if a != b)
            message = f"{what} er ikke de samme som på bokmål: {found or 'ingen'}, men på bokmål {wanted or 'ingen'}."
            yield _warning(passage, message, "parity")


_SHAPES = ("overskriftene", "punktene i listene", "avsnittene", "lenkene")


def _shape(text: str) -> tuple[str, str, str, str]:
    """The outline of a text, one for each of `_SHAPES`: levels and ids of headings, how many items, and so on."""
    if "\n" not in text and "](" not in text:
        return ("", "", "1", "")
    headings = [f"{level} {anchor}".strip() for level, anchor in _HEADING.findall(text)]
    paragraphs = [p for p in re.split(r"\n\s*\n", text.strip()) if p]
    items = len(_ITEM.findall(text))
    return (", ".join(headings), str(items or ""), str(len(paragraphs)), ", ".join(sorted(_LINK.findall(text))))
