"""Writing a workbook. The same sheets give the same bytes: no day, no name of a person or machine is in it."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from leaptui.disclosure.cleared import Cleared, ClearedCount
from leaptui.disclosure.tables import as_text
from leaptui.documents.charts import BANDS
from leaptui.documents.sheets import (
    MOST_NAME,
    Cell,
    Chart,
    ChartKind,
    Formula,
    Number,
    Shape,
    Sheet,
    Table,
    Words,
)

_WIDEST = 46
"""Characters; a longer cell wraps. With it a sheet of three columns is as wide as a page."""
_MOST_CELL = 32_000
"""Characters a spreadsheet takes in one cell, and some to spare."""
_INK, _MUTED, _RULE, _HEAD, _INPUT = "#1d2731", "#55606b", "#b9b6ac", "#e8eef3", "#fff7dd"
_COLOURS = ("#0f5c94", "#4c9aa6", "#8b939a", "#b5762a", "#6a4c93", "#2f7d4f", "#a63d40")
_NO_DAY: Final = 315_532_800
"""The first of January 1980, which stands in packages without a day."""
_BESIDE_CHART = 76
"""Characters that a table with a chart has at least, if what stands beneath it is as long."""
_LETTER = 0.95
"""Width of a letter of ordinary text against that of a digit, by which columns are measured."""
_TITLE_HEIGHT, _LINE_HEIGHT, _MOST_LINES = 22, 15, 26
"""Points; a row cannot be higher than a page."""
_WIDE = 12
"""Columns of a table beyond which its first one stays in sight."""
_CHART_ROWS = 19
_CHART_WIDTH, _CHART_HEIGHT = 560, 345
"""Pixels."""
_NEARLY_ALL = 0.8
"""Share from which an axis is drawn to the whole; a spreadsheet would go beyond it."""


def make_xlsx(
    sheets: Sequence[Sheet], *, made_at: int = _NO_DAY, title: Cleared | None = None, language: str = ""
) -> bytes:
    """Make the workbook.

    Args:
        sheets: In the order of their tabs.
        made_at: Seconds since 1970 UTC that its properties tell; without it they tell no day.
        title: In its properties.
        language: Of its words, in its properties: `en-US`.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        created = datetime.fromtimestamp(made_at, UTC).replace(tzinfo=None)
        book.set_properties({"created": created, **({"title": title.text} if title else {})})
        styles = _Styles(book)
        for sheet in sheets:
            _SheetWriter(book, book.add_worksheet(sheet.name[:MOST_NAME]), styles).write(sheet)
    return _in_language(out.getvalue(), language) if language else out.getvalue()


def _in_language(book: bytes, language: str) -> bytes:
    """The package with the language of its words, for which XlsxWriter has no property."""
    told = f"<dc:language>{language}</dc:language>".encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as finished,
    ):
        for member in made.infolist():
            data = made.read(member)
            if member.filename == "docProps/core.xml":
                data = data.replace(b"</cp:coreProperties>", told + b"</cp:coreProperties>")
            finished.writestr(member, data)
    return out.getvalue()


