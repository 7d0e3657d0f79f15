"""What is wrong with an export, which measures it bends, and what the city can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.domain.call_quality import Answer, FamilyAnswer, QualityFinding, Severity
from leaptui.domain.call_records import Dataset
from leaptui.services.calls.quality import (
    CallQuality,
    hand_over_quality,
    prepare_quality,
    quality,
    quality_files,
    rows_of_finding,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand, keys_go_on
from leaptui.tui.screens.calls.rows import PAGE, RowsDialog, RowsPage
from leaptui.tui.screens.calls.view import CallsView
from leaptui.tui.screens.documents.handing_over import ask_where, tell_handed_over, written_over_only_if_asked
from leaptui.tui.screens.view import Drawn
from leaptui.tui.text import dotted_lines, join, paragraph, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.figures import share_shown
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_STYLES = {Severity.SERIOUS: "$error", Severity.CARE: "$warning", Severity.NOTE: "$text-muted"}
_ANSWER_STYLES = {Answer.YES: "$success", Answer.WITH_CARE: "$warning", Answer.NO: "$error"}
_WIDEST = 110
"""Longest line of words."""
_MOST_ASKED = 2
"""Rows of the foot for what a finding means, and for what the city can do."""
_ENDINGS = ("docx", "pdf", "csv")


class CallsQualityScreen(CallsView):
    """Can these calls carry what they are asked for, and if not, why?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("quality", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("quality")
    TITLE_SHOWN: ClassVar[str] = "data quality"
    DEFAULT_CSS = """
    CallsQualityScreen #answers { height: auto; padding: 0 0 1 0; }
    CallsQualityScreen.-short #answers { padding: 0 0 0 0; }
    CallsQualityScreen #whole-pane { width: 52; padding: 0 0 0 2; }
    CallsQualityScreen #whole-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    _found: CallQuality | None = None

    def __init__(self, dataset: Dataset) -> None:
        """The page of one export.

        Args:
            dataset: Which.
        """
        super().__init__()
        self._dataset = dataset

    def compose_place(self) -> ComposeResult:
        """The answers, then the findings; beside them, when wide, the one under the cursor."""
        with Vertical(id="answers"):
            yield Drawn(id="carries")
        with Horizontal():
            yield PickList[QualityFinding](self._draw, id="findings")
            with Vertical(id="whole-pane", classes="pane only-wide"), VerticalScroll(id="whole-scroll"):
                yield Drawn(id="whole")

    def compose_foot(self) -> ComposeResult:
        """What the finding under the cursor means, and what the city can do."""
        yield Drawn(id="said")

    @property
    def _findings(self) -> PickList[QualityFinding]:
        return self.query_one("#findings", PickList)

    async def load(self) -> None:
        """Look the export over; a million calls take a second or two."""
        if self._found is None:
            self.query_one("#carries", Drawn).show(
                lambda _: [plain("Looking the calls over…", "$text-muted")]
            )
        found = await self.leap.ask(quality, self._dataset)
        self._found = found
        self.query_one("#carries", Drawn).show(lambda width: answer_lines(found.answers, width))
        entries: list[Pick[QualityFinding] | Rest] = [Pick(each.key, each) for each in found.findings]
        if not entries:
            entries = [Rest(), Rest(plain(" Nothing was found that bends a figure.", "$text-muted"))]
        self._findings.show(entries)
        if self.focused is None:
            self._findings.focus()

    def _draw(self, finding: QualityFinding, width: int) -> Sequence[Content]:
        return [finding_line(finding, width)]

    def tell_context(self, bar: ContextBar) -> None:
        """City, view, export."""
        about = [self.TITLE_SHOWN, self._dataset.label or self._dataset.file_name]
        if self._found is not None:
            number = len(self._found.findings)
            about.append(f"{number} finding{'' if number == 1 else 's'}")
        bar.show(self.leap.city_name, about, saved=self.saved())

    @on(PickList.Highlighted, "#findings")
    def tell(self, event: PickList.Highlighted) -> None:
        """What it means and what can be done."""
        finding: QualityFinding = event.pick.value
        self.query_one("#said", Drawn).show(lambda width: foot_lines(finding, width))
        self.query_one("#whole", Drawn).show(lambda width: whole_lines(finding, width))

    # What is done here.

    @on(PickList.Chosen, "#findings")
    @errand("rows", exclusive=True)
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The rows behind it; where no rows stand for it, the finding whole."""
        finding: QualityFinding = event.pick.value
        if not finding.opens:
            await self._show_whole(finding)
            return

        async def fetch(offset: int) -> RowsPage:
            rows = await self.leap.ask(rows_of_finding, self._dataset, finding.key, PAGE, offset=offset)
            return RowsPage(finding.rows, rows)

        await self.app.push_screen_wait(
            RowsDialog(finding.what, await fetch(0), fetch, of=f"{finding.base:,} {finding.of}")
        )

    @errand("rows", exclusive=True)
    async def action_lines(self) -> None:
        """The finding whole."""
        if self._findings.pick is not None:
            await self._show_whole(self._findings.pick.value)

    async def _show_whole(self, finding: QualityFinding) -> None:
        glyph = plain(finding.severity.glyph, _STYLES[finding.severity])
        blank = plain(" ")
        points = [(glyph, f"{_counted(finding)}."), (blank, finding.means)]
        if finding.bends:
            bent = "; ".join(f"{family.label} ({how.value})" for family, how in finding.bends)
            points.append((blank, f"It bends {bent}."))
        if finding.ask:
            points.append((plain("▸", "$accent"), finding.ask))
        points += [
            (plain("–", "$text-muted"), f"{line.label}: {line.rows:,} of {line.base:,}")
            for line in finding.lines
        ]
        await self.app.push_screen_wait(TellDialog(finding.what, points, concerning=finding.severity.value))

    @errand()
    async def action_export(self) -> None:
        """The page for the city."""
        asked = await ask_where(self.leap, "the quality page", chosen="city_team")
        if asked is None:
            return
        audience, folder = asked
        ready = await self.leap.ask(prepare_quality, self.engagement, self._dataset, audience)
        stem = f"{self.engagement.slug}-data-quality"
        keys_go_on()
        files = await self.leap.store.aside(quality_files, ready, stem, _ENDINGS)
        done = await written_over_only_if_asked(
            self.leap,
            lambda *, over: self.leap.change(
                hand_over_quality, self.engagement, ready, files, folder, over=over
            ),
        )
        if done is not None:
            await tell_handed_over(self.leap, done)


def answer_lines(answers: Sequence[FamilyAnswer], width: int) -> Sequence[Content]:
    """`Can these calls carry volume ✓ yes · response times ✕ no?`, in as many rows as it takes."""
    cells = [
        join(
            plain(f"{each.family.label} "),
            plain(f"{each.answer.glyph} {each.answer.value}", _ANSWER_STYLES[each.answer]),
        )
        for each in answers
    ]
    return [
        plain("Can these calls carry what is asked of them?", "b"),
        *dotted_lines(cells, min(width, _WIDEST)),
    ]


def finding_line(finding: QualityFinding, width: int) -> Content:
    """Glyph, what was found, in how many and which share."""
    style = _STYLES[finding.severity]
    word = finding.severity.value if width >= 56 else ""
    columns = (1, len("serious") if word else 0, max(width - 1 - 8 * bool(word) - 10 - 7 - 1, 8), -9, -6)
    cells = (
        plain(finding.severity.glyph, style),
        plain(word, style),
        plain(finding.what),
        plain(f"{finding.rows:,}" if finding.rows else "–"),
        plain(share_shown(finding.share) if finding.rows else "", "$text-muted"),
    )
    return row(columns, cells)


def foot_lines(finding: QualityFinding, width: int) -> Sequence[Content]:
    """The base, what it means, and what the city can do; each cut to a few rows."""
    means = paragraph(f"{_counted(finding)}. {finding.means}", min(width, _WIDEST))
    shown = _cut(means, _MOST_ASKED + 1, width)
    if finding.ask:
        asked = paragraph(finding.ask, min(width, _WIDEST) - 2, "$text-muted")
        signs = [plain("▸ ", "$accent"), *([plain("  ")] * len(asked))]
        shown += [
            join(sign, line) for sign, line in zip(signs, _cut(asked, _MOST_ASKED, width), strict=False)
        ]
    return shown


def whole_lines(finding: QualityFinding, width: int) -> Sequence[Content]:
    """All of a finding, for the pane beside the list."""
    shown = [
        *paragraph(finding.what, width, "b"),
        *paragraph(f"{_counted(finding)}.", width, "$text-muted"),
        Content(""),
    ]
    shown += [*paragraph(finding.means, width), Content("")]
    shown += [
        join(plain(f"{how.glyph} ", _STYLES[how]), plain(f"{family.label}, {how.value}"))
        for family, how in finding.bends
    ]
    if finding.ask:
        shown += [Content(""), plain("The city can", "b"), *paragraph(finding.ask, width)]
    if finding.lines:
        shown += [Content(""), plain(f"By {finding.lines_are}", "b")]
        shown += [
            row(
                (max(width - 20, 8), -9, -9),
                (line.label, f"{line.rows:,}", plain(f"of {line.base:,}", "$text-muted")),
            )
            for line in finding.lines
        ]
    return shown


def _counted(finding: QualityFinding) -> str:
    """`8,421 of 38,833 calls used`."""
    return f"{finding.rows:,} of {finding.base:,} {finding.of}"


def _cut(lines: Sequence[Content], most: int, width: int) -> list[Content]:
    """The first lines, with an ellipsis where there are more."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], join(lines[most - 1].truncate(max(width - 2, 1)), "…")]
