"""How much room words take: an estimate of widths, and lines that fit a width.

No font is known where the pages are built, and each reader's device has its own. So widths are those
of a wide one (DejaVu Sans, Verdana); in others a line ends a little earlier than it could.
"""

from __future__ import annotations

_NARROW, _SLIM, _WIDE = frozenset("ijlI.,:;'’!| "), frozenset("frt()[]-/“”«»"), frozenset("mwæøMWÆØ@→%—")
_BOLD = 1.13
_VOWELS = frozenset("aeiouyæøåäöéAEIOUYÆØÅ")


def width(words: str, size: float, bold: bool = False) -> float:
    """How wide ``words`` may become, in the unit of ``size`` (the height of the font)."""
    ems = sum(
        0.34 if c in _NARROW else 0.46 if c in _SLIM else 1.0 if c in _WIDE else 0.78 if c.isupper() else 0.645
        for c in words
    )
    return ems * size * (_BOLD if bold else 1)


def lines(words: str, room: float, size: float, bold: bool = False) -> list[str]:
    """``words`` in lines no wider than ``room``; a word that is wider itself is divided with a hyphen."""
    made: list[str] = []
    for word in words.split():
        joined = f"{made[-1]} {word}" if made else word
        if made and width(joined, size, bold) <= room:
            made[-1] = joined
        else:
            made += _divided(word, room, size, bold)
    return made


def _divided(word: str, room: float, size: float, bold: bool) -> list[str]:
    parts = []
    while width(word, size, bold) > room and len(word) > 3:
        fitting = [i for i in range(2, len(word) - 1) if width(word[:i] + "-", size, bold) <= room]
        # A syllable begins with a consonant before a vowel, in all three languages nearly always.
        good = [i for i in fitting if i > 2 and word[i] not in _VOWELS and word[i + 1] in _VOWELS]
        cut = (good or fitting or [2])[-1]
        parts.append(word[:cut] if word[:cut].endswith("-") else word[:cut] + "-")
        word = word[cut:]
    return [*parts, word]
