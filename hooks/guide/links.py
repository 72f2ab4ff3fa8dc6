"""One pass over all values of the data: links to pages, lists that name the same twice, texts that a locale lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from guide.fields import LOCALES, REQUIRED_LOCALES, Locale
from guide.hints import page_meant
from guide.markup import OWN_PAGE, targets
from guide.node import Holders, Node, path_name
from guide.place import Place, Problem

NAMED_ONCE = frozenset(
    {"alternatives", "exits", "related", "replaced_by", "resources", "roles", "services", "tools", "topics", "urgent", "with"}
)  # fmt: skip
"""Fields with a list of ids, each of them once."""


def problems(holders: Mapping[str, Holders], known: Set[str], unsure: tuple[str, ...]) -> Iterator[Problem]:
    """Links to pages that the guide does not have, and ids that stand twice in a list.

    Addresses that begin with one of ``unsure`` are let pass: what is there could not be read.
    """
    for stem, listed in holders.items():
        for path, node in listed:
            for key, child in node.children():
                text = child.value
                if type(text) is str:
                    for target, address, nth in _to_pages(key, text) if "/" in text else ():
                        if address not in known and not address.startswith(unsure):
                            message = f"guiden har ingen side «/{address}».{page_meant(address, known)}"
                            yield Problem(child.place_of(target, nth), path_name(stem, (path, key)), message, "link")
                elif text is None and type(key) is str:
                    yield _unfilled(node, key, path_name(stem, (path, key)))
            if path is not None and path[1] in NAMED_ONCE and type(node.value) is list and len(node.value) > 1:
                yield from _twice(node, path_name(stem, path))


def _unfilled(node: Node, key: str, path: str) -> Problem:
    """A field with nothing after the colon: told of here when the model could do without it."""
    message = f"feltet «{key}» er tomt. Fyll det ut, eller slett linjen."
    return Problem(node.key_place(key), path, message, "value-missing")


def _to_pages(key: str | int, value: str) -> Iterator[tuple[str, str, int]]:
    """The links of a text to pages of the guide: as written, the address, and how many like it stand before."""
    if key == "to":
        if OWN_PAGE.fullmatch(value):
            yield value, value[1:], 0
    else:
        for target, offset in targets(value):
            if target.startswith("/") and not target.startswith("//"):
                yield target, target.partition("#")[0][1:], value.count(target, 0, offset)


def _twice(node: Node, path: str) -> Iterator[Problem]:
    seen = set()
    for number, item in enumerate(node.items()):
        if not isinstance(item.value, str):
            continue
        if item.value in seen:
            message = f"«{item.value}» står to ganger i listen. Slett den ene."
            yield Problem(item.place, f"{path}[{number}]", message, "twice")
        seen.add(item.value)


def fallbacks(holders: Mapping[str, Holders], locales: tuple[Locale, ...], wrong: Set[str]) -> Iterator[Problem]:
    """A warning for each file with texts that stand in bokmål because a locale lacks them.

    Nothing is said of the files in ``wrong``: what is counted there may be what is wrong.
    """
    for locale in locales:
        if locale in REQUIRED_LOCALES:
            continue
        lacking: dict[str, list[Place]] = {}
        for place in sorted(p for listed in holders.values() for p in _without(listed, locale)):
            lacking.setdefault(place.file, []).append(place)  # a list can be made of two files
        for file, places in lacking.items():
            if file not in wrong:
                many = f"{len(places)} tekster" if len(places) > 1 else "1 tekst"
                message = f"{many} i filen mangler på {LOCALES[locale]} og vises på bokmål. Dette er den første."
                yield Problem(places[0], "", message, "fallback", "warning")


def _without(holders: Holders, locale: Locale) -> Iterator[Place]:
    """The places of texts that lack ``locale``: maps with ``nb`` in them."""
    for _, node in holders:
        if type(node.value) is dict and "nb" in node.value and locale not in node.value:
            yield node.place
