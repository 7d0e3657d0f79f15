"""More pictures of the calls, one at a time, each with its sentence, its base and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.services.calls.pictures import PICTURES, CallPicture
from leaptui.services.calls.tables import Line, PictureTable
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.calls.asking import AsksOfCalls, Question
from leaptui.tui.screens.calls.filter_words import filter_words
from leaptui.tui.screens.calls.picture_lines import TableLayout, spark_line, table_head, table_rows
from leaptui.tui.screens.view import Drawn
from leaptui.tui.text import join, paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest


class PictureScreen(AsksOfCalls):
    """One picture over the place Calls; what is asked is shared with it."""

    PLACE: ClassVar[str] = "calls"
    SCOPES: ClassVar[tuple[str, ...]] = ("asking", "picture", "call_table")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("asking", "picture", "call_table")
    DEFAULT_CSS = """
    PictureScreen #said { height: auto; }
    PictureScreen #heads { height: auto; }
    PictureScreen #lines { height: 1fr; }
    """

    _table: PictureTable | None = None

    def __init__(self, question: Question, picture: CallPicture) -> None:
        """A picture.

        Args:
            question: What is asked; changed here, it is changed there.
            picture: The picture shown first.
        """
        super().__init__()
        self.question, self.picture = question, picture
        self._opened_on = question.engagement.id

    def compose_place(self) -> ComposeResult:
        """What is said, then the lines."""
        yield Drawn(id="said")
        yield Drawn(id="heads")
        yield PickList[Line](self._draw, id="lines")

    def compose_foot(self) -> ComposeResult:
        """More of the line under the cursor, and what must be known with the table."""
        yield Drawn(id="notes")

    def on_screen_resume(self) -> None:
        """Another city or a record was asked for meanwhile: leave the picture for it."""
        city = self.leap.city
        if self.leap.sought or city is None or city.id != self._opened_on:
            self.dismiss()
            return
        super().on_screen_resume()

    @property
    def table_to_write(self) -> str:
        """The picture; a comparison of two sides stays on the screen."""
        return self.picture.key if self.picture in PICTURES else ""

    async def load(self) -> None:
        """Work the picture out."""
        await self.answer()
        if self.focused is None:
            self._lines.focus()

    async def show_answer(self) -> None:
        """The table of what is asked."""
        assert self.question is not None
        assert self.asked is not None
        self._table = await self.leap.ask(self.picture.make, self.asked, self.question.rules)
        self._fill()

    @property
    def _lines(self) -> PickList[Line]:
        return self.query_one("#lines", PickList)

    @property
    def _layout(self) -> TableLayout | None:
        width = self._lines.size.width - 1
        return TableLayout.of(self._table, width) if self._table and width > 0 else None

    def _fill(self) -> None:
        table, layout = self._table, self._layout
        if table is None or layout is None:
            return
        entries: list[Pick[Line] | Rest] = []
        for place, section in enumerate(table.sections):
            if section.title:
                entries += [Rest()] if place else []
                entries.append(Rest(plain(f" {section.title}", "b")))
            entries += [
                Pick(f"{place} {number} {line.cells[0]}", line, layout.rows_of(line))
                for number, line in enumerate(section.lines)
            ]
        self._lines.show(entries)
        self.query_one("#said", Drawn).show(self._said)
        self.query_one("#heads", Drawn).show(self._heads)
        self.query_one("#notes", Drawn).show(self._notes)
        self.refresh_frame()

    def _said(self, width: int) -> Sequence[Content]:
        table = self._table
        if table is None:
            return []
        spark = spark_line(table, width)
        blank = [Content("")] if self.has_class("-roomy") else []
        return [
            plain(table.title, "b"),
            *paragraph(table.sentence, width),
            *paragraph(f"Of {table.whole}", width, "$text-muted"),
            *([spark] if spark else []),
            *blank,
        ]

    def _heads(self, _: int) -> Sequence[Content]:
        table, layout = self._table, self._layout
        if table is None or layout is None or not table.sections:
            return []
        return [join(" ", table_head(table, layout))]

    def _notes(self, width: int) -> Sequence[Content]:
        table = self._table
        if table is None:
            return []
        pick = self._lines.pick
        detail = pick.value.detail if pick else ""
        return [
            *(paragraph(detail, width) if detail else []),
            *(line for note in table.notes for line in paragraph(note, width, "$text-muted")),
        ]

    def _draw(self, line: Line, _: int) -> Sequence[Content]:
        table, layout = self._table, self._layout
        return table_rows(table, line, layout) if table and layout else []

    def on_resize(self) -> None:
        """Other columns for another width."""
        self.call_after_refresh(self._fill)

    def tell_context(self, bar: ContextBar) -> None:
        """City, picture, rules; a filter is told with the base, in full."""
        question = self.question
        assert question is not None
        only = "" if question.only.is_all else f"only {filter_words(question.only)}"
        about = [self.picture.title, only, f"rules: {question.rules.value}"]
        name = self.leap.city_name
        bar.show(name, self.parts_that_fit(name, about), saved=self.saved())

    # What is done here.

    @on(PickList.Highlighted, "#lines")
    def tell_more(self) -> None:
        """More of the line under the cursor."""
        self.query_one("#notes", Drawn).show(self._notes)

    @on(PickList.Chosen, "#lines")
    @errand()
    async def open_line(self, event: PickList.Chosen) -> None:
        """The rows behind a line, where a filter tells which they are."""
        event.stop()
        line: Line = event.pick.value
        name = str(line.cells[0])
        if line.only is not None:
            await self.open_rows(name, line.only, line.behind)
            return
        why = "This line is worked out over many calls; no filter names the rows behind it."
        points = [(plain("●", "$primary"), line.detail)] if line.detail else []
        await self.app.push_screen_wait(TellDialog(name, [*points, (plain("○", "$text-muted"), why)]))

    def action_rows(self) -> None:
        """The rows behind the line under the cursor."""
        self._lines.action_choose()

    def action_leave_picture(self) -> None:
        """Back to the place."""
        self.dismiss()

    @errand()
    async def action_choose_picture(self) -> None:
        """Another picture in place of this one."""
        picture = await ask_for_picture(self, self.picture.key)
        if picture is not None:
            self._turn_to(picture)

    def action_turn_picture(self, by: int) -> None:
        """The next picture of the list, or the one before."""
        # A comparison of two sides is none of the list: from it one comes to the first.
        at = PICTURES.index(self.picture) if self.picture in PICTURES else -1
        self._turn_to(PICTURES[(at + by) % len(PICTURES)])

    def _turn_to(self, picture: CallPicture) -> None:
        self.picture, self._table = picture, None
        self._lines.show([])
        self.refresh_place(again=True)


async def ask_for_picture(screen: AsksOfCalls, chosen: str = "") -> CallPicture | None:
    """Which picture is to be opened; none when the list was left. Call it from an errand."""
    key = await screen.app.push_screen_wait(
        ChooseDialog(
            "Which picture?",
            [Choice(picture.key, picture.title, picture.says) for picture in PICTURES],
            chosen=chosen,
            does="open it",
            escape="stay here",
        )
    )
    return next((picture for picture in PICTURES if picture.key == key), None)
