"""Records that all municipalities share, changed and hidden by id."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, guide
from guide.load import load

REGISTRY = ROOT / "tests/registry"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small registry with its first service and first resource shared."""
    root = tmp_path / "registry"
    shutil.copytree(REGISTRY, root)
    shutil.copy(ROOT / "data/labels.yml", root / "data")
    (root / "overrides").symlink_to(ROOT / "overrides")
    (root / "data/national").mkdir()
    for stem in ("services", "resources"):
        records = (root / f"data/{stem}.yml").read_text("utf-8").split("\n- id:")
        head = records[0] if records[0].startswith("- id:") else records.pop(0) + "\n- id:" + records.pop(0)
        rest = records[1:] if records[0] is head else records
        (root / f"data/national/{stem}.yml").write_text(head + "\n", "utf-8")
        (root / f"data/{stem}.yml").write_text("".join(f"- id:{r}\n" for r in rest) or "[]\n", "utf-8")
    return root


def first_shared(root: Path) -> str:
    return str(yaml.safe_load((root / "data/national/services.yml").read_text("utf-8"))[0]["id"])


def add(root: Path, text: str) -> None:
    path = root / "data/services.yml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def lines(root: Path) -> list[str]:
    return guide("check", root=root).stdout.splitlines()


def test_shared_records_are_read_as_if_they_stood_in_one_file(root: Path) -> None:
    whole, shared = load(REGISTRY).texts.nodes["services"], load(root)
    assert shared.errors == ()
    assert shared.guide is not None
    assert {s.id for s in shared.guide.services} == {r.text("id") for r in whole.items()}
    assert shared.guide.places[("services", first_shared(root))].file == "data/national/services.yml"


def test_a_field_is_changed_and_the_others_stay(root: Path) -> None:
    name = first_shared(root)
    before = load(root).guide
    add(root, f"- id: {name}\n  owner: Vår vakt\n")
    after = load(root).guide
    assert before is not None
    assert after is not None
    assert after.service[name].owner == "Vår vakt"
    assert after.service[name].model_copy(update={"owner": before.service[name].owner}) == before.service[name]


def test_the_check_tells_what_is_changed_and_stays_green(root: Path) -> None:
    name = first_shared(root)
    add(root, f"- id: {name}\n  owner: Vår vakt\n")
    count = len((root / "data/services.yml").read_text("utf-8").splitlines())
    done = guide("check", root=root)
    assert done.returncode == 0
    assert f"data/services.yml:{count - 1}:3: merknad: services[" in done.stdout
    assert "endrer «owner» i den felles posten på data/national/services.yml:" in done.stdout
    assert "0 feil, 0 advarsler." in done.stdout
    assert "::notice file=data/services.yml" in guide("check", "--format", "github", root=root).stdout


def test_a_hidden_record_is_gone(root: Path) -> None:
    (root / "data/national/resources.yml").write_text(
        (root / "data/national/resources.yml").read_text("utf-8")
        + (root / "data/national/resources.yml").read_text("utf-8").replace("- id: ", "- id: en-til-", 1),
        "utf-8",
    )
    assert load(root).errors == ()
    path = root / "data/resources.yml"
    path.write_text("- id: en-til-" + yaml.safe_load((root / "data/national/resources.yml").read_text("utf-8"))[0]["id"] + "\n  hide: yes\n" + path.read_text("utf-8").replace("[]\n", ""), "utf-8")  # fmt: skip
    loaded = load(root)
    assert loaded.errors == ()
    assert loaded.guide is not None
    assert [r.id for r in loaded.guide.resources if r.id.startswith("en-til-")] == []
    assert [p.kind for p in loaded.problems if p.severity == "note"] == ["national-hidden"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- id: {name}\n  hide: ja\n", ":9: feil: services[{own}].hide: skriv «hide: yes» for å skjule"),
        ("- id: {name}\n  hide: yes\n  owner: Vi\n", ":3: feil: services[{own}].owner: posten er skjult."),
        ("- id: {name}\n", ":3: feil: services[{own}]: posten står i data/national/services.yml"),
        ("- id: {name}\n  ownr: Vi\n", ":3: feil: services[{own}].ownr: ukjent felt «ownr»."),
        ("- id: {name}\n  danger: svær\n", ":11: feil: services[{own}].danger: «svær» er ikke en tillatt verdi."),
    ],
)
def test_a_change_that_cannot_be_made_is_told_where_it_stands(root: Path, text: str, said: str) -> None:
    own = len(yaml.safe_load((root / "data/services.yml").read_text("utf-8")) or [])
    before = len((root / "data/services.yml").read_text("utf-8").splitlines())
    added = text.format(name=first_shared(root))
    add(root, added)
    last = before + added.count("\n")
    line = before + 1 if "posten står i" in said else last
    assert [x for x in lines(root) if x.startswith(f"data/services.yml:{line}{said.format(own=own)}")], lines(root)


def test_an_error_in_a_shared_file_is_told_in_that_file_and_counted_there(root: Path) -> None:
    path = root / "data/national/services.yml"
    text = path.read_text("utf-8")
    kind = text[text.index("  kind: ") :].partition("\n")[0]
    path.write_text(text.replace(kind, "  kind: emergncy", 1), "utf-8")
    row = text.splitlines().index(kind) + 1
    assert lines(root)[0].startswith(f"data/national/services.yml:{row}:9: feil: services[0].kind: «emergncy»")


def test_hide_on_a_record_of_ones_own_is_refused(root: Path) -> None:
    path = root / "data/services.yml"
    path.write_text(path.read_text("utf-8").replace("\n  kind:", "\n  hide: yes\n  kind:", 1), "utf-8")
    assert [x for x in lines(root) if "services[0].hide: «hide» kan bare skjule" in x]
