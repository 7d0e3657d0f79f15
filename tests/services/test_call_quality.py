"""The quality page of an import: the same as the rows say, and cleared when it goes to the city."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.call_quality import Answer, MeasureFamily
from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.quality import export_quality, quality, rows_of_finding
from leaptui.services.city.engagements import add_engagement
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/Los_Angeles")


@pytest.fixture
def dataset(workspace: Workspace, city: Engagement, fixtures: Path) -> Dataset:
    return import_file(workspace, city, fixtures / "calls" / "seattle_layout.csv")[0]


def test_a_page_says_what_is_there_and_opens_its_rows(workspace: Workspace, dataset: Dataset) -> None:
    found = quality(workspace, dataset)
    by_key = {each.key: each for each in found.findings}
    assert by_key["absent.cleared"].rows == dataset.rows_used
    carried = {each.family: each for each in found.answers}
    assert carried[MeasureFamily.WORK].answer is Answer.NO
    assert by_key["absent.cleared"] in carried[MeasureFamily.WORK].because
    for finding in found.findings:
        if finding.opens:
            assert len(rows_of_finding(workspace, dataset, finding.key, 1_000)) == finding.rows
    assert rows_of_finding(workspace, dataset, "absent.cleared") == []
    assert rows_of_finding(workspace, dataset, "no such finding; DROP TABLE calls") == []


def test_a_full_sheet_among_several_files_is_named(workspace: Workspace, dataset: Dataset) -> None:
    sources = '[{"name": "a.xlsx", "size": 1, "sha256": "00", "rows": 65535}, {"name": "b.csv", "size": 1, "sha256": "01", "rows": 9}]'
    found = quality(
        workspace, replace(dataset, sources=sources, rows_in=65_544, ledger="[]", rows_used=65_544)
    )
    assert "file.full_sheet.a.xlsx" in {each.key for each in found.findings}


def test_the_page_for_the_city_is_written_as_its_name_ends(
    workspace: Workspace, city: Engagement, dataset: Dataset, tmp_path: Path
) -> None:
    (table,) = export_quality(workspace, city, dataset, tmp_path / "quality.csv").files
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["finding"] for row in rows if row["where"] == ""] == [
        each.what for each in quality(workspace, dataset).findings
    ]
    for row in rows:
        assert not row["rows"].isdigit() or not 0 < int(row["rows"]) < 5
    (page,) = export_quality(workspace, city, dataset, tmp_path / "quality.md").files
    assert "| time on scene | ✕ no | The export has no clearance |" in page.read_text("utf-8")
    with pytest.raises(InputRefused, match=r"End the name in \.csv"):
        export_quality(workspace, city, dataset, tmp_path / "quality.exe")
    assert sorted(path.name for path in tmp_path.glob("quality.*")) == ["quality.csv", "quality.md"]
