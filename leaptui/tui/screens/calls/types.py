"""Every call type with its tier, how sure that is and why; a person's own decision stands over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.text import fold
from leaptui.services.calls.type_decisions import accept, carry, rule_id, withdraw
from leaptui.services.calls.types import TypeReview, review_again, rule_sets_of, type_groups
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand, open_history
from leaptui.tui.screens.calls.type_clusters import ClustersDialog
from leaptui.tui.screens.calls.type_decision import ask_decision
from leaptui.tui.screens.calls.type_lines import (
    covered,
    heading_line,
    reason_sentence,
    share_lines,
    told,
    type_line,
)
from leaptui.tui.screens.calls.type_sample import read_sample
from leaptui.tui.text import join
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.filter_line import FilterLine
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_RULES = tuple(RuleSet)


class TypesDialog(Dialog[bool]):
    """The types of a dataset, most frequent first, to go through and decide."""

    DEFAULT_CSS = """
    TypesDialog > #dialog { width: 98%; height: 96%; }
    TypesDialog PickList { height: 1fr; }
    TypesDialog #because { min-height: 2; max-height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("types")
    SCOPES: ClassVar[tuple[str, ...]] = ("types", "list", "dialog")

    def __init__(self, engagement: Engagement, review: TypeReview, rules: RuleSet = RuleSet.EXPECTED) -> None:
        """The types of a dataset.

        Args:
            engagement: Whose they are.
            review: What is known of them.
            rules: The rule set that is on at first.
        """
        super().__init__(
            "What each call type is taken for",
            concerning=told(review),
            keys=[
                ("A", "accept"),
                ("Enter", "decide"),
                ("U", "to do"),
                ("V", "rules"),
                ("S", "sample"),
                ("F1", "more"),
            ],
            escape="close",
        )
        self._engagement, self._review, self._rules = engagement, review, rules
        self._undecided_first = False
        self._words = ""
        self._reader = ""

    @property
    def _readings(self) -> Sequence[TypeReading]:
        return self._review.readings

    def compose_body(self) -> ComposeResult:
        """The shares, headings, types, and the reason of the one under the cursor."""
        yield Lines(id="shares")
        yield Gap()
        yield Lines(id="heads")
        yield PickList[tuple[TypeReading, float]](self._draw, id="types")
        yield FilterLine()
        yield Gap()
        yield Words("", "$text-muted", id="because")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self._types.focus()

    @property
    def _types(self) -> PickList[tuple[TypeReading, float]]:
        return self.query_one("#types", PickList)

    def _fill(self, at: str | None = None) -> None:
        picks = self._picks()
        self._types.show(picks, at=at)
        if not picks:
            self.query_one("#because", Words).say(f"No type has the words “{self._words}”.")
        self.query_one("#concerning", Words).say(told(self._review))
        self._tell_heads()

    def _picks(self) -> list[Pick[tuple[TypeReading, float]]]:
        """The types in the order that is on; what each carries together with those above is of that order."""
        wanted = fold(self._words)
        readings = sorted(self._readings, key=lambda each: self._undecided_first and each.rule is not None)
        return [
            Pick(_key(reading), (reading, share))
            for reading, share in zip(readings, covered(readings), strict=True)
            if wanted in fold(reading.type)
        ]

    def on_resize(self) -> None:
        """Other headings for another width."""
        self.call_after_refresh(self._tell_heads)

    def _tell_heads(self) -> None:
        width = self._types.size.width - 1
        self.query_one("#heads", Lines).show([join(" ", heading_line(width, self._rules))])
        self.query_one("#shares", Lines).show(share_lines(self._review, self._rules, width + 1))

    def _draw(self, value: tuple[TypeReading, float], width: int) -> Sequence[Content]:
        reading, together = value
        codes = self._review.codes.get(reading.type, ())
        new = self._review.new is not None and reading.type in self._review.new
        line = type_line(
            reading,
            together,
            width,
            code=codes[0][0] if codes else "",
            rules=self._rules,
            eligible=rule_sets_of(reading),
            mark="◇" if reading.type in self._review.proposals else "+" if new else "",
        )
        return [line]

    @on(PickList.Highlighted, "#types")
    def tell_reason(self, event: PickList.Highlighted) -> None:
        """All that is known of the type under the cursor."""
        reading: TypeReading = event.pick.value[0]
        self.query_one("#because", Words).say(reason_sentence(reading, self._review))

    # Looking at them.

    def action_rules(self) -> None:
        """Narrow, expected, broad, and round again."""
        self._rules = _RULES[(_RULES.index(self._rules) + 1) % len(_RULES)]
        self._types.refresh()
        self._tell_heads()

    def action_undecided(self) -> None:
        """Undecided types first, or by calls again; the cursor goes to the first."""
        self._undecided_first = not self._undecided_first
        picks = self._picks()
        self._fill(at=picks[0].key if picks else None)

    async def action_find(self) -> None:
        """Type what a type's name has to hold."""
        await self.query_one(FilterLine).open()

    @on(FilterLine.Changed)
    def narrow_list(self, event: FilterLine.Changed) -> None:
        """Only the types with these words."""
        self._words = event.words
        self._fill()

    @on(FilterLine.Left)
    def back_to_list(self) -> None:
        """The keys are the list's again."""
        self._types.focus()

    def action_help(self) -> None:
        """Every key that works here: over a dialog the app's own F1 does not reach it."""
        self._app.action_help()

    # Deciding them.

    @on(PickList.Chosen, "#types")
    @errand()
    async def change(self, event: PickList.Chosen) -> None:
        """Ask what the type is, and keep it."""
        reading: TypeReading = event.pick.value[0]
        groups = await self._app.ask(type_groups)
        if await ask_decision(self._app, self._engagement, reading, groups):
            await self._read_again()

    @errand("accept", exclusive=False)
    async def action_accept(self) -> None:
        """Accept the type under the cursor as it is read, and go on."""
        reading = self._under_cursor()
        if reading is None or reading.rule is not None:
            self._types.action_move(1)
            return
        after = self._key_after()
        await self._app.change(accept, self._engagement, [reading])
        await self._read_again(at=after)

    @errand()
    async def action_carry(self) -> None:
        """Take over what was decided on a type spelled nearly alike."""
        reading = self._under_cursor()
        proposal = self._review.proposals.get(reading.type) if reading else None
        if reading is None or proposal is None:
            raise InputRefused(
                "No decision is proposed for this type.",
                safe="Nothing was changed.",
                next_step="Types with one carry ◇; Enter decides any type.",
            )
        after = self._key_after()
        await self._app.change(carry, self._engagement, {reading.type: proposal})
        await self._read_again(at=after)

    @errand()
    async def action_withdraw(self) -> None:
        """Put the decision on the type under the cursor away, when she is sure."""
        reading = self._under_cursor()
        if reading is None or reading.rule is None:
            return
        sure = await self.app.push_screen_wait(
            AskDialog(
                "Withdraw the decision on this type?",
                concerning=f"{reading.type}: {Tier(reading.rule.tier).label}. {reading.rule.reason}",
                unchanged="It stays in the history, and can be brought back from there.",
                does="withdraw it",
            )
        )
        if sure:
            await self._app.change(withdraw, self._engagement, reading.rule)
            await self._read_again()

    @errand()
    async def action_alike(self) -> None:
        """Types spelled nearly alike, and one decision for several."""
        groups = await self._app.ask(type_groups)
        await self.app.push_screen_wait(ClustersDialog(self._engagement, self._readings, groups))
        await self._read_again()

    @errand()
    async def action_sample(self) -> None:
        """Read calls of the type under the cursor."""
        reading = self._under_cursor()
        if reading is not None:
            self._reader = await read_sample(
                self._app, self._engagement, self._review.dataset, reading, self._reader
            )
            await self._read_again()

    @errand()
    async def action_history(self) -> None:
        """What was decided on the type under the cursor, by whom and when."""
        reading = self._under_cursor()
        if reading is not None:
            rule = reading.rule.id if reading.rule else rule_id(self._engagement, reading.type)
            await open_history(self._app, InHand(self._engagement, rule), self._app.current_mode)
            await self._read_again()

    @property
    def _app(self) -> LeapApp:
        return cast("LeapApp", self.app)

    def _under_cursor(self) -> TypeReading | None:
        pick = self._types.pick
        return pick.value[0] if pick else None

    def _key_after(self) -> str | None:
        """The row below the cursor: it stays there when the row above it leaves its place."""
        keys = [pick.key for pick in self._types.picks]
        pick = self._types.pick
        at = keys.index(pick.key) + 1 if pick else 0
        return keys[at] if at < len(keys) else None

    async def _read_again(self, at: str | None = None) -> None:
        self._review = await self._app.ask(review_again, self._engagement, self._review)
        self._fill(at)


def _key(reading: TypeReading) -> str:
    return f"{reading.type}\0{reading.effective_from}" if reading.effective_from else reading.type
