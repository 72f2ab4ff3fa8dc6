"""The real site as it comes out of a strict build: every page, every link, every number."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from urllib.parse import urljoin

from conftest import ROOT, Build
from guide import addresses
from guide.assets import assets
from guide.registry import Guide
from html_pages import LOCALES, BuiltPage, below, broken_links, embeds_of, files_of, read

URGENT = ("tel:110", "tel:112", "tel:113", "tel:116111")
FIRST_BYTES = 14 * 1024
"""What a server sends before it hears from the browser for the first time (ARCHITECTURE §6)."""

ROLE_PAGES = ("barn-og-unge/", "voksen/", "ansatt/")

LOG_LINES = (
    r"INFO    -  mkdocs_static_i18n: Building '(nb|nn|en)' documentation to directory: \S+",
    r"INFO    -  Cleaning site directory",
    r"INFO    -  Building documentation to directory: \S+",
    r"INFO    -  Pages: nb \d+, nn \d+, en \d+\. Warnings in the data: \d+\. .*\d+\.\d seconds\.",
    r"INFO    -  Documentation built in \d+\.\d+ seconds",
)


def test_the_log_of_a_build_has_no_line_that_we_do_not_know(built: Build, pages: dict[str, BuiltPage]) -> None:
    lines = [line for line in built.log.splitlines() if line.strip()]
    assert [line for line in lines if not any(re.fullmatch(known, line) for known in LOG_LINES)] == []
    counted = dict(re.findall(r"(nb|nn|en) (\d+)", next(line for line in lines if "Pages: " in line)))
    assert counted == {locale: str(sum(p.locale == locale for p in pages.values())) for locale in LOCALES}


FOR_SERVERS = {"_headers", "staticwebapp.config.json", "web.config", "deploy/nginx.conf"}
"""What web servers read (test_headers.py)."""


def test_all_locales_have_the_same_files(built: Build) -> None:
    def files(locale: str) -> set[str]:
        folder = built.site / locale
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}

    apart = {"assets", "data", "404.html", "robots.txt", "nn", "en", "deploy", *FOR_SERVERS}
    once = {"embed/embed.css", "embed/embed.js"}
    root = {name for name in files("") - once if name.partition("/")[0] not in apart}
    assert files("nn") == root
    assert files("en") == root


def test_each_page_says_its_language_and_has_one_heading_and_a_title_of_its_own(pages: dict[str, BuiltPage]) -> None:
    wrong: list[str] = []
    titles: dict[tuple[str, str], str] = {}
    for address, page in pages.items():
        if page.root.one("html").attributes.get("lang") != page.locale:
            wrong.append(f"{address}: lang")
        if len(list(page.root.all("h1"))) != 1:
            wrong.append(f"{address}: h1")
        title = page.root.one("title").text
        if not title or (page.locale, title) in titles:
            wrong.append(f"{address}: same title as {titles.get((page.locale, title))}")
        titles[page.locale, title] = address
        if len(page.anchors) != len(set(page.anchors)):
            wrong.append(f"{address}: an id twice")
    assert wrong == []


def test_language_links_lead_to_the_same_page_in_each_locale(pages: dict[str, BuiltPage]) -> None:
    wrong = []
    for address, page in pages.items():
        links = [a for a in page.root.one("header").all("a") if "hreflang" in a.attributes]
        found = {a.attributes["hreflang"]: urljoin("/" + address, a.attributes["href"]) for a in links}
        current = [a.attributes["hreflang"] for a in links if "aria-current" in a.attributes]
        if (found, current) != ({x: "/" + below(x, page.plain) for x in LOCALES}, [page.locale]):
            wrong.append((address, found, current))
    assert wrong == []


def test_every_internal_link_and_anchor_exists(pages: dict[str, BuiltPage]) -> None:
    assert broken_links(pages, "https://example.org/") == []


def test_the_urgent_numbers_can_be_called_from_the_first_bytes_of_every_page(built: Build) -> None:
    """Compressed with gzip, which packs less than the brotli of most servers."""
    late = []
    for path in sorted(built.site.rglob("*.html")):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        packed = packer.compress(path.read_bytes()) + packer.flush()
        first = zlib.decompressobj(31).decompress(packed[:FIRST_BYTES]).decode("utf-8", "ignore")
        late += [(path.relative_to(built.site).as_posix(), n) for n in URGENT if f'<a href="{n}"' not in first]
    assert late == []


def test_every_record_has_its_page_in_each_locale(pages: dict[str, BuiltPage], real_guide: Guide) -> None:
    ids = {
        "service": [s.id for s in real_guide.services],
        "topic": [t.id for t in real_guide.topics],
        "step": [s.id for s in real_guide.process.steps],
        "exit": [e.id for e in real_guide.process.exits],
    }
    expected = {below(x, addresses.of(kind, name)) for kind, names in ids.items() for name in names for x in LOCALES}
    assert expected - set(pages) == set()


def test_every_number_of_a_service_can_be_called_from_its_page(pages: dict[str, BuiltPage], real_guide: Guide) -> None:
    missing = []
    for service in real_guide.services:
        wanted = [{"phone": "tel:", "sms": "sms:"}[c.type] + c.dial for c in service.channels if c.dial]
        for locale in LOCALES:
            links = [a.attributes["href"] for a in pages[below(locale, f"tjenester/{service.id}/")].main.all("a")]
            missing += [(locale, service.id, link) for link in wanted if link not in links]
    assert missing == []


def test_the_page_for_lost_visitors_speaks_all_languages_and_has_the_numbers(built: Build) -> None:
    parts = list(read((built.site / "404.html").read_text("utf-8")).one("main").all("div"))
    assert [e.attributes["lang"] for e in parts] == list(LOCALES)
    links = [{a.attributes["href"] for a in part.all("a")} for part in parts]
    assert [sorted(found & set(URGENT)) for found in links] == [sorted(URGENT)] * len(LOCALES)


def test_the_site_has_no_files_but_pages_and_our_own_assets(built: Build) -> None:
    own = assets(ROOT / "overrides")
    searches = {f"assets/search/{locale}.js" for locale in LOCALES}
    found = files_of(built.site)
    kept = {name for name in found if not name.endswith("index.html")}
    for_machines = {"robots.txt", "manifest.json", "nn/manifest.json", "en/manifest.json"}
    # test_open_data.py and test_print.py know what there shall be of these.
    kept -= {name for name in kept if name.startswith("data/") or "utskrift/" in name}
    assert kept == {
        "404.html",
        *for_machines,
        *FOR_SERVERS,
        *own,
        *searches,
        *embeds_of(built.site),  # test_embed.py knows which there shall be
        "embed/embed.css",
        "embed/embed.js",
    }  # a sitemap wants whole addresses, so there is none without site_url
    assert {name: found[name] for name in own} == own


def test_pages_and_styles_ask_no_other_host_for_anything(built: Build, pages: dict[str, BuiltPage]) -> None:
    asked = []
    for address, page in pages.items():
        for element in page.root.all():
            loads = [
                element.attributes.get(name, "") for name in ("src", "srcset", "action", "poster", "data", "style")
            ]
            if element.tag == "link" and element.attributes["rel"] not in ("canonical", "alternate"):
                loads.append(element.attributes["href"])
            asked += [(address, link) for link in loads if re.search(r"^//|https?:|url\(", link)]
    for path in sorted(built.site.rglob("*.css")):
        asked += [(path.name, link) for link in re.findall(r"(?:@import|url\()[^;)]*", path.read_text("utf-8"))]
    assert asked == []


def test_scripts_store_nothing(built: Build, pages: dict[str, BuiltPage]) -> None:
    # After «start(» come the words of the pages, where «cookies» is a word to find.
    scripts = {path.as_posix(): path.read_text("utf-8").split("\nstart(")[0] for path in built.site.rglob("*.js")}
    scripts |= {a: " ".join(e.text for e in page.root.all("script")) for a, page in pages.items()}
    storing = re.compile(r"cookie|localStorage|sessionStorage|indexedDB|\bcaches\b|serviceWorker|sendBeacon", re.I)
    assert [(name, storing.findall(text)) for name, text in scripts.items() if storing.search(text)] == []


def test_the_only_style_sheet_is_our_own(pages: dict[str, BuiltPage]) -> None:
    def styles(page: BuiltPage) -> list[Path]:
        hrefs = [e.attributes["href"].partition("?")[0] for e in page.head_links("stylesheet")]
        return [(page.path.parent / href).resolve() for href in hrefs]

    own = [pages[""].site.resolve() / "assets/guide.css"]
    assert [a for a, page in pages.items() if styles(page) != own or list(page.root.all("style"))] == []


def said(page: BuiltPage, service: str) -> set[str]:
    """What a page gives the reader to say to a service."""
    cards = [e for e in page.main.all() if e.attributes.get("data-service") == service]
    assert cards, f"{service} is not on {page.path}"
    return {e.text for card in cards for e in card.all("div") if e.attributes.get("class") == "say"}


def test_each_role_is_given_words_in_its_own_voice(pages: dict[str, BuiltPage], real_guide: Guide) -> None:
    service = real_guide.service["barnevernstjenesten"]
    assert service.adults_can_say
    for locale in LOCALES:
        mine, theirs = (text.get(locale)[0] for text in (service.you_can_say, service.adults_can_say))
        told = {page: said(pages[below(locale, page)], service.id) for page in ROLE_PAGES}
        assert [mine in "".join(told[page]) for page in ROLE_PAGES] == [True, False, False]
        assert [theirs in "".join(told[page]) for page in ROLE_PAGES] == [False, True, True]
        both = "".join(said(pages[below(locale, "tjenester/barnevernstjenesten/")], service.id))
        assert mine in both
        assert theirs in both


def test_a_number_for_callers_abroad_says_so_and_does_not_ask_others_to_wonder_about_its_hours(
    pages: dict[str, BuiltPage], real_guide: Guide
) -> None:
    abroad = [(s.id, c.dial) for s in real_guide.services for c in s.channels if c.abroad == "yes"]
    assert abroad
    for service, dial in abroad:
        for locale in LOCALES:
            (way,) = [
                li
                for li in pages[below(locale, f"tjenester/{service}/")].main.all("li")
                if "data-channel" in li.attributes and f"tel:{dial}" in {a.attributes["href"] for a in li.all("a")}
            ]
            assert real_guide.labels["channel_phone_abroad"].get(locale)[0] in way.text
            assert "data-quiet" in way.attributes
