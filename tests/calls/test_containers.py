"""Exports in archives and workbooks: the one that is inside is found, and which sheet holds the calls."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from leaptui.calls import archive
from leaptui.calls.inspection import inspect
from leaptui.domain.calls import ColumnRole, Correction, Inspection
from leaptui.domain.errors import InputRefused
from leaptui.domain.inspection import SheetKind
from tests.calls.workbooks import Row, gzipped, locked, ods, xls, xlsx, zipped

HEADER: Row = ["Call Id", "Received", "Call Type", "Disposition"]
CALLS: list[Row] = [
    [
        f"24-{n:04}",
        f"2024-05-{1 + n % 28:02} {n % 24:02}:{n % 60:02}:00",
        ("NOISE", "TRESPASS")[n % 2],
        "REPORT",
    ]
    for n in range(60)
]
TEXT = "\n".join(",".join(map(str, row)) for row in [HEADER, *CALLS]).encode() + b"\n"
BOOK: list[Row] = [HEADER, *CALLS]


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def is_whole(found: Inspection) -> bool:
    return found.rows == 60 and found.lacks == () and found.column_with(ColumnRole.INCIDENT_ID) is not None


@pytest.mark.parametrize(
    ("name", "data", "inside"),
    [
        ("calls.csv.gz", gzipped(TEXT), "calls.csv"),
        ("calls.gz", gzipped(TEXT.replace(b",", b"\t")), "calls"),
        ("CALLS.ZIP", zipped({"2024/calls.csv": TEXT}), "calls.csv"),
        ("calls.zip", zipped({"calls.txt": TEXT.decode().replace(",", "|").encode("utf-16")}), "calls.txt"),
        ("calls.zip", zipped({"calls.xlsx": xlsx({"Export": BOOK})}), "calls.xlsx"),
        ("calls.zip", zipped({"a/calls.xls": xls("Export", BOOK)}), "calls.xls"),
        ("calls.ods.gz", gzipped(ods({"Export": BOOK})), "calls.ods"),
        (
            "calls.zip",
            zipped({"__MACOSX/._calls.csv": b"\0\1", ".DS_Store": b"\0", "calls.csv": TEXT}),
            "calls.csv",
        ),
    ],
)
def test_the_one_export_in_an_archive_is_read(tmp_path: Path, name: str, data: bytes, inside: str) -> None:
    found = inspect(put(tmp_path, name, data))
    assert is_whole(found)
    assert (found.file, found.shape.inside, found.size) == (name, inside, len(data))


def test_a_read_me_beside_the_export_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, "calls.zip", zipped({"calls.csv": TEXT, "About this.pdf": b"%PDF-1.7"}))
    found = inspect(path)
    assert is_whole(found)
    assert found.problems[0].problem == "The archive also holds About this.pdf."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "calls.zip",
            zipped({"jan.csv": TEXT, "feb.csv": TEXT}),
            "calls.zip holds 2 files: jan.csv, feb.csv.",
        ),
        ("calls.zip", zipped({f"{n}.csv": TEXT for n in range(9)}), "4.csv and 4 more"),
        ("calls.zip", zipped({}), "without an export"),
        ("calls.zip", zipped({"inner.zip": zipped({"calls.csv": TEXT})}), "holds another archive"),
        ("calls.gz", gzipped(gzipped(TEXT)), "holds another archive"),
        ("calls.tar.gz", gzipped(b"\0" * 257 + b"ustar\0" + TEXT), "holds another archive"),
        ("calls.zip", locked(zipped({"calls.csv": TEXT})), "locked by a password"),
        ("calls.csv.gz", gzipped(TEXT)[:-40], "cannot be read as an archive"),
        ("calls.csv.gz", gzipped(TEXT)[:60] + b"\xff" * 60, "cannot be read as an archive"),
        ("calls.zip", zipped({"calls.csv": TEXT})[:-30], "cannot be read as a zip archive"),
        ("calls.csv.gz", gzipped(b"\n\n"), "is empty"),
        ("calls.csv.gz", gzipped(b"%PDF-1.7\n" + TEXT), "a PDF document"),
        (
            "calls.zip",
            zipped({"calls.csv": b"\0" * (48 * 1024**2)}, packed=True),
            "far more than a call export",
        ),
        ("calls.csv.gz", gzip.compress(b"1,2\n" * (12 * 1024**2), 1, mtime=0), "far more than a call export"),
    ],
)
def test_other_archives_are_refused_in_a_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputRefused, match=said) as refused:
        inspect(put(tmp_path, name, data))
    assert refused.value.safe
    assert refused.value.next_step


def test_what_an_archive_says_of_its_sizes_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 2000)
    with pytest.raises(InputRefused, match="far more than a call export"):
        inspect(put(tmp_path, "calls.csv.gz", gzipped(TEXT)))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("calls.xlsx", xlsx({"Export": BOOK})),
        ("calls.xlsm", xlsx({"Export": BOOK})),
        ("calls.xls", xls("Export", BOOK)),
        ("calls.ods", ods({"Export": BOOK})),
        ("calls.csv", xlsx({"Export": BOOK})),
    ],
)
def test_workbooks_of_every_kind(tmp_path: Path, name: str, data: bytes) -> None:
    found = inspect(put(tmp_path, name, data))
    assert is_whole(found)
    assert (found.sheet, found.header_row, found.encoding) == ("Export", 1, "")


SHEETS: dict[str, list[Row]] = {
    "Read me": [["Calls for service, Harbor Falls"], ["Made by dispatch."], ["Cancelled calls are left out."]],
    "Pivot": [["Row Labels", "Count of Call Id"], *[(f"TYPE {n}", n * 10) for n in range(200)], ["Grand Total", 900]],
    "By month": [["Month", "Calls", "Arrests"], *[(f"2024-{n:02}", n * 100, n) for n in range(1, 13)], ["Total", 900, 9]],
    "Codes": [["Code", "Description"], *[(f"10-{n}", f"MEANING OF {n}") for n in range(300)]],
    "Blank": [],
    "Data": BOOK,
    "Old": BOOK[:20],
}  # fmt: skip


def test_the_sheet_with_the_calls_is_chosen_by_what_it_holds(tmp_path: Path) -> None:
    found = inspect(put(tmp_path, "calls.xlsx", xlsx(SHEETS, hidden=["Old"])))
    assert is_whole(found)
    assert found.sheet == "Data"
    assert {note.name: note.kind for note in found.shape.sheet_notes} == {
        "Read me": SheetKind.NOTES,
        "Pivot": SheetKind.PIVOT,
        "By month": SheetKind.TOTALS,
        "Codes": SheetKind.CODES,
        "Blank": SheetKind.EMPTY,
        "Data": SheetKind.CALLS,
        "Old": SheetKind.CALLS,
    }
    assert [note.name for note in found.shape.sheet_notes if not note.visible] == ["Old"]
    (said,) = [problem for problem in found.problems if "More than one sheet" in problem.problem]
    assert "Old (hidden)" in said.problem
    assert "Old" not in found.sheets


def test_a_person_may_choose_another_sheet_even_a_hidden_one(tmp_path: Path) -> None:
    path = put(tmp_path, "calls.xlsx", xlsx(SHEETS, hidden=["Old"]))
    found = inspect(path, Correction(sheet="Old"))
    assert (found.sheet, found.rows, len(found.shape.sheet_notes)) == ("Old", 19, 7)
    summary = inspect(path, Correction(sheet="By month"))
    assert any("A summary holds no calls" in problem.effect for problem in summary.problems)
    with pytest.raises(InputRefused, match="no sheet “Nowhere”"):
        inspect(path, Correction(sheet="Nowhere"))
