"""The place Calls: when people call, for what, and how much of it a responder could take."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from leaptui.domain.call_records import Dataset
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.records import Engagement
from leaptui.services.call_types import call_types
from leaptui.services.calls import CallsPicture, datasets, summarise
from leaptui.services.engagements import change_engagement
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import months_shown
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.errands import errand
from leaptui.tui.names import city_shown
from leaptui.tui.screens.calls_ledger import LedgerDialog
from leaptui.tui.screens.calls_panes import (
    CallsBlock,
    LedgerBlock,
    MinutesBlock,
    ShareBlock,
    TypesBlock,
    WhenBlock,
)
from leaptui.tui.screens.calls_types import TypesDialog
from leaptui.tui.screens.engagement_form import CHANGED_ENGAGEMENT
from leaptui.tui.screens.import_calls import ImportScreen
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.empty_state import Beginning, EmptyState

_ZONE = replace(next(field for field in CHANGED_ENGAGEMENT if field.key == "timezone"), required=True)
_RULES = tuple(RuleSet)
_BASES = (BaseName.COMMUNITY_INITIATED, BaseName.DISPATCHED, BaseName.INCIDENTS, BaseName.ALL_ROWS)


class CallsScreen(PlaceScreen):
    """When do people call, for what, and how much could a responder take?"""

    PLACE: ClassVar[str] = "calls"
    SCOPES: ClassVar[tuple[str, ...]] = ("calls",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("calls")
    DEFAULT_CSS = """
    CallsScreen #picture { height: 1fr; display: none; }
    CallsScreen.-known #picture { display: block; }
    CallsScreen #foot { display: none; }
    CallsScreen.-known #foot { display: block; }
    CallsScreen #tables { height: 1fr; layout: vertical; }
    CallsScreen.-wide #tables { layout: horizontal; padding: 0 0 0 0; }
    CallsScreen TypesBlock { width: 1fr; }
    CallsScreen.-wide TypesBlock { padding: 0 4 0 0; }
    CallsScreen MinutesBlock { display: none; }
    CallsScreen.-roomy MinutesBlock { display: block; }
    CallsScreen.-wide MinutesBlock { display: block; width: 50; }
    CallsScreen #none { height: 1fr; align: center middle; display: none; }
    CallsScreen.-none #none { display: block; }
    """

    _engagement: Engagement | None = None
    _datasets: tuple[Dataset, ...] = ()
    _chosen: str | None = None
    _picture: CallsPicture | None = None
    _rules = RuleSet.EXPECTED
    _base = BaseName.COMMUNITY_INITIATED

    def compose_place(self) -> ComposeResult:
        """The picture of one dataset, or how to begin."""
        with Vertical(id="picture"):
            yield ShareBlock()
            yield WhenBlock()
            with Vertical(id="tables"):
                yield TypesBlock()
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
            self._picture, self._chosen = None, None
            self.remove_class("-known", "-none")
        self._engagement = engagement
        self._datasets = tuple(await self.leap.ask(datasets, engagement))
        if self.leap.sought in {dataset.id for dataset in self._datasets}:
            self._chosen, self.leap.sought = self.leap.sought, None
        if not self._datasets:
            self._picture = None
            self._invite(engagement)
            return
        shown = next((each for each in self._datasets if each.id == self._chosen), self._datasets[0])
        self._picture = await self.leap.ask(summarise, engagement, shown, self._base)
        self.add_class("-known").remove_class("-none")
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
        if self._picture is not None:
            for block in self.query(CallsBlock):
                block.show(self._picture, self._rules)
        self.refresh_frame()

    def on_resize(self) -> None:
        """Blank rows come and go with the room there is."""
        self.call_after_refresh(self._fill)

    def tell_context(self, bar: ContextBar) -> None:
        """City, period, base and rules."""
        picture = self._picture
        if picture is None:
            about = ["no calls yet"] if self.has_class("-none") else ["reading the calls"]
        else:
            base = picture.summary.base
            about = [
                "911 calls",
                months_shown(picture.dataset.first_day, picture.dataset.last_day),
                f"base: {base.name.label} {base.calls:,}",
                f"rules: {self._rules.value}",
                picture.dataset.file_name if len(self._datasets) > 1 else "",
            ]
        # The name belongs to the figures: a city chosen meanwhile is shown once its own are there.
        name = city_shown(self._engagement.name) if self._engagement else self.leap.city_name
        bar.show(name, about, saved=self.saved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only importing begins where there are no calls."""
        if action in {"rules", "base", "ledger", "types", "minutes"} and self._picture is None:
            return False
        if action == "another" and len(self._datasets) < 2:
            return False
        if action == "zone" and (self._engagement is None or self._engagement.timezone):
            return False
        return super().check_action(action, parameters)

    # What is done here.

    def action_rules(self) -> None:
        """Narrow, expected, broad, and round again."""
        self._rules = _RULES[(_RULES.index(self._rules) + 1) % len(_RULES)]
        self._fill()

    def action_base(self) -> None:
        """Another population to take shares of."""
        self._base = _BASES[(_BASES.index(self._base) + 1) % len(_BASES)]
        self.refresh_place(again=True)

    @errand()
    async def action_ledger(self) -> None:
        """Where every row went."""
        if self._picture is not None:
            await self.app.push_screen_wait(LedgerDialog(self._picture.dataset))

    @errand()
    async def action_types(self) -> None:
        """What each type is taken for."""
        if self._engagement is None or self._picture is None:
            return
        dataset = self._picture.dataset
        readings = await self.leap.ask(call_types, self._engagement, dataset)
        await self.app.push_screen_wait(TypesDialog(self._engagement, dataset, readings))

    @errand()
    async def action_minutes(self) -> None:
        """How long things take."""
        from leaptui.tui.screens.calls_minutes import MinutesDialog

        if self._picture is not None:
            await self.app.push_screen_wait(MinutesDialog(self._picture))

    @errand()
    async def action_another(self) -> None:
        """Show another export."""
        picture = self._picture
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                "Which export?",
                [
                    Choice(
                        each.id,
                        each.file_name,
                        f"{months_shown(each.first_day, each.last_day)}, {each.rows_used:,} calls",
                    )
                    for each in self._datasets
                ],
                chosen=picture.dataset.id if picture else "",
                does="show it",
            )
        )
        if chosen is not None:
            self._chosen = chosen
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
