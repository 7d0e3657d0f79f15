"""The pictures of a document, drawn from cleared figures, each with a sentence that says the same.

Drawn with matplotlib's objects alone (no global state, no display). The bytes depend on nothing but
the figures: no date, and identifiers from a fixed salt. Letters in SVG are outlines, so that it
looks the same on a machine without the fonts.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leaptui.disclosure.call_figures import TierLine
from leaptui.disclosure.cleared import ClearedGrid
from leaptui.domain.calls import Tier

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WIDTH = 6.5
"""Inches: the text width of a Letter page."""
_DOTS_PER_INCH = 200
BANDS = ("#f6f4eb", "#d8e8d2", "#addbc6", "#70c5c7", "#186a99", "#1d487c", "#152c58")
INK, MUTED, RULE = "#1d2731", "#55606b", "#b9b6ac"
_TIER_COLOURS = {
    Tier.COMMUNITY_RESPONDER: "#0f5c94",
    Tier.CO_RESPONSE: "#4c9aa6",
    Tier.UNMAPPED: "#d3cfc4",
}
_OTHER_TIERS = "#8b939a"


class Picture:
    """A chart as a document needs it, drawn when it is first asked for.

    Args:
        alternative: What it shows, in full sentences, for who cannot see it.
        finding: The part of that which everybody should read.
        draw: Puts it on a figure as wide as the text of a page.
        height: In inches.
    """

    def __init__(
        self, alternative: str, finding: str, draw: Callable[[Figure], None], *, height: float
    ) -> None:
        self.alternative = alternative
        self.finding = finding
        self._draw = draw
        self._height = height

    @property
    def svg(self) -> bytes:
        """For print and web."""
        return self._files[0]

    @property
    def png(self) -> bytes:
        """For Word and for Markdown."""
        return self._files[1]

    @cached_property
    def _files(self) -> tuple[bytes, bytes]:
        return _drawn(self._draw, height=self._height)


def heat_map(grid: ClearedGrid) -> Picture:
    """Mean calls per hour by weekday and hour, in bands with their figures in the legend."""
    finding = heat_finding(grid)
    alternative = f"Heat map of mean calls an hour by weekday and hour. {finding}"
    return Picture(alternative, finding, lambda figure: _draw_heat_map(figure, grid), height=3.05)


def heat_finding(grid: ClearedGrid) -> str:
    """When calls are most and least frequent."""

    def when(cell: tuple[int, int]) -> str:
        weekday, hour = cell
        calls = grid.legend[grid.bands[weekday][hour]]
        return f"on {WEEKDAYS[weekday]}s from {hour:02}:00 to {(hour + 1) % 24:02}:00 ({calls} calls an hour)"

    if len({band for row in grid.bands for band in row}) == 1:
        return f"Every hour of the week has {grid.legend[grid.bands[0][0]]} calls."
    return f"Calls are most frequent {when(grid.peak)} and least frequent {when(grid.quietest)}."


def tier_bars(lines: Sequence[TierLine]) -> Picture:
    """Calls by who could respond, one bar a tier; a withheld count has words in place of a bar."""
    finding = tier_finding(lines)
    alternative = f"Bar chart of calls by who could respond. {finding}"
    return Picture(
        alternative, finding, lambda figure: _draw_bars(figure, lines), height=0.42 + 0.3 * len(lines)
    )


def tier_finding(lines: Sequence[TierLine]) -> str:
    """Every tier with its count and share."""
    parts = (
        f"{line.line.label.text}: {line.line.count.printed}"
        + (f" ({line.line.share.text})" if line.line.count.value is not None else "")
        for line in lines
    )
    return f"{'; '.join(parts)}."


def _drawn(draw: Callable[[Figure], None], *, height: float) -> tuple[bytes, bytes]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: dict[Any, Any] = {
        "svg.hashsalt": "leaptui",
        "svg.fonttype": "path",
        "font.family": "DejaVu Sans",
        "font.size": 8,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=(_WIDTH, height), dpi=_DOTS_PER_INCH, layout="constrained")
        draw(figure)
        svg, png = io.BytesIO(), io.BytesIO()
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        figure.savefig(png, format="png", metadata={"Software": None})
    return svg.getvalue(), png.getvalue()


def _draw_heat_map(figure: Figure, grid: ClearedGrid) -> None:
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    axes = figure.add_subplot()
    axes.pcolormesh(
        [list(row) for row in grid.bands],
        cmap=ListedColormap(BANDS),
        vmin=-0.5,
        vmax=len(BANDS) - 0.5,
        edgecolors="white",
        linewidth=1,
    )
    axes.invert_yaxis()
    axes.set_yticks([row + 0.5 for row in range(7)], WEEKDAYS)
    axes.set_xticks(
        [hour + 0.0 for hour in range(0, 25, 3)], [f"{hour % 24:02}:00" for hour in range(0, 25, 3)]
    )
    axes.tick_params(length=0, colors=INK)
    axes.tick_params(axis="x", length=3, color=RULE)
    for spine in axes.spines.values():
        spine.set_visible(False)
    used = max(max(row) for row in grid.bands) + 1
    handles = [
        Patch(facecolor=colour, edgecolor=RULE, linewidth=0.5, label=label)
        for colour, label in zip(BANDS[:used], grid.legend[:used], strict=True)
    ]
    legend = figure.legend(
        handles=handles,
        loc="outside lower center",
        ncols=len(handles),
        frameon=False,
        title="Mean calls an hour",
        handlelength=1.4,
        handleheight=1.0,
        columnspacing=1.0,
        handletextpad=0.5,
        fontsize=7.5,
        title_fontsize=8,
        labelcolor=INK,
    )
    legend.get_title().set_color(MUTED)


def _draw_bars(figure: Figure, lines: Sequence[TierLine]) -> None:
    axes = figure.add_subplot()
    longest = max((line.line.count.value or 0 for line in lines), default=0) or 1
    for row, tier_line in enumerate(lines):
        count = tier_line.line.count
        colour = _TIER_COLOURS.get(tier_line.tier, _OTHER_TIERS)
        axes.barh(row, count.value or 0, height=0.62, color=colour)
        words = count.printed if count.value is None else f"{count.printed}  {tier_line.line.share.text}"
        axes.text((count.value or 0) + longest * 0.01, row, words, va="center", color=INK, parse_math=False)
    axes.set_yticks(range(len(lines)), [line.line.label.text for line in lines], parse_math=False)
    axes.invert_yaxis()
    axes.set_xlim(0, longest * 1.22)
    axes.set_xticks([])
    axes.tick_params(length=0, colors=INK)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "left")
        spine.set_color(RULE)
