"""REDIGERE.md tells editors the truth: its paths, links, commands and examples are tried here as they stand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bad_files import DAY
from conftest import ROOT, guide
from guide.hours import describe
from guide.load import load
from guide.registry import Guide
from guide.report import lines
from guide.views import Views

TEXT = (ROOT / "REDIGERE.md").read_text("utf-8")
BLOCKS = re.findall(r"(?ms)^```yaml\n(.*?)^```$", TEXT)
FENCELESS = re.sub(r"(?ms)^```.*?^```$", "", TEXT)
CODE = re.findall(r"`([^`\n]+)`", FENCELESS)
HEADINGS = re.findall(r"(?m)^(##+) (.+)$", FENCELESS)
RECORDS = [block for block in BLOCKS if re.match(r"- id: .*\n  (kind|seen_in|type): ", block)]
FILED = [block for block in BLOCKS if block.startswith("# i data/")]
SERVICE = next(block for block in RECORDS if "\n  kind: " in block)
FRAGMENTS = [block for block in BLOCKS if re.match(r"  \w", block) and "  tab_title:" not in block]
TITLES = [block for block in BLOCKS if re.match(r"  \w", block) and "  tab_title:" in block]
DEEP = [block for block in BLOCKS if block.startswith("   ")]
MADE = ("data/municipality.yml", "data/services.yml")


def part(heading: str) -> str:
    return TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(heading: str) -> list[tuple[str, str]]:
    """The first two cells of the tables below a heading."""
    cells = [re.split(r"(?<!\\) \| ", row) for row in re.findall(r"(?m)^\| (`.*) \|$", part(heading))]
    return [(first.replace("\\|", "|"), second) for first, second, *_ in cells]


def anchor(heading: str) -> str:
    """The address that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of what an editor writes in."""
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    return tmp_path


def paste(root: Path, file: str, block: str) -> list[str]:
    """What is said when a block is put last in a file, in the place of the fields of the same name."""
    path = root / file
    text = path.read_text("utf-8")
    for field in re.findall(r"(?m)^(\w+):", block):
        text = re.sub(rf"(?m)^{field}:.*\n(?:[ -].*\n)*", "", text)
    path.write_text(text.rstrip("\n") + "\n\n" + block, "utf-8")
    return [line for line in lines(load(root, DAY).problems) if ": merknad:" not in line]


def test_the_table_of_where_things_are_comes_first_and_the_contents_name_each_part() -> None:
    parts = [heading for level, heading in HEADINGS if level == "##"]
    assert parts[:2] == ["Hva ligger hvor?", "Innhold"]
    assert re.findall(r"(?m)^- \[(.+)\]\(#(.+)\)$", part("Innhold")) == [(h, anchor(h)) for h in parts[2:]]


def test_each_link_leads_to_a_heading() -> None:
    links = re.findall(r"\]\(#(.+?)\)", FENCELESS)
    assert links
    assert set(links) <= {anchor(heading) for _, heading in HEADINGS}


def test_each_path_exists() -> None:
    paths = [code for code in CODE if re.match(r"(data|docs|deploy|schemas|\.github)/|\w+\.md$", code)]
    shown = {"navn.nb.md", "navn.nn.md", "navn.en.md", "plikt.md"}
    assert len(paths) > 40
    missing = {p for p in paths if not (ROOT / p).exists() and not (ROOT / f"{p}.nb.md").exists()}
    assert missing <= shown
    assert all((ROOT / "docs" / page).exists() for page in CODE if re.match(r"ansatt/\S+\.md$", page))
    assert (ROOT / ".github/workflows/publish.yml").exists()


def test_each_data_file_stands_in_the_first_table() -> None:
    table = part("Hva ligger hvor?")
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "data").rglob("*.yml"))]
    assert [file for file in files if f"`{file}`" not in table] == []


def test_each_command_and_each_option_is_there() -> None:
    commands = {code for code in CODE if re.match(r"guide [a-z]", code)}
    assert len(commands) > 8
    for command in commands:
        name, *rest = command.split()[1:]
        helped = guide(name, "--help")
        assert helped.returncode == 0, command
        for option in [word for word in rest if word.startswith("--")]:
            assert option in helped.stdout, command
        if name == "new" and rest:
            assert guide(name, rest[0]).returncode == 0, command
    targets = {code.split()[1] for code in CODE if re.match(r"make [a-z]", code)}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert targets
    assert [target for target in targets if not re.search(rf"(?m)^{target}:", makefile)] == []


def test_every_example_is_tried_by_one_of_these_tests() -> None:
    assert all((RECORDS, FILED, FRAGMENTS, TITLES, DEEP))
    assert sorted(BLOCKS) == sorted(RECORDS + FILED + FRAGMENTS + TITLES + DEEP)


@pytest.mark.parametrize("block", RECORDS, ids=lambda block: block.split("\n")[0])
def test_an_example_that_is_a_whole_record_can_be_pasted_as_it_is(root: Path, block: str) -> None:
    fields = {"kind": "services", "seen_in": "signals", "type": "national/resources"}
    file = next(name for field, name in fields.items() if f"\n  {field}: " in block)
    assert paste(root, f"data/{file}.yml", block) == []


@pytest.mark.parametrize("block", FILED, ids=lambda block: block.split("\n")[1])
def test_an_example_that_names_its_file_can_be_pasted_there(root: Path, block: str) -> None:
    first, _, rest = block.partition("\n")
    file = first.removeprefix("# i ")
    assert file in MADE
    said = paste(root, file, rest)
    assert [line for line in said if "filen er ikke ordnet som de andre" not in line] == []


@pytest.mark.parametrize("block", FRAGMENTS, ids=lambda block: block.split("\n")[0].strip())
def test_a_part_of_a_service_fits_in_the_example_of_a_service(root: Path, block: str) -> None:
    whole = SERVICE
    for field in re.findall(r"(?m)^  (\w+):", block):
        whole = re.sub(rf"(?m)^  {field}:.*\n(?:   .*\n)*", "", whole)
    said = paste(root, "data/services.yml", whole + block)
    assert [line for line in said if "filen er ikke ordnet som de andre" not in line] == []


def test_the_titles_that_are_shown_are_those_of_a_topic() -> None:
    topics = (ROOT / "data/topics.yml").read_text("utf-8")
    parts = [re.sub(r"(?m)^  tab_title:", "@\\g<0>", block).split("@") for block in TITLES]
    assert [part for block in parts for part in block if part not in topics] == []


def test_a_service_is_put_behind_a_door_and_a_step_is_led_to_as_shown(root: Path) -> None:
    door, way = DEEP
    assert door.startswith("      services: [utekontakten, ")
    roles = (root / "data/roles.yml").read_text("utf-8")
    old = re.search(r"(?m)^      services: \[skolehelsetjenesten, .*\n", roles)
    assert old is not None
    (root / "data/roles.yml").write_text(roles.replace(old[0], door, 1), "utf-8")
    assert paste(root, "data/services.yml", SERVICE) == []
    step = guide("new", "step", "--name", "Ny samtale", root=root).stdout.replace("- id: 4c", "- id: 2c")
    assert "- id: 2c" in step
    assert ".id: ingen vei fører til trinn «2c»" in "\n".join(paste(root, "data/process.yml", step))
    path = root / "data/process.yml"
    path.write_text(path.read_text("utf-8").replace("        leads_to:\n", way, 1), "utf-8")
    assert list(lines(load(root, DAY).problems)) == []


def test_the_opening_hours_are_said_as_the_table_says(real_guide: Guide) -> None:
    labels = Views(real_guide, "nb").labels
    table = [(code.strip("`"), said) for code, said in rows("Endre åpningstiden")]
    assert len(table) > 10
    told = [(code, describe(code, "nb", labels).plain) for code, _ in table]
    assert [(code, said[0].lower() + said[1:]) for code, said in told] == [(c, s[0].lower() + s[1:]) for c, s in table]


def mistakes() -> list[tuple[str, str, str]]:
    """The mistakes that can be made in the example of a service: the line in it, what was written, what to write."""
    found = []
    for wrong, right in rows("Slik leser du en feilmelding"):
        written, meant = re.match(r"`([^`]+)`", wrong), re.fullmatch(r"`([^`]+)`", right)
        if written and meant:
            field = re.match(r"-? ?(\w+):", written[1])
            line = field and re.search(rf"(?m)^ *(?:- )?{field[1]}:(?: .+)?$", SERVICE)
            if line and not written[1].startswith("-"):
                found.append((line[0], written[1], meant[1]))
    return found


def test_a_mistake_is_told_and_what_to_write_instead_is_right(root: Path) -> None:
    assert len(mistakes()) > 10
    path = root / "data/services.yml"
    before = path.read_text("utf-8").rstrip("\n") + "\n\n"
    for line, wrong, right in mistakes():
        start = re.match(r" *(?:- )?", line)
        assert start is not None
        said = []
        for written in (wrong, right):
            path.write_text(before + SERVICE.replace(line, start[0] + written, 1), "utf-8")
            said.append([text for text in lines(load(root, DAY).problems) if ": feil: " in text])
        assert said[0], wrong
        assert said[1] == [], right
