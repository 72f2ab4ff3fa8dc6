"""Review clocks: what is due, by whom, as text, tick lists, JSON and a calendar; and what stands in the way of publishing."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from bad_files import DAY, edit, files, good_registry, spoil
from conftest import guide
from guide.calendar_file import calendar
from guide.frame import Frames
from guide.load import load
from guide.model import Review
from guide.model_site import Municipality
from guide.pages import Pages
from guide.place import Place
from guide.registry import Guide
from guide.render import Renderer
from guide.review import Due, doubt, reviews
from html_pages import BuiltPage
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


def listed(registry: Path, *arguments: str) -> list[dict[str, Any]]:
    done = guide("review", "--format", "json", *arguments, root=registry)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_emergencies_are_due_after_90_days_and_what_is_not_confirmed_at_once(registry: Path) -> None:
    due = {d["id"]: d for d in listed(registry)}
    emergency = due["services/politi-112"]
    assert (emergency["checked"], emergency["due"], emergency["overdue"]) == ("2026-08-13", "2026-11-11", True)
    assert "Ring aldri et nødnummer" in emergency["todo"]
    unsure = due["services/alarmtelefonen/sms/815 55 201"]
    assert (unsure["confirmed"], unsure["line"]) == (False, 28)
    assert "services/alarmtelefonen" not in due  # a crisis line, looked up today
    assert "services/kors-pa-halsen" not in due  # a year


def test_more_is_due_later_and_every_part_of_the_guide_has_a_clock(registry: Path) -> None:
    soon, all_of_it = listed(registry), listed(registry, "--until", "2036-01-01")
    assert len(all_of_it) > len(soon)
    assert {d["id"].partition("/")[0] for d in all_of_it} == {"services", "resources", "docs"}
    assert [d["due"] for d in all_of_it if d["due"] > "2027-12-01"] == []
    assert {d["todo"] == "" or d["owner"] == "" or d["line"] < 1 for d in all_of_it} == {False}


def test_forms_have_the_clock_of_their_tool(real_guide: Guide) -> None:
    loaded = load(Path())
    found = {d.id: d for d in reviews(real_guide, loaded.texts.nodes)}
    assert {i for i in found if i.startswith("forms/")} == {f"forms/{f.id}" for f in real_guide.forms}
    assert all(
        found[i].checked == found[i.replace("forms/", "resources/")].checked for i in found if i.startswith("forms/")
    )


def test_each_line_is_where_the_date_stands(registry: Path) -> None:
    for d in listed(registry, "--until", "2036-01-01"):
        lines = (registry / d["file"]).read_text("utf-8").splitlines()
        if d["file"].startswith("data/services"):
            assert "review:" in lines[d["line"] - 1]


def test_an_owner_sees_their_own_and_a_wrong_name_is_told(registry: Path) -> None:
    edit(registry / "data/services.yml", {"owner: Familiesenteret\n  review: {on: 2026-08-13, source: https://www.politiet": "owner: Lensmannen\n  review: {on: 2026-08-13, source: https://www.politiet"})  # fmt: skip
    assert {d["owner"] for d in listed(registry, "--owner", "lensmannen")} == {"Lensmannen"}
    done = guide("review", "--owner", "Nordmann", root=registry)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "ingen «Nordmann» passer på noe i guiden. Velg en av: Familiesenteret, Lensmannen.\n"


def test_text_and_tick_lists_say_what_to_do(registry: Path) -> None:
    text = guide("review", root=registry)
    assert text.returncode == 0
    assert text.stdout.startswith("Familiesenteret: ")
    assert re.search(r"(?m)^  data/services\.yml:\d+: Politi, telefon 112$", text.stdout)
    assert "Frist 11. november 2026, 10 dager over fristen." in text.stdout
    ticks = guide("review", "--format", "markdown", root=registry).stdout
    assert "## Familiesenteret\n" in ticks
    assert len(re.findall(r"(?m)^- \[ \] \*\*", ticks)) == len(listed(registry))


def test_nothing_due_is_said(registry: Path) -> None:
    assert guide("review", "--until", "2020-01-01", root=registry).stdout == "Ingenting å kontrollere nå.\n"


@pytest.mark.parametrize("form", ["text", "markdown", "json", "ics"])
def test_a_list_writes_nothing_and_is_always_the_same(registry: Path, form: str) -> None:
    before = files(registry)
    one, two = (guide("review", "--format", form, root=registry).stdout for _ in range(2))
    assert one == two
    assert files(registry) == before


def test_a_date_that_is_none_is_told_in_norwegian(registry: Path) -> None:
    done = guide("review", "--until", "31.12.2026", root=registry)
    assert done.returncode == 1
    assert "«31.12.2026» er ikke en dato. Skriv år-måned-dag" in done.stderr


def test_errors_in_the_data_come_first(registry: Path) -> None:
    spoil(registry, "signals_tab.yml")
    for command in ("review", "publish-check"):
        done = guide(command, root=registry)
        assert (done.returncode, done.stderr) == (1, "")
        assert "her står et tabulatortegn" in done.stdout


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))  # type: ignore[arg-type]


def test_the_calendar_is_one_by_somebody_elses_reading_and_says_nothing_aloud(registry: Path) -> None:
    raw = guide("review", "--format", "ics", root=registry).stdout.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    found = events(raw)
    assert len(found) == len(listed(registry, "--until", "2036-01-01"))
    assert len({e["UID"] for e in found}) == len(found)
    assert min(e["DTSTART"].dt for e in found) == DAY  # what is overdue stands on the day itself
    assert {str(e["SUMMARY"]) for e in found} == {"Kontroller en opplysning (Familiesenteret)"}
    assert {str(e["CLASS"]) for e in found} == {"PRIVATE"}
    assert any("Ring aldri et nødnummer" in e["DESCRIPTION"] for e in found)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=300))
def test_any_words_come_back_from_the_calendar_as_they_were(words: str) -> None:
    due = Due(
        "A",
        date(2027, 1, 1),
        Place("data/services.yml", 3),
        "services/a",
        words,
        "Ring; så, ring \\ n\nto",
        DAY,
        "",
        True,
    )
    content = calendar([due], DAY, "Lillevik")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (event,) = events(content)
    assert str(event["DESCRIPTION"]) == f"{words}\nRing; så, ring \\ n\nto\ndata/services.yml, linje 3"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(1)


def test_an_event_is_the_same_one_after_the_fact_was_checked(registry: Path) -> None:
    def identifiers() -> set[str]:
        return set(re.findall(r"UID:(\S+)", guide("review", "--format", "ics", root=registry).stdout))

    before = identifiers()
    edit(registry / "data/services.yml", {"review: {on: 2026-08-13, source: https://www.politiet": "review: {on: 2026-11-21, source: https://www.politiet"})  # fmt: skip
    assert identifiers() == before


READY = (
    "accessibility_statement: https://uustatus.no/nb/erklaringer/1\nprivacy_contact: personvern@lillevik.example.no\n"
    "feedback: {email: post@lillevik.example.no}\n"
)


def ready(registry: Path) -> None:
    """Do all that publish-check asks for."""
    with (registry / "data/municipality.yml").open("a", encoding="utf-8") as file:
        file.write(READY)
    path = registry / "data/services.yml"
    text = re.sub(r"\n        unverified: \{nb: Tiden.*", "", path.read_text("utf-8"))
    text = text.replace("method: secondary-page\n        grade: B", "method: municipality\n        grade: A")
    path.write_text(text, "utf-8")


def test_publishing_waits_for_facts_and_for_what_the_law_asks(registry: Path) -> None:
    done = guide("publish-check", root=registry)
    assert done.returncode == 1
    assert [line.partition(": ")[0] for line in done.stdout.splitlines()[:-1]] == [
        "data/municipality.yml:3:1", "data/municipality.yml:3:1", "data/municipality.yml:3:1", "data/services.yml:28:7",
    ]  # fmt: skip
    assert "815 55 201) er ikke bekreftet. Spør tjenesten" in done.stdout
    assert done.stdout.endswith("4 feil, 0 advarsler. Guiden er et utkast: 4 ting må ordnes før den publiseres.\n")


def test_when_all_is_done_the_guide_may_be_published_and_is_no_draft(registry: Path) -> None:
    assert drafts(registry) is True
    ready(registry)
    done = guide("publish-check", root=registry)
    assert (done.stdout, done.returncode) == ("0 feil, 0 advarsler. Guiden kan publiseres.\n", 0)
    assert drafts(registry) is False


def test_a_fact_may_be_taken_out_instead(registry: Path) -> None:
    ready(registry)
    edit(
        registry / "data/services.yml",
        {"method: municipality\n        grade: A": "method: register\n        grade: B+"},
    )
    assert "er lest et annet sted enn hos tilbudet selv" in guide("publish-check", root=registry).stdout
    path = registry / "data/services.yml"
    path.write_text(re.sub(r"    - type: sms\n(      .*\n)+", "", path.read_text("utf-8")), "utf-8")
    assert guide("publish-check", root=registry).returncode == 0


def test_time_alone_stops_nothing(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(registry)
    monkeypatch.setattr("conftest.EPOCH", "2000000000")  # 2033
    assert all(d["overdue"] for d in listed(registry))
    for command in ("check", "review", "publish-check"):
        assert guide(command, root=registry).returncode == 0


def test_the_statement_stands_where_the_law_says(registry: Path) -> None:
    ready(registry)
    edit(registry / "data/municipality.yml", {"https://uustatus.no/": "https://uustatus.no.example.com/"})
    assert "er ikke på uustatus.no" in guide("publish-check", root=registry).stdout


def drafts(root: Path) -> bool:
    loaded = load(root, DAY).guide
    assert loaded is not None
    frame = Frames(Renderer(Pages(loaded), root / "overrides")).of("", "nb", "")
    assert isinstance(frame.draft, bool)
    return frame.draft


UNVERIFIED = {"nb": "Må sjekkes.", "nn": "Må sjekkast."}


@pytest.mark.parametrize(
    ("method", "grade", "on", "unverified", "sure"),
    [
        ("municipality", "A", "2026-01-01", None, True),
        ("municipality", "A", "2026-11-20", UNVERIFIED, False),
        ("official-page", "A", "2026-11-20", None, False),  # the day the copies were read
        ("official-page", "A", "2026-11-21", None, True),
        ("official-page", "B+", "2026-11-21", None, True),
        ("register", "B+", "2026-11-21", None, False),
        ("secondary-page", "A", "2026-11-21", None, False),
        ("official-page", "A-old", "2026-11-21", UNVERIFIED, False),
        ("municipality", "C", "2026-11-21", UNVERIFIED, False),
    ],
)
def test_which_facts_count_as_confirmed(method: str, grade: str, on: str, unverified: Any, sure: bool, real_guide: Guide) -> None:  # fmt: skip
    given_ = {"on": on, "method": method, "grade": grade, "source": "https://www.ung.no/", "unverified": unverified}
    municipality: Municipality = real_guide.municipality.model_copy(update={"compiled_on": date(2026, 11, 20)})
    assert (doubt(Review.model_validate(given_), municipality) == "") is sure


def test_today_every_page_says_that_it_is_a_draft_below_the_urgent_box(pages: dict[str, BuiltPage], built: Any) -> None:
    texts = {path: path.read_text("utf-8") for path in built.pages()}
    assert len(texts) == len(pages)
    wrong = [
        str(p)
        for p, text in texts.items()
        if not 0 < text.find('class="urgent') < text.find("data-draft") < text.find("<main")
    ]
    assert wrong == []
