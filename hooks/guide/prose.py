"""The hand-written pages in docs/: which there are, in which locales, and what opens them.

A page is a group of files side by side: ``plikt.nb.md``, ``plikt.nn.md``, ``plikt.en.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from guide import addresses, messages, numbers_in_texts, prose_body, prose_links
from guide.decode import HARMLESS, decode
from guide.fields import LOCALES, REQUIRED_LOCALES, Locale, Office, locale_meant
from guide.model import Record
from guide.place import Place, Problem, Source
from guide.source import front_matter
from guide.values import Day
from pydantic import Field, ValidationError

DOCS = "docs"

_FILES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".webp"})
"""What may lie beside the pages. Not SVG: scripts can stand in it."""

_NAME = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
"""The name of a page is its address."""


class Head(Record):
    """What stands between the ``---`` lines that open a page."""

    title: str = Field(min_length=1)
    tab_title: str | None = Field(None, min_length=1)
    description: str = Field(min_length=1)
    reviewed: Day
    owner: Office
    kind: Literal["home", "data", "page"] = "page"


@dataclass(frozen=True)
class Prose:
    """A hand-written page. ``name`` is its path below docs/ without locale and ending."""

    name: str
    paths: Mapping[Locale, str]
    heads: Mapping[Locale, Head]
    texts: Mapping[Locale, str] = field(repr=False)
    """The Markdown below the opening lines."""

    @property
    def address(self) -> str:
        """The page's address below the root of its locale: ``ansatt/plikt/``; the home page has ``""``."""
        return _address(self.name)

    @property
    def kind(self) -> str:
        """Which template frames the prose."""
        return self.heads["nb"].kind

    def written(self, locale: Locale) -> Locale:
        """The locale that the page is written in when it is asked for in ``locale``."""
        return locale if locale in self.heads else "nb"

    def head(self, locale: Locale) -> Head:
        """The opening of the page in ``locale`` or, when it is missing there, in bokmål."""
        return self.heads.get(locale, self.heads["nb"])

    def text(self, locale: Locale) -> str:
        """The Markdown of the page in ``locale`` or, when it is missing there, in bokmål."""
        return self.texts[self.written(locale)]


def _address(name: str) -> str:
    name = name.removesuffix("index").removesuffix("/")
    return f"{name}/" if name else ""


def find(
    docs: Path,
    locales: Iterable[Locale],
    day: date,
    taken: Set[str],
    unsure: tuple[str, ...],
    dialled: Set[str] | None,
) -> tuple[tuple[Prose, ...], frozenset[str], list[Problem]]:
    """The whole pages below ``docs``, the addresses of all of them, and what is wrong with them.

    ``day`` is today, ``taken`` the addresses of the pages that are generated, and ``unsure`` the beginnings of
    addresses where generated pages may be missing because their data could not be read. ``dialled`` are the
    numbers of all services, None when these could not be read.
    """
    problems: list[Problem] = []
    found = _by_name(docs, problems)
    problems += _addresses(found, taken)
    pages = []
    sources: dict[tuple[str, Locale], Source] = {}
    for name, paths in found.items():
        missing = [locale for locale in REQUIRED_LOCALES if locale not in paths]
        for locale in missing:
            there = "nb" if "nb" in paths else next(iter(paths))
            message = f"siden mangler på {LOCALES[locale]}. Lag filen {DOCS}/{name}.{locale}.md."
            problems.append(Problem(Place(f"{DOCS}/{name}.{there}.md"), "", message, "docs-missing"))
        heads = {locale: _head(path, name, locale, day, sources, problems) for locale, path in paths.items()}
        good = {locale: head for locale, head in heads.items() if head is not None and locale in locales}
        if not missing and "nb" in good:
            texts = {locale: sources[name, locale].text.partition("\n---\n")[2] for locale in good}
            pages.append(Prose(name, {locale: f"{DOCS}/{name}.{locale}.md" for locale in good}, good, texts))
    written = {key: Source(s.name, prose_body.without_code(s.text)) for key, s in sources.items()}
    if dialled is not None:
        problems += (p for s in written.values() for p in numbers_in_texts.in_page(s, dialled))
    generated = frozenset(addresses.source_name(address) for address in taken if address)
    problems += prose_links.problems(
        written,
        generated,
        unsure,
        frozenset(_files(docs, problems)),
    )
    return tuple(pages), frozenset(map(_address, found)), problems


