"""Rules about the staged process: every step can be reached, leads on, ends, and carries
the exit for violence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guide.hints import nearest
from guide.node import Node
from guide.place import Place, Problem

EXIT_KINDS = frozenset({"violence", "danger", "employee"})

END = "end"
"""Where a branch leads when the work is done."""


def steps(process: Node) -> list[Node]:
    """All step nodes, in order."""
    return [step for _, step in _named_steps(process)]


def has_steps(process: Node) -> bool:
    """Whether every stage has its list of steps; else steps may only seem to be missing."""
    stages = process.get("stages")
    listed = [stage.get("steps") for stage in stages.items()] if stages else []
    return bool(listed) and all(steps is not None and isinstance(steps.value, list) for steps in listed)


def exits(process: Node) -> list[Node]:
    """All exit nodes, in order."""
    node = process.get("exits")
    return list(node.items()) if node else []


def _named_steps(process: Node) -> list[tuple[str, Node]]:
    found = []
    stages = process.get("stages")
    for i, stage in enumerate(stages.items() if stages else ()):
        listed = stage.get("steps")
        for j, step in enumerate(listed.items() if listed else ()):
            found.append((f"process.stages[{i}].steps[{j}]", step))
    return found


def repeated_ids(records: Sequence[tuple[str, Node]]) -> Iterator[Problem]:
    """An error at each id that an earlier record has."""
    first: dict[str, Place] = {}
    for path, record in sorted(records, key=lambda named: named[1].place):
        name, node = record.text("id"), record.get("id")
        if not name or node is None:
            continue
        if name in first:
            message = f"id «{name}» er brukt før (linje {first[name].line}). Velg en annen id."
            yield Problem(node.place, f"{path}.id", message, "id-twice")
        else:
            first[name] = node.place


def rules(process: Node) -> Iterator[Problem]:
    """Everything that is wrong with the process as a whole."""
    named = _named_steps(process)
    stages = process.get("stages")
    yield from repeated_ids([(f"process.stages[{i}]", s) for i, s in enumerate(stages.items() if stages else ())])
    yield from repeated_ids(named + [(f"process.exits[{i}]", e) for i, e in enumerate(exits(process))])
    yield from _violence_exit(process, named)
    names = [step.text("id") for _, step in named]
    for path, step in named:
        if names.count(step.text("id")) == 1:  # else it is not known which step leads to itself
            yield from _leads(path, step)
    yield from _identical(named)
    yield from _graph(process, named)


def _violence_exit(process: Node, named: list[tuple[str, Node]]) -> Iterator[Problem]:
    violent = {e.text("id") for e in exits(process) if e.text("kind") == "violence"}
    if process.get("exits") is None or "" in violent:
        return  # a field that is missing: told as such
    if not violent and all(e.text("kind") in EXIT_KINDS for e in exits(process)):
        place = process.key_place("exits")
        message = "utgangen ved vold eller overgrep mangler. Legg til en utgang med «kind: violence»."
        yield Problem(place, "process.exits", message, "violence-exit")
    known = {e.text("id") for e in exits(process)}
    for path, step in named:
        listed = step.get("exits")
        if not isinstance(step.value, dict) or (listed is not None and not isinstance(listed.value, list)):
            continue  # told as a value of the wrong kind
        carried = {text for text, _ in step.texts("exits")}
        if "exits" not in step.keys and nearest("exits", list(step.keys)):
            continue  # misspelt, and told as such
        if not violent or violent & carried or not carried <= known:
            continue  # an exit that is not known may be this one, misspelt
        why = "trinnet tar med foreldrene, men" if step.text("involves_parents") == "yes" else "trinnet"
        name = sorted(violent)[0]
        message = f"{why} mangler utgangen ved vold eller overgrep. Skriv «exits: [{name}]». Et barn kan komme i fare uten den."
        place = step.key_place("exits" if "exits" in step.keys else "involves_parents")
        yield Problem(place, f"{path}.exits", message, "violence-exit")


def _leads(path: str, step: Node) -> Iterator[Problem]:
    leads = step.get("leads_to")
    if leads is not None and isinstance(leads.value, list) and not leads.value:
        message = "trinnet leder ingen steder. Legg til «- when: …» og «to: …» (et trinn, en utgang eller end)."
        yield Problem(step.key_place("leads_to"), f"{path}.leads_to", message, "step-nowhere")
    seen: dict[tuple[tuple[str, str], ...], Place] = {}
    for i, lead in enumerate(leads.items() if leads else ()):
        when = lead.get("when")
        said = tuple(sorted(_texts(when).items())) if when else ()
        if said and said in seen:
            message = f"to like grener: vilkåret er det samme som på linje {seen[said].line}. Skriv hva som skiller dem, eller slett den ene."
            yield Problem(lead.place, f"{path}.leads_to[{i}]", message, "identical-branches")
        elif said:
            seen[said] = lead.place
        if lead.text("to") == step.text("id") != "":
            target = lead.get("to")
            message = "trinnet leder til seg selv. Skriv neste trinn."
            yield Problem(target.place if target else lead.place, f"{path}.leads_to[{i}].to", message, "self-reference")
    for i, (name, place) in enumerate(step.texts("with")):
        if name == step.text("id"):
            message = "trinnet gjøres sammen med seg selv. Skriv et annet trinn."
            yield Problem(place, f"{path}.with[{i}]", message, "self-reference")


def _texts(node: Node) -> dict[str, str]:
    """The locales of a text, with white space and case evened out."""
    if not isinstance(node.value, dict):
        return {}
    return {k: " ".join(v.value.split()).lower() for k, v in node.value.items() if isinstance(v.value, str)}


def _identical(named: list[tuple[str, Node]]) -> Iterator[Problem]:
    """Two steps that ask for the same: a copy that nobody finished (seed 004 had 3a = 3b)."""
    for field in ("actions", "title"):
        seen: dict[tuple[str, str], Node] = {}
        for path, step in named:
            node = step.get(field)
            parts = [node] if field == "title" else list(node.items()) if node else []
            joined: dict[str, list[str]] = {}
            for part in parts:
                for locale, text in (_texts(part) if part else {}).items():
                    joined.setdefault(locale, []).append(text)
            for locale, lines in joined.items():
                key = (locale, "\n".join(lines))
                other = seen.setdefault(key, step)
                if other is not step:
                    what = "de samme handlingene" if field == "actions" else "den samme tittelen"
                    message = f"trinn «{step.text('id')}» har {what} som trinn «{other.text('id')}» (linje {other.place.line}). Skriv hva som skiller dem."
                    yield Problem(step.key_place(field), f"{path}.{field}", message, "identical-branches")
                    break


def _graph(process: Node, named: list[tuple[str, Node]]) -> Iterator[Problem]:
    known = {step.text("id"): (path, step) for path, step in reversed(named)}
    out = {END: set[str]()} | {e.text("id"): set[str]() for e in exits(process)}
    final = set(out)
    for _, step in named:
        leads = step.get("leads_to")
        out[step.text("id")] = {lead.text("to") for lead in (leads.items() if leads else ())} & (set(known) | final)
    beside = {step.text("id"): {text for text, _ in step.texts("with")} & set(known) for _, step in named}
    if not _sound(process, named):
        return
    reached = _closure({named[0][1].text("id")}, {k: out.get(k, set()) | beside.get(k, set()) for k in (*out, *known)})
    for name, (path, step) in sorted(known.items()):
        if name not in reached:
            message = (
                f"ingen vei fører til trinn «{name}». Legg det til under leads_to: i et trinn før, eller slett det."
            )
            yield Problem(step.place_in("id"), f"{path}.id", message, "step-unreachable")
    back: dict[str, set[str]] = {}
    for name, targets in out.items():
        for target in targets:
            back.setdefault(target, set()).add(name)
    ending = _closure(final, back)
    told: set[str] = set()
    for name, (path, step) in sorted(known.items(), key=lambda item: item[1][1].place):
        ring = _closure(out[name], out)
        if name in ring and name not in ending and name not in told:
            told |= ring
            message = f"fra trinn «{name}» går veien i ring uten slutt. Legg til en gren som leder til end eller til en utgang."
            yield Problem(step.key_place("leads_to"), f"{path}.leads_to", message, "loop")


def _sound(process: Node, named: list[tuple[str, Node]]) -> bool:
    """Whether all ids and leads are right. Where they are not, a way may only seem to be missing."""
    names = [record.text("id") for record in (*(step for _, step in named), *exits(process))]
    known = {*names, END}
    listed = [step.get("leads_to") for _, step in named]
    targets = [lead.text("to") for _, step in named for lead in _list(step, "leads_to")]
    to_itself = any(lead.text("to") == step.text("id") for _, step in named for lead in _list(step, "leads_to"))
    lists = all(isinstance(step.value, dict) and _is_list(step, "with") for _, step in named)
    whole = not to_itself and lists and all(leads is not None and isinstance(leads.value, list) for leads in listed)
    right = len(set(names)) == len(names) and "" not in names and END not in names
    return bool(named) and whole and right and process.get("exits") is not None and set(targets) <= known


def _is_list(node: Node, key: str) -> bool:
    child = node.get(key)
    return child is None or isinstance(child.value, list)


def _list(node: Node, key: str) -> list[Node]:
    """The items of the list under ``key``."""
    child = node.get(key)
    return list(child.items()) if child is not None else []


def _closure(start: set[str], edges: dict[str, set[str]]) -> set[str]:
    found, todo = set(start), list(start)
    while todo:
        for name in edges.get(todo.pop(), ()):
            if name not in found:
                found.add(name)
                todo.append(name)
    return found