class _Styles:
    """Formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", "font_color": _INK, **properties})
        return self._made[key]


@dataclass(slots=True)
class _SheetWriter:
    """Writes one sheet from its first row down."""

    book: Any
    page: Any
    styles: _Styles
    row: int = 0
    widths: dict[int, float] = field(default_factory=dict)

    def write(self, sheet: Sheet) -> None:
        """All of it."""
        self.page.hide_gridlines(2)
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&L&A&RPage &P of &N")
        self._widths(sheet)
        if sheet.title:
            self.page.write_string(0, 0, sheet.title, self.styles.of(bold=True, font_size=15))
            self.page.set_row(0, _TITLE_HEIGHT)
            self.row = 1
            for words in sheet.says:
                self._line(words, _MUTED)
            self.row += 1
        for number, table in enumerate(sheet.tables):
            self._table(sheet, table, first=not number)

    def _widths(self, sheet: Sheet) -> None:
        for table in sheet.tables:
            for column, head in enumerate(table.columns):
                longest = max((_length(row[column]) for row in table.rows if column < len(row)), default=0)
                wanted: float = min(max(longest, len(head)) + 3, _WIDEST)
                if column < len(table.widths):
                    wanted = table.widths[column]
                self.widths[column] = max(self.widths.get(column, 0), wanted)
        for table in sheet.tables:
            if table.chart:
                # What stands beneath a table must not run below the chart beside it.
                told = [table.base, *table.notes]
                longest = min(max((len(each.text) + 8 for each in told if each), default=0), _BESIDE_CHART)
                missing = longest - sum(self.widths[column] for column in range(len(table.columns)))
                self.widths[0] += max(missing, 0)
        for column, width in self.widths.items():
            self.page.set_column(column, column, width)

    def _lines(self, cell: Cell, column: int) -> int:
        """Rows of letters that a wrapped cell takes."""
        if not isinstance(cell, Cleared | Words):
            return 1
        room = max(self.widths.get(column, 8.0) - 1, 4)
        return sum(max(math.ceil(len(line) * _LETTER / room), 1) for line in _flowing(cell.text).split("\n"))

    def _height(self, row: int, lines: int) -> None:
        if lines > 1:
            self.page.set_row(row, min(lines, _MOST_LINES) * _LINE_HEIGHT)

    def _table(self, sheet: Sheet, table: Table, *, first: bool) -> None:
        if table.title:
            self.page.write_string(self.row, 0, table.title, self.styles.of(bold=True, font_size=12))
            self.row += 1
        head = self.row
        for column, name in enumerate(table.columns):
            cells = (row[column] for row in table.rows if column < len(row))
            right = any(isinstance(cell, Number | Formula | ClearedCount) for cell in cells)
            side = {"align": "right"} if right else _set_off(column)
            style = {"bold": True, "bottom": 1, "bottom_color": _RULE, "bg_color": _HEAD, "text_wrap": True}
            self.page.write_string(head, column, name, self.styles.of(**style, **side))
        self._height(head, max(self._lines(Words(name), at) for at, name in enumerate(table.columns)))
        if first:
            alone = len(sheet.tables) == 1
            # Headings stay in sight where they hold for all that is scrolled past them, else the title.
            self.page.freeze_panes(head + 1 if alone or head == 0 else 1, int(len(table.columns) > _WIDE))
            self.page.repeat_rows(head if alone else 0)
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                self._cell(sheet, head + number, column, cell)
            self._height(
                head + number, max((self._lines(cell, at) for at, cell in enumerate(row)), default=1)
            )
        self.row = head + len(table.rows) + 1
        if table.base:
            self._line(table.base, _MUTED, before="Base: ")
        for note in table.notes:
            self._line(note, _MUTED)
        if table.chart and table.rows:
            self._chart(sheet, table, table.chart, head)
            self.row = max(self.row, head + _CHART_ROWS)
        self.row += 1

    def _line(self, words: Cleared | Words, colour: str, before: str = "") -> None:
        """A sentence over the columns to its right, which are empty."""
        bold = isinstance(words, Words) and words.bold
        style = self.styles.of(font_color=colour, bold=bold, italic=not bold)
        self.page.write_string(self.row, 0, _fitting(as_text(f"{before}{words.text}")), style)
        self.row += 1

    def _cell(self, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                return
            case Number():
                self.page.write_number(row, column, cell.value, self._numeric(cell))
                if cell.limits:
                    self.page.data_validation(row, column, row, column, _between(cell))
            case Formula():
                style = self.styles.of(num_format=cell.shape.value, align="right")
                self.page.write_formula(row, column, cell.text, style, cell.value)
            case ClearedCount(value=int(value)):
                self.page.write_number(row, column, value, self.styles.of(num_format="#,##0"))
            case ClearedCount():
                style = self.styles.of(font_color=_MUTED, italic=True, align="right")
                self.page.write_string(row, column, cell.printed, style)
            case Words():
                style = self.styles.of(text_wrap=True, bold=cell.bold, **_set_off(column))
                self.page.write_string(row, column, cell.text, style)
            case Cleared():
                style = self.styles.of(text_wrap=True, **_set_off(column))
                self.page.write_string(row, column, _fitting(as_text(_flowing(cell.text))), style)
        if isinstance(cell, Number | Formula) and cell.name:
            place = f"'{sheet.name}'!{_absolute(row, column)}"
            self.book.define_name(cell.name, f"={place}")

    def _numeric(self, cell: Number) -> Any:
        properties: dict[str, Any] = {"num_format": cell.shape.value}
        if cell.may_change:
            properties |= {"bg_color": _INPUT, "border": 1, "border_color": _RULE}
        if cell.band is not None:
            dark = cell.band >= len(BANDS) // 2 + 1
            properties |= {"bg_color": BANDS[cell.band], "font_color": "#ffffff" if dark else _INK}
        return self.styles.of(**properties)

    def _chart(self, sheet: Sheet, table: Table, told: Chart, head: int) -> None:
        chart = self.book.add_chart({"type": told.kind.value})
        rows = len(table.rows) if told.rows is None else min(told.rows, len(table.rows))
        for series in _series(sheet.name, told, head, rows):
            chart.add_series(series)
        chart.set_title({"name": told.title, "name_font": {"size": 12, "color": _INK}, "overlay": False})
        several = len(told.values) > 1 or told.by_row
        chart.set_legend({"position": "bottom"} if several else {"none": True})
        axis_name = {"bold": False, "color": _MUTED}
        names: dict[str, Any] = {
            "name": (told.points or table.columns[told.names]).lower(),
            "name_font": axis_name,
            "num_font": {"color": _INK},
            "line": {"color": _RULE},
        }
        if told.kind is ChartKind.BARS:
            names |= {"reverse": True, "crossing": "max"}
        values = {
            "name": told.axis,
            "name_font": axis_name,
            "num_font": {"color": _MUTED},
            "major_gridlines": {"visible": True, "line": {"color": "#e3e0d8"}},
            "num_format": "0%" if told.axis.startswith("share") else "#,##0",
            "min": 0,
        }
        if told.axis.startswith("share") and _highest(table, told) > _NEARLY_ALL:
            values["max"] = 1
        # A chart of bars lies on its side, and so do its axes.
        across, up = (values, names) if told.kind is ChartKind.BARS else (names, values)
        chart.set_x_axis(across)
        chart.set_y_axis(up)
        height = max(_CHART_HEIGHT, 24 * rows + 90) if told.kind is ChartKind.BARS else _CHART_HEIGHT
        chart.set_size({"width": _CHART_WIDTH, "height": height})
        options = {"description": told.alternative, "object_position": 2, "x_offset": 12}
        self.page.insert_chart(head + 1, len(table.columns), chart, options)


def _highest(table: Table, told: Chart) -> float:
    """The largest value that is drawn."""
    drawn = (row[column] for row in table.rows for column in told.values if column < len(row))
    values = (cell.value for cell in drawn if isinstance(cell, Number | Formula))
    return max((value for value in values if not isinstance(value, str)), default=0.0)


def _series(sheet: str, told: Chart, head: int, rows: int) -> list[dict[str, Any]]:
    first, last = head + 1, head + rows
    line = told.kind is ChartKind.LINES

    def drawn(number: int) -> dict[str, Any]:
        colour = _COLOURS[number % len(_COLOURS)]
        return {"line": {"color": colour, "width": 2}} if line else {"fill": {"color": colour}, "gap": 60}

    if told.by_row:
        left, right = told.values[0], told.values[-1]
        return [
            {
                "name": [sheet, row, told.names],
                "categories": [sheet, head, left, head, right],
                "values": [sheet, row, left, row, right],
                **drawn(row - first),
            }
            for row in range(first, last + 1)
        ]
    return [
        {
            "name": [sheet, head, column],
            "categories": [sheet, first, told.names, last, told.names],
            "values": [sheet, first, column, last, column],
            **drawn(number),
        }
        for number, column in enumerate(told.values)
    ]


def _set_off(column: int) -> dict[str, Any]:
    """Text stands a little away from a number to its left."""
    return {"align": "left", "indent": 1} if column else {}


def _between(cell: Number) -> dict[str, Any]:
    """What a spreadsheet says to a number out of its range."""
    least, most = cell.limits or (0, 0)
    share = cell.shape is Shape.SHARE
    told = f"{least:.1%} to {most:.1%}" if share else f"{least:,g} to {most:,g}"
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "ignore_blank": False,
        "error_title": "Out of its range",
        "error_message": f"From {told}.",
    }


def _absolute(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


_BROKEN_LINE = re.compile(r"(?<=[^\n])\n(?=[^\s\-+*#>|\d])")
"""The end of a line that is none of a paragraph, a list or a heading."""


def _flowing(text: str) -> str:
    """Paragraphs as a cell wraps them: where a line was broken in writing a blank stands."""
    return _BROKEN_LINE.sub(" ", text)


def _fitting(text: str) -> str:
    return text if len(text) <= _MOST_CELL else f"{text[:_MOST_CELL]}…"


def _length(cell: Cell) -> int:
    """Characters of the longest line a cell shows."""
    match cell:
        case Cleared() | Words():
            return max(map(len, cell.text.split("\n")), default=0)
        case ClearedCount():
            return len(cell.printed)
        case Number():
            return len(f"{cell.value:,.0f}") + 4
        case Formula():
            return len(f"{cell.value:,.0f}") + 4 if isinstance(cell.value, float | int) else len(cell.value)
        case None:
            return 0
