"""Pictures of a calls report beside those of every document (`leaptui.documents.charts`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leaptui.disclosure.call_service import ClearedWindow
from leaptui.disclosure.cleared import Cleared, ClearedCount
from leaptui.documents.charts import INK, RULE, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BAR, _HIDDEN = "#0f5c94", "#d3cfc4"


def month_columns(months: Sequence[tuple[Cleared, ClearedCount]]) -> Picture:
    """Calls by month, a column each; a withheld month has a hatched one that says nothing of its height."""
    finding = month_finding(months)
    alternative = f"Column chart of calls by month. {finding}"
    return Picture(alternative, finding, lambda figure: _draw_months(figure, months), height=1.9)


def month_finding(months: Sequence[tuple[Cleared, ClearedCount]]) -> str:
    """Which month has most calls and which least, of those that are printed."""
    told = [(count.value, month.text) for month, count in months if count.value is not None]
    if not told:
        return "The calls of every month are withheld."
    (most, high), (least, low) = max(told, key=lambda each: each[0]), min(told, key=lambda each: each[0])
    if most == least:
        return f"Every month has {most:,} calls." if len(told) > 1 else f"{high} has {most:,} calls."
    printed = " of the months that are printed" if len(told) < len(months) else ""
    return f"{high} has most calls{printed}, {most:,}; {low} least, {least:,}."


def window_bars(windows: Sequence[ClearedWindow]) -> Picture:
    """The share of eligible calls inside the best hours of each length."""
    finding = window_finding(windows)
    alternative = f"Bar chart of eligible calls inside hours of service. {finding}"
    height = 0.42 + 0.3 * len(windows)
    return Picture(alternative, finding, lambda figure: _draw_windows(figure, windows), height=height)


def window_finding(windows: Sequence[ClearedWindow]) -> str:
    """What the best hours of each length hold."""
    parts = [
        f"{window.hours} hours, {window.every_day.text}: {window.share.text}"
        for window in windows
        if window.hours < 24
    ]
    return f"Of the eligible calls, the best hours hold: {'; '.join(parts)}."


def _draw_months(figure: Figure, months: Sequence[tuple[Cleared, ClearedCount]]) -> None:
    axes = figure.add_subplot()
    most = max((count.value or 0 for _, count in months), default=0) or 1
    for place, (_, count) in enumerate(months):
        if count.value is None:
            axes.bar(
                place,
                most * 0.12,
                width=0.72,
                facecolor="white",
                edgecolor=_HIDDEN,
                hatch="////",
                linewidth=0,
            )
        else:
            axes.bar(place, count.value, width=0.72, color=_BAR)
        if len(months) <= 14:
            words = count.printed if count.value is not None else "–"
            height = count.value if count.value is not None else most * 0.12
            axes.text(
                place, height + most * 0.02, words, ha="center", fontsize=7, color=INK, parse_math=False
            )
    step = max(1, -(-len(months) // 14))
    axes.set_xticks(
        range(0, len(months), step),
        [_short(month.text) for month, _ in months[::step]],
        fontsize=7,
        parse_math=False,
    )
    axes.set_ylim(0, most * 1.15)
    axes.set_yticks([])
    _bare(axes, "bottom")


def _draw_windows(figure: Figure, windows: Sequence[ClearedWindow]) -> None:
    axes = figure.add_subplot()
    for row, window in enumerate(windows):
        percent = window.percent or 0
        axes.barh(row, percent, height=0.62, color=_BAR)
        axes.text(percent + 1, row, window.share.text, va="center", color=INK, parse_math=False)
    axes.set_yticks(
        range(len(windows)),
        [f"{window.hours} hours: {window.every_day.text}" for window in windows],
        parse_math=False,
    )
    axes.invert_yaxis()
    axes.set_xlim(0, 118)
    axes.set_xticks([])
    _bare(axes, "left")


def _bare(axes: Axes, kept: str) -> None:
    axes.tick_params(length=0, colors=INK)
    for name, spine in axes.spines.items():
        spine.set_visible(name == kept)
        spine.set_color(RULE)


def _short(month: str) -> str:
    """`Jan 25` for `January 2025`."""
    name, _, year = month.partition(" ")
    return f"{name[:3]} {year[-2:]}"
