"""The site at any address: at the root of a host, below a path, from a folder, without any headers."""

from __future__ import annotations

import functools
import http.server
import itertools
import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import kinds
import pytest
from conftest import ROOT, SITE_URL, Build, guide
from guide.headers import FOR_SERVERS
from guide.pages import Pages
from guide.registry import Guide
from html_pages import LOCALES, BuiltPage, below, files_of, pages_of
from playwright.sync_api import Browser, Page
from serving import serve
from walking import walk

PATH = "tjenester/hjelp/"
assert urlsplit(SITE_URL).path == f"/{PATH}"


class _Bare(http.server.SimpleHTTPRequestHandler):
    """Files and nothing else: no header that says more than what they are."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def bare(folder: Path) -> Iterator[str]:
    """The address of a web server with ``folder`` that adds no headers of its own."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Bare, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def below_the_path(site: Path, folder: Path) -> Path:
    """A folder that has the site at ``PATH``, and pages of another site around it."""
    place = folder / PATH.rstrip("/")
    place.parent.mkdir(parents=True)
    place.symlink_to(site, target_is_directory=True)
    (folder / "_headers").write_bytes((site / "_headers").read_bytes())
    (folder / "index.html").write_text("<!doctype html><title>Another site</title>", "utf-8")
    return folder


# Over HTTP


@pytest.mark.parametrize("path", ["", PATH])
def test_nothing_is_broken_in_a_site_that_does_not_know_its_address(built: Build, tmp_path: Path, path: str) -> None:
    """404.html is answered for any address, so below a path it needs `site_url` to find its style."""
    folder = below_the_path(built.site, tmp_path) if path else built.site
    lost = ["404.html"]
    with serve(folder) as server:
        found = walk(server + path, [*pages_of(built.site), *lost], but=lost if path else ())
    assert found.broken == []
    assert len(found.fetched) > len(pages_of(built.site))


@pytest.mark.parametrize("path", ["", PATH])
def test_nothing_is_broken_in_a_site_that_was_built_for_a_path(
    published: dict[str, BuiltPage], tmp_path: Path, path: str
) -> None:
    site, lost = published[""].site, ["404.html"]
    folder = below_the_path(site, tmp_path) if path else site
    with serve(folder) as server:
        found = walk(server + path, [*published, *lost], public=SITE_URL, but=() if path else lost)
    assert found.broken == []
    assert {f"{server}{path}assets/guide.css"} <= {urlsplit(a)._replace(query="").geturl() for a in found.fetched}


def test_all_pages_are_reached_from_the_front_page(built: Build) -> None:
    """But for the page that thanks, which is where a form leads."""
    with serve(built.site) as server:
        reached = {address.removeprefix(server) for address in walk(server).fetched}
    assert set(pages_of(built.site)) - reached <= {below(locale, "takk/") for locale in LOCALES}


def test_the_walk_finds_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "side").mkdir()
    (tmp_path / "side/index.html").write_text('<p id="her">', "utf-8")
    (tmp_path / "index.html").write_text(
        '<link href="stil.css"><a href="side/#her"></a><a href="side/#der"></a><a href="borte/"></a>'
        '<img src="bilde.png"><a href="/annet/"></a><a href="tel:112"></a><a href="https://example.org/"></a>', "utf-8",
    )  # fmt: skip
    (tmp_path / "stil.css").write_text("a{background:url(rute.svg)}", "utf-8")
    with bare(tmp_path) as server:
        broken = {link for _, link in walk(server).broken}
    assert broken == {"side/#der", "borte/", "bilde.png", "/annet/", "rute.svg"}


def test_without_any_header_the_pages_still_refuse_what_is_not_theirs(browser: Browser, built: Build) -> None:
    """A proxy may strip headers; the policy stands in the page as well."""
    page = browser.new_page()
    with bare(built.site) as server:
        answer = page.goto(f"{server}akutt/")
        assert answer is not None
        assert "content-security-policy" not in answer.headers
        refused = page.evaluate("""() => new Promise((done) => {
            const refused = [];
            document.addEventListener("securitypolicyviolation", (event) => {
                refused.push(event.effectiveDirective);
                if (refused.length === 3) done(refused.sort());
            });
            const add = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
            add("script", { textContent: "window.ran = true" });
            add("img", { src: "http://127.0.0.2/spor.png" });
            add("style", { textContent: "body { color: red }" });
        })""")
        assert refused == ["img-src", "script-src-elem", "style-src-elem"]
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.styleSheets.length") == 1
    page.close()


