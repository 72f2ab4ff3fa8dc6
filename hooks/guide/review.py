"""Review clocks: what must be checked again, when, and by whom; and which facts count as confirmed.

**Confirmed**, decided here and nowhere else. A fact by which somebody in danger is reached (a channel of a service
with danger ``emergency`` or ``crisis``, or of one in the urgent box) is confirmed when all of this holds:

1. it carries no ``unverified``;
2. its grade is A or B+ (the model asks for ``unverified`` otherwise);
3. its method is ``municipality`` (somebody there called or asked), or ``official-page``, looked up after the day
   that ``compiled_on`` in municipality.yml names. Until then the facts were read in stored copies of pages, which
   prove what a page once said: however good their grade, somebody must open the live page before the site is public.
   A register or another page is never enough for these.

Time does not undo it: a fact past its days is overdue, which `guide review` lists and age.js tells readers of, and
stops nothing. While one of these facts is not confirmed the site is a draft, and says so on every page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from guide.fields import Text
from guide.model import CONFIRMED_GRADES, Channel, Review, Service
from guide.model_site import Municipality
from guide.node import Node
from guide.place import Place
from guide.registry import Guide


class Due(NamedTuple):
    """Something to check: who, when, where it stands, what it is and what to do. Sorted by these.

    ``id`` is the same until the thing itself is another; ``checked`` is when it was last looked at; ``confirmed``
    is false for what says of itself that it is not.
    """

    owner: str
    due: date
    place: Place
    id: str
    name: str
    todo: str
    checked: date
    source: str
    confirmed: bool


_KINDS = {"phone": "telefon", "sms": "tekstmelding", "chat": "chat", "email": "e-post", "visit": "besøk", "form": "skjema", "web": "nettside"}  # fmt: skip
_NEVER_CALL = "Ring aldri et nødnummer for å prøve. Åpne kilden: står nummeret der, og gjelder det fortsatt?"
_CHANNELS = {
    "phone": "Ring nummeret, og si at du bare kontrollerer det: svarer de? Stemmer navnet og åpningstidene?",
    "sms": "Spør tjenesten, eller åpne kilden: stemmer nummeret og tidene for tekstmelding?",
    "chat": "Åpne adressen: finnes chatten? Stemmer åpningstidene?",
    "email": "Åpne kilden: er det fortsatt denne adressen?",
    "visit": "Ring og spør: er det fortsatt her, og når er det åpent?",
    "form": "Åpne adressen: er det riktig skjema?",
    "web": "Åpne adressen: er det riktig side?",
}
_NOBODY = "Spør hvem som svarer her, og når. Legg inn nummeret under channels:."
_TEXTS = "Les teksten om tjenesten, og spør dem: stemmer den fortsatt?"
_AGAIN = "Stemmer det, skriv dagens dato i «on:»."


def reviews(guide: Guide, nodes: Mapping[str, Node]) -> list[Due]:
    """Everything with a date, sorted by owner and date. ``nodes`` are the data files, for the lines."""
    return sorted([*_services(guide, nodes), *_resources(guide), *_prose(guide)])


def due(found: Iterable[Due], until: date, owner: str | None = None) -> list[Due]:
    """What must be checked by ``until``, that day included; all that is not confirmed is due at once."""
    wanted = owner.casefold() if owner is not None else None
    return [d for d in found if d.due <= until and wanted in (None, d.owner.casefold())]


def doubt(review: Review, municipality: Municipality) -> str:
    """Why a fact does not count as confirmed, in bokmål; empty when it does. See the top of this module."""
    if review.unverified is not None or review.grade not in CONFIRMED_GRADES:
        return "er ikke bekreftet"
    if review.method == "municipality":
        return ""
    if review.method != "official-page":
        return "er lest et annet sted enn hos tilbudet selv"
    if municipality.compiled_on is not None and review.on <= municipality.compiled_on:
        return "er lest i en lagret kopi, ikke på siden slik den er nå"
    return ""


class Doubtful(NamedTuple):
    """Channels of a service that share a review, and why it does not count as confirmed."""

    service: Service
    channels: tuple[Channel, ...]
    review: Review
    why: str


def watched(guide: Guide) -> list[Service]:
    """The services by which somebody in danger is reached."""
    urgent = set(guide.municipality.urgent)
    return [s for s in guide.services if s.danger in ("emergency", "crisis") or s.id in urgent]


def doubtful(guide: Guide) -> list[Doubtful]:
    """The facts that somebody in danger would use, and that are not confirmed."""
    found = []
    for service in watched(guide):
        shared = tuple(c for c in service.channels if c.review is None)
        groups = [(shared, service.review)] if shared else []
        groups += [((c,), c.review) for c in service.channels if c.review is not None]
        found += [Doubtful(service, c, r, why) for c, r in groups if (why := doubt(r, guide.municipality))]
    return found


def named(channel: Channel) -> str:
    """A channel in a few words: ``telefon 116 111``."""
    return f"{_KINDS[channel.type]} {channel.value}"


def what_to_do(service: Service, channels: Collection[Channel]) -> str:
    """How to find out whether the channels are right; with none, whether the rest is."""
    if service.channels and not channels:
        return _TEXTS
    if service.kind == "emergency":
        return _NEVER_CALL
    return " ".join(dict.fromkeys(_CHANNELS[c.type] for c in channels)) or _NOBODY


def _due(guide: Guide, review: Review, danger: str) -> date:
    if not review.confirmed:
        return review.on
    days: int = getattr(guide.municipality.review_days, danger)
    return review.on + timedelta(days)


def _services(guide: Guide, nodes: Mapping[str, Node]) -> Iterator[Due]:
    for service, node in zip(guide.services, nodes["services"].items(), strict=True):
        shared = [c for c in service.channels if c.review is None]
        channels = node.get("channels")
        facts = [(shared, service.review, node.key_place("review"), service.id)]
        for channel, at in zip(service.channels, channels.items() if channels else (), strict=True):
            if channel.review is not None:
                name = f"{service.id}/{channel.type}/{channel.value}"
                facts.append(([channel], channel.review, at.key_place("review"), name))
        for reached, review, place, identifier in facts:
            name = ", ".join([_nb(service.name), *map(named, reached)])
            todo = _said(what_to_do(service, reached), review.unverified, guide)
            yield _one(guide, service.owner, service.danger, review, place, f"services/{identifier}", name, todo)


def _resources(guide: Guide) -> Iterator[Due]:
    owner = guide.municipality.owner
    for resource in guide.resources:
        todo = "Åpne Lovdata: gjelder paragrafen fortsatt, og er den som her?" if resource.type == "law" else "Åpne adressen eller spør utgiveren: finnes det fortsatt, og gjelder det?"  # fmt: skip
        place = guide.places["resources", resource.id]
        name = " ".join(filter(None, [_nb(resource.title), resource.section]))
        said = _said(todo, resource.review.unverified, guide)
        yield _one(guide, owner, "normal", resource.review, place, f"resources/{resource.id}", name, said)
        if resource.id in guide.form:
            todo = "Les skjemaet: passer det med slik dere arbeider, og stemmer numrene og lovene?"
            place = guide.places["forms", resource.id]
            name = f"Skjemaet {_nb(resource.title)}"
            yield _one(guide, owner, "normal", resource.review, place, f"forms/{resource.id}", name, f"{todo} {_AGAIN}")


def _prose(guide: Guide) -> Iterator[Due]:
    days = timedelta(guide.municipality.review_days.normal)
    for page in guide.prose:
        locale = min(page.heads, key=lambda each: page.heads[each].reviewed)
        head = page.heads[locale]
        todo = "Les siden på alle språk: stemmer alt fortsatt? Stemmer det, skriv dagens dato i «reviewed:»."
        place, name = Place(page.paths[locale]), f"Siden «{page.head('nb').title}»"
        yield Due(head.owner, head.reviewed + days, place, f"docs/{page.name}", name, todo, head.reviewed, "", True)


def _one(
    guide: Guide, owner: str, danger: str, review: Review, place: Place, identifier: str, name: str, todo: str
) -> Due:
    day = _due(guide, review, danger)
    return Due(owner, day, place, identifier, name, todo, review.on, review.source or "", review.confirmed)


def _said(todo: str, unverified: Text | None, guide: Guide) -> str:
    missing = f"{_nb(unverified)} " if unverified else ""
    said = f"{missing}{todo} {_AGAIN}"
    return said.replace("{municipality}", guide.municipality.name)


def _nb(text: Text) -> str:
    return " ".join(text.get("nb")[0].split())
