"""What a change means for readers: two builds of the site compared, in words, for the pull request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from guide.built import Seen

T = TypeVar("T")

_SHOWN = 30
"""How many pages or numbers are named before the rest are counted."""

_LONG = 160
"""How much of a sentence is shown, in characters."""


@dataclass(frozen=True)
class Changes:
    """The difference between two builds."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    new_numbers: Mapping[str, tuple[str, ...]]
    """Each number that can be called now and could not before, and the pages where it stands."""
    lost_numbers: Mapping[str, tuple[str, ...]]


def compare(old: Mapping[str, Seen], new: Mapping[str, Seen]) -> Changes:
    """Compare two sites by page."""
    both = sorted(old.keys() & new.keys())
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(a for a in both if (old[a].title, old[a].texts) != (new[a].title, new[a].texts)),
        new_numbers=_numbers(new, old),
        lost_numbers=_numbers(old, new),
    )


def _numbers(here: Mapping[str, Seen], there: Mapping[str, Seen]) -> dict[str, tuple[str, ...]]:
    """The numbers that a page has in one build and lacks in the other.

    A page that is only in this build counts for the numbers that the other build has nowhere.
    """
    anywhere = {number for seen in there.values() for number in seen.numbers}
    found: dict[str, list[str]] = {}
    for address in sorted(here):
        known = there[address].numbers if address in there else anywhere
        for number in sorted(here[address].numbers - known):
            found.setdefault(number, []).append(address)
    return {number: tuple(pages) for number, pages in sorted(found.items())}


def as_markdown(changes: Changes, old: Mapping[str, Seen], new: Mapping[str, Seen]) -> str:
    """The difference in bokmål, to be read by those who approve it."""
    lines = ["## Hva endres for leserne", ""]
    if changes.lost_numbers or changes.new_numbers:
        lines += ["### Numre", ""]
        lines += [f"- **Borte:** {n} fra {_pages(p)}" for n, p in _few(changes.lost_numbers.items())]
        lines += [f"- **Nytt:** {n} på {_pages(p)}" for n, p in _few(changes.new_numbers.items())]
        lines += ["", "Ring hvert nytt nummer før du godkjenner endringen.", ""]
    for title, addresses, pages in (
        ("Nye sider", changes.added, new),
        ("Sider som er borte", changes.removed, old),
    ):
        if addresses:
            lines += [f"### {title} ({len(addresses)})", ""]
            lines += [f"- {_name(address, pages)}" for address in _few(addresses)]
            lines += [*_rest(len(addresses)), ""]
    if changes.changed:
        lines += [f"### Endrede sider ({len(changes.changed)})", ""]
        for address in _few(changes.changed):
            lines.append(f"- {_name(address, new)}")
            lines += [f"  - {line}" for line in _difference(old[address], new[address])]
        lines += [*_rest(len(changes.changed)), ""]
    if len(lines) == 2:
        lines += ["Ingenting: sidene er like som før.", ""]
    return "\n".join(lines)


def _few(things: Iterable[T]) -> list[T]:
    return list(things)[:_SHOWN]


def _rest(count: int) -> list[str]:
    return [f"- … og {count - _SHOWN} til"] if count > _SHOWN else []


def _pages(addresses: tuple[str, ...]) -> str:
    return f"`/{addresses[0]}`" if len(addresses) == 1 else f"{len(addresses)} sider, som `/{addresses[0]}`"


def _name(address: str, pages: Mapping[str, Seen]) -> str:
    return f"{_shown(pages[address].title)} (`/{address}`)"


def _difference(old: Seen, new: Seen) -> list[str]:
    """The first texts that went and came."""
    gone = [text for text in old.texts if text not in new.texts]
    come = [text for text in new.texts if text not in old.texts]
    lines = [f"var: «{_shown(text)}»" for text in gone[:2]] + [f"er nå: «{_shown(text)}»" for text in come[:2]]
    more = max(len(gone) - 2, 0) + max(len(come) - 2, 0)
    return [*lines, f"… og {more} andre tekster"] if more else lines or ["rekkefølgen er endret"]


def _shown(text: str) -> str:
    """A text of the site as a comment may hold it: short, and without the signs that Markdown and HTML act on."""
    short = text if len(text) <= _LONG else text[:_LONG].rstrip() + " …"
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|@" else c for c in short)
