"""Dates and clocks as SQL: how a column's text becomes local wall time, and how well that goes."""

# ruff: noqa: S608 - the SQL is made of constants and column positions; what a user wrote is a parameter or `literal`

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leaptui.calls.engine import Engine
from leaptui.calls.times import (
    BARE_CLOCK,
    EPOCH_MILLISECONDS,
    EPOCH_SECONDS,
    EXCEL_SERIAL,
    EXCEL_SERIAL_1904,
    NUMERIC_FORMATS,
    formats_of,
    has_clock,
    has_date,
    is_day_first,
    is_half_clock,
    is_universal,
    is_unmarked,
    unmarked,
)
from leaptui.domain.errors import InputRefused

BLANKS = " \t\r\n\u00a0\u2007\u202f\u3000"
"""What counts as nothing around, or instead of, a value."""
_SAFE_FORMAT = re.compile(r"[%A-Za-z0-9/:., +\-]{2,60}")
_DAY_ZERO = {EXCEL_SERIAL: "1899-12-30", EXCEL_SERIAL_1904: "1904-01-01"}
_MOST_FORMATS = 6
_FEW = 40
_CLOCK_SKEW = "10 MINUTE"
"""A clock without a date that is earlier than the call by more than this is of the next day."""


def literal(text: str) -> str:
    """A string for SQL."""
    return "'" + text.replace("'", "''") + "'"


def filled(column: str) -> str:
    """SQL for a column's text without blanks around it; NULL where nothing is left."""
    return f"nullif(trim({column}, {literal(BLANKS)}), '')"


def text_of(column: str, *, tame: bool) -> str:
    """SQL for a column's text as the time reader needs it; that one skips ordinary blanks itself."""
    return column if tame else filled(column)


def check_format(written: str) -> str:
    """A format that may stand in SQL.

    Raises:
        InputRefused: When it is none.
    """
    if written in NUMERIC_FORMATS:
        return written
    if not _SAFE_FORMAT.fullmatch(written) or "%" not in written:
        raise InputRefused(
            f"“{written[:40]}” is not a way of writing times.",
            next_step="Use directives such as %m/%d/%Y %I:%M:%S %p.",
        )
    return written


def check_zone(timezone: str) -> str:
    """A time zone that may stand in SQL.

    Raises:
        InputRefused: When there is no such zone.
    """
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputRefused(
            f"“{timezone[:60]}” is not a time zone.", next_step="Use a name such as America/New_York."
        ) from error
    return timezone


def moment_sql(column: str, formats: Sequence[str], timezone: str = "UTC", *, utc: bool = False) -> str:
    """SQL for a column's moments in local wall time, NULL where the text follows none of the formats.

    What it gives still has to be `plausible`: a four-digit year also matches two digits.

    Args:
        column: SQL of the text.
        formats: Ways of writing, tried in order, those with a short year first.
        timezone: The city's zone; moments that name their offset are moved to it.
        utc: Whether moments that name no offset are UTC and moved too. A day without its hour stays.
    """
    ordered = sorted(formats, key=lambda written: "%y" not in written)
    tried = []
    for written in ordered:
        moment = _one_moment(column, check_format(written), check_zone(timezone))
        if utc and says_no_zone(written) and has_date(written) and has_clock(written):
            moment = from_utc_sql(moment, timezone)
        tried.append(moment)
    return tried[0] if len(tried) == 1 else f"coalesce({', '.join(tried)})"


def says_no_zone(written: str) -> bool:
    """Whether moments written so are on a clock that somebody has to name."""
    return (
        "%z" not in written
        and not is_universal(written)
        and written not in (EPOCH_SECONDS, EPOCH_MILLISECONDS)
    )


def from_utc_sql(moment: str, timezone: str) -> str:
    """SQL for a moment of UTC on the city's wall clock."""
    return f"timezone({literal(timezone)}, timezone('UTC', {moment}))"


def plausible(moment: str, formats: Sequence[str]) -> str:
    """SQL for a moment's name, NULL where its year cannot be one of a dispatch system's."""
    if not any(has_date(written) for written in formats):
        return moment
    return f"CASE WHEN {moment} >= TIMESTAMP '1970-01-01' AND {moment} < TIMESTAMP '2100-01-01' THEN {moment} END"


