"""Rules between records. They look at nodes, not at the model, so that a record which is
broken in one field is still seen by the rules about its other fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from guide import process_graph
from guide.fields import did_you_mean, hours_error
from guide.hours import can_be_said
from guide.node import Node, path_name
from guide.phone import phone_number
from guide.place import Place, Problem

Nodes = Mapping[str, Node]

URGENT_NUMBERS = ("110", "112", "113", "116111")
"""Must be among the services and in the urgent box: ARCHITECTURE §6, «Urgent first»."""

ROLES = ("child-youth", "adult", "staff")


def ids(nodes: Nodes) -> dict[str, frozenset[str] | None]:
    """The ids of each kind of record, to check references; None for a file that cannot be read."""

    def of(stem: str) -> frozenset[str] | None:
        return frozenset(r.text("id") for r in nodes[stem].items()) if stem in nodes else None

    process = nodes.get("process")
    steps = frozenset(s.text("id") for s in process_graph.steps(process)) if process else None
    exits = frozenset(e.text("id") for e in process_graph.exits(process)) if process else None
    leads = steps | exits | {process_graph.END} if steps is not None and exits is not None else None
    kinds = {"service": "services", "role": "roles", "topic": "topics", "resource": "resources", "form": "forms"}
    return {kind: of(stem) for kind, stem in kinds.items()} | {"step": steps, "exit": exits, "lead": leads}


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
    if "process" in nodes:
        found += process_graph.rules(nodes["process"])
    if "services" in nodes:
        found += _emergency(nodes)
        found += _coverage(nodes)
    if "roles" in nodes:
        found += _doors(nodes["roles"])
    return found


def _numbers(service: Node) -> set[str]:
    channels = service.get("channels")
    return {phone_number(c.text("value")) for c in (channels.items() if channels else ()) if c.text("type") == "phone"}


def _emergency(nodes: Nodes) -> Iterator[Problem]:
    services = list(nodes["services"].items())
    everywhere = {n for s in services for n in _numbers(s)}
    for number in URGENT_NUMBERS:
        if number not in everywhere:
            message = (
                f"nødnummeret {number} mangler. Legg inn tjenesten som svarer på det, med en kanal av typen phone."
            )
            yield Problem(nodes["services"].place, "services", message, "emergency-missing")
    box = nodes["municipality"].get("urgent") if "municipality" in nodes else None
    if box is None:
        return
    named = {text for text, _ in nodes["municipality"].texts("urgent")}
    shown = {n for s in services if s.text("id") in named for n in _numbers(s)}
    for number in URGENT_NUMBERS:
        if number in everywhere and number not in shown:
            message = f"nødnummeret {number} mangler i boksen øverst på sidene. Legg til tjenesten som har det."
            yield Problem(
                nodes["municipality"].key_place("urgent"), "municipality.urgent", message, "emergency-missing"
            )


def _coverage(nodes: Nodes) -> Iterator[Problem]:
    services = list(nodes["services"].items())
    for i, service in enumerate(services):
        yield from _hours(service, f"services[{i}]")
        for j, (text, place) in enumerate(service.texts("alternatives")):
            if text == service.text("id"):
                message = "tjenesten viser til seg selv. Skriv en annen tjeneste."
                yield Problem(place, f"services[{i}].alternatives[{j}]", message, "self-reference")
    if "topics" in nodes:
        helped = {text for s in services for text, _ in s.texts("topics")}
        for i, topic in enumerate(nodes["topics"].items()):
            if topic.text("id") and topic.text("id") not in helped:
                message = f"ingen tjeneste hjelper med temaet «{topic.text('id')}». Legg det til under topics: hos minst én i data/services.yml."
                yield Problem(_place(topic, "id"), f"topics[{i}].id", message, "topic-without-service")
            advice = topic.get("advice")
            given = advice.value if advice is not None and isinstance(advice.value, dict) else None
            for j, (name, place) in enumerate(topic.texts("roles")):
                if given is not None and name in ROLES and name not in given:
                    message = f"temaet er for «{name}», men råd til dem mangler. Legg til «{name}:» under advice:."
                    yield Problem(place, f"topics[{i}].roles[{j}]", message, "advice-missing")
    for i, role in enumerate(nodes["roles"].items() if "roles" in nodes else ()):
        name = role.text("id")
        sections = role.get("sections")
        if name and sections is not None and not any(_finds_service(s, name, services) for s in sections.items()):
            message = f"siden for «{name}» viser ingen tjeneste. Legg til en del med «kind: services»."
            yield Problem(_place(role, "id"), f"roles[{i}].id", message, "role-without-service")


def _hours(service: Node, path: str) -> Iterator[Problem]:
    channels = service.get("channels")
    for i, channel in enumerate(channels.items() if channels else ()):
        said = channel.text("hours")
        if said and not hours_error(said) and not can_be_said(said):
            message = f"guiden har ikke ord for «{said}», og viser «se nettsiden» i stedet. Skriv som i «Mo-Fr 08:00-15:30; PH off»."
            yield Problem(_place(channel, "hours"), f"{path}.channels[{i}].hours", message, "hours-words", "warning")


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
    named = {r.text("id") for r in roles.items()}
    for role in ROLES:
        if role not in named:
            yield Problem(
                roles.place, "roles", f"rollen «{role}» mangler. De tre dørene skal alltid være der.", "role-missing"
            )


def _place(node: Node, key: str) -> Place:
    child = node.get(key)
    return child.place if child is not None else node.place


def without_locale(node: Node, locale: str) -> list[Place]:
    """The places of texts that lack ``locale``: maps with ``nb`` in them."""
    return [
        found.place
        for _, found in node.walk()
        if type(found.value) is dict and "nb" in found.value and locale not in found.value
    ]


_TARGET = re.compile(r"\]\((/[^)\s#]*)")


def links(nodes: Nodes, known: Set[str], unsure: tuple[str, ...]) -> Iterator[Problem]:
    """Links in texts, and in role pages, to pages that the guide does not have.

    Addresses that begin with one of ``unsure`` are let pass: what is there could not be read.
    """
    for stem, root in nodes.items():
        for path, node in root.walk():
            if type(node.value) is not str or "/" not in node.value:
                continue
            is_address = path is not None and path[1] == "to" and node.value.startswith("/")
            for target in [node.value] if is_address else _TARGET.findall(node.value):
                address = target.lstrip("/")
                if address not in known and not address.startswith(unsure):
                    hint = did_you_mean(target, ["/" + a for a in known])
                    message = f"guiden har ingen side «{target}».{hint}"
                    yield Problem(node.place, path_name(stem, path), message, "link")


_LABEL = re.compile(r"\blabels\.([a-z0-9_]+)")


def label_problems(labels: Node, overrides: Path, used_in_code: frozenset[str] = frozenset()) -> list[Problem]:
    """Interface words that a template asks for and that are missing, and words that nobody uses."""
    templates = sorted(overrides.rglob("*.html"))
    used = {name for path in templates for name in _LABEL.findall(path.read_text("utf-8"))} | used_in_code
    have = set(labels.keys)
    found = []
    for name in sorted(used - have):
        message = f"ordet «{name}» mangler. Legg til «{name}:» med nb: og nn: under."
        found.append(Problem(labels.place, f"labels.{name}", message, "label-missing"))
    for name in sorted(have - used):
        message = f"ukjent ord «{name}»: ingen side bruker det.{did_you_mean(name, used - have) or ' Slett det.'}"
        found.append(Problem(labels.key_place(name), f"labels.{name}", message, "label-unknown"))
    return found
