"""Every contact fact says where it comes from, when it was looked up, and what is not confirmed: in the real data
and on the real pages."""

from __future__ import annotations

import pytest
from conftest import ROOT, Build
from guide.load import load
from guide.model import CONFIRMED_GRADES, Review
from guide.registry import Guide
from guide.text import Writer


@pytest.fixture(scope="module")
def real() -> Guide:
    loaded = load(ROOT)
    assert loaded.guide is not None, loaded.problems
    return loaded.guide


def facts(guide: Guide) -> list[tuple[str, str, Review]]:
    """Service, value and review of each contact fact; a service without channels is one fact."""
    return [
        (service.id, channel.value if channel else "", (channel.review if channel else None) or service.review)
        for service in guide.services
        for channel in (service.channels or (None,))
    ]


def test_a_confirmed_fact_has_a_source_and_a_good_grade(real: Guide) -> None:
    bad = [
        (service, value)
        for service, value, review in facts(real)
        if review.confirmed and (review.grade not in CONFIRMED_GRADES or not (review.source or review.method == "municipality"))
    ]  # fmt: skip
    assert bad == []


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_what_is_not_confirmed_says_so_on_its_page_and_among_the_sources(
    real: Guide, built: Build, locale: str
) -> None:
    below = "" if locale == "nb" else f"{locale}/"
    write = Writer(locale, real.municipality.name)
    missing = []
    for service, value, review in facts(real):
        for address in (f"{below}tjenester/{service}/", f"{below}om/kilder/"):
            html = (built.site / address / "index.html").read_text("utf-8")
            wanted = [str(write.line(review.unverified)), review.on.isoformat()]
            wanted += [value] if address.endswith("kilder/") else []
            missing += [(address, words) for words in wanted if words not in html]
    assert missing == []


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_the_note_stands_before_the_number(real: Guide, built: Build, locale: str) -> None:
    below = "" if locale == "nb" else f"{locale}/"
    write = Writer(locale, real.municipality.name)
    late = []
    for service in real.services:
        if service.review.unverified is None or not service.channels:
            continue
        html = (built.site / below / "tjenester" / service.id / "index.html").read_text("utf-8")
        if html.index(str(write.line(service.review.unverified))) > html.index("data-channel="):
            late.append(service.id)
    assert late == []
