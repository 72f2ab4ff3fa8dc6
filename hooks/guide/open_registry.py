"""The whole registry as one file, data/guide.json, with its JSON Schema beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from guide import addresses, open_model
from guide.model import Resource
from guide.model_process import Exit, Step
from guide.opendata import OpenData

REGISTRY, SCHEMA = "data/guide.json", "data/guide.schema.json"


def files(data: OpenData) -> Mapping[str, bytes]:
    """The registry and its schema, by address."""
    registry = whole(data).model_dump(mode="json", by_alias=True, exclude_none=True)
    schema = open_model.Registry.model_json_schema(mode="serialization", by_alias=True)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "version": open_model.VERSION, **schema}
    return {REGISTRY: as_json(registry), SCHEMA: (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()}


def as_json(value: Mapping[str, Any]) -> bytes:
    """JSON with a record on each line, so that two editions can be compared line by line.

    Python indents three times as slowly as it writes, and HSDS repeats itself a lot.
    """

    def plain(part: Any) -> str:
        return json.dumps(part, ensure_ascii=False, separators=(",", ":"))

    def field(part: Any) -> str:
        listed = isinstance(part, list) and part and isinstance(part[0], dict)
        return "[\n" + ",\n".join(map(plain, part)) + "\n]" if listed else plain(part)

    return ("{\n" + ",\n".join(f"{plain(name)}:{field(part)}" for name, part in value.items()) + "\n}\n").encode()


def whole(data: OpenData) -> open_model.Registry:
    """All of it."""
    town = data.guide.municipality
    licence = town.data_licence
    return open_model.Registry(
        schema_file=SCHEMA.rpartition("/")[2],
        version=open_model.VERSION,
        municipality=town.name,
        title=data.words(town.site_name),
        owner=town.owner,
        site=data.site_url or None,
        locales=data.guide.locales,
        licence=open_model.Licence(name=licence.name, url=licence.url) if licence else None,
        notice=data.label("data_notice"),
        services=tuple(data.services.values()),
        topics=tuple(data.topics.values()),
        signals=tuple(_signals(data)),
        process=_process(data),
        resources=tuple(_resource(data, r) for r in data.guide.resources),
    )


def _signals(data: OpenData) -> Iterable[open_model.Signal]:
    for s in data.guide.signals:
        text, detail = data.words(s.text), data.maybe(s.detail)
        yield open_model.Signal(id=s.id, seen_in=s.seen_in, text=text, detail=detail, topics=s.topics)


def _process(data: OpenData) -> open_model.Process:
    process = data.guide.process
    return open_model.Process(
        title=data.words(process.title),
        summary=data.words(process.summary),
        exits=tuple(_exit(data, e) for e in process.exits),
        stages=tuple(
            open_model.Stage(
                id=stage.id,
                title=data.words(stage.title),
                summary=data.words(stage.summary),
                steps=tuple(_step(data, step) for step in stage.steps),
            )
            for stage in process.stages
        ),
    )


def _exit(data: OpenData, e: Exit) -> open_model.Exit:
    return open_model.Exit(
        id=e.id,
        page=data.pages(addresses.of("exit", e.id)),
        kind=e.kind,
        title=data.words(e.title),
        summary=data.words(e.summary),
        actions=data.each(e.actions),
        do_not=data.each(e.do_not),
        services=e.services,
    )


def _step(data: OpenData, s: Step) -> open_model.Step:
    return open_model.Step(
        id=s.id,
        page=data.pages(addresses.of("step", s.id)),
        title=data.words(s.title),
        purpose=data.words(s.purpose),
        when=data.maybe(s.when),
        together_with=s.with_,
        actions=data.each(s.actions),
        documentation=data.each(s.documentation),
        responsible=data.words(s.responsible),
        deadline=data.maybe(s.deadline),
        involves_parents=s.involves_parents == "yes",
        exits=s.exits,
        leads_to=tuple(open_model.Lead(when=data.words(lead.when), to=lead.to) for lead in s.leads_to),
        confirm=data.maybe(s.confirm),
    )


def _resource(data: OpenData, r: Resource) -> open_model.Resource:
    return open_model.Resource(
        id=r.id,
        type=r.type,
        title=data.words(r.title),
        summary=data.words(r.summary),
        section=r.section,
        publisher=data.maybe(r.publisher),
        year=r.year,
        url=r.url,
        status=r.status,
        status_note=data.maybe(r.status_note),
        replaced_by=r.replaced_by,
        review=data.review(r.review),
    )
