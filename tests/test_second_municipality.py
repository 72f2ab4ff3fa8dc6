"""Another municipality takes the project: it replaces data/ and touches no code, templates or prose.

The data are those of second.py, in bokmål and nynorsk only.
"""

from __future__ import annotations

import pypdfium2
import pytest
from conftest import Build
from guide.printing import DOCUMENTS
from guide.registry import Guide
from html_pages import BuiltPage, broken_links, files_of, pages_of, read
from second import LOCAL, NAME, NUMBERS, STEPS, TOPICS


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
