"""Records as ready-made values for templates, in one locale. Templates decide nothing.

Every link here is the address below the locale's root with a slash in front
(``/tjenester/alarmtelefonen/``); `render.py` makes it relative to the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from guide import addresses, hours, replies, sayings
from guide.answers import StandIns, can_wait
from guide.fields import Locale
from guide.model import Channel, Resource, Review, Service, Signal, Topic
from guide.model_process import Exit, Step
from guide.registry import Guide, by_urgency
from guide.text import NOTHING, Said, Writer, day_in_words, first_sentence

View = SimpleNamespace


@dataclass(frozen=True)
class Link:
    """A link to a page of the guide."""

    href: str
    name: Said


class Views:
    """All records of a guide in one locale. Each is made once, when a page first needs it."""

    def __init__(self, guide: Guide, locale: Locale) -> None:
        self.guide, self.locale = guide, locale
        self.write = Writer(locale, guide.municipality.name)
        self.labels: Mapping[str, Said] = {key: self.write.line(text) for key, text in guide.labels.items()}
        self.stand_ins = StandIns(guide)
        self._made: dict[tuple[str, str], Any] = {}

    def _once(self, kind: str, identifier: str, make: Any) -> Any:
        key = (kind, identifier)
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def date(self, day: date) -> str:
        """A date as people write it: ``13. august 2026``."""
        return day_in_words(day, self.locale)

    def link(self, kind: str, identifier: str) -> Link:
        """A link to the page of a service, topic, step or exit."""
        made: Link = self._once(f"link {kind}", identifier, lambda: self._link(kind, identifier))
        return made

    def _link(self, kind: str, identifier: str) -> Link:
        match kind:
            case "service":
                text = self.guide.service[identifier].name
            case "topic":
                text = self.guide.topic[identifier].name
            case "step":
                text = next(step.title for step in self.guide.process.steps if step.id == identifier)
            case _:
                text = next(found.title for found in self.guide.process.exits if found.id == identifier)
        return Link(addresses.href(addresses.of(kind, identifier)), self.write.line(text))

    def links(self, kind: str, identifiers: Iterable[str]) -> list[Link]:
        """Several links."""
        return [self.link(kind, i) for i in identifiers]

    def review(self, review: Review, danger: str) -> View:
        """When a fact was looked up, for how many days that holds, and what is not confirmed."""
        # Only what the municipality has confirmed is called checked; the rest was read somewhere.
        label = "reviewed_on" if review.method == "municipality" else "reviewed_looked_up"
        return View(
            on=review.on.isoformat(),
            days=getattr(self.guide.municipality.review_days, danger),
            text=self.labels[label].fill(date=self.date(review.on)),
            unverified=self.write.line(review.unverified),
            method=self.labels[f"method_{review.method.replace('-', '_')}"],
            source=review.source or "",
            source_name=addresses.host(review.source or ""),
        )

    def report(self, service: Service) -> View | None:
        """The link «report an error» for a service."""
        municipality = self.guide.municipality
        address = addresses.of("service", service.id)
        page = addresses.whole(municipality.site_url or "", self.locale, self.guide.locales, address)
        return replies.report(municipality, self.labels, page, service.id)

    def service(self, service: Service) -> View:
        """A service with its channels."""
        view: View = self._once("service", service.id, lambda: self._service(service))
        return view

    def _service(self, s: Service) -> View:
        line = self.write.line
        return View(
            id=s.id,
            href=addresses.href(addresses.of("service", s.id)),
            danger=s.danger,
            for_everybody=s.id in self.guide.municipality.urgent,
            tag=NOTHING if s.danger == "normal" else self.labels[f"danger_{s.danger}"],
            name=line(s.name),
            short=line(s.short or s.name),
            summary=line(s.summary),
            operator=line(s.operator),
            level=self.labels[f"level_{s.level}"],
            age=self._age(s),
            languages=", ".join(self.write.language(code) for code in s.languages),
            channels=(channels := [self._channel(c, s) for c in s.channels]),
            asides=any(c.aside for c in channels),
            unknown=self._unknown(s),
            what_happens=self.write.block(s.what_happens),
            sayings=sayings.of(s, self.write, self.labels),
            confidentiality=self.write.block(s.confidentiality),
            alternatives=self.links("service", s.alternatives),
            stand_ins=[View(name=line(o.short or o.name), way=self._channel(c, o)) for o, c in self.stand_ins.of(s)],
            meant=View(
                roles=" ".join(s.roles),
                topics=" ".join(s.topics),
                age=s.age.span if s.age else "",
            ),
            topics=self.links("topic", s.topics),
            owner=s.owner,
            review=self.review(s.review, s.danger),
            report=self.report(s),
        )

    def _age(self, s: Service) -> Said:
        if s.age is None or (s.age.min is None and s.age.max is None):
            return NOTHING
        name = "between" if s.age.min is not None and s.age.max is not None else "to" if s.age.min is None else "from"
        return self.labels[f"age_{name}"].fill(**{"from": s.age.min, "to": s.age.max})

    def _unknown(self, s: Service) -> list[Said]:
        """What no way to reach the service says: price and anonymity. Not asked of in an emergency."""
        if s.kind == "emergency":
            return []
        answers = {fact: {getattr(c, fact) for c in s.channels} - {"unknown"} for fact in ("free", "anonymous")}
        return [self.labels[f"{fact}_unknown"] for fact, known in answers.items() if not known]

    def _channel(self, c: Channel, s: Service) -> View:
        """A way to reach a service. In an emergency nobody shall stop at what is not known."""
        kinds = {"phone": f"tel:{c.dial}", "sms": f"sms:{c.dial}", "email": f"mailto:{c.value}", "visit": ""}
        known = [self.labels[f"{f}_{a}"] for f in ("free", "anonymous", "on_bill") if (a := getattr(c, f)) != "unknown"]
        return View(
            type=c.type,
            label=self.labels["channel_phone_abroad" if c.abroad == "yes" else f"channel_{c.type}"],
            href=kinds.get(c.type, c.value),
            external=c.type in ("chat", "form", "web"),
            aside=can_wait(c, s),
            value=addresses.host(c.value) if c.type in ("chat", "form", "web") else c.value,
            hours=NOTHING if s.kind == "emergency" and not c.hours else self._hours(c),
            runs=self.guide.horizon.encoded(c.hours) if c.hours else "",
            # Who calls from home shall not have to wonder whether this number is open.
            quiet=s.kind == "emergency" or c.abroad == "yes",
            unconfirmed=not (c.review or s.review).confirmed,
            note=self.write.advice(c.note),
            facts=known,
            unverified=self.write.line(c.review.unverified) if c.review else NOTHING,
            review=self.review(c.review, s.danger) if c.review else None,
        )

    def _hours(self, c: Channel) -> Said:
        """The hours in words; unknown hours are said to be unknown. A website has none."""
        if c.hours:
            return hours.describe(c.hours, self.locale, self.labels)
        if c.type in ("web", "form", "email"):
            return NOTHING
        return self.labels["hours_web" if c.type == "chat" else "hours_unknown"]

    def services(self, services: Iterable[Service]) -> list[View]:
        """Services in order of danger and nearness."""
        return [self.service(s) for s in by_urgency(services)]

    def topic(self, topic: Topic) -> View:
        """A topic as it stands in lists."""
        link = self.link("topic", topic.id)
        return View(id=topic.id, href=link.href, name=link.name, summary=self.write.line(topic.summary))

    def signal(self, signal: Signal) -> View:
        """A sign with the topics it can point to."""
        links = self.links("topic", signal.topics)
        return View(text=self.write.line(signal.text), detail=self.write.block(signal.detail), topics=links)

    def resource(self, resource: Resource) -> View:
        """A law, guideline, tool or the like."""
        view: View = self._once("resource", resource.id, lambda: self._resource(resource))
        return view

    def _resource(self, r: Resource) -> View:
        return View(
            id=r.id,
            type=self.labels[f"resource_{r.type}"],
            title=self.write.line(r.title),
            summary=self.write.line(r.summary),
            short=self.write.line(first_sentence(r.summary)),
            section=r.section or "",
            publisher=self.write.line(r.publisher),
            year=r.year or "",
            url=r.url or "",
            form=addresses.href(addresses.of("form", r.id)) if r.id in self.guide.form else "",
            site=addresses.host(r.url or ""),
            status=self.labels[f"status_{r.status.replace('-', '_')}"],
            old=r.status in ("lapsed", "replaced", "not-in-force"),
            status_note=self.write.line(r.status_note),
            replaced_by=[self.write.line(self.guide.resource[i].title) for i in r.replaced_by],
            review=self.review(r.review, "normal"),
        )

    def resources(self, identifiers: Iterable[str]) -> list[View]:
        """Resources by id."""
        return [self.resource(self.guide.resource[i]) for i in identifiers]

    def step(self, step: Step) -> View:
        """A step as it stands in lists."""
        link = self.link("step", step.id)
        return View(
            id=step.id, href=link.href, name=link.name, when=self.write.line(step.when), together=list(step.with_)
        )

    def exit(self, found: Exit) -> View:
        """An exit as it stands on every step."""
        link = self.link("exit", found.id)
        return View(
            id=found.id,
            kind=found.kind,
            href=link.href,
            name=link.name,
            summary=self.write.block(found.summary),
            # The box on a step holds the first few; the exit's own page has all.
            services=[self.service(self.guide.service[i]) for i in found.services[:4]],
        )
