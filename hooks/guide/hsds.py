"""The services in Open Referral HSDS 3.0 (Human Services Data Specification): data/hsds.json.

The file is one page of the specification's list of services: all of them, each whole. HSDS has one
text for each field and one set of hours for each place, and takes no null. So here

- fields hold bokmål; other locales, and what HSDS has no field for, are ``attributes``;
- every channel is a ``service_at_location``, most of them at a virtual location, with its own hours;
- what is not known is left out, and what is not confirmed is told in ``alert`` and in descriptions;
- times have no offset: HSDS has room for one, and Norway has two a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guide import open_model
from guide.fields import Locale
from guide.open_registry import as_json
from guide.open_values import Words
from guide.opendata import OpenData

HSDS = "data/hsds.json"

FIRST: Locale = "nb"
"""The locale of the fields of HSDS."""

_DAYS = {"Mo": "MO", "Tu": "TU", "We": "WE", "Th": "TH", "Fr": "FR", "Sa": "SA", "Su": "SU"}
_FACTS = ("free", "anonymous", "on_bill")

Record = dict[str, Any]


def files(data: OpenData) -> Mapping[str, bytes]:
    """The list of services, by address."""
    # Two services of one operator share it, though its name may be translated in two ways: the first holds.
    operators: dict[str, Words] = {}
    for s in data.services.values():
        if s.operator:
            operators.setdefault(s.operator[FIRST], s.operator)
    services = [_Service(data, s, operators).record() for s in data.services.values()]
    page = {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
    return {HSDS: as_json(page)}


def _full(**fields: Any) -> Record:
    """The fields that say something: HSDS takes no null."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


