"""The Guide: all of it, checked. Nothing in it depends on a locale."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from guide.calendars import SchoolCalendar
from guide.fields import Locale, Text
from guide.model import Resource, Service, Signal, Topic
from guide.model_forms import Form
from guide.model_process import Process
from guide.model_search import Search
from guide.model_site import Municipality, Role
from guide.opening import Horizon
from guide.place import Place
from guide.prose import Prose


def today() -> date:
    """The day the build counts from: SOURCE_DATE_EPOCH (reproducible-builds.org) or today in UTC."""
    now = datetime.now(UTC)
    with suppress(ValueError, OverflowError, OSError):  # no number, or further away than a calendar goes
        now = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC)
    return now.date()


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
    forms: tuple[Form, ...]
    search: Search
    labels: Mapping[str, Text]
    prose: tuple[Prose, ...]
    today: date
    places: Mapping[tuple[str, str], Place] = field(repr=False)
    """Where a record stands, by file stem and id: for the link «edit this page»."""

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales that are built; the first stands at the root of the site."""
        return self.municipality.locales

    @cached_property
    def horizon(self) -> Horizon:
        """The coming weeks, for which opening hours are worked out."""
        school = self.municipality
        years = tuple((y.start, y.end) for y in school.school_years)
        return Horizon(self.today, SchoolCalendar(years, tuple((h.start, h.end) for h in school.school_holidays)))

    @cached_property
    def service(self) -> Mapping[str, Service]:
        """Services by id."""
        return {s.id: s for s in self.services}

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topics by id."""
        return {t.id: t for t in self.topics}

    @cached_property
    def form(self) -> Mapping[str, Form]:
        """Forms by the id of their tool."""
        return {f.id: f for f in self.forms}

    @cached_property
    def resource(self) -> Mapping[str, Resource]:
        """Resources by id."""
        return {r.id: r for r in self.resources}

    @cached_property
    def services_of_topic(self) -> Mapping[str, tuple[Service, ...]]:
        """Services that help with a topic: those of the urgent box, then the most urgent and the nearest.

        Emergency numbers that only some can use (text telephones, SMS after registration) so stand after those that
        everybody can call.
        """
        found: dict[str, list[Service]] = {t.id: [] for t in self.topics}
        everybody = {service: number for number, service in enumerate(self.municipality.urgent)}
        for service in sorted(by_urgency(self.services), key=lambda s: everybody.get(s.id, len(everybody))):
            for topic in service.topics:
                found[topic].append(service)
        return {topic: tuple(services) for topic, services in found.items()}

    def services_in(self, role: Role, section: Any) -> tuple[Service, ...]:
        """The services that a section of a role's page shows."""
        if section.services:
            return tuple(self.service[i] for i in section.services)
        return tuple(
            by_urgency(
                s
                for s in self.services
                if role.id in s.roles
                and section.level in (None, s.level)
                and (section.topic is None or section.topic in s.topics)
            )
        )

    @cached_property
    def services_of_role(self) -> Mapping[str, tuple[Service, ...]]:
        """Services that the page of a role shows, in its order; all for the role when it shows none."""
        found: dict[str, tuple[Service, ...]] = {}
        for role in self.roles:
            sections = [section for section in role.sections if section.kind == "services"]
            shown = {s.id: s for section in sections for s in self.services_in(role, section)}
            found[role.id] = tuple(shown.values()) or tuple(by_urgency(s for s in self.services if role.id in s.roles))
        return found


_DANGER = {"emergency": 0, "crisis": 1, "normal": 2}
_LEVEL = {"local": 0, "intermunicipal": 0, "national": 1}


def by_urgency(services: Iterable[Service]) -> list[Service]:
    """Services in order of danger, then those that can be reached, then the nearest; else as in the file."""
    return sorted(services, key=lambda s: (_DANGER[s.danger], not s.channels, _LEVEL[s.level]))
