"""data/hsds.json beside the schema of HSDS 3.0, which is not ours, and beside the registry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from conftest import ROOT
from dateutil.rrule import rrulestr
from guide.model import Channel
from jsonschema import Draft202012Validator, FormatChecker
from open_sites import OpenSite, one_line, records, values
from opening_hours import OpeningHours  # type: ignore[attr-defined]

Record = dict[str, Any]

SCHEMA: Record = json.loads((ROOT / "tests/hsds/service_with_definitions.json").read_bytes())
MONDAY = datetime(2026, 6, 15)
"""The first day of a week without holidays."""


@pytest.fixture(scope="module")
def services(open_site: OpenSite) -> list[Record]:
    page = json.loads(open_site.file("hsds.json"))
    assert page["total_items"] == page["size"] == len(page["contents"])
    assert (page["first_page"], page["last_page"], page["total_pages"], page["page_number"]) == (True, True, 1, 1)
    found: list[Record] = page["contents"]
    return found


def test_every_service_follows_the_schema(services: list[Record]) -> None:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    assert [f"{s['name']}: {e.json_path}: {e.message}" for s in services for e in validator.iter_errors(s)] == []


def test_the_checker_of_formats_is_awake() -> None:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    wrong = {"id": "politi", "name": "Politi", "status": "active", "url": "ikke en adresse", "email": "politi"}
    assert {e.json_path for e in validator.iter_errors(wrong)} == {"$.id", "$.url", "$.email"}


def unknown(record: Record, schema: Record, path: str) -> Iterator[str]:
    """Fields that the schema does not have: it takes any, so that a slip of the pen passes."""
    for name, value in record.items():
        field = schema["properties"].get(name)
        if field is None:
            yield f"{path}.{name}"
            continue
        field = field.get("items", field)
        below = SCHEMA["definitions"][field["$ref"].rpartition("/")[2]] if "$ref" in field else None
        for inner in value if isinstance(value, list) else [value]:
            if below is not None:
                yield from unknown(inner, below, f"{path}.{name}")


def test_no_field_is_misspelt(services: list[Record]) -> None:
    assert [x for s in services for x in unknown(s, SCHEMA, s["name"])] == []
    assert list(unknown({"nmae": 1, "phones": [{"numbr": 1}]}, SCHEMA, "x")) == ["x.nmae", "x.phones.numbr"]


def test_nothing_is_null_or_empty(services: list[Record]) -> None:
    assert [v for v in values(services) if v is None or v in ("", [], {})] == []


def test_an_id_belongs_to_one_thing(services: list[Record]) -> None:
    by_id: dict[str, Record] = {}
    for record in records(services):
        assert by_id.setdefault(record["id"], record) == record
    assert len(by_id) > 100


def test_numbers_and_addresses_are_those_of_the_registry(open_site: OpenSite, services: list[Record]) -> None:
    for record, service in zip(services, open_site.guide.services, strict=True):
        kinds = {"phone": "voice", "sms": "text"}
        numbers = [(kinds[c.type], c.value) for c in service.channels if c.type in kinds]
        assert [(p["type"], p["number"]) for p in record.get("phones", [])] == numbers
        places = record.get("service_at_locations", [])
        assert [p["location"]["name"] for p in places] == [c.value for c in service.channels]
        kind = {"visit": "physical"}
        assert [p["location"]["location_type"] for p in places] == [
            kind.get(c.type, "virtual") for c in service.channels
        ]
        here = [p["number"] for place in places for p in place.get("phones", [])]
        assert here == [number for _, number in numbers]


def texts(record: Record, field: str) -> dict[str, str]:
    """A field in all locales: bokmål in its place, the others as attributes."""
    found = [a for a in record.get("attributes", []) if a["taxonomy_term"]["code"] == field]
    assert {a["link_id"] for a in found} <= {record["id"]}
    others = {a["taxonomy_term"]["language"]: one_line(a["value"]) for a in found}
    return {"nb": one_line(record[field]), **others} if field in record else others


def test_texts_are_there_in_all_locales(open_site: OpenSite, services: list[Record]) -> None:
    organizations: dict[str, dict[str, str]] = {}  # one that runs several services is named as in the first
    for record, service in zip(services, open_site.guide.services, strict=True):
        assert texts(record, "name") == open_site.said(service.name)
        assert texts(record, "description") == open_site.said(service.summary)
        assert texts(record, "you_can_say") == open_site.said(service.you_can_say)
        assert {"nb", "nn"} <= texts(record, "what_happens").keys() == texts(record, "confidentiality").keys()
        operator = record.get("organization")
        assert (operator is None) is (service.operator is None)
        if operator and service.operator:
            assert texts(operator, "name") == organizations.setdefault(operator["id"], open_site.said(service.operator))
            assert operator["name"] == open_site.said(service.operator)["nb"]


def test_what_is_not_confirmed_is_an_alert_and_has_no_date_of_assurance(
    open_site: OpenSite, services: list[Record]
) -> None:
    for record, service in zip(services, open_site.guide.services, strict=True):
        doubt = service.review.unverified
        assert ("assured_date" in record) is (doubt is None) is ("alert" not in record)
        places = record.get("service_at_locations", [])
        for place, channel in zip(places, service.channels, strict=True):
            unsure = (channel.review or service.review).unverified is not None
            word = open_site.said(open_site.guide.labels["unverified"])["nb"]
            assert place["description"].startswith(word) is unsure
            assert all(p["description"].startswith(word) is unsure for p in place.get("phones", []))


def test_languages_are_named_where_they_are_known(open_site: OpenSite, services: list[Record]) -> None:
    found = {s["name"]: [(x["code"], x["name"]) for x in s["languages"]] for s in services if "languages" in s}
    names = {"no": "norsk", "en": "engelsk", "se": "nordsamisk"}
    known = [s for s in open_site.guide.services if s.languages]
    assert found == {open_site.said(s.name)["nb"]: [(c, names[c]) for c in s.languages] for s in known}
    assert found


def open_by_schedules(schedules: list[Record]) -> set[datetime]:
    """The minutes of the week at which the schedules say that it is open."""
    found: set[datetime] = set()
    for schedule in schedules:
        rule = f"FREQ={schedule['freq']};WKST={schedule['wkst']};BYDAY={schedule['byday']};COUNT=14"
        opens, closes = (tuple(map(int, schedule[name].split(":"))) for name in ("opens_at", "closes_at"))
        for day in rrulestr(rule, dtstart=MONDAY - timedelta(7)):
            start, end = (day + timedelta(hours=h, minutes=m) for h, m in (opens, closes))
            end += timedelta(days=end <= start)
            found |= {start + timedelta(minutes=n) for n in range(int((end - start).total_seconds()) // 60)}
    return {minute for minute in found if MONDAY <= minute < MONDAY + timedelta(7)}


def open_by_library(hours: str) -> set[datetime]:
    end = MONDAY + timedelta(7)
    return {
        since + timedelta(minutes=n)
        for since, until, state, _ in OpeningHours(hours).intervals(MONDAY, end)
        if str(state) == "open"
        for n in range(int((min(until or end, end) - since).total_seconds()) // 60)
    }


NIGHTS = "Mo-Th,Su 18:00-01:30; Fr-Sa 18:00-02:00"
NIGHTS_TOLD = [("MO,TU,WE,TH,SU", "18:00", "01:30"), ("FR,SA", "18:00", "02:00")]
"""The library ends a night at midnight when another rule holds on the next day; a service does not."""


def channels(open_site: OpenSite, services: list[Record]) -> Iterator[tuple[Channel, list[Record]]]:
    for record, service in zip(services, open_site.guide.services, strict=True):
        for place, channel in zip(record.get("service_at_locations", []), service.channels, strict=True):
            yield channel, place.get("schedules", [])


def test_hours_as_rules_are_those_of_the_registry(open_site: OpenSite, services: list[Record]) -> None:
    repeated = {c.hours: s for c, s in channels(open_site, services) if c.hours and "byday" in s[0]}
    told = {h: [(s["byday"], s["opens_at"], s["closes_at"]) for s in listed] for h, listed in repeated.items()}
    assert told.pop(NIGHTS, NIGHTS_TOLD) == NIGHTS_TOLD
    assert {h for h in told if open_by_schedules(repeated[h]) != open_by_library(h)} == set()
    assert len(told) >= 4


def test_hours_that_are_no_week_are_told_in_words_and_unknown_ones_not_at_all(
    open_site: OpenSite, services: list[Record]
) -> None:
    for channel, schedules in channels(open_site, services):
        assert bool(schedules) is bool(channel.hours)
        assert [s for s in schedules if not s["description"] or "Europe/Oslo" not in s["notes"]] == []
        if "unknown" in (channel.hours or ""):
            assert [sorted(s) for s in schedules] == [["attributes", "description", "id", "notes"]]


def test_no_time_claims_an_offset_that_holds_half_the_year(services: list[Record]) -> None:
    schedules = [r for r in records(services) if "opens_at" in r]
    assert [s for s in schedules if "timezone" in s or "Z" in s["opens_at"] or "+" in s["opens_at"]] == []
    assert schedules
