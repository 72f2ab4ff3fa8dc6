"""The guide without MkDocs: `guide pages` in other engines, and the whole site by ProperDocs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from conftest import ROOT, copy_project, environment, guide, mkdocs_build
from guide.printing import PRINT
from html_pages import LOCALES, BuiltPage, below, files_of, pages_of
from markdown_it import MarkdownIt

PROSE = """\
---
title: Prøve
description: Alt som kan stå i en tekst.
reviewed: 2026-11-21
owner: Familiens hus
---

# Prøve i {municipality}

Ring 112. Les om [plikten](../ansatt/plikt.md#avverge), [føringer](../ansatt/foringer.md), [akutt hjelp](/akutt/),
[personvern](personvern.md) og [resten](#rest), eller se [ung.no](https://www.ung.no).

| Hvem | Når |
|---|---|
| Skolen | **alltid** |

## Resten {#rest}

```
<div> & {{ noe }}

    mer


slutt
```

- en

- to
"""
NAME, ADDRESS = "om/prove", "om/prove/"

ABSENT = ("guide", "mkdocs_static_i18n", "material")
"""What an engine must do without."""


@dataclass(frozen=True)
class Project:
    """The real guide with one more page, as MkDocs builds it."""

    root: Path
    pages: dict[str, BuiltPage]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = copy_project(tmp_path_factory.mktemp("engines"))
    for locale in ("nb", "nn"):  # and in English the page is shown in bokmål
        (root / f"docs/{NAME}.{locale}.md").write_text(PROSE, "utf-8")
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return Project(root, pages_of(root / "site"))


@pytest.fixture(scope="module")
def written(project: Project) -> Path:
    """What `guide pages` writes."""
    docs = project.root / "written"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PRINT, "no")  # as `mkdocs_build` does; the documents take most of the time
        done = guide("pages", str(docs), root=project.root)
    assert done.returncode == 0, done.stderr
    return docs


@pytest.fixture(scope="module", params=["properdocs", "zensical"])
def moved(request: pytest.FixtureRequest, project: Project, written: Path) -> dict[str, BuiltPage]:
    """The written files as another engine builds them."""
    folder = project.root / request.param
    shutil.copytree(ROOT / "tests/engines", folder)
    shutil.copytree(written, folder / "docs")
    without = f"import sys; sys.modules.update(dict.fromkeys({ABSENT}))"
    run = f"{without}; from {request.param}.__main__ import cli; cli()"
    command = [sys.executable, "-c", run, "build", "--strict", "--config-file", f"{request.param}.yml"]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    return pages_of(folder / "site")


def said(page: BuiltPage, guide_name: str = "") -> dict[str, object]:
    """What a reader finds on a page: its language and name, its words, where its links lead. Our own
    frame puts the name of the guide after that of the page."""
    main, here = page.main, f"/{page.address}"
    named = {m.attributes.get("name"): m.attributes for m in page.root.all("meta")}
    return {
        "lang": page.root.one("html").attributes["lang"],
        "title": page.root.one("title").text.removesuffix(f" – {guide_name}"),
        "description": named["description"]["content"],
        "text": main.text,
        "code": ["".join(e.strings()) for e in main.all("pre")],
        "links": [urljoin(here, e.attributes["href"]) for e in main.all("a") if "href" in e.attributes],
        "anchors": [e.attributes["id"] for e in main.all() if "id" in e.attributes and e.tag != "symbol"],
        "tags": [e.tag for e in main.all() if e.tag not in ("div", "svg", "symbol", "path", "use")],
    }


def test_another_engine_makes_the_same_pages_at_the_same_addresses(
    project: Project, moved: dict[str, BuiltPage]
) -> None:
    assert set(moved) == set(project.pages)
    assert len(moved) > 300
    names = {locale: project.pages[below(locale, "")].root.one("title").text for locale in LOCALES}
    ours = {address: said(page, names[page.locale]) for address, page in project.pages.items()}
    theirs = {address: said(page) for address, page in moved.items()}
    assert {address: (ours[address], theirs[address]) for address in ours if ours[address] != theirs[address]} == {}


def test_what_pages_link_to_is_there_in_another_engine(project: Project, moved: dict[str, BuiltPage]) -> None:
    pages, files = set(moved), set(files_of(moved[""].site))
    anchors = {address: set(page.anchors) for address, page in moved.items()}
    broken = []
    for address, page in moved.items():
        for link in page.links:
            target, _, anchor = urljoin(f"http://host/{address}", link).partition("#")
            inside = target.removeprefix("http://host/").partition("?")[0]
            if not re.match(r"[a-z]+:", inside) and (
                (inside not in pages and inside not in files)
                or (anchor and anchor not in anchors.get(inside, {anchor}))
            ):
                broken.append((address, link))
    assert broken == []
    made = {name: content for name, content in files_of(project.root / "site").items() if name.startswith("assets/")}
    there = files_of(moved[""].site)
    assert {name: there[name] for name in made} == made


def test_a_hand_written_page_keeps_all_it_says(moved: dict[str, BuiltPage]) -> None:
    for locale in LOCALES:
        page = moved[below(locale, ADDRESS)]
        assert page.main.one("h1").text == "Prøve i Nesbyen"
        assert page.main.one("pre").text.startswith("<div> & {{ noe }}")
        assert "tel:112" in page.links
    assert moved[below("en", ADDRESS)].main.one("h1").locale == "nb"


def test_the_files_are_html_in_one_piece_for_any_reader_of_commonmark(written: Path) -> None:
    reader = MarkdownIt("commonmark")
    changed = []
    for path in sorted(written.rglob("*.md")):
        head, body = path.read_text("utf-8").split("---\n\n", 1)
        assert re.fullmatch(r'---\ntitle: ".+"\ndescription: ".+"\nlang: "(nb|nn|en)"\n', head), path
        if reader.render(body) != body:
            changed.append(path.name)
    assert changed == []


def test_properdocs_makes_the_whole_site_byte_for_byte(project: Project) -> None:
    site = project.root / "by-properdocs"
    shutil.copy(project.root / "mkdocs.yml", project.root / "properdocs.yml")
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", str(site)]
    env = {**environment(), PRINT: "no"}
    done = subprocess.run(command, cwd=project.root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = files_of(project.root / "site"), files_of(site)
    assert [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)] == []