class _Service:
    """One service with everything below it."""

    def __init__(self, data: OpenData, service: open_model.Service, operators: Mapping[str, Words]) -> None:
        self.data, self.service, self.operators = data, service, operators

    def record(self) -> Record:
        s = self.service
        at = [self._at_location(c) for c in s.channels]
        return _full(
            id=s.uuid,
            name=s.name[FIRST],
            description=s.summary[FIRST],
            status="active",
            url=next((c.value for c in s.channels if c.type in ("web", "chat", "form")), None),
            email=next((c.value for c in s.channels if c.type == "email"), None),
            minimum_age=s.age.min if s.age else None,
            maximum_age=s.age.max if s.age else None,
            assured_date=s.review.on if s.review.confirmed else None,
            alert=self._unconfirmed(s.review, FIRST),
            languages=[self._language(code) for code in s.languages],
            phones=[phone for place in at for phone in place.get("phones", [])],
            service_areas=[self._area()],
            service_at_locations=at,
            organization=self._organization(),
            attributes=[*self._texts(), *self._terms(), *self._review(s.uuid, "service", s.review)],
        )

    def _label(self, name: str) -> Words:
        return self.data.label(name)

    def _unconfirmed(self, review: open_model.Review, locale: Locale) -> str:
        """What is not confirmed, with the words that say so before it."""
        return f"{self._label('unverified')[locale]} {review.unverified[locale]}" if review.unverified else ""

    def _attribute(self, of: str, entity: str, kind: str, value: str, *, name: str, locale: Locale = "", about: str = "") -> Record:  # fmt: skip
        """A value that HSDS has no field for, or a field in another locale."""
        term = _full(
            id=self.data.id("term", kind, name, locale),
            code=name,
            name=name,
            description=about or name,
            language=locale,
            taxonomy=kind,
        )
        made = self.data.id("attribute", of, kind, name, locale, value)
        return {"id": made, "link_id": of, "link_entity": entity, "link_type": kind, "value": value, "taxonomy_term": term}  # fmt: skip

    def _translations(self, of: str, entity: str, field: str, text: Words | None) -> Iterable[Record]:
        """A field of HSDS in the other locales that it is written in."""
        for locale, words in (text.written() if text else {}).items():
            if locale != FIRST:
                yield self._attribute(of, entity, "translation", words, name=field, locale=locale)

    def _texts(self) -> Iterable[Record]:
        s = self.service
        yield from self._translations(s.uuid, "service", "name", s.name)
        yield from self._translations(s.uuid, "service", "description", s.summary)
        for name in ("what_happens", "you_can_say", "adults_can_say", "confidentiality"):
            about = open_model.Service.model_fields[name].description or ""
            text: Words | None = getattr(s, name)
            for locale, words in (text.written() if text else {}).items():
                yield self._attribute(s.uuid, "service", "text", words, name=name, locale=locale, about=about)

    def _terms(self) -> Iterable[Record]:
        s = self.service
        for name in s.topics:
            topic = self.data.topics[name]
            for locale, words in topic.name.written().items():
                about = topic.summary[locale]
                yield self._attribute(s.uuid, "service", "topic", words, name=name, locale=locale, about=about)
        for kind, values in {"role": s.roles, "kind": (s.kind,), "level": (s.level,), "danger": (s.danger,)}.items():
            for value in values:
                yield self._attribute(s.uuid, "service", kind, value, name=value)

    def _review(self, of: str, entity: str, review: open_model.Review) -> Iterable[Record]:
        for name in ("on", "method", "grade", "source"):
            value = getattr(review, name)
            about = open_model.Review.model_fields[name].description or ""
            if value:
                yield self._attribute(of, entity, "review", value, name=name, about=about)
        for locale, words in (review.unverified.written() if review.unverified else {}).items():
            yield self._attribute(of, entity, "review", words, name="unverified", locale=locale)

    def _area(self) -> Record:
        level = self._label(f"level_{self.service.level}")
        made = self.data.id("service_area", self.service.id)
        return _full(id=made, name=level[FIRST], attributes=[*self._translations(made, "service_area", "name", level)])

    def _language(self, code: str) -> Record:
        name = self.data.views[FIRST].write.language(code)
        return {"id": self.data.id("language", self.service.id, code), "name": name, "code": code}

    def _organization(self) -> Record | None:
        """Who runs the service; the registry knows no more of them than the name."""
        if self.service.operator is None:
            return None
        operator = self.operators[self.service.operator[FIRST]]
        made, name = self.data.id("organization", operator[FIRST]), operator[FIRST]
        attributes = [*self._translations(made, "organization", "name", operator)]
        return _full(id=made, name=name, description=name, attributes=attributes)

    def _at_location(self, channel: open_model.Channel) -> Record:
        made = self.data.id("service_at_location", channel.uuid)
        virtual = channel.type != "visit"
        location = _full(
            id=self.data.id("location", channel.uuid),
            location_type="virtual" if virtual else "physical",
            name=channel.value,
            url=channel.uri,
        )
        facts = {name: getattr(channel, name) for name in ("type", *_FACTS) if getattr(channel, name) != "unknown"}
        return _full(
            id=made,
            description=self._about(channel, FIRST),
            phones=[self._phone(channel)] if channel.type in ("phone", "sms") else [],
            schedules=self._schedules(channel),
            location=location,
            attributes=[
                *(self._attribute(made, "service_at_location", "channel", v, name=k) for k, v in facts.items()),
                *self._translations(made, "service_at_location", "description", self._about_in_all(channel)),
                *self._review(made, "service_at_location", channel.review),
            ],
        )

    def _about(self, channel: open_model.Channel, locale: Locale) -> str:
        """What it is, what is known of it, and what is not confirmed."""
        facts = [f"{name}_{answer}" for name in _FACTS if (answer := getattr(channel, name)) != "unknown"]
        said = [self._unconfirmed(channel.review, locale)]
        said += [self._label(name)[locale] for name in (f"channel_{channel.type}", *facts)]
        said += [channel.note[locale] if channel.note else ""]
        return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in said if text)

    def _about_in_all(self, channel: open_model.Channel) -> Words:
        locales = self.data.guide.locales
        partly = [t for t in (channel.note, channel.review.unverified) if t]
        fallback = tuple(locale for locale in locales if any(locale in t.fallback for t in partly))
        return Words({locale: self._about(channel, locale) for locale in locales}, fallback)

    def _phone(self, channel: open_model.Channel) -> Record:
        kind = "voice" if channel.type == "phone" else "text"
        return _full(id=channel.uuid, number=channel.value, type=kind, description=self._about(channel, FIRST))

    def _schedules(self, channel: open_model.Channel) -> list[Record]:
        """The hours as events that repeat every week, or in words only when they do not."""
        hours = channel.hours
        if hours is None:
            return []
        words = hours.words[FIRST] if hours.words else hours.osm
        zone = self._label("data_time_zone")[FIRST]
        made: list[Record] = []
        for number, opening in enumerate(o for o in hours.weekly if o.opens and set(o.days) & set(_DAYS)):
            byday = ",".join(_DAYS[day] for day in opening.days if day in _DAYS)
            made.append({"opens_at": opening.opens, "closes_at": opening.closes, "byday": byday, "freq": "WEEKLY", "wkst": "MO", "id": self.data.id("schedule", channel.uuid, str(number))})  # fmt: skip
        made = made or [{"id": self.data.id("schedule", channel.uuid)}]
        for schedule in made:
            said = [*self._translations(schedule["id"], "schedule", "description", hours.words)]
            schedule.update(_full(description=words, notes=zone, attributes=said))
        return made
