"""Which calls are shown: a dialog of every filter, each combined with every other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import Tier
from leaptui.domain.measured import RuleSet
from leaptui.services.calls.asked import Asked, FilterChoices, rows
from leaptui.services.calls.asked import ask as ask_calls
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.ticks import TickDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.calls.filter_words import Facet, filter_parts, periods_of
from leaptui.tui.screens.calls.period import ask_hours, ask_period, whole_period
from leaptui.tui.text import ends, fit, join, plain
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_LABEL = 13
_ALL = "all"


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the dialog: what holds now, and how many there are to choose from."""

    facet: Facet
    told: str
    choices: int


NAMED: Final = {
    Facet.DISTRICTS: "districts",
    Facet.GROUPS: "groups",
    Facet.TIERS: "tiers",
    Facet.PRIORITIES: "priorities",
    Facet.SOURCES: "sources",
    Facet.TYPES: "types",
}
"""The filters that are by name, and what `CallFilter` and `FilterChoices` call each."""


def choices_of(found: FilterChoices, facet: Facet) -> tuple[tuple[str, int], ...]:
    """The names of a filter and their calls, most first; none for a filter that is not by name."""
    choices: tuple[tuple[str, int], ...] = getattr(found, NAMED[facet]) if facet in NAMED else ()
    return choices


def taken_in(only: CallFilter, facet: Facet) -> tuple[str, ...]:
    """The names that a filter has of one kind."""
    taken: tuple[str, ...] = getattr(only, NAMED[facet]) if facet in NAMED else ()
    return taken


def with_names(only: CallFilter, facet: Facet, names: Sequence[str]) -> CallFilter:
    """The filter with these names of one kind in place of those it has."""
    match facet:
        case Facet.PERIOD:
            return replace(only, period=None)
        case Facet.RULES:
            return replace(only, rules=None)
        case Facet.HOURS:
            return replace(only, hours=None)
        case Facet.TIERS:
            return replace(only, tiers=tuple(Tier(name) for name in names))
        case _:
            taken: dict[str, Any] = {NAMED[facet]: tuple(names)}
            return replace(only, **taken)


