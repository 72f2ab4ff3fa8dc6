"""How problems are told: as JSON, as lines for GitHub, on any console, and never more than can be read."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bad_files import EXPECTED, edit, good_registry, said, spoil
from conftest import environment, guide


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


def test_json_is_a_list_of_everything_that_is_known_of_a_problem(registry: Path) -> None:
    spoil(registry, "services_phone-few-digits.yml", "signals_text-missing-en.yml")
    done = guide("check", "--format", "json", root=registry)
    problems = json.loads(done.stdout)
    keys = ["file", "line", "column", "path", "severity", "kind", "message"]
    assert [list(problem) for problem in problems] == [keys, keys]
    assert [list(problem.values())[:-1] for problem in problems] == [
        ["data/services.yml", 107, 35, "services[4].channels[0].value", "error", "phone"],
        ["data/signals.yml", 6, 5, "", "warning", "fallback"],
    ]
    assert EXPECTED["services_phone-few-digits.yml"][0].endswith(f": {problems[0]['message']}")
    assert (done.stderr, done.returncode) == ("", 1)


def test_json_of_the_good_registry_is_an_empty_list(registry: Path) -> None:
    done = guide("check", "--format", "json", root=registry)
    assert (json.loads(done.stdout), done.returncode) == ([], 0)


COMMAND = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(.*)")


def test_github_lines_are_workflow_commands_with_the_same_words(registry: Path) -> None:
    spoil(registry, "signals_text-missing-en.yml")
    edit(registry / "data/resources.yml", {"year: 1992": 'year: "100 %25\\n:: år, ja"'})
    *commands, _ = guide("check", "--format", "github", root=registry).stdout.splitlines()
    read = [COMMAND.fullmatch(command) for command in commands]
    assert [found and found.groups()[:5] for found in read] == [
        ("error", "data/resources.yml", "35", "9", "feil"),
        ("warning", "data/signals.yml", "6", "5", "advarsel"),
    ]
    assert read[0] is not None
    assert "«100 %2525%0A:: år, ja»" in read[0][6]
    problem = json.loads(guide("check", "--format", "json", root=registry).stdout)[0]
    message = read[0][6].replace("%0A", "\n").replace("%25", "%")
    assert message == f"{problem['path']}: {problem['message']}"


def test_no_more_than_500_problems_are_told_and_how_many_there_are(registry: Path) -> None:
    edit(registry / "data/signals.yml", {"\n- id: vil": "\n- x" * 600 + "\n- id: vil"})
    told = guide("check", root=registry).stdout.splitlines()
    rest = "data/signals.yml:517:3: feil: … og 100 til som ikke vises. Rett de første, og kontroller igjen."
    assert told[500:] == [rest, "600 feil, 0 advarsler. Ingenting er bygd. Rett feilene og prøv igjen."]
    problems = json.loads(guide("check", "--format", "json", root=registry).stdout)
    assert [problem["kind"] for problem in problems] == [*["type-map"] * 500, "more"]


@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", "\\xabbl\\xe5\\U0001f631\\xbb"), ("cp1252", "«blå\\U0001f631»")]
)
def test_a_console_without_a_character_shows_its_number(registry: Path, encoding: str, shown: str) -> None:
    edit(registry / "data/signals.yml", {"id: blamerker": "id: blå😱"})
    command = [sys.executable, "-m", "guide.cli", "check"]
    env = {**environment(), "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=registry, env=env, capture_output=True, check=False)
    assert shown in done.stdout.decode(encoding)
    assert (done.stderr, done.returncode) == (b"", 1)


def test_a_reader_that_has_gone_is_no_crash(registry: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "guide.cli", "check"]
    done = subprocess.run(
        command, cwd=registry, env=environment(), stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.stderr, done.returncode) == ("", 1)


@pytest.mark.parametrize("epoch", ["abc", "99999999999999", "-1e9", ""])
def test_a_day_that_is_none_is_today(registry: Path, epoch: str) -> None:
    command = [sys.executable, "-m", "guide.cli", "pages", "ut"]
    env = {**environment(), "SOURCE_DATE_EPOCH": epoch, "GUIDE_PRINT": "no"}
    done = subprocess.run(command, cwd=registry, env=env, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_misspelt_number_of_the_urgent_box_is_told_once_where_it_stands(registry: Path) -> None:
    edit(registry / "data/services.yml", {'value: "116 111"': 'value: "116 11"'})
    assert [line.split(": ")[2] for line in said(registry)] == ["services[0].channels[0].value"]
