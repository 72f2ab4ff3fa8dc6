"""Records that all municipalities share, changed and hidden by id."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, guide
from guide.load import load
from guide.national import SHARED

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
        head, first, *rest = re.split(r"(?m)^(?=- id:)", (root / f"data/{stem}.yml").read_text("utf-8"))
        (root / f"data/national/{stem}.yml").write_text(first.rstrip("\n") + "\n", "utf-8")
        (root / f"data/{stem}.yml").write_text(
            f"{head}{''.join(rest)}".rstrip("\n") + "\n" if rest else "[]\n", "utf-8"
        )
    return root


def first_shared(root: Path) -> str:
    return str(yaml.safe_load((root / "data/national/services.yml").read_text("utf-8"))[0]["id"])


def add(root: Path, text: str) -> None:
    path = root / "data/services.yml"
    path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")


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
        ("- id: {name}\n  danger: svær\n", ":11: feil: services[{own}].danger: «svær» kan ikke stå her."),
    ],
)
def test_a_change_that_cannot_be_made_is_told_where_it_stands(root: Path, text: str, said: str) -> None:
    own = len(yaml.safe_load((root / "data/services.yml").read_text("utf-8")) or [])
    before = len((root / "data/services.yml").read_text("utf-8").splitlines())
    added = text.format(name=first_shared(root))
    add(root, added)
    last = before + 1 + added.count("\n")
    line = before + 2 if "posten står i" in said else last
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


def other_shared(root: Path) -> str:
    """One more shared service, which nothing refers to; its id."""
    path = root / "data/national/services.yml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}\n{text.replace('- id: ', '- id: en-til-', 1)}", "utf-8")
    return f"en-til-{first_shared(root)}"


def test_a_reference_to_a_hidden_record_says_where_it_is_hidden(root: Path) -> None:
    name = other_shared(root)
    topics = root / "data/topics.yml"
    text = topics.read_text("utf-8")
    topics.write_text(
        re.sub(r"(?m)^(  summary:\n    nb: .*)$", rf"\1 [Her](/tjenester/{name}/).", text, count=1), "utf-8"
    )
    municipality = root / "data/municipality.yml"
    municipality.write_text(re.sub(r"urgent: \[", f"urgent: [{name}, ", municipality.read_text("utf-8")), "utf-8")
    assert not [p for p in load(root).problems if p.kind in ("link", "hidden-reference")]
    add(root, f"- id: {name}\n  hide: yes\n")
    line = len((root / "data/services.yml").read_text("utf-8").splitlines()) - 1
    told = {p.place.file: p.message for p in load(root).errors if p.kind in ("link", "hidden-reference")}
    assert set(told) == {"data/topics.yml", "data/municipality.yml"}
    assert told["data/topics.yml"].endswith(f" Posten er skjult i data/services.yml:{line}.")
    assert told["data/municipality.yml"].startswith(f"«{name}» er skjult i data/services.yml:{line}. ")


def test_shared_records_leave_out_what_a_municipality_hides_or_lacks(root: Path) -> None:
    name = other_shared(root)
    path = root / "data/national/services.yml"
    own = yaml.safe_load((root / "data/services.yml").read_text("utf-8"))[0]["id"]
    first, rest = path.read_text("utf-8").split("\n- id: en-til", 1)
    first = re.sub(r"(?m)^  alternatives: .*", f"  alternatives: [{own}, {name}, finnes-ikke]", first)
    path.write_text(f"{first}\n- id: en-til{rest}", "utf-8")
    add(root, f"- id: {name}\n  hide: yes\n")
    loaded = load(root)
    assert loaded.errors == ()
    assert loaded.guide is not None
    assert loaded.guide.service[first_shared(root)].alternatives == (own,)
    notes = [p for p in loaded.problems if p.kind == "national-left-out"]
    assert [p.message for p in notes] == ["«finnes-ikke» finnes ikke hos dere, og er utelatt her."]
    assert {p.place.file for p in notes} == {"data/national/services.yml"}


def test_a_change_is_held_to_its_references_like_any_record(root: Path) -> None:
    name = first_shared(root)
    add(root, f"- id: {name}\n  alternatives: [finnes-ikke]\n")
    assert [(p.place.file, p.kind) for p in load(root).errors] == [("data/services.yml", "unknown-reference")]


@pytest.mark.parametrize("field", [field for fields in SHARED.values() for field in fields])
def test_what_makes_it_another_record_cannot_be_changed(root: Path, field: str) -> None:
    stem = next(stem for stem, fields in SHARED.items() if field in fields)
    record = yaml.load((root / f"data/national/{stem}.yml").read_text("utf-8"), yaml.BaseLoader)[0]
    path = root / f"data/{stem}.yml"
    path.write_text(f"- id: {record['id']}\n  {field}: {record[field]}\n", "utf-8")
    found = [p for p in load(root).errors if p.kind == "national-kept"]
    assert [(p.place.file, p.place.line, p.path) for p in found] == [(f"data/{stem}.yml", 2, f"{stem}[0].{field}")]


def test_the_owner_of_what_is_shared_is_the_municipalitys_own(root: Path) -> None:
    path = root / "data/national/services.yml"
    path.write_text(re.sub(r"(?m)^  owner: .*$", "  owner: own", path.read_text("utf-8")), "utf-8")
    guide_ = load(root).guide
    assert guide_ is not None
    assert guide_.service[first_shared(root)].owner == guide_.municipality.owner


def test_ones_own_stand_where_the_shared_file_says(root: Path) -> None:
    name = other_shared(root)
    own = [s["id"] for s in yaml.safe_load((root / "data/services.yml").read_text("utf-8"))]
    last = load(root).guide
    assert last is not None
    assert [s.id for s in last.services] == [first_shared(root), name, *own]
    path = root / "data/national/services.yml"
    path.write_text(path.read_text("utf-8").replace(f"- id: {name}", f"- own\n\n- id: {name}"), "utf-8")
    among = load(root).guide
    assert among is not None
    assert [s.id for s in among.services] == [first_shared(root), *own, name]


def test_a_shared_file_that_cannot_be_read_is_the_only_thing_told(root: Path) -> None:
    (root / "data/national/services.yml").write_text("- id: [\n", "utf-8")
    assert {p.place.file for p in load(root).errors} == {"data/national/services.yml"}


def test_files_that_are_not_shared_are_told_of(root: Path) -> None:
    (root / "data/national/topics.yml").write_text("- id: noe\n", "utf-8")
    assert [p.place.file for p in load(root).problems if p.kind == "file-unknown"] == ["data/national/topics.yml"]


def test_the_layout_of_each_file_is_looked_at_by_itself(root: Path) -> None:
    path = root / "data/national/services.yml"
    path.write_text(path.read_text("utf-8") + "\n\n\n", "utf-8")
    warned = [x for x in lines(root) if "ikke ordnet" in x]
    assert [x.partition(":")[0] for x in warned] == ["data/national/services.yml"]
    assert guide("format", root=root).stdout == "data/national/services.yml er ordnet.\n"
    assert [x for x in lines(root) if "ikke ordnet" in x] == []


def test_review_and_publishing_point_at_the_shared_file(root: Path) -> None:
    path = root / "data/national/services.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("method: official-page", "method: register", 1), "utf-8")
    row = next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.startswith("  review:"))
    told = guide("publish-check", root=root).stdout
    assert f"data/national/services.yml:{row}:3: feil: services[0].review: " in told
    due = guide("review", "--until", "2030-01-01", root=root).stdout
    assert f"data/national/services.yml:{row}: " in due


def test_the_real_shared_records_refer_to_nothing_that_is_not_there() -> None:
    loaded = load(ROOT)
    assert [p for p in loaded.problems if p.kind == "national-left-out"] == []
    assert loaded.guide is not None
    local = {place.file for (stem, _), place in loaded.guide.places.items() if stem in SHARED}
    assert local == {f"data/{folder}{stem}.yml" for folder in ("", "national/") for stem in SHARED}
    where = {s.id: loaded.guide.places["services", s.id].file for s in loaded.guide.services}
    assert {s.level for s in loaded.guide.services if "national/" in where[s.id]} == {"national"}
    assert "national" not in {s.level for s in loaded.guide.services if "national/" not in where[s.id]}
