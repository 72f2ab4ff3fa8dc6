"""Made-up municipalities, to build many of them side by side: ``python tests/testvik.py FOLDER 20``.

Each has its own name and its own services with numbers of their own, and takes the rest from the repository: what is
shared, the roles, the topics and the steps. So its services have the ids that those refer to.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from conftest import ROOT
from guide.layout import plan_of
from guide.model import Service
from guide.model_site import Municipality
from pydantic import BaseModel

LOCALES = ("nb", "nn", "en")
HIDDEN = "spisfo"
CHANGED = "kirkens-sos"
OWN_NUMBER = "32 99 00 00"


def three(nb: str, nn: str, en: str) -> dict[str, str]:
    return {"nb": nb, "nn": nn, "en": en}


def name_of(number: int) -> str:
    return f"Testvik {number:02}"


def folder_of(number: int) -> str:
    return f"testvik-{number:02}"


def municipality(number: int) -> dict[str, Any]:
    name = name_of(number)
    return {
        "name": name,
        "site_name": three(f"Hjelp i {name}", f"Hjelp i {name} kommune", f"Help in {name}"),
        "site_description": three("Hvem som kan hjelpe.", "Kven som kan hjelpe.", "Who can help."),
        "site_url": f"https://{folder_of(number)}.example.no/",
        "edit_url": "https://code.example.org/edit/main/",
        "owner": f"Oppvekst i {name}",
        "locales": list(LOCALES),
        "exit_url": "https://www.yr.no/",
        "urgent": ["politi-112", "ambulanse-113", "alarmtelefonen", "brann-110"],
        "review_days": {"emergency": "90", "crisis": "90", "normal": "365"},
        "compiled_on": "2026-11-01",
    }


def service(like: dict[str, Any], number: int, nth: int) -> dict[str, Any]:
    """A service with the id, roles and topics of a real one; all else is made up."""
    name, what = name_of(number), f"{like['name']['nb']} i {name_of(number)}"
    kept = {field: like[field] for field in ("id", "kind", "level", "roles", "topics", "danger") if field in like}
    return {
        **kept,
        "name": three(what, f"{like['name']['nn']} i {name}", f"{like['name']['en']} in {name}"),
        "summary": three("Her kan du få hjelp.", "Her kan du få hjelp.", "You can get help here."),
        "channels": [{"type": "phone", "value": f"32 {number:02} {nth:02} 00", "hours": "Mo-Fr 08:00-15:30; PH off"}],
        "what_happens": three("Noen svarer.", "Nokon svarar.", "Somebody answers."),
        "you_can_say": three("Jeg trenger hjelp.", "Eg treng hjelp.", "I need help."),
        "confidentiality": three("De har taushetsplikt.", "Dei har teieplikt.", "They keep it to themselves."),
        "search_words": {locale: [what.lower()] for locale in LOCALES},
        "owner": f"Oppvekst i {name}",
        "review": {"on": "2026-11-10", "method": "municipality", "grade": "A"},
    }


def write(folder: Path, number: int, *changes: dict[str, Any]) -> Path:
    """Write a municipality below ``folder``; ``changes`` are of shared services."""
    real = yaml.load((ROOT / "data/services.yml").read_text("utf-8"), yaml.BaseLoader)
    services = [
        in_order(service(like, number, nth), Service) for nth, like in enumerate((s for s in real if "kind" in s), 1)
    ]
    data = folder / folder_of(number) / "data"
    data.mkdir(parents=True)
    for stem, value in {
        "municipality": in_order(municipality(number), Municipality),
        "services": [*services, *changes],
    }.items():
        text = dump(value) if stem == "municipality" else "\n".join(dump([record]) for record in value)
        (data / f"{stem}.yml").write_text(text, "utf-8")
    return data.parent


def in_order(record: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    return {field: record[field] for field in plan_of(model).sorted(tuple(record))}


def dump(value: Any) -> str:
    return yaml.dump(value, Dumper=_AsEditorsWrite, allow_unicode=True, sort_keys=False, width=1000)


class _AsEditorsWrite(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        return super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def changed() -> dict[str, Any]:
    """A change of a shared service: a number of one's own."""
    return {"id": CHANGED, "channels": [{"type": "phone", "value": OWN_NUMBER, "hours": "24/7"}]}


def main(folder: Path, count: int) -> None:
    """The second has a number of its own for a helpline; the third does not show another."""
    special = {2: [changed()], 3: [{"id": HIDDEN, "hide": "yes"}]}
    for number in range(1, count + 1):
        write(folder, number, *special.get(number, []))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
