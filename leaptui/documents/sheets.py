"""What a workbook is made of, as data: sheets of tables with charts beside them.

A cell is cleared text, a cleared count, our own words, a number or one of our own formulas. Numbers
and formulas are taken from values that passed the gate; text of the city is never a formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from leaptui.disclosure.cleared import Cleared, ClearedCount

MOST_NAME = 31
"""Characters in the name of a sheet."""


class Shape(StrEnum):
    """How a number is shown; the value is the spreadsheet's own format."""

    WHOLE = "#,##0"
    ONE = "#,##0.0"
    TWO = "#,##0.00"
    FOUR = "0.0000"
    SHARE = "0.0%"
    DOLLARS = "$#,##0"
    CENTS = "$#,##0.00"
    PLAIN = "General"
    MINUTES = '#,##0.0" min"'
    ABOUT = '"about "0%'


@dataclass(frozen=True, slots=True)
class Words:
    """Words of our own: labels, explanations."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number.

    Attributes:
        value: As it is calculated with.
        shape: How it is shown.
        name: By which formulas know its cell; empty for none.
        may_change: Whether she is meant to change it.
        band: Step of a heat grid, 0 to 6, whose colour it has; nothing for none.
        limits: The least and the most it may be changed to; nothing where that is all one.
    """

    value: float
    shape: Shape = Shape.WHOLE
    name: str = ""
    may_change: bool = False
    band: int | None = None
    limits: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """One of our formulas, with the value it had when the workbook was made.

    Attributes:
        text: With `=`; cells by their names or as on the sheet.
        value: Ours, for a reader that does not calculate; words where there is no number.
        shape: How it is shown.
        name: By which other formulas know its cell.
    """

    text: str
    value: float | str
    shape: Shape = Shape.WHOLE
    name: str = ""


Cell: TypeAlias = Cleared | ClearedCount | Words | Number | Formula | None


class ChartKind(StrEnum):
    """What a chart is drawn as."""

    BARS = "bar"
    COLUMNS = "column"
    LINES = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of the table it stands beside, made by the spreadsheet itself.

    Attributes:
        kind: What it is drawn as.
        title: What it shows; our own words.
        alternative: What it says, in full sentences, for who cannot see it.
        names: Column of the table with the names of the points.
        values: Columns that are drawn, each a series under its heading.
        rows: So many of the first rows; all where nothing is said.
        axis: What the values are.
        points: What the points are; the heading of their column where nothing is said.
        by_row: Whether each row is a series and the headings of `values` are the points.
    """

    kind: ChartKind
    title: str
    alternative: str
    names: int = 0
    values: tuple[int, ...] = (1,)
    rows: int | None = None
    axis: str
    points: str = ""
    by_row: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings, and beneath them what they are of.

    Attributes:
        columns: Headings; our own words.
        rows: A cell for each column; the last ones may be left out.
        title: Above it, where a sheet has several.
        base: What the figures are of, in words.
        notes: More beneath it.
        chart: Beside it.
        widths: Of its columns in characters, where the words in them should not decide.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    base: Cleared | None = None
    notes: Sequence[Cleared | Words] = ()
    chart: Chart | None = None
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet.

    Attributes:
        name: On its tab.
        title: In its first row; nothing for a plain table.
        says: What it is for, in a sentence.
        tables: One beneath the other; the first one's headings stay in sight.
    """

    name: str
    tables: Sequence[Table]
    title: str = ""
    says: Sequence[Cleared | Words] = field(default=())


_FIGURE = re.compile(r"(about )?(-?[\d,]+(?:\.(\d+))?)(%| min)?")


def number_of(text: Cleared | None) -> Cell:
    """A cleared figure as a number that can be drawn and sorted; text that is none stays as it is.

    `12.3%`, `about 65%`, `4.1 min`, `1,204` and `0.7` are numbers; `withheld`, `over 1,000` and `–` are not.
    """
    found = _FIGURE.fullmatch(text.text) if text else None
    if text is None or found is None:
        return text
    about, digits, places, unit = found.groups()
    value = float(digits.replace(",", ""))
    if unit == "%":
        return Number(value / 100, Shape.ABOUT if about else Shape.SHARE)
    if about:
        return text
    if unit:
        return Number(value, Shape.MINUTES)
    return Number(value, {None: Shape.WHOLE, 1: Shape.ONE}.get(len(places) if places else None, Shape.TWO))
