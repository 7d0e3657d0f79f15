"""Four published exports: everything known of them is found by the program itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from leaptui.calls.inspection import inspect
from leaptui.calls.measures import open_calls
from leaptui.domain.calls import ColumnRole, Imported, Inspection
from leaptui.domain.inspection import SheetKind
from leaptui.domain.measured import BaseName


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    datasets: dict[str, list[bytes]]

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""


Read = Callable[..., Imported]
SAN_JOSE = "sanjose_police_2022.csv"
NASHVILLE = "nashville_calls_2024_first3000.csv"
SEATTLE = "seattle_call_data.csv"
RENO = "reno_fire_2011_first3000.xlsx"


def by_reason(imported: Imported) -> dict[str, int]:
    return {line.reason.value: line.rows for line in imported.ledger.set_aside}


@pytest.mark.parametrize(
    ("name", "rows"), [(SAN_JOSE, 5000), (NASHVILLE, 3000), (SEATTLE, 222), (RENO, 3000)]
)
def test_rows_in_are_rows_used_and_set_aside(read: Read, shared_data: Path, name: str, rows: int) -> None:
    ledger = read(shared_data / name).ledger
    assert ledger.rows_in == rows
    assert ledger.rows_used + sum(line.rows for line in ledger.set_aside) == rows
    assert inspect(shared_data / name).rows == rows


def reason(inspection: Inspection, name: str) -> str:
    return next(column.reason for column in inspection.columns if column.name == name)


def said(inspection: Inspection, words: str) -> list[int]:
    """The rows of the problems that say these words."""
    return [problem.rows for problem in inspection.problems if words in problem.problem]


def test_what_the_files_are_made_of_is_told(shared_data: Path) -> None:
    """Every statement of the data's own README that is about the file and not about its calls."""
    san_jose = inspect(shared_data / SAN_JOSE, timezone="America/Los_Angeles")
    assert reason(san_jose, "OFFENSE_DATE").startswith(
        "its clock is always midnight; the hour is in OFFENSE_TIME"
    )
    assert (san_jose.shape.counts.incidents, san_jose.shape.counts.most_per_incident) == (4998, 2)

    nashville = inspect(shared_data / NASHVILLE, timezone="America/Chicago")
    assert (nashville.shape.line_end, nashville.header_row) == ("\r\n", 1)
    assert said(nashville, "encoded twice") == [0]
    assert said(nashville, "Tencode Description seems to be cut at 40 characters")
    assert said(nashville, "Tencode Description is empty in 12%"), "codes without text"
    codes = [column.name for column in nashville.columns if column.role is ColumnRole.TYPE_CODE]
    assert codes == ["Tencode", "Tencode Suffix"]
    assert [time.column for time in nashville.times] == ["Call_Received"]

    reno = inspect(shared_data / RENO, timezone="America/Los_Angeles")
    assert [(note.name, note.kind) for note in reno.shape.sheet_notes] == [("Sheet1", SheetKind.CALLS)]
    assert said(reno, "No column holds an incident id") == [0]
    assert said(reno, "CLOSE_TIME are earlier than their call: they passed midnight") == [17]
    assert said(reno, "ONSCENE_1ST_TIME are earlier than their call") == [6]

    seattle = inspect(shared_data / SEATTLE, timezone="America/Los_Angeles")
    assert "911" in reason(seattle, "Call Type")
    assert "ONVIEW" in reason(seattle, "Call Type")
    roles = {column.name: column.role for column in seattle.columns}
    assert roles["Initial Call Type"] is ColumnRole.TYPE_INITIAL
    assert roles["Final Call Type"] is ColumnRole.TYPE_FINAL
    assert roles["Original Time Queued"] is ColumnRole.RECEIVED
    assert said(seattle, "a sign that spreadsheets take for a formula") == [216]


def test_nothing_is_doubted_that_is_well(shared_data: Path) -> None:
    for name in (SAN_JOSE, NASHVILLE, RENO, SEATTLE):
        found = inspect(shared_data / name, timezone="America/Los_Angeles")
        assert found.lacks == ()
        assert found.questions == ()
        assert not said(found, "fewest in hours")
        assert not said(found, "stand for unknown")
        assert not said(found, "follow no format")


