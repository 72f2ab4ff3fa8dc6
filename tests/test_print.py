"""The printed set: PDF documents in every locale, read as files, and the staff guide printed by a browser."""

from __future__ import annotations

import ctypes
import dataclasses
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import EPOCH, ROOT, SITE_URL, Build, copy_project, mkdocs_build
from guide import qr
from guide.fields import Text
from guide.model import Service
from guide.paper_values import Sheets
from guide.print_values import Paper, printable
from guide.printing import DOCUMENTS, Prints
from guide.prose_html import EXTENSIONS
from guide.registry import Guide
from guide.views import Views
from html_pages import BuiltPage
from playwright.sync_api import Browser

OVERRIDES = ROOT / "overrides"
LOCALES = ("nb", "nn", "en")
FILES = tuple(d.file for d in DOCUMENTS)
ONE_PAGE = ("numre.pdf", "plakat-a3.pdf", "plakat-a4.pdf")
EVERYWHERE = [(locale, file) for locale in LOCALES for file in FILES]


def folder(locale: str) -> str:
    return "utskrift/" if locale == "nb" else f"{locale}/utskrift/"


def letters(text: str) -> str:
    """Letters and digits alone: how lines are broken, hyphenated and spaced is left out."""
    return "".join(c for c in text.casefold() if c.isalnum())


