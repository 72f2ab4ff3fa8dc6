"""`guide new`: an example that can be pasted as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bad_files import edit, good_registry
from conftest import guide
from guide.fields import is_identifier
from guide.new import KINDS, identifier
from hypothesis import given
from hypothesis import strategies as st

CLEAN = "0 feil, 0 advarsler. Dataene er i orden.\n"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


def made(registry: Path, *arguments: str) -> str:
    done = guide("new", *arguments, root=registry)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def paste(registry: Path, kind: str, text: str) -> str:
    """Put the example where its first lines say; returns its id."""
    identifier = re.search(r"^ *- id: (\S+)", text, re.M)
    assert identifier is not None
    path = registry / f"data/{KINDS[kind]}.yml"
    before = path.read_text("utf-8").rstrip("\n") + "\n\n" if path.exists() else ""
    if kind == "step":
        before = before.rstrip("\n") + "\n"
    path.write_text(before + text, "utf-8")
    return identifier[1]


def checked(registry: Path) -> str:
    done = guide("check", root=registry)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", ["", "Åse & Øyvinds «hjørne»: kafé #1 {ny}", "112", "yes"])
@pytest.mark.parametrize("kind", ["service", "signal", "resource"])
def test_an_example_can_be_pasted_as_it_is(registry: Path, kind: str, name: str) -> None:
    paste(registry, kind, made(registry, kind, "--name", name))
    assert checked(registry) == CLEAN


def test_a_topic_needs_a_service_that_helps(registry: Path) -> None:
    identifier = paste(registry, "topic", made(registry, "topic", "--name", "Søvn og trøtthet"))
    assert identifier == "sovn-og-trotthet"
    assert f"ingen tjeneste hjelper med temaet «{identifier}»" in checked(registry)
    edit(registry / "data/services.yml", {"topics: [vold-hjemme]": f"topics: [vold-hjemme, {identifier}]"})
    assert checked(registry) == CLEAN


def test_a_step_needs_a_way_to_it(registry: Path) -> None:
    identifier = paste(registry, "step", made(registry, "step", "--name", "Møte med rektor"))
    assert f"ingen vei fører til trinn «{identifier}»" in checked(registry)
    way = f"leads_to:\n          - when: {{nb: Da., nn: Då., en: Then.}}\n            to: {identifier}\n"
    text = (registry / "data/process.yml").read_text("utf-8")
    before, first, after = text.partition("leads_to:\n")
    (registry / "data/process.yml").write_text(before + first.replace("leads_to:\n", way) + after, "utf-8")
    assert checked(registry) == CLEAN


def test_a_form_belongs_to_a_tool(registry: Path) -> None:
    tool = paste(registry, "resource", made(registry, "resource", "--name", "Samtaleark"))
    form = paste(registry, "form", made(registry, "form", "--name", "Samtaleark"))
    assert form == tool == "samtaleark"
    assert checked(registry) == CLEAN


def test_an_example_is_printed_while_the_data_have_errors(registry: Path) -> None:
    (registry / "data/services.yml").write_text("- id: [\n", "utf-8")
    assert "- id: utekontakten" in made(registry, "service")


def test_a_second_of_the_same_name_gets_an_id_of_its_own(registry: Path) -> None:
    assert "- id: kors-pa-halsen-2 " in made(registry, "service", "--name", "Kors på halsen")


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_explains_itself_in_comments(registry: Path, kind: str) -> None:
    text = made(registry, kind)
    assert text.lstrip().startswith(f"# Lim inn {'sist' if kind == 'step' else 'nederst'} i ")
    assert f"data/{KINDS[kind]}.yml" in text.partition("- id:")[0]
    assert not re.search(r"\b(ID|NAVN|TOPIC|SERVICE|OWNER|EXIT|TODAY)\b", text)


@given(st.text(max_size=100), st.sets(st.just("ny")))
def test_whatever_the_name_the_id_is_one(name: str, taken: set[str]) -> None:
    found = identifier(name, taken)
    assert is_identifier(found)
    assert found not in taken
