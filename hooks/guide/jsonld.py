"""What search engines may read of a page: schema.org as JSON-LD, in the language of the page.

An engine may show a number without the words that stand before it on the page. So a channel that is
not confirmed is left out here; the other formats have it, with what is not confirmed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from guide import datafiles, open_model
from guide.fields import Locale
from guide.model import Service
from guide.model_process import Step
from guide.open_values import Words
from guide.opendata import OpenData
from guide.pages import Page
from guide.prose import Prose
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

SCHEMA = "https://schema.org/"
ABOUT = "om/"
"""The pages about the guide stand below this address."""

_DAYS = dict(zip(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"), ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "PublicHolidays"), strict=True))  # fmt: skip

Record = dict[str, Any]


def script(record: Record) -> Markup:
    """The record as the inside of a script element: nothing in it can end the element or begin another."""
    return htmlsafe_json_dumps(record, dumps=partial(json.dumps, ensure_ascii=False, separators=(",", ":")))


def _full(kind: str, **fields: Any) -> Record:
    """A thing with the fields that are known."""
    return {"@type": kind} | {name: value for name, value in fields.items() if value not in (None, "", [])}


class JsonLd:
    """The pages as schema.org knows them."""

    def __init__(self, data: OpenData) -> None:
        self.data, self.guide = data, data.guide

    def page(self, page: Page, locale: Locale) -> Record | None:
        """A generated page: services and steps have something to say to machines, the others do not."""
        match page.record:
            case Service():
                service = self.data.services[page.record.id]
                return self._web_page(
                    page.address,
                    locale,
                    name=self._said(service.name, locale),
                    lastReviewed=service.review.on if service.review.confirmed else None,
                    mainEntity=self._service(service, locale),
                )
            case Step():
                name = self._said(self.data.words(page.record.title), locale)
                return self._web_page(page.address, locale, name=name, mainEntity=self._step(page.record, locale))
        return None

    def prose(self, page: Prose, locale: Locale) -> Record | None:
        """A page about the guide; other hand-written pages have none."""
        if not page.address.startswith(ABOUT):
            return None
        head, written = page.head(locale), page.written(locale)
        return self._web_page(
            page.address,
            locale,
            kind="AboutPage",
            name=self._fill(head.title),
            description=self._fill(head.description),
            inLanguage=written,
            lastReviewed=head.reviewed.isoformat(),
            mainEntity=self._dataset(locale) if page.kind == "data" else None,
        )

    def _web_page(self, address: str, locale: Locale, *, kind: str = "WebPage", **fields: Any) -> Record:
        whole = self.data.pages(address)[locale] if self.data.site_url else None
        site = self._said(self.data.words(self.guide.municipality.site_name), locale)
        owner = _full("GovernmentOrganization", name=self.data.label("owner_name")[locale])
        known: Record = {"inLanguage": locale, "url": whole, "isPartOf": _full("WebSite", name=site), "publisher": owner}  # fmt: skip
        return {"@context": SCHEMA, **_full(kind, **known | fields)}

    def _fill(self, text: str) -> str:
        return text.replace("{municipality}", self.guide.municipality.name)

    @staticmethod
    def _said(words: Words | None, locale: Locale) -> str | Record | None:
        """A text, marked when it is not in the language of the page."""
        if words is None:
            return None
        return {"@value": words[locale], "@language": "nb"} if locale in words.fallback else words[locale]

    def _service(self, s: open_model.Service, locale: Locale) -> Record:
        # «GovernmentService» is one that a public body gives. The registry knows it of the emergency numbers
        # and of the municipality's own; a helpline may be run by anybody, and is a Service.
        public = s.kind == "emergency" or s.level != "national"
        place = ("Country", "NO") if s.level == "national" else ("AdministrativeArea", self.guide.municipality.name)
        return _full(
            "GovernmentService" if public else "Service",
            name=self._said(s.name, locale),
            description=self._said(s.summary, locale),
            identifier=f"urn:uuid:{s.uuid}",
            provider=_full("Organization", name=self._said(s.operator, locale)) if s.operator else None,
            areaServed=_full(place[0], name=place[1]),
            audience=_full("PeopleAudience", suggestedMinAge=s.age.min, suggestedMaxAge=s.age.max) if s.age else None,
            availableChannel=[self._channel(c, s, locale) for c in s.channels if c.review.confirmed],
        )

    def _channel(self, c: open_model.Channel, s: open_model.Service, locale: Locale) -> Record:
        hours = list(_hours(c.hours))
        number = (c.uri or "").partition(":")[2]
        name = self.data.label(f"channel_{c.type}")[locale]
        contact = _full("ContactPoint", telephone=number, contactOption=f"{SCHEMA}TollFree" if c.free == "yes" else None, hoursAvailable=hours)  # fmt: skip
        channel = partial(_full, "ServiceChannel", name=name, availableLanguage=list(s.languages))
        match c.type:
            case "phone":
                return channel(servicePhone=contact)
            case "sms":
                return channel(serviceSmsNumber=contact)
        # A channel has no hours in schema.org, but the service it gives has.
        given = _full("Service", name=name, hoursAvailable=hours) if hours else None
        place = _full("Place", address=c.value) if c.type == "visit" else None
        return channel(serviceUrl=c.uri, serviceLocation=place, providesService=given)

    def _step(self, step: Step, locale: Locale) -> Record:
        """What to do, in order. As on the page, the way out on suspected violence comes before it all."""
        words = self.data.words
        exits = [e for e in self.guide.process.exits if e.id in step.exits and e.kind == "violence"]
        texts = [*((e.title, e.summary) for e in exits), *((None, action) for action in step.actions)]
        return _full(
            "HowTo",
            name=self._said(words(step.title), locale),
            description=self._said(words(step.purpose), locale),
            step=[
                _full(
                    "HowToStep",
                    position=n,
                    name=self._said(self.data.maybe(name), locale),
                    text=self._said(words(text), locale),
                )
                for n, (name, text) in enumerate(texts, 1)
            ],
        )

    def _dataset(self, locale: Locale) -> Record:
        licence = self.guide.municipality.data_licence
        base = self.data.site_url
        return _full(
            "Dataset",
            name=self._said(self.data.words(self.guide.municipality.site_name), locale),
            description=self._said(self.data.words(self.guide.municipality.site_description), locale),
            version=open_model.VERSION,
            license=licence.url if licence else None,
            distribution=[
                _full("DataDownload", name=name.rpartition("/")[2], encodingFormat=form, contentUrl=base + name if base else None)
                for name, (_, form) in datafiles.names(self.guide.locales).items()
            ],
        )  # fmt: skip


def _hours(hours: open_model.Hours | None) -> Iterable[Record]:
    """The hours of a week. Days without ``opens`` are closed, says schema.org; so are those from midnight to midnight."""
    for opening in hours.weekly if hours else ():
        days = [SCHEMA + _DAYS[day] for day in opening.days]
        yield _full("OpeningHoursSpecification", dayOfWeek=days if len(days) > 1 else days[0], opens=opening.opens or "00:00", closes=opening.closes or "00:00")  # fmt: skip
