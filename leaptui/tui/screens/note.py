"""The note of one interview: typing that cannot be lost, the guide, the marks, the attribution."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

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
from leaptui.domain.marks import MarkKind, marks
from leaptui.domain.records import Engagement, Interview
from leaptui.services.interviews import InterviewView, find_interview, keep_draft, save_note, set_attribution
from leaptui.tui.bindings import bindings_of
from leaptui.tui.completion import Completions
from leaptui.tui.dates import day_shown
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.keeping import Keeping
from leaptui.tui.names import city_shown
from leaptui.tui.note_lines import asked, next_question, question_at
from leaptui.tui.past import InHand
from leaptui.tui.screens.attribution_choice import AttributionDialog
from leaptui.tui.screens.note_blocks import FoldedGuide, GuidePane, MarkedPane, NoteHead, NotePane
from leaptui.tui.screens.note_panes import NoteState, mark_hint, read_only_hint
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar, badge
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.note_area import NoteArea

if TYPE_CHECKING:
    from leaptui.practice.content import Guide, Theme

_DRAW_AFTER = 0.25
"""Seconds of rest after which the panes beside the note are drawn again: never between two keys."""
_ACT_AFTER = 600.0
"""Seconds between two acts of one long note."""
_CHANGING = frozenset({"stamp", "quote", "off_record", "next_question", "themes", "attribution"})
"""Actions that change the note or its interview."""
_FOLDED = 75
"""Under so many columns the guide is one line."""


class NoteScreen(PlaceScreen):
    """What is she saying, and what must I still ask?"""

    PLACE: ClassVar[str] = "interviews"
    SCOPES: ClassVar[tuple[str, ...]] = ("note",)
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

    def __init__(
        self,
        engagement: Engagement,
        view: InterviewView,
        guide: Guide | None,
        known_themes: Sequence[Theme],
        found: str | None = None,
    ) -> None:
        """The note of an interview.

        Args:
            engagement: Whose interview it is.
            view: The interview and who spoke.
            guide: The guide it follows.
            known_themes: The themes a note can name.
            found: Text to read in place of the saved note, where the store takes no changes.
        """
        super().__init__()
        self._engagement = engagement
        self._view = view
        self._interview: Interview = view.interview
        self._guide = guide
        self._themes = known_themes
        self._found = found
        self._keeping = Keeping(
            self,
            view.interview.note,
            lambda: self.area.text,
            self._keep_draft,
            start=self._keep_aside,
            say=self._say,
        )
        self._pause: Timer | None = None
        self._word = Content("")

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
                    completions=Completions(tuple(theme.key for theme in self._themes)),
                    changing=self._keeping.changing,
                )
                yield Lines([mark_hint()], id="hint")
            with VerticalScroll(id="marked", classes="pane only-wide", can_focus=False):
                yield MarkedPane()

    def on_mount(self) -> None:
        """Type at once, at the end; be asked before the app is left."""
        self.set_class(self.size.width < _FOLDED, "-folded")
        area = self.area
        area.move_cursor(area.document.end)
        if self._found is not None:
            area.load_text(self._found)
            self._keeping.kept(self._found, "")
        area.focus()
        self._word = self.leap.saved
        self.leap.keepers.append(self._keep_before_leaving)
        self.set_interval(_ACT_AFTER, self._write_act)
        self._draw_panes()

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
        self._draw_panes()

    @override
    def refresh_frame(self) -> None:
        """The bars; and where the store takes no changes nothing can be typed."""
        super().refresh_frame()
        if self.is_mounted and self.area.read_only != self.leap.read_only:
            self.area.read_only = self.leap.read_only
            self.query_one("#hint", Lines).show([read_only_hint() if self.leap.read_only else mark_hint()])

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

    @property
    def area(self) -> NoteArea:
        """Where the note is typed."""
        return self.query_one(NoteArea)

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
        level = interview.attribution
        bar.show(
            city_shown(self._engagement.name),
            about,
            notice=badge(f"{level.glyph} {level.label.upper()}"),
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
        self._pause = self.set_timer(_DRAW_AFTER, self._draw_panes)

    @on(NoteArea.Left)
    def _keep_now(self) -> None:
        if self._keeping.is_due:
            self._keep_aside()

    @errand("keep")
    async def _keep_aside(self) -> None:
        await self._keeping.try_now()

    async def _keep_draft(self, text: str) -> str:
        return await self.leap.ask(keep_draft, self._interview, text)

    async def _write(self) -> None:
        """Write the note into the log, when it differs from what stands there."""
        text = self.area.text
        if text == self._interview.note or self.leap.read_only:
            if self._keeping.is_due:
                await self._keeping.make_safe()
            return
        self._keeping.stop()
        try:
            self._interview = await self.leap.change(save_note, self._interview, text)
        except LeapError:
            self._keeping.refused()
            raise
        self._keeping.kept(text, f"{self.leap.now():%H:%M:%S}")

    @errand("act")
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

    def _draw_panes(self) -> None:
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
        )
        for pane in self.query(NotePane):
            pane.show(state)

    @on(TextArea.SelectionChanged)
    def follow_cursor(self) -> None:
        """The guide shows the question under whose heading the cursor stands."""
        if self._pause is not None:
            return  # the panes are drawn when the typing rests
        area, state = self.area, self.query_one(GuidePane).state
        if state is not None and state.now != self._known(
            question_at(area.document.lines, area.cursor_location[0])
        ):
            self._draw_panes()

    def _known(self, number: int | None) -> int | None:
        """The number, where the guide has such a question."""
        questions = self._guide.questions if self._guide else ()
        return number if any(question.number == number for question in questions) else None

    # What the keys do.

    def action_stamp(self) -> None:
        """Put the time before the line."""
        if not self.area.stamp(f"{self.leap.now():%H:%M}"):
            self.notify("This line has its mark in the margin already.", markup=False)

    def action_quote(self) -> None:
        """Quotation marks around the selection."""
        self.area.quote()

    def action_off_record(self) -> None:
        """The line off the record, or back."""
        self.area.cycle_level()

    def action_next_question(self) -> None:
        """The next question of the guide at the end of the note."""
        if self._guide is None:
            self.notify("This interview follows no guide.", markup=False)
            return
        area = self.area
        done = set(asked(area.text))
        numbers = [question.number for question in self._guide.questions]
        now = question_at(area.document.lines, area.document.line_count - 1)
        number = next_question(numbers, done, now)
        if number is None:
            self.notify("Every question of the guide was asked.", markup=False)
            return
        question = next(each for each in self._guide.questions if each.number == number)
        area.add_at_end(f"{self.leap.now():%H:%M} ## {number} {question.short}")

    @errand()
    async def action_attribution(self) -> None:
        """How far the words of the interview may travel."""
        off = sum(mark.kind is MarkKind.OFF_RECORD for mark in marks(self.area.text))
        level = await self.app.push_screen_wait(
            AttributionDialog(self._interview.attribution, self._view.title, off)
        )
        if level is not None:
            self._interview = await self.leap.change(set_attribution, self._interview, Attribution(level))
            self.refresh_frame()
            self._draw_panes()

    @errand()
    async def action_guide(self) -> None:
        """Every question with its prompts."""
        guide = self._guide
        if guide is None:
            self.notify("This interview follows no guide.", markup=False)
            return
        done = asked(self.area.text)
        points = []
        for question in guide.questions:
            sign = plain("✓", "$success") if question.number in done else plain("○", "$text-muted")
            prompts = "".join(f"\n· {prompt}" for prompt in question.prompts)
            points.append((sign, f"{question.number} {question.text}{prompts}"))
        await self.app.push_screen_wait(TellDialog(guide.title, points))

    @errand()
    async def action_themes(self) -> None:
        """Choose a theme and put it at the cursor."""
        key = await self.app.push_screen_wait(
            ChooseDialog(
                "Which theme?",
                [Choice(each.key, each.key, each.label, "#") for each in self._themes],
                does="put it in",
            )
        )
        if key is not None:
            self.area.insert(f"#{key} ")

    @errand("done", exclusive=True)
    async def action_done(self) -> None:
        """Write one act and go back to the list."""
        await self._write()
        self.dismiss()
