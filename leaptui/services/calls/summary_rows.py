"""The summary of all calls of an export as rows for a spreadsheet, cleared as a document clears it."""

from __future__ import annotations

from leaptui.disclosure.call_figures import ClearedCalls, CountLine, clear_calls
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.tables import Cell
from leaptui.domain.calls import CallsSummary

COLUMNS = ("table", "line", "calls", "share", "value")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST_TYPES = 10_000
_HOLDS = {
    "eligible": {"eligible"},
    "tiers": {"tiers"},
    "types": {"types"},
    "seasonality": {"calls by month"},
    "volume": {"calls by month", "calls per hour, mean, in bands"},
}
"""Which tables of the summary are a picture's own; the summary itself holds all."""


def summary_rows(
    gate: Gate, summary: CallsSummary, file_name: str, picture: str
) -> tuple[tuple[str, ...], list[list[Cell]]]:
    """Heads and rows of the summary, or of the one picture of it.

    Raises:
        Withheld: When the base is a small cell.
    """
    cleared = clear_calls(gate, summary, file_name, most_types=_MOST_TYPES)
    rows = [*_counts(gate, cleared), *_times(gate, cleared)]
    wanted = _HOLDS.get(picture)
    return COLUMNS, [row for name, row in rows if wanted is None or name in wanted]


def _counts(gate: Gate, cleared: ClearedCalls) -> list[tuple[str, list[Cell]]]:
    def counted(table: str, line: CountLine, value: Cleared | None = None) -> tuple[str, list[Cell]]:
        return table, [gate.label(table, "name of a table"), line.label, line.count, line.share, value]

    types = [counted("types", line, tier) for line, tier in cleared.types.lines]
    if cleared.types.others is not None:
        types.append(counted("types", cleared.types.others))
    months = "calls by month"
    by_month: list[tuple[str, list[Cell]]] = [
        (months, [gate.label(months, "name of a table"), month, calls, None, None])
        for month, calls in cleared.months
    ]
    return [
        *(counted("eligible", line) for line in cleared.eligible),
        *(counted("tiers", tier.line) for tier in cleared.tiers),
        *types,
        *by_month,
    ]


def _times(gate: Gate, cleared: ClearedCalls) -> list[tuple[str, list[Cell]]]:
    grid, times = "calls per hour, mean, in bands", "minutes"
    rows: list[tuple[str, list[Cell]]] = []
    for weekday, bands in enumerate(cleared.grid.bands):
        for hour, band in enumerate(bands):
            line = gate.label(f"{_WEEKDAYS[weekday]} {hour:02}:00", "hour of the week")
            told = gate.label(cleared.grid.legend[band], "band of a grid")
            rows.append((grid, [gate.label(grid, "name of a table"), line, None, None, told]))
    for each in cleared.times:
        for what, value in (
            ("median", each.median),
            ("mean", each.mean),
            ("90th percentile", each.ninetieth),
        ):
            line = gate.label(f"{each.label.text}, {what}", "duration")
            rows.append((times, [gate.label(times, "name of a table"), line, each.calls, None, value]))
    return rows
