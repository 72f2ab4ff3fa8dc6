"""Hostile words that got past the check of texts: on the page they are words all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from bad_files import good_registry
from conftest import ROOT
from guide.fields import Text
from guide.load import load
from guide.pages import Pages
from guide.render import Renderer

HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror=alert(1)> <javascript:alert(1)> <https://evil.no> " onmouseover=x'
)


class _Hostile(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe"):
            self.found.append(tag)
        self.found += [f"{k}={v}" for k, v in attrs if k.startswith("on") or "script:" in (v or "").lower()]
        self.found += [f"{k}={v}" for k, v in attrs if k in ("href", "src") and "evil.no" in (v or "")]


def test_hostile_words_are_words_on_every_page(tmp_path: Path) -> None:
    guide = load(good_registry(tmp_path / "registry"), date(2026, 11, 21)).guide
    assert guide is not None
    words = Text({"nb": HOSTILE, "nn": HOSTILE, "en": HOSTILE})
    services = tuple(s.model_copy(update={"name": words, "what_happens": words}) for s in guide.services)
    signals = tuple(s.model_copy(update={"text": words}) for s in guide.signals)
    guide = replace(guide, services=services, signals=signals)
    renderer, reader, pages = Renderer(Pages(guide), ROOT / "overrides"), _Hostile(), []
    for page in renderer.pages.generated.values():
        pages += [renderer.body(page, locale).html for locale in guide.locales]
    for page_html in pages:
        reader.feed(page_html)
    assert reader.found == []
    assert any("&lt;script&gt;alert(1)" in page_html for page_html in pages)
