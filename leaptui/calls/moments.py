"""Dates and clocks as SQL: how a column's text becomes local wall time, and how well that goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leaptui.calls.times import (
    BARE_CLOCK,
    DOTTED_HALF,
    EPOCH_MILLISECONDS,
    EPOCH_SECONDS,
    EXCEL_SERIAL,
    EXCEL_SERIAL_1904,
    NUMERIC_FORMATS,
    has_clock,
    has_date,
    is_universal,
    is_unmarked,
)
from leaptui.domain.errors import InputRefused

BLANKS = " \t\r\n\u00a0\u2007\u202f\u3000"
"""What counts as nothing around, or instead of, a value."""
_SAFE_FORMAT = re.compile(r"[%A-Za-z0-9/:., +\-]{2,60}")
_DAY_ZERO = {EXCEL_SERIAL: "1899-12-30", EXCEL_SERIAL_1904: "1904-01-01"}
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
    if DOTTED_HALF in written:
        column = f"regexp_replace({column}, '([AaPp])[.] ?([Mm])[.]', '\\1\\2')"
        written = written.replace(DOTTED_HALF, "%p")
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
