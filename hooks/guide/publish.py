"""What must be in order before the site may be shown to the public: `guide publish-check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from guide.model_site import Municipality
from guide.node import Node
from guide.place import Place, Problem
from guide.registry import Guide
from guide.review import Doubtful, doubtful, named, watched, what_to_do

STATEMENTS = "uustatus.no"
"""Where the accessibility statement of a public body stands, by law."""

_MISSING = {
    "site_url": "adressen guiden skal ha, mangler. Legg til en linje «site_url: https://…/».",
    "accessibility_statement": f"lenken til tilgjengelighetserklæringen mangler. Lag erklæringen på {STATEMENTS}, og legg til en linje «accessibility_statement: https://{STATEMENTS}/…».",
    "privacy_contact": "det står ikke hvem som svarer på spørsmål om personvern. Legg til en linje «privacy_contact: …» med e-postadressen til et kontor.",
    "feedback": "det står ikke hvor leserne kan si fra om feil. Legg til «feedback:».",
}
"""Fields of municipality.yml that may be left out while the site is made, and not when it is public."""


def problems(guide: Guide, nodes: Mapping[str, Node]) -> Iterator[Problem]:
    """What stands in the way, as errors; and as warnings what somebody should know of."""
    site = nodes["municipality"]
    for field, message in _MISSING.items():
        if field in Municipality.model_fields and not getattr(guide.municipality, field):
            yield Problem(site.place, f"municipality.{field}", message, "publish-missing")
    statement = guide.municipality.accessibility_statement
    if statement and not f".{urlsplit(statement).hostname}".endswith(f".{STATEMENTS}"):
        message = f"«{statement}» er ikke på {STATEMENTS}. Erklæringen skal ligge der. Kopier adressen derfra."
        yield Problem(site.place_in("accessibility_statement"), "municipality.accessibility_statement", message, "publish-missing")  # fmt: skip
    index = {s.id: number for number, s in enumerate(guide.services)}
    records = list(nodes["services"].items())
    for found in doubtful(guide):
        number = index[found.service.id]
        yield _unconfirmed(found, number, records[number])
    for service in watched(guide):
        if not service.channels:
            message = f"«{service.name.get('nb')[0]}» har ikke noe nummer ennå, og siden viser andre i stedet. Spør hvem som svarer."
            place = records[index[service.id]].key_place("channels")
            yield Problem(place, f"services[{index[service.id]}].channels", message, "publish-unreachable", "warning")


def _unconfirmed(found: Doubtful, number: int, record: Node) -> Problem:
    service, channels = found.service, found.channels
    place, path = _review_place(found, number, record)
    name, reached = service.name.get("nb")[0], ", ".join(map(named, channels))
    todo = what_to_do(service, channels)
    message = (
        f"«{name}» ({reached}) {found.why}. {todo} Skriv så «method: municipality» eller «method: official-page», "
        "«grade: A» og dagens dato, og slett «unverified:». Kan det ikke bekreftes, så ta det ut."
    )
    return Problem(place, path, message, "publish-fact")


def _review_place(found: Doubtful, number: int, record: Node) -> tuple[Place, str]:
    """Where the review stands that the channels have: their own, or that of the service."""
    own = [i for i, c in enumerate(found.service.channels) if c.review is found.review]
    channels = record.get("channels")
    if own and channels is not None:
        channel = list(channels.items())[own[0]]
        return channel.key_place("review"), f"services[{number}].channels[{own[0]}].review"
    return record.key_place("review"), f"services[{number}].review"
