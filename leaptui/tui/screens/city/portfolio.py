"""The place Portfolio: every city, what needs the advisor now first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from typing_extensions import override

from leaptui.domain.errors import InputRefused
from leaptui.services.city.portfolio import (
    DueItem,
    Portfolio,
    PortfolioRow,
    Standing,
    portfolio,
    usual_interviews,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand
from leaptui.tui.screens.city.portfolio_panes import CityPane, DueBlock, city_line, follow_ups_shown
from leaptui.tui.screens.city.portfolio_rows import Columns, Order, entries, matching
from leaptui.tui.screens.narrowed import NarrowedScreen
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.empty_state import Beginning, EmptyState
from leaptui.tui.widgets.filter_line import FilterLine, filter_hint
from leaptui.tui.widgets.pick_list import PickList


class _Heading(Block):
    """The names of the columns."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[PortfolioRow] = ()
        self._today = date.min
        self._columns = Columns.of(0, (), self._today)

    def show(self, rows: Sequence[PortfolioRow], today: date) -> None:
        """Stand above these rows."""
        self._rows, self._today = rows, today
        self._columns = Columns.of(self._columns.width, rows, today)
        self.refresh()

    def columns(self, width: int) -> Columns:
        """The columns of the rows below; they are measured once for a width."""
        if self._columns.width != width:
            self._columns = Columns.of(width, self._rows, self._today)
        return self._columns

    def lines(self, width: int) -> Sequence[Content]:
        """One, with a blank row below where there is room."""
        shown = [self.columns(width - 1).heading()]
        return [*shown, Content("")] if self.screen.has_class("-roomy") else shown


class _CityLine(Block):
    """The city under the cursor, in the foot of the narrow screen."""

    def __init__(self) -> None:
        super().__init__(classes="only-narrow")
        self.row: PortfolioRow | None = None

    def lines(self, width: int) -> Sequence[Content]:
        """The city, and its next step in full; on a short screen only the first."""
        if self.row is None:
            return []
        line, step = city_line(self.row, width), self.row.engagement.next_step
        if self.screen.has_class("-short"):
            return [line]
        return [Content(""), line, join(plain("▸ ", "$accent"), plain(step)) if step else Content("")]


