"""The concern board: what worries people here, how far each worry is, and what was raised and waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.services.roadmap.concern_board import BoardConcern, Unhandled, board, unhandled
from leaptui.services.roadmap.concern_changes import put_all_on_board, remove_concern
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.interviews.concerns import answer_lines
from leaptui.tui.screens.roadmap.concern import ConcernScreen
from leaptui.tui.screens.roadmap.concern_asks import ask_for_new, ask_for_status, put
from leaptui.tui.screens.roadmap.concern_lines import board_rows, counted, unhandled_rows
from leaptui.tui.screens.roadmap.precedents import PrecedentsScreen
from leaptui.tui.screens.roadmap.validators import ValidatorsScreen
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Drawn, Sentences
from leaptui.tui.text import paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest, instead


class ConcernBoardScreen(RoadmapView):
    """What worries them, and what have we said to it?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("concern_board", "view_list", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("concern_board")
    TITLE_SHOWN: ClassVar[str] = "concern board"
    DEFAULT_CSS = """
    ConcernBoardScreen #answer-pane { width: 52; padding: 0 0 0 2; }
    ConcernBoardScreen #answer-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    _board: Sequence[BoardConcern] = ()
    _waiting: Sequence[Unhandled] = ()
    _shorts: Mapping[str, str] = {}

    def compose_place(self) -> ComposeResult:
        """The board and what waits; beside it, when wide, the answer."""
        with Horizontal():
            yield PickList[BoardConcern | Unhandled](self._draw, id="concern-board")
            with (
                Vertical(id="answer-pane", classes="pane only-wide"),
                VerticalScroll(id="answer-scroll", can_focus=False),
            ):
                yield Drawn(id="answer")

    def compose_foot(self) -> ComposeResult:
        """The answer in a row, and what may not be claimed."""
        yield Sentences(id="said")

    @property
    def _rows(self) -> PickList[BoardConcern | Unhandled]:
        return self.query_one("#concern-board", PickList)

    @property
    def _here(self) -> BoardConcern | Unhandled | None:
        return self._rows.pick.value if self._rows.pick else None

    async def load(self) -> None:
        """The board, and what is not on it."""
        city = self.engagement
        self._board = await self.leap.ask(board, city)
        self._waiting = await self.leap.ask(unhandled, city)
        groups = await self.leap.ask(lambda workspace: workspace.practice.groups)
        self._shorts = {group.key: group.short for group in groups}
        entries: list[Pick[BoardConcern | Unhandled] | Rest] = [
            Pick(view.concern.id, view, 2) for view in self._board
        ]
        if self._waiting:
            entries += [Rest()] if entries else []
            head = (
                f" Raised, and not on the board: {counted(len(self._waiting), 'concern')}. P puts one there."
            )
            entries.append(Rest(plain(head, "b $accent")))
            entries += [Pick(f"raised {each.name}", each, 2) for each in self._waiting]
        if not entries:
            entries = [
                *instead("No concern was marked yet.", "!concern in a note marks one, N puts one here.")
            ]
        self._rows.show(entries, at=self._concern_of(self.take_at()))
        self._tell()
        if self.focused is None:
            self._rows.focus()

    def _concern_of(self, record: str | None) -> str | None:
        """The concern that is meant by its own id or by that of a meeting over it."""
        met = (view for view in self._board if any(each.meeting.id == record for each in view.meetings))
        return next((view.concern.id for view in met), record)

    def _draw(self, value: BoardConcern | Unhandled, width: int) -> Sequence[Content]:
        if isinstance(value, BoardConcern):
            return board_rows(value, width, self._shorts, self.leap.now().date())
        return unhandled_rows(value, width, self._shorts)

    def tell_context(self, bar: ContextBar) -> None:
        """How many there are, and how many keep the roadmap from being presented."""
        blocking = sum(view.blocks for view in self._board)
        counts = [f"{blocking} not settled"] if blocking else []
        counts += [f"{len(self._waiting)} waiting"] if self._waiting else []
        bar.show(
            self.leap.city_name,
            [self.TITLE_SHOWN, counted(len(self._board), "concern")],
            notice=plain(f"▲ {', '.join(counts)}", "b $warning") if counts else None,
            saved=self.saved(),
        )

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is raised can be put on the board; what is there has a state and can be taken off."""
        if action == "put" and not isinstance(self._here, Unhandled):
            return False
        if action == "put_all" and not any(each.key for each in self._waiting):
            return False
        if action in ("status", "remove", "open_row") and not isinstance(self._here, BoardConcern):
            return False
        return super().check_action(action, parameters)

    @on(PickList.Highlighted, "#concern-board")
    def _tell(self) -> None:
        """What is said to the one under the cursor."""
        here, today = self._here, self.leap.now().date()
        self.refresh_frame()
        if isinstance(here, BoardConcern):
            self._tell_answer(here)
            return
        said = here.raised[0].suggestion if here else None
        library = said.concern if said else None
        self.query_one("#answer", Drawn).show(
            lambda width: answer_lines(library, width, today) if library else ()
        )
        if here is None:
            self.query_one(Sentences).say()
        elif said is None:
            self.query_one(Sentences).say(
                ("No word of it points at a concern of the library. P asks which concern it is.",)
            )
        else:
            because = ", ".join(f"“{word}”" for word in said.because)
            self.query_one(Sentences).say((f"Suggested by {because}.",))

    def _tell_answer(self, view: BoardConcern) -> None:
        answer = view.answer or "Nothing yet. W on its page writes it."
        first = f"{answer.partition('. ')[0].rstrip('.')}."
        wordings: list[Sequence[str]] = [(f"Answer: {answer}", f"Answer: {first}")]
        if view.check_first and not view.answer_is_own:
            wordings.append((f"▲ Check first: {view.check_first[0]}",))
        elif view.limits:
            wordings.append((f"Limits: {view.limits}",))
        self.query_one(Sentences).say(*wordings)
        library, today = view.library, self.leap.now().date()

        def drawn(width: int) -> Sequence[Content]:
            own = [*paragraph(answer, width), Content("")] if view.answer_is_own or library is None else []
            return [*own, *(answer_lines(library, width, today) if library else ())]

        self.query_one("#answer", Drawn).show(drawn)

    # What is done here.

    @on(PickList.Chosen, "#concern-board")
    @errand()
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """One concern with all its parts; what waits is put on the board."""
        here: BoardConcern | Unhandled = event.pick.value
        if isinstance(here, BoardConcern):
            await self.app.push_screen(ConcernScreen(here.concern.id))
        else:
            await self._put(here)

    @errand("put")
    async def action_put(self) -> None:
        """Put what is under the cursor on the board."""
        if isinstance(self._here, Unhandled):
            await self._put(self._here)

    async def _put(self, raised: Unhandled) -> None:
        made = await put(self.leap, self.engagement, raised)
        if made is None:
            return
        self.notify("On the board. Enter opens it; F5 takes it back.", markup=False)
        self.at = made.id
        self.refresh_place(again=True)

    @errand("put")
    async def action_put_all(self) -> None:
        """Put everything there that the library knows."""
        added = await self.leap.change(put_all_on_board, self.engagement)
        self.notify(f"{counted(len(added), 'concern')} put on the board. F5 takes it back.", markup=False)

    @errand()
    async def action_new_concern(self) -> None:
        """One that nobody was noted to have raised."""
        await ask_for_new(self.leap, self.engagement)

    @errand()
    async def action_status(self) -> None:
        """How far the one under the cursor is."""
        if isinstance(self._here, BoardConcern):
            await ask_for_status(self.leap, self._here)

    @errand()
    async def action_remove(self) -> None:
        """Take the one under the cursor off the board."""
        if isinstance(self._here, BoardConcern):
            await self.leap.change(remove_concern, self._here.concern)
            self.notify("Taken off the board. F5 brings it back.", markup=False)

    @errand()
    async def action_validators(self) -> None:
        """The peers of all cities."""
        await self.app.push_screen(ValidatorsScreen())

    @errand()
    async def action_precedents(self) -> None:
        """Programs elsewhere, likened to this city."""
        await self.app.push_screen(PrecedentsScreen())


class InterviewsConcernBoardScreen(ConcernBoardScreen):
    """The same, opened from the interviews."""

    PLACE: ClassVar[str] = "interviews"
