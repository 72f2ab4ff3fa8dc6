"""Whether somebody answers at every minute, and what an editor is told when nobody does."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from bad_files import good_registry
from conftest import ROOT, change, guide
from guide.answers import StandIns, channels, open_minutes
from guide.coverage import week
from guide.load import load
from guide.registry import Guide
from html_pages import BuiltPage

TODAY = date(2026, 11, 21)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return good_registry(tmp_path / "registry")


def hours(name: str, text: str | None) -> Any:
    """An edit: other hours for the telephone of a service."""

    def edit(records: Any) -> None:
        channel = next(r for r in records if r["id"] == name)["channels"][0]
        channel.pop("hours", None)
        if text:
            channel["hours"] = text

    return edit


def told(root: Path) -> list[str]:
    done = guide("check", root=root)
    assert done.returncode == 0, done.stdout
    # `change` writes the files in a layout of its own, which is told as well.
    return [line for line in done.stdout.splitlines()[:-1] if "guide format" not in line]


def read(root: Path) -> Guide:
    found = load(root, TODAY).guide
    assert found is not None
    return found


def test_a_night_without_anybody_is_told_for_each_role_and_topic_where_they_stand(registry: Path) -> None:
    change(registry, "services", hours("alarmtelefonen", "Mo-Su,PH 08:00-22:00"))
    lines = told(registry)
    guide = read(registry)
    places = [guide.places["roles", r] for r in ("adult", "child-youth", "staff")]
    places += [guide.places["topics", t.id] for t in guide.topics if t.danger == "crisis"]
    assert sorted(line.partition(": ")[0] for line in lines) == sorted(f"{p.file}:{p.line}:{p.column}" for p in places)
    night = next(line for line in lines if "«staff»" in line)
    assert "advarsel" in night
    assert "i 560 av 1344 timer" in night  # ten hours of 56 days
    assert (
        "lør. 21. nov. kl. 0.00 til lør. 21. nov. kl. 8.00; lør. 21. nov. kl. 22.00 til søn. 22. nov. kl. 8.00" in night
    )


@pytest.mark.parametrize(
    "text", [None, 'unknown "etter avtale"', "Mo-Su 00:00-24:00 unknown", "school-days 00:00-24:00"]
)
def test_what_is_not_known_to_be_open_does_not_count(registry: Path, text: str | None) -> None:
    change(registry, "services", hours("alarmtelefonen", text))
    assert any(
        "«staff» er ingen bekreftet telefon, SMS eller chat kjent åpen de neste 8 ukene." in x for x in told(registry)
    )


def test_one_minute_is_a_gap(registry: Path) -> None:
    change(registry, "services", hours("alarmtelefonen", "Mo-Su,PH 00:00-23:59"))
    assert any("kl. 23.59 til" in line for line in told(registry))


def test_doubtful_hours_are_told(registry: Path) -> None:
    change(registry, "services", hours("kors-pa-halsen", "Mo-Fr 14:00-22:00; 2026 Jul 1-2026 Aug 1 off"))
    assert [line for line in told(registry) if "nevner dager som er over" in line]
    change(registry, "services", hours("kors-pa-halsen", "Mo-Fr 14:00-22:00; 2026 Nov 1-2026 Dec 1 off"))
    assert told(registry) == []
    change(registry, "services", hours("kors-pa-halsen", "school-days 08:00-15:00"))
    assert [line for line in told(registry) if "school_years" in line]


def test_in_the_real_data_somebody_always_answers_and_the_check_says_so() -> None:
    assert [line for line in told(ROOT) if "kjent åpen" in line] == []


def test_a_stand_in_is_for_the_same_readers_and_together_they_are_open_as_often_as_anybody(real_guide: Guide) -> None:
    stand_ins, horizon = StandIns(real_guide), real_guide.horizon
    found = 0
    for service in real_guide.services:
        chosen = stand_ins.of(service)
        found += bool(chosen)
        for other, channel in chosen:
            assert other.id in service.alternatives or {*other.roles} >= {*service.roles}
            assert channel in channels(other)
            assert other.kind != "emergency"
        if chosen:
            covered = open_minutes(service, horizon)
            for other, _ in chosen:
                covered |= open_minutes(other, horizon)
            assert covered == horizon.every_minute
    assert found > 10


def test_the_week_counts_who_is_known_to_answer_through_each_hour(registry: Path) -> None:
    monday, found = week(read(registry))
    assert monday == date(2026, 11, 23)
    assert found["staff"] == [[1] * 24] * 7
    evening = [1] * 14 + [2] * 8 + [1] * 2  # Kors på halsen, 14 to 22 on weekdays
    assert found["child-youth"] == [evening] * 5 + [[1] * 24] * 2
    later, _ = week(load(registry, TODAY + timedelta(2)).guide or read(registry))
    assert later == monday


def test_the_picture_of_the_week_has_a_table_that_says_the_same(pages: dict[str, BuiltPage], real_guide: Guide) -> None:
    found = load(ROOT, TODAY).guide
    assert found is not None
    counts = week(found)[1]
    for locale in ("", "nn/", "en/"):
        page = pages[f"{locale}om/kilder/"]
        tables = list(page.main.all("table"))
        assert len(tables) == len(real_guide.roles)
        for role, table in zip(counts, tables, strict=True):
            cells = [int(cell.text.strip()) for cell in table.all("td")]
            assert cells == [min(day[h : h + 3]) for day in counts[role] for h in range(0, 24, 3)]
            assert len([*table.all("th")]) == 9 + 7
