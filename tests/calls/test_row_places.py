"""A row that could not be read is told with its line and its bytes, whatever stands before it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.calls.importing import import_calls
from leaptui.calls.ledger_rows import ledger_rows
from leaptui.calls.loaded import LoadedDataset
from leaptui.calls.recipe import ColumnUse, Recipe
from leaptui.domain.calls import ColumnRole, Imported, SetAside
from leaptui.domain.ledger_rules import USUALLY_ON
from leaptui.practice.taxonomy import load_taxonomy

COLUMNS = (
    ColumnUse("id", ColumnRole.INCIDENT_ID),
    ColumnUse("received", ColumnRole.RECEIVED, ("%Y-%m-%d %H:%M:%S",)),
    ColumnUse("type", ColumnRole.TYPE_INITIAL),
)
GOOD = '%d,2025-01-01 10:00:00,"NOISE, LOUD"'


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    datasets: dict[str, list[bytes]]
    new_dataset: Any

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""


def imported(kept: Kept, path: Path, data: bytes, encoding: str = "utf-8", header_row: int = 1) -> Imported:
    path.write_bytes(data)
    recipe = Recipe(columns=COLUMNS, timezone="UTC", encoding=encoding, header_row=header_row)
    return import_calls(path, recipe, load_taxonomy(), new_dataset=kept.new_dataset)


def told(kept: Kept, found: Imported) -> list[dict[str, str]]:
    loaded = LoadedDataset(kept.datasets[found.dataset])
    try:
        return ledger_rows(loaded, SetAside.UNREADABLE, USUALLY_ON, limit=10_000)
    finally:
        loaded.close()


def said_at(data: bytes, row: dict[str, str]) -> bytes:
    return data[int(row["first_byte"]) : int(row["last_byte"]) + 1]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_and_bytes_of_rows_behind_quoted_line_ends_and_blank_lines(
    kept: Kept, tmp_path: Path, end: str
) -> None:
    lines = [
        "a title of the report", "", "id,received,type", GOOD % 1, '2,2025-01-01 10:00:00,"TWO', 'LINES ""HERE"""',
        "", "3,too few", GOOD % 4, '5,not a time,"OVER', 'TWO LINES"', "6,2025-01-01 10:00:00,one,too many",
        '7,2025-01-01 10:00:00,5" PIPE', GOOD % 8, "9,,NOISE", GOOD % 10,
    ]  # fmt: skip
    data = end.join(lines).encode()
    found = imported(kept, tmp_path / "calls.csv", data, header_row=3)
    rows = told(kept, found)
    assert [(int(row["line"]), row.get("lines"), said_at(data, row)) for row in rows] == [
        (8, None, b"3,too few"),
        (10, "2", f'5,not a time,"OVER{end}TWO LINES"'.encode()),
        (12, None, b"6,2025-01-01 10:00:00,one,too many"),
        (15, None, b"9,,NOISE"),
    ]
    kept_rows = kept.ask(found, "SELECT row, incident_id FROM calls ORDER BY row")
    assert kept_rows == [(1, "1"), (2, "2"), (4, "4"), (7, "7"), (8, "8"), (10, "10")]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_that_is_read_as_a_copy_is_told_in_its_own_bytes(
    kept: Kept, tmp_path: Path, encoding: str
) -> None:
    lines = [
        "id,received,type",
        *(f"{n},2025-01-01 10:00:00,CAFÉ ‘NOISE’" for n in range(40)),
        "x,é,y",
        GOOD % 1,
    ]
    data = "\r\n".join(lines).encode(encoding)
    (row,) = told(kept, imported(kept, tmp_path / "calls.csv", data, encoding))
    assert row["line"] == "42"
    if encoding == "cp1252":
        assert said_at(data, row).decode(encoding) == "x,é,y"
    else:
        assert "first_byte" not in row


def test_far_into_a_large_file(kept: Kept, tmp_path: Path) -> None:
    rows = [f"{n},2025-01-01 10:00:00,NOISE" for n in range(30_000)]
    for at in (7_001, 7_002, 29_999):
        rows[at] = f"{at},??,NOISE {at}"
    rows[15_000] = "15000"
    data = "\n".join(["id,received,type", *rows]).encode()
    found = imported(kept, tmp_path / "calls.csv", data)
    assert [(int(row["line"]), said_at(data, row).decode()) for row in told(kept, found)] == [
        (at + 2, rows[at]) for at in (7_001, 7_002, 15_000, 29_999)
    ]
    assert kept.ask(found, "SELECT count(*) FROM calls WHERE incident_id::INTEGER <> row - 1") == [(0,)]


CELLS = st.sampled_from(["NOISE", '"A, B"', '"A\nB"', '"A\n\nB"', '"say ""x"""', "", '""', '"\n"'])
ROWS = st.lists(
    st.one_of(
        st.builds(lambda cell: f"%d,2025-01-01 10:00:00,{cell}", CELLS),
        st.builds(lambda cell: f"%d,no time,{cell}", CELLS),
        st.just("%d,short"),
        st.just(""),
    ),
    max_size=40,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_any_mixture_of_rows_is_told_row_by_row(kept: Kept, tmp_path: Path, rows: list[str]) -> None:
    named = [row % number if row else row for number, row in enumerate(rows)]
    text = "\n".join(["id,received,type", "900,2025-01-01 10:00:00,NOISE", *named, ""])
    found = imported(kept, tmp_path / "calls.csv", text.encode())
    expected = [row for row in named if "no time" in row or "short" in row]
    assert [said_at(text.encode(), row).decode() for row in told(kept, found)] == expected
    stream = io.StringIO(text)
    for row in told(kept, found):
        stream.seek(0)
        line = [*stream][int(row["line"]) - 1]
        assert line.split(",")[0] == said_at(text.encode(), row).decode().split(",")[0]
    assert found.ledger.rows_in == len([row for row in named if row]) + 1
    assert json.loads(json.dumps(found.verdicts))
