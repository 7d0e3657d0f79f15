"""The eligible share: a strip whose whole width is the whole base, and figures of three rows."""

from __future__ import annotations

from textual.content import Content

from leaptui.domain.calls import CallsSummary
from leaptui.domain.measured import RuleSet
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.figures import share_shown

_GROUNDS = (
    (RuleSet.NARROW, "█", "$heat-5"),
    (RuleSet.EXPECTED, "▓", "$heat-4"),
    (RuleSet.BROAD, "▒", "$heat-4"),
)
_REST = ("░", "$rule")
_NUMERALS = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": ("╺┓ ", " ┃ ", "╺┻╸"),
    "2": ("╺━┓", "┏━┛", "┗━╸"),
    "3": ("╺━┓", "╺━┫", "╺━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━╸", "┗━┓", "╺━┛"),
    "6": ("┏━╸", "┣━┓", "┗━┛"),
    "7": ("╺━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "╺━┛"),
    ".": (" ", " ", "."),
    "%": (" ", " ", "%"),
}


def strip_widths(width: int, narrow: int, expected: int, broad: int, base: int) -> tuple[int, int, int, int]:
    """Cells for narrow, what expected adds, what broad adds, and the rest. They sum to the width.

    The three are counts of calls, each within the next. The whole width is the whole base; each
    boundary is rounded by itself, so that no part carries the rounding of another.
    """
    reaches = [round(width * count / base) if base else 0 for count in (narrow, expected, broad)]
    return reaches[0], reaches[1] - reaches[0], reaches[2] - reaches[1], width - reaches[2]


def share_strip(summary: CallsSummary, width: int) -> Content:
    """`█▓▒░` over the whole width."""
    counts = [summary.eligible[rules] for rules in RuleSet]
    *parts, rest = strip_widths(max(width, 0), counts[0], counts[1], counts[2], summary.base.calls)
    shown = [plain(glyph * cells, style) for (_, glyph, style), cells in zip(_GROUNDS, parts, strict=True)]
    return join(*shown, plain(_REST[0] * rest, _REST[1]))


def strip_legend(summary: CallsSummary, rules: RuleSet, width: int) -> Content:
    """The three shares under their grounds, the chosen one in capitals; counts where there is room."""
    for counts, gap, rest in ((True, 6, True), (True, 4, False), (False, 5, True), (False, 2, False)):
        cells = [_legend_cell(summary, each, chosen=each is rules, counts=counts) for each in RuleSet]
        if rest:
            cells.append(join(plain(_REST[0], _REST[1]), plain(" not eligible", "$text-muted")))
        line = plain(" " * gap).join(cells)
        if line.cell_length <= width:
            return line
    return plain("  ").join(
        [_legend_cell(summary, each, chosen=each is rules, counts=False) for each in RuleSet]
    )


def _legend_cell(summary: CallsSummary, rules: RuleSet, *, chosen: bool, counts: bool) -> Content:
    _, glyph, style = next(ground for ground in _GROUNDS if ground[0] is rules)
    share = share_shown(summary.share_of(rules))
    name = (
        plain(f" {rules.value.upper()} {share}", "b") if chosen else plain(f" {rules.value} ", "$text-muted")
    )
    return join(
        plain(glyph, style),
        name,
        "" if chosen else plain(share),
        plain(f" {summary.eligible[rules]:,}" if counts else "", "$text-muted"),
    )


def numerals(text: str, style: str = "b $accent") -> list[Content]:
    """Digits, point and per cent sign as three rows."""
    rows = ["", "", ""]
    for place, character in enumerate(text):
        gap = " " if place and character.isdecimal() else ""
        rows = [f"{row}{gap}{part}" for row, part in zip(rows, _NUMERALS[character], strict=True)]
    return [plain(row, style) for row in rows]
