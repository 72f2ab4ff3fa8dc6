"""The guide on other sites: in a frame, pasted, and kept up to date by the script, on a page with a strict policy.

The page stands on another host than the guide, has the opposite of the guide's style, and names with its own
style everything that the guide could be said to share with it.
"""

from __future__ import annotations

import html
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import CHROMIUM, CHROMIUM_ARGUMENTS, ROOT, Build, change, copy_project, mkdocs_build
from guide import addresses
from guide.load import load
from guide.model import Topic
from guide.model_site import Role
from guide.registry import Guide
from html_pages import LOCALES, BuiltPage, Element, below, embeds_of, files_of, pages_of, read
from playwright.sync_api import Browser, BrowserContext, Page
from serving import serve
from test_browser import AXE, NOTHING, RULES, RUN_AXE, STORED

BARE = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Skolen</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/host.css"></head>
<body><main><h1 data-own>Skolen</h1><p data-own class="lead">Ring <a data-own href="/skole">skolen</a> <b data-own>nå</b>.</p>
<ul data-own class="cards ways"><li data-own class="card way urgent"><a data-own href="/buss">Buss</a></li></ul>
EMBED</main></body></html>"""

STYLE = """:root { --fjord: #f0f; --paper: #f0f; --ink: #0f0; font-size: 30px; }
* { letter-spacing: 3px; box-sizing: content-box; }
a { color: rgb(150, 0, 0); text-transform: uppercase; font-size: 21px; }
p, span { font-style: italic; } b { color: rgb(0, 90, 0); } ul { list-style: square; padding-left: 70px; }
div { color: rgb(90, 0, 90); line-height: 3; font-family: monospace; }
.urgent, .card, .way, .exit { border: 7px dotted; background: #eee; }"""

LOOKS = """([top, own]) => {
  const NAMES = own ? [...getComputedStyle(document.body)] : ['color', 'background-color', 'font-family', 'font-size',
    'font-style', 'font-weight', 'letter-spacing', 'line-height', 'text-transform', 'text-decoration-line', 'display',
    'border-top-width', 'border-left-width', 'border-left-color', 'padding-left', 'padding-top', 'margin-top',
    'list-style-type', 'box-sizing'];
  const embed = document.querySelector(top), root = embed?.shadowRoot ?? document;
  return [...root.querySelectorAll(own ? '[data-own]' : '.bou-embed, .bou-embed *')].map(e => {
    const style = getComputedStyle(e);
    return e.tagName + NAMES.map(name => `${name}: ${style.getPropertyValue(name)}`).join('; ');
  });
}"""
"""How each element looks: those of the page itself, in every property, or those of the guide."""


@dataclass
class Sites:
    """The guide, and a place for pages of another site that shows it."""

    site: Path
    guide_url: str
    folder: Path
    host_url: str
    browser: Browser

    def write(self, name: str, embed: str) -> str:
        """A page of the other site, below ``strict/`` or ``open/``; its address."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BARE.replace("EMBED", embed), "utf-8")
        return self.host_url + name


@dataclass
class Reader:
    """Somebody who reads pages of the other site: what was asked for, and what the browser complained of."""

    context: BrowserContext
    said: list[str] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.on("console", lambda m: self.said.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request))
        page.goto(address, wait_until="networkidle")
        return page


@pytest.fixture(scope="module")
def sites(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """The real guide with an address of its own, and another site, on hosts that the browser is told to find here."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    guide_url = f"http://guide.example:{port}/"
    root = copy_project(tmp_path_factory.mktemp("guide"))
    change(root, "municipality", lambda all_: all_.update(site_url=guide_url))
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    folder = tmp_path_factory.mktemp("host")
    (folder / "host.css").write_text(STYLE, "utf-8")
    (folder / "icon.svg").write_bytes((root / "site/assets/favicon.svg").read_bytes())
    # What the page in the guide says that a policy must have, and no more.
    needed = _copied(pages_of(root / "site")["om/bygg-inn/"])[1]
    names = dict(part.split(" ", 1) for part in needed.split("; "))
    policy = (
        f"default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self' {names['script-src']}; "
        f"frame-src {names['frame-src']}; connect-src {names['connect-src']}; base-uri 'none'"
    )
    (folder / "_headers").write_text(f"/strict/*\n  Content-Security-Policy: {policy}\n", "utf-8")
    rules = "--host-resolver-rules=MAP *.example 127.0.0.1"
    with serve(root / "site", port), serve(folder) as host:
        host_url = f"http://skolen.example:{urlsplit(host).port}/"
        # As with https: a browser hides its stores from other pages.
        secure = f"--unsafely-treat-insecure-origin-as-secure={guide_url},{host_url}"
        arguments = [*CHROMIUM_ARGUMENTS, rules, secure, "--no-proxy-server"]
        reading = browser.browser_type.launch(executable_path=CHROMIUM, args=arguments)
        yield Sites(root / "site", guide_url, folder, host_url, reading)
        reading.close()


@pytest.fixture
def reader(sites: Sites) -> Iterator[Reader]:
    context = sites.browser.new_context(viewport={"width": 900, "height": 900}, color_scheme="light")
    yield Reader(context)
    context.close()


def _copied(page: BuiltPage) -> list[str]:
    """What the page about it gives others to copy: the script, the policy, the exit, then a frame for each embed."""
    return [code.text for pre in page.main.all("pre") for code in pre.all("code")]


def _frame(sites: Sites, address: str, locale: str = "nb") -> str:
    page = pages_of(sites.site)[below(locale, "om/bygg-inn/")]
    (found,) = [code for code in _copied(page) if f"{sites.guide_url}{below(locale, address)}" in code]
    return found


def _script(sites: Sites) -> str:
    return _copied(pages_of(sites.site)["om/bygg-inn/"])[0]


def _text(sites: Sites, address: str) -> str:
    return (sites.site / f"{address}.txt").read_text("utf-8-sig")


def _outdated(text: str) -> str:
    old = text.replace('"tel:116111"', '"tel:99999999"').replace("116 111", "99 99 99 99")
    assert old != text
    return old


CHILD = "embed/rolle/barn-og-unge"


def test_a_frame_shows_the_guide_in_its_own_style(sites: Sites, reader: Reader) -> None:
    page = reader.open(sites.write("strict/frame.html", _frame(sites, CHILD)))
    alone = reader.open(f"{sites.guide_url}{CHILD}.html")
    bare = reader.open(sites.write("strict/bare.html", ""))
    inside = page.frames[1]
    assert inside.locator('a[href="tel:112"]').first.is_visible()
    looks = inside.evaluate(LOOKS, [".bou-embed", False])
    assert len(looks) > 50
    assert looks == alone.evaluate(LOOKS, [".bou-embed", False])
    assert page.evaluate(LOOKS, ["body", True]) == bare.evaluate(LOOKS, ["body", True])
    assert reader.said == []


@pytest.mark.parametrize(("link", "leads_to"), [(".bou-more", "barn-og-unge/"), ("h3 a", "tjenester/")])
def test_links_in_a_frame_open_in_the_whole_window(sites: Sites, reader: Reader, link: str, leads_to: str) -> None:
    page = reader.open(sites.write("strict/frame.html", _frame(sites, CHILD)))
    page.frames[1].locator(link).first.click()
    page.wait_for_url(f"{sites.guide_url}{leads_to}**")
    assert page.evaluate("document.referrer") == ""


def test_the_exit_in_a_frame_leaves_the_whole_page(sites: Sites, reader: Reader, real_guide: Guide) -> None:
    exit_url = real_guide.municipality.exit_url
    reader.context.route(
        f"{exit_url}**", lambda route: route.fulfill(body="<title>Ute</title>", content_type="text/html")
    )
    page = reader.open(sites.write("strict/frame.html", _frame(sites, CHILD)))
    page.frames[1].locator(".bou-exit a").click()
    page.wait_for_url(f"{exit_url}**")
    assert page.title() == "Ute"


def test_no_other_page_of_the_guide_can_be_framed(sites: Sites, reader: Reader) -> None:
    for address in ("", "barn-og-unge/", "404.html"):
        reader.said.clear()
        reader.open(sites.write("strict/other.html", f'<iframe src="{sites.guide_url}{address}" title="A"></iframe>'))
        assert any("frame-ancestors" in words for words in reader.said), address


def test_what_is_pasted_brings_no_style_and_takes_that_of_the_page(sites: Sites, reader: Reader) -> None:
    text = _text(sites, CHILD)
    root = read(text)
    assert {e.tag for e in root.all()} <= {
        "a",
        "b",
        "div",
        "em",
        "h2",
        "h3",
        "li",
        "ol",
        "p",
        "span",
        "strong",
        "ul",
        "br",
    }
    used = {name for e in root.all() for name in e.attributes}
    assert used <= {"class", "href", "rel", "lang"} | {name for name in used if name.startswith("data-")}
    assert all(c.startswith("bou-") for e in root.all() for c in e.attributes.get("class", "").split())
    page = reader.open(sites.write("strict/paste.html", text))
    bare = reader.open(sites.write("strict/bare.html", ""))
    assert page.evaluate(LOOKS, ["body", True]) == bare.evaluate(LOOKS, ["body", True])
    assert page.locator(".bou-way").first.evaluate("e => getComputedStyle(e).color") == "rgb(150, 0, 0)"
    assert reader.said == []
    assert [r.url for r in reader.asked if not r.url.startswith(sites.host_url)] == []


def test_the_script_puts_todays_numbers_in_the_place_of_old_ones(sites: Sites, reader: Reader) -> None:
    two = _outdated(_text(sites, CHILD)) + _outdated(_text(sites, below("nn", CHILD)))
    page = reader.open(sites.write("strict/script.html", two + _script(sites)))
    alone = reader.open(f"{sites.guide_url}{CHILD}.html")
    bare = reader.open(sites.write("strict/bare.html", ""))
    page.bring_to_front()
    for number, locale in enumerate(("nb", "nn")):
        embed = page.locator(f"main > .bou-embed >> nth={number}")
        assert embed.locator('a[href="tel:116111"]:visible').count() >= 2, locale
        assert embed.locator('a[href="tel:99999999"]:visible').count() == 0
        assert embed.evaluate("e => e.shadowRoot.firstChild.lang") == locale
    assert page.evaluate(LOOKS, [".bou-embed", False]) == alone.evaluate(LOOKS, [".bou-embed", False])
    assert page.evaluate(LOOKS, ["body", True]) == bare.evaluate(LOOKS, ["body", True])
    assert reader.said == []


@pytest.mark.parametrize("way", ["frame", "paste", "script"])
def test_nobody_but_the_guide_is_asked_and_nothing_is_left(sites: Sites, reader: Reader, way: str) -> None:
    text = _text(sites, CHILD)
    embed = {"frame": _frame(sites, CHILD), "paste": text, "script": text + _script(sites)}[way]
    page = reader.open(sites.write("strict/one.html", embed))
    others = [r for r in reader.asked if not r.url.startswith(sites.host_url)]
    assert len(others) == {"frame": 3, "paste": 0, "script": 3}[way]
    assert [r.url for r in others if not r.url.startswith(sites.guide_url)] == []
    told = [r.all_headers() for r in others]
    assert [name for headers in told for name in headers if name in ("referer", "cookie")] == []
    assert page.context.cookies() == []
    # The browser lets a frame of another site store nothing, or say so; what the guide has is seen on its own page.
    for place in (page, reader.open(f"{sites.guide_url}{CHILD}.html")):
        assert place.evaluate(STORED) == NOTHING
    assert page.evaluate("history.length") == 2  # about:blank and this page


EVIL = """<div class="bou-embed" lang="nb" onclick="window.evil = 1" style="color: red"><p id="own">Ring <a href="tel:112">112</a></p>
<script>window.evil = 2</script><img src="x" onerror="window.evil = 3"><iframe srcdoc="<script>top.evil = 4</script>"></iframe>
<form><input name="tagName"><input name="attributes"></form><svg><script>window.evil = 5</script></svg>
<a href="javascript:window.evil = 6">a</a><a href=" javascript:window.evil = 7">b</a><template><b>t</b></template>
<style>body { display: none }</style><link rel="stylesheet" href="/x.css"></div>"""


def test_no_script_comes_along_with_what_is_fetched(sites: Sites, reader: Reader) -> None:
    """On a page without any policy, should somebody once put something else into the guide's files."""
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/plain"}
    reader.context.route("**/embed/**/*.txt", lambda route: route.fulfill(body=EVIL, headers=headers))
    page = reader.open(sites.write("open/evil.html", _text(sites, CHILD) + _script(sites)))
    embed = page.locator(".bou-embed").first
    assert embed.locator('a[href="tel:112"]:visible').count() == 1
    for link in embed.locator("a").all():
        link.click() if link.get_attribute("href") is None else None
    inside = embed.evaluate(
        "e => [...e.shadowRoot.querySelectorAll('*')].map(x => [x.tagName, ...x.getAttributeNames()].join(' '))"
    )
    assert inside == ["DIV class lang", "P", "A href", "A", "A"]
    assert page.evaluate("window.evil") is None
    assert reader.said == []


FAILING: dict[str, Callable[[Any], None]] = {
    "the guide is down": lambda route: route.abort(),
    "the text is gone": lambda route: route.fulfill(status=404, headers={"Access-Control-Allow-Origin": "*"}),
    "something else stands there": lambda route: route.fulfill(
        body="<p>Under arbeid", headers={"Access-Control-Allow-Origin": "*"}
    ),
    "the text is empty": lambda route: route.fulfill(
        body="<div class='bou-embed'></div>", headers={"Access-Control-Allow-Origin": "*"}
    ),
}


@pytest.mark.parametrize("fault", FAILING)
def test_when_anything_fails_what_was_pasted_stays(sites: Sites, reader: Reader, fault: str) -> None:
    reader.context.route("**/embed/**/*.txt", FAILING[fault])
    page = reader.open(sites.write("strict/failing.html", _text(sites, CHILD) + _script(sites)))
    assert page.locator('a[href="tel:116111"]:visible').count() >= 2
    assert page.evaluate("document.querySelector('.bou-embed').shadowRoot") is None
    assert [words for words in reader.said if "Failed to load" not in words and "CORS" not in words] == []


def test_a_text_of_another_site_is_never_fetched(sites: Sites, reader: Reader) -> None:
    elsewhere = _text(sites, CHILD).replace(f'data-bou="{sites.guide_url}', f'data-bou="{sites.host_url}')
    page = reader.open(sites.write("open/elsewhere.html", elsewhere + _script(sites)))
    assert [r.url for r in reader.asked if r.url.endswith(".txt")] == []
    assert page.locator('a[href="tel:116111"]:visible').count() >= 2


def test_without_javascript_the_pasted_text_and_the_frame_say_it(sites: Sites) -> None:
    context = sites.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sites.write("strict/plain.html", _text(sites, CHILD) + _script(sites) + _frame(sites, CHILD)))
    assert page.locator('a[href="tel:116111"]:visible').count() >= 2
    page.locator("iframe").scroll_into_view_if_needed()
    assert page.frame_locator("iframe").locator('a[href="tel:116111"]').first.is_visible()
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_old_facts_say_so_in_their_own_language(sites: Sites, reader: Reader, real_guide: Guide, locale: str) -> None:
    page = reader.context.new_page()
    page.clock.set_fixed_time(datetime(2028, 12, 1, tzinfo=UTC))
    page.goto(sites.write("strict/old.html", _text(sites, below(locale, CHILD)) + _script(sites)))
    fresh = page.locator(".bou-embed").first
    fresh.evaluate(
        "e => new Promise(done => { const wait = () => e.shadowRoot ? done() : setTimeout(wait, 20); wait(); })"
    )
    for dates in (fresh.locator(".bou-review:visible"), page.locator("main > .bou-embed > ul .bou-review")):
        assert dates.count() > 0
        assert all(real_guide.labels["old"].by_locale[locale] in words for words in dates.all_text_contents())
    page.goto(f"{sites.guide_url}{below(locale, CHILD)}.html")
    note = page.locator(".bou-overdue")
    assert note.count() == page.locator("[data-reviewed-on]").count() > 0


def _records(guide: Guide) -> dict[str, Role | Topic]:
    roles = {addresses.embed("role", r.id): r for r in guide.roles}
    return {**roles, **{addresses.embed("topic", t.id): t for t in guide.topics}}


def _numbers(element: Element) -> list[str]:
    links = [a.attributes["href"] for a in element.all("a")]
    return [link for link in links if link.startswith(("tel:", "sms:"))]


@pytest.mark.parametrize("which", ["built", "other"])
def test_each_role_and_topic_has_the_numbers_of_the_registry(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which).site
    guide = request.getfixturevalue("real_guide") if which == "built" else load(site.parent).guide
    assert guide is not None
    records, locales = _records(guide), guide.locales
    assert embeds_of(site) == sorted(f"{below(locale, a)}.html" for a in records for locale in locales)
    assert list(site.glob("**/embed/**/*.txt")) == [], "a pasted text without whole addresses leads nowhere"
    for address, record in records.items():
        services = guide.services_of_role[record.id] if isinstance(record, Role) else guide.services_of_topic[record.id]
        assert services or isinstance(record, Topic)
        for locale in locales:
            root = read((site / f"{below(locale, address)}.html").read_text("utf-8"))
            assert root.one("html").attributes["lang"] == locale
            shown = [li for li in root.all("li") if "data-service" in li.attributes]
            assert [li.attributes["data-service"] for li in shown] == [s.id for s in services]
            for li, service in zip(shown, services, strict=True):
                kinds = {"phone": "tel:", "sms": "sms:"}
                ways = [w for w in li.all("li") if "data-channel" in w.attributes]
                expected = [kinds[c.type] + c.dial for c in service.channels if c.dial]
                assert [
                    n for way in ways for n in _numbers(way)[:1] if way.attributes["data-channel"] in kinds
                ] == expected
                assert ("unverified" in li.text or service.review.unverified is None) or any(
                    "bou-unverified" in e.attributes.get("class", "") for e in li.all("p")
                )
            first = _numbers(root)[: len(guide.municipality.urgent)]
            phones = [
                next(c for c in guide.service[i].channels if c.type == "phone") for i in guide.municipality.urgent
            ]
            assert first == [f"tel:{c.dial}" for c in phones], "the urgent numbers come first"


def test_every_link_leads_somewhere_and_tells_nobody_from_where(sites: Sites) -> None:
    files, pages = set(files_of(sites.site)), pages_of(sites.site)
    for name in sorted(f for f in files if re.search(r"embed/.*/.*\.(txt|html)$", f)):
        for a in read((sites.site / name).read_text("utf-8-sig")).all("a"):
            target = urlsplit(urljoin(f"{sites.guide_url}{name}", a.attributes["href"]))
            if f"{target.scheme}://{target.netloc}/" == sites.guide_url:
                assert unquote(target.path)[1:] in pages, (name, a.attributes["href"])
            if target.scheme.startswith("http"):
                assert "noreferrer" in a.attributes.get("rel", ""), (name, a.attributes["href"])
            if name.endswith(".txt"):
                assert ":" in a.attributes["href"], "a relative link leads nowhere on another site"


def test_a_title_says_no_more_than_that_of_the_page_in_the_guide(
    built: Build, pages: dict[str, BuiltPage], real_guide: Guide
) -> None:
    for address, record in _records(real_guide).items():
        page = addresses.ROLES[record.id] if isinstance(record, Role) else addresses.of("topic", record.id)
        for locale in LOCALES:
            root = read((built.site / f"{below(locale, address)}.html").read_text("utf-8"))
            own = pages[below(locale, page)].root.one("title").text
            assert root.one("title").text == own


def test_as_long_as_the_guide_has_no_address_the_page_says_so(pages: dict[str, BuiltPage], real_guide: Guide) -> None:
    for locale in LOCALES:
        page = pages[below(locale, "om/bygg-inn/")]
        assert real_guide.labels["embeds_no_address"].by_locale[locale] in page.main.text
        assert len(_copied(page)) == 1  # the exit link needs none
        links = {urljoin(f"/{page.address}", a.attributes["href"]) for a in page.main.all("a")}
        assert links >= {f"/{below(locale, a)}.html" for a in _records(real_guide)}


def test_the_page_gives_a_frame_for_each_and_the_exit(sites: Sites, real_guide: Guide) -> None:
    for locale in LOCALES:
        script, policy, leave, *frames = _copied(pages_of(sites.site)[below(locale, "om/bygg-inn/")])
        assert read(script).one("script").attributes["src"] == f"{sites.guide_url}embed/embed.js"
        assert "frame-src" in policy
        assert read(leave).one("a").attributes["href"] == real_guide.municipality.exit_url
        found = [read(frame).one("iframe").attributes for frame in frames]
        assert [f["src"] for f in found] == [f"{sites.guide_url}{below(locale, a)}.html" for a in _records(real_guide)]
        assert all(html.unescape(f["title"]) for f in found)


@pytest.mark.parametrize("way", ["frame", "script", "alone"])
def test_axe_finds_no_fault_and_nothing_scrolls_sideways(sites: Sites, reader: Reader, way: str) -> None:
    biggest = max(embeds_of(sites.site), key=lambda name: (sites.site / name).stat().st_size).removesuffix(".html")
    for address in (CHILD, biggest):
        text = _text(sites, address) + _script(sites)
        embed = text if way == "script" else _frame(sites, address.removeprefix("nn/").removeprefix("en/"))
        place = f"{sites.guide_url}{address}.html" if way == "alone" else sites.write("open/axe.html", embed)
        page = reader.open(place)
        page.evaluate(AXE)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = page.evaluate(RUN_AXE, {"type": "tag", "values": RULES})
            assert found["passes"] > 10
            assert found["violations"] == []
        if way != "script":
            page.set_viewport_size({"width": 320, "height": 800})
            inside = page.frames[-1]
            assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()


def test_the_style_of_embeds_cannot_reach_anything_else() -> None:
    """Every rule needs a class of ours, so that somebody may link the style sheet from a page of their own."""
    style = re.sub(r"/\*.*?\*/", "", (ROOT / "overrides/embed/embed.css").read_text("utf-8"), flags=re.S)
    selectors = [s.strip() for s in re.findall(r"([^{}]+){", style) if not s.strip().startswith("@")]
    assert selectors
    assert [s for group in selectors for s in group.split(",") if not s.strip().startswith(".bou-")] == []
