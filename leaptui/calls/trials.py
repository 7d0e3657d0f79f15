"""How well ways of writing do on whole columns, and which of them a column follows."""

# ruff: noqa: S608 - the SQL is made of constants and column positions; what a user wrote is a parameter or `literal`

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from leaptui.calls.engine import Engine
from leaptui.calls.moments import filled, literal, moment_sql, plausible, text_of
from leaptui.calls.times import (
    EXCEL_SERIAL,
    EXCEL_SERIAL_1904,
    formats_of,
    has_date,
    is_day_first,
    is_half_clock,
    is_unmarked,
    unmarked,
)

TRIED = "tried"
"""The table that a trial leaves behind: one row for each row of the file."""
_MOST_FORMATS = 6
_FEW = 40
_SERIALS = (EXCEL_SERIAL, EXCEL_SERIAL_1904)
_TELLING_DAYS, _DAY_13, _A_MONTH = 3, 1 << 13, timedelta(days=31)


def day_and_month_swapped(written: str) -> str:
    """The format with day and month swapped, where both are numbers."""
    return (
        written.replace("%m", "%\0").replace("%d", "%m").replace("%\0", "%d") if "%m" in written else written
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
    days: int = 0
    """Bit n is set when some moment falls on day n of a month; told only beside another format with a day."""


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
    turned: int = 0
    """Dates of a spreadsheet whose day and month it seems to have taken for one another."""

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
    engine: Engine,
    table: tuple[str, list[object]],
    columns: dict[int, tuple[str, ...]],
    *,
    tame: bool,
    timezone: str = "",
    beside: Sequence[str] = (),
    cells: str = "''",
) -> tuple[int, dict[int, ColumnTimes]]:
    """Read columns of a table in each of their candidate formats, in one pass over the file.

    The moments stay in the table `TRIED`, so that what is asked of them later costs no other pass:
    `m3_0` is what the first format reads in the column at 3, `u3` what none reads.

    Args:
        engine: Where.
        table: SQL of the table and its parameters.
        columns: Positions and candidate formats.
        tame: Whether the file has no odd blanks that would need trimming.
        timezone: The city's zone, to which moments that name their offset are moved; UTC where it is not known.
        beside: SQL of further columns to keep.
        cells: SQL of the text to keep, as `cells`, of rows without any time.

    Returns:
        The number of rows, and how each column is best read.
    """
    sql, parameters = table
    # A city's clock may be a day ahead of this one.
    tomorrow = literal((datetime.now(UTC) + timedelta(days=2)).date().isoformat())
    moments: list[str] = []
    kept, every = list(beside), []
    counted = ["count(*)"]
    for position, formats in columns.items():
        names = []
        tried = formats[:_MOST_FORMATS]
        several = sum(map(has_date, tried)) > 1
        for number, written in enumerate(tried):
            name, twin = f"m{position}_{number}", _twin(written)
            names.append(name)
            text = text_of(f"c{position}", tame=tame)
            moments.append(f"{moment_sql(text, (written,), timezone or 'UTC')} AS {name}")
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
                + (f", coalesce(bit_or(1::BIGINT << day({name})), 0)" if several else ", 0")
            )
        any_of = f"coalesce({', '.join(names)})" if len(names) > 1 else names[0]
        every.append(any_of)
        # Only where nothing was read does it matter whether there was something to read.
        kept.append(f"CASE WHEN {any_of} IS NULL THEN {filled(f'c{position}')} END AS u{position}")
        unread = f"u{position}"
        counted.append(f"count({any_of}), count({unread}), min({unread}, {_FEW}), max({unread}, {_FEW})")
    kept.append(f"CASE WHEN coalesce({', '.join([*every, 'NULL'])}) IS NULL THEN {cells} END AS cells")
    engine.run(f"DROP TABLE IF EXISTS {TRIED}")
    # Named one by one: of thousands of columns a few are wanted.
    wanted = dict.fromkeys(re.findall(r"\bc\d+\b", " ".join([*moments, *kept])))
    source = f"(SELECT {', '.join([*wanted, *moments]) or '0'} FROM {sql})"
    engine.run(f"CREATE TEMP TABLE {TRIED} AS SELECT {', '.join(kept)} FROM {source}", parameters)
    row = list(engine.run(f"SELECT {', '.join(counted)} FROM {TRIED}")[0])
    rows = int(row.pop(0))
    readings = {}
    for position, formats in columns.items():
        trials = [Trial(written, *[row.pop(0) for _ in range(8)]) for written in formats[:_MOST_FORMATS]]
        read, unread_rows, lowest, highest = (row.pop(0) for _ in range(4))
        unread_values = tuple(str(value) for value in {*(lowest or ()), *(highest or ())})
        readings[position] = _decide(int(read) + int(unread_rows), trials, unread_values)
    return rows, readings