class PortfolioScreen(NarrowedScreen):
    """Which city needs me, and what is the next step in each?"""

    PLACE: ClassVar[str] = "portfolio"
    SCOPES: ClassVar[tuple[str, ...]] = ("portfolio",)
    NEEDS_CITY: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("portfolio")
    DEFAULT_CSS = """
    PortfolioScreen #cities { height: 1fr; }
    PortfolioScreen #left { width: 1fr; padding: 0 2 0 0; }
    PortfolioScreen.-narrow #left { padding: 0 0 0 0; }
    PortfolioScreen #panes { height: 1fr; }
    PortfolioScreen #empty { height: 1fr; align: center middle; display: none; }
    PortfolioScreen.-empty #empty { display: block; }
    PortfolioScreen.-empty #panes, PortfolioScreen.-empty #foot { display: none; }
    """

    _portfolio: Portfolio | None = None
    _usual = 0
    _order = Order.URGENCY

    def compose_place(self) -> ComposeResult:
        """List and city pane; how to begin comes where there is none."""
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield _Heading()
                yield PickList[PortfolioRow](self._draw, id="cities")
                yield DueBlock()
            yield CityPane()

    def compose_foot(self) -> ComposeResult:
        """The city under the cursor, and the filter."""
        yield _CityLine()
        yield FilterLine()

    @property
    def _cities(self) -> PickList[PortfolioRow]:
        return self.query_one("#cities", PickList)

    @property
    def _row(self) -> PortfolioRow | None:
        pick = self._cities.pick
        return pick.value if pick else None

    @property
    @override
    def in_hand(self) -> InHand | None:
        """The city under the cursor."""
        return InHand.city(self._row.engagement) if self._row else None

    @property
    def _today(self) -> date:
        return date.fromisoformat(self._portfolio.today) if self._portfolio else self.leap.now().date()

    async def load(self) -> None:
        """Every city with its counts."""
        self._portfolio = await self.leap.ask(portfolio)
        self._usual = await self.leap.ask(usual_interviews)
        await self._tell_how_to_begin(is_empty=not self._portfolio.rows)
        self._fill()
        if self.focused is None:
            self._cities.focus()

    async def _tell_how_to_begin(self, *, is_empty: bool) -> None:
        self.set_class(is_empty, "-empty")
        if is_empty and not self.query("#empty"):
            told = EmptyState(
                "No city yet.",
                "This is where every city you work with will stand: how far it is, what is next there and "
                "when it is due. The cities that need you come first.",
                [Beginning("N", "add the first city", "name, places, phase"), Beginning("F1", "all keys")],
            )
            await self.query_one("#body").mount(Vertical(told, id="empty"))

    def _fill(self, at: str | None = None) -> None:
        if self._portfolio is None:
            return
        rows = matching(self._portfolio.rows, self.query_one(FilterLine).words)
        self.query_one(_Heading).show(rows, self._today)
        week = (self._today + timedelta(days=7)).isoformat()
        due = [item for item in self._portfolio.due if (item.follow_up.due or "") <= week]
        self.query_one(DueBlock).show(due if self.has_class("-roomy") else (), self._today)
        self._cities.show(entries(rows, self._order), at=at)
        self._share_height()
        self._show_city(self._row)
        self.refresh_frame()

    def _share_height(self) -> None:
        """The list takes what it needs, so that what is due stands right below it."""
        due = self.query_one(DueBlock)
        if not (self.has_class("-roomy") and self.has_class("-wide") and due.rows):
            self._cities.styles.height = "1fr"
            return
        room = self.query_one("#left").size.height - self.query_one(_Heading).size.height - due.rows
        self._cities.styles.height = max(min(self._cities.rows, room), 4)

    def on_resize(self) -> None:
        """Another height to share."""
        self.call_after_refresh(self._fill)

    def _draw(self, each: PortfolioRow, width: int) -> Sequence[Content]:
        return [self.query_one(_Heading).columns(width).line(each, self._usual, self._today)]

    def _show_city(self, each: PortfolioRow | None) -> None:
        owed: Sequence[DueItem] = ()
        if each and self._portfolio:
            owed = [item for item in self._portfolio.due if item.follow_up.engagement == each.engagement.id]
        self.query_one(CityPane).show(each, owed, self._usual, self._today)
        line = self.query_one(_CityLine)
        line.row = each
        line.refresh(layout=True)

    def tell_context(self, bar: ContextBar) -> None:
        """How many cities, and how many need her."""
        if self._portfolio is None:
            bar.show("leaptui", ["opening the store"], saved=self.saved())
            return
        rows = self._portfolio.rows
        if not rows:
            bar.show("No city yet", saved=self.saved())
            return
        needing = sum(each.standing is Standing.NEEDS_YOU for each in rows)
        owed = sum(each.open_follow_ups for each in rows)
        heard = sum(each.interviews for each in rows)
        bar.show(
            f"{len(rows)} {'city' if len(rows) == 1 else 'cities'}",
            [
                f"{needing} need{'s' if needing == 1 else ''} you this week"
                if needing
                else "nothing due this week",
                f"{follow_ups_shown(owed)} open",
                f"{heard} interview{'' if heard == 1 else 's'}",
                "" if self._order is Order.URGENCY else f"sorted by {self._order}",
            ],
            notice=filter_hint(self.query_one(FilterLine).words),
            saved=self.saved(),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is put in order where nothing is."""
        if action == "sort" and self.has_class("-empty"):
            return False
        return super().check_action(action, parameters)

    @on(PickList.Highlighted, "#cities")
    def follow_cursor(self, event: PickList.Highlighted) -> None:
        """The pane shows the city under the cursor."""
        self._show_city(event.pick.value)

    @on(PickList.Chosen, "#cities")
    def action_open_city(self) -> None:
        """Open the city under the cursor."""
        if self._row is not None:
            self.leap.open_city(self._row.engagement)

    def action_sort(self) -> None:
        """Another order."""
        self._order = self._order.next
        self._fill()

    @errand()
    async def action_new_city(self) -> None:
        """Add an engagement."""
        # Forms are loaded when one is asked for: they cost more than the portfolio itself.
        from leaptui.tui.dialogs.form import FormDialog
        from leaptui.tui.screens.city.engagement_form import NEW_ENGAGEMENT, add_from_form

        values: dict[str, str] | None = {}
        problems: dict[str, str] = {}
        while True:
            values = await self.app.push_screen_wait(
                FormDialog("A new city", NEW_ENGAGEMENT, values, does="add the city", problems=problems)
            )
            if values is None:
                return
            try:
                engagement = await self.leap.change(add_from_form, values)
            except InputRefused as error:
                problems = {"name": error.sentence}
                continue
            break
        await self.load()
        self._fill(at=engagement.id)

    @errand("make")
    async def action_impact_report(self) -> None:
        """All cities of a year as a document."""
        # As with forms, what it needs is loaded when it is asked for.
        from leaptui.tui.screens.city.impact import make_impact_report

        await make_impact_report(self.leap)

    @errand()
    async def action_archive(self) -> None:
        """Put the city away."""
        from leaptui.services.city.engagements import archive_engagement
        from leaptui.tui.dialogs.ask import AskDialog

        each = self._row
        if each is None:
            return
        sure = await self.app.push_screen_wait(
            AskDialog(
                "Put this city away?",
                does="put it away",
                concerning=each.engagement.name,
                unchanged="Its notes, calls and decisions stay in the store.",
            )
        )
        if sure:
            await self.leap.change(archive_engagement, each.engagement)
