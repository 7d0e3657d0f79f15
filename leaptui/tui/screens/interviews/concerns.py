"""The concerns people raised, the most widely raised first, and what the library answers to each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.domain.attribution import Attribution
from leaptui.services.interviews.concerns import ConcernLine, ConcernRaised, concerns
from leaptui.services.roadmap.concern_board import BoardConcern, board, unhandled
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.roadmap.concern_lines import status_sign
from leaptui.tui.screens.view import Drawn, Sentences, ViewScreen
from leaptui.tui.text import dotted, join, paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.practice.content import PracticeConcern

_NAMED = 60
"""Columns from which a level has its words beside its glyph."""


class ConcernsScreen(ViewScreen):
    """What worries them, how widely, and what do we answer?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("concern_view", "view_list", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("concern_view")
    TITLE_SHOWN: ClassVar[str] = "concerns"
    DEFAULT_CSS = """
    ConcernsScreen #answer-pane { width: 52; padding: 0 0 0 2; }
    ConcernsScreen #answer-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    _lines: Sequence[ConcernLine] = ()
    _there: Sequence[BoardConcern] = ()

    def compose_place(self) -> ComposeResult:
        """The register; beside it, when wide, what the library says."""
        with Horizontal():
            yield PickList[ConcernRaised](self._draw, id="concerns")
            with Vertical(id="answer-pane", classes="pane only-wide"), VerticalScroll(id="answer-scroll"):
                yield Drawn(id="answer")

    def compose_foot(self) -> ComposeResult:
        """What the library answers, in a row or two."""
        yield Sentences(id="said")

    async def load(self) -> None:
        """The register."""
        self._lines = await self.leap.ask(concerns, self.engagement)
        self._there = await self.leap.ask(board, self.engagement)
        entries: list[Pick[ConcernRaised] | Rest] = []
        for line in self._lines:
            entries += [Rest()] if entries else []
            entries.append(Rest(_head(line, self._there)))
            entries += [
                Pick(f"{each.conversation.interview.id} {each.start} {each.text}", each, 2)
                for each in line.raised
            ]
        if not entries:
            entries = [
                Rest(),
                Rest(plain(" No concern was marked yet: !concern in a note marks one.", "$text-muted")),
            ]
        rows: PickList[ConcernRaised] = self.query_one("#concerns", PickList)
        rows.show(entries)
        if self.focused is None:
            rows.focus()

    def _draw(self, raised: ConcernRaised, width: int) -> Sequence[Content]:
        off = raised.level is Attribution.OFF_RECORD
        style = "i $mark-own" if raised.own else "i $text-muted" if off else ""
        talk = raised.conversation
        about: list[Content | str] = [
            plain(
                f"{raised.level.glyph} {raised.level.label if width >= _NAMED else ''}".rstrip(),
                "$text-muted",
            ),
            plain(f"interview {talk.interview.number}", "$text-muted"),
            plain("own view" if raised.own else talk.title, "$text-muted"),
        ]
        if raised.stance:
            about.append(plain(raised.stance, "$text-muted"))
        if raised.themes:
            about.append(plain(" ".join(f"#{theme}" for theme in raised.themes), "$mark-theme"))
        sign = plain("⊠ OFF " if off else "! ", "b $accent" if off else "b $mark-concern")
        return [join(sign, plain(raised.text, style)), join("  ", dotted(about))]

    def tell_context(self, bar: ContextBar) -> None:
        """How many concerns, in how many conversations."""
        raised = [each for line in self._lines for each in line.raised]
        talks = len({each.conversation.interview.id for each in raised})
        about = [self.TITLE_SHOWN, f"{len(raised)} in {talks} interview{'' if talks == 1 else 's'}"]
        bar.show(self.leap.city_name, about, saved=self.saved())

    @on(PickList.Highlighted, "#concerns")
    def tell(self, event: PickList.Highlighted) -> None:
        """What the library answers to the one under the cursor, and why it is taken for that."""
        raised: ConcernRaised = event.pick.value
        found = raised.suggestion
        if found is None:
            self.query_one(Sentences).say(
                ("No word of it points at a concern of the library.", "Not in the library.")
            )
            self.query_one("#answer", Drawn).show(lambda _: ())
            return
        because = ", ".join(f"“{word}”" for word in found.because)
        answer, today = found.concern.answer, self.leap.now().date()
        there = _on_board(found.concern.key, self._there)
        state = f" On the board: {there.concern.status.label}." if there else ""
        self.query_one(Sentences).say(
            (f"Suggested by {because}.{state}",),
            (f"Answer: {answer}", f"Answer: {answer.partition('. ')[0]}."),
        )
        self.query_one("#answer", Drawn).show(lambda width: answer_lines(found.concern, width, today))

    @on(PickList.Chosen, "#concerns")
    @errand("note", exclusive=True)
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The note, where it was raised."""
        raised: ConcernRaised = event.pick.value
        await self.open_interview(raised.conversation.interview.id, raised.start)

    # The concern board.

    def action_open_board(self) -> None:
        """What is answered, by whom, and what that changed."""
        from leaptui.tui.screens.roadmap.concern_board import InterviewsConcernBoardScreen

        self.app.push_screen(InterviewsConcernBoardScreen())

    @errand("put")
    async def action_put(self) -> None:
        """Put the concern under the cursor on the board."""
        from leaptui.tui.screens.roadmap.concern_asks import put

        rows: PickList[ConcernRaised] = self.query_one("#concerns", PickList)
        if rows.pick is None:
            return
        here = rows.pick.value
        waiting = await self.leap.ask(unhandled, self.engagement)
        found = next((each for each in waiting if any(_same(here, raised) for raised in each.raised)), None)
        if found is None:
            said = (
                "An own view is nobody's concern." if here.own else "It is on the board already: B opens it."
            )
            self.notify(said, markup=False)
        elif await put(self.leap, self.engagement, found):
            self.notify("On the board: B opens it. F5 takes it back.", markup=False)


def _same(one: ConcernRaised, other: ConcernRaised) -> bool:
    return (one.conversation.interview.id, one.start, one.text) == (
        other.conversation.interview.id,
        other.start,
        other.text,
    )


def answer_lines(concern: PracticeConcern, width: int, today: date) -> list[Content]:
    """What the library holds on a concern: answer, what may not be claimed, who says it best, examples.

    Examples more than two years old are greyed, and each says its age.
    """
    lines = [*paragraph(concern.title, width, "b"), Content(""), *paragraph(concern.answer, width)]
    lines += [Content(""), plain("Do not claim", "b $warning"), *paragraph(concern.limits, width)]
    lines += [Content(""), plain("Speaks best", "$text-muted"), *paragraph(concern.speaker, width)]
    for step in concern.check_first:
        lines += paragraph(f"▲ Check first: {step}", width, "$warning")
    for example in concern.examples:
        old, age = example.is_old(today), example.age(today)
        lines += [Content(""), *paragraph(example.text, width, "$text-muted" if old else "")]
        lines += paragraph(f"{example.source}, {example.as_of}", width, "$faint" if old else "$text-muted")
        if age:
            style = "$warning" if example.unverified else "i $text-muted"
            lines += paragraph(f"▲ {age}" if example.unverified else age, width, style)
    return lines


def _head(line: ConcernLine, there: Sequence[BoardConcern]) -> Content:
    found = _on_board(line.concern.key, there) if line.concern else None
    state = join(" ", status_sign(found.concern.status)) if found else plain("")
    title = plain(f" {line.concern.title}" if line.concern else " Not in the library", "b")
    groups = len(line.groups)
    count = (
        f"  {line.interviews} interview{'' if line.interviews == 1 else 's'}, "
        f"{groups} group{'' if groups == 1 else 's'}"
    )
    return join(state, title, plain(count, "$text-muted"))


def _on_board(key: str, there: Sequence[BoardConcern]) -> BoardConcern | None:
    return next((view for view in there if view.concern.concern == key), None)
