"""The hand-written pages in docs/: which there are, in which locales, and what opens them.

A page is a group of files side by side: ``plikt.nb.md``, ``plikt.nn.md``, ``plikt.en.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from guide import messages
from guide.fields import LOCALES, REQUIRED_LOCALES, Day, Locale, did_you_mean
from guide.model import Record
from guide.node import Node
from guide.place import Place, Problem
from guide.source import front_matter
from pydantic import Field, ValidationError

DOCS = "docs"


class Head(Record):
    """What stands between the ``---`` lines that open a page."""

    title: str = Field(min_length=1)
    description: str = Field(min_length=1)
    reviewed: Day
    owner: str = Field(min_length=1)
    kind: Literal["home", "page"] = "page"


@dataclass(frozen=True)
class Prose:
    """A hand-written page. ``name`` is its path below docs/ without locale and ending."""

    name: str
    paths: Mapping[Locale, str]
    heads: Mapping[Locale, Head]

    @property
    def address(self) -> str:
        """The page's address below the root of its locale: ``ansatt/plikt/``; the home page has ``""``."""
        return _address(self.name)

    @property
    def kind(self) -> str:
        """Which template frames the prose."""
        return self.heads["nb"].kind

    def head(self, locale: Locale) -> Head:
        """The opening of the page in ``locale`` or, when it is missing there, in bokmål."""
        return self.heads.get(locale, self.heads["nb"])


def _address(name: str) -> str:
    name = name.removesuffix("index").removesuffix("/")
    return f"{name}/" if name else ""


def find(docs: Path, locales: Iterable[Locale]) -> tuple[tuple[Prose, ...], frozenset[str], list[Problem]]:
    """The whole pages below ``docs``, the addresses of all of them, and what is wrong with them."""
    found: dict[str, dict[Locale, Path]] = {}
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        relative = path.relative_to(docs).as_posix()
        stem, _, locale = relative.removesuffix(".md").rpartition(".")
        if locale in LOCALES and stem:
            found.setdefault(stem, {})[locale] = path
        else:
            place = Place(f"{DOCS}/{relative}")
            hint = did_you_mean(locale, LOCALES) if stem else ""
            message = (
                f"filnavnet sier ikke hvilket språk siden er på.{hint} Skriv som i «om.nb.md», «om.nn.md», «om.en.md»."
            )
            problems.append(Problem(place, "", message, "docs-name"))
    pages = []
    for name, paths in found.items():
        first = f"{DOCS}/{name}.{next(iter(paths))}.md"
        missing = [locale for locale in REQUIRED_LOCALES if locale not in paths]
        for locale in missing:
            message = f"siden mangler på {LOCALES[locale]}. Lag filen {DOCS}/{name}.{locale}.md."
            problems.append(Problem(Place(first), "", message, "docs-missing"))
        heads = {locale: _head(path, f"{DOCS}/{name}.{locale}.md", problems) for locale, path in paths.items()}
        good = {locale: head for locale, head in heads.items() if head is not None and locale in locales}
        if not missing and "nb" in good:
            pages.append(Prose(name, {locale: f"{DOCS}/{name}.{locale}.md" for locale in good}, good))
    return tuple(pages), frozenset(map(_address, found)), problems


def _head(path: Path, name: str, problems: list[Problem]) -> Head | None:
    try:
        text = path.read_text("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        message = "filen er ikke lagret som UTF-8. Velg «UTF-8» når du lagrer, så æ, ø og å blir riktige."
        problems.append(Problem(Place(name), "", message, "file-encoding"))
        return None
    node, found = front_matter(text, name)
    problems += found
    if node is None or not isinstance(node.value, dict):
        if not found:
            message = "siden mangler opplysningene øverst. Begynn filen med --- og title, description, reviewed og owner, slik de andre sidene gjør."
            problems.append(Problem(Place(name), "", message, "front-matter"))
        return None
    try:
        return Head.model_validate(_plain(node))
    except ValidationError as error:
        problems += messages.problems(error, node, "side", Head)
        return None


def _plain(node: Node) -> dict[str, object]:
    value = node.plain()
    assert isinstance(value, dict)
    return value
