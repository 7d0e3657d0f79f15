"""Every passage that keeps a document from leaving, where it stands, and what was let through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from typing_extensions import override

from leaptui.disclosure.audience import Audience
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import GateOverride
from leaptui.services.documents.overrides import (
    HeldBackWords,
    allow,
    held_back,
    overrides,
    standing_of,
    withdraw,
)
from leaptui.services.workspace import Workspace
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.roadmap.pages import PAGES
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import ends, join, paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

Row: TypeAlias = HeldBackWords | GateOverride
_WORDS = 2
"""Rows that words take at most."""


def rows_of(
    workspace: Workspace, engagement: Engagement, document: str, audience: Audience, which: str
) -> tuple[Sequence[HeldBackWords], Sequence[GateOverride]]:
    """What is held back of a document, and what was let through in it for these readers."""
    allowed = [
        each
        for each in overrides(workspace, engagement)
        if (each.document, each.audience) == (document, audience)
    ]
    return held_back(workspace, engagement, document, audience, which), allowed


class HeldBackScreen(ViewScreen):
    """What may not leave, and where does it stand?"""

    PLACE: ClassVar[str] = "documents"
    SCOPES: ClassVar[tuple[str, ...]] = ("held_back", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("held_back")
    TITLE_SHOWN: ClassVar[str] = "held back"

    def __init__(self, document: str, audience: Audience, which: str = "") -> None:
        """What keeps one document from its readers.

        Args:
            document: Key of its kind.
            audience: Who would read it.
            which: Which of several of that kind.
        """
        super().__init__()
        self._document, self._audience, self._which = document, audience, which
        self._held: Sequence[HeldBackWords] = ()
        self._allowed: Sequence[GateOverride] = ()

    def compose_place(self) -> ComposeResult:
        """What is held back, then what was let through."""
        yield PickList[Row](self._draw, id="held")

    def compose_foot(self) -> ComposeResult:
        """What an override is."""
        yield Sentences(id="said")

    @property
    def _rows(self) -> PickList[Row]:
        return self.query_one("#held", PickList)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is held back is let through, and held back again what was; no view over interviews."""
        if action == "choose_view":
            return False
        if (action == "allow" and not self._held) or (action == "withdraw" and not self._allowed):
            return False
        return super().check_action(action, parameters)

    async def load(self) -> None:
        """Ask the gate again: what was reworded meanwhile is gone."""
        self._held, self._allowed = await self.leap.ask(
            rows_of, self.engagement, self._document, self._audience, self._which
        )
        entries: list[Pick[Row] | Rest] = [
            Pick(f"{each.place}:{number}", each, _WORDS + 2) for number, each in enumerate(self._held)
        ]
        if not entries:
            entries = [
                Rest(),
                Rest(plain(" ✓ Nothing is held back: it may leave.", "$success")),
                Rest(plain("   What Documents lists as left out does not stand in it.", "$text-muted")),
            ]
        if self._allowed:
            entries += [Rest(), Rest(plain(" Let through", "b"))]
            entries += [Pick(each.id, each, 2) for each in self._allowed]
        self._rows.show(entries)
        self.query_one(Sentences).say(
            (
                "An override holds for the same words in the same place of this document for these readers.",
                "An override holds for these words in this place and document.",
            ),
            ("What is off the record is never let through.",),
            (
                "The same thought in other words passes: that it gives nobody away is yours to judge.",
                "Other words for it pass; that they give nobody away is yours to judge.",
            ),
        )
        if self.focused is None:
            self._rows.focus()

    def _draw(self, each: Row, width: int) -> Sequence[Content]:
        if isinstance(each, GateOverride):
            head = ends(
                width,
                join(plain("◆ ", "$accent"), plain(each.place, "b")),
                plain(f"{each.allowed_by}  {each.made_at[:10]}", "$text-muted"),
            )
            return [head, join("  ", paragraph(each.reason, width - 3, "$text-muted")[0])]
        way = "" if each.may_be_allowed else "no override"
        head = ends(width, join(plain("✕ ", "$error"), plain(each.place, "b")), plain(way, "$text-muted"))
        words = [join("  ", line) for line in paragraph(f"“{each.words}”", width - 3)[:_WORDS]]
        return [head, *words, plain(f"  {each.why}", "$text-muted")]

    def tell_context(self, bar: ContextBar) -> None:
        """How many there are, of what and for whom."""
        count = f"{len(self._held)} held back"
        about = [self._document.replace("_", " "), f"for {self._audience.label}", count]
        bar.show(self.leap.city_name, about, saved=self.saved())

    @on(PickList.Chosen)
    @errand("go", exclusive=True)
    async def go_there(self) -> None:
        """To the words, to say it otherwise; of what was let through, to its place."""
        pick = self._rows.pick
        if pick is None:
            return
        stands = await self.leap.ask(standing_of, self.engagement, pick.value.place)
        if stands.record:
            place = "city" if stands.page == "city" else "roadmap"
            await self.leap.open_record(stands.kind, stands.record, place)
        elif stands.page in PAGES:
            self.leap.action_open_place("roadmap")
            self.app.push_screen(PAGES[stands.page]())
        else:
            self.notify(f"They stand in: {pick.value.place}.", markup=False)

    @errand()
    async def action_allow(self) -> None:
        """Let the words under the cursor through, with a reason."""
        pick = self._rows.pick
        if pick is None or not isinstance(pick.value, HeldBackWords):
            self.notify("Put the cursor on words that are held back.", markup=False)
            return
        held = pick.value
        if not held.may_be_allowed:
            self.notify("No override lets that through. Enter goes there, to take it out.", markup=False)
            return
        reason = await self.app.push_screen_wait(
            PromptDialog(
                "Why may these words leave?",
                label="Reason",
                hint="Chief Dray agreed by e-mail on 3 May",
                concerning=f"{held.place}: “{held.words}”",
                unchanged="They stay held back everywhere else, and for other readers.",
                does="let them through",
            )
        )
        if reason is not None:
            await self.leap.change(allow, self.engagement, held, reason)
            await self.load()

    @errand()
    async def action_withdraw(self) -> None:
        """Hold back again what was let through under the cursor."""
        pick = self._rows.pick
        if pick is None or not isinstance(pick.value, GateOverride):
            self.notify("Put the cursor on what was let through.", markup=False)
            return
        await self.leap.change(withdraw, pick.value)
        await self.load()
        self.notify("Held back again. F5 takes it back.", markup=False)
