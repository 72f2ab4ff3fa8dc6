"""No trace, no third party (ARCHITECTURE §6): every page of every locale, before and after using every control."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Build
from html_pages import BuiltPage, embeds_of
from playwright.sync_api import Browser
from serving import serve
from tracing import Tracer

MOST_REQUESTS = 6


def test_no_page_leaves_a_trace_or_asks_another_host(
    browser: Browser, server: str, built: Build, pages: dict[str, BuiltPage]
) -> None:
    reader = Tracer(browser, server)
    addresses = [*pages, "404.html", *embeds_of(built.site)]
    assert [fault for address in addresses for fault in reader.visit(address, MOST_REQUESTS)] == []
    reader.context.close()


LEAVING = {
    "leaves a cookie": "document.cookie = 'seen=1'",
    "leaves local storage": "localStorage.seen = 1",
    "leaves session storage": "sessionStorage.setItem('seen', 1)",
    "leaves a database": "indexedDB.open('seen')",
    "leaves a cache": "caches.open('seen')",
    "leaves the name of the window": "window.name = 'seen'",
    "changes the address": "history.replaceState(null, '', '?q=' + field.value)",
    "leaves a step in the history": "history.replaceState({seen: 1}, '')",
    "asks another host": "new Image().src = 'http://other.example/'",
    "sends something": "fetch('/', {method: 'POST', body: field.value})",
    "an address with the wrong question": "fetch('/?q=' + field.value)",
    "opens a window": "window.open('/')",
    "Content Security Policy": "document.body.setAttribute('style', 'color: red')",
    "missing is not defined": "missing()",
}
"""A trace that a page can leave, and a script that leaves it when something is written into a field."""

FORM = "<form action='/found'><label>Søk <input type='search' name='q'></label></form>"


@pytest.mark.parametrize(("fault", "script"), LEAVING.items())
def test_the_reader_finds(browser: Browser, built: Build, tmp_path: Path, fault: str, script: str) -> None:
    found = _visit(browser, built, tmp_path, FORM, f"field.form.onsubmit = e => e.preventDefault(); field.oninput = () => {{ {script} }}")  # fmt: skip
    assert found, "nothing was found"
    assert any(fault in each for each in found), found


def test_the_reader_finds_a_form_that_puts_words_into_the_address(
    browser: Browser, built: Build, tmp_path: Path
) -> None:
    (found,) = _visit(browser, built, tmp_path, FORM, "")
    assert "words in the address" in found


def test_the_reader_finds_nothing_where_there_is_nothing(browser: Browser, built: Build, tmp_path: Path) -> None:
    assert _visit(browser, built, tmp_path, FORM, "field.form.onsubmit = e => e.preventDefault()") == []


def _visit(browser: Browser, built: Build, site: Path, html: str, script: str) -> list[str]:
    """What is found on a page with this body and this script."""
    (site / "_headers").write_bytes((built.site / "_headers").read_bytes())
    (site / "assets").mkdir()
    (site / "assets/a.js").write_text(f"const field = document.querySelector('input');\n{script}", "utf-8")
    (site / "assets/a.svg").write_bytes((built.site / "assets/favicon.svg").read_bytes())
    (site / "index.html").write_text(
        f"<!doctype html><html lang=nb><link rel=icon href='/assets/a.svg?v=1'><title>A</title><main>{html}</main>"
        "<script src='/assets/a.js?v=1'></script>",
        "utf-8",
    )
    with serve(site) as root:
        reader = Tracer(browser, root)
        found = reader.visit("", MOST_REQUESTS)
        reader.context.close()
    return found
