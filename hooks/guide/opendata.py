"""The services and topics as others may read them: plain words in every locale, hours as a week, stable ids.

All formats below /data/ are made from this; see `open_model.py`. What readers are not shown is left
out: where a record stands in the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from uuid import UUID, uuid5

from guide import addresses, hours, open_model, weekly
from guide.fields import Locale, Text
from guide.model import Channel, Review, Service
from guide.open_values import Words
from guide.registry import Guide
from guide.views import Views

NAMESPACE = UUID("f79ba939-074c-4974-93be-b51f8e7f5eb7")
"""Of all ids that this project makes: uuid5(uuid5(NAMESPACE, municipality), "service/alarmtelefonen")."""


class OpenData:
    """The registry in plain words. ``site_url`` ends with a slash, or is nothing when it is not decided."""

    def __init__(self, guide: Guide, views: Mapping[Locale, Views], site_url: str) -> None:
        self.guide, self.views, self.site_url = guide, views, site_url
        self._ids = uuid5(NAMESPACE, guide.municipality.name)

    def id(self, kind: str, *names: str) -> str:
        """A uuid that depends on nothing but the municipality and these names."""
        return str(uuid5(self._ids, "/".join((kind, *names))))

    def words(self, text: Text) -> Words:
        """A text without markup, in every locale."""
        plain = {locale: _plain(views.write.block(text).plain) for locale, views in self.views.items()}
        return Words(plain, tuple(locale for locale in plain if not text.has(locale)))

    @cache
    def label(self, name: str) -> Words:
        """A word of the interface in every locale."""
        return self.words(self.guide.labels[name])

    def maybe(self, text: Text | None) -> Words | None:
        """A text that may be missing."""
        return None if text is None else self.words(text)

    def each(self, texts: Iterable[Text]) -> tuple[Words, ...]:
        """Several texts."""
        return tuple(map(self.words, texts))

    def pages(self, address: str) -> dict[Locale, str]:
        """A page in each locale, seen from /data/ when the site has no address of its own."""
        first = self.guide.locales[0]
        below = {locale: "" if locale == first else f"{locale}/" for locale in self.guide.locales}
        return {locale: f"{self.site_url or '../'}{folder}{address}" for locale, folder in below.items()}

    def review(self, review: Review) -> open_model.Review:
        """Where a fact comes from."""
        return open_model.Review(
            on=review.on.isoformat(),
            method=review.method,
            grade=review.grade,
            source=review.source,
            confirmed=review.confirmed,
            unverified=self.maybe(review.unverified),
        )

    def _hours(self, text: str | None) -> open_model.Hours | None:
        if not text:
            return None
        said = {locale: hours.describe(text, locale, views.labels).plain for locale, views in self.views.items()}
        week = [{k: v for k, v in vars(opening).items() if v} for opening in weekly.weekly(text)]
        return open_model.Hours(
            osm=text,
            words=Words(said) if all(said.values()) else None,
            weekly=tuple(open_model.Opening(**opening) for opening in week),
        )

    def _channels(self, service: Service) -> Iterable[open_model.Channel]:
        seen: list[tuple[str, ...]] = []
        for channel in service.channels:
            name = (service.id, channel.type, channel.value)
            again = (str(seen.count(name) + 1),) if name in seen else ()
            seen.append(name)
            yield open_model.Channel(
                uuid=self.id("channel", *name, *again),
                type=channel.type,
                value=channel.value,
                uri=_uri(channel),
                hours=self._hours(channel.hours),
                free=channel.free,
                abroad=channel.abroad == "yes",
                anonymous=channel.anonymous,
                on_bill=channel.on_bill,
                note=self.maybe(channel.note),
                review=self.review(channel.review or service.review),
            )

    @cached_property
    def services(self) -> Mapping[str, open_model.Service]:
        """The services by id, in the order of the file."""
        return {service.id: self._service(service) for service in self.guide.services}

    def _service(self, s: Service) -> open_model.Service:
        reviews = [s.review, *(c.review for c in s.channels if c.review)]
        return open_model.Service(
            id=s.id,
            uuid=self.id("service", s.id),
            page=self.pages(addresses.of("service", s.id)),
            kind=s.kind,
            level=s.level,
            danger=s.danger,
            name=self.words(s.name),
            summary=self.words(s.summary),
            operator=self.maybe(s.operator),
            roles=s.roles,
            topics=s.topics,
            age=open_model.Age(min=s.age.min, max=s.age.max) if s.age else None,
            languages=s.languages,
            channels=tuple(self._channels(s)),
            what_happens=self.words(s.what_happens),
            you_can_say=self.words(s.you_can_say),
            adults_can_say=self.maybe(s.adults_can_say),
            confidentiality=self.words(s.confidentiality),
            alternatives=s.alternatives,
            owner=s.owner,
            review=self.review(s.review),
            updated=max(review.on for review in reviews).isoformat(),
        )

    @cached_property
    def topics(self) -> Mapping[str, open_model.Topic]:
        """The topics by id."""
        return {
            t.id: open_model.Topic(
                id=t.id,
                page=self.pages(addresses.of("topic", t.id)),
                name=self.words(t.name),
                summary=self.words(t.summary),
                danger=t.danger,
                roles=t.roles,
                advice={role: self.words(text) for role, text in t.advice.items()},
                related=t.related,
            )
            for t in self.guide.topics
        }


def _plain(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text.strip())


def _uri(channel: Channel) -> str | None:
    match channel.type:
        case "phone":
            return f"tel:{channel.dial}"
        case "sms":
            return f"sms:{channel.dial}"
        case "email":
            return f"mailto:{channel.value}"
        case "visit":
            return None
    return channel.value
