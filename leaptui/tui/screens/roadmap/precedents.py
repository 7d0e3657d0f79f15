"""Programs elsewhere, those most like this city first, with every fact's source and age."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.practice.precedents import DispatchPath
from leaptui.services.roadmap.precedents import Likeness, PrecedentView, found_by, likeness_of, precedents
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.narrowed import NarrowedScreen
from leaptui.tui.screens.roadmap.concern_lines import counted, fact_paragraphs
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Drawn, Sentences
from leaptui.tui.text import dotted, ends, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.filter_line import FilterLine, filter_hint
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


class PrecedentsScreen(NarrowedScreen, RoadmapView):
    """Who did this before, and how like us are they?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("precedents", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("precedents")
    TITLE_SHOWN: ClassVar[str] = "programs elsewhere"
    DEFAULT_CSS = """
    PrecedentsScreen #facts-pane { width: 60; padding: 0 0 0 2; }
    PrecedentsScreen #facts-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    _views: Sequence[PrecedentView] = ()
    _like: Likeness | None = None
    _path = ""

    def compose_place(self) -> ComposeResult:
        """Two rows each; beside them, when wide, the facts."""
        yield FilterLine()
        with Horizontal():
            yield PickList[PrecedentView](self._draw, id="precedents")
            with Vertical(id="facts-pane", classes="pane only-wide"), VerticalScroll(id="facts-scroll"):
                yield Drawn(id="facts")

    def compose_foot(self) -> ComposeResult:
        """What may be learned of the one under the cursor, and what could not be compared."""
        yield Sentences(id="said")

    @property
    def _rows(self) -> PickList[PrecedentView]:
        return self.query_one("#precedents", PickList)

    async def load(self) -> None:
        """All of them, likened to this city."""
        self._like = await self.leap.ask(likeness_of, self.engagement, dispatch=self._path)
        self._views = await self.leap.ask(precedents, self._like)
        self._fill()
        if self.focused is None:
            self._rows.focus()

    def _fill(self) -> None:
        found = found_by(self._views, self.query_one(FilterLine).words)
        entries: list[Pick[PrecedentView] | Rest] = [Pick(each.precedent.key, each, 2) for each in found]
        if not entries:
            entries = [Rest(), Rest(plain(" Nothing has these words.", "$text-muted"))]
            self.query_one(Sentences).say()
            self.query_one("#facts", Drawn).show(lambda _: ())
        self._rows.show(entries)

    def _draw(self, view: PrecedentView, width: int) -> Sequence[Content]:
        each = view.precedent
        style = "$text-muted" if view.is_old else ""
        right = plain(f"{each.population:,} people" if each.population else "", "$text-muted")
        about = [
            plain(reason.text, "$success" if reason.by in ("size", "home") else "$text-muted")
            for reason in view.reasons
        ] or [plain("nothing to liken it by", "$faint")]
        if view.is_old:
            about.insert(0, plain("all facts over two years old", "i $text-muted"))
        return [
            ends(width, plain(f" {each.title}", f"b {style}".strip()), right),
            plain("   ") + dotted(about),
        ]

    def tell_context(self, bar: ContextBar) -> None:
        """How many, and by which way of sending they are likened."""
        like = self._like
        about = [self.TITLE_SHOWN, str(len(self._views))]
        about += [like.path.label] if like and like.path else []
        bar.show(
            self.leap.city_name,
            about,
            notice=filter_hint(self.query_one(FilterLine).words),
            saved=self.saved(),
        )

    @on(PickList.Highlighted, "#precedents")
    def tell(self, event: PickList.Highlighted) -> None:
        """The lesson of the one under the cursor."""
        view: PrecedentView = event.pick.value
        unknown = self._like.unknown if self._like else ()
        self.query_one(Sentences).say((view.precedent.lesson,), *((sentence,) for sentence in unknown[:1]))
        self.query_one("#facts", Drawn).show(lambda width: fact_paragraphs(view, width))

    @on(PickList.Chosen, "#precedents")
    @errand()
    async def read_chosen(self, event: PickList.Chosen) -> None:
        """Every fact."""
        await tell_facts(self.leap, event.pick.value)

    @errand()
    async def action_choose_path(self) -> None:
        """By which way of sending the city is likened."""
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                "How would the team be sent?",
                [Choice(each.value, each.label) for each in DispatchPath],
                chosen=self._path or (self._like.path.value if self._like and self._like.path else ""),
                unchanged="It is not kept: it only orders this list.",
            )
        )
        if chosen is not None:
            self._path = chosen
            self.refresh_place(again=True)


async def tell_facts(app: LeapApp, view: PrecedentView) -> None:
    """Every fact of a program to read, with source and age. Call it from an errand."""
    points = [(plain("•", "$success"), reason.text) for reason in view.reasons]
    for each in view.facts:
        said = (
            f"{each.fact.text} ({each.fact.source}, {each.fact.as_of}{f'; {each.age}' if each.age else ''})"
        )
        sign = (
            plain("▲", "$warning")
            if each.fact.unverified
            else plain("○" if each.is_old else "●", "$text-muted")
        )
        points.append((sign, f"{each.topic}: {said}"))
    old = sum(each.is_old for each in view.facts)
    await app.push_screen_wait(
        TellDialog(
            view.precedent.title,
            points,
            concerning=view.precedent.lesson,
            unchanged=f"{counted(old, 'fact')} of {len(view.facts)} over two years old (○): look again before they are used."
            if old
            else "",
        )
    )
