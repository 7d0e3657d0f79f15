"""What the values of one column look like, from a sample of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from leaptui.calls.times import BARE_CLOCK, NUMERIC_FORMATS, TimeShape, all_kinds, shape_of
from leaptui.calls.words import SOURCE_VALUE, names_a_time, words_of
from leaptui.domain.text import one_line

_STAMP = re.compile(r"^(19|20)\d{12}[A-Za-z]{1,3}$")
_NUMBER = re.compile(r"^[-+]?\d+(\.\d+)?$")
_COORDINATE = re.compile(r"^-?\d{1,3}\.\d{3,}$|^POINT", re.IGNORECASE)
_PHONE = re.compile(r"^(\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}$")
_PLACE = re.compile(
    r"^\[?\d+\]?(-\[?\d+\]?)? +\S|\S+ *[&/@] *\S+|\b(ST|AVE?|BLVD|RD|DR|LN|WAY|CT|PL|HWY|PKWY|BLOCK)\b",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"^\d([.,]\d+)?E\+\d+$", re.IGNORECASE)
_AFTERNOON = 1300
_MOST_NUMBERS = 0.9
"""Share of a column's numbers that must lie in the years of dispatch systems."""
_FLAG = frozenset({"y", "n", "yes", "no", "true", "false", "t", "f", "0", "1"})


class Kind(StrEnum):
    """What a column holds, by its values alone."""

    BLANK = "blank"
    MOMENT = "moment"
    DATE = "date"
    CLOCK = "clock"
    STAMP = "stamp"
    """A packed time stamp with letters behind it."""
    COORDINATE = "coordinate"
    PHONE = "phone"
    FLAG = "flag"
    SOURCE = "source"
    PLACE = "place"
    NARRATIVE = "narrative"
    NUMBER = "number"
    CODE = "code"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Profile:
    """One column of the sample."""

    kind: Kind
    filled: float
    """Share of rows with a value."""
    distinct: int
    unique: float
    """Distinct values as a share of the filled ones."""
    samples: tuple[str, ...]
    values: tuple[str, ...]
    """The filled values, cleaned, in file order."""
    shape: TimeShape

    @property
    def is_time(self) -> bool:
        """Whether the values are moments, dates or clocks."""
        return self.kind in (Kind.MOMENT, Kind.DATE, Kind.CLOCK)

    @property
    def is_text(self) -> bool:
        """Whether the values are words or codes."""
        return self.kind in (Kind.CODE, Kind.LABEL, Kind.SOURCE, Kind.PLACE, Kind.NUMBER, Kind.FLAG)

    @property
    def cut_numbers(self) -> int:
        """Values that a spreadsheet wrote as 2.02E+11: their last digits are gone."""
        return sum(bool(_SCIENTIFIC.match(value)) for value in self.values)

    @property
    def looks_like_id(self) -> bool:
        """Whether nearly every row has its own short value with digits in it."""
        return (
            self.unique > 0.3
            and not self.cut_numbers
            and self.filled > 0.7
            and self.kind in (Kind.CODE, Kind.NUMBER, Kind.LABEL)
            and all(any(letter.isdigit() for letter in value) and len(value) <= 40 for value in self.samples)
        )


def profile_of(raw: Sequence[str], header: str = "") -> Profile:
    """Profile the values of a column, blanks included.

    Args:
        raw: The values.
        header: What stands over them; numbers are moments only where it says so.
    """
    values = tuple(cleaned for value in raw if (cleaned := one_line(value)))
    if not values:
        return Profile(Kind.BLANK, 0.0, 0, 0.0, (), (), TimeShape((), 0))
    counts = Counter(values)
    shape = shape_of(values)
    return Profile(
        kind=_kind(values, counts, shape, numbers_are_times=names_a_time(words_of(header))),
        filled=len(values) / len(raw),
        distinct=len(counts),
        unique=len(counts) / len(values),
        samples=tuple(value[:60] for value in list(counts)[:3]),
        values=values,
        shape=shape,
    )


def _share(counts: Counter[str], pattern: re.Pattern[str]) -> float:
    return sum(count for value, count in counts.items() if pattern.search(value)) / counts.total()


def _kind(values: Sequence[str], counts: Counter[str], shape: TimeShape, *, numbers_are_times: bool) -> Kind:
    kind = _time_kind(values, shape, numbers_are_times=numbers_are_times)
    if kind is not None:
        return kind
    if _share(counts, _STAMP) > 0.9:
        return Kind.STAMP
    if {value.lower() for value in counts} <= _FLAG:
        return Kind.FLAG
    if _share(counts, _COORDINATE) > 0.8:
        return Kind.COORDINATE
    if _share(counts, _PHONE) > 0.8:
        return Kind.PHONE
    if len(counts) <= 60 and _share(counts, SOURCE_VALUE) > 0.6:
        return Kind.SOURCE
    if _share(counts, _NUMBER) > 0.95:
        return Kind.NUMBER
    words = sum(value.count(" ") + 1 for value in counts) / len(counts)
    length = sum(map(len, counts)) / len(counts)
    if length > 60 and words > 9 and len(counts) > len(values) * 0.3:
        return Kind.NARRATIVE
    if len(counts) > 20 and len(counts) > len(values) * 0.05 and _share(counts, _PLACE) > 0.6:
        return Kind.PLACE
    return Kind.CODE if length <= 14 and words < 1.3 else Kind.LABEL


def _are_packed(values: Sequence[str], written: str) -> bool:
    """Whether bare digits are dates or clocks; numbers that stay below 13 o'clock may count minutes."""
    return written != BARE_CLOCK or max(int(value) for value in values if value.isdecimal()) >= _AFTERNOON


def _time_kind(values: Sequence[str], shape: TimeShape, *, numbers_are_times: bool) -> Kind | None:
    explained = shape.share
    # A column is a time column when formats explain it together, whichever of them is the commonest.
    if explained < 0.4 or sum(count for _, count in shape.counts) < 0.75 * len(values):
        return None
    written = [name for name, _ in shape.counts]
    if written[0] in NUMERIC_FORMATS:
        # A spreadsheet may have turned a part of the dates into numbers and left the rest.
        texts = max((count for name, count in shape.counts if name not in NUMERIC_FORMATS), default=0)
        explained += texts / len(values)
        return Kind.MOMENT if numbers_are_times and explained > _MOST_NUMBERS else None
    if not any(mark in "".join(values[:50]) for mark in ":/-. ") and not (
        numbers_are_times and explained > _MOST_NUMBERS and _are_packed(values, written[0])
    ):
        return None
    match all_kinds(shape.candidates):
        case "clock":
            return Kind.CLOCK
        case "date":
            return Kind.DATE
        case "moment":
            return Kind.MOMENT
    return None
