"""What the site tells browsers to refuse: one policy, in every page and in every file for web servers."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import ROOT, Build, change, copy_project, mkdocs_build
from guide.headers import headers, in_page, shared_headers
from html_pages import BuiltPage, Element, embeds_of, read
from playwright.sync_api import Browser
from serving import headers_for, rules

Headers = dict[str, str]
PAGES = ("/", "/nn/tema/", "/404.html", "/deploy/nginx.conf")
KEPT = "/assets/guide.css"
SHARED = ("/embed/tema/mobbing.html", "/nn/embed/rolle/voksen.txt", "/en/embed/tema/mobbing.html", "/embed/embed.js")


def directives(policy: str) -> dict[str, list[str]]:
    """A policy by directive."""
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


def of_netlify(site: Path, path: str) -> Headers:
    return {"Cache-Control": "no-cache", **headers_for(path, rules((site / "_headers").read_text("utf-8")))}


def of_azure(site: Path, path: str) -> Headers:
    said = json.loads((site / "staticwebapp.config.json").read_text("utf-8"))
    route = next((r for r in said["routes"] if path.startswith(r["route"].removesuffix("*"))), {"headers": {}})
    assert said["responseOverrides"]["404"] == {"rewrite": "/404.html"}
    return {**said["globalHeaders"], **route["headers"]}


def of_iis(site: Path, path: str) -> Headers:
    root = ET.fromstring((site / "web.config").read_text("utf-8"))
    server = root.find("system.webServer")
    assert server is not None
    added = {e.attrib["name"]: e.attrib["value"] for e in server.findall("httpProtocol/customHeaders/add")}
    assert added.keys() <= {e.attrib["name"] for e in server.findall("httpProtocol/customHeaders/remove")}
    lasting = [e.attrib["path"] for e in root.findall("location") if path.startswith(f"/{e.attrib['path']}/")]
    place = server
    if lasting:
        here = root.find(f"location[@path='{lasting[0]}']/system.webServer")
        assert here is not None
        others = {e.attrib["name"]: e.attrib["value"] for e in here.findall("httpProtocol/customHeaders/add")}
        assert others.keys() <= {e.attrib["name"] for e in here.findall("httpProtocol/customHeaders/remove")}
        added |= others
        place = here if here.find("staticContent") is not None else server
    cache = place.find("staticContent/clientCache") if place is not None else None
    assert cache is not None
    if cache.attrib["cacheControlMode"] == "DisableCache":
        return {**added, "Cache-Control": "no-cache"}
    days = int(cache.attrib["cacheControlMaxAge"].partition(".")[0])
    public, immutable = cache.attrib["cacheControlCustom"].split(", ")
    return {**added, "Cache-Control": f"{public}, max-age={days * 86400}, {immutable}"}


def of_nginx(site: Path, path: str) -> Headers:
    text = (site / "deploy/nginx.conf").read_text("utf-8")
    added = dict(re.findall(r'^add_header (\S+) "([^"]*)" always;$', text, re.M))
    (fresh,) = re.findall(r'^set \$guide_kept "([^"]*)";$', text, re.M)
    ((pattern, lasting),) = re.findall(r'^if \(\$uri ~ "([^"]*)"\) {\n    set \$guide_kept "([^"]*)";\n}$', text, re.M)
    ((folders),) = re.findall(r'^if \(\$uri ~ "([^"]*)"\) {\n    set \$guide_shared yes;\n}$', text, re.M)
    for name, variable in re.findall(r"^add_header (\S+) \$(guide_header_\d+) always;$", text, re.M):
        (usual, shared) = re.findall(rf'^ *set \${variable} "([^"]*)";$', text, re.M)
        added[name] = shared if re.search(folders, path) else usual
    added = {name: value for name, value in added.items() if value}  # one without a value is not sent
    return {**added, "Cache-Control": lasting if re.search(pattern, path) else fresh}


SERVERS = {"netlify and cloudflare": of_netlify, "azure": of_azure, "iis": of_iis, "nginx": of_nginx}


@pytest.mark.parametrize("server_of", SERVERS)
def test_every_server_gives_the_same_headers(built: Build, server_of: str) -> None:
    for path in PAGES:
        assert SERVERS[server_of](built.site, path) == {**headers(), "Cache-Control": "no-cache"}
    kept = SERVERS[server_of](built.site, KEPT)
    assert kept == {**headers(), "Cache-Control": "public, max-age=31536000, immutable"}
    for path in SHARED:
        given = SERVERS[server_of](built.site, path)
        assert given == {**headers(), **shared_headers(), "Cache-Control": "no-cache"}


def test_what_others_may_show_lets_nothing_else_through() -> None:
    usual, shared = (directives(h["Content-Security-Policy"]) for h in (headers(), shared_headers()))
    assert shared == {**usual, "frame-ancestors": ["*"]}


def test_the_headers_let_nothing_through_from_elsewhere() -> None:
    given = headers()
    policy = directives(given["Content-Security-Policy"])
    assert policy["default-src"] == ["'self'"]
    assert policy["form-action"] == ["'self'"]
    assert all(policy[name] == ["'none'"] for name in ("object-src", "base-uri", "frame-ancestors"))
    assert not any("unsafe" in value for values in policy.values() for value in values)
    assert given["Referrer-Policy"] == "no-referrer"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(given["Permissions-Policy"].split(", "))


def test_every_page_carries_the_policy_before_anything_it_governs(built: Build, pages: dict[str, BuiltPage]) -> None:
    others = [read((built.site / name).read_text("utf-8")) for name in ("404.html", *embeds_of(built.site))]
    for root in [*others, *(page.root for page in pages.values())]:
        inside = [e for e in root.one("head").inside if isinstance(e, Element)]
        assert inside[1].attributes == {"http-equiv": "Content-Security-Policy", "content": in_page()}
    page, server = directives(in_page()), directives(headers()["Content-Security-Policy"])
    assert page.pop("default-src") == [*server.pop("default-src"), "file:"]
    assert page == {name: values for name, values in server.items() if name != "frame-ancestors"}


def test_a_form_may_go_to_the_host_that_is_named_and_no_further() -> None:
    forms = ["https://skjema.example.no/svar?til=1", "https://skjema.example.no/annet"]
    for policy in (in_page(forms), headers(forms)["Content-Security-Policy"]):
        assert directives(policy)["form-action"] == ["'self'", "https://skjema.example.no"]


def test_below_a_folder_the_files_name_the_folder(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    change(root, "municipality", lambda all_: all_.update(site_url="https://www.example.org/hjelp/"))
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    for server_of in ("netlify and cloudflare", "azure", "nginx"):
        assert "max-age" in SERVERS[server_of](root / "site", f"/hjelp{KEPT}")["Cache-Control"]
    assert "error_page 404 /hjelp/404.html;" in (root / "site/deploy/nginx.conf").read_text("utf-8")


def test_opened_from_a_folder_style_and_script_work(browser: Browser, built: Build) -> None:
    """In Chromium; Firefox matches ``file:`` and not ``'self'`` there (headers.py)."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((built.site / "index.html").as_uri())
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.locator(".exit-lights").count() == 1, "the script has not run"
    assert said == []
    page.close()


def test_a_page_that_is_missing_is_answered_with_the_numbers(browser: Browser, server: str) -> None:
    page = browser.new_page()
    answer = page.goto(f"{server}finnes/ikke/")
    assert answer is not None
    assert answer.status == 404
    assert answer.headers["content-security-policy"] == headers()["Content-Security-Policy"]
    assert page.locator('a[href="tel:112"]:visible').count() >= 1
    assert page.evaluate("document.styleSheets.length") == 1
    page.close()


def test_the_policy_stands_in_one_place() -> None:
    """A policy written twice will differ one day."""
    files = [p for folder in ("hooks", "overrides") for p in (ROOT / folder).rglob("*") if p.is_file()]
    named = [
        p.name
        for p in files
        if p.suffix != ".pyc" and re.search(rb"(default-src|form-action)\b.*'self'", p.read_bytes())
    ]
    assert named == ["headers.py"]