class Sheet:
    """A document that was made, to be read in two ways: as an object tree and as pages."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.pages = pypdfium2.PdfDocument(content)

    def text(self, page: int) -> str:
        return str(self.pages[page].get_textpage().get_text_bounded())

    @property
    def whole(self) -> str:
        return "\n".join(self.text(page) for page in range(len(self.pages)))

    def elements(self, node: Any = None) -> Iterator[Any]:
        """The structure elements in reading order."""
        node = self.pdf.Root.StructTreeRoot if node is None else node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from self.elements(kid)


@pytest.fixture(scope="module")
def sheets(built: Build) -> dict[tuple[str, str], Sheet]:
    """Every document of the real site, which has no address yet."""
    return {(at, file): Sheet((built.site / folder(at) / file).read_bytes()) for at, file in EVERYWHERE}


@pytest.fixture(scope="module")
def with_address(real_guide: Guide) -> dict[str, bytes]:
    """The documents of the site when it has an address."""
    return dict(Prints(at_address(real_guide), OVERRIDES).files)


def at_address(guide: Guide, **more: str) -> Guide:
    municipality = guide.municipality.model_copy(update={"site_url": SITE_URL, **more})
    return dataclasses.replace(guide, municipality=municipality)


# What is made


def test_the_same_input_gives_the_same_bytes(built: Build, real_guide: Guide) -> None:
    """The site was built by another process."""
    today = datetime.fromtimestamp(int(EPOCH), UTC).date()
    made = Prints(dataclasses.replace(real_guide, today=today), OVERRIDES).files
    differing = [name for name, content in made.items() if (built.site / name).read_bytes() != content]
    assert len(made) == 2 * len(FILES) * len(LOCALES)
    assert differing == []


def test_the_page_lists_every_document_as_it_is(built: Build, sheets: dict[tuple[str, str], Sheet]) -> None:
    for locale in LOCALES:
        page = built.site / folder(locale) / "index.html"
        html = page.read_text("utf-8")
        found = re.findall(r'href="([^"]+\.pdf)"[^>]*>.*?<span>\D*(\d+) · (\d+) kB</span></a>', html)
        names = [Path(href).name for href, _, _ in found]
        assert names == list(FILES)
        for href, pages, size in found:
            file = (page.parent / href).resolve()
            assert int(pages) == len(sheets[locale, file.name].pages)
            assert 0 <= int(size) * 1000 - file.stat().st_size < 1000
        pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)" width="(\d+)" height="(\d+)" loading="lazy">', html)
        assert len(pictures) == len(FILES)
        for src, alt, width, height in pictures:
            png = (page.parent / src).read_bytes()
            assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (int(width), int(height))
            assert alt.strip(), src


def test_file_names_say_nothing_of_what_a_child_reads() -> None:
    assert [f for f in FILES if re.search(r"vold|overgrep|hjelp|barn|krise|melding", f)] == []


def test_nothing_is_made_when_it_is_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDE_PRINT", "no")
    root = copy_project(tmp_path)
    done = mkdocs_build(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((tmp_path / "site").rglob("*.pdf")) == []
    assert ".pdf" not in (tmp_path / "site/utskrift/index.html").read_text("utf-8")


def test_the_pictures_are_fetched_when_they_are_asked_for(server: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}utskrift/", wait_until="networkidle")
    assert [url for url in asked if url.endswith(".png")] == []
    with page.expect_request("**/*.png"):
        page.locator("main details summary").first.click()
    assert [Path(url).name for url in asked if url.endswith(".png")] == ["ansatt.png"]
    page.close()


# PDF/UA


@pytest.mark.parametrize(("locale", "file"), EVERYWHERE)
def test_each_document_is_made_to_pdf_ua(sheets: dict[tuple[str, str], Sheet], locale: str, file: str) -> None:
    sheet = sheets[locale, file]
    root = sheet.pdf.Root
    assert root.MarkInfo.Marked is True
    assert str(root.Lang) == locale
    assert root.ViewerPreferences.DisplayDocTitle is True
    with sheet.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert str(metadata["dc:title"]).strip()
    kinds = [str(e.S).lstrip("/") for e in sheet.elements()]
    levels = [int(kind[1]) for kind in kinds if re.fullmatch(r"H[1-6]", kind)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels
    assert all(str(e.get("/Alt", "")).strip() for e in sheet.elements() if e.S == "/Figure")
    for table in (e for e in sheet.elements() if e.S == "/Table"):
        heads = [e for e in sheet.elements(table) if e.S == "/TH"]
        assert heads, "a table without headers"
    for page in sheet.pdf.pages:
        links = [a for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        assert all(str(a.get("/Contents", "")).strip() for a in links)
        assert page.get("/Tabs") == "/S" or not links
    assert len(list(root.Outlines.keys())) > 0, "no bookmarks"


@pytest.mark.parametrize(("locale", "file"), EVERYWHERE)
def test_fonts_are_embedded(sheets: dict[tuple[str, str], Sheet], locale: str, file: str) -> None:
    pdf = sheets[locale, file].pdf
    described = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
    assert described
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(d.keys()) for d in described)


def test_every_sign_that_is_let_through_can_be_printed(real_guide: Guide) -> None:
    """And the others are taken out: PDF/UA stops at a sign that no font holds."""
    signs = "".join(c for code in range(0x20, 0x2FFF) if printable(c := chr(code)) == c and not c.isspace())
    assert len(signs) > 1000
    line = real_guide.service["alarmtelefonen"]
    said = line.model_copy(update={"name": Text({"nb": f"`{' '.join(signs)}` 😀 日本", "nn": "x", "en": "x"})})
    services = tuple(said if s is line else s for s in real_guide.services)
    printed = Prints(dataclasses.replace(real_guide, services=services), OVERRIDES).files["utskrift/numre.pdf"]
    assert "ǿ" in Sheet(printed).whole
    assert "日" not in Sheet(printed).whole


# How it looks


@pytest.mark.parametrize(("locale", "file"), EVERYWHERE)
def test_no_text_is_cut_or_covered(sheets: dict[tuple[str, str], Sheet], locale: str, file: str) -> None:
    """Every glyph stands inside the page, and none on another one."""
    faults = []
    for number, page in enumerate(sheets[locale, file].pages, 1):
        width, height = page.get_size()
        words = page.get_textpage()
        boxes = []
        for index in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(index)
            if right - left < 0.1 or top - bottom < 0.1:
                continue
            if left < 5 or bottom < 5 or right > width - 5 or top > height - 5:
                faults.append(f"page {number}: {words.get_text_range(index, 1)!r} at {left:.0f} {bottom:.0f}")
            boxes.append((left, bottom, right, top, index))
        faults += [f"page {number}: {words.get_text_range(max(i - 20, 0), 40)!r}" for i in _covered(boxes)]
    assert faults == []


def _covered(boxes: list[tuple[float, float, float, float, int]]) -> Iterator[int]:
    """The glyphs of which more than a third is under another one that does not stand next to it in the text."""
    cells: dict[tuple[int, int], list[tuple[float, float, float, float, int]]] = {}
    for box in boxes:
        left, bottom, right, top, index = box
        for cell in {(int(x // 30), int(y // 30)) for x in (left, right) for y in (bottom, top)}:
            for other in cells.get(cell, []):
                wide = min(right, other[2]) - max(left, other[0])
                high = min(top, other[3]) - max(bottom, other[1])
                smaller = min((right - left) * (top - bottom), (other[2] - other[0]) * (other[3] - other[1]))
                if wide > 0 and high > 0 and wide * high > smaller / 3 and abs(index - other[4]) > 2:
                    yield index
            cells.setdefault(cell, []).append(box)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_must_be_one_sheet_is_one_sheet(sheets: dict[tuple[str, str], Sheet], locale: str) -> None:
    assert {file: len(sheets[locale, file].pages) for file in ONE_PAGE} == dict.fromkeys(ONE_PAGE, 1)
    assert len(sheets[locale, "kort.pdf"].pages) == 2
    assert sheets[locale, "kort.pdf"].text(1).strip() == "", "the outside of the pocket card says something"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_pocket_card_says_when_messages_are_answered(
    sheets: dict[tuple[str, str], Sheet], locale: str, real_guide: Guide
) -> None:
    ways = Views(real_guide, locale).service(real_guide.service["alarmtelefonen"]).channels
    hours = {way.type: way.hours.plain for way in ways}
    assert hours["sms"] != hours["phone"]
    assert hours["sms"] in " ".join(sheets[locale, "kort.pdf"].text(0).split())


@pytest.mark.parametrize("locale", LOCALES)
def test_each_step_stands_whole_on_its_card(
    real_guide: Guide, sheets: dict[tuple[str, str], Sheet], locale: str
) -> None:
    """All that a step's page says one must do, write down and go on to is on one half of a sheet."""
    sheet = sheets[locale, "trinnkort.pdf"]
    halves = []
    for page in sheet.pages:
        width, height = page.get_size()
        words = page.get_textpage()
        halves += [
            letters(words.get_text_bounded(left=left, bottom=0, right=left + width / 2, top=height))
            for left in (0, width / 2)
        ]
    views = Sheets(real_guide, locale, OVERRIDES).bodies
    for step in real_guide.process.steps:
        shown = views.step(step)
        texts = [shown["title"], *shown["actions"], *shown["documentation"], shown["responsible"], shown["deadline"]]
        texts += [lead.when for lead in shown["leads"]] + [e.name for e in shown["violence"]]
        assert any(all(letters(t.plain) in half for t in texts) for half in halves), step.id


