"""Files to Guide, or every problem at once.

Each record is validated by itself, so one broken record hides nothing in the others.
Rules between records are in `check.py` and look at the nodes, so they too see everything.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from guide import addresses, check, messages, prose
from guide.fields import LOCALES, PLACEHOLDERS, InLocales, Locale, Text
from guide.model import Municipality, Process, Resource, Role, Service, Signal, Topic
from guide.source import Node, Place, Problem, read

DATA = "data"
LISTS: Mapping[str, type[BaseModel]] = {
    "services": Service,
    "roles": Role,
    "topics": Topic,
    "signals": Signal,
    "resources": Resource,
}
MAPS: Mapping[str, type[BaseModel]] = {"municipality": Municipality, "process": Process}
LABELS = "labels"

LABEL_PLACEHOLDERS = PLACEHOLDERS | {
    "count", "date", "days", "from", "limit", "name", "number", "source", "step", "to", "total",
}  # fmt: skip
"""What may stand in curly brackets in an interface word."""

_TEXT: TypeAdapter[Text] = TypeAdapter(InLocales)
_R = TypeVar("_R", bound=BaseModel)


@dataclass(frozen=True)
class Guide:
    """All of it: what the data files hold, checked. Nothing in it depends on a locale."""

    municipality: Municipality
    services: tuple[Service, ...]
    roles: tuple[Role, ...]
    topics: tuple[Topic, ...]
    signals: tuple[Signal, ...]
    process: Process
    resources: tuple[Resource, ...]
    labels: Mapping[str, Text]
    prose: tuple[prose.Prose, ...]
    today: date
    places: Mapping[tuple[str, str], Place] = field(repr=False)
    """Where a record stands, by file stem and id: for the link «edit this page»."""

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales that are built; the first stands at the root of the site."""
        return self.municipality.locales

    @cached_property
    def service(self) -> Mapping[str, Service]:
        """Services by id."""
        return {s.id: s for s in self.services}

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topics by id."""
        return {t.id: t for t in self.topics}

    @cached_property
    def resource(self) -> Mapping[str, Resource]:
        """Resources by id."""
        return {r.id: r for r in self.resources}

    @cached_property
    def services_of_topic(self) -> Mapping[str, tuple[Service, ...]]:
        """Services that help with a topic, most urgent and nearest first."""
        found: dict[str, list[Service]] = {t.id: [] for t in self.topics}
        for service in by_urgency(self.services):
            for topic in service.topics:
                found[topic].append(service)
        return {topic: tuple(services) for topic, services in found.items()}


_DANGER = {"emergency": 0, "crisis": 1, "normal": 2}
_LEVEL = {"local": 0, "intermunicipal": 0, "national": 1}


def by_urgency(services: Iterable[Service]) -> list[Service]:
    """Services in order of danger, then those that can be reached, then the nearest; else as in the file."""
    return sorted(services, key=lambda s: (_DANGER[s.danger], not s.channels, _LEVEL[s.level]))


@dataclass(frozen=True)
class Loaded:
    """What came of reading: the guide when there is no error, and all problems, sorted."""

    guide: Guide | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.severity == "error")


def today() -> date:
    """The day the build counts from: SOURCE_DATE_EPOCH (reproducible-builds.org) or today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def load(root: Path, day: date | None = None) -> Loaded:
    """Read and check everything below ``root`` (the folder with data/ and docs/)."""
    day = day or today()
    nodes: dict[str, Node] = {}
    problems: list[Problem] = []
    for stem in (*MAPS, *LISTS, LABELS):
        node, found = read(root / DATA / f"{stem}.yml", f"{DATA}/{stem}.yml")
        problems += found
        if node is not None and not (wrong := _wrong_root(stem, node)):
            nodes[stem] = node
        elif node is not None:
            problems.append(wrong)
    locales = _locales(nodes.get("municipality"))
    context = {"ids": check.ids(nodes), "locales": locales, "today": day}
    read_values: dict[str, Any] = {}
    for stem, model in MAPS.items():
        if stem in nodes:
            read_values[stem] = _validate(model, nodes[stem], stem, context, problems)
    for stem, model in LISTS.items():
        records = enumerate(nodes[stem].items()) if stem in nodes else ()
        values = [_validate(model, node, f"{stem}[{i}]", context, problems) for i, node in records]
        read_values[stem] = tuple(v for v in values if v is not None)
    read_values[LABELS] = _labels(nodes.get(LABELS), root, {**context, "placeholders": LABEL_PLACEHOLDERS}, problems)
    pages, found = prose.find(root / "docs", locales)
    problems += found
    problems += check.rules(nodes)
    problems += check.links(nodes, addresses.all_of(context["ids"], {p.address for p in pages}))
    problems += _fallbacks(nodes, pages, locales)
    problems = sorted(set(problems))
    guide = None
    if not any(p.severity == "error" for p in problems):
        guide = Guide(**read_values, prose=pages, today=day, places=check.places(nodes))
    return Loaded(guide, tuple(problems))


def _wrong_root(stem: str, node: Node) -> Problem | None:
    wanted = list if stem in LISTS else dict
    if isinstance(node.value, wanted):
        return None
    how = "en liste: hver post begynner med en strek (-)" if wanted is list else "felt med navn og kolon («felt: verdi»)"
    return Problem(node.place, stem, f"filen skal være {how}.", "type-list" if wanted is list else "type-map")


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


def _labels(node: Node | None, root: Path, context: Any, problems: list[Problem]) -> dict[str, Text]:
    if node is None or not isinstance(node.value, dict):
        return {}
    labels: dict[str, Text] = {}
    for key, child in node.value.items():
        try:
            labels[key] = _TEXT.validate_python(child.plain(), context=context)
        except ValidationError as error:
            # Validated below its key, so that the key can be the place of a missing locale.
            holder = Node({key: child}, node.place, {key: node.keys[key]})
            shifted = [{**e, "loc": (key, *e["loc"])} for e in error.errors(include_url=False)]
            problems += messages.listed(shifted, holder, LABELS, Municipality)
    return labels


def _fallbacks(nodes: Mapping[str, Node], pages: Iterable[prose.Prose], locales: Iterable[Locale]) -> list[Problem]:
    """A warning for each file with texts that stand in bokmål because a locale lacks them."""
    found = []
    for locale in [x for x in locales if x not in ("nb", "nn")]:
        for node in nodes.values():
            if places := list(check.without_locale(node, locale)):
                many = f"{len(places)} tekster" if len(places) > 1 else "1 tekst"
                message = f"{many} i filen mangler på {LOCALES[locale]} og vises på bokmål. Dette er den første."
                found.append(Problem(places[0], "", message, "fallback", "warning"))
        for page in pages:
            if locale not in page.paths:
                message = f"siden mangler på {LOCALES[locale]} og vises på bokmål. Lag {page.name}.{locale}.md."
                found.append(Problem(Place(page.paths["nb"]), "", message, "fallback", "warning"))
    return found
