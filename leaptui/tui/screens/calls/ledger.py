"""The ledger: every rule, what it takes, the rows behind it, and a key that switches it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Ledger, LedgerLine, SetAside
from leaptui.domain.ledger_rules import RuleLine
from leaptui.services.calls.ledger import (
    ledger_of,
    refuse_what_cannot_be_switched,
    rows_behind,
    rule_lines_of,
    switch_rule,
    why_switched,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.calls.rows import PAGE, RowsDialog, RowsPage
from leaptui.tui.screens.calls.words import reason_short
from leaptui.tui.text import ends, fit, join, plain, row
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.figures import share_shown
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


def ledger_picks(ledger: Ledger, width: int) -> list[Pick[LedgerLine] | Rest]:
    """Rows in, then what was used, then each reason with its rows; they add up in sight."""
    head = ends(width, plain("Rows of the file", "b"), plain(f"{ledger.rows_in:,}", "b"))
    used = ends(width, plain("used", "$success"), _figures(ledger.rows_used, ledger.rows_in))
    aside = ends(width, plain("set aside", "b"), _figures(ledger.rows_set_aside, ledger.rows_in))
    picks = [Pick(line.reason.value, line) for line in ledger.set_aside]
    return [Rest(join(" ", head)), Rest(join(" ", used)), Rest(join(" ", aside)), Rest(), *picks]


def ledger_pick_line(line: LedgerLine, rows_in: int, width: int) -> Content:
    """One reason."""
    return ends(
        width, plain(line.reason.label, "" if line.rows else "$text-muted"), _figures(line.rows, rows_in)
    )


def _figures(rows: int, rows_in: int) -> Content:
    share = share_shown(rows / rows_in) if rows_in else "–"
    return join(plain(f"{rows:,}"), plain(f"{share:>8}", "$text-muted"))


class LedgerList(PickList[LedgerLine]):
    """The lines of a ledger. Enter opens the rows behind the one under the cursor."""

    def __init__(self, dataset: Dataset | None = None, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(self._draw_line, id=id)
        self._dataset = dataset

    def tell(self, dataset: Dataset) -> None:
        """Show the ledger of this dataset."""
        self._dataset = dataset
        self._fill()

    def on_resize(self) -> None:
        """The fixed rows are as wide as the list."""
        self._fill()

    def _fill(self) -> None:
        if self._dataset is not None:
            self.show(ledger_picks(ledger_of(self._dataset), max(self.size.width - 1, 1)))

    def _draw_line(self, line: LedgerLine, width: int) -> Sequence[Content]:
        return [ledger_pick_line(line, self._dataset.rows_in if self._dataset else 0, width)]

    @on(PickList.Chosen)
    @errand()
    async def open_rows(self, event: PickList.Chosen) -> None:
        """Open the rows behind a line."""
        event.stop()
        line: LedgerLine = event.pick.value
        if self._dataset is None:
            return
        await _open_rows(cast("LeapApp", self.app), self._dataset, line.reason, line.rows, "Set aside")


class RulesList(PickList[RuleLine]):
    """Every rule of the ledger in its order: rows before it, rows it takes, rows left."""

    def __init__(self, dataset: Dataset, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(self._draw_rule, id=id)
        self._why: dict[SetAside, str] = {}
        self.tell(dataset)

    def tell(self, dataset: Dataset) -> None:
        """Show the rules of this dataset; the cursor stays on its rule."""
        self._why = why_switched(dataset)
        self.show(rule_picks(rule_lines_of(dataset), self._why))

    def _draw_rule(self, line: RuleLine, width: int) -> Sequence[Content]:
        return rule_line_rows(line, self._why.get(line.reason, ""), width)


def rule_picks(lines: Sequence[RuleLine], why: Mapping[SetAside, str]) -> list[Pick[RuleLine]]:
    """The rules; one that was switched has a second row for the reason."""
    return [Pick(line.reason.value, line, 1 + (line.reason in why)) for line in lines]


def rule_heading(width: int) -> Content:
    """What stands over the figures of the rules."""
    return plain(
        row(_rule_widths(width), ("", "rule", "before", "takes", "left"), gap=2).plain, "$text-muted"
    )


def rule_line_rows(line: RuleLine, why: str, width: int) -> list[Content]:
    """A rule with its counts, and why it was switched."""
    cells = (
        plain("● on" if line.on else "○ off", "" if line.on else "$text-muted"),
        plain(_named(line.reason, _rule_widths(width)[1]), "" if line.on else "$text-muted"),
        plain(f"{line.before:,}", "$text-muted"),
        plain(
            f"{line.takes:,}" if line.on else f"({line.takes:,})",
            "b" if line.on and line.takes else "$text-muted",
        ),
        plain(f"{line.left:,}"),
    )
    rows = [row(_rule_widths(width), cells, gap=2)]
    if why:
        rows.append(join(plain("       switched: ", "$warning"), plain(why)))
    return [fit(each, width) for each in rows]


def _named(reason: SetAside, room: int) -> str:
    """The words of a reason, in short where there is no room for all of them."""
    return reason.label if len(reason.label) <= room else reason_short(reason)


def _rule_widths(width: int) -> tuple[int, ...]:
    figure = 10
    return (5, max(width - 5 - 3 * figure - 8, 8), -figure, -figure, -figure)


class LedgerDialog(Dialog[bool]):
    """The whole ledger of a dataset; a rule is switched here, with a reason."""

    DEFAULT_CSS = """
    LedgerDialog > #dialog { width: 96; }
    LedgerDialog #heads { height: 1; }
    LedgerDialog RulesList { height: 14; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ledger")
    SCOPES: ClassVar[tuple[str, ...]] = ("ledger", "list", "dialog")
    LONG: ClassVar[str] = "#ledger"

    def __init__(self, dataset: Dataset) -> None:
        super().__init__(
            "Where every row went",
            concerning=rows_told(dataset),
            unchanged="In brackets: what a rule that is off would take.",
            keys=[("Enter", "rows"), ("S", "switch rule"), ("↑↓", "move")],
            escape="close",
        )
        self._dataset = dataset

    def compose_body(self) -> ComposeResult:
        """The rules."""
        yield Gap()
        yield Lines(id="heads")
        yield RulesList(self._dataset, id="ledger")

    def on_mount(self) -> None:
        """The cursor is on the first rule."""
        self._rules.focus()

    def on_resize(self) -> None:
        """The headings stand over their figures."""
        super().on_resize()
        self.call_after_refresh(self._tell_heads)

    @property
    def _rules(self) -> RulesList:
        return self.query_one(RulesList)

    def _tell_heads(self) -> None:
        self.query_one("#heads", Lines).show([join(" ", rule_heading(max(self._rules.size.width - 1, 1)))])

    @on(PickList.Chosen)
    @errand()
    async def open_rows(self, event: PickList.Chosen) -> None:
        """Open the rows that the rule under the cursor takes, or would take."""
        event.stop()
        line: RuleLine = event.pick.value
        does = "Set aside" if line.on else "Would be set aside"
        await _open_rows(cast("LeapApp", self.app), self._dataset, line.reason, line.takes, does)

    @errand()
    async def action_switch_rule(self) -> None:
        """Ask why, then apply the rule under the cursor or leave it out."""
        app, pick = cast("LeapApp", self.app), self._rules.pick
        if pick is None:
            return
        line: RuleLine = pick.value
        refuse_what_cannot_be_switched(self._dataset, line.reason)
        rows = f"{line.takes:,} {'row' if line.takes == 1 else 'rows'}"
        why = await app.push_screen_wait(
            PromptDialog(
                f"Why {'leave out' if line.on else 'apply'} the rule “{line.reason.label}”?",
                label="Reason",
                hint="the city has an alarm policy of its own",
                concerning=f"{rows} {'come back among the calls' if line.on else 'are set aside'}.",
                unchanged="The reason stands in the ledger, and undo takes the switch back.",
                does="switch it",
            )
        )
        if why:
            self._dataset = await app.change(switch_rule, self._dataset, line.reason, on=not line.on, why=why)
            self._rules.tell(self._dataset)
            self.query_one("#concerning", Words).say(rows_told(self._dataset))


def rows_told(dataset: Dataset) -> str:
    """`calls.csv: 96,310 rows = 41,022 used + 55,288 set aside`."""
    aside = dataset.rows_in - dataset.rows_used
    return f"{dataset.file_name}: {dataset.rows_in:,} rows = {dataset.rows_used:,} used + {aside:,} set aside"


async def _open_rows(app: LeapApp, dataset: Dataset, reason: SetAside, rows: int, does: str) -> None:
    async def fetch(offset: int) -> RowsPage:
        return RowsPage(rows, await app.ask(rows_behind, dataset, reason, PAGE, offset=offset))

    await app.push_screen_wait(RowsDialog(f"{does}: {reason.label}", await fetch(0), fetch))
