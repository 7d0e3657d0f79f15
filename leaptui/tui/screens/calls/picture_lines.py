"""How a table of the calls is drawn: columns that fit, bars where there is room, numbers always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from leaptui.domain.calls import Tier
from leaptui.services.calls.tables import Kind, Line, PictureTable, printed
from leaptui.tui.text import fit, join, paragraph, plain, row
from leaptui.tui.widgets.figures import sparkline

_BARS = {
    Tier.COMMUNITY_RESPONDER: ("━", "$heat-5"),
    Tier.CO_RESPONSE: ("╍", "$heat-4"),
    Tier.POLICE: ("─", "$faint"),
    Tier.FIRE_EMS: ("─", "$faint"),
}
_OTHER_BAR = ("┈", "$faint")
_PLAIN_BAR = ("━", "$primary")
_GAP = 2
_LEAST_NAME, _MOST_NAME = 14, 44
_LEAST_BAR, _MOST_BAR = 6, 40
_MOST_ROWS = 3
"""Rows of the screen that a long name takes at most."""
_SAYS = {True: ("✓", "$success"), False: ("!", "b $warning")}


def tier_bar(tier: Tier) -> tuple[str, str]:
    """Glyph and style of the bar of a tier."""
    return _BARS.get(tier, _OTHER_BAR)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What of a table fits into a width.

    Attributes:
        name: Cells of the first column.
        columns: Places of the other columns that are shown, with their cells.
        bar: Cells of the bar; 0 for none.
        says: Whether a glyph in front says what a line speaks for.
    """

    name: int
    columns: tuple[tuple[int, int], ...]
    bar: int
    says: bool

    @classmethod
    def of(cls, table: PictureTable, width: int) -> TableLayout:
        """The first columns that fit beside the names; a bar takes what is left."""
        lines = list(table.lines)
        says = any(line.works is not None for line in lines)
        longest = max((plain(str(line.cells[0])).cell_length for line in lines), default=0)
        wanted = min(max(longest, len(table.columns[0].head), _LEAST_NAME), _MOST_NAME)
        room = width - (2 if says else 0)
        shown: list[tuple[int, int]] = []
        for place, column in enumerate(table.columns[1:], start=1):
            cells = max([len(column.head), *(len(printed(column.kind, line.cells[place])) for line in lines)])
            taken = sum(each + _GAP for _, each in shown)
            if room - taken - cells - _GAP < _LEAST_NAME:
                break
            shown.append((place, cells))
        left = room - sum(each + _GAP for _, each in shown)
        has_bars = any(line.bar is not None for line in lines)
        bar = min(left - wanted - _GAP, _MOST_BAR) if has_bars else 0
        if bar < _LEAST_BAR:
            return cls(max(min(longest, left), min(_LEAST_NAME, left), 1), tuple(shown), 0, says)
        return cls(min(wanted, left - bar - _GAP), tuple(shown), bar, says)

    @property
    def widths(self) -> tuple[int, ...]:
        """For `leaptui.tui.text.row`."""
        return (self.name, *(-cells for _, cells in self.columns), self.bar)

    def rows_of(self, line: Line) -> int:
        """Rows of the screen a line takes: a long name goes on below itself."""
        return min(len(_name_rows(line, self.name)), _MOST_ROWS)


def _name_rows(line: Line, width: int) -> list[Content]:
    return paragraph(str(line.cells[0]), width)


def table_head(table: PictureTable, layout: TableLayout) -> Content:
    """The names of the columns."""
    names = [
        plain(table.columns[0].head, "b"),
        *(plain(table.columns[place].head, "$text-muted") for place, _ in layout.columns),
        Content(""),
    ]
    return join("  " if layout.says else "", row(layout.widths, names, gap=_GAP))


def table_rows(table: PictureTable, line: Line, layout: TableLayout) -> list[Content]:
    """One line: its name on as many rows as it needs, its figures on the first."""
    names = _name_rows(line, layout.name)
    if len(names) > _MOST_ROWS:
        names = [*names[: _MOST_ROWS - 1], fit(join(*names[_MOST_ROWS - 1 :]), layout.name)]
    figures = [printed(table.columns[place].kind, line.cells[place]) for place, _ in layout.columns]
    styles = [
        "$text-muted" if table.columns[place].kind is Kind.NUMBER else "" for place, _ in layout.columns
    ]
    glyph, style = tier_bar(line.tier) if line.tier else _PLAIN_BAR
    length = 0 if not line.bar else max(round(layout.bar * line.bar), 1)
    first = row(
        layout.widths,
        [
            names[0],
            *(plain(text, each) for text, each in zip(figures, styles, strict=True)),
            plain(glyph * length, style),
        ],
        gap=_GAP,
    )
    lead: Content | str = ""
    if layout.says:
        sign, sign_style = (
            _SAYS.get(bool(line.works), ("·", "")) if line.works is not None else ("·", "$faint")
        )
        lead = plain(f"{sign} ", sign_style)
    return [join(lead, first), *(join("  " if layout.says else "", name) for name in names[1:])]


def spark_line(table: PictureTable, width: int) -> Content | None:
    """A line of columns with its least and most in words; none where it would say nothing."""
    words = plain(f"  {table.spark_words}", "$text-muted")
    room = width - words.cell_length
    if len(table.spark) < 2 or room < 8:
        return None
    return join(sparkline(_thinned(table.spark, room), "$heat-4"), words)


def _thinned(values: Sequence[int], most: int) -> list[int]:
    """As many columns as there is room for; where several weeks share one it shows their mean."""
    if len(values) <= most:
        return list(values)
    share = -(-len(values) // most)
    parts = [values[at : at + share] for at in range(0, len(values), share)]
    return [round(sum(part) / len(part)) for part in parts]
