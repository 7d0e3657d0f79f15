"""How dates and clocks are written, and which way of writing a column follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EXCEL_SERIAL = "excel serial"
EXCEL_SERIAL_1904 = "excel serial 1904"
EPOCH_SECONDS = "epoch s"
EPOCH_MILLISECONDS = "epoch ms"
NUMERIC_FORMATS = frozenset({EXCEL_SERIAL, EXCEL_SERIAL_1904, EPOCH_SECONDS, EPOCH_MILLISECONDS})
BARE_CLOCK = "%H%M"
"""A clock as a number: 130 is half past one."""

_FIRST_SECOND, _END_SECOND = 631_152_000, 2_240_611_200
_FIRST_SERIAL, _END_SERIAL = 32_874, 51_502
"""The years 1990 to 2040: numbers outside are no times of a dispatch system."""

_MONTH_FIRST = ("%m{s}%d{s}%Y", "%d{s}%m{s}%Y")
_MONTH_FIRST_SHORT = ("%m{s}%d{s}%y", "%d{s}%m{s}%y")

_DATE = re.compile(
    r"""(?P<weekday>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\ +)?
    (?:
      (?P<ymd>\d{4}(?P<s1>[-/.])\d{1,2}(?P=s1)\d{1,2})
    | (?P<xxy>\d{1,2}(?P<s2>[-/.])\d{1,2}(?P=s2)\d{4})
    | (?P<xxs>\d{1,2}(?P<s3>[-/.])\d{1,2}(?P=s3)\d{2})
    | (?P<dby>\d{1,2}(?P<s4>[-/\ ])(?P<m4>[a-z]{3,9})(?P=s4)(?P<y4>\d{4}|\d{2}))
    | (?P<bdy>(?P<m5>[a-z]{3,9})(?P<s5>\ +)\d{1,2}(?P<c5>,?)(?P<s6>\ +)\d{4})
    | (?P<packed>(?:19|20)\d{6})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""(?P<hour>\d{1,2})(?P<dot>[:.])\d{2}
    (?P<seconds>(?P=dot)\d{2})?
    (?P<fraction>[.:]\d{1,9})?
    (?P<gap>\ *)(?P<half>[ap]m|(?P<dotted>[ap]\.\ ?m\.))?""",
    re.VERBOSE | re.IGNORECASE,
)
_ZONE = re.compile(r"(?P<gap> *)(?:(?P<zulu>Z)|(?P<offset>[+-]\d{2}:?(?:\d{2})?))$")
_JOIN = re.compile(r"^(T|, *| - | +)", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"([01]\d|2[0-3])[0-5]\d")
_LAST_DATE = re.compile(rf"(?P<join>,?\ +)(?:{_DATE.pattern})$", _DATE.flags)
DOTTED_HALF = "%p."
"""Morning and afternoon as `a.m.` and `p.m.`, as Windows writes them in Canada."""


def formats_of(value: str) -> tuple[str, ...]:
    """Every way of writing a moment, a date or a clock that a value could follow.

    The names are strptime directives, or one of the numeric formats.
    """
    text = value.strip()
    if not text or len(text) > 40 or not text.isascii():
        return ()
    if text.replace(",", ".", 1).replace(".", "", 1).isdigit():
        return _number_formats(text.replace(",", "."))
    date = _DATE.match(text)
    if date is None:
        return _clock_first_formats(text)
    rest = text[date.end() :]
    days = _date_formats(date)
    if not rest:
        return days
    join = _JOIN.match(rest)
    if join is None:
        return ()
    clock = _clock_format(rest[join.end() :])
    return tuple(f"{day}{join.group()}{clock}" for day in days) if clock else ()


def _clock_first_formats(text: str) -> tuple[str, ...]:
    """A clock alone, or one before its date, as in `14:33:20 03/14/24`."""
    date = _LAST_DATE.search(text)
    clock = _clock_format(text[: date.start()] if date else text)
    if date is None or not clock:
        return (clock,) if clock else ()
    return tuple(f"{clock}{date['join']}{day}" for day in _date_formats(date))


def _number_formats(text: str) -> tuple[str, ...]:
    whole, _, fraction = text.partition(".")
    number = float(text)
    if not fraction:
        match len(whole):
            case 14 if whole[:2] in ("19", "20"):
                return ("%Y%m%d%H%M%S",)
            case 12 if whole[:2] in ("19", "20"):
                return ("%Y%m%d%H%M",)
            case 8 if whole[:2] in ("19", "20") and int(whole[4:6]) in range(1, 13):
                return ("%Y%m%d",)
            case 12 | 13 if _FIRST_SECOND <= number / 1000 < _END_SECOND:
                return (EPOCH_MILLISECONDS,)
            case length if length <= 4 and int(whole) < 2400 and int(whole) % 100 < 60:
                return (BARE_CLOCK,)
    if len(whole) in (9, 10) and _FIRST_SECOND <= number < _END_SECOND:
        return (EPOCH_SECONDS,)
    return (EXCEL_SERIAL,) if _FIRST_SERIAL <= number < _END_SERIAL else ()


def _date_formats(date: re.Match[str]) -> tuple[str, ...]:
    weekday = ""
    if date["weekday"]:
        name = date["weekday"]
        weekday = ("%A" if len(name.strip(" ,")) > 3 else "%a") + name[len(name.rstrip(" ,")) :]
    if date["ymd"]:
        found: tuple[str, ...] = ("%Y{s}%m{s}%d".format(s=date["s1"]),)
    elif date["xxy"] or date["xxs"]:
        separator = date["s2"] or date["s3"]
        first, second = (int(part) for part in (date["xxy"] or date["xxs"]).split(separator)[:2])
        month_first, day_first = _MONTH_FIRST if date["xxy"] else _MONTH_FIRST_SHORT
        found = tuple(
            pattern.format(s=separator)
            for pattern, month, day in ((month_first, first, second), (day_first, second, first))
            if 1 <= month <= 12 and 1 <= day <= 31
        )
    elif date["dby"]:
        month = "%b" if len(date["m4"]) == 3 else "%B"
        year = "%Y" if len(date["y4"]) == 4 else "%y"
        found = (f"%d{date['s4']}{month}{date['s4']}{year}",)
    elif date["bdy"]:
        month = "%b" if len(date["m5"]) == 3 else "%B"
        found = (f"{month} %d{date['c5']} %Y",)
    else:
        found = ("%Y%m%d",) if 1 <= int(date["packed"][4:6]) <= 12 else ()
    return tuple(weekday + pattern for pattern in found)


def _clock_format(text: str) -> str:
    if _FOUR_DIGITS.fullmatch(text):
        return BARE_CLOCK
    clock = _CLOCK.match(text)
    if clock is None or int(clock["hour"]) > 23:
        return ""
    rest = text[clock.end() :]
    zone = ""
    if rest:
        offset = _ZONE.match(rest)
        if offset is None:
            return ""
        gap = offset["gap"] if clock["half"] else clock["gap"]
        zone = f"{gap}%z" if offset["offset"] else f"{gap}Z"
    elif clock["gap"] and not clock["half"]:
        return ""
    if (clock["dot"] == ".") and not (clock["seconds"] and clock["half"]):
        return ""
    seconds = f"{clock['dot']}%S" if clock["seconds"] else ""
    fraction = ""
    if clock["fraction"]:
        if not seconds:
            return ""
        digits = len(clock["fraction"]) - 1
        fraction = clock["fraction"][0] + ("%g" if digits <= 3 else "%f" if digits <= 6 else "%n")
    if not clock["half"]:
        return f"%H{clock['dot']}%M{seconds}{fraction}{zone}"
    gap = " " if clock["gap"] else ""
    half = DOTTED_HALF if clock["dotted"] else "%p"
    return f"%I{clock['dot']}%M{seconds}{fraction}{gap}{half}{zone}"


def has_date(written: str) -> bool:
    """Whether a format tells the day."""
    return written in NUMERIC_FORMATS or "%d" in written


def has_clock(written: str) -> bool:
    """Whether a format tells the hour; hours up to 12 without a mark for morning or afternoon tell none."""
    return written in NUMERIC_FORMATS or "%H" in written or is_half_clock(written)


def is_half_clock(written: str) -> bool:
    """Whether hours are written 1 to 12 with a mark for morning and afternoon."""
    return "%I" in written and "%p" in written


def is_unmarked(written: str) -> bool:
    """Whether a format says that its hours go to 12 without a mark, so that only its day can be read."""
    return "%I" in written and "%p" not in written


def unmarked(written: str) -> str:
    """A format of 24 hours, as one whose hours go to 12 without a mark."""
    return written.replace("%H", "%I")


def is_universal(written: str) -> bool:
    """Whether a format names its offset from UTC, or counts from an instant."""
    return written in (EPOCH_SECONDS, EPOCH_MILLISECONDS) or "%z" in written or written.endswith("Z")


def is_day_first(written: str) -> bool:
    """Whether a format puts the day before a numeric month."""
    return (
        "%m" in written
        and "%d" in written
        and written.index("%d") < written.index("%m")
        and "%Y%" not in written
    )


@dataclass(frozen=True, slots=True)
class TimeShape:
    """What a sample of a column says about how its moments are written."""

    counts: tuple[tuple[str, int], ...]
    """Formats and how many sampled values follow each, most first."""
    sampled: int

    @property
    def share(self) -> float:
        """Share of the sampled values that some format explains."""
        return min(1.0, self.counts[0][1] / self.sampled) if self.counts and self.sampled else 0.0

    @property
    def candidates(self) -> tuple[str, ...]:
        """The formats worth trying on the whole file: each that explains values no better one does."""
        if not self.counts:
            return ()
        most = self.counts[0][1]
        tried = [written for written, count in self.counts if count >= max(1, most * 0.02)]
        if most < self.sampled:
            return tuple(tried)
        # One format explains every value, so only formats that explain them all as well are in doubt.
        return tuple(written for written, count in self.counts if count == most)


def shape_of(values: Sequence[str]) -> TimeShape:
    """How the values of a sample are written. Blank values must have been left out."""
    counts: Counter[str] = Counter()
    cache: dict[str, tuple[str, ...]] = {}
    for value in values:
        found = cache.get(value)
        if found is None:
            found = cache[value] = formats_of(value)
        counts.update(found)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], is_day_first(item[0]), item[0]))
    return TimeShape(tuple(ordered), len(values))


def all_kinds(formats: Iterable[str]) -> str:
    """What is read from values in these formats: `moment`, `date`, `clock`, or nothing."""
    kinds = {("d" if has_date(written) else "") + ("c" if has_clock(written) else "") for written in formats}
    if kinds == {"c"}:
        return "clock"
    if kinds == {"d"}:
        return "date"
    return "moment" if any("d" in kind for kind in kinds) else ""