@pytest.mark.parametrize("locale", LOCALES)
def test_each_step_stands_whole_on_its_page(
    real_guide: Guide, sheets: dict[tuple[str, str], Sheet], locale: str
) -> None:
    sheet = sheets[locale, "ansatt.pdf"]
    pages = [letters(sheet.text(number)) for number in range(len(sheet.pages))]
    bodies = Sheets(real_guide, locale, OVERRIDES).bodies
    for step in real_guide.process.steps:
        shown = bodies.step(step)
        texts = [shown["title"], *shown["actions"], *shown["documentation"], *(e.name for e in shown["violence"])]
        texts += [lead.when for lead in shown["leads"]]
        assert any(all(letters(t.plain) in page for t in texts) for page in pages), step.id


@pytest.mark.parametrize("locale", LOCALES)
def test_each_number_on_the_wall_stands_beside_what_it_is_for(
    real_guide: Guide, sheets: dict[tuple[str, str], Sheet], locale: str
) -> None:
    """The emergency text messages go to three numbers: nobody may read the words of another."""
    read = letters(sheets[locale, "numre.pdf"].whole)
    groups = Sheets(real_guide, locale, OVERRIDES).values("numbers")["groups"]
    texts = [c for g in groups if g["id"] == "emergency" for s in g["services"] for c in s["channels"] if c["type"] == "sms"]  # fmt: skip
    assert len(texts) >= 3
    assert [c["value"] for c in texts if letters(c["value"] + c["note"]) not in read] == []


LINE = 8 * 72 / 25.4
"""A line to write on is eight millimetres high."""


@pytest.mark.parametrize("locale", LOCALES)
def test_there_is_room_to_write_by_hand(sheets: dict[tuple[str, str], Sheet], locale: str) -> None:
    """Between a line to write on and the one above it. The lines of tables are paler."""
    for file in ("ansatt.pdf", "skjema.pdf"):
        found = []
        for page in sheets[locale, file].pages:
            lines = sorted({bottom for left, bottom, right, _ in _dark_lines(page) if right - left > 400})
            found += [above - below for below, above in pairwise(lines)]
        assert len(found) > 50, file
        assert min(found) > LINE - 0.2, file


def _dark_lines(page: Any) -> Iterator[tuple[float, float, float, float]]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        known = pypdfium2.raw.FPDFPageObj_GetStrokeColor(item, red, green, blue, alpha)
        if known and red.value < 128 and top - bottom < 2:
            yield left, bottom, right, top


