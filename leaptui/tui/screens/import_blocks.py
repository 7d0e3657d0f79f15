"""The widgets of the import's steps; their lines are made in `import_panes`."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.domain.calls import ColumnReading, Inspection
from leaptui.domain.errors import LeapError
from leaptui.domain.records import Dataset, Engagement
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
from leaptui.tui.text import join, paragraph, plain
from leaptui.tui.widgets.block import Block


class StepsBlock(Block):
    """Which step it is."""

    def __init__(self) -> None:
        super().__init__()
        self._step, self._about = Step.FILE, ""

    def tell(self, step: Step, about: str) -> None:
        """Show this step, and what the file is."""
        self._step, self._about = step, about
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        """One."""
        return [steps_line(self._step, self._about, width)]


class ColumnHead(Block):
    """The headings of the columns."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[ColumnReading] = ()

    def tell(self, columns: Sequence[ColumnReading]) -> None:
        """Headings for these columns."""
        self._columns = columns
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        """One, as far in as the rows of the list."""
        return [column_head(width, self._columns)]


class DetailBlock(Block):
    """The column under the cursor, beside the list when the screen is wide."""

    def __init__(self) -> None:
        super().__init__()
        self._inspection: Inspection | None = None
        self._column: ColumnReading | None = None

    def tell(self, inspection: Inspection, column: ColumnReading) -> None:
        """Show this column."""
        self._inspection, self._column = inspection, column
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """Its reason, its times, its samples, and what the file can answer."""
        if self._inspection is None or self._column is None:
            return []
        return [
            *column_detail(self._inspection, self._column, width),
            Content(""),
            plain("What these columns can answer", "b"),
            *answer_lines(self._inspection, width),
        ]


class QuestionBlock(Block):
    """The questions before the next step, docked under the columns."""

    def __init__(self) -> None:
        super().__init__()
        self._inspection: Inspection | None = None
        self._settled: frozenset[str] = frozenset()
        self._at = 0

    def tell(self, inspection: Inspection, settled: frozenset[str], at: int) -> None:
        """Show what is still open, and where the cursor is."""
        self._inspection, self._settled, self._at = inspection, settled, at
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """A heading and the first questions."""
        if self._inspection is None:
            return []
        most = 1 if self.screen.has_class("-short") else 2
        return question_lines(self._inspection, self._settled, self._at, width, most)


class StepBlock(Block):
    """The body of a step without a list."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self._inspection: Inspection | None = None
        self._engagement: Engagement | None = None
        self._problem: LeapError | None = None
        self._sender, self._received = "", ""
        self._working: tuple[str, float | None] | None = None
        self._dataset: Dataset | None = None

    def tell(
        self,
        inspection: Inspection | None,
        *,
        engagement: Engagement,
        problem: LeapError | None,
        sender: str,
        received: str,
        working: tuple[str, float | None] | None,
        dataset: Dataset | None,
    ) -> None:
        """Show how the import stands."""
        self._inspection, self._engagement, self._problem = inspection, engagement, problem
        self._sender, self._received = sender, received
        self._working, self._dataset = working, dataset
        self.refresh(layout=True)

    def work(self, working: tuple[str, float | None] | None) -> None:
        """Show how far the work is."""
        self._working = working
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """Those of the step."""
        if self._step is Step.STORED:
            return self._stored()
        if self._working is not None:
            return working_lines(*self._working, width)
        if self._step is Step.FILE:
            return self._file(width)
        if self._inspection is None or self._engagement is None:
            return []
        if self._step is Step.CLEAN:
            return clean_lines(self._inspection, width)
        return confirm_lines(self._engagement, self._inspection, self._sender, self._received, width)

    def _file(self, width: int) -> Sequence[Content]:
        if self._problem is not None:
            what = paragraph(self._problem.what, width - 2, "b")
            shown = [join(plain("✕ ", "$error"), what[0]), *(join("  ", line) for line in what[1:])]
            for words in (self._problem.safe, self._problem.next_step):
                shown += [join("  ", line) for line in paragraph(words, width - 2, "$text-muted") if words]
            return [*shown, Content(""), plain("  Enter chooses another file; H says where the header is.")]
        if self._inspection is not None:
            return file_lines(self._inspection, width)
        return [
            plain("No file yet.", "b"),
            Content(""),
            *paragraph("Enter chooses the export the city sent.", width),
        ]

    def _stored(self) -> Sequence[Content]:
        dataset = self._dataset
        if dataset is None:
            return []
        period = months_shown(dataset.first_day, dataset.last_day)
        told = f"{dataset.rows_used:,} calls of {dataset.file_name}, {period}."
        return [
            join(plain("✓ ", "$success"), plain("Imported. ", "b"), plain(told)),
            plain("  Enter opens the rows behind a line, Esc shows the calls.", "$text-muted"),
            Content(""),
        ]
