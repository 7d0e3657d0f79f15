"""A measure of the calls as a table: what the app shows, the command line prints and a spreadsheet takes.

Every table says its base and says in a sentence what it shows. A line knows, where that can be told
by a filter, which calls stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.calls import Tier
from leaptui.domain.measured import RuleSet

Value: TypeAlias = str | int | float | None
"""Nothing stands for what is not known; it is never taken for 0."""


class Kind(StrEnum):
    """What the values of a column are."""

    WORDS = "words"
    CALLS = "calls"
    """Whole calls; the only kind that small cells are looked for in."""
    NUMBER = "number"
    """A count of something else: days, places, residents."""
    SHARE = "share"
    """A fraction, 0 to 1."""
    MINUTES = "minutes"
    HOURS = "hours"
    RATE = "rate"
    """With a decimal, two under 1: calls a day, calls per 1,000 residents."""
    INDEX = "index"
    """With two decimals; 1 is the mean."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON, its heading, what it holds."""

    key: str
    head: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a table.

    Attributes:
        cells: One for each column; the first names the line.
        only: Which calls stand behind it; nothing where that cannot be told.
        behind: Fewer of these, by a key of `leaptui.calls.behind`: `wait.over_30`, `outcome.arrest`.
        bar: How long its bar is, 0 to 1; nothing for a line without one.
        tier: Whose line style the bar takes.
        detail: More words about it, shown for the line under the cursor.
        works: What it says of today's service; nothing where it says nothing.
    """

    cells: tuple[Value, ...]
    only: CallFilter | None = None
    behind: str = ""
    bar: float | None = None
    tier: Tier | None = None
    detail: str = ""
    works: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under a heading of their own; an empty one for a table of a single part."""

    title: str = ""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTable:
    """A picture of the calls.

    Attributes:
        key: Its name on the command line.
        title: Its name in words.
        sentence: What it shows, in one plain sentence.
        of: The base and the filter in words.
        columns: The first is the name of the lines.
        sections: In order.
        share_of: What the shares are of, where that is only a part of the base; without its number.
        share_calls: How many calls these are; 0 where shares are of the base, or of something else.
        notes: What must be known with it: what was left out, what the file cannot tell.
        spark: Calls from left to right, for a line of columns.
        spark_words: Its least and most.
    """

    key: str
    title: str
    sentence: str
    of: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    share_of: str = ""
    share_calls: int = 0
    notes: tuple[str, ...] = ()
    spark: tuple[int, ...] = ()
    spark_words: str = ""

    @property
    def whole(self) -> str:
        """What the shares are of, and the base: `calls with a place, of 41,022 community-initiated …`."""
        return f"{self.share_of}, of {self.of}" if self.share_of else self.of

    @property
    def lines(self) -> Iterator[Line]:
        """Those of every section."""
        return (line for section in self.sections for line in section.lines)


def printed(kind: Kind, value: Value) -> str:
    """A value as it is shown; `–` for one that is not known."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    match kind:
        case Kind.SHARE:
            return f"{value * 100:.1f}%"
        case Kind.RATE if 0 < value < 1:
            return f"{value:.2f}"
        case Kind.MINUTES | Kind.RATE:
            return f"{value:,.1f}"
        case Kind.INDEX:
            return f"{value:.2f}"
        case _:
            return f"{round(value):,}"


def bars(values: Sequence[float | None]) -> list[float | None]:
    """The length of each bar: the greatest value is 1; nothing stays nothing."""
    most = max((value for value in values if value is not None), default=0.0)
    return [None if value is None or most <= 0 else value / most for value in values]


def of_part(only: CallFilter, by: SplitBy, name: str) -> CallFilter | None:
    """The filter that leaves one part of what a filter leaves; nothing for types without a group."""
    match by:
        case SplitBy.GROUP if not name:
            return None
        case SplitBy.GROUP:
            return replace(only, groups=(name,))
        case SplitBy.TIER:
            return replace(only, tiers=(Tier(name),))
        case SplitBy.TYPE:
            return replace(only, types=(name,))
        case SplitBy.PRIORITY:
            return replace(only, priorities=(name,))
        case SplitBy.SOURCE:
            return replace(only, sources=(name,))
        case SplitBy.DISTRICT:
            return replace(only, districts=(name,))


def of_rules(only: CallFilter, rules: RuleSet) -> CallFilter:
    """The filter that leaves the calls which these rules count as eligible, of those a filter leaves.

    Each rule set holds the one before it, so of two the narrower decides.
    """
    order = list(RuleSet)
    narrower = rules if only.rules is None else min(rules, only.rules, key=order.index)
    return replace(only, rules=narrower)


def part_name(by: SplitBy, name: str) -> str:
    """The words for one part: a tier has a label, an empty name is said."""
    if by is SplitBy.TIER:
        return Tier(name).label
    return name or f"({by.value} not given)"
