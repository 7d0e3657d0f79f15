"""What the import draws and asks, without an app."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.calls import ColumnReading, ColumnRole, Confidence, Inspection, Problem, TimeReading
from leaptui.domain.records import Engagement
from leaptui.tui.screens.import_panes import (
    Step,
    clean_lines,
    column_detail,
    column_head,
    column_line,
    confirm_lines,
    file_lines,
    question_lines,
    steps_line,
    working_lines,
)
from leaptui.tui.screens.import_state import TELLING, ImportState, at_most_often
from leaptui.tui.screens.import_words import (
    MEANINGS,
    format_shown,
    is_undecided,
    problems_about,
    questions,
    swapped,
    undecided_with,
)

# Words and lines, without an app.


def inspection_of(
    *columns: ColumnReading, problems: tuple[Problem, ...] = (), written: str = "%m/%d/%Y"
) -> Inspection:
    return Inspection(
        file="calls.csv",
        size=1_000,
        sha256="ab" * 32,
        encoding="utf-8",
        delimiter=",",
        sheet="",
        header_row=1,
        rows=96_310,
        columns=columns,
        times=tuple(
            TimeReading(each.name, written, 5, 0) for each in columns if each.role is ColumnRole.RECEIVED
        ),
        not_available=("travel",),
        problems=problems,
    )


ASKED = ColumnReading("Type", ColumnRole.RECEIVED, Confidence.ASK, "header says so", 1.0, ("1/2/2025",))
LONGER = ColumnReading(
    "Final Type", ColumnRole.RECEIVED, Confidence.ASK, "header says so", 1.0, ("1/2/2025",)
)
PLAIN = ColumnReading("Unit", ColumnRole.UNIT, Confidence.SURE, "header says so", 0.9, ("3B12",))
UNDECIDED = Problem("Type could be month/day or day/month: no day is above 12.", 5, "Please confirm.")


def test_a_problem_belongs_to_the_column_it_names() -> None:
    inspection = inspection_of(ASKED, LONGER, problems=(Problem("Final Type is cut.", 1, "Look."), UNDECIDED))
    assert problems_about(inspection, "Type") == [UNDECIDED]
    assert [each.problem for each in problems_about(inspection, "Final Type")] == ["Final Type is cut."]


def test_only_what_the_file_cannot_tell_is_asked_as_a_format() -> None:
    inspection = inspection_of(ASKED, LONGER, PLAIN, problems=(UNDECIDED,))
    assert is_undecided(inspection, ASKED)
    assert not is_undecided(inspection, LONGER)
    assert undecided_with(inspection, "Type") == ["Type"]
    assert [name for name, _ in questions(inspection, frozenset())] == ["Type", "Final Type"]
    assert [name for name, _ in questions(inspection, frozenset({"Type"}))] == ["Final Type"]


@pytest.mark.parametrize(
    ("written", "other"),
    [("%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"), ("%d.%m.%y", "%m.%d.%y"), ("%Y-%m-%d", ""), ("%H:%M:%S", "")],
)
def test_day_and_month_change_about(written: str, other: str) -> None:
    assert swapped(written) == other
    assert not other or swapped(other) == written


def test_formats_are_shown_as_people_write_them() -> None:
    assert format_shown("%m/%d/%Y %I:%M:%S %p") == "mm/dd/yyyy hh:mm:ss AM/PM"
    assert format_shown("excel serial") == "excel serial"


def test_every_role_has_a_meaning_that_fits_its_place() -> None:
    assert set(MEANINGS) == set(ColumnRole)
    assert max(map(len, MEANINGS.values())) <= 37


def test_questions_go_round() -> None:
    state = ImportState(engagement=Engagement(id="x", slug="x", name="X"))
    assert state.next_question(None) is None
    state.inspection = inspection_of(ASKED, PLAIN, LONGER)
    assert state.next_question(None) == "Type"
    assert state.next_question("Type") == "Final Type"
    assert state.next_question("Final Type") == "Type"
    state.settled = frozenset({"Type"})
    assert state.next_question("Final Type") == "Final Type"
    assert [column.confidence for column in state.columns] == [
        Confidence.SURE,
        Confidence.SURE,
        Confidence.ASK,
    ]


def test_progress_is_told_four_times_a_second_at_most_and_its_end_always() -> None:
    moments = iter([0.0, 0.1, 0.2, 0.25, 0.3, 0.31])
    told: list[tuple[str, float]] = []
    tell = at_most_often(lambda doing, share: told.append((doing, share)), clock=lambda: next(moments))
    for step, share in [
        ("reading", 0.0),
        ("reading", 0.1),
        ("cleaning", 0.4),
        ("storing", 0.7),
        ("storing", 0.9),
        ("done", 1.0),
    ]:
        tell(step, share)
    assert TELLING == 0.25
    assert told == [("reading", 0.0), ("storing", 0.7), ("done", 1.0)]


@given(
    st.integers(58, 200),
    st.lists(st.text(max_size=60), min_size=1, max_size=5),
    st.sampled_from(list(ColumnRole)),
    st.sampled_from(list(Confidence)),
)
def test_no_line_is_longer_than_the_screen(
    width: int, names: list[str], role: ColumnRole, confidence: Confidence
) -> None:
    columns = tuple(
        ColumnReading(name, role, confidence, names[0] * 3, 0.5, tuple(names[:3])) for name in names
    )
    inspection = inspection_of(
        *columns, problems=(Problem(names[0] + " is odd.", 3, names[-1]),), written="%d/%m/%Y"
    )
    city = Engagement(id="x", slug="x", name=names[0], timezone="America/New_York")
    lines = [
        steps_line(Step.CLEAN, "UTF-8 · comma · header on line 3 · 96,310 rows", width),
        *file_lines(inspection, width),
        column_head(width, columns),
        *(column_line(column, columns, width) for column in columns),
        *column_detail(inspection, columns[0], width),
        *question_lines(questions(inspection, frozenset()), 0, len(columns), width, 2),
        *clean_lines(inspection, width),
        *confirm_lines(city, inspection, names[0], "2026-11-23", width),
        *working_lines(f"Looking at {names[0]}"[:40], 0.4, width),
    ]
    for line in lines:
        assert line.cell_length <= width, line.plain
        assert "\n" not in line.plain
