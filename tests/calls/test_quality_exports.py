"""What is said against four published exports and the practice city's: what is so, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from leaptui.calls.loaded import LoadedDataset
from leaptui.calls.quality import findings
from leaptui.calls.recipe import Recipe
from leaptui.domain.call_quality import Answer, ExportFacts, MeasureFamily, QualityFinding, answers
from leaptui.domain.calls import Imported
from leaptui.practice.practice_calls import write_practice_calls


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    datasets: dict[str, list[bytes]]


Read = Callable[..., Imported]


def against(kept: Kept, imported: Imported, zone: str) -> tuple[QualityFinding, ...]:
    recipe = Recipe.from_toml(imported.recipe)
    facts = ExportFacts(
        rows_in=imported.ledger.rows_in,
        files=(("export", imported.ledger.rows_in),),
        roles=frozenset(column.role for column in recipe.columns),
        timezone=zone,
        set_aside=tuple((line.reason.value, line.rows) for line in imported.ledger.set_aside),
    )
    loaded = LoadedDataset(kept.datasets[imported.dataset])
    try:
        return findings(loaded, facts)
    finally:
        loaded.close()


PUBLISHED = {
    # A random sample of the year: thirteen calls a day, and none on four days in a row.
    "sanjose_police_2022.csv": (
        "America/Los_Angeles",
        {
            "absent.arrived",
            "absent.cleared",
            "absent.dispatched",
            "absent.district",
            "absent.source",
            "days.empty",
        },
    ),
    "nashville_calls_2024_first3000.csv": (
        "America/Chicago",
        {"absent.arrived", "absent.cleared", "absent.dispatched", "absent.source", "units.one", "period.end"},
    ),
    "seattle_call_data.csv": ("America/Los_Angeles", {"absent.cleared", "absent.dispatched", "absent.place"}),
    "reno_fire_2011_first3000.xlsx": (
        "America/Los_Angeles",
        {
            "absent.disposition",
            "absent.incident_id",
            "absent.place",
            "absent.source",
            "missing.arrived",
            "period.end",
        },
    ),
}
"""The zone of each file, and what is to be heeded of it."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_exports(kept: Kept, read: Read, shared_data: Path, name: str) -> None:
    zone, expected = PUBLISHED[name]
    found = against(kept, read(shared_data / name, timezone=zone), zone)
    assert {each.key for each in found if each.severity.value != "note"} == expected
    carried = {each.family: each.answer for each in answers(found)}
    assert carried[MeasureFamily.TYPES] is Answer.YES
    assert carried[MeasureFamily.HOURS] is Answer.YES


def test_the_practice_city(kept: Kept, read: Read, tmp_path: Path) -> None:
    write_practice_calls(tmp_path / "calls.csv", 20_000)
    found = against(kept, read(tmp_path / "calls.csv"), "America/New_York")
    assert {each.key: each.severity.value for each in found} == {
        "missing.arrived": "care",
        "missing.dispatched": "note",
        "missing.disposition": "note",
        "missing.unit": "note",
        "rows.unreadable": "note",
    }
    missing = next(each for each in found if each.key == "missing.arrived")
    assert missing.lines_are == "disposition"
    assert 0.2 < missing.share < 0.24
