"""A filled-in record to paste, for each kind of record: `guide new service`.

The examples stand in ``examples/``, so that they look as what an editor will see. Words in capitals are filled in:
with the name that was asked for, an id made of it, today's date, and ids that there are in this guide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from guide.fields import RESERVED, is_identifier
from guide.node import Node
from guide.process_graph import exits, steps

EXAMPLES = Path(__file__).with_name("examples")

KINDS: Mapping[str, str] = {
    "service": "services",
    "step": "process",
    "topic": "topics",
    "resource": "resources",
    "signal": "signals",
    "form": "forms",
}
"""What can be made, and the data file that it is pasted into."""

_NAMES = {
    "service": "Utekontakten",
    "step": "Snakke med lederen",
    "topic": "Noe er vanskelig",
    "resource": "Samtaleark",
    "signal": "Vil ikke hjem etter skolen",
    "form": "",
}
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "a", "ü": "u", "é": "e", "è": "e", "á": "a"})
_LONGEST = 60


def example(kind: str, name: str, nodes: Mapping[str, Node], day: date) -> str:
    """The record as YAML, ready to paste. ``nodes`` are the data files as far as they could be read."""
    name = " ".join(re.sub(r"[{}<>]", "", name).split()) or _NAMES[kind]
    taken = _ids(nodes, KINDS[kind])
    values = {
        "ID": _step_id(nodes) if kind == "step" else _tool(name, nodes) if kind == "form" else identifier(name, taken),
        "NAVN": json.dumps(name, ensure_ascii=False),
        "TODAY": day.isoformat(),
        "TOPIC": _first(_ids(nodes, "topics"), "vold-hjemme"),
        "SERVICE": _first(_helplines(nodes) or _ids(nodes, "services"), "alarmtelefonen"),
        "EXIT": _first(_violence(nodes), "vold-eller-overgrep"),
        "OWNER": json.dumps(_owner(nodes), ensure_ascii=False),
    }
    text = (EXAMPLES / f"{kind}.yml").read_text("utf-8")
    # Within a sentence the name stands without quotation marks, and may not end what is quoted there.
    text = re.sub(r"(?<=[a-zå] )NAVN(?=\.)", lambda _: f"«{re.sub('[#:]', '', name)}»", text)
    return re.sub("|".join(rf"\b{word}\b" for word in values), lambda found: values[found[0]], text)


def identifier(name: str, taken: Collection[str]) -> str:
    """An id made of a name: «Kors på halsen» becomes ``kors-pa-halsen``; a number follows when it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower().translate(_LETTERS)).strip("-")[: _LONGEST - 4].strip("-") or "ny"
    if plain in RESERVED:
        plain += "-1"
    found = next(i for i in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if i not in taken)
    assert is_identifier(found)
    return found


def _ids(nodes: Mapping[str, Node], stem: str) -> list[str]:
    return [r.text("id") for r in nodes[stem].items() if r.text("id")] if stem in nodes else []


def _helplines(nodes: Mapping[str, Node]) -> list[str]:
    """Helplines, for somebody must answer when the new service does not."""
    services = nodes["services"].items() if "services" in nodes else ()
    return [s.text("id") for s in services if s.text("kind") == "helpline"]


def _violence(nodes: Mapping[str, Node]) -> list[str]:
    return [e.text("id") for e in exits(nodes["process"]) if e.text("kind") == "violence"] if "process" in nodes else []


def _owner(nodes: Mapping[str, Node]) -> str:
    return (nodes["municipality"].text("owner") if "municipality" in nodes else "") or "Familiens hus"


def _tool(name: str, nodes: Mapping[str, Node]) -> str:
    """The id of the tool that the form is of: the one of that name, else the first tool without a form."""
    tools = [r for r in (nodes["resources"].items() if "resources" in nodes else ()) if r.text("type") == "tool"]
    if name:
        return next((t.text("id") for t in tools if t.text("id") == identifier(name, ())), identifier(name, ()))
    return _first([t.text("id") for t in tools if t.text("id") not in _ids(nodes, "forms")], "samtaleark")


def _step_id(nodes: Mapping[str, Node]) -> str:
    """The id after that of the last step: 4c after 4b."""
    taken = {s.text("id") for s in steps(nodes["process"])} if "process" in nodes else set()
    last = re.fullmatch(r"([0-9]+)([a-y])", max(taken, default="")) or ["", "1", "a"]
    letters = (chr(code) for code in range(ord(last[2]) + 1, ord("z") + 1))
    return next((f"{last[1]}{letter}" for letter in letters if f"{last[1]}{letter}" not in taken), "nytt-trinn")


def _first(found: Iterable[str], otherwise: str) -> str:
    return next(iter(found), otherwise)
