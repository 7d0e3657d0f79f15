"""Calls by weekday and hour: figures on seven grounds, each ground told by the figure that is printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from leaptui.tui.dates import DAYS
from leaptui.tui.text import fit, join, plain

STEPS = 7
"""Grounds, from least to most."""
_TOP_SHARE = 10
"""Under one in so many cells stand on the top step; if half the grid glows nothing is hot."""
_SAYS_NOTHING = 0.35
"""Calls in the busiest hour under which means print as `.1` and `.2` alone: then all calls are counted."""
_UNITS = (100, 50, 20, 10, 5, 2, 1)
"""Round distances between edges, the roundest that still tells seven steps apart is taken."""


@dataclass(frozen=True, slots=True)
class Cells:
    """How the grid is cut to the room there is.

    Attributes:
        hours: Hours of the day in one cell.
        width: Columns of the terminal of one cell, a blank at its end included.
        decimals: Of the printed figure.
        label: Letters of the weekday's name.
    """

    hours: int
    width: int
    decimals: int
    label: int

    @property
    def lead(self) -> int:
        """Columns before the first cell."""
        return self.label + (1 if self.label == 2 else 2)

    @property
    def reach(self) -> int:
        """Columns to the end of the last cell."""
        return self.lead + 24 // self.hours * self.width


_CUTS = (
    Cells(1, 5, 1, 3),
    Cells(1, 4, 0, 3),
    Cells(1, 3, 0, 2),
    Cells(2, 4, 0, 2),
    Cells(3, 5, 0, 2),
)
_LEGENDS = {
    False: ("calls per hour, mean   ", "per hour   ", ""),
    True: ("calls in the period   ", "all calls   ", ""),
}
_ROOM = (132, 106, 75, 0, 0)
"""Columns from which each cut may be used: windows of 136, 108 and 77 less their margins."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Mean calls per hour by weekday and hour, cut, printed and put on steps.

    Attributes:
        cells: How it is cut.
        printed: What each cell says, weekday by weekday from Monday.
        steps: The ground each cell stands on, 0 to 6; none where the period has no such weekday.
        edges: The first figure of steps 1 to 6, in units of the last printed digit.
        decimals: Of the printed figures.
        counted: Whether the figures are all calls of the period, where a mean per hour would say nothing.
        days: Mean calls a day, or all of them where counted, by weekday; none where the period has no such weekday.
    """

    cells: Cells
    printed: tuple[tuple[str, ...], ...]
    steps: tuple[tuple[int | None, ...], ...]
    edges: tuple[int, ...]
    decimals: int
    counted: bool
    days: tuple[int | None, ...]


def grid_for(counts: Sequence[Sequence[int]], weekdays: Sequence[int], width: int) -> Grid:
    """The grid for a width.

    Args:
        counts: Calls, 7 rows from Monday of 24 hours.
        weekdays: How many of each weekday the period has.
        width: Columns there are.
    """
    counted = max(_means(counts, weekdays, _CUTS[0]), default=0.0) < _SAYS_NOTHING
    divisors = [1 if counted and days else days for days in weekdays]
    cells = next(
        (
            cut
            for cut, room in zip(_CUTS, _ROOM, strict=True)
            if width >= room and _longest(counts, divisors, cut) < cut.width
        ),
        _CUTS[-1],
    )
    per_cell = 1 if counted else cells.hours
    decimals = 1 if not counted and (cells.decimals or _is_sparse(counts, weekdays, cells)) else 0
    ticks = [
        [None if not days else _tick(calls, days * per_cell, decimals) for calls in _merged(row, cells)]
        for row, days in zip(counts, divisors, strict=True)
    ]
    edges = edges_of([tick for row in ticks for tick in row if tick is not None])
    return Grid(
        cells=cells,
        printed=tuple(tuple(_printed(tick, decimals, cells) for tick in row) for row in ticks),
        steps=tuple(
            tuple(None if tick is None else bisect_right(edges, tick) for tick in row) for row in ticks
        ),
        edges=tuple(edges),
        decimals=decimals,
        counted=counted,
        days=tuple(
            _tick(sum(row), days, 0) if days else None for row, days in zip(counts, divisors, strict=True)
        ),
    )


def edges_of(ticks: Sequence[int]) -> list[int]:
    """The first figure of steps 1 to 6; two are the same where there are fewer figures than steps.

    The top step begins at the least round figure that leaves it under a tenth of the cells; the
    others divide what is below it evenly.

    Args:
        ticks: The printed figures as whole numbers of their last digit.
    """
    ordered = sorted(ticks) or [0]
    least, most = ordered[0], ordered[-1]
    above = ordered[-1 - (len(ordered) - 1) // _TOP_SHARE] + 1
    unit, low, top = 1, least, above
    for round_unit in _UNITS:
        begin = least // round_unit * round_unit
        end = -(-above // round_unit) * round_unit
        if (end - begin) // round_unit >= STEPS - 1 and end <= most:
            unit, low, top = round_unit, begin, end
            break
    span = (top - low) // unit
    return [low + max(round(span * step / (STEPS - 1)), 1) * unit for step in range(1, STEPS)]


def legend_labels(grid: Grid) -> list[tuple[int, str]]:
    """Step and figures of each step that holds a cell."""
    held = sorted({step for row in grid.steps for step in row if step is not None})
    edges, decimals, factor = grid.edges, grid.decimals, 10**grid.decimals
    whole = all(edge % factor == 0 for edge in edges)
    unit = factor if whole else 1
    found = []
    for step in held:
        if step == 0:
            label = f"<{_figure(edges[0], decimals, whole=whole)}"
        elif step == len(edges):
            label = f"{_figure(edges[-1], decimals, whole=whole)}+"
        else:
            first, last = edges[step - 1], edges[step] - unit
            label = _figure(first, decimals, whole=whole)
            if last > first:
                label += f"–{_figure(last, decimals, whole=whole)}"
        found.append((step, label))
    return found


def grid_lines(grid: Grid, width: int) -> list[Content]:
    """Hours, seven weekdays with their totals, and the legend, none longer than the width."""
    cells = grid.cells
    lead = " " * cells.lead
    title = "all" if grid.counted else "a day" if cells.width == 5 else "day"
    totals = ["·" if day is None else f"{day:,}" for day in grid.days]
    room = width - cells.reach
    if max(map(len, totals)) > room:
        totals = [total.replace(",", "") for total in totals]
    column = max(len(title) if len(title) <= room else 0, *(len(total) for total in totals))
    column += 1 if room > column else 0
    if column > room:
        column = 0
    hours = "".join(f"{hour:>{cells.width - 1}} " for hour in range(0, 24, cells.hours))
    shown = [plain(f"{lead}{hours}{title:>{column}}" if column else f"{lead}{hours}", "$text-muted")]
    for weekday, (texts, steps, total) in enumerate(zip(grid.printed, grid.steps, totals, strict=True)):
        name = plain(f"{DAYS[weekday][: cells.label]:<{cells.lead}}", "$text-muted")
        row = [
            plain(f"{text:>{cells.width - 1}} ", step_style(step))
            for text, step in zip(texts, steps, strict=True)
        ]
        shown.append(join(name, *row, plain(f"{total:>{column}}" if column else "", "$text-muted")))
    shown.append(_legend(grid, width))
    return [fit(line, width) if line.cell_length > width else line for line in shown]


def step_style(step: int | None) -> str:
    """The colours of a step; only the top one is bold, so that the peak shows without colour."""
    if step is None:
        return "$faint"
    return f"{'b ' if step == STEPS - 1 else ''}$heat-{step}-text on $heat-{step}"


def _legend(grid: Grid, width: int) -> Content:
    labels = legend_labels(grid)
    ramp = join(*(plain(f" {label} ", step_style(step)) for step, label in labels))
    room = width - grid.cells.lead - ramp.cell_length
    words = next((words for words in _LEGENDS[grid.counted] if len(words) <= room), "")
    return join(" " * grid.cells.lead, plain(words, "$text-muted"), ramp)


def _merged(row: Sequence[int], cells: Cells) -> list[int]:
    return [sum(row[hour : hour + cells.hours]) for hour in range(0, 24, cells.hours)]


def _tick(calls: int, divisor: int, decimals: int) -> int:
    """Half away from zero: the figure a person gets who does the division herself."""
    return int((calls * 10**decimals * 2 + divisor) // (divisor * 2))


def _figure(tick: int, decimals: int, *, whole: bool = False) -> str:
    if not decimals:
        return f"{tick}"
    return f"{tick // 10}" if whole else f"{tick // 10}.{tick % 10}"


def _printed(tick: int | None, decimals: int, cells: Cells) -> str:
    if tick is None:
        return "·"
    if tick == 0:
        return "0"
    text = _figure(tick, decimals)
    return text.removeprefix("0") if cells.width < 5 else text


def _means(counts: Sequence[Sequence[int]], weekdays: Sequence[int], cells: Cells) -> list[float]:
    return [
        calls / (days * cells.hours)
        for row, days in zip(counts, weekdays, strict=True)
        if days
        for calls in _merged(row, cells)
    ]


def _is_sparse(counts: Sequence[Sequence[int]], weekdays: Sequence[int], cells: Cells) -> bool:
    """Whether whole numbers would print nothing but nought and one: `.3` then says more."""
    return max(_means(counts, weekdays, cells), default=0.0) < 0.95


def _longest(counts: Sequence[Sequence[int]], weekdays: Sequence[int], cells: Cells) -> int:
    most = max(_means(counts, weekdays, cells), default=0.0)
    return len(f"{most:.{cells.decimals}f}")