def _one_moment(column: str, written: str, timezone: str) -> str:
    local = literal(timezone)
    if written in _DAY_ZERO:
        days = f"try_cast(replace({column}, ',', '.') AS DOUBLE)"
        return (
            f"CASE WHEN {days} BETWEEN 20000 AND 80000 "
            f"THEN TIMESTAMP '{_DAY_ZERO[written]}' + to_seconds(round({days} * 86400)) END"
        )
    if written in (EPOCH_SECONDS, EPOCH_MILLISECONDS):
        micros = "1000000" if written == EPOCH_SECONDS else "1000"
        counted = (
            f"CASE WHEN try_cast({column} AS DOUBLE) BETWEEN 0 AND 5e12 THEN try_cast({column} AS DOUBLE) END"
        )
        moment = f"make_timestamp(CAST(({counted}) * {micros} AS BIGINT))"
        return from_utc_sql(moment, timezone)
    if written == BARE_CLOCK:
        return f"try_strptime(lpad({column}, 4, '0'), '%H%M')"
    if is_unmarked(written):
        # Its hour is one of two; its day is certain.
        day = written.replace("%I", "%H")
        return f"date_trunc('day', {_one_moment(column, day, timezone)})"
    moment = f"try_strptime({column}, {literal(written)})"
    if "%z" in written:
        return f"timezone({local}, {moment})"
    if is_universal(written):
        return from_utc_sql(moment, timezone)
    return f"CAST({moment} AS TIMESTAMP)" if "%n" in written else moment


def day_and_clock_sql(day: str, clock: str) -> str:
    """SQL for a day's moment and a clock's moment put together."""
    return f"(CAST({day} AS DATE) + CAST({clock} AS TIME))"


