"""Small pictures made of characters: meters, the phase track, headings."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.tui.text import as_content, ends, join, plain


def meter(width: int, part: float, whole: float, style: str = "$primary") -> Content:
    """`━━━━────`: the filled part in colour, the rest in rule grey. The numbers stand beside it.

    A part above the whole fills it; a part above nothing shows at least one cell.
    """
    if width < 1:
        return Content("")
    share = min(max(part / whole, 0.0), 1.0) if whole > 0 else 0.0
    filled = round(share * width)
    if share > 0 and filled == 0:
        filled = 1
    if share < 1 and filled == width:
        filled = width - 1
    return join(plain("━" * filled, style), plain("─" * (width - filled), "$rule"))


def phase_track(position: int | None, phases: int = 8, width: int = 8) -> Content:
    """`━━●─────`: how far an engagement is; no knob before it has begun.

    Args:
        position: Number of the current phase from 0, or none.
        phases: How many there are.
        width: Cells.
    """
    if position is None:
        return plain("─" * width, "$rule")
    knob = min(round(position * (width - 1) / max(phases - 1, 1)), width - 1)
    return join(
        plain("━" * knob, "$success"), plain("●", "$accent"), plain("─" * (width - knob - 1), "$rule")
    )


def heading(width: int, title: str, hint: Content | str = "", style: str = "b") -> Content:
    """A bold title, with its count or hint muted at the right end."""
    aside = plain(hint, "$text-muted") if isinstance(hint, str) else as_content(hint)
    return ends(width, plain(title, style), aside)


def share_shown(share: float) -> str:
    """`17.6%`."""
    return f"{share * 100:.1f}%"


def sparkline(values: Sequence[int], style: str = "$primary") -> Content:
    """A column for each value, from zero. Its least and most always stand beside it in words."""
    most = max(values, default=0)
    steps = "▁▂▃▄▅▆▇█"
    return plain("".join(steps[min(value * 8 // most, 7)] if most else steps[0] for value in values), style)
