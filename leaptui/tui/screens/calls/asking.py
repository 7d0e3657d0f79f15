"""What is asked of the calls, the same for every screen that shows them: export, base, rules, filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.records import Engagement
from leaptui.services.calls.asked import Asked, filter_choices, rows
from leaptui.services.calls.asked import ask as ask_calls
from leaptui.services.calls.exports import SUMMARY, export_calls
from leaptui.services.documents.handing_over import HandedOver
from leaptui.tui.errands import errand
from leaptui.tui.screens.calls.filter import FilterDialog
from leaptui.tui.screens.calls.rows import PAGE, RowsDialog, RowsPage
from leaptui.tui.screens.documents.handing_over import ask_where, tell_handed_over, written_over_only_if_asked
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
_BAR_EDGES, _DOT = 4, 3
"""Columns of the context bar that hold no words: its margins and the gap before what is saved; a dot."""
_RULES = tuple(RuleSet)
_BASES = (BaseName.COMMUNITY_INITIATED, BaseName.DISPATCHED, BaseName.INCIDENTS, BaseName.ALL_ROWS)


@dataclass(slots=True)
class Question:
    """What is asked. The screens of one city share it, so that what one changes holds for all."""

    engagement: Engagement
    dataset: Dataset
    base: BaseName = BaseName.COMMUNITY_INITIATED
    rules: RuleSet = RuleSet.EXPECTED
    only: CallFilter = field(default_factory=CallFilter)

    @property
    def state(self) -> tuple[object, ...]:
        """Differs where figures would."""
        return self.dataset, self.base, self.rules, self.only


class AsksOfCalls(PlaceScreen):
    """A screen on which rules, base and filter can be changed, and the rows behind a figure opened."""

    question: Question | None = None
    asked: Asked | None = None
    """What was asked last, its types read once."""
    _answered: tuple[object, ...] | None = None

    async def show_answer(self) -> None:
        """Work out what is shown of `asked`, and show it."""
        raise NotImplementedError

    async def answer(self) -> None:
        """Read the types by what is asked now, and show the figures."""
        question = self.question
        if question is None:
            return
        # What cannot be answered is told once: coming back from the dialog must not ask it again.
        self._answered = question.state
        try:
            self.asked = await self._ask(question, question.only)
        except UnknownName:
            # What was named is not in this base, or not any more: decisions on types move groups.
            if question.only.is_all:
                raise
            question.only = CallFilter()
            self.asked = await self._ask(question, question.only)
            self.app.notify(
                "The filter names what this base does not have; all calls are shown.",
                severity="warning",
                markup=False,
            )
        state = question.state
        await self.show_answer()
        self._answered = state

    async def _ask(self, question: Question, only: CallFilter) -> Asked:
        return await self.leap.ask(
            ask_calls, question.engagement, question.dataset, base=question.base, only=only
        )

    @property
    def is_behind(self) -> bool:
        """Whether another screen has changed what is asked since these figures were worked out."""
        return self.question is not None and self.question.state != self._answered

    def on_screen_resume(self) -> None:
        """Follow what was changed on another screen."""
        super().on_screen_resume()
        if self._answered is not None and self.is_behind:
            self.refresh_place(again=True)

    def action_rules(self) -> None:
        """Narrow, expected, broad, and round again."""
        if self.question is not None:
            self.question.rules = _next(_RULES, self.question.rules)
            self.show_rules()

    def show_rules(self) -> None:
        """Show the figures by the rules that hold now. A screen that has all three need not ask again."""
        self.refresh_place(again=True)

    def action_base(self) -> None:
        """Another population to take shares of."""
        if self.question is not None:
            self.question.base = _next(_BASES, self.question.base)
            self.refresh_place(again=True)

    @errand()
    async def action_filter(self) -> None:
        """Choose which calls are shown."""
        asked, question = self.asked, self.question
        if asked is None or question is None:
            return
        choices = await self.leap.ask(filter_choices, asked)
        left = await self.leap.ask(rows, asked, limit=0)
        only = await self.app.push_screen_wait(FilterDialog(asked, choices, left.total, with_hours=True))
        if only is not None and only != question.only:
            question.only = only
            self.refresh_place(again=True)

    def action_clear_filter(self) -> None:
        """All calls again."""
        if self.question is not None and not self.question.only.is_all:
            self.question.only = CallFilter()
            self.refresh_place(again=True)

    @property
    def table_to_write(self) -> str:
        """Key of the picture that W writes; empty where there is none."""
        return SUMMARY

    @errand()
    async def action_write_table(self) -> None:
        """Write what is shown as a table for others, by the rules of what may leave."""
        asked, question, picture = self.asked, self.question, self.table_to_write
        if asked is None or question is None or not picture:
            return
        where = await ask_where(self.leap, "the table", chosen="public")
        if where is None:
            return
        audience, folder = where
        file = folder / f"{asked.engagement.slug}-calls-{picture.replace('_', '-')}.csv"

        async def write(*, over: bool) -> HandedOver:
            return await self.leap.change(
                export_calls,
                asked,
                file,
                picture=picture,
                rules=question.rules,
                audience=audience,
                over=over,
            )

        if (done := await written_over_only_if_asked(self.leap, write)) is not None:
            await tell_handed_over(self.leap, done)

    async def open_rows(self, name: str, only: CallFilter, behind: str = "") -> None:
        """Open the rows behind a line. Call it from an errand.

        Args:
            name: What the line is called.
            only: Which calls stand behind it.
            behind: Fewer of these: as `leaptui.services.calls.asked.rows` has it.
        """
        question = self.question
        if question is None:
            return
        asked = await self._ask(question, only)

        async def fetch(offset: int) -> RowsPage:
            found = await self.leap.ask(rows, asked, offset=offset, limit=PAGE, behind=behind)
            return RowsPage(found.total, found.rows)

        of = "; ".join(part for part in (question.base.label, only.words) if part)
        await self.app.push_screen_wait(RowsDialog(name, await fetch(0), fetch, of=of))

    def parts_that_fit(self, name: str, parts: Sequence[str]) -> list[str]:
        """What of the context has room behind the name, each whole or not at all: a base is never cut.

        Args:
            name: Where one is.
            parts: Most needed first.
        """
        room = self.size.width - plain(name).cell_length - self.saved().cell_length - _BAR_EDGES
        fitting = []
        for part in parts:
            needed = plain(part).cell_length + _DOT
            if part and needed <= room:
                fitting.append(part)
                room -= needed
        return fitting

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is asked before there are calls; only a filter that holds can be cleared."""
        of_calls = {"rules", "base", "filter", "choose_picture", "rows", "write_table"}
        if action in of_calls and self.question is None:
            return False
        if action == "write_table" and not self.table_to_write:
            return False
        if action == "clear_filter" and (self.question is None or self.question.only.is_all):
            return False
        return super().check_action(action, parameters)


def _next(all_of_them: Sequence[T], now: T) -> T:
    return all_of_them[(all_of_them.index(now) + 1) % len(all_of_them)]