def _by_name(docs: Path, problems: list[Problem]) -> dict[str, dict[Locale, Path]]:
    """The files of each page."""
    found: dict[str, dict[Locale, Path]] = {}
    for path in sorted(docs.rglob("*.md")):
        relative = path.relative_to(docs).as_posix()
        stem, _, locale = relative.removesuffix(".md").rpartition(".")
        if locale in LOCALES and stem and not stem.endswith("/") and not _NAME.fullmatch(stem):
            message = "filnavnet blir adressen til siden. Bruk bare små bokstaver a–z, tall og bindestrek, som i «trygg-bruk.nb.md»."
            problems.append(Problem(Place(f"{DOCS}/{relative}"), "", message, "docs-name"))
            continue
        if locale in LOCALES and stem and not stem.endswith("/"):
            found.setdefault(stem, {})[locale] = path
            continue
        meant = locale_meant(locale) if stem else ""
        hint = f" Mente du «{stem}.{meant}.md»?" if meant else " Skriv som i «om.nb.md», «om.nn.md», «om.en.md»."
        message = f"filnavnet sier ikke hvilket språk siden er på.{hint}"
        problems.append(Problem(Place(f"{DOCS}/{relative}"), "", message, "docs-name"))
    return found


def _files(docs: Path, problems: list[Problem]) -> Iterator[str]:
    """The pictures and documents beside the pages. What a browser would run is told of: the site would publish it."""
    for path in sorted(docs.rglob("*")):
        relative = path.relative_to(docs).as_posix()
        if path.is_dir() or path.suffix == ".md" or any(part.startswith(".") for part in path.relative_to(docs).parts):
            continue
        if path.suffix.lower() in _FILES:
            yield relative
            continue
        message = "filer av denne typen kan ikke ligge i docs/, for da blir de en del av nettstedet. Flytt eller slett den. Sider heter som «om.nb.md»; bilder slutter på .png, .jpg eller .webp."
        problems.append(Problem(Place(f"{DOCS}/{relative}"), "", message, "file-unknown"))


def _addresses(found: Mapping[str, Mapping[Locale, Path]], taken: Set[str]) -> Iterator[Problem]:
    """Pages that would stand where another page stands, and a front page that is not there."""
    first: dict[str, str] = {}
    for name, paths in found.items():
        address = _address(name)
        place = Place(f"{DOCS}/{name}.{'nb' if 'nb' in paths else next(iter(paths))}.md")
        if address and address in taken:
            message = f"guiden lager selv siden «/{address}». Gi filen et annet navn, eller skriv teksten i data/."
            yield Problem(place, "", message, "docs-address")
        elif address in first:
            message = f"siden får samme adresse som {DOCS}/{first[address]}.nb.md. Gi en av dem et annet navn."
            yield Problem(place, "", message, "docs-address")
        first.setdefault(address, name)
    if "" not in first:
        message = "forsiden mangler. Hent tilbake docs/index.nb.md, docs/index.nn.md og docs/index.en.md."
        yield Problem(Place(f"{DOCS}/index.nb.md"), "", message, "docs-missing")


def _head(
    path: Path,
    page: str,
    locale: Locale,
    day: date,
    sources: dict[tuple[str, Locale], Source],
    problems: list[Problem],
) -> Head | None:
    name = f"{DOCS}/{page}.{locale}.md"
    text, wrong = decode(path, name)
    problems += [p for p in wrong if p.kind not in HARMLESS]
    if text is None:
        return None
    sources[page, locale] = Source(name, text)
    problems += prose_body.problems(sources[page, locale])
    node, found = front_matter(text, name)
    problems += found
    if node is None or not isinstance(node.value, dict):
        if not found:
            message = "siden mangler opplysningene øverst. Begynn filen med --- og title, description, reviewed og owner, slik de andre sidene gjør."
            problems.append(Problem(Place(name), "", message, "front-matter"))
        return None
    try:
        head = Head.model_validate(node.plain(), context={"today": day})
    except ValidationError as error:
        problems += messages.problems(error, node, "side", Head)
        return None
    if (head.kind == "home") != (_address(page) == ""):
        message = "bare forsiden (index) kan ha «kind: home». Slett linjen." if head.kind == "home" else "forsiden må ha linjen «kind: home»."  # fmt: skip
        problems.append(
            Problem(node.place_in("kind") if "kind" in node.keys else node.place, "side.kind", message, "docs-kind")
        )
    return head
