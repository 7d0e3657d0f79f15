"""How the portfolio's lines are drawn, and in which order they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from textual.content import Content

from leaptui.domain.text import fold
from leaptui.domain.vocabulary import Phase
from leaptui.services.city.portfolio import COMPONENTS, PortfolioRow, Standing
from leaptui.tui.dates import day_shown
from leaptui.tui.names import city_shown
from leaptui.tui.text import join, plain, row
from leaptui.tui.widgets.figures import phase_track
from leaptui.tui.widgets.pick_list import Pick, Rest

TRACK = 8
"""Cells of the phase track: one for each phase."""
_TRACK_FROM = 90
"""Columns of the list from which the track and the open follow-ups have room."""


class Order(StrEnum):
    """How the cities are sorted."""

    URGENCY = "what needs you"
    NAME = "name"
    PHASE = "phase"

    @property
    def next(self) -> Order:
        """The order one key press changes to."""
        orders = tuple(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


_STANDINGS = {
    Standing.NEEDS_YOU: ("Needs you", "b $warning"),
    Standing.UNDER_WAY: ("Under way", "b"),
    Standing.QUIET: ("Quiet", "b"),
}


def matching(rows: Sequence[PortfolioRow], words: str) -> list[PortfolioRow]:
    """The rows that have all these words in name, places, phase, lead or next step."""
    wanted = fold(words).split()
    return [
        each
        for each in rows
        if all(
            word
            in fold(
                " ".join(
                    (
                        each.engagement.name,
                        *(f"{place.name} {place.state}" for place in each.places),
                        each.engagement.phase.label if each.engagement.phase else "",
                        each.engagement.lead,
                        each.engagement.next_step,
                    )
                )
            )
            for word in wanted
        )
    ]


def entries(rows: Sequence[PortfolioRow], order: Order) -> list[Pick[PortfolioRow] | Rest]:
    """The rows under their headings."""
    sections: list[tuple[str, str, list[PortfolioRow]]] = []
    if order is Order.URGENCY:
        for standing, (title, style) in _STANDINGS.items():
            sections.append((title, style, [each for each in rows if each.standing is standing]))
    elif order is Order.NAME:
        sections.append(("By name", "b", sorted(rows, key=lambda each: fold(each.engagement.name))))
    else:
        for phase in (*Phase, None):
            title = phase.label if phase else "Not begun"
            sections.append((title, "b", [each for each in rows if each.engagement.phase is phase]))
    shown: list[Pick[PortfolioRow] | Rest] = []
    for title, style, members in sections:
        if members:
            if shown:
                shown.append(Rest())
            shown.append(Rest(join(plain(title, style), plain(f"  {len(members)}", "$text-muted"))))
            shown += [Pick(each.engagement.id, each) for each in members]
    return shown


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of the list's columns for a width and for these cities."""

    width: int
    """Without the cursor's column."""
    city: int
    phase: int
    due: int

    @classmethod
    def of(cls, width: int, rows: Sequence[PortfolioRow], today: date) -> Columns:
        """Columns no wider than what stands in them, so that the next step has the rest."""
        wide = width >= _TRACK_FROM
        cities = [plain(city_shown(each.engagement.name)).cell_length for each in rows]
        phases = [len(_phase_shown(each, wide=wide)) for each in rows]
        dues = [len(day_shown(each.due, today)) for each in rows]
        return cls(
            width,
            city=min(max(cities, default=0), 26 if wide else 19),
            phase=max([7, *phases]),
            due=max([6, *dues]),
        )

    @property
    def wide(self) -> bool:
        """Whether there is room for the track and the open follow-ups."""
        return self.width >= _TRACK_FROM

    @property
    def widths(self) -> tuple[int, ...]:
        """Glyph, city, track, phase, heard, agreed, open, gap, next step, due."""
        wide = self.wide
        fixed = (1, self.city, TRACK if wide else 0, self.phase, -5, -6, -4 if wide else 0)
        due = -min(self.due, 8)
        gaps = sum(bool(width) for width in fixed) + 1
        rest = self.width - sum(abs(width) for width in (*fixed, due)) - gaps - 1
        return (*fixed, max(rest, 4) + 1, due)

    def heading(self) -> Content:
        """The names of the columns."""
        phase = "Phase" if self.wide else "  Phase"
        names = ("", "City", "", phase, "Heard", "Agreed", "Open", " Next step", "Due")
        return join(" ", row(self.widths, [plain(name, "$text-muted") for name in names]))

    def line(self, each: PortfolioRow, planned: int, today: date) -> Content:
        """One city."""
        engagement = each.engagement
        urgent = each.standing is Standing.NEEDS_YOU
        words = "$text-muted" if each.standing is Standing.QUIET else ""
        phase = engagement.phase
        due = day_shown(each.due, today)
        planned = engagement.interviews_planned or planned
        known = each.interviews or engagement.interviews_planned
        cells = (
            plain("▲" if urgent else "", "$warning"),
            plain(city_shown(engagement.name), "b" if urgent else words),
            phase_track(phase.number if phase else None, width=TRACK),
            plain(_phase_shown(each, wide=self.wide), "$text-muted"),
            plain(f"{each.interviews}/{planned}" if known else "–", words),
            plain(f"{each.agreed}/{COMPONENTS}", words),
            plain(str(each.open_follow_ups), "$mark-follow")
            if each.open_follow_ups
            else plain("–", "$text-muted"),
            plain(f" {engagement.next_step or '–'}", words if engagement.next_step else "$text-muted"),
            plain(due, "b $warning" if urgent else "$text-muted"),
        )
        return row(self.widths, cells)


def _phase_shown(each: PortfolioRow, *, wide: bool) -> str:
    phase = each.engagement.phase
    if phase is None:
        return "–"
    return phase.label if wide else f"{phase.number} {phase.label}"
