"""Another municipality takes the project: it replaces data/ and touches no code, templates or prose.

The data are made up here, with 20 services, in bokmål and nynorsk only.
"""

from __future__ import annotations

import json
from typing import Any

import pypdfium2
import pytest
import yaml
from conftest import Build, copy_project, mkdocs_build
from guide.printing import DOCUMENTS
from guide.registry import Guide
from html_pages import BuiltPage, broken_links, files_of, pages_of, read

NAME = "Bjørkøy"
NUMBERS = {"politi": "112", "ambulanse": "113", "brann": "110", "alarmtelefonen": "116 111"}
LOCAL = tuple(f"kommunal-tjeneste-{n}" for n in range(1, 17))
TOPICS = ("utrygg-hjemme", "alene")
STEPS = ("merke", "snakke", "melde")


def both(nb: str, nn: str | None = None) -> dict[str, str]:
    """A text in the two forms of Norwegian."""
    return {"nb": nb, "nn": nn or nb}


REVIEW = {"on": "2026-11-01", "source": "https://www.bjorkoy.example.no/", "method": "municipality", "grade": "A"}


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
        "channels": [{"type": "phone", "value": phone, "hours": "Mo-Fr 08:00-15:30; PH off"}],
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


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site of the other municipality."""
    root = copy_project(tmp_path_factory.mktemp("second"))
    labels = yaml.safe_load((root / "data/labels.yml").read_text("utf-8"))
    for path in (root / "data").iterdir():
        path.unlink()
    for stem, records in {**data(), "labels": without_english(labels)}.items():
        # Through JSON, so that what is used twice is not written as an alias.
        text = yaml.safe_dump(json.loads(json.dumps(records)), allow_unicode=True, sort_keys=False)
        (root / f"data/{stem}.yml").write_text(text, "utf-8")
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return Build(root / "site", done.stdout + done.stderr)


@pytest.fixture(scope="module")
def other_pages(other: Build) -> dict[str, BuiltPage]:
    return pages_of(other.site)


def test_the_other_site_is_built_without_a_warning(other: Build, other_pages: dict[str, BuiltPage]) -> None:
    assert [line for line in other.log.splitlines() if "WARNING" in line or "advarsel" in line] == []
    assert f"Pages: nb {len(other_pages) // 2}, nn {len(other_pages) // 2}. Warnings in the data: 0." in other.log


def test_the_other_site_has_no_english_and_the_same_pages_in_both_forms(other_pages: dict[str, BuiltPage]) -> None:
    assert {page.locale for page in other_pages.values()} == {"nb", "nn"}
    assert {a for a in other_pages if a.startswith("en")} == set()
    assert {p.plain for p in other_pages.values() if p.locale == "nn"} == {a for a in other_pages if a[:3] != "nn/"}
    languages = [a for a in other_pages[""].root.one("header").all("a") if "hreflang" in a.attributes]
    assert [a.attributes["hreflang"] for a in languages] == ["nb", "nn"]


def test_the_page_for_lost_visitors_has_no_english_either(other: Build) -> None:
    main = read((other.site / "404.html").read_text("utf-8")).one("main")
    assert [e.attributes["lang"] for e in main.all("div")] == ["nb", "nn"]


def test_the_first_municipality_is_named_nowhere(other: Build, real_guide: Guide) -> None:
    first = real_guide.municipality.name.lower()
    assert [
        name for name, data in files_of(other.site).items() if first in data.decode("utf-8", "ignore").lower()
    ] == []


def test_the_other_municipality_prints_as_well(other: Build, real_guide: Guide) -> None:
    """All but the forms, which it does not have."""
    for folder in ("utskrift", "nn/utskrift"):
        made = {path.name: path.read_bytes() for path in (other.site / folder).glob("*.pdf")}
        assert set(made) == {d.file for d in DOCUMENTS if d.name != "forms"}
        for name, content in made.items():
            pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
            text = "".join(pages)
            assert real_guide.municipality.name not in text, name
            assert NAME in text or name == "kort.pdf", name
            assert len(pages) == {"plakat-a3.pdf": 1, "plakat-a4.pdf": 1, "numre.pdf": 1}.get(name, len(pages))


def test_the_other_municipality_is_named_where_the_first_one_was(
    other_pages: dict[str, BuiltPage], pages: dict[str, BuiltPage], real_guide: Guide
) -> None:
    assert [address for address, page in other_pages.items() if NAME not in page.root.one("header").text] == []
    assert [address for address, page in other_pages.items() if NAME not in page.root.one("footer").text] == []
    first = real_guide.municipality.name
    for prose in real_guide.prose:
        named = other_pages[prose.address].main.text.count(NAME)
        assert named == pages[prose.address].main.text.count(first), prose.address


def test_every_service_topic_and_step_of_the_other_municipality_has_its_page(other_pages: dict[str, BuiltPage]) -> None:
    expected = {f"tjenester/{name}/" for name in (*NUMBERS, *LOCAL)}
    expected |= {f"tema/{name}/" for name in TOPICS} | {f"ansatt/veiviser/{name}/" for name in (*STEPS, "vold")}
    found = {a for a in other_pages if a.startswith(("tjenester/", "tema/", "ansatt/veiviser/"))}
    assert found == expected | {"tjenester/", "tema/", "ansatt/veiviser/"}
    assert other_pages["nn/tjenester/kommunal-tjeneste-16/"].main.one("h1").text == "Teneste 20 & vener"


def test_the_urgent_box_of_the_other_site_has_its_own_services(other_pages: dict[str, BuiltPage]) -> None:
    def box(page: BuiltPage) -> list[str]:
        (section,) = [e for e in page.root.all("section") if "urgent" in e.attributes.get("class", "").split()]
        return [a.attributes["href"] for a in section.all("a")]

    wrong = [a for a, page in other_pages.items() if box(page) != ["tel:112", "tel:113", "tel:110", "tel:116111"]]
    assert wrong == []


def test_every_link_of_the_other_site_leads_to_a_page(other_pages: dict[str, BuiltPage]) -> None:
    assert broken_links(other_pages, "https://example.org/") == []
