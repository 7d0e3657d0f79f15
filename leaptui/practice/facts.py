"""A statement that answers "says who?", and where a whole practice file comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.practice.located_toml import Table

STALE_AFTER_DAYS = 365
"""A fact that is older than this may no longer hold: programmes change quickly."""
OLD_AFTER_YEARS = 2
"""A fact that is older than this is greyed wherever it is shown."""


class Standing(StrEnum):
    """How well a fact is known."""

    FOUND = "F"
    """Read in a published source."""
    STATED = "S"
    """Stated by the organisation itself."""
    DERIVED = "D"
    """Computed or proposed here from what is known."""
    RECALLED = "R"
    """General knowledge that nobody has checked; never printed without an advisor's confirmation."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement that answers "says who?".

    Attributes:
        text: The statement, with its full stop.
        source: Who says so, short enough to print beside it.
        as_of: The time it speaks of: `2024`, `2024-07` or `2024-07-01`.
        mark: How well it is known.
    """

    text: str
    source: str
    as_of: str
    mark: Standing

    @property
    def cited(self) -> str:
        """Who says so and when, the year once: `Seattle Times, 2024-07`, `City blog 2025`."""
        return self.source if self.as_of[:4] in self.source else f"{self.source}, {self.as_of}"

    @property
    def unverified(self) -> bool:
        """Whether somebody must check the fact before it is printed."""
        return self.mark is Standing.RECALLED

    def is_stale(self, today: date) -> bool:
        """Whether more than a year lies between the earliest day `as_of` can mean and today."""
        return (today - first_day(self.as_of)).days > STALE_AFTER_DAYS

    def is_old(self, today: date) -> bool:
        """Whether more than two years lie between the earliest day `as_of` can mean and today."""
        first = first_day(self.as_of)
        return (today.year - first.year, today.month, today.day) > (OLD_AFTER_YEARS, first.month, first.day)

    def age(self, today: date) -> str:
        """What is to be said of its age, and of whether somebody checked it; empty for a fresh fact."""
        said = ["not checked: recalled, or told without its paper"] if self.unverified else []
        if self.is_old(today):
            said.append("more than two years old")
        elif self.is_stale(today):
            said.append("more than 12 months old")
        return "; ".join(said)


def first_day(as_of: str) -> date:
    """The earliest day that a year, a month or a day can mean.

    Raises:
        ValueError: If the text is none of the three.
    """
    parts = as_of.split("-")
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)] or not all(map(str.isdigit, parts)):
        raise ValueError(as_of)
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return date(year, month, day)


@dataclass(frozen=True, slots=True)
class About:
    """Where a whole part of the practice content comes from.

    Attributes:
        version: Grows with every change that matters.
        fact: What the part is, with source, date and standing.
    """

    version: int
    fact: Fact


def about(top: Table) -> About:
    """The `[about]` table that every practice file begins with."""
    table = top.table("about")
    found = About(version=table.whole("version", least=1, most=10_000), fact=read_fact(table))
    table.finish()
    return found


def read_fact(table: Table) -> Fact:
    """A statement with its source, its time and how well it is known."""
    as_of = table.text("as_of")
    try:
        first_day(as_of)
    except ValueError:
        table.refuse("as_of", "must be a year, a month or a day: 2024, 2024-07 or 2024-07-01")
    return Fact(table.text("text"), table.text("source"), as_of, table.one_of("mark", Standing))