# What it says


def dialled(services: Iterator[Service] | list[Service]) -> set[str]:
    return {c.value for s in services for c in s.channels if c.type in ("phone", "sms")}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_numbers_are_those_of_the_data(
    real_guide: Guide, sheets: dict[tuple[str, str], Sheet], locale: str
) -> None:
    guide, services = sheets[locale, "ansatt.pdf"].whole, real_guide.services
    missing = [n for n in dialled([s for s in services if "staff" in s.roles]) if letters(n) not in letters(guide)]
    assert missing == []
    wall = sheets[locale, "numre.pdf"].whole
    wanted = {v for s in services if s.danger == "emergency" for v in dialled([s])}
    wanted |= {c.value for s in services if s.danger != "normal" for c in s.channels[:1] if c.type == "phone"}
    assert [n for n in wanted if n not in wall] == []
    known = dialled(list(services))
    for file in (*ONE_PAGE, "kort.pdf"):
        text = sheets[locale, file].whole
        printed = set(
            re.findall(r"(?<![\d.:])(?:\d{3} \d{3}|\d{3} \d{2} \d{3}|\d{2}(?: \d{2}){3}|\d{5}|11\d)(?![\d.:])", text)
        )
        assert printed, file
        assert printed - known == set(), file


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_not_confirmed_says_so_on_paper(
    real_guide: Guide, sheets: dict[tuple[str, str], Sheet], locale: str
) -> None:
    text = letters(sheets[locale, "ansatt.pdf"].whole)
    doubts = [s.review.unverified for s in real_guide.services if "staff" in s.roles and s.review.unverified]
    doubts += [r.review.unverified for r in real_guide.resources if r.review.unverified]
    doubts += [step.confirm for step in real_guide.process.steps if step.confirm]
    write = Sheets(real_guide, locale, OVERRIDES).views.write
    assert doubts
    assert [d for d in doubts if letters(write.line(d).plain) not in text] == []
    short = letters(real_guide.labels["unverified_short"].get(locale)[0])
    wall = letters(sheets[locale, "numre.pdf"].whole)
    for service in real_guide.services:
        phone = next((c.value for c in service.channels if c.type == "phone"), "")
        if phone and service.review.unverified and service.danger != "normal":
            assert letters(phone) + short in wall, service.id


def test_each_document_says_how_old_it_is(sheets: dict[tuple[str, str], Sheet]) -> None:
    for locale, file in EVERYWHERE:
        first = sheets[locale, file].text(0)
        assert re.search(r"20\d\d", first), (locale, file)
        assert "://" not in first, "an address, though the municipality has none yet"


def test_a_sheet_that_is_too_old_says_so(real_guide: Guide) -> None:
    def age(days: int) -> Any:
        return Sheets(dataclasses.replace(real_guide, today=real_guide.today + timedelta(days)), "nb", OVERRIDES).values("wallet")["age"]  # fmt: skip

    assert age(0)["until"]
    assert age(0)["old"] == ""
    assert age(500)["until"] == ""
    assert str(real_guide.municipality.review_days.normal) in age(500)["old"]


# Addresses and codes


def test_without_an_address_there_is_no_code_and_no_hole(sheets: dict[tuple[str, str], Sheet]) -> None:
    for key in EVERYWHERE:
        figures = [e for e in sheets[key].elements() if e.S == "/Figure"]
        assert len(figures) == (1 if key[1] == "ansatt.pdf" else 0), key


def test_codes_lead_to_the_page_in_the_same_locale(real_guide: Guide, with_address: dict[str, bytes]) -> None:
    for locale in LOCALES:
        home = SITE_URL if locale == "nb" else f"{SITE_URL}{locale}/"
        sheets = Sheets(at_address(real_guide), locale, OVERRIDES)
        assert sheets.values("guide")["qr"] == qr.svg(f"{home}ansatt/utskrift/")
        assert sheets.values("numbers")["qr"] == qr.svg(f"{home}utskrift/")
        assert sheets.values("poster_a4")["qr"] == qr.svg(home)
        poster = Sheet(with_address[folder(locale) + "plakat-a4.pdf"])
        shown = home.removeprefix("https://").rstrip("/")
        assert shown in poster.whole
        assert [shown in str(e.Alt) for e in poster.elements() if e.S == "/Figure"] == [True]
        assert len(poster.pages) == 1


