"""The types of the guide. All are frozen; field descriptions are what editors see.

Words follow Open Referral HSDS 3.0 and CPSV-AP-NO where these have one:

=================  =======================  ==========================================
here               HSDS                     CPSV-AP-NO
=================  =======================  ==========================================
Service            service                  cpsvno:Service
Service.operator   organization             cv:hasCompetentAuthority
Channel            phone / location         dcat:contactPoint, cv:Channel
Channel.hours      schedule                 cv:openingHours
Review             service.assured_date     dct:modified
Topic              taxonomy_term            cv:thematicArea
age                minimum_age/maximum_age  -
=================  =======================  ==========================================
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from guide.fields import (
    Age,
    Answer,
    Day,
    Days,
    ExitRef,
    HoursText,
    Id,
    InLocales,
    LeadRef,
    ResourceRef,
    RoleRef,
    SearchWords,
    ServiceRef,
    StepRef,
    TopicRef,
    Url,
    YesNo,
    checked_url,
    phone_number,
    problem,
    problems_at,
)

RoleId = Literal["child-youth", "adult", "staff"]
"""The three doors. Their addresses are fixed in `pages.py`."""

Danger = Literal["emergency", "crisis", "normal"]
Grade = Literal["A", "B+", "A-old", "B", "C"]
CONFIRMED_GRADES = frozenset({"A", "B+"})


class Record(BaseModel):
    """What all records share: frozen, and a field that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Review(Record):
    """Where a fact comes from, when it was looked up, and how far it can be trusted."""

    on: Day = Field(description="Dagen opplysningen ble kontrollert eller slått opp")
    source: Url | None = Field(None, description="Siden der opplysningen står")
    method: Literal["official-page", "register", "secondary-page", "municipality", "law"]
    grade: Grade
    unverified: InLocales | None = Field(None, description="Hva som ikke er bekreftet, og hvem som må bekrefte det")

    @property
    def confirmed(self) -> bool:
        """Whether readers may take the fact as confirmed."""
        return self.unverified is None

    @model_validator(mode="after")
    def _grade_decides(self) -> Review:
        if self.grade in CONFIRMED_GRADES and self.source is None and self.unverified is None:
            raise problems_at((("grade",), problem("review-source", "karakteren {grade} krever en kilde. Legg til «source: https://…».", grade=self.grade)))  # fmt: skip
        if self.grade not in CONFIRMED_GRADES and self.unverified is None:
            raise problems_at((("grade",), problem("review-unverified", "karakteren {grade} er ikke god nok alene. Legg til «unverified:» med hva som må bekreftes.", grade=self.grade)))  # fmt: skip
        return self


class Channel(Record):
    """One way to reach a service."""

    type: Literal["phone", "sms", "chat", "email", "visit", "form", "web"]
    value: str
    hours: HoursText | None = Field(None, description="Åpningstid (OpenStreetMap); ingen linje = ukjent")
    free: Answer = "unknown"
    anonymous: Answer = "unknown"
    on_bill: Answer = "unknown"
    note: InLocales | None = None
    review: Review | None = Field(None, description="Bare når den er en annen enn for tjenesten")

    @model_validator(mode="after")
    def _value_fits_type(self) -> Channel:
        found = _value_error(self.type, self.value)
        if found:
            raise problems_at((("value",), found))
        return self

    @property
    def dial(self) -> str:
        """The number as a telephone wants it; empty for other channels."""
        return phone_number(self.value) if self.type in ("phone", "sms") else ""


def _value_error(kind: str, value: str) -> Any:
    if kind in ("phone", "sms"):
        if not phone_number(value):
            return problem("phone", "«{value}» er ikke et norsk telefonnummer. Skriv som i \"116 111\" eller \"800 33 321\", med anførselstegn.", value=value)  # fmt: skip
    elif kind == "email":
        user, _, host = value.partition("@")
        if not user or "." not in host or any(c in value for c in " <>\"'?&,;:"):
            return problem("email", "«{value}» er ikke en e-postadresse. Skriv som i «post@kommune.no».", value=value)
    elif kind in ("chat", "form", "web"):
        checked_url(value)
    elif not value.strip():
        return problem("text-empty", "teksten er tom. Skriv en besøksadresse.")
    return None


class AgeRange(Record):
    """Whom a service is for, in whole years, both ends included."""

    min: Age | None = None
    max: Age | None = None

    @model_validator(mode="after")
    def _right_way_round(self) -> AgeRange:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise problems_at((("min",), problem("age", "laveste alder ({a}) er høyere enn høyeste ({b}).", a=self.min, b=self.max)))  # fmt: skip
        return self


