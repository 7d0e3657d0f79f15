"""The budget line by line, three years of it, who pays, and where money ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from leaptui.services.staffing.what_if import StaffingView, WhatIf, staffing_view
from leaptui.services.staffing.words import per_response_sentence
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.staffing.asks import funding_form, with_funding
from leaptui.tui.screens.staffing.page import StaffingPage, said, table
from leaptui.tui.text import ends, plain
from leaptui.tui.widgets.figures import heading


class MoneyPage(StaffingPage):
    """What it costs, and who pays."""

    SCOPES: ClassVar[tuple[str, ...]] = ("money", "staffing_page")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("money")
    TITLE_SHOWN: ClassVar[str] = "cost and funding"

    def page_lines(self, width: int) -> Sequence[Content]:
        """Cliffs first, then the years, then every line."""
        view = self.board.view
        if view is None:
            return []
        lines: list[Content] = []
        for cliff in view.years.cliffs:
            lines += said(cliff, width, "▲")
        lines += [
            heading(width, "Three years", "A adds a source of funding"),
            *_years(view, width),
            plain(""),
        ]
        return [*lines, *_budget(view, min(width, 80))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be a source to remove one."""
        if action == "remove_funding" and not self.board.what_if.funding:
            return False
        return super().check_action(action, parameters)

    @errand()
    async def action_add_funding(self) -> None:
        """Who pays how much, and until when."""
        values = await self.app.push_screen_wait(funding_form())
        if values is not None:
            self._take(with_funding(self.board, values))

    @errand()
    async def action_remove_funding(self) -> None:
        """Take a source out."""
        choices = [
            Choice(str(at), each.name, f"${each.yearly:,.0f} a year")
            for at, each in enumerate(self.board.what_if.funding)
        ]
        if not choices:
            return
        key = await self.app.push_screen_wait(
            ChooseDialog("Which source is removed?", choices, does="remove it", escape="keep all")
        )
        if key is not None:
            kept = tuple(each for at, each in enumerate(self.board.what_if.funding) if str(at) != key)
            self._take(replace(self.board.what_if, funding=kept))

    @errand()
    async def action_starts_on(self) -> None:
        """The day the program begins."""
        view = self.board.view
        shown = view.years.years[0].begins.isoformat() if view else ""
        form = FormDialog(
            "First day of the program",
            [FieldSpec(key="day", label="First day", kind=FieldKind.DAY, required=True)],
            {"day": shown},
            concerning="Years and funding are counted from it.",
            does="take it",
        )
        values = await self.app.push_screen_wait(form)
        if values is not None:
            self._take(replace(self.board.what_if, starts_on=date.fromisoformat(values["day"])))

    def _take(self, what_if: WhatIf) -> None:
        if self.board.basis is not None:
            self.board.view = staffing_view(self.board.basis, what_if)
            self.board.what_if = what_if
            self.draw_again()


def _years(view: StaffingView, width: int) -> list[Content]:
    years = view.years.years
    rows = [
        ["recurring", *(f"${year.recurring:,.0f}" for year in years)],
        ["once", *(f"${year.one_time:,.0f}" for year in years)],
    ]
    for at, (name, _) in enumerate(years[0].funded):
        rows.append([f"{name} pays", *(f"${year.funded[at][1]:,.0f}" for year in years)])
    rows.append(["not yet paid for", *(f"${year.gap:,.0f}" for year in years)])
    return table(["", *(f"from {year.begins}" for year in years)], rows, width)


def _budget(view: StaffingView, width: int) -> list[Content]:
    cost = view.plan.cost
    lines = [heading(width, "A year", plain(f"${cost.recurring:,.0f}", "b"))]
    lines += [
        ends(width, plain(f"  {line.label}"), plain(f"${line.amount:,.0f}")) for line in cost.recurring_lines
    ]
    lines += [plain(""), heading(width, "Once, before the start", plain(f"${cost.one_time:,.0f}", "b"))]
    lines += [
        ends(width, plain(f"  {line.label}"), plain(f"${line.amount:,.0f}")) for line in cost.one_time_lines
    ]
    return [*lines, plain(""), *said(per_response_sentence(cost), width)]
