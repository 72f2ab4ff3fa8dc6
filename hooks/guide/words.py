"""Everyday words: which page each leads to, and all of them in the order of the alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from guide import addresses
from guide.fields import Locale
from guide.registry import Guide
from guide.views import Link, View

_AFTER_Z = {0xE6: "{", 0xE4: "{", 0xF8: "|", 0xF6: "|", 0xE5: "}"}
"""The letters after z in Norwegian (ae, o with a stroke, a with a ring, and the Swedish two), as the signs after z in ASCII."""

_LETTERS = {"{": (chr(0xC6), "ae"), "|": (chr(0xD8), "oe"), "}": (chr(0xC5), "aa")}
"""What these are called as a heading, and in an anchor."""


def listed(guide: Guide) -> Iterator[tuple[str, Mapping[Locale, tuple[str, ...]]]]:
    """The pages that have everyday words, by address: topics first, then services, then other pages."""
    yield from ((addresses.of("topic", t.id), t.search_words) for t in guide.topics)
    yield from ((addresses.of("service", s.id), s.search_words) for s in guide.services)
    yield from ((page.to.lstrip("/"), page.words) for page in guide.search.pages)


def by_letter(guide: Guide, locale: Locale, link: Callable[[str], Link]) -> list[View]:
    """Each word with the pages it leads to, in the order of the alphabet, one group for each letter."""
    found: dict[tuple[str, Locale], dict[str, None]] = {}
    for address, words in listed(guide):
        written = locale if locale in words else "nb"
        for word in words[written]:
            found.setdefault((word, written), {})[address] = None
    groups: dict[str, View] = {}
    for (word, written), pages in sorted(found.items(), key=lambda entry: order(entry[0][0])):
        letter, anchor = _letter(word)
        group = groups.setdefault(letter, View(id=f"bokstav-{anchor}", title=letter, entries=[]))
        lang = "" if written == locale else written
        group.entries.append(View(word=word, lang=lang, links=[link(address) for address in pages]))
    return list(groups.values())


def order(word: str) -> tuple[str, str]:
    """A key that sorts as Norwegian does; capitals and other accents do not count."""
    lower = unicodedata.normalize("NFC", word.lower())
    plain = "".join(_AFTER_Z.get(ord(sign)) or unicodedata.normalize("NFD", sign)[0] for sign in lower)
    return re.sub(r"[^a-z{|}0-9 ]", "", plain).strip(), word


def _letter(word: str) -> tuple[str, str]:
    """The letter that a word stands under: as a heading, and in an anchor. Numbers stand together."""
    first = order(word)[0][:1]
    return _LETTERS.get(first) or ((first.upper(), first) if first.isalpha() else ("0–9", "0"))
