"""The bars of the calls screen: types, tiers or groups, most calls first, each with the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import Parts
from leaptui.domain.calls import CallsSummary, Tier
from leaptui.tui.screens.calls.picture_lines import tier_bar
from leaptui.tui.screens.view import Drawn
from leaptui.tui.text import join, plain, row
from leaptui.tui.widgets.figures import share_shown
from leaptui.tui.widgets.pick_list import Pick, PickList

_CALLS, _SHARE, _TIME, _TIER = 8, 7, 7, 11
_GAP = 2
_LEAST_BAR, _MOST_BAR = 6, 44


@dataclass(frozen=True, slots=True)
class BarLine:
    """One type, tier or group.

    Attributes:
        name: Its words; empty for calls without a type.
        calls: In the base.
        share: Of the base.
        only: Which calls stand behind it; nothing where no filter tells.
        tier: Its tier; nothing for a group, whose types may have several.
        minutes: Half of its calls keep a unit busy for longer; nothing where that is not known.
    """

    name: str
    calls: int
    share: float
    only: CallFilter | None
    tier: Tier | None = None
    minutes: float | None = None


def type_bars(summary: CallsSummary, only: CallFilter, minutes: Mapping[str, float]) -> list[BarLine]:
    """The types of the base."""
    return [
        BarLine(
            line.type,
            line.calls,
            line.share,
            replace(only, types=(line.type,)),
            line.tier,
            minutes.get(line.type),
        )
        for line in summary.by_type
    ]


def tier_bars(summary: CallsSummary, only: CallFilter) -> list[BarLine]:
    """The tiers of the base, most calls first."""
    lines = sorted(summary.by_tier, key=lambda line: -line.calls)
    return [
        BarLine(line.tier.label, line.calls, line.share, replace(only, tiers=(line.tier,)), line.tier)
        for line in lines
    ]


def group_bars(parts: Parts, only: CallFilter) -> list[BarLine]:
    """The groups of types of the base."""
    return [
        BarLine(
            part.name or "(no group)",
            part.calls,
            part.share,
            replace(only, groups=(part.name,)) if part.name else None,
        )
        for part in parts.parts
    ]


def bar_widths(lines: Sequence[BarLine], width: int, *, timed: bool = False) -> tuple[int, ...]:
    """Name, calls, share, time, tier, bar; what nobody has takes no room.

    Args:
        lines: All of them.
        width: Columns there are.
        timed: Whether there are minutes, known already or not.
    """
    longest = max((plain(line.name).cell_length for line in lines[:12]), default=0)
    time = -_TIME if timed else 0
    tier = _TIER if any(line.tier and line.tier.label != line.name for line in lines) else 0
    fixed = sum(abs(cells) + _GAP for cells in (_CALLS, _SHARE, time, tier) if cells)
    name = min(max(longest, 16), 36)
    bar = min(width - fixed - name - _GAP, _MOST_BAR)
    if bar < _LEAST_BAR:
        name, bar = max(width - fixed, 8), 0
    return (name, -_CALLS, -_SHARE, time, tier, bar)


def bar_head(title: str, widths: Sequence[int]) -> Content:
    """The names of the columns."""
    names = (title, "calls", "share", "time", "tier", "")
    return row(
        widths, [plain(word, "b" if not at else "$text-muted") for at, word in enumerate(names)], gap=_GAP
    )


def bar_row(line: BarLine, most: int, widths: Sequence[int]) -> Content:
    """Calls, share, time, tier, and a bar whose line tells the tier."""
    tier = line.tier
    glyph, style = tier_bar(tier) if tier else ("━", "$primary")
    eligible = tier in (Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE)
    unknown = tier is Tier.UNMAPPED
    length = max(round(widths[-1] * line.calls / most), 1) if widths[-1] and most else 0
    cells: list[Content | str] = [
        plain(line.name) if line.name else plain("(no type)", "$text-muted"),
        f"{line.calls:,}",
        share_shown(line.share),
        plain("–" if line.minutes is None else f"{line.minutes:.0f} min", "$text-muted"),
        plain(tier.label if tier else "", "" if eligible else "$warning" if unknown else "$text-muted"),
        plain(glyph * length, style),
    ]
    return row(widths, cells, gap=_GAP)


class BarsPane(Vertical):
    """A heading and a line each; Enter on a line opens the rows behind it."""

    DEFAULT_CSS = """
    BarsPane { height: 1fr; }
    BarsPane Drawn { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: Sequence[BarLine] = ()
        self._title, self._timed = "", False

    def compose(self) -> ComposeResult:
        """Names of the columns, lines."""
        yield Drawn()
        yield PickList[BarLine](self._draw, id="bar-lines")

    @property
    def rows(self) -> PickList[BarLine]:
        """The list."""
        return self.query_one("#bar-lines", PickList)

    def show(self, title: str, lines: Sequence[BarLine], *, timed: bool) -> None:
        """Show these lines; the column of minutes stands from the first, so that nothing moves when they come."""
        self._title, self._lines, self._timed = title, lines, timed
        self.query_one(Drawn).show(
            lambda width: [join(" ", bar_head(title, bar_widths(lines, width - 1, timed=timed)))]
        )
        self.rows.show([Pick(line.name, line) for line in lines])

    def _draw(self, line: BarLine, width: int) -> Sequence[Content]:
        most = max((each.calls for each in self._lines), default=0)
        return [bar_row(line, most, bar_widths(self._lines, width, timed=self._timed))]
