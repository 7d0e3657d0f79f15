"""A saved plan as it was: its frozen figures, to read; and the question whether to go on with today's data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from leaptui.services.staffing.reopening import Reopened
from leaptui.services.staffing.results import Plain
from leaptui.services.staffing.scenario_compare import compare_results
from leaptui.services.staffing.scenarios import ScenarioView
from leaptui.services.staffing.words import count_words, dollars, share_words
from leaptui.tui.dates import DAYS
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.screens.staffing.board import StaffingBoard
from leaptui.tui.screens.staffing.page import StaffingPage, said, table
from leaptui.tui.text import ends, fit, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.figures import heading

AS_IT_WAS, TODAY = "as it was", "today"
_MOST_TOLD = 4
"""Figures that the question names; the page of the frozen ones has them all."""


def as_it_was_or_today(found: Reopened) -> ChooseDialog:
    """What changed since a plan was saved, and whether to read it or to go on with today's data."""
    then_now = [f"{line.label} {line.values[0]}, now {line.values[1]}" for line in found.differences]
    told = "; ".join(then_now[:_MOST_TOLD])
    return ChooseDialog(
        f"“{found.scenario.scenario.name}” is otherwise with today's data",
        [
            Choice(AS_IT_WAS, "as it was", "the saved figures, to read"),
            Choice(TODAY, "with today's data", "its choices, worked out anew"),
        ],
        concerning=" ".join([*found.scenario.changed, f"{told[:1].upper()}{told[1:]}."]),
        unchanged="The saved plan stays as it is either way.",
        does="open it",
        escape="leave it",
    )


class FrozenPage(StaffingPage):
    """The figures of a saved plan, as they were."""

    TITLE_SHOWN: ClassVar[str] = "as it was saved"

    def __init__(self, board: StaffingBoard, view: ScenarioView, problem: str = "") -> None:
        super().__init__(board)
        self._scenario, self._problem = view, problem

    def compose_foot(self) -> ComposeResult:
        """The saved plan says its own sentence."""
        yield from ()

    def tell_context(self, bar: ContextBar) -> None:
        """City, the scenario, and that nothing of it can be changed."""
        shown = [f"“{self._scenario.scenario.name}”", self.TITLE_SHOWN]
        bar.show(self.leap.city_name, shown, saved=self.saved())

    def page_lines(self, width: int) -> Sequence[Content]:
        """What changed since, then every figure."""
        view, results = self._scenario, self._scenario.results
        lines: list[Content] = []
        for change in [*([self._problem] if self._problem else []), *view.changed]:
            lines += said(change, width, "▲")
        lines += said(str(results.get("sentence", "")), width, style="b")
        words = (
            f"{results.get('scenario', '')}. {results.get('base', '')}. Saved {view.scenario.made_at[:10]}."
        )
        lines += said(words, width, style="$text-muted")
        if view.scenario.note:
            lines += said(view.scenario.note, width)
        if "cost" not in results:
            return lines
        figures = [[line.label, line.values[0]] for line in compare_results([results])]
        lines += [plain(""), *table(["Figures", ""], figures, width)]
        lines += [plain(""), *_teams(results, width)]
        if results.get("cases"):
            lines += [plain(""), *_cases(results, width)]
        lines += [plain(""), *_budget(results, min(width, 80))]
        lines += [plain(""), heading(width, "Every number it was worked out with")]
        for each in results["inputs"]:
            lines += said(f"{each['label']}: {each['value']:,g} ({each['unit']}). {each['source']}", width)
        return lines


def _teams(results: Plain, width: int) -> list[Content]:
    """Teams on duty, two hours to a cell where there is little room."""
    step, room = (1, 3) if width >= 76 else (2, 4)
    hours = "".join(f"{hour:>{room}}" for hour in range(0, 24, step))
    lines = [heading(width, "Teams on duty"), plain(f"   {hours}", "$text-muted")]
    for day, counts in enumerate(results["teams"]):
        cells = [max(counts[hour : hour + step]) for hour in range(0, 24, step)]
        shown = "".join(f"{count or '·':>{room}}" for count in cells)
        lines.append(fit(plain(f"{DAYS[day][:2]} {shown}"), width))
    return lines


def _cases(results: Plain, width: int) -> list[Content]:
    cases = results["cases"]
    rows = [
        ["answered at once", *(share_words(each["answered_in_hours"], overloaded=each["overloaded"]) for each in cases)],
        ["responses a year", *(count_words(each["responses"]) for each in cases)],
        ["police hours freed (capacity)", *(count_words(each["officer_hours"]) for each in cases)],
        ["people, sized for it", *(f"{each['people_total']:,}" for each in cases)],
        ["a year, sized for it", *(dollars(each["recurring"]) for each in cases)],
    ]  # fmt: skip
    return table(["If it turns out otherwise", *(each["case"] for each in cases)], rows, width)


def _budget(results: Plain, width: int) -> list[Content]:
    cost = results["cost"]
    lines: list[Content] = []
    for title, key in (("A year", "recurring"), ("Once, before the start", "one_time")):
        lines.append(heading(width, title, plain(f"${cost[key]:,.0f}", "b")))
        lines += [
            ends(width, plain(f"  {each['label']}"), plain(f"${each['amount']:,.0f}"))
            for each in cost[f"{key}_lines"]
        ]
    return lines
