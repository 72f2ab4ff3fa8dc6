"""The texts of the data and of the prose, put together as a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.fields import LOCALES, Locale
from guide.node import Node, path_name
from guide.place import Place
from guide.prose import DOCS, Prose

_NOT_PROSE = frozenset({"name", "short", "operator", "publisher", "search_words", "title", "section"})
"""Fields with names and titles: they are what they are."""


@dataclass(frozen=True)
class Passage:
    """A text in one locale, with its place and the name of its field."""

    text: str
    place: Place
    path: str


@dataclass(frozen=True)
class Unit:
    """Texts that one reader meets together: a record, or a page. ``audience`` is a role id."""

    name: str
    audience: str
    passages: Mapping[Locale, tuple[Passage, ...]]


def units(nodes: Mapping[str, Node], root: Path, pages: Iterable[Prose]) -> Iterator[Unit]:
    """All units of the data and of the hand-written pages below ``root``."""
    for stem, node in nodes.items():
        for name, audience, record in _records(stem, node):
            yield Unit(name, audience, _passages(record, name))
    for page in pages:
        written = {locale: (_page(root / path, path),) for locale, path in page.paths.items()}
        yield Unit(f"{DOCS}/{page.name}", _audience_of_page(page.name), written)


def _records(stem: str, root: Node) -> Iterator[tuple[str, str, Node]]:
    match stem:
        case "services":
            for i, record in enumerate(root.items()):
                roles = [text for text, _ in record.texts("roles")]
                yield f"services[{i}]", next((r for r in ("child-youth", "adult") if r in roles), "staff"), record
        case "topics":
            for i, record in enumerate(root.items()):
                advice = record.get("advice")
                given = advice.value if advice is not None and isinstance(advice.value, dict) else {}
                for role, text in given.items():
                    yield f"topics[{i}].advice.{role}", role, text
        case "roles":
            for i, record in enumerate(root.items()):
                yield f"roles[{i}]", record.text("id"), record
        case "process" | "resources" | "forms":
            for path, node in root.walk():
                if (
                    path is not None
                    and isinstance(path[1], int)
                    and node.get("id") is not None
                    and not node.get("steps")
                ):
                    yield path_name(stem, path), "staff", node
        case "search":
            for path, node in root.walk():
                if path is not None and path[1] == "text":
                    yield path_name(stem, path), "child-youth", node
        case "signals":
            yield "signals", "adult", root
        case "labels":
            yield "labels", "labels", root


def _passages(node: Node, name: str) -> dict[Locale, tuple[Passage, ...]]:
    found: dict[Locale, list[Passage]] = {locale: [] for locale in LOCALES}
    for path, below in node.walk():
        if path is None or not isinstance(below.value, str) or path[1] not in LOCALES:
            continue
        holder = path[0]
        if holder is not None and holder[1] in _NOT_PROSE:
            continue
        found[str(path[1])].append(Passage(below.value, below.place, path_name(name, path)))
    return {locale: tuple(passages) for locale, passages in found.items() if passages}


def _audience_of_page(name: str) -> str:
    part = name.split("/")[0]
    return "staff" if part == "ansatt" else "adult" if part == "om" else "child-youth"


def _page(path: Path, name: str) -> Passage:
    text = path.read_text("utf-8-sig", errors="replace")
    body = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
    return Passage(body, Place(name, text.count("\n") - body.count("\n") + 1), name.removesuffix(".md"))
