"""What GitHub does for editors: pinned actions, few rights, and commands that exist here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, guide

WORKFLOWS = sorted([*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / "deploy").glob("*.yml")])
FORMS = sorted(p for p in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml")


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # «on» stays a word


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def scripts(path: Path) -> list[str]:
    return [step["run"] for step in steps(path) if "run" in step]


def by_name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", WORKFLOWS, ids=by_name)
def test_actions_are_pinned_by_hash_with_the_version_beside(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=by_name)
def test_rights_are_given_to_a_job_only_and_none_can_write_code(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    given = [job.get("permissions", {}) for job in workflow["jobs"].values()]
    assert [rights for rights in given if rights.get("contents", "read") != "read" or rights == "write-all"] == []
    assert "pull_request_target" not in workflow["on"]  # it would give strangers' code our rights


@pytest.mark.parametrize("path", WORKFLOWS, ids=by_name)
def test_every_job_ends(path: Path) -> None:
    assert all(int(job["timeout-minutes"]) <= 60 for job in read(path)["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=by_name)
def test_scripts_are_good_shell_and_take_no_words_from_strangers(path: Path) -> None:
    for script in scripts(path):
        done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "${{" not in script  # values come through env, where the shell does not read them as code


@pytest.mark.parametrize("path", WORKFLOWS, ids=by_name)
def test_the_commands_in_scripts_exist(path: Path) -> None:
    script = "\n".join(scripts(path))
    for target in re.findall(r"\bmake (?:-C \S+ )?([.\w/-]+)", script):
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    for command in re.findall(r"\.venv/bin/guide ([a-z-]+)", script):
        assert guide(command, "--help").returncode == 0, command


@pytest.mark.parametrize("path", FORMS, ids=by_name)
def test_forms_warn_against_writing_about_persons(path: Path) -> None:
    form = read(path)
    asked = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(set(asked)) == len(asked) >= 4
    assert "Ikke skriv navn" in form["body"][0]["attributes"]["value"]


def test_every_data_file_has_an_owner_in_the_example() -> None:
    owned = re.findall(r"^/(\S+)\s+@KOMMUNE/", (ROOT / ".github/CODEOWNERS.example").read_text("utf-8"), re.M)
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml")}
    assert data <= set(owned)
    assert [name for name in owned if not (ROOT / name).exists()] == []
