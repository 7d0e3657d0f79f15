"""The note of one interview: typing that cannot be lost, the guide, the marks, the attribution."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import TextArea
from typing_extensions import override

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import LeapError, UnknownName
from leaptui.services.interviews.interviews import find_interview, keep_draft, keep_steps, save_note
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import day_shown
from leaptui.tui.errands import errand
from leaptui.tui.keeping import Keeping
from leaptui.tui.keyboard import Holds
from leaptui.tui.names import city_shown
from leaptui.tui.new_people import offer_new_people
from leaptui.tui.note_lines import minutes_between, question_at
from leaptui.tui.note_steps import offset_of
from leaptui.tui.outside import edit_outside
from leaptui.tui.past import InHand
from leaptui.tui.screens.interviews.note_blocks import FoldedGuide, GuidePane, MarkedPane, NoteHead, NotePane
from leaptui.tui.screens.interviews.note_keys import NoteKeys, OpenedNote
from leaptui.tui.screens.interviews.note_panes import NoteState, mark_hint, read_only_hint
from leaptui.tui.screens.interviews.passage_asks import mark_passage
from leaptui.tui.widgets.bars import ContextBar, badge
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.find_bar import FindBar
from leaptui.tui.widgets.note_area import NoteArea

_DRAW_AFTER = 0.25
"""Seconds of rest after which the panes beside the note are drawn again: never between two keys."""
_ACT_AFTER = 600.0
"""Seconds between two acts of one long note."""
_CHANGING = frozenset(
    {
        "stamp",
        "quote",
        "level",
        "next_question",
        "themes",
        "attribution",
        "complete",
        "outside_editor",
        "passage",
    }
)
"""Actions that change the note or its interview."""
_FOLDED = 75
"""Under so many columns the guide is one line."""


class NoteScreen(NoteKeys):
    """What is she saying, and what must I still ask?"""

    PLACE: ClassVar[str] = "interviews"
    SCOPES: ClassVar[tuple[str, ...]] = ("note", "find_bar")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("note")
    DEFAULT_CSS = """
    NoteScreen #note-columns { height: 1fr; }
    NoteScreen #guide { width: 29; padding: 0 1 0 0; scrollbar-size-vertical: 0; }
    NoteScreen.-wide #guide { width: 43; padding: 0 2 0 0; }
    NoteScreen.-folded #guide { display: none; }
    NoteScreen FoldedGuide { display: none; }
    NoteScreen.-folded FoldedGuide { display: block; }
    NoteScreen #note { width: 1fr; height: 1fr; }
    NoteScreen #marked { display: none; width: 35; padding: 0 0 0 1; scrollbar-size-vertical: 0; }
    NoteScreen.-wide #marked { display: block; }
    """
    # Above the app's style sheet, which gives every text area a ground of its own.
    CSS = """
    NoteScreen NoteArea, NoteScreen NoteArea:focus { background: $background; padding: 0; }
    NoteScreen NoteArea > .text-area--cursor-line { background: $surface; }
    """

    def __init__(self, opened: OpenedNote) -> None:
        """The note of an interview."""
        super().__init__(opened)
        self._opened = opened
        self._keeping = Keeping(
            self,
            opened.view.interview.note,
            lambda: self.area.text,
            self._keep_draft,
            start=self._keep_aside,
            say=self._say,
        )
        self._pause: Timer | None = None
        self._word = Content("")
        self._level_shown: Attribution = opened.view.interview.attribution

    # The screen.

    def compose_place(self) -> ComposeResult:
        """The guide, the note, what is marked."""
        yield FoldedGuide()
        with Horizontal(id="note-columns"):
            with VerticalScroll(id="guide", can_focus=False):
                yield GuidePane()
            with Vertical(id="note", classes="pane"):
                yield NoteHead()
                yield NoteArea(
                    self._interview.note,
                    completions=self._opened.completions,
                    changing=self._keeping.changing,
                )
                yield Lines([mark_hint()], id="hint")
                yield FindBar()
            with VerticalScroll(id="marked", classes="pane only-wide", can_focus=False):
                yield MarkedPane()

    def on_mount(self) -> None:
        """Type at once, at the end; be asked before the app is left."""
        self.set_class(self.size.width < _FOLDED, "-folded")
        area, opened = self.area, self._opened
        if opened.found is not None:
            area.load_text(opened.found)
            self._keeping.kept(opened.found, "")
        elif opened.steps is not None:
            area.take_up(opened.steps)
        area.move_cursor(area.document.end if opened.at is None else area.place(opened.at), center=True)
        area.focus()
        self._word = self.leap.saved
        self._begun = self.leap.now()
        self.leap.keepers.append(self._keep_before_leaving)
        self.set_interval(_ACT_AFTER, self._write_act)
        self.draw_panes()

    def on_unmount(self) -> None:
        """Nothing is typed here any more."""
        if self._keep_before_leaving in self.leap.keepers:
            self.leap.keepers.remove(self._keep_before_leaving)

    def on_resize(self) -> None:
        """The guide folds where there is no room for it."""
        self.set_class(self.size.width < _FOLDED, "-folded")

    def on_screen_resume(self) -> None:
        """Another city or another record was asked for meanwhile: leave this note for it."""
        city, sought = self.leap.city, self.leap.sought
        if (city and city.id != self._engagement.id) or (sought and sought != self._interview.id):
            self.action_done()
        else:
            self.refresh_place()

    def on_screen_suspend(self) -> None:
        """Another place or a dialog is opened: what was typed is made safe at once."""
        self._keep_now()

    async def load(self) -> None:
        """Go on from what stands in the store: it was restored, or written elsewhere while the app was locked."""
        before = self._interview
        try:
            now = (await self.leap.ask(find_interview, self._engagement, before.id)).interview
        except UnknownName:  # the interview itself was taken back
            self.dismiss()
            return
        if now == before or self._interview is not before:
            return
        self._interview = now
        if now.note != before.note and self.area.text == before.note:
            self.area.show_instead(now.note)
            self.area.take_edits()  # they are told of by what was saved
        self.draw_panes()

    @override
    def refresh_frame(self) -> None:
        """The bars; and where the store takes no changes nothing can be typed."""
        super().refresh_frame()
        if self.is_mounted and self.area.read_only != self.leap.read_only:
            self.area.read_only = self.leap.read_only
            self.query_one("#hint", Lines).show([read_only_hint() if self.leap.read_only else mark_hint()])

    @property
    @override
    def scopes(self) -> tuple[str, ...]:
        """While something is looked for the keys are those of looking for it."""
        return ("find_bar",) if self.query("FindBar.-open") else ("note",)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What changes the note is not offered where the store takes no changes."""
        if self.leap.read_only and action in _CHANGING:
            return False
        return super().check_action(action, parameters)

    @property
    @override
    def in_hand(self) -> InHand | None:
        """This interview."""
        return InHand(self._engagement, self._interview.id)

    def tell_context(self, bar: ContextBar) -> None:
        """City, who speaks, how far the words may travel, what is safe."""
        interview = self._interview
        about = [self._view.title]
        if self.has_class("-wide"):
            day = day_shown(interview.held_on, self.leap.now().date())
            about = [
                f"interview {interview.number}",
                *about,
                day,
                "recorded" if interview.recorded else "not recorded",
            ]
        level = self._level_shown = self.level_here
        here = "" if level is interview.attribution else " HERE"
        bar.show(
            city_shown(self._engagement.name),
            about,
            notice=badge(f"{level.glyph} {level.label.upper()}{here}"),
            saved=self._word,
        )

    def saved(self) -> Content:
        """What of this note is safe."""
        return self._word

    # Nothing typed is lost.

    @on(TextArea.Changed)
    def note_changed(self) -> None:
        """The panes beside the note follow when the typing rests."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_DRAW_AFTER, self.draw_panes)

    @on(NoteArea.Left)
    def _keep_now(self) -> None:
        if self._keeping.is_due:
            self._keep_aside()

    @errand("keep", holds=Holds.NOTHING)
    async def _keep_aside(self) -> None:
        await self._keeping.try_now()

    async def _keep_draft(self, text: str) -> str:
        return await self.leap.ask(keep_draft, self._interview, text, self.area.steps())

    async def _write(self) -> None:
        """Write the note into the log, when it differs from what stands there."""
        text = self.area.text
        if text == self._interview.note or self.leap.read_only:
            if self._keeping.is_due:
                await self._keeping.make_safe()
            return
        self._keeping.stop()
        edits, steps = self.area.take_edits(), self.area.steps()
        try:
            self._interview = await self.leap.change(save_note, self._interview, text, edits)
        except LeapError:
            self.area.give_back(edits)
            self._keeping.refused()
            raise
        await self.leap.ask(keep_steps, self._interview, steps)
        self._keeping.kept(text, f"{self.leap.now():%H:%M:%S}")

    @errand("act", holds=Holds.NOTHING)
    async def _write_act(self) -> None:
        await self._write()

    async def _keep_before_leaving(self) -> None:
        """Before the app ends. A store that refuses the act still has the draft.

        Raises:
            LeapError: It has not even that.
        """
        if self._keeping.is_due:
            await self._keeping.make_safe()
        with suppress(LeapError):
            await self._write()

    def _say(self, word: Content) -> None:
        self._word = word
        self.refresh_frame()
        # In the next frame, whatever else is in it: no frame may call a text saved that is not.
        self._dirty_widgets.update(self.query(ContextBar))

    def draw_panes(self) -> None:
        """Read the note and draw what stands beside it."""
        self._pause = None
        area = self.area
        now = self._known(question_at(area.document.lines, area.cursor_location[0]))
        state = NoteState.of(
            self._interview,
            self._view.title,
            self._guide,
            area.text,
            now,
            self.leap.now().date(),
            minutes=minutes_between(area.document.lines, self._begun, self.leap.now()),
            before=self.query_one(GuidePane).state,
        )
        for pane in self.query(NotePane):
            pane.show(state)

    @on(TextArea.SelectionChanged)
    def follow_cursor(self) -> None:
        """The bar shows the level at the cursor, the guide the question under whose heading it stands."""
        if self.level_here is not self._level_shown:
            self.refresh_frame()
        if self._pause is not None:
            return  # the panes are drawn when the typing rests
        area, state = self.area, self.query_one(GuidePane).state
        if state is not None and state.now != self._known(
            question_at(area.document.lines, area.cursor_location[0])
        ):
            self.draw_panes()

    def _known(self, number: int | None) -> int | None:
        """The number, where the guide has such a question."""
        questions = self._guide.questions if self._guide else ()
        return number if any(question.number == number for question in questions) else None

    def action_find_in_note(self) -> None:
        """Look for words, and put others in their place."""
        self.query_one(FindBar).open(self.area)
        self.query_one("#hint").display = False
        self.refresh_frame()

    @errand("outside", exclusive=True)
    async def action_outside_editor(self) -> None:
        """The note in her own editor, and back."""
        if self._keeping.is_due:
            await self._keeping.make_safe()
        await edit_outside(self.leap, self._interview, self.area)

    @on(FindBar.Closed)
    def type_on(self) -> None:
        """Back in the note."""
        self.query_one("#hint").display = True
        self.area.focus()
        self.refresh_frame()

    @errand("passage", exclusive=True)
    async def action_passage(self) -> None:
        """Keep what is selected, or the quote or line at the cursor, as a passage with its themes."""
        area = self.area
        start, end = sorted(offset_of(area.document, place) for place in area.selection)
        await self._write()
        await mark_passage(self.leap, self._engagement, self._interview, start, end)

    @errand("done", exclusive=True)
    async def action_done(self) -> None:
        """Write one act, ask who is meant by a name that is new, and go back to the list."""
        await self._write()
        if self.leap.city == self._engagement and not self.leap.read_only:
            await offer_new_people(self.leap, self._engagement, self._interview)
        self.dismiss()
