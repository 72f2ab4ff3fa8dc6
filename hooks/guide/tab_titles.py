"""The titles that stand in tabs and history: two pages with the same one cannot be told apart (WCAG 2.4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guide.fields import LOCALES
from guide.node import Node
from guide.place import Problem

NEUTRAL = "tab_title"

_NAMED_BY = {"services": "name", "topics": "name", "roles": "title"}
"""The field that is the title of a record's page when it has no ``tab_title``."""


def problems(nodes: Mapping[str, Node]) -> Iterator[Problem]:
    """Every ``tab_title`` that is also the title of another page."""
    titles: dict[tuple[str, str], list[tuple[str, Node, Node]]] = {}
    for stem, plain in _NAMED_BY.items():
        for number, record in enumerate(nodes[stem].items() if stem in nodes else ()):
            field = NEUTRAL if NEUTRAL in record.keys else plain
            text = record.get(field)
            if text is None:
                continue
            for locale in LOCALES:
                if words := text.text(locale).strip().casefold():
                    path = f"{stem}[{number}].{field}.{locale}"
                    titles.setdefault((locale, words), []).append((path, record, text))
    for (locale, _), pages in titles.items():
        for path, record, text in pages if len(pages) > 1 else ():
            if f".{NEUTRAL}." in path:
                other = next(r.text("id") for _, r, _ in pages if r is not record)
                message = f"siden til «{other}» har samme tittel. Skriv en annen, så fanene kan skilles fra hverandre."
                yield Problem(text.place_in(locale), path, message, "tab-title")
