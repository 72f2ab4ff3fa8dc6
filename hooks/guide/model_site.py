"""The types of what frames the guide: the three doors, and whose guide it is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from guide.fields import InLocales, Office, ResourceRef, ServiceRef, TopicRef, Words
from guide.markup import OWN_PAGE
from guide.model import Record, ResourceType
from guide.model_inbox import Inbox
from guide.values import CalendarDay, Day, Days, Email, Https, Url, problem, problems_at
from pydantic import AfterValidator, Field, model_validator

RoleId = Literal["child-youth", "adult", "staff"]
"""The three doors. Their addresses are fixed in `addresses.py`."""


def _own_page(value: str) -> str:
    if not OWN_PAGE.fullmatch(value):
        raise problem("link", "«{value}» er ikke en side i guiden. Skriv som i «/trygg-bruk/», med skråstrek først og sist.", value=value)  # fmt: skip
    return value


def _folder(value: str) -> str:
    if not value.endswith("/"):
        raise problem("url", "«{value}» skal slutte med skråstrek: «{value}/».", value=value)
    return value


OwnPage = Annotated[str, AfterValidator(_own_page)]
"""The address of a page of the guide, with a slash at both ends."""


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
    level: Literal["local", "intermunicipal", "national"] | None = None
    topic: TopicRef | None = None


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
    body: InLocales
    to: OwnPage


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
    tab_title: InLocales | None = None
    lead: InLocales
    sections: tuple[Section, ...] = Field(min_length=1)


class HeaderLink(Record):
    """A link to one of the municipality's own pages."""

    name: InLocales
    url: Url


class Licence(Record):
    """On what terms others may use the data."""

    name: str = Field(min_length=1)
    url: Url


class ReviewDays(Record):
    """How many days a fact may stand before it must be checked again, by danger."""

    emergency: Days
    crisis: Days
    normal: Days


def _right_way_round(start: date, end: date, message: str) -> None:
    if end < start:
        raise problems_at((("end",), problem("date", message, end=str(end), start=str(start))))


class SchoolYear(Record):
    """From the first to the last day of a school year, both included."""

    start: CalendarDay
    end: CalendarDay

    @model_validator(mode="after")
    def _order(self) -> Self:
        _right_way_round(self.start, self.end, "skoleåret slutter ({end}) før det begynner ({start}).")
        return self


class SchoolHoliday(Record):
    """Days without school, both ends included."""

    name: InLocales
    start: CalendarDay
    end: CalendarDay

    @model_validator(mode="after")
    def _order(self) -> Self:
        _right_way_round(self.start, self.end, "ferien slutter ({end}) før den begynner ({start}).")
        return self


class Municipality(Record):
    """Whose guide this is."""

    name: Words
    site_name: InLocales
    site_description: InLocales
    tab_name: InLocales | None = None
    owner: Office
    locales: tuple[Literal["nb", "nn", "en"], ...] = Field(min_length=1)
    site_url: Url | None = None
    short_url: Url | None = Field(None, description="Kort adresse til plakaten (kan utelates)")
    edit_url: Annotated[Url, AfterValidator(_folder)] | None = None
    data_licence: Licence | None = None
    header_links: tuple[HeaderLink, ...] = ()
    exit_url: Https
    feedback: Inbox | None = None
    report_error: Inbox | None = None
    urgent: tuple[ServiceRef, ...] = Field(min_length=4)
    review_days: ReviewDays
    school_years: tuple[SchoolYear, ...] = ()
    school_holidays: tuple[SchoolHoliday, ...] = ()
    compiled_on: Day | None = None
    accessibility_statement: Url | None = None
    privacy_contact: Email | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The addresses that forms of the guide are sent to: what a browser's policy has to allow."""
        return (self.feedback.url,) if self.feedback and self.feedback.url else ()

    @model_validator(mode="after")
    def _both_forms(self) -> Municipality:
        if len(set(self.locales)) != len(self.locales):
            twice = next(x for i, x in enumerate(self.locales) if x in self.locales[:i])
            message = "«{twice}» står to ganger i listen. Slett den ene."
            raise problems_at((("locales", self.locales.index(twice, self.locales.index(twice) + 1)), problem("twice", message, twice=twice)))  # fmt: skip
        if self.locales[:2] != ("nb", "nn"):
            raise problems_at((("locales",), problem("locales", "bokmål og nynorsk skal alltid med, i denne rekkefølgen. Skriv [nb, nn] eller [nb, nn, en].")))  # fmt: skip
        return self
