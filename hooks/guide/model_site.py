"""The types of what frames the guide: the three doors, and whose guide it is."""

from __future__ import annotations

from typing import Annotated, Literal

from guide.fields import Days, InLocales, ResourceRef, ServiceRef, TopicRef, Url, problem, problems_at
from guide.model import Record, ResourceType
from pydantic import Field, model_validator

RoleId = Literal["child-youth", "adult", "staff"]
"""The three doors. Their addresses are fixed in `addresses.py`."""


class _Section(Record):
    title: InLocales | None = None
    intro: InLocales | None = None


class TextSection(_Section):
    """A piece of text on a role page."""

    kind: Literal["text"]
    body: InLocales


class ServicesSection(_Section):
    """Services on a role page: named by id, or all of the role's that fit ``level`` and ``topic``."""

    kind: Literal["services"]
    services: tuple[ServiceRef, ...] = ()
    topic: TopicRef | None = None
    level: Literal["local", "intermunicipal", "national"] | None = None


class TopicsSection(_Section):
    """Topics on a role page: named by id, or all of the role's."""

    kind: Literal["topics"]
    topics: tuple[TopicRef, ...] = ()


class ResourcesSection(_Section):
    """Resources on a role page: named by id, or all of the role's of one type."""

    kind: Literal["resources"]
    resources: tuple[ResourceRef, ...] = ()
    type: ResourceType | None = None


class ListSection(_Section):
    """The urgent numbers, the signals, or the steps of the process."""

    kind: Literal["urgent", "signals", "steps"]


class LinkSection(_Section):
    """A link to another page of the guide."""

    kind: Literal["link"]
    to: str = Field(pattern=r"^/([a-z0-9-]+/)*$")
    body: InLocales


Section = Annotated[
    TextSection | ServicesSection | TopicsSection | ResourcesSection | ListSection | LinkSection,
    Field(discriminator="kind"),
]


class Role(Record):
    """Who are you: one of the three doors, and what its page shows, in order."""

    id: RoleId
    name: InLocales
    door: InLocales
    title: InLocales
    lead: InLocales
    sections: tuple[Section, ...] = Field(min_length=1)


class HeaderLink(Record):
    """A link to one of the municipality's own pages."""

    name: InLocales
    url: Url


class ReviewDays(Record):
    """How many days a fact may stand before it must be checked again, by danger."""

    emergency: Days
    crisis: Days
    normal: Days


class SchoolHoliday(Record):
    """Days without school, both ends included."""

    name: InLocales
    start: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    end: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")


class Municipality(Record):
    """Whose guide this is."""

    name: str = Field(min_length=1)
    site_name: InLocales
    site_description: InLocales
    owner: str = Field(min_length=1)
    locales: tuple[Literal["nb", "nn", "en"], ...] = Field(min_length=1)
    site_url: Url | None = None
    edit_url: Url | None = None
    header_links: tuple[HeaderLink, ...] = ()
    exit_url: Url
    urgent: tuple[ServiceRef, ...] = Field(min_length=4)
    review_days: ReviewDays
    school_holidays: tuple[SchoolHoliday, ...] = ()

    @model_validator(mode="after")
    def _both_forms(self) -> Municipality:
        if self.locales[:2] != ("nb", "nn") or len(set(self.locales)) != len(self.locales):
            raise problems_at((("locales",), problem("locales", "bokmål og nynorsk skal alltid med. Skriv [nb, nn] eller [nb, nn, en].")))  # fmt: skip
        return self
