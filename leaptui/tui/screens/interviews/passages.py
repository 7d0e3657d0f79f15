"""The passages of an interview or of all of them: what was said, coded one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from typing_extensions import override

from leaptui.domain.records import Interview
from leaptui.domain.vocabulary import PassageKind, Stance
from leaptui.services.interviews.excerpt_marking import STRENGTHS, set_excerpt, themes_given_last
from leaptui.services.interviews.excerpts import ExcerptView, excerpt_views, put_away_excerpt
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.interviews.passage_asks import (
    ask_for_approval,
    ask_for_component,
    ask_for_evidence,
    ask_for_level,
    ask_for_place,
    ask_for_themes,
    component_names,
)
from leaptui.tui.screens.interviews.passage_lines import matches, passage_lines, passage_whole
from leaptui.tui.screens.narrowed import NarrowedScreen
from leaptui.tui.screens.view import Drawn, ViewScreen
from leaptui.tui.text import paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.filter_line import FilterLine, filter_hint
from leaptui.tui.widgets.pick_list import Pick, PickList

_WORD_ROWS = 3
"""Rows of the foot that the words under the cursor have at most."""


class PassagesScreen(NarrowedScreen, ViewScreen):
    """What was said, of which theme, how strongly, and may it be printed?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("passages", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("passages", "view")
    TITLE_SHOWN: ClassVar[str] = "passages"
    DEFAULT_CSS = """
    PassagesScreen #passages-columns { height: 1fr; }
    PassagesScreen #list-pane { width: 1fr; }
    PassagesScreen #whole-pane { width: 58; }
    PassagesScreen #words { padding: 0 1; }
    PassagesScreen.-wide #words { display: none; }
    PassagesScreen #no-passages { height: 1fr; align: center middle; display: none; }
    PassagesScreen.-empty #no-passages { display: block; }
    PassagesScreen.-empty #passages-columns { display: none; }
    """

    def __init__(self, interview: Interview | None = None, *, theme: str = "") -> None:
        """Passages.

        Args:
            interview: Only those of this one.
            theme: Only those that bear this theme, or a part of it.
        """
        super().__init__()
        self._interview = interview
        self._theme = theme
        self._views: Sequence[ExcerptView] = ()
        self._shorts: dict[str, str] = {}
        self._last: tuple[str, ...] = ()

    def compose_place(self) -> ComposeResult:
        """The list, the passage in full when wide, or how to begin."""
        with Horizontal(id="passages-columns"):
            with Vertical(id="list-pane"):
                yield FilterLine()
                yield PickList[ExcerptView](self._draw, id="passages")
            with Vertical(id="whole-pane", classes="pane only-wide"):
                yield Drawn(id="whole")
        with Vertical(id="no-passages"):
            yield EmptyState(
                "No passage is marked yet.",
                "A passage is a piece of a note that counts: somebody's words with their themes, their stance "
                "and how far they may travel. In a note, select the words and press F4; Enter takes the themes "
                "that were given last.",
                [Beginning("Esc", "back, then Enter opens a note")],
            )

    def compose_foot(self) -> ComposeResult:
        """The words under the cursor, whole, where there is no pane for them."""
        yield Drawn(id="words")

    async def load(self) -> None:
        """The passages, in the order of the interviews and their notes."""
        self._shorts = self._shorts or await self.leap.ask(component_names)
        self._views = await self.leap.ask(
            excerpt_views, self.engagement, interview=self._interview, theme=self._theme
        )
        self._last = self._last or await self.leap.ask(themes_given_last, self.engagement)
        self.set_class(not self._views, "-empty")
        self._fill()

    @property
    def _list(self) -> PickList[ExcerptView]:
        return self.query_one("#passages", PickList)

    @property
    def here(self) -> ExcerptView | None:
        """The passage under the cursor."""
        return self._list.pick.value if self._list.pick else None

    def _fill(self) -> None:
        words = self.query_one(FilterLine).words
        rows = [view for view in self._views if matches(view, words)]
        self._list.show([Pick(view.excerpt.id, view, 2) for view in rows], at=self.take_at())
        if not rows:
            self._tell(None)
        if self.focused is None and self._views:
            self._list.focus()

    def _draw(self, view: ExcerptView, width: int) -> Sequence[Content]:
        return passage_lines(view, width, self._shorts)

    @on(PickList.Highlighted, "#passages")
    def show_whole(self, event: PickList.Highlighted) -> None:
        """The passage under the cursor in full."""
        self._tell(event.pick.value)
        self.refresh_frame()

    def _tell(self, view: ExcerptView | None) -> None:
        today = self.leap.now().date()

        def whole(width: int) -> Sequence[Content]:
            return passage_whole(view, width, today, self._shorts) if view else []

        def words(width: int) -> Sequence[Content]:
            return _words(view, width) if view else []

        self.query_one("#whole", Drawn).show(whole)
        self.query_one("#words", Drawn).show(words)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a lost passage is placed again."""
        if action == "place" and not (self.here and self.here.lost):
            return False
        return super().check_action(action, parameters)

    def tell_context(self, bar: ContextBar) -> None:
        """City, whose passages, how many, how many are lost."""
        whose = self.TITLE_SHOWN
        if self._interview is not None:
            whose = f"passages of interview {self._interview.number}"
        elif self._theme:
            whose = f"passages of #{self._theme}"
        lost = sum(view.lost for view in self._views)
        notice = filter_hint(self.query_one(FilterLine).words)
        if lost and not notice.cell_length:
            notice = plain(f"▲ {lost} lost", "b $warning")
        bar.show(self.leap.city_name, [whose, str(len(self._views))], notice=notice, saved=self.saved())

    # What is said of the passage under the cursor.

    @errand("passage")
    async def action_themes(self) -> None:
        """Choose its themes."""
        if view := self.here:
            themes = await ask_for_themes(self.leap, self.engagement, view)
            if themes is not None:
                self._last = themes or self._last
                await self._set(view, themes=" ".join(themes))

    @errand("passage")
    async def action_same_themes(self) -> None:
        """The themes given last, once more."""
        if view := self.here:
            if not self._last:
                self.notify("No theme was given yet. T chooses one.", markup=False)
                return
            await self._set(view, themes=" ".join(dict.fromkeys((*view.excerpt.themes, *self._last))))

    @errand("passage")
    async def action_stance(self) -> None:
        """The next stance; none after the last."""
        if view := self.here:
            order: list[str] = ["", *Stance]
            now = order.index(view.excerpt.stance or "")
            await self._set(view, stance=order[(now + 1) % len(order)])

    @errand("passage")
    async def action_strength(self, by: int) -> None:
        """Said more strongly or less; below the least it is not said at all."""
        if view := self.here:
            strength = min(max((view.excerpt.strength or 0) + by, 0), len(STRENGTHS))
            await self._set(view, strength=str(strength) if strength else "")

    @errand("passage")
    async def action_whose_words(self) -> None:
        """Verbatim, paraphrase, own view."""
        if view := self.here:
            order = list(PassageKind)
            await self._set(view, kind=order[(order.index(view.excerpt.passage) + 1) % len(order)])

    @errand("passage")
    async def action_concern(self) -> None:
        """A concern, or none."""
        if view := self.here:
            await self._set(view, concern="no" if view.excerpt.concern else "yes")

    async def _set(self, view: ExcerptView, **changes: str) -> None:
        await self.leap.change(set_excerpt, self.engagement, view.excerpt, changes)

    @errand("passage")
    async def action_component(self) -> None:
        """The component it bears on."""
        if view := self.here:
            await ask_for_component(self.leap, self.engagement, view)

    @errand("passage")
    async def action_evidence(self) -> None:
        """Let a component rest on it."""
        if view := self.here:
            await ask_for_evidence(self.leap, self.engagement, view)

    @errand("passage")
    async def action_level(self) -> None:
        """How far it may travel."""
        if view := self.here:
            await ask_for_level(self.leap, self.engagement, view)

    @errand("passage")
    async def action_approval(self) -> None:
        """Whether the speaker agreed to be quoted so."""
        if view := self.here:
            await ask_for_approval(self.leap, view)

    @errand("passage")
    async def action_place(self) -> None:
        """A lost one's place."""
        if view := self.here:
            await ask_for_place(self.leap, view)

    @errand("passage")
    async def action_remove(self) -> None:
        """Off the list; the words stay in the note."""
        if view := self.here:
            await self.leap.change(put_away_excerpt, view.excerpt)
            self.notify(f"Passage {view.name} is removed. F5 takes it back.", markup=False)

    # Ways on.

    @on(PickList.Chosen, "#passages")
    @errand("open-note", exclusive=True)
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The note, at the passage."""
        view: ExcerptView = event.pick.value
        await self.open_interview(view.talk.interview.id, view.excerpt.start)

    def action_city_themes(self) -> None:
        """The city's themes."""
        from leaptui.tui.screens.city.themes import CityThemesScreen

        self.app.push_screen(CityThemesScreen())


def _words(view: ExcerptView, width: int) -> list[Content]:
    said = f"“{view.excerpt.text}”" if view.excerpt.passage is PassageKind.VERBATIM else view.excerpt.text
    rows = paragraph(said, width, "b")
    if len(rows) > _WORD_ROWS:
        rows = [*rows[: _WORD_ROWS - 1], plain(rows[_WORD_ROWS - 1].plain[: width - 1] + "…", "b")]
    return [*rows, *[plain("")] * (_WORD_ROWS - len(rows))]
