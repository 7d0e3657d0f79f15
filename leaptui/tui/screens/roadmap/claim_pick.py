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
from leaptui.services.roadmap.claim_choices import (
    NEWEST,
    ClaimChoice,
    CountedOf,
    claim_choices,
    counted_of_words,
    picture_choices,
    put_choice,
)
from leaptui.services.roadmap.claims import STALE
from leaptui.services.roadmap.picture_figures import CLAIMABLE
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.screens.roadmap.claim_calls import ask_which_calls
from leaptui.tui.text import ends, fit, join, paragraph, plain
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_NAMED = 60
"""Cells from which a claim already made is shown with its key."""
_TITLES = {
    "in use": "Claims already made",
    "figures": "Counted in the calls",
    "pictures": "More that is counted: Enter shows it",
    "plans": "Of staffing plans",
    "quotes": "Said",
}


def matching(
    known: Sequence[ClaimChoice], typed: str, *, counted_first: bool = False
) -> list[tuple[str, list[ClaimChoice]]]:
    """What has the words that were typed, under its headings.

    Args:
        known: All that can be put.
        typed: The words.
        counted_first: Whether figures come before claims already made, which are of other calls then.
    """
    wanted = fold(typed).split()
    found: dict[str, list[ClaimChoice]] = {}
    for choice in known:
        words = fold(f"{choice.label} {choice.printed} {choice.base} {choice.source}")
        if all(word in words for word in wanted):
            found.setdefault(choice.group, []).append(choice)
    order = sorted(_TITLES, key=lambda group: counted_first and group not in {"figures", "pictures"})
    return [(_TITLES[group], found[group]) for group in order if group in found]


def choice_line(choice: ClaimChoice, width: int) -> Content:
    """One row: the value and what it counts, or the words and how far they may travel."""
    sign = plain(f"{STALE} ", "$warning") if choice.stale else plain("")
    if choice.level is not None:
        return ends(
            width,
            join(" ", sign, plain(choice.printed)),
            plain(f"{choice.level.glyph} {choice.label}"[:30], "$text-muted"),
        )
    if choice.group == "pictures":
        return ends(width, plain(f" › {choice.label}"), plain(choice.base, "$text-muted"))
    # Where there is little room what it counts matters more than what its token is called.
    value = fit(plain(choice.printed, "b"), 22 if width >= _NAMED else 16, right=True)
    name = choice.source if choice.group == "in use" and width >= _NAMED else ""
    return ends(width, join(" ", value, "  ", sign, plain(choice.label)), plain(name, "$text-muted"))


class ClaimDialog(Dialog[str]):
    """Answers with the token of what was chosen. Typing narrows the list, at once, while it is still filled."""

    DEFAULT_CSS = """
    ClaimDialog > #dialog { width: 110; height: 96%; max-height: 34; }
    ClaimDialog #whole { height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker", "claim_picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("claim_picker", "picker", "dialog")

    def __init__(self, engagement: Engagement, picture: str = "", of: CountedOf = NEWEST) -> None:
        """A choice among all that can be put into a text of this city.

        Args:
            engagement: The city.
            picture: Key of a picture of the calls whose figures alone are shown; all there is without one.
            of: The calls that figures are counted of.
        """
        super().__init__(
            CLAIMABLE[picture].title if picture else "Which figure or quote?",
            concerning="It reads as its value, and tells when that changes.",
            keys=[("Enter", "put it"), ("↑↓", "move"), ("F3", "which calls")],
            escape="back" if picture else "go on writing",
        )
        self._engagement, self._picture, self._of = engagement, picture, of
        self._known: Sequence[ClaimChoice] | None = None
        self._takes_at_once = False
        """Whether Enter was pressed before the list was there."""

    def compose_body(self) -> ComposeResult:
        """The field, what it finds, which calls are counted, and the row under the cursor in full."""
        yield Gap()
        yield Input(placeholder="what was counted, words of a quote, or who said it")
        yield PickList[ClaimChoice](
            lambda choice, width: [choice_line(choice, width)], id="choices", steered=True
        )
        yield Gap()
        yield Words("", "$accent", id="which")
        yield Lines(id="whole")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._look("")
        self._fill()

    @property
    def _leap(self) -> LeapApp:
        return cast("LeapApp", self.app)

    @errand("fill", exclusive=True, holds=Holds.COMMANDS)
    async def _fill(self) -> None:
        if self._picture:
            self._known = await self._leap.ask(picture_choices, self._engagement, self._picture, self._of)
        else:
            self._known = await self._leap.ask(claim_choices, self._engagement, self._of)
        self._look(self.query_one(Input).value)
        # Of all calls each row says its base; of some only, all of them are told to be of these.
        of = "" if self._of == NEWEST else await self._leap.ask(counted_of_words, self._engagement, self._of)
        self.query_one("#which", Words).say(f"Figures of {of}" if of else "")
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
        for title, found in matching(self._known or (), typed, counted_first=self._of != NEWEST):
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
        head = choice.printed if choice.level is not None else f"{choice.printed}   {choice.label}".strip()
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
        if choice.group == "pictures":
            token = await self.app.push_screen_wait(ClaimDialog(self._engagement, choice.source, self._of))
            if token is not None:
                self.dismiss(token)
            return
        made = await self._leap.change(put_choice, self._engagement, choice, self._of)
        self.dismiss(written(made.claim_kind, made.key))

    @errand("put", exclusive=True)
    async def action_which_calls(self) -> None:
        """Choose the calls that figures are counted of."""
        of = await ask_which_calls(self._leap, self._engagement, self._of)
        if of is not None and of != self._of:
            self._of = of
            self._fill()
