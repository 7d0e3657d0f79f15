"""Files that mean harm or were never calls: one sentence, or a balanced ledger, and never anything else."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest

from leaptui.calls import workbook
from leaptui.calls.inspection import inspect
from leaptui.domain.calls import Imported
from leaptui.domain.errors import InputRefused
from tests.calls.make_hostile import FOLDER, HOSTILE
from tests.calls.workbooks import zipped


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    datasets: dict[str, list[bytes]]


Read = Callable[..., Imported]
GOOD = "Call Id,Received,Type\n" + "".join(
    f"{n},2024-01-01 10:{n:02}:00,NOISE COMPLAINT\n" for n in range(60)
)


def book(*rows: list[object]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bomb() -> bytes:
    sheet = b"0" * (64 * 1024 * 1024)
    return zipped({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet}, packed=True)


def test_the_files_are_what_their_maker_makes() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(HOSTILE)
    assert [name for name, made in HOSTILE.items() if (FOLDER / name).read_bytes() != made.data] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_in_one_sentence_or_every_row_is_told(kept: Kept, read: Read, name: str) -> None:
    hostile = HOSTILE[name]
    if hostile.refused:
        with pytest.raises(InputRefused, match=re.escape(hostile.refused)) as refused:
            read(FOLDER / name)
        assert refused.value.what.endswith(".")
        assert refused.value.safe
        assert kept.datasets == {}
    else:
        imported = read(FOLDER / name)
        set_aside = {line.reason.value: line.rows for line in imported.ledger.set_aside}
        assert (imported.ledger.rows_in, set_aside.get("unreadable", 0)) == (hostile.rows, hostile.unreadable)


def test_a_workbook_out_of_proportion_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "calls.xlsx"
    path.write_bytes(bomb())
    with pytest.raises(InputRefused, match="far more than a call export") as refused:
        inspect(path)
    assert "not opened" in refused.value.safe


def test_a_missing_file_and_a_folder_are_refused(read: Read, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no file"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(InputRefused, match="not a file"):
        read(tmp_path)


@pytest.mark.parametrize(
    "name", ["calls*.csv", "calls?.csv", "calls[1-9].csv", "calls.csv.gz", "~nobody.csv"]
)
def test_a_file_whose_name_looks_like_more_is_read_itself(read: Read, tmp_path: Path, name: str) -> None:
    """The neighbour that the name would match as a pattern is left alone."""
    (tmp_path / "calls1.csv").write_text(GOOD * 2)
    path = tmp_path / name
    path.write_text(GOOD)
    assert read(path).ledger.rows_in == inspect(path).rows == 60


def test_a_file_nobody_may_read_is_refused(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(InputRefused, match="permission denied"):
        read(path)


LARGE: dict[str, tuple[str, int, int]] = {
    "ten megabytes in a cell": (GOOD + f'61,2024-01-01 10:00:00,"{"x" * 10_000_000}"\n', 61, 1),
    "sixteen thousand columns": (
        "Call Id,Received,Type" + "".join(f",f{n}" for n in range(16_000)) + "\n"
        + "".join(f"{n},2024-01-01 10:{n:02}:00,NOISE" + "," * 16_000 + "\n" for n in range(4)),
        4,
        0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_large_for_a_call_is_told_too(read: Read, tmp_path: Path, name: str) -> None:
    text, rows, unreadable = LARGE[name]
    path = tmp_path / "calls.csv"
    path.write_text(text)
    imported = read(path)
    set_aside = {line.reason.value: line.rows for line in imported.ledger.set_aside}
    assert (imported.ledger.rows_in, set_aside.get("unreadable", 0)) == (rows, unreadable)


def test_cells_of_every_kind_in_a_workbook(kept: Kept, read: Read, tmp_path: Path) -> None:
    from datetime import datetime, time

    rows: list[list[object]] = [["Call Id", "Call Date", "Call Time", "Type", "Priority"]]
    rows += [[n, datetime(2024, 1, 1 + n % 28), time(10, n % 60), "NOISE", 1.0] for n in range(40)]  # noqa: DTZ001
    rows += [[n, 45292.0 + n, 0.25, "NOISE", True] for n in range(40, 45)]
    rows += [[45, "not a date", None, "=1+1", None]]
    path = tmp_path / "calls.xlsx"
    path.write_bytes(book(*rows))
    imported = read(path)
    assert imported.ledger.rows_in == 46
    assert imported.ledger.rows_used >= 40


def test_a_workbook_that_lies_about_its_size_kills_only_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The zip directory check is passed, and the child meets its limit."""
    monkeypatch.setattr(workbook, "check_archive", lambda path, packed: False)
    monkeypatch.setattr(workbook, "MOST_MEMORY", 400 * 1024**2)
    cell = b'<c t="inlineStr"><is><t>' + b"x" * (100 * 1024**2) + b"</t></is></c>"
    good = io.BytesIO(book(["a"]))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(good) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", b"<row>" + cell * 4 + b"</row></sheetData>")
            new.writestr(entry.filename, data)
    path = tmp_path / "calls.xlsx"
    path.write_bytes(out.getvalue())
    with pytest.raises(InputRefused, match="memory"):
        inspect(path)
