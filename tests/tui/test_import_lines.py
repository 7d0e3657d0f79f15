"""What the import draws, asks and remembers, without an app."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.calls import (
    ColumnReading,
    ColumnRole,
    Confidence,
    Correction,
    Inspection,
    Problem,
    TimeReading,
)
from leaptui.domain.inspection import Answer, Question, QuestionKind
from leaptui.domain.records import Engagement
from leaptui.services.calls.recipes import FurtherFile, LookedAt
from leaptui.tui.screens.importing.panes import (
    column_detail,
    column_head,
    column_line,
    overview_lines,
    question_lines,
    raw_lines,
    steps_line,
    working_lines,
)
from leaptui.tui.screens.importing.role import fitting, roles_for
from leaptui.tui.screens.importing.rows import (
    GO_ON,
    GoOn,
    Setting,
    column_rows,
    file_rows,
    go_on_line,
    rule_rows,
    setting_line,
)
from leaptui.tui.screens.importing.sentences import sentence_of
from leaptui.tui.screens.importing.state import TELLING, ImportState, Notes, Step, at_most_often
from leaptui.tui.screens.importing.store_lines import store_lines
from leaptui.tui.screens.importing.words import (
    MEANINGS,
    asked_with,
    format_shown,
    problems_about,
    questions,
    swapped,
)
from leaptui.tui.widgets.pick_list import Pick

CITY = Engagement(id="x", slug="x", name="X", timezone="America/New_York")


def inspection_of(
    *columns: ColumnReading,
    problems: tuple[Problem, ...] = (),
    written: str = "%m/%d/%Y",
    asked: tuple[Question, ...] = (),
    raw: tuple[str, ...] = (),
    header: int = 1,
) -> Inspection:
    return Inspection(
        file="calls.csv",
        size=1_000,
        sha256="ab" * 32,
        encoding="utf-8",
        delimiter=",",
        sheet="",
        header_row=header,
        rows=96_310,
        columns=columns,
        times=tuple(
            TimeReading(each.name, written, 5, 0) for each in columns if each.role is ColumnRole.RECEIVED
        ),
        not_available=("travel",),
        problems=problems,
        questions=asked,
        raw_rows=raw,
    )


def column(name: str, role: ColumnRole, confidence: Confidence = Confidence.SURE) -> ColumnReading:
    return ColumnReading(name, role, confidence, "header says so", 1.0, ("1/2/2025",))


def day_month(name: str) -> Question:
    answers = (Answer("%m/%d/%Y", "month first", ""), Answer("%d/%m/%Y", "day first", ""))
    return Question(QuestionKind.DAY_MONTH, name, f"Does {name} put the month or the day first?", answers)


CALLED = column("Called", ColumnRole.RECEIVED, Confidence.ASK)
QUEUED = column("Queued", ColumnRole.RECEIVED, Confidence.ASK)
NATURE = column("Nature", ColumnRole.TYPE_INITIAL)
UNIT = column("Unit", ColumnRole.UNIT, Confidence.ASK)


def test_a_problem_belongs_to_the_column_it_names() -> None:
    cut, odd = Problem("Final Type is cut.", 1, "Look."), Problem("Type is odd.", 1, "Look.")
    kind, final = column("Type", ColumnRole.TYPE_INITIAL), column("Final Type", ColumnRole.TYPE_FINAL)
    inspection = inspection_of(kind, final, problems=(cut, odd))
    assert problems_about(inspection, "Type") == [odd]
    assert problems_about(inspection, "Final Type") == [cut]


def test_what_is_lacking_comes_first_and_no_confirming_settles_it() -> None:
    nothing = inspection_of(UNIT)
    assert [each.key for each in questions(nothing, frozenset())] == ["times", "types", "Unit"]
    assert [each.key for each in questions(nothing, frozenset({"Unit", "times", "types"}))] == [
        "times",
        "types",
    ]
    unread = inspection_of(CALLED, NATURE, written="")
    unread = Inspection(
        **{name: getattr(unread, name) for name in Inspection.__slots__ if name != "times"}, times=()
    )
    assert "none of it can be read as a time" in questions(unread, frozenset({"Called"}))[0].words


def test_a_question_is_asked_once_and_one_answer_holds_for_columns_written_alike() -> None:
    asked = (day_month("Called"), day_month("Queued"))
    inspection = inspection_of(CALLED, QUEUED, NATURE, asked=asked)
    found = questions(inspection, frozenset())
    assert [each.column for each in found] == ["Called", "Queued"], (
        "a column in doubt is not asked about twice"
    )
    assert asked_with(inspection, asked[0]) == list(asked)
    settled = frozenset(each.key for each in found)
    assert questions(inspection, settled) == []


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


def test_every_role_has_a_meaning_that_fits_its_place_and_is_found_by_its_first_letters() -> None:
    assert set(MEANINGS) == set(ColumnRole)
    assert max(map(len, MEANINGS.values())) <= 37
    choices = roles_for(inspection_of(CALLED, NATURE, UNIT), UNIT)
    assert {each.role for each in choices} == set(ColumnRole)
    assert next(each.means for each in choices if each.role is ColumnRole.RECEIVED) == "now Called"
    for typed, role in [
        ("arr", ColumnRole.ARRIVED),
        ("beat", ColumnRole.DISTRICT),
        ("911", ColumnRole.SOURCE),
    ]:
        assert fitting(choices, typed)[0].role is role
    assert fitting(choices, "") == choices
    assert fitting(choices, "zzz") == []


def test_questions_go_round() -> None:
    state = ImportState(engagement=CITY)
    assert state.next_question(None) is None
    final = column("Final", ColumnRole.TYPE_FINAL, Confidence.ASK)
    state.inspection = inspection_of(column("When", ColumnRole.RECEIVED), UNIT, NATURE, final)
    assert state.next_question(None) == "Unit"
    assert state.next_question("Unit") == "Final"
    assert state.next_question("Final") == "Unit"
    state.settled = frozenset({"Unit"})
    assert state.next_question("Final") == "Final"
    sure = [each.confidence for each in state.columns]
    assert sure == [Confidence.SURE, Confidence.SURE, Confidence.SURE, Confidence.ASK]


def test_leaving_asks_where_something_was_chosen_or_written() -> None:
    state = ImportState(engagement=CITY)
    assert not state.has_choices
    found = inspection_of(CALLED, NATURE)
    last_year = Correction(roles={"Called": ColumnRole.RECEIVED})
    state.take(LookedAt(inspection=found, correction=last_year), untouched=True)
    assert not state.has_choices, "last year's choices are not hers to lose"
    state.take(LookedAt(inspection=found, correction=Correction()))
    assert state.has_choices
    state = ImportState(engagement=CITY, notes=Notes(sender="R. Hale"))
    assert state.has_choices


def test_another_file_keeps_what_may_hold_for_it() -> None:
    state = ImportState(
        engagement=CITY,
        notes=Notes(sender="R. Hale"),
        further=(FurtherFile(path=Path("b.csv"), rows=1, lacks=()),),
    )
    state.correction = Correction(
        roles={"Called": ColumnRole.RECEIVED}, header_row=3, delimiter=";", sheet="A"
    )
    state.begin(Path("c.csv"))
    assert state.correction == Correction(roles={"Called": ColumnRole.RECEIVED})
    assert state.notes.sender == "R. Hale"
    assert state.further == ()


def test_every_step_begins_with_going_on() -> None:
    state = ImportState(engagement=CITY, path=Path("calls.csv"))
    assert [each.key for each in file_rows(state) if isinstance(each, Pick)] == ["file", "header"]
    state.inspection = inspection_of(CALLED, NATURE)
    for rows in (file_rows(state), column_rows(state), rule_rows(state)):
        first = rows[0]
        assert isinstance(first, Pick)
        assert first.key == GO_ON
    first = column_rows(state)[0]
    assert isinstance(first, Pick)
    assert first.value == GoOn("Go on to rules and privacy", questions=1)


def test_the_line_of_the_names_is_among_the_first_lines_wherever_it_stands() -> None:
    raw = tuple(f"line {number}" for number in range(1, 13))
    for header in (1, 3, 9, 12):
        shown = [line.plain for line in raw_lines(inspection_of(NATURE, raw=raw, header=header), 40, 8)]
        assert len(shown) <= 8
        assert any(f"line {header}" in line for line in shown[1:])


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
        *columns,
        problems=(Problem(names[0] + " is odd.", 3, names[-1]),),
        written="%d/%m/%Y",
        raw=tuple(names),
    )
    city = Engagement(id="x", slug="x", name=names[0], timezone="America/New_York")
    state = ImportState(engagement=city, path=Path("x"), inspection=inspection, step=Step.RULES)
    state.notes = Notes(sender=names[0], received="2026-11-23")
    settings = [
        each.value
        for each in (*file_rows(state), *rule_rows(state))
        if isinstance(each, Pick) and isinstance(each.value, Setting)
    ]
    assert sentence_of(state)
    lines = [
        steps_line(Step.RULES, "UTF-8 · comma · header on line 3 · 96,310 rows", width),
        *raw_lines(inspection, width, 8),
        go_on_line(GoOn(names[0], 2), width),
        *(setting_line(each, width) for each in settings),
        column_head(width, columns),
        *(column_line(each, columns, width) for each in columns),
        *column_detail(inspection, columns[0], (), width),
        *overview_lines(inspection, width),
        *question_lines(questions(inspection, frozenset()), "column 1 of 2", width, 2),
        *store_lines(state, width),
        *working_lines(f"Looking at {names[0]}"[:40], 0.4, width),
    ]
    for line in lines:
        assert line.cell_length <= width, line.plain
        assert "\n" not in line.plain