def test_san_jose(kept: Kept, read: Read, shared_data: Path) -> None:
    inspection = inspect(shared_data / SAN_JOSE)
    used = {column.role: column.name for column in inspection.columns}
    assert used[ColumnRole.RECEIVED_DATE] == "OFFENSE_DATE"
    assert used[ColumnRole.RECEIVED_TIME] == "OFFENSE_TIME"
    assert used[ColumnRole.INCIDENT_ID] == "CALL_NUMBER"
    assert used[ColumnRole.TYPE_INITIAL] == "CALL_TYPE"
    assert used[ColumnRole.TYPE_CODE] == "CALLTYPE_CODE"
    assert {column.name for column in inspection.columns if column.role is ColumnRole.IGNORED} >= {
        "CDTS",
        "EID",
    }
    decoy = next(column.reason for column in inspection.columns if column.name == "CDTS")
    assert decoy == "a time stamp with PD or PS behind it, not an id; about 43 min after the call"
    imported = read(shared_data / SAN_JOSE, timezone="America/Los_Angeles")
    assert imported.calls == 4998
    assert by_reason(imported)["units"] == 2
    assert kept.ask(imported, "SELECT count(DISTINCT type_code), count(DISTINCT priority) FROM calls") == [
        (137, 6)
    ]
    assert kept.ask(imported, "SELECT count(*) FROM calls WHERE type LIKE '%  %'") == [(0,)]
    assert kept.ask(
        imported, "SELECT count(DISTINCT hour(received)), bool_and(received_has_clock) FROM calls"
    ) == [(24, True)]
    ((codes,),) = kept.ask(
        imported,
        "SELECT count(DISTINCT regexp_replace(disposition, '^\\S+ ', '')) FROM calls",
    )
    assert codes == 17, "texts of dispositions, of 19 codes"
    assert by_reason(imported)["officer_initiated"] > 700, "vehicle and pedestrian stops, by their type"


def test_nashville(kept: Kept, read: Read, shared_data: Path) -> None:
    inspection = inspect(shared_data / NASHVILLE)
    assert inspection.columns[0].name == "OBJECTID"
    assert "time on scene" in inspection.not_available
    said = " ".join(problem.problem for problem in inspection.problems)
    assert "encoded twice" in said
    assert "cut at 40 characters" in said
    imported = read(shared_data / NASHVILLE, timezone="America/Chicago")
    assert "time on scene" in imported.not_available
    assert kept.ask(imported, "SELECT count(*) FROM calls WHERE type IS NULL") == [(0,)], (
        "a code stands in for its text"
    )
    assert kept.ask(imported, "SELECT type_code FROM calls WHERE row = 1") == [("87 P",)]


def test_seattle(kept: Kept, read: Read, shared_data: Path) -> None:
    imported = read(shared_data / SEATTLE, timezone="America/Los_Angeles")
    assert by_reason(imported)["officer_initiated"] == 13
    minutes = "date_diff('second', received, arrived) / 60.0"
    found = kept.ask(
        imported,
        f"SELECT count(*) - count(arrived), median({minutes}), quantile_cont({minutes}, 0.95) FROM calls",
    )
    missing, median, late = found[0]
    assert missing == 36
    assert median == pytest.approx(27.05, abs=0.01)
    assert late == pytest.approx(327.5, abs=0.1)
    assert kept.ask(imported, "SELECT count(*) FROM calls WHERE starts_with(type_final, '--')")[0][0] > 200
    opened = open_calls(kept.datasets[imported.dataset])
    try:
        response = opened.summary([], BaseName.ALL_ROWS).times["response"]
    finally:
        opened.close()
    assert (response.n, response.left_out) == (186, 0), "a call somebody came to was not cancelled before"
    assert response.median == pytest.approx(27.05, abs=0.01)


def test_reno(kept: Kept, read: Read, shared_data: Path) -> None:
    inspection = inspect(shared_data / RENO)
    assert inspection.column_with(ColumnRole.INCIDENT_ID) is None
    assert {
        reading.column: reading.parsed
        for reading in inspection.times
        if reading.column != "FIRE_CONTROL_TIME"
    } == {
        "RECEIVED_DATE": 3000,
        "RECEIVED_TIME": 3000,
        "DISPATCH_1ST_TIME": 2796,
        "ONSCENE_1ST_TIME": 2393,
        "CLOSE_TIME": 3000,
    }
    imported = read(shared_data / RENO, timezone="America/Los_Angeles")
    assert imported.calls == 3000
    assert by_reason(imported)["tests"] == 14
    assert imported.period is not None
    assert (imported.period.first, imported.period.last) == ("2011-04-01", "2011-04-29")
    busy = "date_diff('second', received, cleared)"
    assert kept.ask(
        imported, f"SELECT min({busy}) >= 0, count(*) FILTER (received::DATE <> cleared::DATE) FROM calls"
    ) == [(True, 17)]
    assert kept.ask(imported, "SELECT count(*) FROM calls WHERE contains(agency, chr(160))") == [(0,)]
