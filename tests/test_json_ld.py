"""What search engines and shared links read of the built pages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from conftest import SITE_URL, Build
from guide.registry import Guide
from html_pages import BuiltPage, below, pages_of
from open_sites import OpenSite, one_line, records
from playwright.sync_api import Browser

Record = dict[str, Any]


def data_of(page: BuiltPage) -> list[Record]:
    """The JSON-LD of a page."""
    scripts = [s for s in page.root.all("script") if s.attributes.get("type") == "application/ld+json"]
    return [json.loads("".join(s.strings())) for s in scripts]


@pytest.fixture(scope="module")
def found(open_site: OpenSite) -> dict[str, Record]:
    """The JSON-LD of all pages, by address; a page has one or none."""
    return {a: data[0] for a, page in pages_of(open_site.site).items() if (data := data_of(page))}


def test_services_steps_and_pages_about_the_guide_have_data(open_site: OpenSite, found: dict[str, Record]) -> None:
    guide = open_site.guide
    wanted = {f"tjenester/{s.id}/" for s in guide.services} | {f"ansatt/veiviser/{s.id}/" for s in guide.process.steps}
    wanted |= {p.address for p in guide.prose if p.address.startswith("om/")}
    assert set(found) == {below(locale, a) for locale in guide.locales for a in wanted}


def test_each_is_in_the_language_of_its_page(open_site: OpenSite, found: dict[str, Record]) -> None:
    pages = pages_of(open_site.site)
    assert {
        a for a, data in found.items() if data["inLanguage"] != pages[a].root.one("html").attributes["lang"]
    } == set()
    assert {a for a, data in found.items() if data["@context"] != "https://schema.org/"} == set()
    named = {a: data.get("url") for a, data in found.items()}
    assert named == {a: open_site.address + a if open_site.address else None for a in found}


def test_a_name_and_a_description_are_those_of_the_page(open_site: OpenSite, found: dict[str, Record]) -> None:
    pages = pages_of(open_site.site)
    for address, data in found.items():
        if "tjenester/" in address:
            assert data["mainEntity"]["name"] == data["name"] == pages[address].main.one("h1").text
            lead = next(p.text for p in pages[address].main.all("p") if p.attributes.get("class") == "lead")
            assert one_line(data["mainEntity"]["description"]) == lead


def ways(service: Record) -> list[str]:
    """The numbers and addresses of a service."""
    said = []
    for channel in service.get("availableChannel", []):
        contact = channel.get("servicePhone") or channel.get("serviceSmsNumber")
        place = channel.get("serviceLocation", {}).get("address")
        said.append(contact["telephone"] if contact else place or channel["serviceUrl"].removeprefix("mailto:"))
    return said


@pytest.mark.parametrize("locale", ["nb", "nn"])
def test_numbers_are_those_of_the_registry_that_are_confirmed(
    open_site: OpenSite, found: dict[str, Record], locale: str
) -> None:
    for service in open_site.guide.services:
        data = found[below(locale, f"tjenester/{service.id}/")]
        confirmed = [c for c in service.channels if (c.review or service.review).confirmed]
        assert ways(data["mainEntity"]) == [c.dial or c.value for c in confirmed], service.id
        assert data.get("lastReviewed") == (service.review.on.isoformat() if service.review.confirmed else None)


def test_no_number_that_is_not_confirmed_stands_in_any_of_them(open_site: OpenSite, found: dict[str, Record]) -> None:
    doubtful = {c.dial for s, c in open_site.channels if c.dial and not (c.review or s.review).confirmed}
    doubtful -= {c.dial for s, c in open_site.channels if (c.review or s.review).confirmed}
    told = {r["telephone"] for r in records(list(found.values())) if "telephone" in r}
    assert told & doubtful == set()
    assert told


def test_languages_are_named_where_they_are_known(open_site: OpenSite, found: dict[str, Record]) -> None:
    for service in open_site.guide.services:
        for channel in found[f"tjenester/{service.id}/"]["mainEntity"].get("availableChannel", []):
            assert channel.get("availableLanguage", []) == list(service.languages)


DAYS = {"Mo": "Monday", "Tu": "Tuesday", "We": "Wednesday", "Th": "Thursday", "Fr": "Friday", "Sa": "Saturday", "Su": "Sunday"}  # fmt: skip


def hours_of(channel: Record) -> set[tuple[str, str, str]]:
    """Day, opening and closing time."""
    holder = channel.get("servicePhone") or channel.get("serviceSmsNumber") or channel.get("providesService") or {}
    return {
        (day.rpartition("/")[2], h["opens"], h["closes"])
        for h in holder.get("hoursAvailable", [])
        for day in (h["dayOfWeek"] if isinstance(h["dayOfWeek"], list) else [h["dayOfWeek"]])
    }


def week(days: str, opens: str, closes: str) -> set[tuple[str, str, str]]:
    return {(DAYS[day], opens, closes) for day in days.split()}


EVERY = "Mo Tu We Th Fr Sa Su"
EXPECTED = {
    None: set(),
    "24/7": week(EVERY, "00:00", "24:00") | {("PublicHolidays", "00:00", "24:00")},
    "Mo-Su 00:00-24:00": week(EVERY, "00:00", "24:00") | {("PublicHolidays", "00:00", "24:00")},
    "Mo-Fr 08:00-15:30; PH off": week("Mo Tu We Th Fr", "08:00", "15:30") | {("PublicHolidays", "00:00", "00:00")},
    "Mo-Th,Su 18:00-01:30; Fr-Sa 18:00-02:00": week("Mo Tu We Th Su", "18:00", "01:30") | week("Fr Sa", "18:00", "02:00"),
    "Mo-Fr 08:00-11:30,12:00-15:00; Sa 10:00-12:00; PH 10:00-11:00": week("Mo Tu We Th Fr", "08:00", "11:30")
    | week("Mo Tu We Th Fr", "12:00", "15:00") | week("Sa", "10:00", "12:00") | {("PublicHolidays", "10:00", "11:00")},
    'Mo-Fr 09:00-15:00 unknown "etter avtale"': set(),
    "Mo-Fr,Su 16:15-22:45; Sa 16:15-23:45": week("Mo Tu We Th Fr Su", "16:15", "22:45") | week("Sa", "16:15", "23:45"),
    "Mo,We,Fr-Su 14:00-22:00; Tu,Th 14:00-24:00": week("Mo We Fr Sa Su", "14:00", "22:00") | week("Tu Th", "14:00", "24:00"),
}  # fmt: skip
"""Hours of the registry, and what schema.org is to say: public holidays, past midnight, unknown."""


def test_hours_are_said_as_schema_org_says_them(open_site: OpenSite, found: dict[str, Record]) -> None:
    compared = set()
    for service in open_site.guide.services:
        confirmed = [c for c in service.channels if (c.review or service.review).confirmed]
        told = found[f"tjenester/{service.id}/"]["mainEntity"].get("availableChannel", [])
        for channel, record in zip(confirmed, told, strict=True):
            if channel.hours in EXPECTED:
                assert hours_of(record) == EXPECTED[channel.hours], (service.id, channel.hours)
                compared.add(channel.hours)
    assert len(compared) >= 3


def test_what_the_municipality_gives_is_a_government_service(open_site: OpenSite, found: dict[str, Record]) -> None:
    for service in open_site.guide.services:
        public = service.kind == "emergency" or service.level != "national"
        kind = found[f"tjenester/{service.id}/"]["mainEntity"]["@type"]
        assert kind == ("GovernmentService" if public else "Service"), service.id


def test_a_step_begins_with_the_way_out_on_suspected_violence(open_site: OpenSite, found: dict[str, Record]) -> None:
    exits = [e for e in open_site.guide.process.exits if e.kind == "violence"]
    for step in open_site.guide.process.steps:
        listed = found[f"ansatt/veiviser/{step.id}/"]["mainEntity"]["step"]
        here = [e for e in exits if e.id in step.exits]
        assert [s["name"] for s in listed[: len(here)]] == [open_site.said(e.title)["nb"] for e in here]
        assert len(here) > 0
        assert len(listed) == len(here) + len(step.actions)
        assert [s["position"] for s in listed] == list(range(1, len(listed) + 1))


def test_pages_about_the_guide_say_when_they_were_reviewed(open_site: OpenSite, found: dict[str, Record]) -> None:
    for prose in open_site.guide.prose:
        if prose.address.startswith("om/"):
            for locale in open_site.guide.locales:
                data, head = found[below(locale, prose.address)], prose.head(locale)
                assert (data["@type"], data["lastReviewed"]) == ("AboutPage", head.reviewed.isoformat())
    files = found["om/data/"]["mainEntity"]["distribution"]
    assert {f["name"] for f in files} == {p.name for p in (open_site.site / "data").iterdir()}
    links = {f.get("contentUrl") for f in files}
    assert links == ({f"{open_site.address}data/{f['name']}" for f in files} if open_site.address else {None})


def previews(page: BuiltPage) -> dict[str, str]:
    metas = [e.attributes for e in page.root.all("meta")]
    return {m["property"]: m["content"] for m in metas if m.get("property", "").startswith("og:")}


def test_the_preview_of_a_page_that_a_child_may_share_says_nothing_of_it(open_site: OpenSite) -> None:
    town = open_site.guide.municipality
    seen = set()
    for address, page in pages_of(open_site.site).items():
        shown = previews(page)
        site_name = open_site.said(town.tab_name or town.site_name)[page.locale]
        if page.plain.startswith(("ansatt/", "om/")):
            assert shown["og:title"] in page.root.one("title").text
        else:
            text = open_site.said(open_site.guide.labels["neutral_description"])[page.locale]
            assert (shown["og:title"], shown["og:description"]) == (site_name, text)
            seen.add(page.plain.partition("/")[0])
        assert shown.get("og:url") == (open_site.address + address if open_site.address else None)
        assert "og:image" not in shown
    assert {"", "barn-og-unge", "tema", "tjenester", "akutt", "bekymring", "voksen"} <= seen


def test_a_shortcut_has_the_name_of_the_municipality_and_installs_nothing(open_site: OpenSite) -> None:
    for locale in open_site.guide.locales:
        folder = open_site.site / below(locale, "")
        manifest = json.loads((folder / "manifest.json").read_bytes())
        owner = open_site.said(open_site.guide.labels["owner_name"])[locale]
        assert (manifest["name"], manifest["short_name"]) == (owner, open_site.guide.municipality.name)
        assert (manifest["lang"], manifest["display"], manifest["start_url"]) == (locale, "browser", "./")
        assert all((folder / icon["src"]).is_file() for icon in manifest["icons"])
    for address, page in pages_of(open_site.site).items():
        (link,) = page.head_links("manifest")
        found = (page.path.parent / link.attributes["href"]).resolve()
        assert found == (open_site.site / below(page.locale, "manifest.json")).resolve(), address


def test_robots_are_let_in_and_shown_the_map_when_there_is_one(open_site: OpenSite) -> None:
    lines = (open_site.site / "robots.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if line][:2] == ["User-agent: *", "Allow: /"]
    maps = [line.partition(": ")[2] for line in lines if line.startswith("Sitemap")]
    assert maps == ([f"{SITE_URL}sitemap.xml"] if open_site.address else [])
    assert (open_site.site / "sitemap.xml").exists() is bool(open_site.address)


def test_a_browser_with_a_strict_policy_takes_the_data_and_installs_nothing(
    browser: Browser, server: str, real_guide: Guide, built: Build
) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))

    def strict(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": "default-src 'self'"})

    page.route("**/*", strict)
    service = next(s for s in real_guide.services if s.review.confirmed and s.channels)
    page.goto(f"{server}tjenester/{service.id}/", wait_until="networkidle")
    text = page.locator("script[type='application/ld+json']").text_content()
    assert json.loads(text or "")["name"] == service.name.by_locale["nb"]
    cdp = context.new_cdp_session(page)
    errors = [e["errorId"] for e in cdp.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert "manifest-display-not-supported" in errors
    assert said == []
    assert len(asked) <= 6
    context.close()
    html = (built.site / f"tjenester/{service.id}/index.html").read_text("utf-8")
    (inside,) = re.findall(r"<script type=\"application/ld\+json\">(.*?)</script>", html, re.S)
    assert "<" not in inside
