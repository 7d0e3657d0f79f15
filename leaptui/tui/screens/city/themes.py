"""The themes of a city: which there are, what is part of what, and how often each came up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.services.interviews.excerpts import excerpt_views
from leaptui.services.interviews.themes import (
    ThemeView,
    add_theme,
    merge_themes,
    nest_theme,
    part_theme,
    rename_theme,
    split_theme,
    theme_list,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.choose import Choice
from leaptui.tui.dialogs.fields import FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.dialogs.ticks import TickDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.interviews.passages import PassagesScreen
from leaptui.tui.screens.interviews.theme_pick import Pickable, ThemePicker
from leaptui.tui.screens.view import Drawn, ViewScreen
from leaptui.tui.text import fit, join, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList

_COUNTS = (-9, -6, -11)
_HEADINGS = ("passages", "marks", "interviews")


class CityThemesScreen(ViewScreen):
    """Which themes are there, and do two of them mean the same?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("city_themes", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("city_themes", "view")
    TITLE_SHOWN: ClassVar[str] = "themes"
    DEFAULT_CSS = """
    CityThemesScreen PickList { height: 1fr; }
    """

    _views: Sequence[ThemeView] = ()
    _used_only = False

    def compose_place(self) -> ComposeResult:
        """Headings and themes."""
        yield Drawn(id="head")
        yield PickList[ThemeView](self._draw, id="city-themes")

    def compose_foot(self) -> ComposeResult:
        """What the theme under the cursor means, and where it stands."""
        yield Drawn(id="told")

    async def load(self) -> None:
        """Count."""
        self._views = await self.leap.ask(theme_list, self.engagement)
        self.query_one("#head", Drawn).show(_head)
        self._fill()
        if self.focused is None:
            self._list.focus()

    @property
    def _list(self) -> PickList[ThemeView]:
        return self.query_one("#city-themes", PickList)

    @property
    def here(self) -> ThemeView | None:
        """The theme under the cursor."""
        return self._list.pick.value if self._list.pick else None

    def _fill(self) -> None:
        shown = [view for view in self._views if view.interviews or not self._used_only]
        self._list.show([Pick(view.key, view) for view in shown])

    def _draw(self, view: ThemeView, width: int) -> Sequence[Content]:
        sign = "= " if view.merged_into else ""
        style = "$text-muted" if view.merged_into else "b $mark-theme" if view.own else "$mark-theme"
        name = join(plain("  " * view.depth + sign, "$text-muted"), plain(view.key, style))
        means = (
            f"same as {view.merged_into}"
            if view.merged_into
            else view.label
            if view.label != view.key
            else ""
        )
        room = width - sum(abs(each) for each in _COUNTS) - len(_COUNTS)
        wide = max(min(room // 3, 30), 18)
        counts = [plain(str(each) if each else "–") for each in (view.excerpts, view.marks, view.interviews)]
        return [row((wide, room - wide - 1, *_COUNTS), (name, plain(means, "$text-muted"), *counts))]

    @on(PickList.Highlighted, "#city-themes")
    def tell(self, event: PickList.Highlighted) -> None:
        """What it means."""
        view: ThemeView = event.pick.value
        self.query_one("#told", Drawn).show(lambda width: [fit(plain(_told(view)), width)])

    def tell_context(self, bar: ContextBar) -> None:
        """City, how many themes, how many were used."""
        used = sum(bool(view.interviews) for view in self._views)
        about = [self.TITLE_SHOWN, f"{used} of {len(self._views)} used"]
        bar.show(self.leap.city_name, about, saved=self.saved())

    # What is done here.

    def action_only_used(self) -> None:
        """Only those that were used, or all."""
        self._used_only = not self._used_only
        self._fill()

    @errand("theme")
    async def action_add(self) -> None:
        """A theme of the city's own."""
        answer = await self.app.push_screen_wait(
            FormDialog(
                "A new theme",
                [
                    FieldSpec(key="key", label="Key", required=True, hint="NEED-ride-home"),
                    FieldSpec(key="label", label="It means", hint="No way home after a call"),
                ],
                unchanged="The key is what is written behind # in a note.",
            )
        )
        if answer is not None:
            await self.leap.change(add_theme, self.engagement, answer["key"], label=answer["label"])

    @errand("theme")
    async def action_rename(self) -> None:
        """Another label."""
        if view := self.here:
            label = await self.app.push_screen_wait(
                PromptDialog(
                    f"What does #{view.key} mean?",
                    label="It means",
                    value=view.label if view.label != view.key else "",
                    unchanged="Its key stays, and all that was marked with it.",
                    required=False,
                )
            )
            if label is not None:
                await self.leap.change(rename_theme, self.engagement, view.key, label)

    @errand("theme")
    async def action_nest(self) -> None:
        """Part of another theme, or alone again."""
        if (view := self.here) is None:
            return
        if view.parent:
            alone = await self.app.push_screen_wait(
                AskDialog(
                    f"Take #{view.key} out of #{view.parent}?",
                    does="let it stand alone",
                    escape="keep it there",
                )
            )
            if alone:
                await self.leap.change(nest_theme, self.engagement, view.key, "")
            return
        parent = await self._other(view, f"Of which theme is #{view.key} a part?")
        if parent:
            await self.leap.change(nest_theme, self.engagement, view.key, parent)

    @errand("theme")
    async def action_merge(self) -> None:
        """Another theme stands for it."""
        if view := self.here:
            into = await self._other(view, f"Which theme stands for #{view.key} too?")
            if into:
                await self.leap.change(merge_themes, self.engagement, [view.key], into)

    async def _other(self, view: ThemeView, question: str) -> str:
        others = tuple(each for each in self._views if each.key != view.key and not each.merged_into)
        chosen = await self.app.push_screen_wait(
            ThemePicker(
                question,
                Pickable(others, ()),
                one=True,
                concerning="Marks and passages keep the key they have.",
            )
        )
        return chosen[0] if chosen else ""

    @errand("theme")
    async def action_split(self) -> None:
        """A merge taken back, or a narrower theme for some of its passages."""
        if (view := self.here) is None:
            return
        if view.merged_into:
            await self.leap.change(part_theme, self.engagement, view.key)
            return
        borne = await self.leap.ask(excerpt_views, self.engagement, theme=view.key)
        if not borne:
            self.notify("No passage bears this theme yet, so there is nothing to split.", markup=False)
            return
        into = await self.app.push_screen_wait(
            PromptDialog(f"Which narrower theme is in #{view.key}?", label="Its key", hint=f"{view.key}-late")
        )
        if into is None:
            return
        taken = await self.app.push_screen_wait(
            TickDialog(
                f"Which passages are #{into.removeprefix('#')} too?",
                [Choice(each.excerpt.id, each.excerpt.text, each.name) for each in borne],
                concerning=f"They keep #{view.key}.",
                does="split",
            )
        )
        if taken is not None:
            chosen = [each.excerpt for each in borne if each.excerpt.id in taken]
            await self.leap.change(split_theme, self.engagement, view.key, into, chosen)

    @on(PickList.Chosen, "#city-themes")
    def open_chosen(self, event: PickList.Chosen) -> None:
        """The passages that bear it."""
        self.app.push_screen(PassagesScreen(theme=event.pick.value.key))


def _head(width: int) -> Sequence[Content]:
    room = width - sum(abs(each) for each in _COUNTS) - len(_COUNTS)
    cells = (plain(" Theme", "b"), *(plain(each, "$text-muted") for each in _HEADINGS))
    return [row((room, *_COUNTS), cells)]


def _told(view: ThemeView) -> str:
    means = view.label if view.label != view.key else "Nobody said what it means yet"
    if view.merged_into:
        return f"#{view.key} counts as #{view.merged_into} since they were merged. S takes that back."
    part = f" Part of #{view.parent}." if view.parent else ""
    return f"{means}.{part}" + (" The city's own." if view.own else "")
