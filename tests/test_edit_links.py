"""«Suggest a change to this page» leads to the file, and to the line, that made the page."""

from __future__ import annotations

import re

import pytest
from conftest import EDIT_URL, ROOT
from guide.edit_links import edit_link
from guide.pages import Pages
from guide.place import Place
from guide.registry import Guide
from html_pages import BuiltPage

SHOWN = EDIT_URL.replace("/_edit/", "/src/branch/")

WHOLE_FILE = {
    "urgent": "services", "topics": "topics", "services": "services", "signals": "signals", "process": "process",
    "guidelines": "resources", "tools": "resources", "sources": "services", "search": "search", "words": "search",
    "printout": "process", "papers": "labels", "embeds": "labels",
}  # fmt: skip
"""The file that decides a page that is made of many records."""

RECORDS = {
    "role": "roles", "topic": "topics", "service": "services", "form": "forms", "step": "process", "exit": "process",
}  # fmt: skip
"""The file of the record that makes a page."""


def link(page: BuiltPage, guide: Guide) -> str:
    words = set(guide.labels["edit"].by_locale.values())
    (found,) = [a for a in page.root.one("footer").all("a") if a.text in words]
    assert found.attributes["rel"] == "noreferrer"
    return found.attributes["href"]


def place_of(stem: str, identifier: str) -> str:
    """The file and line of a record: the municipality's own, or the one that all share."""
    for name in (f"data/{stem}.yml", f"data/national/{stem}.yml"):
        lines = (ROOT / name).read_text("utf-8").split("\n") if (ROOT / name).exists() else []
        found = [n for n, text in enumerate(lines, 1) if re.fullmatch(rf" *- id: \"?{identifier}\"?", text)]
        if found:
            return f"{name}#L{found[0]}"
    raise AssertionError(identifier)


def test_every_page_leads_to_what_made_it(published: dict[str, BuiltPage], real_guide: Guide) -> None:
    generated = Pages(real_guide).generated
    written = {p.address: p for p in real_guide.prose}
    wrong, kinds = [], set()
    for address, page in published.items():
        made = generated.get(page.plain)
        if made is None:
            prose = written[page.plain]
            assert page.locale in prose.paths
            expected = f"{EDIT_URL}docs/{prose.name}.{page.locale}.md"
        elif made.record is not None and made.kind in RECORDS:
            stem = RECORDS[made.kind]
            expected = f"{SHOWN}{place_of(stem, made.record.id)}"  # type: ignore[attr-defined]
        else:
            expected = f"{EDIT_URL}data/{WHOLE_FILE[made.kind]}.yml"
        kinds.add(made.kind if made else "prose")
        if link(page, real_guide) != expected:
            wrong.append((address, link(page, real_guide), expected))
        file = expected.removeprefix(EDIT_URL).removeprefix(SHOWN).partition("#")[0]
        assert (ROOT / file).is_file()
    assert wrong == []
    assert kinds == {"prose", *RECORDS, *WHOLE_FILE}


def test_without_an_address_to_edit_there_is_no_such_link(pages: dict[str, BuiltPage], real_guide: Guide) -> None:
    words = set(real_guide.labels["edit"].by_locale.values())
    assert [a for a, page in pages.items() for link in page.root.all("a") if link.text in words] == []


@pytest.mark.parametrize(
    ("edit_url", "record"),
    [
        ("https://github.com/a/b/edit/main/", "https://github.com/a/b/blob/main/data/x.yml#L12"),
        ("https://github.com/edit/edit/edit/edit/", "https://github.com/edit/edit/blob/edit/data/x.yml#L12"),
        ("https://github.kommune.no/a/b/edit/main/", "https://github.kommune.no/a/b/blob/main/data/x.yml#L12"),
        ("https://gitlab.com/a/b/c/-/edit/main/", "https://gitlab.com/a/b/c/-/blob/main/data/x.yml#L12"),
        ("https://codeberg.org/a/b/_edit/main/", "https://codeberg.org/a/b/src/branch/main/data/x.yml#L12"),
        ("https://kode.kommune.no/filer/", "https://kode.kommune.no/filer/data/x.yml"),
    ],
)
def test_a_host_that_can_show_a_line_is_asked_to(edit_url: str, record: str) -> None:
    assert edit_link(edit_url, Place("data/x.yml", 12)) == record
    assert edit_link(edit_url, Place("docs/ansatt/plikt.nn.md")) == f"{edit_url}docs/ansatt/plikt.nn.md"
    assert edit_link(None, Place("data/x.yml", 12)) == ""
