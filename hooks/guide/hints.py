"""What an editor may have meant: the known word that is nearest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[object]) -> str:
    """`` Mente du «x»?`` when one of the known words is near, else the empty text."""
    near = nearest(word, [str(k) for k in known])
    return f" Mente du «{near}»?" if near else ""


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that is nearest, or the only one that begins in the same way; empty when there is none."""
    word = word[:100]
    if near := get_close_matches(word, known, n=1, cutoff=0.75):
        return near[0]
    longer = [k for k in known if len(word) > 2 and k.startswith(f"{word}-")]
    return longer[0] if len(longer) == 1 else ""


def page_meant(target: str, known: Iterable[str]) -> str:
    """As `did_you_mean`, for the address of a page: the last part is compared, with the pages beside it first."""
    above, _, last = target.strip("/").rpartition("/")
    parts = [address.strip("/").rpartition("/") for address in known if address]
    beside = [name for parent, _, name in parts if parent == above]
    if near := nearest(last, beside):
        return f" Mente du «/{above}/{near}/»?" if above else f" Mente du «/{near}/»?"
    where = {name: parent for parent, _, name in parts}
    if near := nearest(last, where):
        return f" Mente du «/{where[near]}/{near}/»?" if where[near] else f" Mente du «/{near}/»?"
    return ""


def choices(known: Collection[str]) -> str:
    """The words to choose from, when they are few."""
    return f" Velg en av: {', '.join(sorted(known))}." if 0 < len(known) <= 12 else ""
