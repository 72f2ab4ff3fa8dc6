"""The types of the guide. All are frozen; what each field means to an editor stands in explained.py.

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
Service.languages  language                 dct:language
=================  =======================  ==========================================
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from guide.fields import Id, InLocales, Office, ResourceRef, RoleRef, SearchWords, ServiceRef, TopicRef, Words
from guide.phone import SHORT_NUMBERS, phone_number
from guide.values import (
    Age,
    Answer,
    Day,
    HoursText,
    Language,
    Number,
    Url,
    YesNo,
    email_error,
    from_to,
    problem,
    problems_at,
    url_error,
)
from pydantic import BaseModel, ConfigDict, Field, model_validator

Danger = Literal["emergency", "crisis", "normal"]
Grade = Literal["A", "B+", "A-old", "B", "C"]
ResourceType = Literal["law", "guideline", "plan", "report", "course", "tool", "website", "film"]
CONFIRMED_GRADES = frozenset({"A", "B+"})


class Record(BaseModel):
    """What all records share: frozen, and a field that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Review(Record):
    """Where a fact comes from, when it was looked up, and how far it can be trusted."""

    unverified: InLocales | None = None
    on: Day
    source: Url | None = None
    method: Literal["official-page", "register", "secondary-page", "municipality", "law"]
    grade: Grade

    @property
    def confirmed(self) -> bool:
        """Whether readers may take the fact as confirmed."""
        return self.unverified is None

    @model_validator(mode="after")
    def _grade_decides(self) -> Review:
        asked = self.method == "municipality"  # the municipality may confirm a fact that no page states
        if self.grade in CONFIRMED_GRADES and self.source is None and self.unverified is None and not asked:
            raise problems_at((("grade",), problem("review-source", "karakteren {grade} krever en kilde. Legg til «source: https://…».", grade=self.grade)))  # fmt: skip
        if self.grade not in CONFIRMED_GRADES and self.unverified is None:
            raise problems_at((("grade",), problem("review-unverified", "karakteren {grade} er ikke god nok alene. Legg til «unverified:» med hva som må bekreftes.", grade=self.grade)))  # fmt: skip
        return self


class Channel(Record):
    """One way to reach a service."""

    type: Literal["phone", "sms", "chat", "email", "visit", "form", "web"]
    value: str
    belongs_to: Literal["office"] | None = None
    abroad: YesNo = "no"
    hours: HoursText | None = None
    free: Answer = "unknown"
    anonymous: Answer = "unknown"
    on_bill: Answer = "unknown"
    note: InLocales | None = None
    review: Review | None = None

    @model_validator(mode="after")
    def _value_fits_type(self) -> Channel:
        found = _value_error(self.type, self.value)
        if found:
            raise problems_at((("value",), found))
        if self.abroad == "yes" and self.type != "phone":
            raise problems_at((("abroad",), problem("phone", "«abroad: yes» er bare for telefonnumre (type: phone).")))
        return self

    @property
    def dial(self) -> str:
        """The number as a telephone wants it; empty for other channels."""
        return phone_number(self.value) if self.type in ("phone", "sms") else ""


def _value_error(kind: str, value: str) -> Any:
    if kind in ("phone", "sms"):
        short = value.replace(" ", "").removeprefix("+47")
        if "+" in value and short in SHORT_NUMBERS:
            return problem("phone", "«{value}» kan ikke ringes. Korte numre skrives uten +47: \"{short}\".", value=value, short=short)  # fmt: skip
        if not phone_number(value):
            return problem("phone", "«{value}» er ikke et norsk telefonnummer. Skriv som i \"116 111\" eller \"800 33 321\", med anførselstegn.", value=value)  # fmt: skip
    elif kind == "email":
        return email_error(value)
    elif kind in ("chat", "form", "web"):
        return url_error(value)
    elif not value.strip():
        return problem("text-empty", "teksten er tom. Skriv en besøksadresse.")
    return None


class AgeRange(Record):
    """Whom a service is for, in whole years, both ends included."""

    min: Age | None = None
    max: Age | None = None

    @property
    def span(self) -> str:
        """The ages as the filter of the services reads them: ``-18``, ``13-``, ``13-18``."""
        return f"{self.min or ''}-{'' if self.max is None else self.max}"

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
    short: InLocales | None = None
    tab_title: InLocales | None = None
    summary: InLocales
    operator: InLocales | None = None
    roles: tuple[RoleRef, ...] = Field(min_length=1)
    topics: tuple[TopicRef, ...] = ()
    age: AgeRange | None = None
    languages: tuple[Language, ...] = ()
    channels: tuple[Channel, ...]
    what_happens: InLocales
    you_can_say: InLocales
    adults_can_say: InLocales | None = None
    confidentiality: InLocales
    alternatives: tuple[ServiceRef, ...] = ()
    search_words: SearchWords
    danger: Danger
    owner: Office
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
    tab_title: InLocales | None = None
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


class Resource(Record):
    """A law, guideline, plan, report, course, tool, website or film."""

    id: Id
    type: ResourceType
    title: InLocales
    summary: InLocales
    section: Words | None = None
    publisher: InLocales | None = None
    year: Annotated[Number, Field(ge=1800, le=2100), from_to(1800, 2100)] | None = None
    url: Url | None = None
    status: Literal["in-force", "lapsed", "replaced", "not-in-force", "unknown"]
    status_note: InLocales | None = None
    replaced_by: tuple[ResourceRef, ...] = ()
    roles: tuple[RoleRef, ...] = ()
    topics: tuple[TopicRef, ...] = ()
    review: Review
