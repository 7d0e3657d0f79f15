"""The place Interviews: who was heard, how far their words may travel, and the way into a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from typing_extensions import override

from leaptui.domain.attribution import Attribution
from leaptui.domain.marks import MarkKind
from leaptui.domain.records import Engagement
from leaptui.services.city.overview import city
from leaptui.services.interviews.excerpts import excerpts
from leaptui.services.interviews.interviews import (
    InterviewView,
    interviews,
    set_attribution,
    unsaved_text,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand
from leaptui.tui.screens.city.attachments import AttachmentsDialog
from leaptui.tui.screens.city.person_form import ask_for_person
from leaptui.tui.screens.city.themes import CityThemesScreen
from leaptui.tui.screens.interviews.attribution_choice import AttributionDialog
from leaptui.tui.screens.interviews.files import take_in, write_out
from leaptui.tui.screens.interviews.form import ask_about_interview, ask_for_consent
from leaptui.tui.screens.interviews.lines import interview_line, list_head, matches, preview_lines
from leaptui.tui.screens.interviews.note_opening import open_note
from leaptui.tui.screens.interviews.passages import PassagesScreen
from leaptui.tui.screens.interviews.start import ToBeginWith, begin_interview, to_begin_with
from leaptui.tui.screens.narrowed import NarrowedScreen
from leaptui.tui.screens.view import ask_for_view
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.filter_line import FilterLine, filter_hint
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace


def unsaved(workspace: Workspace, views: Sequence[InterviewView]) -> frozenset[str]:
    """The interviews with text that was typed before leaptui ended unasked."""
    return frozenset(
        view.interview.id for view in views if unsaved_text(workspace, view.interview) is not None
    )


class _Head(Block):
    def lines(self, width: int) -> Sequence[Content]:
        return [join(" ", list_head(width - 1))]


class _Preview(Block):
    DEFAULT_CSS = """
    _Preview { height: 1fr; }
    """
    view: InterviewView | None = None

    def show(self, view: InterviewView | None) -> None:
        """Show the beginning of this note."""
        self.view = view
        self.refresh()

    @override
    def lines(self, width: int) -> Sequence[Content]:
        return preview_lines(self.view, width, max(self.size.height, 3)) if self.view else []


class InterviewsScreen(NarrowedScreen):
    """Whom have we heard, and may we say so?"""

    PLACE: ClassVar[str] = "interviews"
    SCOPES: ClassVar[tuple[str, ...]] = ("interviews",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("interviews")
    DEFAULT_CSS = """
    InterviewsScreen #interviews-columns { height: 1fr; }
    InterviewsScreen #list-pane { width: 1fr; }
    InterviewsScreen #preview { width: 55; }
    InterviewsScreen #nobody { height: 1fr; align: center middle; display: none; }
    InterviewsScreen.-empty #nobody { display: block; }
    InterviewsScreen.-empty #interviews-columns { display: none; }
    """

    _views: Sequence[InterviewView] = ()
    _unsaved: frozenset[str] = frozenset()
    """Ids of the interviews with text that was typed and never saved."""
    _begun: str | None = None
    _known: ToBeginWith | None = None
    """Id of the interview begun last: the cursor comes back to it."""

    def compose_place(self) -> ComposeResult:
        """The list, a preview when wide, or how to begin."""
        with Horizontal(id="interviews-columns"):
            with Vertical(id="list-pane"):
                yield FilterLine()
                yield _Head()
                yield PickList[InterviewView](self._draw, id="interviews")
            with Vertical(id="preview", classes="pane only-wide"):
                yield _Preview()
        with Vertical(id="nobody"):
            yield EmptyState(
                "Nobody was heard yet.",
                "Take the first interview: choose who speaks and type while they talk. Every key is kept; "
                'marks such as #theme and "quote" make the note useful later.',
                [Beginning("N", "new interview"), Beginning("A", "add the people to hear")],
            )

    @property
    def _list(self) -> PickList[InterviewView]:
        return self.query_one("#interviews", PickList)

    @property
    def _here(self) -> Engagement | None:
        return self.leap.city

    @property
    @override
    def in_hand(self) -> InHand | None:
        """The interview under the cursor."""
        pick = self._list.pick
        return InHand(self._here, pick.value.interview.id) if pick and self._here else None

    def on_screen_resume(self) -> None:
        """A search may have led here."""
        if self.leap.sought:
            self._shown = None

    async def load(self) -> None:
        """Every interview of the city."""
        engagement = self._here
        if engagement is None:
            return
        self._views = await self.leap.ask(interviews, engagement)
        self._unsaved = await self.leap.ask(unsaved, self._views)
        self._known = await self.leap.ask(to_begin_with, engagement)
        self.set_class(not self._views, "-empty")
        begun, self._begun = self._begun, None
        self._fill(at=begun)
        await self._go_to_sought(engagement)

    async def _go_to_sought(self, engagement: Engagement) -> None:
        sought, self.leap.sought = self.leap.sought, None
        if sought is None:
            return
        kept = {each.id: each.interview for each in await self.leap.ask(excerpts, engagement)}
        wanted = kept.get(sought, sought)
        view = next((each for each in self._views if each.interview.id == wanted), None)
        if view is not None:
            self._fill(at=wanted)
            self._open(view)

    def _fill(self, at: str | None = None) -> None:
        words = self.query_one(FilterLine).words
        rows = [view for view in self._views if matches(view, words)]
        self._list.show([Pick(view.interview.id, view) for view in rows], at=at)
        if not rows:
            self.query_one(_Preview).show(None)
        if self.focused is None and self._views:
            self._list.focus()

    def _draw(self, view: InterviewView, width: int) -> Sequence[Content]:
        today = self.leap.now().date()
        return [interview_line(view, width, today, unsaved=view.interview.id in self._unsaved)]

    def tell_context(self, bar: ContextBar) -> None:
        """How many were heard and what they left."""
        count = len(self._views)
        quotes = sum(mark.kind is MarkKind.VERBATIM for view in self._views for mark in view.marks)
        about = [f"{count} interview{'' if count == 1 else 's'}"]
        about += [f"{quotes} quote{'' if quotes == 1 else 's'}"] if quotes else []
        notice = filter_hint(self.query_one(FilterLine).words)
        if self._unsaved and not notice.cell_length:
            notice = plain(f"▲ {len(self._unsaved)} with unsaved text", "b $warning")
        bar.show(self.leap.city_name, about, notice=notice, saved=self.saved())

    @on(PickList.Highlighted, "#interviews")
    def show_preview(self, event: PickList.Highlighted) -> None:
        """The note under the cursor, when there is room."""
        self.query_one(_Preview).show(event.pick.value)

    # What is done here.

    def action_open_interview(self) -> None:
        """Open the note under the cursor."""
        self._list.action_choose()

    @on(PickList.Chosen, "#interviews")
    def open_chosen(self, event: PickList.Chosen) -> None:
        """Open a note."""
        self._open(event.pick.value)

    @errand("open-note")
    async def _open(self, view: InterviewView) -> None:
        if self._here is not None:
            await open_note(self.leap, self._here, view)

    @errand("new-interview")
    async def action_new_interview(self) -> None:
        """Choose who speaks and the guide, then type."""
        engagement, known = self._here, self._known
        if engagement is None:
            return
        if known is None or known.engagement != engagement.id:
            known = await self.leap.ask(to_begin_with, engagement)
        if begun := await begin_interview(self.leap, engagement, known):
            await self._begin(engagement, begun)

    async def _begin(self, engagement: Engagement, view: InterviewView) -> None:
        """Open the note of a new interview; the cursor is on it when she comes back."""
        self._begun = view.interview.id
        await open_note(self.leap, engagement, view)

    @errand()
    async def action_attribution(self) -> None:
        """How far the words of the interview under the cursor may travel."""
        pick = self._list.pick
        if pick is None:
            return
        view: InterviewView = pick.value
        off = sum(mark.kind is MarkKind.OFF_RECORD for mark in view.marks)
        level = await self.app.push_screen_wait(
            AttributionDialog(view.interview.attribution, view.title, off)
        )
        if level is not None:
            await self.leap.change(set_attribution, view.interview, Attribution(level))

    @errand()
    async def action_describe(self) -> None:
        """What is known of the interview under the cursor beside its note."""
        if self._here is not None and (pick := self._list.pick):
            await ask_about_interview(self.leap, self._here, pick.value)

    @errand()
    async def action_consent(self) -> None:
        """The words to read out, and the answer."""
        if self._here is not None and (pick := self._list.pick):
            await ask_for_consent(self.leap, self._here, pick.value, self.leap.now().date())

    @errand()
    async def action_attachments(self) -> None:
        """The files of the interview under the cursor."""
        if self._here is not None and (pick := self._list.pick):
            view: InterviewView = pick.value
            await self.app.push_screen_wait(AttachmentsDialog(self._here, view.interview, view.title))

    @errand("new-interview", exclusive=True)
    async def action_take_in(self) -> None:
        """An interview from a file."""
        if self._here is not None and (view := await take_in(self.leap, self._here)):
            await self._begin(self._here, view)

    @errand()
    async def action_write_out(self) -> None:
        """The interview under the cursor as Markdown."""
        if self._here is not None and (pick := self._list.pick):
            await write_out(self.leap, self._here, pick.value)

    @errand()
    async def action_add_person(self) -> None:
        """Add a person to the city."""
        if self._here is not None:
            groups = (await self.leap.ask(city, self._here)).groups
            await ask_for_person(self.leap, self._here, groups)

    def action_passages(self) -> None:
        """The passages of the interview under the cursor."""
        if pick := self._list.pick:
            self.app.push_screen(PassagesScreen(pick.value.interview))

    def action_all_passages(self) -> None:
        """The passages of every interview."""
        self.app.push_screen(PassagesScreen())

    def action_city_themes(self) -> None:
        """The city's themes."""
        self.app.push_screen(CityThemesScreen())

    @errand("view", exclusive=True)
    async def action_views(self) -> None:
        """Choose a view over all interviews."""
        if self._here is None:
            return
        view = await ask_for_view(self.leap)
        if view is not None:
            self.app.push_screen(view.make())
