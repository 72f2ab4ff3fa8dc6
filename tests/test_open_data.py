"""The files below /data/, read back with other people's parsers: everything they say is what the registry says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urljoin, urlsplit
from uuid import UUID
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import pytest
from conftest import SITE_URL, change, copy_project, guide, mkdocs_build
from guide.csvfiles import safe
from guide.fields import LOCALES
from guide.load import load
from guide.model import Channel, Review, Service
from guide.open_model import VERSION
from html_pages import pages_of
from jsonschema import Draft202012Validator, FormatChecker
from open_sites import OpenSite, one_line, records, values

FILES = {"guide.json", "guide.schema.json", "hsds.json", "services.csv", "channels.csv"}


def read(site: OpenSite) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.file("guide.json"))
    return found


def said(words: dict[str, Any]) -> dict[str, str]:
    """A text of guide.json in the locales in which it is written."""
    return {k: one_line(v) for k, v in words.items() if k != "fallback" and k not in words.get("fallback", ())}


def test_the_folder_holds_these_files(open_site: OpenSite) -> None:
    feeds = {f"changes.{locale}.xml" for locale in open_site.guide.locales}
    assert {p.name for p in (open_site.site / "data").iterdir()} == FILES | feeds


def test_the_registry_follows_its_schema_to_the_letter(open_site: OpenSite) -> None:
    schema = json.loads(open_site.file("guide.schema.json"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [f"{e.json_path}: {e.message}" for e in validator.iter_errors(read(open_site))] == []
    assert schema["version"] == read(open_site)["version"] == VERSION
    assert read(open_site)["$schema"] == "guide.schema.json"


def test_the_schema_describes_every_field_and_takes_no_other(open_site: OpenSite) -> None:
    objects = [o for o in records(json.loads(open_site.file("guide.schema.json"))) if "properties" in o and "type" in o]
    assert [o for o in objects if o.get("additionalProperties") is not False] == []
    assert set(LOCALES) >= {  # what has no description of its own is a locale of a text
        name
        for o in objects
        for name, field in o["properties"].items()
        if "description" not in field and "$ref" not in field
    }
    assert len(objects) > 10


def test_the_registry_holds_every_service_and_channel(open_site: OpenSite) -> None:
    found = {s["id"]: s for s in read(open_site)["services"]}
    assert list(found) == [s.id for s in open_site.guide.services]
    for service in open_site.guide.services:
        record = found[service.id]
        assert [(c["type"], c["value"]) for c in record["channels"]] == [(c.type, c.value) for c in service.channels]
        assert [c.get("hours", {}).get("osm") for c in record["channels"]] == [c.hours for c in service.channels]
        answers = ("free", "anonymous", "on_bill")
        assert [[c[a] for a in answers] for c in record["channels"]] == [
            [getattr(c, a) for a in answers] for c in service.channels
        ]
        for name in ("name", "summary", "you_can_say"):
            assert said(record[name]) == open_site.said(getattr(service, name)), (service.id, name)
        assert record["danger"] == service.danger
        assert record["owner"] == service.owner
        assert record["languages"] == list(service.languages)
        assert record.get("age", {}) == (service.age.model_dump(exclude_none=True) if service.age else {})
        same_review(record["review"], service.review)
        for channel, known in zip(record["channels"], service.channels, strict=True):
            same_review(channel["review"], known.review or service.review)


def same_review(found: dict[str, Any], review: Review) -> None:
    assert (found["on"], found["method"], found["grade"]) == (review.on.isoformat(), review.method, review.grade)
    assert found.get("source") == review.source
    assert found["confirmed"] is ("unverified" not in found) is (review.unverified is None)


def test_what_is_not_confirmed_is_told_in_every_file(open_site: OpenSite) -> None:
    reviews = [r for s in open_site.guide.services for r in (s.review, *(c.review for c in s.channels)) if r]
    doubts = [open_site.said(r.unverified)["nb"] for r in reviews if r.unverified]
    whole = {
        name: one_line(str(list(values(json.loads(open_site.file(name)))))) for name in ("guide.json", "hsds.json")
    }
    whole["csv"] = one_line(open_site.file("services.csv").decode() + open_site.file("channels.csv").decode())
    whole["feed"] = one_line(ElementTree.tostring(ElementTree.fromstring(open_site.file("changes.nb.xml")), "unicode", "text"))  # fmt: skip
    plain = [d for d in doubts if not set("\"'\\&<*[") & set(d)]
    assert [(name, d) for name, text in whole.items() for d in plain if d not in text] == []
    assert plain


def test_only_grades_that_may_be_published_are_there(open_site: OpenSite) -> None:
    grades = {r["grade"] for r in records(read(open_site)) if "grade" in r}
    assert grades <= {"A", "B+", "A-old", "B", "C"} == set(get_args(Review.model_fields["grade"].annotation))
    assert [r for r in records(read(open_site)) if r.get("confirmed") and r["grade"] not in ("A", "B+")] == []


def test_all_steps_have_their_actions_and_exits(open_site: OpenSite) -> None:
    found = {s["id"]: s for stage in read(open_site)["process"]["stages"] for s in stage["steps"]}
    process = open_site.guide.process
    assert {i: s["exits"] for i, s in found.items()} == {s.id: list(s.exits) for s in process.steps}
    assert {i: len(s["actions"]) for i, s in found.items()} == {s.id: len(s.actions) for s in process.steps}


def test_texts_are_plain(open_site: OpenSite) -> None:
    marked = [v for v in values(read(open_site)) if isinstance(v, str) and ("](" in v or "<p>" in v or "&amp;" in v)]
    assert marked == []


def test_pages_that_the_files_name_exist(open_site: OpenSite) -> None:
    base = open_site.address or SITE_URL
    pages = pages_of(open_site.site)
    named = [page for r in records(read(open_site)) for page in r.get("page", {}).values()]
    folder = urlsplit(base).path
    found = [urlsplit(urljoin(f"{base}data/guide.json", page)).path.removeprefix(folder) for page in named]
    assert len(found) > 20
    assert [page for page in found if page not in pages] == []
    assert all(page.startswith(base) for page in named) is bool(open_site.address)


def rows(site: OpenSite, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.file(name).decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("name", ["services.csv", "channels.csv"])
def test_tables_are_rfc_4180_with_a_byte_order_mark(open_site: OpenSite, name: str) -> None:
    data = open_site.file(name)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert {len(row) for row in cells} == {len(cells[0])}
    assert len(set(cells[0])) == len(cells[0])
    assert data.count(b"\r\n") >= len(cells)


def test_the_tables_hold_every_service_and_every_channel(open_site: OpenSite) -> None:
    services, channels = rows(open_site, "services.csv"), rows(open_site, "channels.csv")
    assert [row["id"] for row in services] == [s.id for s in open_site.guide.services]
    for row, service in zip(services, open_site.guide.services, strict=True):
        names = {k.removeprefix("name_"): v for k, v in row.items() if k.startswith("name_") and v}
        assert names == open_site.said(service.name)
        assert (row["reviewed_on"], row["grade"]) == (service.review.on.isoformat(), service.review.grade)
        assert (row["confirmed"] == "yes") is (service.review.unverified is None)
    found = [(r["service"], r["type"], r["value"], r["hours"]) for r in channels]
    assert found == [(s.id, c.type, c.value, c.hours or "") for s, c in open_site.channels]


def test_the_column_uri_keeps_numbers_that_spreadsheets_would_spoil(open_site: OpenSite) -> None:
    found = [r["uri"] for r in rows(open_site, "channels.csv") if r["type"] in ("phone", "sms")]
    kinds = {"phone": "tel", "sms": "sms"}
    assert found == [f"{kinds[c.type]}:{c.dial}" for _, c in open_site.channels if c.type in kinds]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1", "+47=1"])
def test_a_cell_that_would_be_a_formula_is_made_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["116 111", "+47 954 11 755", "+4795411755", "02800", "nei = ja", "https://x.no/?a=1", ""]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


ATOM = {"a": "http://www.w3.org/2005/Atom"}
MUST = ("id", "title", "updated")


@pytest.mark.parametrize("locale", ["nb", "nn"])
def test_the_feed_is_atom(open_site: OpenSite, locale: str) -> None:
    feed = ElementTree.fromstring(open_site.file(f"changes.{locale}.xml"))
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.findtext("a:author/a:name", "", ATOM)
    for element in (feed, *feed.findall("a:entry", ATOM)):
        assert [len(element.findall(f"a:{name}", ATOM)) for name in MUST] == [1, 1, 1]
        UUID(element.findtext("a:id", "", ATOM).removeprefix("urn:uuid:"))
    ids = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == len(ids)
    itself = [e.attrib["href"] for e in feed.findall("a:link", ATOM) if e.attrib["rel"] == "self"]
    assert itself == ([f"{open_site.address}data/changes.{locale}.xml"] if open_site.address else [])


@pytest.mark.parametrize("locale", ["nb", "nn"])
def test_a_reader_of_feeds_finds_every_service_with_its_day_and_numbers(open_site: OpenSite, locale: str) -> None:
    read = feedparser.parse(open_site.file(f"changes.{locale}.xml"))
    assert read.bozo == 0, read.get("bozo_exception")
    found = {e.title: e for e in read.entries}
    assert len(found) == len(read.entries) == len(open_site.guide.services)
    for service in open_site.guide.services:
        entry = found[open_site.said(service.name)[locale]]
        days = [service.review.on, *(c.review.on for c in service.channels if c.review)]
        assert entry.updated == f"{max(days).isoformat()}T00:00:00Z"
        assert entry.link == open_site.page(locale, f"tjenester/{service.id}/")
        text = one_line(entry.content[0].value)
        assert [c.value for c in service.channels if c.value not in text] == []
    updated = [e.updated for e in read.entries]
    assert updated == sorted(updated, reverse=True)
    assert read.feed.updated == updated[0]


def test_ids_are_the_same_in_all_files(open_site: OpenSite) -> None:
    registry = {s["id"]: s["uuid"] for s in read(open_site)["services"]}
    assert {r["id"]: r["uuid"] for r in rows(open_site, "services.csv")} == registry
    contents = json.loads(open_site.file("hsds.json"))["contents"]
    assert [s["id"] for s in contents] == list(registry.values())
    feed = ElementTree.fromstring(open_site.file("changes.nb.xml"))
    entries = {e.findtext("a:id", "", ATOM).removeprefix("urn:uuid:") for e in feed.findall("a:entry", ATOM)}
    assert entries == set(registry.values())


def test_ids_do_not_depend_on_the_address_of_the_site(built: Any, published: Any) -> None:
    first = json.loads((built.site / "data/hsds.json").read_bytes())
    assert json.loads((published[""].site / "data/hsds.json").read_bytes()) == first


def test_the_command_writes_the_same_files_without_the_pages(built: Any, tmp_path: Path) -> None:
    done = guide("export", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    found = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    assert found == {p.name: p.read_bytes() for p in (built.site / "data").iterdir()}


HOSTILE = "=1</ script><3 & < !-- ]]> \"x\" 'y' 😀"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> OpenSite:
    """The real data with a name that every format would have to escape, an English text gone, and a licence."""
    root = copy_project(tmp_path_factory.mktemp("hostile"))

    def spoil(services: Any) -> None:
        services[0]["name"] = {"nb": HOSTILE, "nn": HOSTILE, "en": HOSTILE}
        services[0]["summary"].pop("en")

    change(root, "national/services", spoil)
    licence = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    change(root, "municipality", lambda town: town.update(data_licence=licence))
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stderr
    found = load(root).guide
    assert found is not None
    return OpenSite(root / "site", found, "")


def test_a_text_that_looks_like_markup_or_a_formula_is_a_text_in_every_format(hostile: OpenSite) -> None:
    assert read(hostile)["services"][0]["name"]["nb"] == HOSTILE
    assert json.loads(hostile.file("hsds.json"))["contents"][0]["name"] == HOSTILE
    assert rows(hostile, "services.csv")[0]["name_nb"] == f"'{HOSTILE}"
    feed = ElementTree.fromstring(hostile.file("changes.en.xml"))
    assert HOSTILE in [e.findtext("a:title", "", ATOM) for e in feed.findall("a:entry", ATOM)]
    page = pages_of(hostile.site)[f"tjenester/{hostile.guide.services[0].id}/"]
    scripts = list(page.root.all("script"))
    assert [s.attributes.get("type") for s in scripts] == ["application/ld+json", None]
    assert json.loads("".join(scripts[0].strings()))["mainEntity"]["name"] == HOSTILE


def test_a_text_that_falls_back_says_so(hostile: OpenSite) -> None:
    summary = read(hostile)["services"][0]["summary"]
    assert summary["fallback"] == ["en"]
    assert summary["en"] == summary["nb"]
    assert rows(hostile, "services.csv")[0]["summary_en"] == ""
    page = pages_of(hostile.site)[f"en/tjenester/{hostile.guide.services[0].id}/"]
    found = json.loads("".join(next(page.root.all("script")).strings()))
    assert found["mainEntity"]["description"] == {"@value": summary["nb"], "@language": "nb"}


def test_a_licence_is_told_where_it_is_chosen_and_nowhere_else(hostile: OpenSite, open_site: OpenSite) -> None:
    def links(site: OpenSite) -> list[str]:
        main = pages_of(site.site)["om/data/"].main
        return [a.attributes["href"] for a in main.all("a") if "license" in a.attributes.get("rel", "")]

    url = "https://creativecommons.org/licenses/by/4.0/"
    assert read(hostile)["licence"] == {"name": "CC BY 4.0", "url": url}
    assert links(hostile) == [url]
    assert feedparser.parse(hostile.file("changes.nb.xml")).feed.rights == "CC BY 4.0"
    assert "licence" not in read(open_site)
    assert links(open_site) == []
    none = open_site.guide.labels["data_licence_none"]
    assert open_site.said(none)["nb"] in pages_of(open_site.site)["om/data/"].main.text


def test_the_page_about_the_data_links_to_every_file(open_site: OpenSite) -> None:
    for address in ("om/data/", "nn/om/data/"):
        main = pages_of(open_site.site)[address].main
        links = {urlsplit(urljoin(f"https://x/{address}", a.attributes["href"])).path for a in main.all("a")}
        assert {f"/data/{p.name}" for p in (open_site.site / "data").iterdir()} <= links


def test_a_channel_named_twice_has_an_id_of_its_own(tmp_path: Path) -> None:
    def twice(services: Any) -> None:
        services[0]["channels"] = json.loads(json.dumps(services[0]["channels"])) + services[0]["channels"]

    root = copy_project(tmp_path)
    change(root, "national/services", twice)
    assert guide("export", str(tmp_path / "out"), root=root).returncode == 0
    channels = json.loads((tmp_path / "out/guide.json").read_bytes())["services"][0]["channels"]
    assert len({c["uuid"] for c in channels}) == len(channels) == 2


def test_the_model_and_the_file_have_the_same_kinds(open_site: OpenSite) -> None:
    schema = json.loads(open_site.file("guide.schema.json"))["$defs"]
    for model, field in ((Service, "kind"), (Service, "level"), (Service, "danger"), (Channel, "type")):
        allowed = get_args(model.model_fields[field].annotation)
        assert schema[model.__name__]["properties"][field]["enum"] == list(allowed)
