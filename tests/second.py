"""The data of another municipality: made up, with 20 services, in bokmål and nynorsk only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

NAME = "Bjørkøy"
NUMBERS = {"politi": "112", "ambulanse": "113", "brann": "110", "alarmtelefonen": "116 111"}
LOCAL = tuple(f"kommunal-tjeneste-{n}" for n in range(1, 17))
TOPICS = ("utrygg-hjemme", "alene")
STEPS = ("merke", "snakke", "melde")


def both(nb: str, nn: str | None = None) -> dict[str, str]:
    """A text in the two forms of Norwegian."""
    return {"nb": nb, "nn": nn or nb}


REVIEW = {"on": "2026-11-01", "source": "https://www.bjorkoy.example.no/", "method": "municipality", "grade": "A"}


DOUBTFUL = REVIEW | {"grade": "C", "unverified": both("Adressen må sjekkes.", "Adressa må sjekkast.")}
HOURS = (
    "Mo-Fr 08:00-15:30; PH off",
    "Mo-Th,Su 18:00-01:30; Fr-Sa 18:00-02:00",
    "Mo-Fr 08:00-11:30,12:00-15:00; Sa 10:00-12:00; PH 10:00-11:00",
    'Mo-Fr 09:00-15:00 unknown "etter avtale"',
    "24/7",
    "Mo-Su 00:00-24:00",
)


def service(name: str, number: int) -> dict[str, Any]:
    urgent = name in NUMBERS
    phone = NUMBERS.get(name, f"32 00 {number:02} {number:02}")
    return {
        "id": name,
        "kind": "emergency" if urgent else "local",
        "level": "national" if urgent else "local",
        "name": both(f"Tjeneste {number} & venner", f"Teneste {number} & vener"),
        "summary": both(f"Hjelp nummer {number} i {{municipality}}.", f"Hjelp nummer {number} for {{municipality}}."),
        "roles": ["child-youth", "adult", "staff"],
        "topics": [TOPICS[number % 2]],
        "languages": ["no", "se"],
        "channels": [
            {"type": "phone", "value": phone, "hours": HOURS[number % len(HOURS)], "free": "yes"},
            {"type": "visit", "value": f"Storgata {number}, 3999 {NAME}", "hours": HOURS[0], "review": DOUBTFUL},
        ],
        "what_happens": both("Noen svarer.", "Nokon svarar."),
        "you_can_say": both("Jeg trenger hjelp.", "Eg treng hjelp."),
        "confidentiality": both("De har taushetsplikt.", "Dei har teieplikt."),
        "search_words": {"nb": ["hjelp"], "nn": ["hjelp"]},
        "danger": "emergency" if urgent else "normal",
        "owner": "Oppvekst",
        "review": REVIEW,
    }


def topic(name: str) -> dict[str, Any]:
    advice = {role: both("Si det til noen.", "Sei det til nokon.") for role in ("child-youth", "adult", "staff")}
    return {
        "id": name,
        "name": both(f"Når noen er {name}", f"Når nokon er {name}"),
        "summary": both("Når noe ikke er bra.", "Når noko ikkje er bra."),
        "danger": "crisis",
        "roles": list(advice),
        "advice": advice,
        "search_words": {"nb": ["redd"], "nn": ["redd"]},
    }


def role(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": both(f"Dør for {name}"),
        "door": both("Kom inn", "Kom inn her"),
        "title": both(f"Siden for {name}", f"Sida for {name}"),
        "lead": both("Du er velkommen.", "Du er velkomen."),
        "sections": [{"kind": "services", "level": "local"}, {"kind": "topics"}],
    }


def step(name: str, to: str) -> dict[str, Any]:
    return {
        "id": name,
        "title": both(f"Trinn for å {name}", f"Steg for å {name}"),
        "purpose": both("Finn ut mer.", "Finn ut meir."),
        "actions": [both(f"Du skal {name}.")],
        "documentation": [both("Skriv ned.")],
        "responsible": both("Lederen", "Leiaren"),
        "involves_parents": "yes",
        "exits": ["vold"],
        "leads_to": [{"when": both("Når det er gjort."), "to": to}],
    }


def data() -> dict[str, Any]:
    """All files of data/ but labels.yml, which keeps its words."""
    way_out = {
        "id": "vold",
        "kind": "violence",
        "title": both("Vold", "Vald"),
        "summary": both("Ring 112."),
        "actions": [both("Meld fra.", "Meld frå.")],
        "services": ["politi"],
    }
    steps = [step(name, to) for name, to in zip(STEPS, [*STEPS[1:], "end"], strict=True)]
    law = {"id": "lov", "type": "law", "title": both("Loven", "Lova"), "summary": both("Meld fra.", "Meld frå.")}
    return {
        "municipality": {
            "name": NAME,
            "site_name": both(f"Trygg i {NAME}"),
            "site_description": both("Hvem som kan hjelpe.", "Kven som kan hjelpe."),
            "owner": "Oppvekst",
            "locales": ["nb", "nn"],
            "exit_url": "https://www.yr.no/",
            "urgent": list(NUMBERS),
            "review_days": {"emergency": 90, "crisis": 90, "normal": 365},
        },
        "services": [service(name, number) for number, name in enumerate((*NUMBERS, *LOCAL), 1)],
        "roles": [role(name) for name in ("child-youth", "adult", "staff")],
        "topics": [topic(name) for name in TOPICS],
        "signals": [{"id": "stille", "seen_in": "child", "text": both("Blir stille"), "topics": [TOPICS[0]]}],
        "process": {
            "title": both("Veiviseren", "Vegvisaren"),
            "summary": both("Tre trinn.", "Tre steg."),
            "goals": [both("Barnet er trygt.")],
            "exits": [way_out],
            "stages": [{"id": "1", "title": both("Én fase"), "summary": both("Alt."), "steps": steps}],
        },
        "resources": [law | {"status": "in-force", "review": REVIEW | {"method": "law"}}],
    }


def without_english(labels: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {name: {k: words for k, words in texts.items() if k != "en"} for name, texts in labels.items()}


def write(root: Path) -> None:
    """Put the data of the other municipality in the place of those of the first."""
    labels = yaml.safe_load((root / "data/labels.yml").read_text("utf-8"))
    for path in (root / "data").rglob("*.yml"):
        path.unlink()
    for stem, records in {**data(), "labels": without_english(labels)}.items():
        # Through JSON, so that what is used twice is not written as an alias.
        text = yaml.safe_dump(json.loads(json.dumps(records)), allow_unicode=True, sort_keys=False)
        (root / f"data/{stem}.yml").write_text(text, "utf-8")