def test_the_poster_leads_to_the_short_address(real_guide: Guide) -> None:
    values = Sheets(at_address(real_guide, short_url="https://kort.example.no/"), "nn", OVERRIDES).values("poster_a3")
    assert values["qr"] == qr.svg("https://kort.example.no/")
    assert values["qr_address"] == "kort.example.no"


def test_links_become_notes_with_short_addresses(with_address: dict[str, bytes]) -> None:
    guide = Sheet(with_address["utskrift/ansatt.pdf"])
    assert any(e.S == "/Note" for e in guide.elements())
    assert "lovdata.no/lov/2021-06-18-97" in guide.whole
    assert "https://lovdata.no" not in guide.whole


def test_a_link_leads_into_the_document_or_gets_one_note() -> None:
    paper = Paper({"/ansatt/plikt/": "plikt"}, "https://example.org/nn/", notes=True)
    link = '<p><a href="{}">x</a></p>'
    assert paper.tree(link.format("/ansatt/plikt/#frist"))[0]["c"][0]["to"] == "plikt"
    first = paper.tree(link.format("/akutt/"))[0]["c"][0]
    assert (first["url"], first["note"]) == ("https://example.org/nn/akutt/", "example.org/nn/akutt")
    assert "note" not in paper.tree(link.format("/akutt/"))[0]["c"][0]
    assert "note" not in Paper(notes=True).tree(link.format("/akutt/"))[0]["c"][0], "no address is known"
    assert "note" not in paper.tree(link.format("tel:112"))[0]["c"][0]


def test_prose_is_read_with_the_extensions_of_the_site() -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8").partition("markdown_extensions:")[2]
    assert tuple(re.findall(r"^  - (\w+)$", config, re.M)) == EXTENSIONS


# The staff guide, printed by a browser


@pytest.fixture(scope="module")
def from_browser(server: str, browser: Browser) -> dict[str, Sheet]:
    printed = {}
    for locale in LOCALES:
        page = browser.new_page(java_script_enabled=False)
        page.goto(f"{server}{'' if locale == 'nb' else locale + '/'}ansatt/utskrift/")
        printed[locale] = Sheet(page.pdf(prefer_css_page_size=True, print_background=True))
        page.close()
    return printed


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_prints_all_that_there_is(real_guide: Guide, from_browser: dict[str, Sheet], locale: str) -> None:
    text = letters(from_browser[locale].whole)
    bodies = Sheets(real_guide, locale, OVERRIDES).bodies
    write = bodies.views.write
    said = [write.line(s.name) for s in real_guide.services if "staff" in s.roles]
    said += [write.line(r.title) for r in real_guide.resources]
    for step in real_guide.process.steps:
        shown = bodies.step(step)
        said += [shown["title"], *shown["actions"], *shown["documentation"], shown["responsible"]]
        said += [lead.when for lead in shown["leads"]]
    for found in real_guide.process.exits:
        said += [write.block(a) for a in (*found.actions, *found.do_not)]
    assert [s.plain for s in said if letters(s.plain) not in text] == []
    assert [n for n in dialled([s for s in real_guide.services if "staff" in s.roles]) if letters(n) not in text] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_of_the_screen_is_printed(real_guide: Guide, from_browser: dict[str, Sheet], locale: str) -> None:
    text = letters(from_browser[locale].whole)
    for label in ("exit", "skip", "in_this_part"):
        words = real_guide.labels[label].get(locale)[0].partition("{")[0]
        assert letters(words) not in text, label


@pytest.mark.parametrize("locale", LOCALES)
def test_the_browser_breaks_no_step_over_pages(real_guide: Guide, from_browser: dict[str, Sheet], locale: str) -> None:
    sheet = from_browser[locale]
    pages = [letters(sheet.text(number)) for number in range(len(sheet.pages))]
    bodies = Sheets(real_guide, locale, OVERRIDES).bodies
    for step in real_guide.process.steps:
        shown = bodies.step(step)
        texts = [letters(t.plain) for t in (shown["title"], *shown["actions"], *(x.when for x in shown["leads"]))]
        assert any(all(t in page for t in texts) for page in pages), step.id


def test_the_hand_written_duty_fits_its_new_place(pages: dict[str, BuiltPage]) -> None:
    """Its anchors do not meet those of other chapters, and its links lead on from here."""
    page = pages["ansatt/utskrift/"]
    assert "ansatt-plikt-avverge" in page.anchors
    assert "../../ansatt/veiviser/" in page.links