def test_the_rule_for_iis_sends_what_is_below_the_path_and_nothing_else() -> None:
    rules = ET.parse(ROOT / "deploy/iis-proxy.config").getroot().findall("system.webServer/rewrite/rules/rule")
    sent = [(rule.find("match"), rule.find("action")) for rule in rules]
    found = {
        match.attrib["url"]: action.attrib["url"] for match, action in sent if match is not None and action is not None
    }
    assert [re.fullmatch(url, PATH) is not None for url in found] == [False, True]
    assert [re.fullmatch(url, PATH.rstrip("/")) is not None for url in found] == [True, False]
    assert not any(re.match(url, "tjenester/hjelpemidler/") for url in found)
    assert list(found.values()) == [f"/{PATH}", "https://guide.example.net/{R:1}"]


# From a folder


@pytest.fixture(scope="module")
def folder(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site to open without a web server."""
    to = tmp_path_factory.mktemp("disk") / "Hjelp til barn, unge & voksne #1"
    done = guide("folder", str(built.site), str(to))
    assert done.returncode == 0, done.stdout + done.stderr
    return to


def test_from_a_folder_every_link_names_a_file(folder: Path) -> None:
    pages = {page.path.as_uri(): page for page in pages_of(folder).values()}
    files = {(folder / name).as_uri() for name in files_of(folder)}
    here = folder.as_uri()
    broken = []
    for address, page in pages.items():
        for link in page.links:
            target, anchor = urldefrag(urljoin(address, link))
            target = target.partition("?")[0]
            if target.startswith("file:") and (
                target not in files
                or not target.startswith(here)
                or (anchor and target in pages and unquote(anchor) not in pages[target].anchors)
            ):
                broken.append((page.address, link))
    assert broken == []
    assert len(pages) > 300


def test_a_folder_says_the_same_as_the_site(folder: Path, pages: dict[str, BuiltPage]) -> None:
    copied = pages_of(folder)
    assert set(copied) == set(pages)
    assert [a for a in pages if copied[a].root.text != pages[a].root.text] == []
    gone = set(files_of(pages[""].site)) - set(files_of(folder))
    assert gone == {
        "404.html", "robots.txt", *FOR_SERVERS, *(below(locale, "manifest.json") for locale in LOCALES)
    }  # fmt: skip


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A tab; what the browser complains about fails the test."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert said == []


def test_from_a_folder_pages_of_all_kinds_open_with_style_and_script(
    opened: Page, folder: Path, real_guide: Guide
) -> None:
    """Each kind in one of the locales, in turn."""
    for address, locale in zip(kinds.addresses(Pages(real_guide)).values(), itertools.cycle(LOCALES), strict=False):
        opened.goto((folder / below(locale, address) / "index.html").as_uri())
        assert opened.evaluate("document.styleSheets.length") == 1, address
        assert opened.locator(".exit-lights").count() == 1, address
        states = opened.locator("main [data-channel]").evaluate_all("all => all.map(e => e.dataset.openState)")
        assert all(states), address


def test_from_a_folder_one_can_follow_links_and_change_language(opened: Page, folder: Path) -> None:
    opened.goto((folder / "index.html").as_uri())
    for link, heading in (
        ('main a[href*="barn-og-unge/"]', r".+"),
        ('header a[hreflang="nn"]', r".+"),
        ('header a[href*="tema/"]', r".+"),
        ("main li a", r".+"),
        ('header a[hreflang="en"]', r".+"),
    ):
        before = opened.url
        opened.locator(link).first.click()
        opened.wait_for_url(lambda url, before=before: url != before)
        assert opened.url.endswith("/index.html")
        assert re.fullmatch(heading, opened.locator("h1").inner_text())
    assert urlsplit(opened.url).path.partition("/en/")[2].startswith("tema/")


@pytest.mark.parametrize("start", ["index.html", "nn/tema/index.html"])
def test_from_a_folder_the_search_finds_pages_that_open(opened: Page, folder: Path, start: str) -> None:
    opened.goto((folder / start).as_uri())
    opened.locator("input[type=search]").fill("mobbing")
    links = opened.locator("#search-results a:not([href^='http'], [href^='tel:'], [href^='sms:'])")
    links.first.wait_for()
    targets = links.evaluate_all("all => all.map(a => a.href)")
    files = {(folder / name).as_uri() for name in files_of(folder)}
    assert [t for t in targets if urldefrag(t)[0] not in files] == []
    title = links.first.inner_text()
    links.first.click()
    opened.wait_for_url(targets[0])
    assert opened.locator("h1").inner_text() == title


def test_a_folder_is_not_written_over_and_needs_a_site(built: Build, tmp_path: Path) -> None:
    """A page that is gone from the guide would stay, with its numbers."""
    there = guide("folder", str(built.site), str(tmp_path))
    assert (there.returncode, there.stdout) == (1, f"{tmp_path} finnes fra før. Slett mappen, eller skriv navnet på en ny.\n")  # fmt: skip
    nothing = guide("folder", str(tmp_path), str(tmp_path / "ny"))
    assert nothing.returncode == 1
    assert "Kjør «make site» først." in nothing.stdout
