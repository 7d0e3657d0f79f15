"""The widgets of the import's steps. Each draws how the import stands; the lines are made in `import_panes`."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import LeapError
from leaptui.tui.dates import months_shown
from leaptui.tui.screens.import_panes import (
    Step,
    answer_lines,
    clean_lines,
    column_detail,
    column_head,
    confirm_lines,
    file_lines,
    question_lines,
    steps_line,
    working_lines,
)
from leaptui.tui.screens.import_state import ImportState
from leaptui.tui.screens.import_words import file_told
from leaptui.tui.text import join, paragraph, plain
from leaptui.tui.widgets.block import Block


class ImportBlock(Block):
    """A block that draws an import."""

    def __init__(self, state: ImportState) -> None:
        super().__init__()
        self._state = state
        self.at: str | None = None
        """Name of the column under the cursor."""


class StepsBlock(ImportBlock):
    """Which step it is, and what the file is."""

    def lines(self, width: int) -> Sequence[Content]:
        """One."""
        inspection = self._state.inspection
        return [steps_line(self._state.step, file_told(inspection) if inspection else "", width)]


class ColumnHead(ImportBlock):
    """The headings of the columns."""

    def lines(self, width: int) -> Sequence[Content]:
        """One."""
        return [column_head(width, self._state.columns)]


class DetailBlock(ImportBlock):
    """The column under the cursor, beside the list when the screen is wide."""

    def lines(self, width: int) -> Sequence[Content]:
        """Its reason, its times, its samples."""
        inspection = self._state.inspection
        column = next((each for each in self._state.columns if each.name == self.at), None)
        if inspection is None or column is None:
            return []
        return column_detail(inspection, column, width)


class AnswersBlock(ImportBlock):
    """What the columns can answer, under the list when there is room."""

    def lines(self, width: int) -> Sequence[Content]:
        """A heading and a line each."""
        inspection = self._state.inspection
        if inspection is None or not self.screen.has_class("-roomy"):
            return []
        head = [Content(""), Content(""), plain("What these columns can answer", "b"), Content("")]
        return [*head, *answer_lines(inspection, width)]


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
        at = names.index(self.at) if self.at in names else 0
        return question_lines(
            state.questions, at, len(names), width, 1 if self.screen.has_class("-short") else 2
        )


class StepBlock(ImportBlock):
    """The body of a step without a list."""

    def __init__(self, state: ImportState, step: Step) -> None:
        super().__init__(state)
        self._step = step

    def lines(self, width: int) -> Sequence[Content]:
        """Those of the step; while something runs, what and how far."""
        state = self._state
        if self._step is Step.STORED:
            return stored_lines(state.dataset) if state.dataset else []
        if state.working is not None:
            return working_lines(*state.working, width)
        if self._step is Step.FILE:
            if state.problem is not None:
                return problem_lines(state.problem, width)
            return file_lines(state.inspection, width) if state.inspection else no_file_lines(width)
        if state.inspection is None:
            return []
        if self._step is Step.CLEAN:
            return clean_lines(state.inspection, width)
        return confirm_lines(state.engagement, state.inspection, state.sender, state.received, width)


def no_file_lines(width: int) -> list[Content]:
    """Before a file was chosen."""
    return [
        plain("No file yet.", "b"),
        Content(""),
        *paragraph("Enter chooses the export the city sent: csv, tsv, or a workbook.", width),
    ]


def problem_lines(problem: LeapError, width: int) -> list[Content]:
    """Why a file could not be read, and what to do."""
    what = paragraph(problem.what, width - 2, "b")
    shown = [join(plain("✕ ", "$error"), what[0]), *(join("  ", line) for line in what[1:])]
    for words in (problem.safe, problem.next_step):
        if words:
            shown += [join("  ", line) for line in paragraph(words, width - 2, "$text-muted")]
    end = "Enter chooses another file; H says in which line the header is."
    return [*shown, Content(""), *(join("  ", line) for line in paragraph(end, width - 2))]


def stored_lines(dataset: Dataset) -> list[Content]:
    """What was imported, over its ledger."""
    period = months_shown(dataset.first_day, dataset.last_day)
    return [
        join(
            plain("✓ ", "$success"),
            plain("Imported. ", "b"),
            plain(f"{dataset.rows_used:,} calls of {dataset.file_name}, {period}."),
        ),
        plain("  Enter opens the rows behind a line, Esc shows the calls.", "$text-muted"),
        Content(""),
    ]
