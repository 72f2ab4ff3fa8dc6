"""Rules between records. They look at nodes, not at the model, so that a record which is
broken in one field is still seen by the rules about its other fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guide import process_graph
from guide.fields import ROLES, is_identifier
from guide.node import Node
from guide.phone import phone_number
from guide.place import Place, Problem

Nodes = Mapping[str, Node]

URGENT_NUMBERS = ("110", "112", "113", "116111")
"""Must be among the services and in the urgent box: ARCHITECTURE §6, «Urgent first»."""

CHANNELS = frozenset({"phone", "sms", "chat", "email", "visit", "form", "web"})
"""The types of channel."""

KINDS = frozenset({"text", "services", "topics", "resources", "urgent", "signals", "steps", "link"})
"""The kinds of section on a role page."""


def ids(nodes: Nodes) -> dict[str, frozenset[str] | None]:
    """The ids of each kind of record, to check references; None when a file, or an id in it, cannot be read or stands twice.

    A record whose id is wrong would else be missed by all that refer to it: one mistake, many lines.
    """

    def of(records: Iterable[Node] | None) -> frozenset[str] | None:
        named = [] if records is None else [r.text("id") for r in records]
        found = frozenset(named)
        # Of two with the same id one is most likely another, whose own id is then missing.
        return found if found and len(found) == len(named) and all(map(is_identifier, found)) else None

    def listed(stem: str) -> Iterable[Node] | None:
        return nodes[stem].items() if stem in nodes else None

    process = nodes.get("process")
    there = process is not None and process.get("exits") is not None
    steps = of(process_graph.steps(process) if process and process_graph.has_steps(process) else None)
    exits = of(process_graph.exits(process) if process and there else None)
    leads = steps | exits | {process_graph.END} if steps is not None and exits is not None else None
    kinds = {"service": "services", "topic": "topics", "resource": "resources", "form": "forms"}
    found = {kind: of(listed(stem)) for kind, stem in kinds.items()}
    return found | {"role": frozenset(ROLES), "step": steps, "exit": exits, "lead": leads}


def places(nodes: Nodes) -> dict[tuple[str, str], Place]:
    """Where each record stands, by file stem and id."""
    found = {(stem, r.text("id")): r.place for stem, node in nodes.items() for r in node.items()}
    if process := nodes.get("process"):
        below = (*process_graph.steps(process), *process_graph.exits(process))
        found |= {("process", r.text("id")): r.place for r in below}
    return found


def rules(nodes: Nodes) -> list[Problem]:
    """Everything that is wrong between records."""
    found: list[Problem] = []
    for stem in ("services", "roles", "topics", "signals", "resources", "forms"):
        if stem in nodes:
            records = [(f"{stem}[{i}]", r) for i, r in enumerate(nodes[stem].items())]
            found += process_graph.repeated_ids(records)
            if stem != "forms" and not records:
                message = "filen har ingen poster. Hent tilbake den forrige versjonen, eller legg til minst én."
                found.append(Problem(nodes[stem].place, stem, message, "list-short"))
    if "process" in nodes:
        found += process_graph.rules(nodes["process"])
    if "services" in nodes:
        found += _emergency(nodes)
        found += _coverage(nodes)
    if "roles" in nodes:
        found += _doors(nodes["roles"])
    for stem, field, message in _TO_ITSELF:
        found += _self_references(nodes.get(stem), stem, field, message)
    found += _replaced(nodes.get("resources"))
    return found


_TO_ITSELF = (
    ("services", "alternatives", "tjenesten viser til seg selv. Skriv en annen tjeneste."),
    ("topics", "related", "temaet viser til seg selv. Skriv et annet tema."),
    ("resources", "replaced_by", "ressursen er erstattet av seg selv. Skriv den som gjelder nå."),
)


def _self_references(root: Node | None, stem: str, field: str, message: str) -> Iterator[Problem]:
    for i, record in enumerate(root.items() if root else ()):
        name = record.text("id")
        for j, (text, place) in enumerate(record.texts(field) if field in record.keys else ()):
            if text == name:
                yield Problem(place, f"{stem}[{i}].{field}[{j}]", message, "self-reference")


def _replaced(root: Node | None) -> Iterator[Problem]:
    for i, record in enumerate(root.items() if root else ()):
        told = record.get("replaced_by") or record.get("status_note")
        if record.text("status") == "replaced" and told is None:
            message = "ressursen er erstattet, men det står ikke av hva. Legg til «replaced_by: […]», eller forklar det i «status_note:»."
            yield Problem(record.place_in("status"), f"resources[{i}].status", message, "replaced", "warning")


def _numbers(service: Node) -> set[str]:
    channels = service.get("channels")
    return {phone_number(c.text("value")) for c in (channels.items() if channels else ()) if c.text("type") == "phone"}


def _unread_numbers(service: Node) -> Iterator[str]:
    """The digits of telephone numbers that are not written as they should: they are there, and that is told."""
    channels = service.get("channels")
    for channel in channels.items() if channels else ():
        value, kind = channel.text("value"), channel.text("type")
        if kind not in CHANNELS or (kind == "phone" and not phone_number(value)):
            yield "".join(filter(str.isdigit, value))


def _has_channels(service: Node) -> bool:
    channels = service.get("channels")
    return channels is not None and isinstance(channels.value, list)


def _emergency(nodes: Nodes) -> Iterator[Problem]:
    services = list(nodes["services"].items())
    if not services or not all(isinstance(s.value, dict) and _has_channels(s) for s in services):
        return  # told as an empty file, as records that are none, or as channels that are no list
    everywhere = {n for s in services for n in _numbers(s)}
    box = nodes["municipality"].get("urgent") if "municipality" in nodes else None
    named = {text for text, _ in nodes["municipality"].texts("urgent")} if box is not None else set()
    unread = {digits for s in services for digits in _unread_numbers(s)}
    # A number of the box that cannot be read is told where it stands: it is most likely the one that is missing.
    misspelt = any(list(_unread_numbers(s)) for s in services if s.text("id") in named)
    for number in URGENT_NUMBERS:
        if number not in everywhere and not misspelt and not any(digits.endswith(number) for digits in unread):
            message = (
                f"nødnummeret {number} mangler. Legg inn tjenesten som svarer på det, med en kanal av typen phone."
            )
            yield Problem(nodes["services"].place, "services", message, "emergency-missing")
    if box is None:
        return
    shown = {n for s in services if s.text("id") in named for n in _numbers(s)}
    known = {s.text("id") for s in services}
    if len(named) < len(URGENT_NUMBERS) or not named <= known:
        return  # told as a list that is too short, or as a reference that is not known
    for number in URGENT_NUMBERS:
        if number in everywhere and number not in shown:
            message = f"nødnummeret {number} mangler i boksen øverst på sidene. Legg til tjenesten som har det."
            yield Problem(
                nodes["municipality"].key_place("urgent"), "municipality.urgent", message, "emergency-missing"
            )


def _coverage(nodes: Nodes) -> Iterator[Problem]:
    services = list(nodes["services"].items())
    if "topics" in nodes:
        helped = {text for s in services for text, _ in s.texts("topics")}
        for i, topic in enumerate(nodes["topics"].items()):
            if is_identifier(topic.text("id")) and topic.text("id") not in helped:
                message = f"ingen tjeneste hjelper med temaet «{topic.text('id')}». Legg det til under topics: hos minst én i data/services.yml."
                yield Problem(topic.place_in("id"), f"topics[{i}].id", message, "topic-without-service")
            advice = topic.get("advice")
            given = advice.value if advice is not None and isinstance(advice.value, dict) else None
            sure = given is not None and all(role in ROLES for role in given)
            for j, (name, place) in enumerate(topic.texts("roles")):
                if given is not None and sure and name in ROLES and name not in given:
                    message = f"temaet er for «{name}», men råd til dem mangler. Legg til «{name}:» under advice:."
                    yield Problem(place, f"topics[{i}].roles[{j}]", message, "advice-missing")
    for i, role in enumerate(nodes["roles"].items() if "roles" in nodes else ()):
        name = role.text("id")
        sections = role.get("sections")
        listed = list(sections.items()) if sections is not None else []
        # An empty list is told as one, and a kind that is misspelt may be that of services.
        if name not in ROLES or not listed or not services or not all(s.text("kind") in KINDS for s in listed):
            continue
        if not any(_finds_service(s, name, services) for s in listed):
            message = f"siden for «{name}» viser ingen tjeneste. Legg til en del med «kind: services»."
            yield Problem(role.place_in("id"), f"roles[{i}].id", message, "role-without-service")


def _finds_service(section: Node, role: str, services: list[Node]) -> bool:
    if section.text("kind") != "services":
        return False
    if section.texts("services"):
        return True
    level, topic = section.text("level"), section.text("topic")
    return any(
        role in {text for text, _ in s.texts("roles")}
        and level in ("", s.text("level"))
        and (not topic or topic in {text for text, _ in s.texts("topics")})
        for s in services
    )


def _doors(roles: Node) -> Iterator[Problem]:
    named = [r.text("id") for r in roles.items()]
    if not set(named) <= set(ROLES) or len(set(named)) < len(named):
        return  # one of them is misspelt or stands twice, and that is told
    for role in ROLES if named else ():
        if role not in named:
            yield Problem(
                roles.place, "roles", f"rollen «{role}» mangler. De tre dørene skal alltid være der.", "role-missing"
            )
