"""Files to Guide, or every problem at once.

Each record is validated by itself, so one broken record hides nothing in the others.
Rules between records are in `check.py` and look at the nodes, so they too see everything.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from guide import (
    addresses,
    check,
    files,
    formatter,
    identity,
    labels,
    links,
    messages,
    national,
    numbers_in_texts,
    passages,
    private,
    prose,
    tab_titles,
    wording,
)
from guide.fields import LOCALES, Locale
from guide.figures import with_figures
from guide.layout import WORDS, Plan, plan_of
from guide.model import Resource, Service, Signal, Topic
from guide.model_forms import Form
from guide.model_process import Process
from guide.model_search import Search
from guide.model_site import Municipality, Role
from guide.node import Node
from guide.place import Place, Problem
from guide.registry import Guide, today
from pydantic import BaseModel, ValidationError

DATA = "data"
LISTS: Mapping[str, type[BaseModel]] = {
    "services": Service,
    "roles": Role,
    "topics": Topic,
    "signals": Signal,
    "resources": Resource,
    "forms": Form,
}
MAPS: Mapping[str, type[BaseModel]] = {
    "municipality": Municipality,
    "process": Process,
    "search": Search,
    "wording": wording.Wording,
}
OPTIONAL = frozenset({"forms", "search", "wording"})
"""Files that a municipality may leave out."""

LABELS = "labels"

SHARED_DATA = f"{DATA}/{national.FOLDER}"
FOLDERS: Mapping[str, tuple[str, ...]] = {
    DATA: (*MAPS, *LISTS, LABELS),
    SHARED_DATA: tuple(national.SHARED),
}
"""The folders with data files, and the stems of the files that may stand there."""

_R = TypeVar("_R", bound=BaseModel)


@dataclass(frozen=True)
class Texts:
    """What was read, as texts: how they are written is asked for by editors, not by a build."""

    root: Path
    nodes: Mapping[str, Node]
    pages: tuple[prose.Prose, ...]
    locales: tuple[Locale, ...]
    rules: wording.Wording
    as_read: Mapping[tuple[str, str], Node]
    """The files by folder and stem, each by itself; in ``nodes`` what is shared stands with what is a municipality's own."""
    merged: Mapping[str, national.Merged]

    def problems(self) -> list[Problem]:
        """Everything that could be written better; see `wording.py`."""
        found = passages.units(self.nodes, self.root, self.pages)
        return sorted(self.as_in_files(wording.problems(found, self.rules, self.locales)))

    def as_in_files(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems with records counted as in their own files, not as in ``nodes``."""
        return national.renumbered(problems, self.merged)


@dataclass(frozen=True)
class Loaded:
    """What came of reading: the guide when there is no error, and all problems, sorted."""

    guide: Guide | None
    problems: tuple[Problem, ...]
    texts: Texts
    day: date

    def untidy(self) -> list[Problem]:
        """A warning for each file without errors that `guide format` would write otherwise. Builds do not ask."""
        wrong = {p.place.file for p in self.errors}
        nodes = ((stem, node) for (_, stem), node in self.texts.as_read.items() if node.file.name not in wrong)
        return [found for stem, node in nodes if (found := formatter.problem(node, plan(stem)))]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.severity == "error")


def plan(stem: str) -> Plan:
    """The order of fields in a data file."""
    if stem in LISTS:
        return Plan(any_field=plan_of(LISTS[stem]))
    return plan_of(MAPS[stem]) if stem in MAPS else WORDS


def load(root: Path, day: date | None = None) -> Loaded:
    """Read and check everything below ``root`` (the folder with data/ and docs/)."""
    gc.unfreeze()
    gc.disable()  # a large registry makes 100,000 objects that all stay; looking for garbage costs a fifth
    try:
        return _load(root, day or today())
    finally:
        gc.freeze()  # what was read stays as long as the build: no later round looks at it either
        gc.enable()


def _load(root: Path, day: date) -> Loaded:
    problems: list[Problem] = []
    tried = _read(root, problems)
    as_read = {name: node for name, node in tried.items() if node is not None}
    nodes = {stem: node for (folder, stem), node in as_read.items() if folder == DATA}
    merged = _merge(tried, nodes)
    unreadable = {p.place for p in problems if not p.path}
    locales = _locales(nodes.get("municipality"))
    ids = check.ids(nodes)
    owner = nodes["municipality"].get("owner") if "municipality" in nodes else None
    notes = [p for found in merged.values() for p in found.problems] + national.fit(merged, ids, owner)
    hidden = {stem.removesuffix("s"): found.hidden for stem, found in merged.items()}
    context = {"ids": ids, "hidden": hidden, "locales": locales, "today": day}
    values: dict[str, Any] = {
        stem: _validate(model, nodes[stem], stem, context, problems) for stem, model in MAPS.items() if stem in nodes
    }
    records: dict[str, Any] = {stem: _records(stem, nodes, context, problems) for stem in LISTS}
    words = labels.read(nodes.get(LABELS), context, problems)
    generated = addresses.all_of(ids, frozenset())
    if values.get("municipality") and values["municipality"].forms:
        generated |= {addresses.THANKS}
    unsure = tuple(address for kind, address in addresses.COLLECTIONS.items() if ids[kind] is None)
    dialled = (
        None
        if ids["service"] is None
        else numbers_in_texts.known(n for (_, stem), n in as_read.items() if stem == "services")
    )
    pages, names, found = prose.find(root / prose.DOCS, locales, day, generated, unsure, dialled)
    problems += found
    problems += check.rules(nodes)
    if LABELS in nodes:
        problems += labels.unused_or_missing(nodes[LABELS], root / "overrides")
    holders = {stem: node.holders() for stem, node in nodes.items()}
    problems += links.problems(holders, generated | names, unsure)
    figures = with_figures(holders)
    problems += private.problems(figures, holders)
    problems += identity.problems(root)
    if dialled is not None:
        problems += numbers_in_texts.in_data(figures, dialled)
    problems += tab_titles.problems(nodes)
    problems = _once(problems, unreadable)
    told = {at for p in problems if p.kind != "value-missing" for at in (p.place, p.path)}
    problems = [p for p in problems if p.kind != "value-missing" or not told & {p.place, p.path}]
    problems = numbers_in_texts.without_followers(problems)
    problems = national.renumbered(problems, merged)
    gone = {addresses.of("service", name).rstrip("/"): at for name, at in hidden.get("service", {}).items()}
    problems = national.told_of_hidden(problems, gone)
    problems += notes
    problems += links.fallbacks(holders, locales, {p.place.file for p in problems if p.severity == "error"})
    problems += _missing_pages(pages, locales)
    rules: Any = values.pop("wording", None)
    values.setdefault("search", Search())
    guide = None
    if not any(p.severity == "error" for p in problems):
        places = check.places(nodes)
        guide = Guide(**values, **records, labels=words, prose=pages, today=day, places=places)
    texts = Texts(root, nodes, pages, locales, rules or wording.Wording(), as_read, merged)
    return Loaded(guide, tuple(sorted(set(problems))), texts, day)


def _read(root: Path, problems: list[Problem]) -> dict[tuple[str, str], Node | None]:
    """The nodes of each data file by folder and stem; None for one that cannot be read or has the wrong root."""
    found = {}
    for folder, stems in FOLDERS.items():
        files.unknown(root, folder, stems, problems)
        for stem in stems:
            needed = folder == DATA and stem not in OPTIONAL
            if needed or (root / folder / f"{stem}.yml").exists():
                found[folder, stem] = files.read_one(root, folder, stem, LISTS, problems)
    return found


def _merge(tried: Mapping[tuple[str, str], Node | None], nodes: dict[str, Node]) -> dict[str, national.Merged]:
    """Put the records that all municipalities share into ``nodes``, where there are any."""
    merged = {}
    for folder, stem in tried:
        shared = tried[folder, stem]
        if folder == SHARED_DATA and shared is None:
            nodes.pop(stem, None)  # half of the records would make all references to the others wrong
        elif folder == SHARED_DATA and shared is not None and stem in nodes:
            merged[stem] = national.merge(stem, nodes[stem], shared)
            nodes[stem] = merged[stem].node
    return merged


def _records(stem: str, nodes: Mapping[str, Node], context: Any, problems: list[Problem]) -> tuple[Any, ...]:
    """The good records of a file that is a list."""
    listed = enumerate(nodes[stem].items()) if stem in nodes else ()
    values = [_validate(LISTS[stem], node, f"{stem}[{i}]", context, problems) for i, node in listed]
    return tuple(v for v in values if v is not None)


def _locales(municipality: Node | None) -> tuple[Locale, ...]:
    """The locales to build, as far as the file can be trusted; all that exist otherwise."""
    named = [text for text, _ in municipality.texts("locales")] if municipality else []
    return tuple(locale for locale in named if locale in LOCALES) or tuple(LOCALES)


def _validate(model: type[_R], node: Node, path: str, context: Any, problems: list[Problem]) -> _R | None:
    try:
        return model.model_validate(node.plain(), context=context)
    except ValidationError as error:
        problems += messages.problems(error, node, path, model)
        return None


def _once(problems: list[Problem], unreadable: Set[Place]) -> list[Problem]:
    """The problems without those of a value that was not what the editor wrote, but what reading left of it."""
    return [p for p in problems if p.place not in unreadable or not p.path]


def _missing_pages(pages: Iterable[prose.Prose], locales: Iterable[Locale]) -> Iterator[Problem]:
    """A warning for each hand-written page that stands in bokmål because a locale lacks it."""
    for page in pages:
        for locale in locales:
            if locale not in page.paths:
                message = f"siden mangler på {LOCALES[locale]} og vises på bokmål. Lag docs/{page.name}.{locale}.md."
                yield Problem(Place(page.paths["nb"]), "", message, "fallback", "warning")
