"""Files that mean harm or were never calls: one sentence, or a balanced ledger, and never anything else."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.calls import workbook
from leaptui.calls.inspection import inspect
from leaptui.domain.calls import Imported
from leaptui.domain.errors import InputRefused


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
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (300 * 1024 * 1024))
    return out.getvalue()


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("calls.csv", b"", "is empty"),
    "only blanks": ("calls.csv", b"\n\n  \r\n", "is empty"),
    "only NULs": ("calls.csv", b"\0" * 5000, "is empty"),
    "only a mark": ("calls.csv", b"\xef\xbb\xbf\n", "is empty"),
    "header only": ("calls.csv", b"Call Id,Received,Type\n", "no rows"),
    "pdf": ("calls.csv", b"%PDF-1.7\n" + os.urandom(3000), "a PDF document"),
    "png": ("calls.csv", b"\x89PNG\r\n\x1a\n" + os.urandom(3000), "a picture"),
    "sqlite": ("calls.db", b"SQLite format 3\0" + bytes(3000), "an SQLite database"),
    "random bytes": ("calls.csv", bytes(range(256)) * 40, "binary"),
    "no time": ("calls.csv", b"Call Id,Type\n" + b"1,NOISE\n2,THEFT\n" * 20, "no column with the time"),
    "no type": (
        "calls.csv",
        b"Call Id,Received\n" + b"1,2024-01-01 10:00:00\n" * 20,
        "no column with the type",
    ),
    "prose": (
        "calls.txt",
        b"Dear advisor,\nplease find enclosed nothing at all.\nRegards\n",
        "no rows of calls",
    ),
    "corrupt workbook": ("calls.xlsx", b"PK\x03\x04" + os.urandom(4000), "cannot be read as a workbook"),
    "text named workbook": ("calls.xlsx", GOOD.encode(), "cannot be read as a workbook"),
    "cut workbook": (
        "calls.xlsx",
        book(["Call Id", "Received", "Type"])[:2000],
        "cannot be read as a workbook",
    ),
    "zip of something": ("calls.zip", b"", ""),
    "zip bomb": ("calls.xlsx", b"", "far more than a call export"),
    "workbook without rows": ("calls.xlsx", book(["Call Id", "Received", "Type"]), "no rows"),
    "empty workbook": ("calls.xlsx", book(), "no rows"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_sentence_and_nothing_stored(
    kept: Kept, read: Read, tmp_path: Path, name: str
) -> None:
    file_name, data, said = REFUSED[name]
    if name == "zip bomb":
        data = bomb()
    if name == "zip of something":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("readme.txt", "nothing")
        data, said = out.getvalue(), "no rows of calls"
    path = tmp_path / file_name
    path.write_bytes(data)
    with pytest.raises(InputRefused, match=said) as refused:
        read(path)
    assert refused.value.what.endswith(".")
    assert refused.value.safe
    assert kept.datasets == {}


def test_a_missing_file_and_a_folder_are_refused(read: Read, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no file"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(InputRefused, match="not a file"):
        read(tmp_path)


def test_a_file_nobody_may_read_is_refused(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(InputRefused, match="permission denied"):
        read(path)


IMPORTED: dict[str, tuple[str, int]] = {
    "nul bytes": (GOOD.replace("NOISE", "NO\0ISE"), 0),
    "carriage returns": (GOOD.replace("\n", "\r"), 0),
    "mixed line ends": (GOOD.replace("30:00,NOISE COMPLAINT\n", "30:00,NOISE COMPLAINT\r\n"), 0),
    "no last line end": (GOOD.rstrip("\n"), 0),
    "blank lines between": (GOOD.replace("\n", "\n\n"), 0),
    "quoted line ends": (GOOD.replace("NOISE COMPLAINT", '"NOISE\nCOMPLAINT"'), 0),
    "quoted delimiters": (GOOD.replace("NOISE COMPLAINT", '"NOISE, LOUD ""MUSIC"""'), 0),
    "short row": (GOOD + "61\n", 1),
    "long row": (GOOD + "61,2024-01-01 10:00:00,NOISE,extra\n", 1),
    "header again": (GOOD + "Call Id,Received,Type\n", 1),
    "a total": (GOOD + "Total,,60\n", 1),
    "ten megabytes in a cell": (GOOD + f'61,2024-01-01 10:00:00,"{"x" * 10_000_000}"\n', 1),
    "a quotation mark astray": (GOOD + '61,2024-01-01 10:00:00,"NOISE" X\n', 1),
    "wide": (
        "Call Id,Received,Type" + "".join(f",f{n}" for n in range(3000)) + "\n"
        + "".join(f"{n},2024-01-01 10:{n:02}:00,NOISE" + "," * 3000 + "\n" for n in range(40)),
        0,
    ),
    "the same header twice": (GOOD.replace("Call Id,Received,Type", "Call Id,Received,Type,Type").replace("PLAINT", "PLAINT,X"), 0),
}  # fmt: skip


@pytest.mark.parametrize("name", IMPORTED)
def test_dirt_is_counted_and_the_rest_is_read(read: Read, tmp_path: Path, name: str) -> None:
    text, unreadable = IMPORTED[name]
    path = tmp_path / "calls.csv"
    path.write_bytes(text.encode())
    imported = read(path)
    set_aside = {line.reason.value: line.rows for line in imported.ledger.set_aside}
    assert set_aside.get("unreadable", 0) == unreadable
    assert imported.ledger.rows_in == (40 if name == "wide" else 60) + unreadable
    assert inspect(path).rows == imported.ledger.rows_in


def test_an_unclosed_quotation_mark_never_swallows_rows_in_silence(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(GOOD + '61,2024-01-01 10:00:00,"NOISE\n' + GOOD.partition("\n")[2] * 3)
    with pytest.raises(InputRefused, match="line 62"):
        read(path)


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
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", b"<row>" + cell * 4 + b"</row></sheetData>")
            new.writestr(entry.filename, data)
    path = tmp_path / "calls.xlsx"
    path.write_bytes(out.getvalue())
    with pytest.raises(InputRefused, match="memory"):
        inspect(path)


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "2024-01-01 10:00:00",
            "1/2/2024",
            "NOISE",
            "911",
            "A,B",
            '"',
            '"x"',
            "\r",
            "\n",
            "\0",
            ";",
            "\ufeff",
            "25:61",
        ]
    ),
    st.text(max_size=12),
)
HEADS = st.sampled_from(["Call Id,Received,Type", "Received,Type", "Date,Time,Nature", "a,b,c", ""])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADS, st.lists(st.lists(CELLS, max_size=5), max_size=30), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_gives_a_ledger_or_a_sentence(
    read: Read, tmp_path: Path, head: str, rows: list[list[str]], line_end: str
) -> None:
    path = tmp_path / "calls.csv"
    text = line_end.join([head, *(",".join(row) for row in rows)])
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    with suppress(InputRefused):
        assert read(path).ledger.rows_in == inspect(path).rows


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.integers(0, len(GOOD) - 1))
def test_any_bytes_in_a_good_file_give_a_ledger_or_a_sentence(
    read: Read, tmp_path: Path, dirt: bytes, at: int
) -> None:
    path = tmp_path / "calls.csv"
    good = GOOD.encode()
    path.write_bytes(good[:at] + dirt + good[at:])
    with suppress(InputRefused):
        assert read(path).ledger.rows_in == inspect(path).rows