class FilterDialog(Dialog[CallFilter]):
    """Answers with the filter that was put together."""

    DEFAULT_CSS = """
    FilterDialog > #dialog { width: 88; }
    FilterDialog PickList { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("call_filter")
    SCOPES: ClassVar[tuple[str, ...]] = ("call_filter", "list", "dialog")

    def __init__(
        self,
        asked: Asked,
        choices: FilterChoices,
        calls: int,
        *,
        with_hours: bool = False,
        does: str = "show",
    ) -> None:
        """A dialog of every filter.

        Args:
            asked: What is shown now.
            choices: What there is to choose from.
            calls: How many the filter of now leaves.
            with_hours: Whether hours of the day can be chosen too.
            does: What F2 does with them.
        """
        super().__init__(
            "Which calls?",
            concerning="All that is named must hold at once.",
            keys=[("Enter", "choose"), ("X", "all"), ("C", "clear"), ("F2", does)],
            escape="keep",
        )
        self._whole = whole_period(asked.dataset)
        self._asked, self._choices = asked, choices
        self._only, self._calls = asked.only, calls
        self._facets = [facet for facet in Facet if with_hours or facet is not Facet.HOURS]

    def compose_body(self) -> ComposeResult:
        """A row for each kind of filter, and how many calls are left."""
        yield Gap()
        yield PickList[_Row](self._draw, id="facets", hold=True)
        yield Gap()
        yield Words("", "", id="leaves")

    def on_mount(self) -> None:
        """What holds now."""
        self._fill()
        self._list.focus()

    @property
    def _list(self) -> PickList[_Row]:
        return self.query_one("#facets", PickList)

    def _fill(self) -> None:
        told = dict(filter_parts(self._only))
        self._list.show(
            [
                Pick(facet.value, _Row(facet, told.get(facet, ""), self._number_of(facet)))
                for facet in self._facets
            ]
        )
        self.query_one("#leaves", Words).say(
            f"{self._calls:,} {self._asked.base.label} are left."
            if not self._only.is_all
            else f"All {self._calls:,} {self._asked.base.label}."
        )

    def _number_of(self, facet: Facet) -> int:
        if facet is Facet.PERIOD:
            return len(periods_of(self._whole)) if self._whole else 0
        if facet is Facet.HOURS:
            return 24
        return len(RuleSet) if facet is Facet.RULES else len(choices_of(self._choices, facet))

    def _draw(self, shown: _Row, width: int) -> Sequence[Content]:
        label = plain(shown.facet.value, "b" if shown.told else "" if shown.choices else "$text-muted")
        if shown.told:
            told = plain(shown.told, "$accent")
        else:
            told = plain("all" if shown.choices else "the file does not say", "$text-muted")
        hint = plain(f"{shown.choices:,}" if shown.choices else "", "$text-muted")
        return [ends(width, join(fit(label, _LABEL), told), hint)]

    # What is chosen.

    @on(PickList.Chosen, "#facets")
    @errand("filter", exclusive=True)
    async def choose(self, event: PickList.Chosen) -> None:
        """Choose of one kind."""
        event.stop()
        shown: _Row = event.pick.value
        if not shown.choices:
            return
        match shown.facet:
            case Facet.PERIOD:
                app = cast("LeapApp", self.app)
                days = await ask_period(app, "Which days?", self._whole, self._only.period)
                chosen = None if days is None else replace(self._only, period=days[0])
            case Facet.RULES:
                chosen = await self._ask_rules()
            case Facet.HOURS:
                hours = await ask_hours(cast("LeapApp", self.app), self._only.hours)
                chosen = None if hours is None else replace(self._only, hours=hours)
            case _:
                chosen = await self._ask_names(shown.facet)
        if chosen is not None:
            await self._take(chosen)

    async def _ask_names(self, facet: Facet) -> CallFilter | None:
        is_tier = facet is Facet.TIERS
        names = await self.app.push_screen_wait(
            TickDialog(
                f"Which {facet.value}?" if not is_tier else "Which tier of responders?",
                [
                    Choice(name, Tier(name).label if is_tier else name or "(not given)", f"{calls:,}")
                    for name, calls in choices_of(self._choices, facet)
                ],
                taken=taken_in(self._only, facet),
                concerning="None taken is all of them.",
                does="take these",
            )
        )
        return None if names is None else with_names(self._only, facet, names)

    async def _ask_rules(self) -> CallFilter | None:
        key = await self.app.push_screen_wait(
            ChooseDialog(
                "Only calls that are eligible by",
                [
                    Choice(_ALL, "all calls", "eligible or not"),
                    *(Choice(rules.value, f"{rules.value} rules") for rules in RuleSet),
                ],
                chosen=self._only.rules.value if self._only.rules else _ALL,
            )
        )
        if key is None:
            return None
        return replace(self._only, rules=None if key == _ALL else RuleSet(key))

    @errand("filter", exclusive=True)
    async def action_drop_row(self) -> None:
        """Leave nothing out by the row under the cursor."""
        if (pick := self._list.pick) is not None:
            await self._take(with_names(self._only, pick.value.facet, ()))

    @errand("filter", exclusive=True)
    async def action_clear_all(self) -> None:
        """Leave nothing out at all."""
        await self._take(CallFilter())

    async def _take(self, only: CallFilter) -> None:
        """Hold this filter, and count what it leaves."""
        app = cast("LeapApp", self.app)
        asked = await app.ask(
            ask_calls, self._asked.engagement, self._asked.dataset, base=self._asked.base, only=only
        )
        self._calls = (await app.ask(rows, asked, limit=0)).total
        self._only = only
        self._fill()

    def action_done(self) -> None:
        """Show these calls."""
        self.dismiss(self._only)
