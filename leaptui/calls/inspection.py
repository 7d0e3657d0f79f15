"""Looking at a city's file: what would be done with it, and why, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from leaptui.calls.columns import assign_roles
from leaptui.calls.dialect import QUOTE, Dialect, read_dialect
from leaptui.calls.engine import engine_for, stopping
from leaptui.calls.findings import inspection_of
from leaptui.calls.look import Look, candidate_formats, corrected, look, profiles_of, sample_rows
from leaptui.calls.moments import check_zone
from leaptui.calls.recipe import Recipe, recipe_of
from leaptui.calls.source import Source, open_source
from leaptui.calls.stamps import explain_stamps
from leaptui.calls.times import has_clock
from leaptui.calls.trials import ColumnTimes, more_formats, try_formats
from leaptui.domain.calls import ColumnRole, Correction, Inspection
from leaptui.domain.errors import InputRefused


def _quietly(step: str, share: float) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


def inspect(
    path: Path,
    correction: Correction | None = None,
    *,
    timezone: str = "",
    progress: Callable[[str, float], None] = _quietly,
    cancelled: Callable[[], bool] = _never,
) -> Inspection:
    """Say what a file is, what each column would be read as, and what its figures could not give.

    The whole file is read; a sample of up to 2,000 rows from its beginning, middle and end decides
    the roles, and every row counts in the times. Nothing is stored. A file without a time or a type
    of its calls is inspected too; `lacks` says why it cannot be imported as it is.

    Args:
        path: A text export, a workbook, or an archive of one of them.
        correction: What a person changed.
        timezone: The city's IANA time zone; with it the nights of the clock changes are counted.
        progress: Told each step and the share that is done, 0 to 1.
        cancelled: Asked twenty times a second whether to stop.

    Raises:
        InputRefused: When the file cannot be read as a table, or the person stopped it.
        UnknownName: When the correction names a column that is not there.
    """
    correction = correction or Correction()
    if timezone:
        check_zone(timezone)
    progress("opening", 0.0)
    with open_source(
        path, correction.sheet, encoding=correction.encoding or "", survey=True, between=stopping(cancelled)
    ) as source:
        dialect = _dialect(source, correction)
        sample = sample_rows(source, dialect)
        if not sample:
            raise InputRefused(
                f"{path.name} has no rows of calls below its header.",
                safe="Nothing was stored.",
                next_step="Ask the city for the export again.",
            )
        progress("looking", 0.4)
        with engine_for(source, cancelled) as engine:
            found = look(engine, source, dialect, sample, correction, timezone=timezone)
    progress("done", 1.0)
    return inspection_of(path, source, found, correction, timezone=timezone)


def _dialect(source: Source, correction: Correction) -> Dialect:
    return read_dialect(
        source.head,
        header_row=correction.header_row,
        delimiter="," if source.is_workbook else correction.delimiter or "",
        quote=QUOTE if source.is_workbook or correction.quote is None else correction.quote,
    )


def recipe_from_sample(
    path: Path, correction: Correction, *, timezone: str, cancelled: Callable[[], bool] = _never
) -> Recipe | None:
    """The recipe that an inspection would amount to, where a sample is enough to say so.

    It is enough when each time column of the sample is written in one way, has a role, and shows
    a clock of 24 hours or a mark for the afternoon. That the rest of the file is written the same
    way is for the import to see: `loading.sample_holds`.

    Args:
        path: A text export or a workbook.
        correction: What a person changed.
        timezone: The city's IANA time zone.
        cancelled: As for `inspect`.

    Returns:
        None where every row has to be looked at.

    Raises:
        InputRefused: Like `inspect`.
        UnknownName: Like `inspect`.
    """
    if correction.time_formats:
        return None
    with open_source(
        path, correction.sheet, encoding=correction.encoding or "", between=stopping(cancelled)
    ) as source:
        dialect = _dialect(source, correction)
        sample = sample_rows(source, dialect)
        if not sample or not source.facts.tame:
            return None
        profiles = profiles_of(dialect, sample)
        candidates = candidate_formats(source, dialect, profiles, correction)
        if not candidates:
            return None
        columns = ", ".join(f"unnest(?::VARCHAR[]) AS c{position}" for position in candidates)
        values: list[object] = [[row[position] for row in sample] for position in candidates]
        with engine_for(source, cancelled) as engine:
            table = (f"(SELECT {columns})", values)
            _, times = try_formats(engine, table, candidates, tame=True)
        claims = assign_roles(dialect.names, profiles, times)
        claims = explain_stamps(sample, corrected(dialect, claims, correction), profiles, times)
    settled = all(
        claims[position].role is not ColumnRole.IGNORED and _settled(found, candidates[position])
        for position, found in times.items()
    )
    if not settled:
        return None
    found = Look(dialect, profiles, times, claims, len(sample), 0)
    return recipe_of(inspection_of(path, source, found, correction), timezone=timezone, correction=correction)


def _settled(times: ColumnTimes, candidates: tuple[str, ...]) -> bool:
    """Whether more rows could not change how a time is read, as long as they are written the same way."""
    if len(times.formats) != 1 or times.undecided or times.mixed or times.unmarked:
        return False
    written = times.formats[0]
    # Of two orders of day and month the sample chose one; a row that only the other reads is found at import.
    either_order = {candidate.replace("%d", "%m") for candidate in (*candidates, *more_formats(times))}
    if either_order != {written.replace("%d", "%m")}:
        return False
    if not has_clock(written):
        return True
    full_clock = "%p" in written or bool(times.hours & 1 or times.hours >> 13)
    return full_clock and not times.always_midnight
