"""The rows of the screen of claims, and texts as they read with what their claims say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from leaptui.domain.claim_tokens import Token, pieces
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.text import one_line
from leaptui.services.roadmap.claim_check import LooseToken, TypedFigure
from leaptui.services.roadmap.claims import STALE, ClaimView, Name
from leaptui.tui.text import dotted, ends, fit, join, plain

_VALUE = 24
"""Cells for a value at a width of 140; less on a narrow screen."""


def said_lines(text: str, views: Mapping[Name, ClaimView], width: int, style: str = "") -> list[Content]:
    """A text wrapped, as it reads: a stale claim in sand with `▲`, a token without claim as it was typed.

    Args:
        text: As it was typed.
        views: The claims by what their tokens name.
        width: Cells.
        style: Of the words that were typed.
    """
    lines: list[Content] = []
    for line in text.expandtabs(4).split("\n"):
        parts = [_part(piece, views, style, line) for piece in pieces(line)]
        lines += join(*parts).wrap(max(width, 1)) if line.strip() else [Content("")]
    return [line.rstrip() for line in lines]


def said_line(text: str, views: Mapping[Name, ClaimView], style: str = "") -> Content:
    """The same on one line, not cut."""
    line = one_line(text)
    return join(*(_part(piece, views, style, line) for piece in pieces(line)))


def _part(piece: str | Token, views: Mapping[Name, ClaimView], style: str, line: str) -> Content:
    if isinstance(piece, str):
        return plain(piece, style)
    view = views.get(piece.name)
    if view is None:
        return plain(line[piece.start : piece.end], "$warning u")
    if view.stale:
        return plain(f"{view.claim.printed} {STALE}", "$warning")
    return plain(view.claim.printed, style)


def claim_row(view: ClaimView, width: int) -> list[Content]:
    """Sign, value, what it counts or who said it, its key; of a stale one a second row says why."""
    sign = plain(STALE, "$warning") if view.stale else plain("✓", "$success")
    room = _VALUE if width >= 110 else 16
    style = "b $warning" if view.stale else "b"
    key = plain(view.claim.key, "$text-muted")
    if view.claim.claim_kind is ClaimKind.QUOTE:
        words = plain(view.claim.printed, style)
        first = ends(width, join(" ", sign, " ", words), key)
    else:
        value = fit(plain(view.claim.printed, style), room)
        first = ends(width, join(" ", sign, " ", value, "  ", plain(view.claim.label)), key)
    if not view.stale:
        return [first]
    now = [f"now {view.says_now}"] if view.says_now and view.says_now != view.claim.printed else []
    why = plain(" · ".join([*now, *view.stale]), "$text-muted")
    return [first, fit(join("   ", why), width)]


def typed_row(typed: TypedFigure, width: int) -> Content:
    """A typed number and the figure it may be."""
    figure = typed.offer.figures[0]
    number = plain(typed.offer.number.text, "b")
    may_be = plain(f"{figure.printed}, {figure.label}", "")
    where = plain(typed.text.where, "$text-muted")
    room = _VALUE if width >= 110 else 16
    return ends(width, join(" ○ ", fit(number, room), "  ", may_be), where)


def loose_row(loose: LooseToken, width: int) -> Content:
    """What stands as a token and names no claim."""
    return ends(
        width,
        join(" ", plain(STALE, "$warning"), " ", plain(loose.text, "$warning")),
        plain(loose.where, "$text-muted"),
    )


def told_of(view: ClaimView) -> Sequence[Sequence[str]]:
    """Two sentences beneath the list, each with its wordings: what it is of, and where it stands."""
    claim = view.claim
    used = f"Stands in {'; '.join(view.used_in)}." if view.used_in else "Stands in no text."
    return ((f"{claim.label}: {claim.base}", claim.base), (used,))


def context_words(stale: int, kept: int) -> Content:
    """`2 of 9 stale`, in sand where any is."""
    if not kept:
        return plain("none yet", "$text-muted")
    if not stale:
        return dotted([plain(f"{kept} claim{'' if kept == 1 else 's'}"), plain("✓ all hold", "$success")])
    return plain(f"{STALE} {stale} of {kept} stale", "$warning")
