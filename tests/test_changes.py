"""What a pull request changes for readers, told in words."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT, Build, change, copy_project, guide, mkdocs_build
from guide.built import read_site
from guide.changes import as_markdown, compare


def test_a_new_number_a_new_page_and_a_lost_one_are_told(built: Build, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")

    def edit(services: list[dict[str, object]]) -> None:
        kors = next(s for s in services if s != "own" and s["id"] == "kors-pa-halsen")
        channels = kors["channels"]
        assert isinstance(channels, list)
        channels[0]["value"] = "800 33 322"
        kors["id"] = "kors"

    change(root, "national/services", edit)
    for path in [*(root / "data").rglob("*.yml"), *(root / "docs").rglob("*.md")]:
        path.write_text(path.read_text("utf-8").replace("kors-pa-halsen", "kors"), "utf-8")
    done = mkdocs_build(root, root / "site")
    assert done.returncode == 0, done.stderr
    old, new = read_site(built.site), read_site(root / "site")
    changes = compare(old, new)
    assert [f"{locale}tjenester/kors/" for locale in ("en/", "nn/", "")] == sorted(changes.added)
    assert [f"{locale}tjenester/kors-pa-halsen/" for locale in ("en/", "nn/", "")] == sorted(changes.removed)
    assert set(changes.new_numbers) == {"+4780033322"}
    assert "+4780033321" in changes.lost_numbers
    told = guide("changes", str(built.site), str(root / "site"))
    assert told.returncode == 0
    assert "**Borte:** +4780033321" in told.stdout
    assert "**Nytt:** +4780033322" in told.stdout
    assert "(`/tjenester/kors/`)" in told.stdout


def test_nothing_is_told_when_nothing_changed(built: Build) -> None:
    site = read_site(built.site)
    assert "Ingenting" in as_markdown(compare(site, site), site, site)


def test_a_changed_sentence_is_shown_and_cannot_act_in_a_comment(tmp_path: Path) -> None:
    for name, text in (("old", "Vi er her."), ("new", "Vi er &lt;b&gt;her&lt;/b&gt;, @alle.")):
        (tmp_path / name).mkdir()
        html = f"<main><h1>Hjem</h1><p>{text}</p><p>Ring.</p></main>"
        (tmp_path / name / "index.html").write_text(html, "utf-8")
    old, new = read_site(tmp_path / "old"), read_site(tmp_path / "new")
    said = as_markdown(compare(old, new), old, new)
    assert "- Hjem (`/`)\n  - var: «Vi er her.»\n  - er nå: «Vi er \\<b\\>her\\</b\\>, \\@alle.»\n" in said
    assert "Ring" not in said


def test_a_folder_without_a_site_is_said_to_be_so(tmp_path: Path) -> None:
    done = guide("changes", str(tmp_path), str(ROOT))
    assert done.returncode == 1
    assert "make site" in done.stdout