class Service(Record):
    """Somebody who can help."""

    id: Id
    kind: Literal["emergency", "helpline", "local", "online"]
    level: Literal["local", "intermunicipal", "national"]
    name: InLocales
    summary: InLocales
    operator: InLocales | None = None
    roles: tuple[RoleRef, ...] = Field(min_length=1)
    topics: tuple[TopicRef, ...] = ()
    age: AgeRange | None = None
    channels: tuple[Channel, ...]
    what_happens: InLocales
    you_can_say: InLocales
    confidentiality: InLocales
    alternatives: tuple[ServiceRef, ...] = ()
    search_words: SearchWords
    danger: Danger
    owner: str = Field(min_length=1)
    review: Review

    @model_validator(mode="after")
    def _can_be_reached(self) -> Service:
        if not self.channels and (self.review.confirmed or not self.alternatives):
            raise problems_at((("channels",), problem("channels", "tjenesten kan ikke nås. Legg til en kanal, eller «unverified:» og «alternatives:».")))  # fmt: skip
        return self


class Topic(Record):
    """What it is about, in the words of the person it is about."""

    id: Id
    name: InLocales
    summary: InLocales
    danger: Literal["crisis", "normal"]
    roles: tuple[RoleRef, ...] = Field(min_length=1)
    advice: dict[RoleRef, InLocales]
    related: tuple[TopicRef, ...] = ()
    search_words: SearchWords


class Signal(Record):
    """What a concern can be: a sign in the child, in the parents or at home."""

    id: Id
    seen_in: Literal["child", "parents", "home"]
    text: InLocales
    detail: InLocales | None = None
    topics: tuple[TopicRef, ...] = Field(min_length=1)


class Exit(Record):
    """A way out of the ordinary process that hangs on every step."""

    id: Id
    kind: Literal["violence", "danger", "employee"]
    title: InLocales
    summary: InLocales
    actions: tuple[InLocales, ...] = Field(min_length=1)
    do_not: tuple[InLocales, ...] = ()
    services: tuple[ServiceRef, ...] = Field(min_length=1)
    resources: tuple[ResourceRef, ...] = ()


class Lead(Record):
    """Where a step leads, and when."""

    when: InLocales
    to: LeadRef


class Step(Record):
    """One step of the staged process."""

    id: Id
    title: InLocales
    purpose: InLocales
    when: InLocales | None = None
    with_: tuple[StepRef, ...] = Field((), alias="with")
    actions: tuple[InLocales, ...] = Field(min_length=1)
    documentation: tuple[InLocales, ...] = Field(min_length=1)
    responsible: InLocales
    deadline: InLocales | None = None
    tools: tuple[ResourceRef, ...] = ()
    resources: tuple[ResourceRef, ...] = ()
    involves_parents: YesNo
    exits: tuple[ExitRef, ...] = ()
    leads_to: tuple[Lead, ...]
    confirm: InLocales | None = None


class Stage(Record):
    """A stage of the process: steps that stand beside each other."""

    id: Id
    title: InLocales
    summary: InLocales
    steps: tuple[Step, ...] = Field(min_length=1)


class Process(Record):
    """The staged process for staff who are worried about a child."""

    title: InLocales
    summary: InLocales
    goals: tuple[InLocales, ...] = Field(min_length=1)
    reminders: tuple[InLocales, ...] = ()
    exits: tuple[Exit, ...]
    stages: tuple[Stage, ...] = Field(min_length=1)

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in order."""
        return tuple(step for stage in self.stages for step in stage.steps)


class Resource(Record):
    """A law, guideline, plan, report, course, tool, website or film."""

    id: Id
    type: Literal["law", "guideline", "plan", "report", "course", "tool", "website", "film"]
    title: InLocales
    summary: InLocales
    section: str | None = None
    publisher: InLocales | None = None
    year: Annotated[int, Field(ge=1800, le=2100)] | None = None
    url: Url | None = None
    status: Literal["in-force", "lapsed", "replaced", "not-in-force", "unknown"]
    status_note: InLocales | None = None
    replaced_by: tuple[ResourceRef, ...] = ()
    roles: tuple[RoleRef, ...] = ()
    topics: tuple[TopicRef, ...] = ()
    review: Review


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
    type: Literal["law", "guideline", "plan", "report", "course", "tool", "website", "film"] | None = None


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
    def _both_forms(self, info: ValidationInfo) -> Municipality:
        if self.locales[:2] != ("nb", "nn") or len(set(self.locales)) != len(self.locales):
            raise problems_at((("locales",), problem("locales", "bokmål og nynorsk skal alltid med. Skriv [nb, nn] eller [nb, nn, en].")))  # fmt: skip
        return self
