"""What `guide wording` tells of: each rule with a text that breaks it and one that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bad_files import edit, good_registry
from conftest import ROOT
from guide import report
from guide.load import load
from guide.wording import lix, sentences


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    root = good_registry(tmp_path / "registry")
    (root / "data/wording.yml").write_text((ROOT / "data/wording.yml").read_text("utf-8"), "utf-8")
    return root


def told(root: Path) -> list[str]:
    return list(report.lines(load(root).texts.problems()))


def summary(root: Path) -> dict[str, str]:
    """The summary of the first service, to be changed by a test."""
    services = yaml.safe_load((root / "data/services.yml").read_text("utf-8"))
    texts: dict[str, str] = services[0]["summary"]
    return texts


def change(root: Path, locale: str, new: str) -> None:
    edit(root / "data/services.yml", {f"{locale}: {summary(root)[locale]}": f"{locale}: {new}"})


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Du kan ringe. Vi svarer.", 5 / 2 + 0),
        ("Barnevernstjenesten undersøker saken.", 3 / 1 + 100 * 2 / 3),
        ("Åpent kl. 16.15 hver dag.", 4 / 1 + 0),
        ("", 0.0),
    ],
)
def test_lix_is_words_per_sentence_and_the_share_of_long_words(text: str, score: float) -> None:
    assert lix(text) == pytest.approx(score)


def test_a_list_item_and_a_heading_end_a_sentence() -> None:
    assert sentences("## Gjør dette\n\n- Ring\n- Vent") == ["Gjør dette", "Ring", "Vent"]


def test_the_good_registry_has_nothing_to_tell(registry: Path) -> None:
    assert told(registry) == []


@pytest.mark.parametrize(
    ("locale", "new", "said"),
    [
        ("nn", "Eg er ikke trygg.", "«ikke» er bokmål. Skriv «ikkje»."),
        ("nb", "Jeg er ikkje trygg.", "«ikkje» er nynorsk. Skriv «ikke»."),
        ("nb", "For deg som sliter med noe.", "«sliter» bruker vi ikke til barn og unge. Si det med vanligere ord."),
    ],
)
def test_a_word_that_does_not_belong_is_told_with_the_one_to_write(
    registry: Path, locale: str, new: str, said: str
) -> None:
    change(registry, locale, new)
    assert [line for line in told(registry) if said in line and f".summary.{locale}: " in line] != []


def test_bokmal_left_in_english_is_told(registry: Path) -> None:
    change(registry, "en", summary(registry)["nb"])
    assert any("teksten er den samme som på bokmål" in line for line in told(registry))


def test_a_heavy_text_is_told_with_its_longest_sentence(registry: Path) -> None:
    heavy = " ".join(["Barnevernstjenesten vurderer bekymringsmeldinger fortløpende"] * 12)
    change(registry, "nb", heavy)
    lines = [line for line in told(registry) if "tung å lese på bokmål" in line]
    assert len(lines) == 1
    assert heavy in lines[0]


def test_a_list_or_link_that_one_locale_lacks_is_told(registry: Path) -> None:
    path = registry / "docs/trygg-bruk.nn.md"
    path.write_text(path.read_text("utf-8") + "\n- eit punkt\n", "utf-8")
    lines = [line for line in told(registry) if "på bokmål" in line]
    assert [line.partition(":")[0] for line in lines] == ["docs/trygg-bruk.nn.md"]
