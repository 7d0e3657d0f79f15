"""Two pictures side by side: two periods, two exports, or this city and what others published."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.domain.call_measures import Eligible, Picture
from leaptui.domain.measured import Unit


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One figure of both sides.

    Attributes:
        key: `calls.per_day`, `eligible.expected`, `times.response.median`, `tier.police`, `type.NOISE` ...
        label: Its words.
        unit: What both values are in.
        left: Nothing where that side cannot tell it.
        right: Nothing where that side cannot tell it.
        left_calls: How many calls the value rests on, or are counted.
        right_calls: The same on the other side.
    """

    key: str
    label: str
    unit: Unit
    left: float | None
    right: float | None
    left_calls: int
    right_calls: int

    @property
    def difference(self) -> float | None:
        """Right less left, in the unit (of shares: as a fraction of 1)."""
        if self.left is None or self.right is None:
            return None
        return self.right - self.left

    @property
    def relative(self) -> float | None:
        """The difference as a fraction of the left value; nothing where that is 0."""
        return None if self.difference is None or not self.left else self.difference / self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The same measures of two sides.

    Attributes:
        left: The earlier or first.
        right: The later or second.
        left_name: What the side is called: its label, file name or period.
        right_name: What the side is called.
        left_days: Days of its period.
        right_days: Days of its period.
        lines: Counts are told per day where the periods differ in length, else as they are.
        per_day: Whether they are.
        new_types: Types of the right side that the left does not have, with calls, most first.
        vanished_types: Types of the left side that the right does not have.
        warnings: What keeps the sides from being compared straight: overlap of the periods, different rules.
    """

    left: Picture
    right: Picture
    left_name: str
    right_name: str
    left_days: int
    right_days: int
    lines: tuple[ComparedLine, ...]
    per_day: bool
    new_types: tuple[tuple[str, int], ...]
    vanished_types: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerShare:
    """A share that somebody published about other cities' calls.

    Attributes:
        place: City or cities.
        low: A fraction; equal to `high` where one figure was published.
        high: A fraction.
        base: What it is a share of.
        text: What is counted, in a sentence.
        source: Who says so.
        as_of: The time it speaks of: `2021` or `2020-10`.
    """

    place: str
    low: float
    high: float
    base: str
    text: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesidePeers:
    """The city's own shares beside published ones. They rest on different definitions and bases."""

    ours: Eligible
    peers: tuple[PeerShare, ...]
