"""Choosing a figure or a quote to be put into a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from leaptui.domain.claim_tokens import written
from leaptui.domain.records import Engagement
from leaptui.domain.text import fold
from leaptui.services.roadmap.claim_choices import ClaimChoice, claim_choices, put_choice
from leaptui.services.roadmap.claims import STALE
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.text import ends, fit, join, paragraph, plain
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_TITLES = {
    "in use": "Claims already made",
    "figures": "Counted in the newest calls",
    "plans": "Of staffing plans",
    "quotes": "Said",
}


def matching(known: Sequence[ClaimChoice], typed: str) -> list[tuple[str, list[ClaimChoice]]]:
    """What has the words that were typed, under its headings."""
    wanted = fold(typed).split()
    found: dict[str, list[ClaimChoice]] = {}
    for choice in known:
        words = fold(f"{choice.label} {choice.printed} {choice.base} {choice.source}")
        if all(word in words for word in wanted):
            found.setdefault(choice.group, []).append(choice)
    return [(_TITLES[group], found[group]) for group in _TITLES if group in found]


def choice_line(choice: ClaimChoice, width: int) -> Content:
    """One row: the value and what it counts, or the words and how far they may travel."""
    sign = plain(f"{STALE} ", "$warning") if choice.stale else plain("")
    if choice.level is not None:
        return ends(
            width,
            join(" ", sign, plain(choice.printed)),
            plain(f"{choice.level.glyph} {choice.label}"[:30], "$text-muted"),
        )
    value = fit(plain(choice.printed, "b"), 22, right=True)
    name = choice.source if choice.group == "in use" else ""
    return ends(width, join(" ", value, "  ", sign, plain(choice.label)), plain(name, "$text-muted"))


class ClaimDialog(Dialog[str]):
    """Answers with the token of what was chosen. Typing narrows the list, at once, while it is still filled."""

    DEFAULT_CSS = """
    ClaimDialog > #dialog { width: 110; height: 96%; max-height: 34; }
    ClaimDialog #whole { height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "dialog")

    def __init__(self, engagement: Engagement) -> None:
        """A choice among all that can be put into a text of this city."""
        super().__init__(
            "Which figure or quote?",
            concerning="It stands in the text as its value, and says so when its source changes.",
            keys=[("Enter", "put it"), ("↑↓", "move")],
            escape="go on writing",
        )
        self._engagement = engagement
        self._known: Sequence[ClaimChoice] | None = None
        self._takes_at_once = False
        """Whether Enter was pressed before the list was there."""

    def compose_body(self) -> ComposeResult:
        """The field, what it finds, and the row under the cursor in full."""
        yield Gap()
        yield Input(placeholder="what was counted, words of a quote, or who said it")
        yield PickList[ClaimChoice](
            lambda choice, width: [choice_line(choice, width)], id="choices", steered=True
        )
        yield Gap()
        yield Lines(id="whole")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._look("")
        self._fill()

    @property
    def _leap(self) -> LeapApp:
        return cast("LeapApp", self.app)

    @errand(holds=Holds.COMMANDS)
    async def _fill(self) -> None:
        self._known = await self._leap.ask(claim_choices, self._engagement)
        self._look(self.query_one(Input).value)
        if self._takes_at_once:
            self.take()

    @property
    def _choices(self) -> PickList[ClaimChoice]:
        return self.query_one("#choices", PickList)

    @on(Input.Changed)
    def look_again(self, event: Input.Changed) -> None:
        """Other rows while one types."""
        self._look(event.value)

    def _look(self, typed: str) -> None:
        rows: list[Pick[ClaimChoice] | Rest] = []
        for title, found in matching(self._known or (), typed):
            rows += [Rest(plain(f" {title}", "$text-muted"))]
            rows += [Pick(f"{each.group} {each.scenario} {each.source}", each) for each in found]
        nothing = (
            "Looking…"
            if self._known is None
            else "Nothing has these words."
            if typed.strip()
            else "Nothing to put yet: mark a quote in an interview (3), or import the calls (4)."
        )
        self._choices.show(rows or [Rest(plain(nothing, "$text-muted"))])
        if not rows:
            self.query_one("#whole", Lines).show([])

    @on(PickList.Highlighted)
    def tell(self, event: PickList.Highlighted) -> None:
        """The row under the cursor in full."""
        choice: ClaimChoice = event.pick.value
        shown = self.query_one("#whole", Lines)
        width = max(shown.size.width, 40)
        head = choice.printed if choice.level is not None else f"{choice.printed}   {choice.label}"
        wrapped = paragraph(head, width, "b")
        if len(wrapped) > 2:
            wrapped = [wrapped[0], fit(join(wrapped[1], "…"), width)]
        warned = [plain(f"{STALE} what it rests on is not up to date", "$warning")] if choice.stale else []
        shown.show([*wrapped, *paragraph(choice.base, width, "$text-muted"), *warned][:4])

    def action_move(self, by: int) -> None:
        """Move among the rows while typing."""
        self._choices.action_move(by)

    def action_complete(self) -> None:
        """Take the label under the cursor into the field."""
        pick = self._choices.pick
        if pick is not None:
            field = self.query_one(Input)
            field.value = pick.value.label
            field.cursor_position = len(field.value)

    @on(Input.Submitted)
    def take(self) -> None:
        """Put the row under the cursor."""
        self._takes_at_once = self._known is None
        if self._choices.pick is not None:
            self._put(self._choices.pick.value)

    @on(PickList.Chosen)
    def take_clicked(self, event: PickList.Chosen) -> None:
        """Put the clicked row."""
        self._put(event.pick.value)

    @errand("put", exclusive=True)
    async def _put(self, choice: ClaimChoice) -> None:
        made = await self._leap.change(put_choice, self._engagement, choice)
        self.dismiss(written(made.claim_kind, made.key))
