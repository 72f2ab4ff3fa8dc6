"""The registry as others may read it: the types of data/guide.json.

The other formats (HSDS, CSV, Atom, JSON-LD) are made from these too, so that none can say what
another does not. The JSON Schema beside the file comes from here: descriptions are in English,
for developers. A change that can break a reader of the file raises the first number of VERSION;
a new field the second.
"""

from __future__ import annotations

from typing import Annotated, Literal

from guide.fields import Locale
from guide.model import Danger, Grade, Record, ResourceType
from guide.open_values import Clock, Date, Text, Uri, UriReference, Uuid
from guide.values import Answer
from pydantic import ConfigDict, Field

VERSION = "1.0"

Day = Literal["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"]
Pages = Annotated[dict[Locale, UriReference], Field(description="The page in each locale. Relative to this file when the site's address is not decided.")]  # fmt: skip


class Shared(Record):
    """What the records of the file have in common: no field but those that are described."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Review(Shared):
    """Where a fact comes from, and how far it can be trusted."""

    on: Date = Field(description="The day the fact was looked up or confirmed")
    method: Literal["official-page", "register", "secondary-page", "municipality", "law"] = Field(description="How: read on (a copy of) the official page, in a register that cites it, on another page, in the law, or confirmed by the municipality")  # fmt: skip
    grade: Grade = Field(description="A: official page. B+: recent source citing the official page. A-old, B, C: not good enough alone")  # fmt: skip
    source: Uri | None = Field(None, description="The page where it stands")
    confirmed: bool = Field(description="False: show it only together with what «unverified» says")
    unverified: Text | None = Field(None, description="What is not confirmed, and who must confirm it")


class Opening(Shared):
    """Days with the same hours. Without opens and closes they are closed."""

    days: tuple[Day, ...] = Field(
        description="PH is public holidays. Where no opening has it, the hours on them are unknown"
    )
    opens: Clock | None = Field(None, description="Local time in Norway")
    closes: Clock | None = Field(None, description="24:00 is the end of the day; not later than opens: the next day")


class Hours(Shared):
    """When a channel is open. A channel without hours has unknown hours: that is not closed."""

    osm: str = Field(description="OpenStreetMap opening_hours text, the whole truth")
    time_zone: Literal["Europe/Oslo"] = Field("Europe/Oslo", description="IANA name of the zone of all times")
    words: Text | None = Field(None, description="The same as people say it")
    weekly: tuple[Opening, ...] = Field((), description="The same as a week; empty when a week cannot say it")


class Channel(Shared):
    """One way to reach a service. The most important stands first."""

    uuid: Uuid = Field(description="Stable while the service has the channel")
    type: Literal["phone", "sms", "chat", "email", "visit", "form", "web"] = Field(description="How")
    value: str = Field(description="Number as it is shown, e-mail address, web address or street address")
    uri: Uri | None = Field(None, description="The same for a link: tel:, sms:, mailto: or https:. Short numbers never take +47")  # fmt: skip
    hours: Hours | None = Field(None, description="Absent: unknown")
    free: Answer = Field(description="Standard charges of the operator may apply")
    anonymous: Answer = Field(description="You may, but need not, say who you are")
    on_bill: Answer = Field(description="Whether it shows on the phone bill; the call log of the phone always shows it")
    abroad: bool = Field(description="The number to call from abroad, beside the usual one")
    note: Text | None = Field(None, description="What a reader should know first")
    review: Review = Field(description="Of this channel; that of the service where it has none of its own")


class Age(Shared):
    """Whom a service is for, in whole years, both ends included."""

    min: int | None = Field(None, description="From")
    max: int | None = Field(None, description="Up to and including")


class Service(Shared):
    """Somebody who can help."""

    id: str = Field(description="Stable; part of the page's address")
    uuid: Uuid = Field(description="The same in guide.json, HSDS and Atom")
    page: Pages
    kind: Literal["emergency", "helpline", "local", "online"] = Field(description="What it is")
    level: Literal["local", "intermunicipal", "national"] = Field(description="Where it is given")
    danger: Danger = Field(description="How urgent what it helps with is; decides how often facts are reviewed")
    name: Text = Field(description="What it is called")
    summary: Text = Field(description="What you get, in one sentence")
    operator: Text | None = Field(None, description="Who runs it. Absent: not confirmed")
    roles: tuple[str, ...] = Field(description="Whom it is for: child-youth, adult, staff")
    topics: tuple[str, ...] = Field(description="Ids of topics it helps with")
    age: Age | None = Field(None, description="Absent: no limit known")
    languages: tuple[str, ...] = Field(description="ISO 639 codes of languages they speak. Empty: not confirmed")
    channels: tuple[Channel, ...] = Field(description="Empty: no confirmed way to reach it yet; see alternatives")
    what_happens: Text = Field(description="What happens when you get in touch")
    you_can_say: Text = Field(description="A sentence you can say or write")
    adults_can_say: Text | None = Field(
        None, description="A sentence that an adult who is worried about a child can say"
    )
    confidentiality: Text = Field(description="Who will be told, and the exceptions")
    alternatives: tuple[str, ...] = Field(description="Ids of services to use when this one is closed")
    owner: str = Field(description="The office that keeps the facts right; never a person")
    review: Review = Field(description="Of the service as a whole")
    updated: Date = Field(description="The latest review of the service or one of its channels")


class Topic(Shared):
    """What it is about."""

    id: str = Field(description="Stable; part of the page's address")
    page: Pages
    name: Text = Field(description="What it is called")
    summary: Text = Field(description="What it is, in one or two sentences")
    danger: Literal["crisis", "normal"] = Field(description="How urgent it is")
    roles: tuple[str, ...] = Field(description="Whom it is written for")
    advice: dict[str, Text] = Field(description="What to do, by role")
    related: tuple[str, ...] = Field(description="Ids of topics near it")


class Signal(Shared):
    """What a concern can be."""

    id: str = Field(description="Stable")
    seen_in: Literal["child", "parents", "home"] = Field(description="Where it is seen")
    text: Text = Field(description="The sign. One sign alone need not mean anything")
    detail: Text | None = Field(None, description="More about it")
    topics: tuple[str, ...] = Field(description="Ids of topics it can point to")


class Resource(Shared):
    """A law, guideline, plan, report, course, tool, website or film."""

    id: str = Field(description="Stable")
    type: ResourceType = Field(description="What it is")
    title: Text = Field(description="What it is called")
    summary: Text = Field(description="What it is about")
    section: str | None = Field(None, description="The section of a law")
    publisher: Text | None = Field(None, description="Who publishes it")
    year: int | None = Field(None, description="Year of publication")
    url: Uri | None = Field(None, description="Where it stands")
    status: Literal["in-force", "lapsed", "replaced", "not-in-force", "unknown"] = Field(description="Whether it applies")  # fmt: skip
    status_note: Text | None = Field(None, description="More about whether it applies")
    replaced_by: tuple[str, ...] = Field(description="Ids of the resources that replace it")
    review: Review = Field(description="Where this was read")


class Exit(Shared):
    """A way out of the ordinary process: what to do at once."""

    id: str = Field(description="Stable; part of the page's address")
    page: Pages
    kind: Literal["violence", "danger", "employee"] = Field(description="What is suspected")
    title: Text = Field(description="What it is called")
    summary: Text = Field(description="What to do, in short")
    actions: tuple[Text, ...] = Field(description="What to do, in order")
    do_not: tuple[Text, ...] = Field(description="What not to do")
    services: tuple[str, ...] = Field(description="Ids of services to call")


class Lead(Shared):
    """Where a step leads, and when."""

    when: Text = Field(description="The condition")
    to: str = Field(description="Id of a step or an exit, or «end»")


class Step(Shared):
    """One step of the staged process. Never show one without its exits."""

    id: str = Field(description="Stable; part of the page's address")
    page: Pages
    title: Text = Field(description="What it is called")
    purpose: Text = Field(description="Why")
    when: Text | None = Field(None, description="The condition on the way in")
    together_with: tuple[str, ...] = Field(description="Ids of steps that are also done")
    actions: tuple[Text, ...] = Field(description="What to do, in order")
    documentation: tuple[Text, ...] = Field(description="What to write down")
    responsible: Text = Field(description="Who")
    deadline: Text | None = Field(None, description="By when")
    involves_parents: bool = Field(description="Whether the parents are told; not on suspicion of violence or abuse")
    exits: tuple[str, ...] = Field(description="Ids of the exits that stand on the step")
    leads_to: tuple[Lead, ...] = Field(description="What comes after")
    confirm: Text | None = Field(None, description="What the municipality must confirm")


class Stage(Shared):
    """A stage of the process."""

    id: str = Field(description="Stable")
    title: Text = Field(description="What it is called")
    summary: Text = Field(description="What it is")
    steps: tuple[Step, ...] = Field(description="Its steps, in order")


class Process(Shared):
    """The staged process for staff who worry about a child."""

    title: Text = Field(description="What it is called")
    summary: Text = Field(description="What it is")
    exits: tuple[Exit, ...] = Field(description="The ways out, which go before any step")
    stages: tuple[Stage, ...] = Field(description="In order")


class Licence(Shared):
    """On what terms the data may be used."""

    name: str = Field(description="What it is called")
    url: Uri = Field(description="Where its text stands")


class Registry(Shared):
    """All of the file."""

    version: str = Field(description="Version of the format")
    schema_file: UriReference = Field(alias="$schema", description="This schema")
    municipality: str = Field(description="Whose guide it is")
    title: Text = Field(description="What the guide is called")
    owner: str = Field(description="The office that answers for it")
    site: Uri | None = Field(None, description="Where it is published. Absent: not decided")
    locales: tuple[Locale, ...] = Field(description="The locales of the texts; the first is the default")
    licence: Licence | None = Field(None, description="Absent: not decided. Then no right to reuse the texts is given")
    notice: Text = Field(description="What must be shown with the data")
    services: tuple[Service, ...] = Field(description="Who can help")
    topics: tuple[Topic, ...] = Field(description="What it is about")
    signals: tuple[Signal, ...] = Field(description="What a concern can be")
    process: Process = Field(description="For staff")
    resources: tuple[Resource, ...] = Field(description="Laws, guidelines, tools")
