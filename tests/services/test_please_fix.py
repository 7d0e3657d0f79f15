"""The rows a city has to mend go back to it as a sheet, with where they stand and why."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from leaptui.domain.errors import AlreadyThere, InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.please_fix import write_please_fix
from leaptui.services.city.engagements import add_engagement
from leaptui.services.workspace import Workspace

LINES = [
    "Call Id,Received,Type,Address",
    *(f"{n},2025-01-{1 + n % 28:02} {n % 24:02}:10:00,NOISE COMPLAINT,{n}00 OAK ST" for n in range(60)),
    "60,,=HYPERLINK(1),1 OAK ST",
    '=1+1,"not a time,',
    'or two",THEFT,2 OAK ST',
    "too,few",
]


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")


@pytest.mark.parametrize("packed", [False, True])
def test_the_sheet_says_where_each_row_stands_and_why(
    workspace: Workspace, city: Engagement, tmp_path: Path, packed: bool
) -> None:
    data = "\n".join(LINES).encode()
    path = tmp_path / ("calls.csv.gz" if packed else "calls.csv")
    path.write_bytes(gzip.compress(data) if packed else data)
    dataset, _ = import_file(workspace, city, path)
    made = write_please_fix(workspace, dataset, [path], tmp_path / "please_fix.csv")
    assert (made.rows, made.unreadable) == (3, 3)
    with made.path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["line"], row["reason"], row["the row as it stands"]) for row in rows] == [
        ("62", "no time of the call", "60,,=HYPERLINK(1),1 OAK ST"),
        ("63", "the time of the call cannot be read", ' =1+1,"not a time, or two",THEFT,2 OAK ST'),
        ("65", "too few cells", "too,few"),
    ]
    if not packed:
        spans = [data[int(row["first byte"]) : int(row["last byte"]) + 1].decode() for row in rows]
        assert spans == [LINES[61], "\n".join(LINES[62:64]), LINES[64]]
    with pytest.raises(AlreadyThere):
        write_please_fix(workspace, dataset, [path], tmp_path / "please_fix.csv")


def test_another_file_than_the_one_imported_is_refused(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(LINES))
    dataset, _ = import_file(workspace, city, path)
    path.write_text("\n".join(LINES[:-1]))
    with pytest.raises(InputRefused, match="is not the file that was imported"):
        write_please_fix(workspace, dataset, [path], tmp_path / "please_fix.csv")
    assert not (tmp_path / "please_fix.csv").exists()


def test_a_file_without_a_bad_row_has_nothing_to_fix(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(LINES[:-4]))
    dataset, _ = import_file(workspace, city, path)
    with pytest.raises(InputRefused, match="nothing to fix"):
        write_please_fix(workspace, dataset, [path], tmp_path / "please_fix.csv")


def test_of_several_files_each_row_names_its_own(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    first, second = tmp_path / "jan.csv", tmp_path / "feb.csv"
    first.write_text("\n".join(LINES))
    second.write_text("\n".join([*(line.replace("2025-01", "2025-02") for line in LINES[:61]), "short,row"]))
    dataset, imported = import_file(workspace, city, first, further=[second], label="winter")
    assert (dataset.label, dataset.file_name) == ("winter", "jan.csv and 1 more")
    assert [each.name for each in imported.sources] == ["jan.csv", "feb.csv"]
    made = write_please_fix(workspace, dataset, [first, second], tmp_path / "please_fix.csv")
    with made.path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [(row["file"], row["line"], row["the row as it stands"]) for row in csv.DictReader(stream)]
    assert rows[-1] == ("feb.csv", "62", "short,row")
    assert [row[:2] for row in rows[:3]] == [("jan.csv", "62"), ("jan.csv", "63"), ("jan.csv", "65")]
