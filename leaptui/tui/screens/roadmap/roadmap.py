"""The place Roadmap: ten components, what is decided in each, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.services.roadmap.checklist_changes import tick
from leaptui.services.roadmap.checklists import ChecklistLine
from leaptui.services.roadmap.components import ComponentView, EvidenceView, still_holds, unlink
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.screens.roadmap import panes
from leaptui.tui.screens.roadmap.asks import ask_for_evidence, ask_for_reason
from leaptui.tui.screens.roadmap.blocks import (
    ChecklistHead,
    ComponentHead,
    DecisionBlock,
    Drawer,
    EvidenceHead,
    ItemBlock,
    LeftBlock,
    OptionsBlock,
    RoadmapBlock,
    SaysBlock,
    Strip,
)
from leaptui.tui.screens.roadmap.board import Board, board, is_ready
from leaptui.tui.screens.roadmap.checklists import ChecklistsScreen
from leaptui.tui.screens.roadmap.decision import ask_for_decision, ask_for_option
from leaptui.tui.screens.roadmap.pages import PAGES, phases_page
from leaptui.tui.screens.roadmap.readiness import ReadinessScreen
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList


class RoadmapScreen(PlaceScreen):
    """What did we decide, why, and who says so?"""

    PLACE: ClassVar[str] = "roadmap"
    SCOPES: ClassVar[tuple[str, ...]] = ("roadmap",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("roadmap")
    DEFAULT_CSS = """
    RoadmapScreen #body { padding: 0 1 0 0; }
    RoadmapScreen.-wide #body { padding: 1 2 0 1; }
    RoadmapScreen #columns { height: 1fr; }
    RoadmapScreen #left { width: 23; }
    RoadmapScreen #components { height: auto; margin: 0 0 1 0; }
    RoadmapScreen #middle { width: 1fr; }
    RoadmapScreen.-wide #middle { padding: 0 2 0 2; }
    RoadmapScreen RoadmapBlock { padding: 0 0 0 1; }
    RoadmapScreen #work { height: 1fr; padding: 1 0 0 0; }
    RoadmapScreen.-short #work { padding: 0 0 0 0; }
    RoadmapScreen DecisionBlock { width: 1fr; height: 1fr; padding: 0 2 0 1; }
    RoadmapScreen #tasks { width: 31; }
    RoadmapScreen.-short #tasks { width: 27; }
    RoadmapScreen #checklist { height: 1fr; }
    RoadmapScreen.-wide.-roomy #work { height: auto; max-height: 38vh; }
    RoadmapScreen.-wide.-roomy DecisionBlock { height: auto; max-height: 35vh; }
    RoadmapScreen.-wide.-roomy #tasks { height: auto; }
    RoadmapScreen.-wide.-roomy #checklist { height: auto; max-height: 30vh; }
    RoadmapScreen OptionsBlock { display: none; }
    RoadmapScreen.-wide.-roomy OptionsBlock { display: block; margin: 1 0 0 0; }
    RoadmapScreen EvidenceHead { margin: 1 0 0 0; }
    RoadmapScreen.-short EvidenceHead { margin: 0 0 0 0; }
    RoadmapScreen #evidence { height: auto; max-height: 4; }
    RoadmapScreen.-short #evidence { max-height: 2; }
    RoadmapScreen.-roomy #evidence { max-height: 10; }
    RoadmapScreen #says { width: 41; height: 1fr; padding: 0 0 0 0; scrollbar-size-vertical: 1; }
    RoadmapScreen #foot { padding: 0 0 0 0; }
    """

    _board: Board | None = None
    _city_shown: str = ""
    _at = 0

    def compose_place(self) -> ComposeResult:
        """Components, the chosen one, and who says so."""
        with Horizontal(id="columns"):
            with Vertical(id="left", classes="only-wide"):
                yield PickList[ComponentView](self._draw_component, id="components", hold=True)
                yield LeftBlock()
            with Vertical(id="middle"):
                yield Strip(classes="only-narrow")
                yield ComponentHead()
                yield OptionsBlock(classes="only-wide")
                with Horizontal(id="work"):
                    yield DecisionBlock()
                    with Vertical(id="tasks"):
                        yield ChecklistHead()
                        yield PickList[ChecklistLine](self._draw_item, id="checklist", hold=True)
                        yield ItemBlock(classes="only-wide")
                yield EvidenceHead()
                yield PickList[EvidenceView](self._draw_evidence, id="evidence", hold=True)
            with VerticalScroll(id="says", classes="only-wide pane", can_focus=False):
                yield SaysBlock()

    def compose_foot(self) -> ComposeResult:
        """What is known of the row under the cursor."""
        yield Drawer(classes="only-narrow")

    @property
    def _components(self) -> PickList[ComponentView]:
        return self.query_one("#components", PickList)

    @property
    def _checklist(self) -> PickList[ChecklistLine]:
        return self.query_one("#checklist", PickList)

    @property
    def _evidence(self) -> PickList[EvidenceView]:
        return self.query_one("#evidence", PickList)

    @property
    def _view(self) -> ComponentView | None:
        return self._board.views[self._at] if self._board else None

    @property
    @override
    def in_hand(self) -> InHand | None:
        """The component that is shown."""
        view, city = self._view, self.leap.city
        return InHand(city, view.state.id) if view and city else None

    async def load(self) -> None:
        """Gather the ten components."""
        engagement = self.leap.city
        if engagement is None:
            return
        self._board = await self.leap.ask(board, engagement)
        if engagement.id != self._city_shown:
            self._city_shown = engagement.id
            self._at = _first_undecided(self._board)
        self._take_sought(self._board)
        self._fill()
        if self.focused is None:
            self._checklist.focus()

    def on_screen_resume(self) -> None:
        """A finding or a search may have led here."""
        if self.leap.sought:
            self._shown = None

    def _take_sought(self, known: Board) -> None:
        sought, _, item = (self.leap.sought or "").partition("/")
        for index, view in enumerate(known.views):
            if sought == view.state.id or any(sought == link.evidence.id for link in view.evidence):
                self._at, self.leap.sought = index, None
                self._fill(evidence=sought, item=item)
                return

    def _fill(self, *, evidence: str | None = None, item: str = "") -> None:
        view = self._view
        if self._board is None or view is None:
            return
        for block in self.query(RoadmapBlock):
            block.show(self._board, self._at)
        self._components.show([Pick(each.guide.key, each) for each in self._board.views], at=view.guide.key)
        wanted = item or (self._checklist.pick.key if self._checklist.pick else "")
        kept = wanted if any(line.key == wanted for line in view.checklist) else None
        self._checklist.show(
            [Pick(line.key, line) for line in view.checklist], at=kept or panes.first_open(view.checklist)
        )
        self._evidence.show([Pick(link.evidence.id, link) for link in view.evidence], at=evidence)
        self._evidence.can_focus = bool(view.evidence)
        self._tell_rows()

    def _tell_rows(self) -> None:
        """Drawer and pane follow the cursors."""
        link, item = self._evidence.pick, self._checklist.pick
        for block in self.query(RoadmapBlock):
            block.show_rows(
                link=link.value if link else None,
                item=item.value if item else None,
                on_evidence=self.focused is self._evidence,
            )

    def _draw_component(self, view: ComponentView, width: int) -> Sequence[Content]:
        return [panes.component_line(view, width, chosen=view is self._view)]

    def _draw_item(self, line: ChecklistLine, width: int) -> Sequence[Content]:
        open_one = panes.first_open(self._view.checklist) if self._view else ""
        return [panes.checklist_line(line, width, next_one=line.key == open_one)]

    def _draw_evidence(self, link: EvidenceView, width: int) -> Sequence[Content]:
        if self._board is None:
            return []
        return [panes.evidence_line(link, self._board.sources[link.evidence.id], width)]

    def tell_context(self, bar: ContextBar) -> None:
        """How many are agreed; what is stale is not forgotten."""
        known = self._board
        if known is None:
            bar.show(self.leap.city_name, ["roadmap", "reading…"], saved=self.saved())
            return
        count = sum(len(view.evidence) for view in known.views)
        bar.show(
            self.leap.city_name,
            [
                "roadmap",
                f"{known.agreed} of {len(known.views)} agreed",
                f"{count} piece{'' if count == 1 else 's'} of evidence",
            ],
            notice=plain(f"▲ {known.stale} stale", "b $warning") if known.stale else None,
            saved=self.saved(),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only evidence that is there can be unlinked."""
        if action == "unlink" and not (self._view and self._view.evidence):
            return False
        if action == "still_holds" and not (self._view and self._view.stale):
            return False
        if action == "open_page" and parameters and parameters[0] not in PAGES:
            return False
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """The drawer tells of the list that has the focus."""
        self._tell_rows()

    @on(PickList.Highlighted, "#checklist")
    @on(PickList.Highlighted, "#evidence")
    def follow_cursor(self) -> None:
        """Drawer and pane tell of the row under the cursor."""
        self._tell_rows()

    @on(PickList.Highlighted, "#components")
    def follow_component(self, event: PickList.Highlighted) -> None:
        """The component under the cursor is the chosen one."""
        if self._board is None or not event.source.has_focus or event.source.pick is not event.pick:
            return
        index = self._board.views.index(event.pick.value)
        if index != self._at:
            self._choose(index)

    @on(Strip.Chosen)
    def choose_clicked(self, event: Strip.Chosen) -> None:
        """A click in the strip chooses a component."""
        self._choose(event.index)

    def _choose(self, index: int) -> None:
        self._at = index
        self._fill()
        self.refresh_frame()

    # What is done here.

    def action_open_page(self, page: str) -> None:
        """Open one of the screens that belong to the roadmap."""
        if self.leap.city is not None:
            self.app.push_screen(PAGES[page]())

    def action_turn_component(self, by: int) -> None:
        """Another component; round again after the last."""
        if self._board is not None:
            self._choose((self._at + by) % len(self._board.views))

    @on(PickList.Chosen, "#checklist")
    @errand("tick")
    async def action_tick(self) -> None:
        """Tick the item under the checklist's cursor, or open it again."""
        engagement, view, pick = self.leap.city, self._view, self._checklist.pick
        if engagement is not None and view is not None and pick is not None:
            line = pick.value
            await self.leap.change(tick, engagement, view.guide.key, line.key, not line.done)

    @errand()
    async def action_decide(self) -> None:
        """Set state, decision, owner, due and reason."""
        if self.leap.city is not None and self._view is not None:
            await ask_for_decision(self.leap, self.leap.city, self._view)

    @errand()
    async def action_choose_option(self) -> None:
        """Weigh the options side by side and choose one."""
        if self.leap.city is not None and self._view is not None:
            await ask_for_option(self.leap, self.leap.city, self._view)

    @errand()
    async def action_still_holds(self) -> None:
        """The decision stands on what its inputs and its evidence say now."""
        if self.leap.city is not None and self._view is not None:
            await self.leap.change(still_holds, self.leap.city, self._view.guide.key)

    def action_edit_checklist(self) -> None:
        """The component's checklist on a screen of its own."""
        if self._view is not None:
            item = self._checklist.pick
            at = f"{self._view.guide.key}/{item.key}" if item else ""
            title = f"checklist of {self._view.guide.title}"
            self.app.push_screen(ChecklistsScreen([self._view.guide.key], title, at=at))

    def action_open_phases(self) -> None:
        """The deliverables of the phases and the hand-over, from the phase the city is in."""
        if self.leap.city is not None:
            phase = self.leap.city.phase
            self.app.push_screen(phases_page(f"phase:{phase}" if phase else ""))

    @errand()
    async def action_write(self) -> None:
        """Write the reason on a page of its own."""
        if self.leap.city is not None and self._view is not None:
            await ask_for_reason(self.leap, self.leap.city, self._view)

    @errand()
    async def action_link(self) -> None:
        """Let the component rest on something said or counted."""
        if self.leap.city is not None and self._view is not None:
            made = await ask_for_evidence(self.leap, self.leap.city, self._view)
            if made is not None:
                self.leap.sought = made.id
                self.refresh_place(again=True)

    @errand()
    async def action_unlink(self) -> None:
        """Take evidence away from the component."""
        pick = self._evidence.pick
        if pick is None:
            return
        link: EvidenceView = pick.value
        sure = await self.app.push_screen_wait(
            AskDialog(
                "Unlink this evidence?",
                does="unlink it",
                concerning=link.says or link.evidence.seen,
                unchanged="The interview or the calls it is from stay as they are.",
            )
        )
        if sure:
            await self.leap.change(unlink, link.evidence)

    @on(PickList.Chosen, "#evidence")
    def open_source(self, event: PickList.Chosen) -> None:
        """Enter goes to where the evidence is from."""
        link: EvidenceView = event.pick.value
        source = self._board.sources[link.evidence.id] if self._board else None
        if source is not None and source.interview:
            self.leap.sought = source.interview
            self.leap.action_open_place("interviews")
        elif source is not None and source.file:
            self.leap.action_open_place("calls")
        elif source is not None and source.plan:
            self.leap.action_open_place("staffing")

    @errand()
    async def action_read(self) -> None:
        """The component in full."""
        if self._view is not None and self._board is not None:
            await self.app.push_screen_wait(
                TellDialog(
                    f"{self._view.guide.number}  {self._view.guide.title}",
                    panes.whole_component(self._view, self._board.claims),
                    concerning=self._view.guide.question,
                )
            )

    def action_readiness(self) -> None:
        """What is missing before Design, before presenting and before the launch."""
        if self.leap.city is not None:
            self.app.push_screen(ReadinessScreen())


def _first_undecided(known: Board) -> int:
    return next((index for index, view in enumerate(known.views) if not is_ready(view)), 0)