def agreeing(times: Mapping[int, ColumnTimes], said: Collection[int]) -> dict[int, ColumnTimes]:
    """The readings, with columns that could be month first or day first read as those that could not.

    One export is written by one computer: a day above 12 in the clearing time tells of the call's time too.

    Args:
        times: How each column is read by itself.
        said: Positions whose format a person has said.
    """
    proved = [read for read in times.values() if not read.undecided and any(map(_twin, read.formats))]
    orders = {is_day_first(written) for read in proved for written in read.formats if _twin(written)}
    if len(orders) != 1 or any(read.mixed or read.turned for read in proved):
        return dict(times)
    (day_first,) = orders
    agreed = {}
    for position, read in times.items():
        formats = tuple(
            day_and_month_swapped(written)
            if _twin(written) and is_day_first(written) != day_first and _twin(written) in read.tried
            else written
            for written in read.formats
        )
        if not read.undecided or position in said:
            agreed[position] = read
        elif formats == read.formats:
            agreed[position] = replace(read, undecided=False)
        else:
            # What was said of its days was said of the other order.
            agreed[position] = replace(read, formats=formats, undecided=False, ahead=0, first=None, last=None)
    return agreed


def read_sql(position: int, chosen: Sequence[str], tried: Sequence[str]) -> str:
    """SQL for a column's moments in the table `TRIED`, by the formats that were chosen of those tried."""
    made = []
    for written in sorted(chosen, key=lambda one: "%y" not in one):
        half = is_unmarked(written)
        name = f"m{position}_{list(tried).index(written.replace('%I', '%H') if half else written)}"
        made.append(f"date_trunc('day', {name})" if half else name)
    return made[0] if len(made) == 1 else f"coalesce({', '.join(made)})"


def more_formats(times: ColumnTimes) -> tuple[str, ...]:
    """The formats of a column and those that explain values they do not."""
    known = times.tried
    extra: list[str] = []
    for value in sorted(times.unread):
        found = [written for written in formats_of(value) if has_date(written) == has_date(known[0])]
        if found and not set(found) & {*known, *extra}:
            extra.append(min(found, key=lambda written: is_day_first(written) != is_day_first(known[0])))
    return (*known, *extra)[:_MOST_FORMATS]


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
        turned=_turned(chosen),
    )


def _turned(chosen: Sequence[Trial]) -> int:
    """Moments of a spreadsheet that took month/day for day/month, or the reverse, where it could.

    What it could not so take stays text, and its days are all above 12; what it took became dates,
    and their days, which are months, are all 12 or less.
    """
    text = [trial for trial in chosen if _twin(trial.written) and not trial.written.startswith("%Y")]
    dates = [trial for trial in chosen if trial.written.startswith("%Y-%m") or trial.written in _SERIALS]
    if not text or not dates:
        return 0
    left, taken = _union(trial.days for trial in text), _union(trial.days for trial in dates)
    told = min(left.bit_count(), taken.bit_count()) >= _TELLING_DAYS
    # Within one month the way of writing may have changed on the 13th.
    long = any(trial.first and trial.last and trial.last - trial.first > _A_MONTH for trial in text)
    return (
        sum(trial.parsed for trial in dates)
        if told and long and left % _DAY_13 == 0 and taken < _DAY_13
        else 0
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
