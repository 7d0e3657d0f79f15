"""What the keys of a note do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leaptui.domain.attribution import Attribution
from leaptui.domain.marks import MarkKind, marks
from leaptui.domain.records import Engagement, Interview
from leaptui.domain.text import one_line
from leaptui.services.city.resources import resource_named_in
from leaptui.services.interviews.interviews import InterviewView, set_attribution
from leaptui.tui.completion import Completions
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.note_lines import asked, next_question, question_at
from leaptui.tui.screens.city.resource_form import ask_for_resource
from leaptui.tui.screens.interviews.attribution_choice import AttributionDialog
from leaptui.tui.screens.interviews.question_choice import QuestionDialog
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.widgets.note_area import NoteArea

if TYPE_CHECKING:
    from leaptui.practice.content import Guide, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedNote:
    """What a note is opened with.

    Attributes:
        engagement: Whose interview it is.
        view: The interview and who spoke.
        guide: The guide it follows.
        themes: Keys of the themes a note can name, and what each means.
        completions: What is completed while it is typed.
        steps: What could be undone when the note was left as it stands.
        found: Text to go on with in place of the saved note; undo brings the saved one back.
        at: Offset at which the cursor stands first; else at the end.
    """

    engagement: Engagement
    view: InterviewView
    guide: Guide | None = None
    themes: Sequence[tuple[str, str]] = ()
    completions: Completions = field(default_factory=Completions)
    steps: Any = None
    found: str | None = None
    at: int | None = None


class NoteKeys(PlaceScreen):
    """A screen with a note in it, and the actions of the scope `note` but those of leaving it."""

    def __init__(self, opened: OpenedNote) -> None:
        super().__init__()
        self._engagement = opened.engagement
        self._view = opened.view
        self._interview: Interview = opened.view.interview
        self._guide = opened.guide
        self._themes = opened.themes
        self._speakers = [person.name for person in opened.view.people]
        """Who can be named at the start of a line, by one key."""

    @property
    def area(self) -> NoteArea:
        """Where the note is typed."""
        return self.query_one(NoteArea)

    @property
    def level_here(self) -> Attribution:
        """How far the words at the cursor may travel."""
        whole = self._interview.attribution
        if whole is Attribution.OFF_RECORD or not self.query(NoteArea):
            return whole
        return self.area.level_at(self.area.cursor_location[0]) or whole

    def draw_panes(self) -> None:
        """Draw what stands beside the note anew."""
        raise NotImplementedError

    def action_stamp(self) -> None:
        """Put the time before the line."""
        if not self.area.stamp(f"{self.leap.now():%H:%M}"):
            self.notify("This line has its mark in the margin already.", markup=False)

    def action_quote(self) -> None:
        """Quotation marks around the selection."""
        self.area.quote()

    def action_level(self) -> None:
        """Another level for the line."""
        area = self.area
        area.cycle_level()
        row = area.cursor_location[0]
        own, holds = area.own_level_at(row), area.level_at(row)
        if holds is not None and own is not holds:
            self.notify(f"A sign above keeps this line {holds.label}.", markup=False)

    def action_complete(self) -> None:
        """Take the word that is offered; where none is, say who speaks."""
        if self.area.suggestion:
            self.area.insert(self.area.suggestion)
        else:
            self.action_speaker()

    @errand("speaker", exclusive=True)
    async def action_speaker(self) -> None:
        """Say at the start of the line who speaks; where nobody is known, ask for the name."""
        if not self._speakers:
            asked_for = await self.app.push_screen_wait(
                PromptDialog(
                    "Who speaks?", label="name", hint="Maria, a resident", does="put it before the line"
                )
            )
            name = one_line(asked_for or "").rstrip(":")
            if not name:
                return
            self._speakers.append(name)
        self.area.name_speaker(self._speakers)

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
        self._ask(next(each for each in self._guide.questions if each.number == number))

    def _ask(self, question: Question) -> None:
        self.area.add_at_end(f"{self.leap.now():%H:%M} ## {question.number} {question.short}")

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
            self.draw_panes()

    @errand("guide", exclusive=True)
    async def action_guide(self) -> None:
        """Every question with its prompts: words typed narrow them, Enter asks the one in hand."""
        guide = self._guide
        if guide is None:
            self.notify("This interview follows no guide.", markup=False)
            return
        number = await self.app.push_screen_wait(
            QuestionDialog(guide, asked(self.area.text), asks=not self.leap.read_only)
        )
        if number is not None:
            self._ask(next(each for each in guide.questions if each.number == number))

    @errand("resource", exclusive=True)
    async def action_resource(self) -> None:
        """What is selected, or the line at the cursor, as a local service or asset."""
        area = self.area
        said = area.selected_text or area.document.lines[area.cursor_location[0]]
        added = await ask_for_resource(
            self.leap, self._engagement, resource_named_in(said), interview=self._interview
        )
        if added is not None:
            self.notify(f"{added.name} is in the list of resources.", markup=False)

    @errand()
    async def action_themes(self) -> None:
        """Choose a theme and put it at the cursor."""
        key = await self.app.push_screen_wait(
            ChooseDialog(
                "Which theme?",
                [Choice(key, key, label, "#") for key, label in self._themes],
                does="put it in",
            )
        )
        if key is not None:
            self.area.insert(f"#{key} ")
