"""What an inspection says of a file's rows and header: copies, totals, two lines of names, quotes, line ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.calls.inspection import inspect
from leaptui.domain.calls import ColumnRole, Correction, Inspection
from leaptui.domain.errors import InputRefused


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "calls.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def table(header: str, *rows: str) -> str:
    return "\n".join([header, *rows]) + "\n"


def said(found: Inspection, words: str) -> list[int]:
    """The rows of the problems that say these words."""
    return [problem.rows for problem in found.problems if words in problem.problem]


def plain(many: int = 60) -> list[str]:
    return [
        f"24-{n:04},2024-05-{1 + n % 28:02} {n % 24:02}:{n % 60:02}:00,NOISE,1A{n % 7}" for n in range(many)
    ]


PLAIN_HEADER = "Call Id,Received,Type,Unit"


def test_rows_that_are_no_calls_are_told_apart(tmp_path: Path) -> None:
    calls = plain()
    rows = [
        *calls[:30],
        PLAIN_HEADER,
        *calls[30:],
        "Total,,60,",
        "Grand Total,,60,",
        "Printed by dispatch,,,",
        ",,,",
    ]
    found = inspect(write(tmp_path, table(PLAIN_HEADER, *rows)))
    counts = found.shape.counts
    assert (found.rows, counts.headers_again, counts.totals, counts.fillers) == (65, 1, 2, 2)
    assert said(found, "The header stands again") == [1]
    assert said(found, "Rows of totals") == [2]
    assert said(found, "Rows are blank, or hold one note") == [2]


def test_rows_per_incident_and_copies_are_counted(tmp_path: Path) -> None:
    calls = plain()
    units = [calls[n].replace("1A", "2B") for n in range(20)] + [
        calls[n].replace("1A", "3C") for n in range(5)
    ]
    copies = calls[40:44]
    found = inspect(write(tmp_path, table(PLAIN_HEADER, *calls, *units, *copies)))
    counts = found.shape.counts
    assert (counts.incidents, counts.rows_with_id, counts.most_per_incident) == (60, 89, 3)
    assert counts.per_incident == pytest.approx(89 / 60)
    assert counts.repeated == 4
    assert said(found, "Rows say the same as an earlier one") == [4]


def test_ids_that_begin_anew_with_the_year_are_other_incidents(tmp_path: Path) -> None:
    calls = plain()
    again = [row.replace("2024-05", "2025-05") for row in calls]
    found = inspect(write(tmp_path, table(PLAIN_HEADER, *calls, *again)))
    assert (found.shape.counts.incidents, found.shape.counts.most_per_incident) == (120, 1)


def test_copies_without_ids_are_counted_by_what_is_left(tmp_path: Path) -> None:
    rows = [f"2024-05-01 {n % 24:02}:{n % 60:02}:00,NOISE,{100 + n} MAIN ST" for n in range(60)]
    found = inspect(write(tmp_path, table("Received,Type,Address", *rows, *rows[:7])))
    assert found.shape.counts.repeated == 7
    (problem,) = [one for one in found.problems if "say the same" in one.problem]
    assert "Without incident ids" in problem.effect


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        ("Call,,Unit", "Id,Received,", ("Call Id", "Received", "Unit")),
        ("Incident,Call,Call", "Number,Received,Type", ("Incident Number", "Call Received", "Call Type")),
        ("Call,Received,,Cleared,", "Type,Date,Time,Date,Time",
         ("Call Type", "Received Date", "Received Time", "Cleared Date", "Cleared Time")),
    ],
)  # fmt: skip
def test_a_header_in_two_rows_is_put_together(
    tmp_path: Path, upper: str, lower: str, names: tuple[str, ...]
) -> None:
    cells = {
        3: "{n},2024-05-{d:02} 10:{n:02}:00,NOISE",
        5: "NOISE,05/{d:02}/2024,10:{n:02},05/{d:02}/2024,10:{n:02}",
    }
    rows = [cells[len(names)].format(n=n, d=1 + n % 28) for n in range(50)]
    path = write(tmp_path, "HARBOR FALLS\n" + table(upper, lower, *rows))
    found = inspect(path)
    assert tuple(column.name for column in found.columns) == names
    assert (found.header_row, found.shape.header_lines, found.rows) == (3, 2, 50)
    assert said(found, "The header stands in two rows") == [2]
    assert said(found, "line stands above the header") == [1]
    again = inspect(path, Correction(header_row=3))
    assert again.columns == found.columns


def test_a_title_above_is_no_part_of_the_header(tmp_path: Path) -> None:
    text = "Agency:,Harbor Falls Police\nPeriod:,1/1/2024 - 12/31/2024\n" + table(PLAIN_HEADER, *plain())
    found = inspect(write(tmp_path, text))
    assert (found.header_row, found.shape.header_lines) == (3, 1)
    assert [column.name for column in found.columns] == PLAIN_HEADER.split(",")


@pytest.mark.parametrize(
    ("quoting", "line_end", "expected"),
    [
        (str, "\n", ("no cells", "\n")),
        (lambda row: '"' + row.replace(",", '","') + '"', "\r\n", ("every cell", "\r\n")),
        (lambda row: row.replace("NOISE", '"NOISE, LOUD"'), "\r", ("some cells", "\r")),
    ],
)
def test_quotes_and_line_ends_are_told(
    tmp_path: Path, quoting: Callable[[str], str], line_end: str, expected: tuple[str, str]
) -> None:
    lines = [quoting(row) for row in (PLAIN_HEADER, *plain())]
    found = inspect(write(tmp_path, line_end.join([*lines, ""])))
    assert (found.shape.quoting, found.shape.line_end) == expected
    assert len(found.raw_rows) == 12
    assert found.raw_rows[0] == lines[0]


def test_a_person_may_say_how_a_text_file_is_written(tmp_path: Path) -> None:
    rows = [row.replace("NOISE", '"NOISE') for row in plain()]
    path = write(tmp_path, table(PLAIN_HEADER, *rows).replace(",", "~").encode("cp1252"))
    found = inspect(path, Correction(delimiter="~", quote="", encoding="cp1252"))
    assert (found.delimiter, found.quote, found.encoding, found.rows) == ("~", "", "cp1252", 60)
    kinds = found.column_with(ColumnRole.TYPE_INITIAL)
    assert kinds is not None
    assert kinds.samples == ('"NOISE',)


def test_ids_that_a_spreadsheet_cut_are_not_used(tmp_path: Path) -> None:
    rows = [f"2.02{n:03}E+11,{row.partition(',')[2]}" for n, row in enumerate(plain())]
    found = inspect(write(tmp_path, table(PLAIN_HEADER, *rows)))
    assert found.column_with(ColumnRole.INCIDENT_ID) is None
    assert said(found, "A spreadsheet has cut numbers in Call Id") == [60]


def test_looking_can_be_stopped_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = write(tmp_path, table(PLAIN_HEADER, *plain()))
    steps: list[str] = []
    inspect(path, progress=lambda step, share: steps.append(f"{step} {share}"))
    assert steps == ["opening 0.0", "looking 0.4", "done 1.0"]
    with pytest.raises(InputRefused, match="stopped"):
        inspect(path, cancelled=lambda: True)


def test_rows_below_a_day_that_stands_once_are_calls_and_no_fillers(tmp_path: Path) -> None:
    lines = [
        f"{f'03/{day}/2024' if not number else ''},{8 + number * 2:02}:1{number},NOISE COMPLAINT,{day}{number} ELM ST"
        for day in range(10, 20)
        for number in range(6)
    ]
    lines += ["NO MORE CALLS,,,", ",,,"]
    path = tmp_path / "log.csv"
    path.write_text("\n".join(["Date,Time,Nature,Location", *lines]) + "\n")
    found = inspect(path)
    counts = found.shape.counts
    assert (found.rows, counts.without_day) == (62, 50)
    (said,) = [problem for problem in found.problems if "no day of their call" in problem.problem]
    assert said.rows == 50
    assert "fill it down" in said.effect
