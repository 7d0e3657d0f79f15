"""The widgets of the import's steps. Each draws how the import stands; the lines are made in modules of their own."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.domain.calls import ColumnReading
from leaptui.domain.errors import LeapError
from leaptui.tui.screens.importing.panes import (
    answer_lines,
    column_detail,
    column_head,
    column_line,
    overview_lines,
    question_lines,
    raw_lines,
    steps_line,
    working_lines,
)
from leaptui.tui.screens.importing.rows import GoOn, Row, go_on_line, setting_line
from leaptui.tui.screens.importing.sentences import sentence_of
from leaptui.tui.screens.importing.state import ImportState, Step
from leaptui.tui.screens.importing.store_lines import next_lines, store_lines, stored_lines
from leaptui.tui.screens.importing.words import file_told
from leaptui.tui.text import join, paragraph, plain
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.pick_list import PickList

_MOST_DIFFERENCES = 5


class StepList(PickList[Row]):
    """The rows of a step: going on first, then what can be changed."""

    def __init__(self, state: ImportState, *, id: str) -> None:  # noqa: A002
        super().__init__(self._draw_row, id=id, hold=True)
        self._state = state

    def _draw_row(self, each: Row, width: int) -> Sequence[Content]:
        if isinstance(each, GoOn):
            return [go_on_line(each, width)]
        if isinstance(each, ColumnReading):
            return [column_line(each, self._state.columns, width)]
        return [setting_line(each, width)]


class ImportBlock(Block):
    """A block that draws an import."""

    def __init__(self, state: ImportState) -> None:
        super().__init__()
        self._state = state
        self.at: str | None = None
        """Name of the column under the cursor."""


class StepsBlock(ImportBlock):
    """Which step it is, what the file is, and what was understood so far."""

    def lines(self, width: int) -> Sequence[Content]:
        """The steps and a sentence."""
        state = self._state
        found = state.inspection
        shown = [steps_line(state.step, file_told(found) if found else "", width)]
        if state.step is not Step.STORED and not state.is_busy and found is not None:
            shown += paragraph(sentence_of(state), width)[:2]
        return shown


class ColumnHead(ImportBlock):
    """The headings of the columns."""

    def lines(self, width: int) -> Sequence[Content]:
        """One."""
        return [column_head(width, self._state.columns)] if self._state.columns else []


class DetailBlock(ImportBlock):
    """The column under the cursor, beside the list when the screen is wide."""

    def lines(self, width: int) -> Sequence[Content]:
        """Its reason, its times, its samples."""
        inspection = self._state.inspection
        column = next((each for each in self._state.columns if each.name == self.at), None)
        if inspection is None:
            return []
        if column is None:
            return overview_lines(inspection, width)
        return column_detail(inspection, column, self._state.correction.code_books, width)


class AnswersBlock(ImportBlock):
    """What the columns can answer, under the list when there is room."""

    def lines(self, width: int) -> Sequence[Content]:
        """A heading and a line each."""
        inspection = self._state.inspection
        if inspection is None or not self.screen.has_class("-roomy"):
            return []
        head = [Content(""), Content(""), plain("What these columns can answer", "b"), Content("")]
        return [*head, *answer_lines(inspection, width)]


class RawBlock(ImportBlock):
    """The first lines of the file, or why it could not be read."""

    def lines(self, width: int) -> Sequence[Content]:
        """As many as there is room for."""
        state = self._state
        if state.working is not None:
            return [Content(""), *working_lines(*state.working, width)]
        if state.problem is not None:
            return [Content(""), *problem_lines(state.problem, width)]
        if state.inspection is None:
            return [Content(""), *(no_file_lines(width) if state.path is None else [])]
        return [Content(""), *raw_lines(state.inspection, width, 14 if self.roomy else 8)]


class DifferencesBlock(ImportBlock):
    """What is different from how an earlier file was read, under the rules."""

    def lines(self, width: int) -> Sequence[Content]:
        """A heading and a line each."""
        past, differences = self._state.past, self._state.differences
        if past is None:
            return []
        if not differences:
            return [
                Content(""),
                join(plain("✓ ", "$success"), plain(f"Nothing is different from {past.file}.")),
            ]
        shown = [Content(""), plain(f"Different from {past.file}", "b")]
        most = len(differences) if len(differences) <= _MOST_DIFFERENCES else _MOST_DIFFERENCES - 1
        for each in differences[:most]:
            lines = paragraph(each, width - 2)
            shown += [join(plain("▲ ", "$warning"), lines[0]), *(join("  ", line) for line in lines[1:2])]
        if most < len(differences):
            shown.append(plain(f"  and {len(differences) - most} more: R shows them all", "$text-muted"))
        return shown


class QuestionBlock(ImportBlock):
    """The questions before the next step, docked under the columns."""

    def lines(self, width: int) -> Sequence[Content]:
        """A heading and the first questions; what is being done while the file is looked at again."""
        state = self._state
        if state.inspection is None:
            return []
        if state.working is not None:
            return [plain(state.working[0], "b")]
        names = [column.name for column in state.columns]
        where = f"column {names.index(self.at) + 1} of {len(names)}" if self.at in names else ""
        most = 1 if self.screen.has_class("-short") else 2
        return question_lines(state.questions, where, width, most)


class StoreBlock(ImportBlock):
    """What would be stored; while it is being stored, how far it is."""

    def lines(self, width: int) -> Sequence[Content]:
        """Those of the last step."""
        if self._state.working is not None:
            return working_lines(*self._state.working, width)
        return store_lines(self._state, width)


class StoredBlock(ImportBlock):
    """What was stored, over the ledger."""

    def lines(self, width: int) -> Sequence[Content]:
        """What, how much, and what could not be read."""
        state = self._state
        return stored_lines(state.dataset, state.unreadable, width) if state.dataset else []


class NextBlock(ImportBlock):
    """What comes next, under the ledger."""

    def lines(self, width: int) -> Sequence[Content]:
        """One line once something was stored."""
        return next_lines(width) if self._state.dataset else []


def no_file_lines(width: int) -> list[Content]:
    """Before a file was chosen."""
    return [
        plain("No file yet.", "b"),
        Content(""),
        *paragraph("Enter chooses the export the city sent: csv, tsv, or a workbook.", width),
        *paragraph("A file dropped on this screen is taken at once.", width, "$text-muted"),
    ]


def problem_lines(problem: LeapError, width: int) -> list[Content]:
    """Why a file could not be read, and what to do."""
    what = paragraph(problem.what, width - 2, "b")
    shown = [join(plain("✕ ", "$error"), what[0]), *(join("  ", line) for line in what[1:])]
    for words in (problem.safe, problem.next_step):
        if words:
            shown += [join("  ", line) for line in paragraph(words, width - 2, "$text-muted")]
    return shown