def after_received_sql(received: str, clock: str) -> str:
    """SQL for a clock without a date, put on the day of the call or, past midnight, on the next."""
    same_day = day_and_clock_sql(received, clock)
    return (
        f"CASE WHEN {same_day} < {received} - INTERVAL {_CLOCK_SKEW} "
        f"THEN {same_day} + INTERVAL 1 DAY ELSE {same_day} END"
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """How well one format does on a whole column."""

    written: str
    parsed: int
    off_midnight: int
    """Moments that are not exactly at 00:00:00."""
    hours: int
    """Bit n is set when some moment falls into hour n."""
    first: datetime | None
    last: datetime | None
    alone: int
    """Moments that the same format with day and month swapped does not read; 0 where that is not tried."""
    ahead: int
    """Moments that have not come yet."""


@dataclass(frozen=True, slots=True)
class ColumnTimes:
    """How a column of moments, dates or clocks is read, over the whole file."""

    formats: tuple[str, ...]
    filled: int
    parsed: int
    off_midnight: int
    hours: int
    first: datetime | None
    last: datetime | None
    undecided: bool
    """Month first and day first explain the file equally well."""
    swapped: tuple[int, int] = (0, 0)
    """Values that only the order chosen reads, and those that only the other one reads, where there are such."""
    unread: tuple[str, ...] = ()
    """A few values that follow none of the formats."""
    tried: tuple[str, ...] = ()
    """Every format that read something, those chosen first, before hours without a mark were told."""
    unmarked: int = 0
    """Values whose hour lacks AM or PM where others have it; not among `parsed`."""
    ahead: int = 0
    """Values of a day that has not come yet."""

    @property
    def failed(self) -> int:
        """Values that follow none of the formats."""
        return self.filled - self.parsed - self.unmarked

    @property
    def mixed(self) -> bool:
        """Whether some values have the day before the month and others the month before the day."""
        return self.swapped[1] > 0

    @property
    def always_midnight(self) -> bool:
        """Whether the clock part says nothing."""
        return self.parsed > 0 and self.off_midnight == 0

    @property
    def half_clock_unmarked(self) -> bool:
        """Whether hours run from 1 to 12 without a mark for morning or afternoon."""
        return not any("%p" in written for written in self.formats) and _looks_halved(self.hours)


def try_formats(
    engine: Engine, table: tuple[str, list[object]], columns: dict[int, tuple[str, ...]], *, tame: bool
) -> tuple[int, dict[int, ColumnTimes]]:
    """Read columns of a table in each of their candidate formats, in one pass over the file.

    Args:
        engine: Where.
        table: SQL of the table and its parameters.
        columns: Positions and candidate formats.
        tame: Whether the file has no odd blanks that would need trimming.

    Returns:
        The number of rows, and how each column is best read.
    """
    sql, parameters = table
    # A city's clock may be a day ahead of this one.
    tomorrow = literal((datetime.now(UTC) + timedelta(days=2)).date().isoformat())
    moments = [f"c{position}" for position in columns]
    kept: list[str] = []
    counted = ["count(*)"]
    for position, formats in columns.items():
        kept.append(f"c{position}")
        names = []
        tried = formats[:_MOST_FORMATS]
        for number, written in enumerate(tried):
            name, twin = f"m{position}_{number}", _twin(written)
            names.append(name)
            moments.append(f"{moment_sql(text_of(f'c{position}', tame=tame), (written,))} AS {name}")
            kept.append(f"{plausible(name, (written,))} AS {name}")
            counted.append(
                f"count({name}), count(*) FILTER ({name} <> date_trunc('day', {name})), "
                f"coalesce(bit_or(1::BIGINT << hour({name})), 0), min({name}), max({name}), "
                + (
                    f"count_if({name} IS NOT NULL AND m{position}_{tried.index(twin)} IS NULL), "
                    if twin in tried
                    else "0, "
                )
                + (f"count_if({name} > {tomorrow}::TIMESTAMP)" if has_date(written) else "0")
            )
        any_of = f"coalesce({', '.join(names)})" if len(names) > 1 else names[0]
        # Only where nothing was read does it matter whether there was something to read.
        unread = f"CASE WHEN {any_of} IS NULL THEN {filled(f'c{position}')} END"
        counted.append(f"count({any_of}), count({unread}), min({unread}, {_FEW}), max({unread}, {_FEW})")
    source = f"(SELECT {', '.join(kept)} FROM (SELECT {', '.join(moments)} FROM {sql}))" if kept else sql
    row = list(engine.run(f"SELECT {', '.join(counted)} FROM {source}", parameters)[0])
    rows = int(row.pop(0))
    readings = {}
    for position, formats in columns.items():
        trials = [Trial(written, *[row.pop(0) for _ in range(7)]) for written in formats[:_MOST_FORMATS]]
        read, unread_rows, lowest, highest = (row.pop(0) for _ in range(4))
        unread_values = tuple(str(value) for value in {*(lowest or ()), *(highest or ())})
        readings[position] = _decide(int(read) + int(unread_rows), trials, unread_values)
    return rows, readings


def more_formats(times: ColumnTimes) -> tuple[str, ...]:
    """The formats of a column and those that explain values they do not."""
    known = times.tried
    extra: list[str] = []
    for value in sorted(times.unread):
        found = [written for written in formats_of(value) if has_date(written) == has_date(known[0])]
        if found and not set(found) & {*known, *extra}:
            extra.append(min(found, key=lambda written: is_day_first(written) != is_day_first(known[0])))
    return (*known, *extra)[:_MOST_FORMATS]


def day_and_month_swapped(written: str) -> str:
    """The format with day and month swapped, where both are numbers."""
    return (
        written.replace("%m", "%\0").replace("%d", "%m").replace("%\0", "%d") if "%m" in written else written
    )


def _twin(written: str) -> str:
    """The format with day and month swapped; nothing where it has no two numbers to swap."""
    swapped = day_and_month_swapped(written)
    return swapped if swapped != written else ""


def _decide(filled_rows: int, trials: list[Trial], unread: tuple[str, ...]) -> ColumnTimes:
    """Choose among the formats: of two that differ in the order of day and month, the one that reads more."""
    by_name = {trial.written: trial for trial in trials}
    undecided, only, others = False, 0, 0
    chosen: list[Trial] = []
    for trial in sorted(trials, key=lambda trial: (-trial.parsed, is_day_first(trial.written))):
        twin = by_name.get(_twin(trial.written))
        if not trial.parsed or twin in chosen:
            continue
        if twin is not None and twin.alone:
            only, others = only + trial.alone, others + twin.alone
        undecided |= twin is not None and twin.parsed == trial.parsed and not twin.alone
        chosen.append(trial)
    halves = _without_mark(chosen)
    whole = [trial for trial in chosen if trial not in halves]
    moments = [trial for trial in chosen if trial.first is not None and trial.last is not None]
    lost = sum(trial.parsed for trial in halves)
    days = tuple(unmarked(trial.written) for trial in halves if has_date(trial.written))
    return ColumnTimes(
        formats=(*(trial.written for trial in whole), *days),
        filled=filled_rows,
        parsed=min(filled_rows - lost, sum(trial.parsed for trial in whole)),
        off_midnight=sum(trial.off_midnight for trial in whole),
        hours=_union(trial.hours for trial in whole),
        first=min((trial.first for trial in moments if trial.first), default=None),
        last=max((trial.last for trial in moments if trial.last), default=None),
        undecided=undecided,
        swapped=(only, others),
        unread=unread,
        tried=tuple(dict.fromkeys(trial.written for trial in (*chosen, *trials) if trial.parsed)),
        unmarked=lost,
        ahead=sum(trial.ahead for trial in chosen),
    )


def _without_mark(chosen: Sequence[Trial]) -> list[Trial]:
    """The formats of 24 hours that never pass 12 while other values of the column carry AM or PM.

    A day written in another way comes from another system, which may well have 24 hours; then the
    hours themselves have to look like those of half a day.
    """
    marked = {_day_part(trial.written) for trial in chosen if is_half_clock(trial.written)}
    plain = [trial for trial in chosen if "%H" in trial.written] if marked else []
    hours = _union(trial.hours for trial in plain)
    if hours >= 1 << 13:
        return []
    if _looks_halved(hours):
        return plain
    return [trial for trial in plain if _day_part(trial.written) in marked]


def _day_part(written: str) -> str:
    return re.split("%[HI]", written)[0]


def _looks_halved(hours: int) -> bool:
    """Whether hours, a bit for each, run from 1 to 12."""
    return hours.bit_count() >= 9 and not hours & 1 and hours.bit_length() == 13


def _union(masks: Iterable[int]) -> int:
    together = 0
    for mask in masks:
        together |= mask
    return together
