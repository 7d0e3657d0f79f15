"""The history of a record or a city: what was done, by whom and when; taking back and restoring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.domain.errors import UnknownName
from leaptui.services.upkeep.history import (
    FieldChange,
    Page,
    PastAct,
    changes_of,
    city_history,
    find_record,
    record_history,
    restore,
    take_back,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.names import city_shown
from leaptui.tui.past import InHand, bring_up_to_date
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.screens.upkeep.history_panes import (
    ROWS,
    ChangesPane,
    ComparedChange,
    act_lines,
    compared,
    told,
)
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.services.upkeep.history import Outcome

_FROM_END = 12
"""So many acts before the last one read, the next page is read."""


class HistoryScreen(PlaceScreen):
    """What was done here, and what was it before?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("history",)
    NEEDS_CITY: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("history")
    DEFAULT_CSS = """
    HistoryScreen #acts-pane { width: 38; }
    HistoryScreen.-wide #acts-pane { width: 58; padding: 0 2 0 0; }
    HistoryScreen #changes { width: 1fr; scrollbar-size-vertical: 1; }
    HistoryScreen #untouched { height: 1fr; align: center middle; display: none; }
    HistoryScreen.-empty #untouched { display: block; }
    HistoryScreen.-empty #history-columns { display: none; }
    """

    def __init__(self, in_hand: InHand, place: str) -> None:
        """A history.

        Args:
            in_hand: Whose.
            place: Key of the place it is opened from.
        """
        super().__init__()
        self._in_hand = in_hand
        self._place = place
        self._is_whole = in_hand.whole
        self._title = ""
        self._page = Page(acts=(), earlier=None)
        self._changes: list[ComparedChange] = []

    @property
    @override
    def place(self) -> str:
        """The place it was opened from."""
        return self._place

    def compose_place(self) -> ComposeResult:
        """Acts, and what the one under the cursor changed."""
        with Horizontal(id="history-columns"):
            with Vertical(id="acts-pane"):
                yield PickList[PastAct](self._draw, id="acts")
            with VerticalScroll(id="changes", classes="pane"):
                yield ChangesPane()
        with Vertical(id="untouched"):
            yield EmptyState(
                "Nothing was done here yet.",
                "Every change stands here from the first one on: when it was made, by whom, and what it was before.",
                [Beginning("A", "all that was done for the city"), Beginning("Esc", "back")],
            )

    def on_screen_resume(self) -> None:
        """Another city or record was asked for meanwhile: leave."""
        city = self.leap.city
        other = city is None or city.id != self._in_hand.engagement.id
        if self.leap.sought or (other and self._place != "portfolio"):
            self.action_close()
        else:
            super().on_screen_resume()

    @property
    def _acts(self) -> PickList[PastAct]:
        return self.query_one("#acts", PickList)

    async def load(self) -> None:
        """The newest acts."""
        if not self._title:
            try:
                _, self._title = await self.leap.ask(find_record, self._in_hand.record, None)
            except UnknownName:
                self._title = "this record"
        self._page = await self._read()
        self._fill()

    async def _read(self) -> Page:
        earlier = self._page.earlier
        if self._is_whole:
            return await self.leap.ask(city_history, self._in_hand.engagement, earlier=earlier)
        return await self.leap.ask(record_history, self._in_hand.record, earlier=earlier)

    def _fill(self, *, at: str | None = None) -> None:
        acts = self._page.acts
        self.set_class(not acts, "-empty")
        self._acts.show([Pick(act.act, act, ROWS) for act in acts], at=at or (acts[0].act if acts else None))
        if acts and self.focused is None:
            self._acts.focus()

    def _draw(self, act: PastAct, width: int) -> Sequence[Content]:
        return act_lines(act, width, self.leap.now(), known="" if self._is_whole else self._title)

    def tell_context(self, bar: ContextBar) -> None:
        """Whose history it is, and how much of it is shown."""
        more = "+" if self._page.earlier else ""
        count = len(self._page.acts)
        what = "all acts" if self._is_whole else self._title
        bar.show(
            city_shown(self._in_hand.engagement.name),
            ["history", what, f"{count}{more} act{'' if count == 1 else 's'}"],
            saved=self.saved(),
        )

    @on(PickList.Highlighted, "#acts")
    @errand("changes", exclusive=True, holds=Holds.NOTHING)
    async def show_changes(self, event: PickList.Highlighted) -> None:
        """What the act under the cursor changed; the next page where the end is near."""
        act: PastAct = event.pick.value
        found = await self.leap.ask(changes_of, act.act)
        own = self._in_hand.record
        found.sort(key=lambda change: self._is_whole or change.entry.record != own)
        self._changes = await self.leap.store.aside(compared, found)
        self.query_one(ChangesPane).show(act, self._changes)
        self.query_one("#changes").scroll_home(animate=False)
        if self._page.earlier and act in self._page.acts[-_FROM_END:]:
            page = await self._read()
            self._page = Page(acts=(*self._page.acts, *page.acts), earlier=page.earlier)
            self._fill(at=self._acts.pick.key if self._acts.pick else None)
            self.refresh_frame()

    @on(PickList.Chosen, "#acts")
    def read_changes(self) -> None:
        """Enter goes to the changes, to scroll in them."""
        self.query_one("#changes").focus()

    # What the keys do.

    def action_whole(self) -> None:
        """All acts of the city, or only those of the record."""
        self._is_whole = not self._is_whole
        self._page = Page(acts=(), earlier=None)
        self.refresh_place(again=True)

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.dismiss()

    @errand("take-back", exclusive=True)
    async def action_take_back(self) -> None:
        """Take back the act under the cursor, with a reason."""
        pick = self._acts.pick
        if pick is None:
            return
        act: PastAct = pick.value
        again = act.did.startswith("took back: ")
        reason = await self._reason(
            "Do this again?" if again else "Take this back?",
            f"{act.did.removeprefix('took back: ')}, {act.of}",
            does="do it again" if again else "take it back",
        )
        if reason is not None:
            await self._tell(await self.leap.ask(take_back, act.act, reason))

    @errand("take-back", exclusive=True)
    async def action_restore(self) -> None:
        """Choose a field and which of its values, and give it back."""
        change, before = await self._wanted()
        if change is None:
            return
        reason = await self._reason(
            f"Restore the {change.label} of {change.of}?",
            (change.before if before else change.after) or "nothing",
            does="restore it",
        )
        if reason is not None:
            await self._tell(await self.leap.ask(restore, change, before=before, reason=reason))

    async def _wanted(self) -> tuple[FieldChange | None, bool]:
        """The change whose value is wanted, and whether it is the value before."""
        choices = []
        several = len({each.change.of for each in self._changes}) > 1
        for index, each in enumerate(self._changes):
            change = each.change
            of = f"{change.of}: " if several else ""
            for sign, side, words in (("-", "before", "before"), ("+", "after", "since")):
                differs = _brief(told(each, sign))
                choices.append(Choice(f"{index} {side}", f"{change.label} {words}", f"{of}{differs}", sign))
        key = await self.app.push_screen_wait(
            ChooseDialog(
                "Which value shall it have again?",
                choices,
                concerning="What it was before this act, or since.",
                unchanged="Restoring is an act of its own: what stands there now stays in the history.",
                does="restore it",
            )
        )
        if key is None:
            return None, True
        chosen, _, side = key.partition(" ")
        return self._changes[int(chosen)].change, side == "before"

    async def _reason(self, question: str, concerning: str, *, does: str) -> str | None:
        return await self.app.push_screen_wait(
            PromptDialog(
                question,
                label="Reason",
                hint="may stay empty",
                concerning=_brief(concerning, 180),
                unchanged="Nothing is removed: this is a new act, and can itself be taken back.",
                does=does,
                required=False,
            )
        )

    async def _tell(self, outcome: Outcome) -> None:
        self._page = Page(acts=(), earlier=None)
        if outcome.act is not None:
            self.leap.revision += 1
            self.leap.mark_saved()
            await bring_up_to_date(self.leap)
            self._title = ""
        self.refresh_place(again=True)
        self.notify(
            outcome.sentence,
            severity="information" if outcome.is_whole and outcome.act else "warning",
            markup=False,
            timeout=12,
        )


def _brief(text: str, most: int = 60) -> str:
    words = plain(" ".join(text.split())).plain or "nothing"
    return words if len(words) <= most else words[: most - 1] + "…"
