"""The place Calls: when people call, for what, and how much of it a responder could take."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.call_records import Dataset
from leaptui.domain.records import Engagement
from leaptui.services.calls import measures
from leaptui.services.calls.ledger import ledger_of
from leaptui.services.calls.picture import CallsPicture, dataset_name, datasets, label_dataset
from leaptui.services.calls.pictures import picture_named
from leaptui.services.calls.types import review_types
from leaptui.services.city.engagements import change_engagement
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import months_shown
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.names import city_shown
from leaptui.tui.screens.calls.asking import AsksOfCalls, Question
from leaptui.tui.screens.calls.bars import BarLine, BarsPane, group_bars, tier_bars, type_bars
from leaptui.tui.screens.calls.compare import ask_what_to_compare
from leaptui.tui.screens.calls.doors import CallsDoors
from leaptui.tui.screens.calls.ledger import LedgerDialog
from leaptui.tui.screens.calls.more import PictureScreen, ask_for_picture
from leaptui.tui.screens.calls.panes import (
    CallsBlock,
    FilterBlock,
    LedgerBlock,
    MinutesBlock,
    ShareBlock,
    WhenBlock,
)
from leaptui.tui.screens.calls.types import TypesDialog
from leaptui.tui.screens.calls.which_export import ask_export
from leaptui.tui.screens.city.engagement_form import CHANGED_ENGAGEMENT
from leaptui.tui.screens.importing.screen import ImportScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.pick_list import PickList

_ZONE = replace(next(field for field in CHANGED_ENGAGEMENT if field.key == "timezone"), required=True)
_BARS_BY = (SplitBy.TYPE, SplitBy.TIER, SplitBy.GROUP)
_BARS_TITLES = {SplitBy.TYPE: "Top types", SplitBy.TIER: "Tiers", SplitBy.GROUP: "Groups"}


class CallsScreen(CallsDoors, AsksOfCalls):
    """When do people call, for what, and how much could a responder take?"""

    PLACE: ClassVar[str] = "calls"
    SCOPES: ClassVar[tuple[str, ...]] = ("asking", "calls", "call_table")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("asking", "calls", "call_table")
    DEFAULT_CSS = """
    CallsScreen #picture { height: 1fr; display: none; }
    CallsScreen.-known #picture { display: block; }
    CallsScreen #foot { display: none; }
    CallsScreen.-known #foot { display: block; }
    CallsScreen #tables { height: 1fr; }
    CallsScreen.-roomy #tables { padding: 1 0 0 0; }
    CallsScreen BarsPane { width: 1fr; }
    CallsScreen.-wide BarsPane { padding: 0 4 0 0; }
    CallsScreen MinutesBlock { display: none; }
    CallsScreen.-wide MinutesBlock { display: block; width: 50; }
    CallsScreen #none { height: 1fr; align: center middle; display: none; }
    CallsScreen.-none #none { display: block; }
    """

    _engagement: Engagement | None = None
    _datasets: tuple[Dataset, ...] = ()
    _chosen: str | None = None
    _picture: CallsPicture | None = None
    _bars_by = SplitBy.TYPE

    def compose_place(self) -> ComposeResult:
        """The picture of one dataset, or how to begin."""
        with Vertical(id="picture"):
            yield FilterBlock()
            yield ShareBlock()
            yield WhenBlock()
            with Horizontal(id="tables"):
                yield BarsPane()
                yield MinutesBlock()
        with Vertical(id="none"):
            yield EmptyState("", "")

    def compose_foot(self) -> ComposeResult:
        """The ledger."""
        yield LedgerBlock()

    async def load(self) -> None:
        """The city's datasets, and the picture of the one that is shown."""
        engagement = self.leap.city
        if engagement is None:
            return
        if self._engagement is None or self._engagement.id != engagement.id:
            self._picture, self._chosen, self.question = None, None, None
            self.remove_class("-known", "-none")
        self._engagement = engagement
        self._datasets = tuple(await self.leap.ask(datasets, engagement))
        if self.leap.sought in {dataset.id for dataset in self._datasets}:
            self._chosen, self.leap.sought = self.leap.sought, None
        if not self._datasets:
            self._picture, self.question = None, None
            self._invite(engagement)
            return
        shown = next((each for each in self._datasets if each.id == self._chosen), self._datasets[0])
        self._ask_of(engagement, shown)
        await self.answer()

    def _ask_of(self, engagement: Engagement, dataset: Dataset) -> None:
        """Ask of this export what was asked so far; a filter belongs to one export only."""
        if self.question is None:
            self.question = self.leap.question_of_calls = Question(engagement, dataset)
            return
        if self.question.dataset.id != dataset.id:
            self.question.only = CallFilter()
        self.question.engagement, self.question.dataset = engagement, dataset

    async def show_answer(self) -> None:
        """The summary on the base, with the ledger; half the busy minutes of each type follow."""
        assert self.asked is not None
        dataset = self.asked.dataset
        summary = await self.leap.ask(measures.summary, self.asked)
        self._picture = CallsPicture(
            dataset=dataset, ledger=ledger_of(dataset), summary=summary, only=self.asked.only
        )
        self.add_class("-known").remove_class("-none")
        self._minutes_by_type: dict[str, float] = {}
        await self._fill_bars()
        self._fill()
        if self.focused is None:
            self.query_one(BarsPane).rows.focus()
        self._time_types()

    @errand("minutes", exclusive=True, holds=Holds.NOTHING)
    async def _time_types(self) -> None:
        """How long the calls of each type take; it is shown when it is known, the rest waits for nothing."""
        asked = self.asked
        if asked is None:
            return
        found = await self.leap.ask(measures.durations, asked, SplitBy.TYPE)
        if asked is self.asked:
            self._minutes_by_type = {
                part.name: part.times["busy"].median for part in found.parts if "busy" in part.times
            }
            await self._fill_bars()

    def show_rules(self) -> None:
        """The summary has all three."""
        if self.question is not None:
            self._answered = self.question.state
            self._fill()

    def _invite(self, engagement: Engagement) -> None:
        beginnings = [Beginning("I", "import the file the city sent", "csv, tsv, xlsx, xls, ods")]
        explanation = (
            "Ask the city for its calls for service: one row a call, with a time and a type. A spreadsheet "
            "will do. This screen will then show when people call, for what, and how much a responder "
            "could take."
        )
        if not engagement.timezone:
            explanation += "\n\nThe city needs a time zone first: call times mean nothing without one."
            beginnings.append(Beginning("Z", "set the time zone", "America/New_York"))
        self.query_one("#none EmptyState", EmptyState).show(
            f"No calls for {city_shown(engagement.name)} yet.", explanation, beginnings
        )
        self.add_class("-none").remove_class("-known")

    def _fill(self) -> None:
        if self._picture is not None and self.question is not None:
            self.query_one(FilterBlock).show(self.question.only)
            for block in self.query(CallsBlock):
                block.show(self._picture, self.question.rules)
        self.refresh_frame()

    async def _fill_bars(self) -> None:
        picture, asked = self._picture, self.asked
        if picture is None or asked is None:
            return
        lines: list[BarLine]
        match self._bars_by:
            case SplitBy.TIER:
                lines = tier_bars(picture.summary, asked.only)
            case SplitBy.GROUP:
                lines = group_bars(await self.leap.ask(measures.parts, asked, SplitBy.GROUP), asked.only)
            case _:
                lines = type_bars(picture.summary, asked.only, self._minutes_by_type)
        timed = self._bars_by is SplitBy.TYPE and "busy" in picture.summary.times
        self.query_one(BarsPane).show(_BARS_TITLES[self._bars_by], lines, timed=timed)

    def on_resize(self) -> None:
        """Blank rows come and go with the room there is."""
        self.call_after_refresh(self._fill)

    def tell_context(self, bar: ContextBar) -> None:
        """City, period, base and rules."""
        # The name belongs to the figures: a city chosen meanwhile is shown once its own are there.
        name = city_shown(self._engagement.name) if self._engagement else self.leap.city_name
        picture, question = self._picture, self.question
        if picture is None or question is None:
            about = ["no calls yet"] if self.has_class("-none") else ["reading the calls"]
        else:
            base, several = picture.summary.base, len(self._datasets) > 1
            about = self.parts_that_fit(
                name,
                [
                    f"base: {base.name.label} {base.calls:,}",
                    dataset_name(picture.dataset) if several or picture.dataset.label else "",
                    months_shown(picture.dataset.first_day, picture.dataset.last_day),
                    f"rules: {question.rules.value}",
                    "911 calls",
                ],
            )
        bar.show(name, about, saved=self.saved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only importing begins where there are no calls."""
        of_calls = {"ledger", "types", "minutes", "compare", "next_lines", "name_export"}
        if action in of_calls and self._picture is None:
            return False
        if action == "another" and len(self._datasets) < 2:
            return False
        if action == "zone" and (self._engagement is None or self._engagement.timezone):
            return False
        return super().check_action(action, parameters)

    # What is done here.

    @errand("bars", exclusive=True)
    async def action_next_lines(self) -> None:
        """Bars by type, by tier, by group, and round again."""
        self._bars_by = _BARS_BY[(_BARS_BY.index(self._bars_by) + 1) % len(_BARS_BY)]
        await self._fill_bars()

    @on(PickList.Chosen, "#bar-lines")
    @errand()
    async def open_line(self, event: PickList.Chosen) -> None:
        """The rows behind a bar."""
        event.stop()
        line: BarLine = event.pick.value
        if line.only is not None:
            await self.open_rows(line.name or "(no type)", line.only)

    def action_rows(self) -> None:
        """The rows behind the bar under the cursor."""
        self.query_one(BarsPane).rows.action_choose()

    @errand()
    async def action_ledger(self) -> None:
        """Where every row went."""
        if self._picture is not None:
            await self.app.push_screen_wait(LedgerDialog(self._picture.dataset))

    @errand()
    async def action_types(self) -> None:
        """What each type is taken for."""
        if self._engagement is None or self._picture is None or self.question is None:
            return
        review = await self.leap.ask(review_types, self._engagement, self._picture.dataset)
        await self.app.push_screen_wait(TypesDialog(self._engagement, review, self.question.rules))

    def action_minutes(self) -> None:
        """How long things take."""
        if self.question is not None:
            self.app.push_screen(PictureScreen(self.question, picture_named("durations_by_priority")))

    @errand()
    async def action_choose_picture(self) -> None:
        """More pictures, one at a time."""
        picture = await ask_for_picture(self)
        if picture is not None and self.question is not None:
            self.app.push_screen(PictureScreen(self.question, picture))

    @errand()
    async def action_compare(self) -> None:
        """Two periods, or two exports, side by side."""
        if self.question is not None:
            picture = await ask_what_to_compare(self.leap, self.question, self._datasets)
            if picture is not None:
                self.app.push_screen(PictureScreen(self.question, picture))

    @errand()
    async def action_another(self) -> None:
        """Show another export."""
        now = self._picture.dataset.id if self._picture else ""
        chosen = await ask_export(self.leap, self._datasets, now, does="show it")
        if chosen is not None:
            self._chosen = chosen.id
            self.refresh_place(again=True)

    @errand()
    async def action_name_export(self) -> None:
        """Call the export something."""
        if self._picture is None:
            return
        dataset = self._picture.dataset
        label = await self.app.push_screen_wait(
            PromptDialog(
                "What do you call this export?",
                label="Name",
                value=dataset.label,
                hint="2024, before the new dispatch system",
                concerning=dataset.file_name,
                unchanged="The calls and their file's name stay as they are.",
                does="call it so",
                required=False,
            )
        )
        if label is not None:
            await self.leap.change(label_dataset, dataset, label)
            self.refresh_place(again=True)

    @errand()
    async def action_zone(self) -> None:
        """Ask for the city's time zone."""
        await self._ask_zone()

    async def _ask_zone(self) -> bool:
        engagement = self.leap.city
        if engagement is None:
            return False
        values = await self.app.push_screen_wait(
            FormDialog(
                "In which time zone is the city?",
                [_ZONE],
                concerning="Call times are kept in the city's own wall time; → takes what is suggested.",
                does="set it",
            )
        )
        if values is None:
            return False
        self.leap.city = await self.leap.change(change_engagement, engagement, values)
        self.refresh_place(again=True)
        return True

    @errand()
    async def action_import_file(self) -> None:
        """Import an export, step by step."""
        if self.leap.city is None or not (self.leap.city.timezone or await self._ask_zone()):
            return
        self.app.push_screen(ImportScreen(self.leap.city, self._take))

    def _take(self, dataset: Dataset) -> None:
        """Show what was just imported."""
        self._chosen = dataset.id
        self._shown = None
