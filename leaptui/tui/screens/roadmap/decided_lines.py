"""What is decided in a component: its option among the others, what has changed below it, who sees it otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from leaptui.services.roadmap.claims import ClaimView, Name
from leaptui.services.roadmap.components import ComponentView
from leaptui.services.roadmap.findings import Gate
from leaptui.tui.screens.roadmap.board import Board
from leaptui.tui.screens.roadmap.claim_lines import said_lines
from leaptui.tui.text import ends, fit, join, paragraph, plain
from leaptui.tui.widgets.figures import heading, meter

_STALE_ROWS = 3
"""Of what has changed; F shows it whole."""


def option_lines(view: ComponentView, width: int) -> list[Content]:
    """The options by name; the chosen one with the first of what it gains and of what it costs."""
    if not view.guide.options:
        return []
    shown = [heading(width, "Options", "O side by side"), Content("")]
    for option in view.guide.options:
        if option.key != view.state.option:
            shown.append(fit(join(plain("○ ", "$text-muted"), plain(option.title)), width))
            continue
        shown.append(fit(join(plain("● ", "$accent"), plain(option.title, "b")), width))
        for sign, style, words in (("+ ", "$success", option.gains[0]), ("– ", "$warning", option.costs[0])):
            shown.append(fit(join("  ", plain(sign, style), plain(words, "$text-muted")), width))
    return shown


def changed_lines(view: ComponentView, width: int, today: date | None) -> list[Content]:
    """Why it is stale; nothing for one that is not."""
    if not view.changed:
        return []
    more = f" and {len(view.changed) - 1} more" if len(view.changed) > 1 else ""
    wrapped = paragraph(f"▲ {view.changed[0].sentence(today)}{more}.", width, "$warning")
    if len(wrapped) > _STALE_ROWS:
        wrapped = [*wrapped[: _STALE_ROWS - 1], fit(join(wrapped[_STALE_ROWS - 1], "…"), width)]
    return wrapped


def chosen_line(view: ComponentView, width: int) -> list[Content]:
    """The option chosen; nothing where none is."""
    if view.option is None:
        return []
    fits = plain(view.option.title).cell_length + 2 <= width
    return [
        fit(join(plain("● ", "$accent"), plain(view.option.title if fits else view.option.short, "b")), width)
    ]


def dissent_lines(view: ComponentView, claims: Mapping[Name, ClaimView], width: int) -> list[Content]:
    """Who sees it otherwise; nothing where nobody does."""
    if not view.state.dissent:
        return []
    wrapped = said_lines(view.state.dissent, claims, max(width - 2, 1))
    return [
        Content(""),
        *(join(plain("≠ " if at == 0 else "  ", "$accent"), line) for at, line in enumerate(wrapped)),
    ]


def ready_lines(board: Board, width: int) -> list[Content]:
    """How many components can be presented, and how much is missing before each gate."""
    whole = len(board.views)
    count = f"{board.ready} / {whole}"
    shown = [
        heading(width, "Ready to present"),
        join(meter(width - len(count) - 2, board.ready, whole), "  ", plain(count)),
    ]
    if board.stale:
        shown.append(join(plain("▲ ", "$warning"), plain(f"{board.stale} stale")))
    for gate in Gate:
        held = sum(each.holds_up and each.gate is gate for each in board.findings)
        glyph = plain("○ ", "$text-muted") if held else plain("✓ ", "$success")
        shown.append(ends(width, join(glyph, plain(gate.label.lower())), plain(str(held) if held else "")))
    return [*shown, join(plain("R", "b $primary"), plain(" lists them", "$text-muted"))]
