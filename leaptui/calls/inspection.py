"""Looking at a city's file: what would be done with it, and why, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaptui.calls.columns import assign_roles
from leaptui.calls.dialect import Dialect, read_dialect, rows_of
from leaptui.calls.engine import Engine, engine_for, scan
from leaptui.calls.moments import ColumnTimes, check_format, more_formats, try_formats
from leaptui.calls.problems import not_available, problems_of, unsure
from leaptui.calls.profiles import Profile, profile_of
from leaptui.calls.recipe import EITHER, Recipe, recipe_of
from leaptui.calls.rejects import rejected_rows
from leaptui.calls.source import Source, open_source
from leaptui.calls.stamps import explain_stamps
from leaptui.calls.time_columns import Claim
from leaptui.calls.times import has_clock, unmarked
from leaptui.domain.calls import (
    ColumnReading,
    ColumnRole,
    Confidence,
    Correction,
    Inspection,
    Problem,
    TimeReading,
)
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.text import one_line

SAMPLED_ROWS = 2000
_RECEIVED = frozenset({ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE})
_MOMENTS = _RECEIVED | {
    ColumnRole.RECEIVED_TIME, ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE, ColumnRole.ARRIVED, ColumnRole.CLEARED
}  # fmt: skip
_TYPES = frozenset({ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL, ColumnRole.TYPE_CODE})
_ONE_OF_EACH = frozenset(ColumnRole) - {
    ColumnRole.IGNORED, ColumnRole.TYPE_CODE, ColumnRole.DISPOSITION, ColumnRole.PLACE, ColumnRole.UNIT
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found out about a file."""

    dialect: Dialect
    profiles: tuple[Profile, ...]
    times: dict[int, ColumnTimes]
    claims: tuple[Claim, ...]
    rows: int
    rejected: int


def inspect(path: Path, correction: Correction | None = None) -> Inspection:
    """Say what a file is, what each column would be read as, and what its figures could not give.

    The whole file is read once; a sample of up to 2,000 rows from its beginning, middle and
    end decides the roles, and every row counts in the times. Nothing is stored.

    Args:
        path: A text export or a workbook.
        correction: What a person changed.

    Raises:
        InputRefused: When the file cannot be read as calls, or has no time or no type.
        UnknownName: When the correction names a column that is not there.
    """
    correction = correction or Correction()
    with open_source(path, correction.sheet) as source:
        dialect = read_dialect(
            source.head, header_row=correction.header_row, delimiter="," if source.is_workbook else ""
        )
        sample = sample_rows(source, dialect)
        if not sample:
            raise InputRefused(
                f"{path.name} has no rows of calls below its header.",
                safe="Nothing was stored.",
                next_step="Ask the city for the export again.",
            )
        with engine_for(source) as engine:
            look = _look(engine, source, dialect, sample, correction)
    return _inspection(path, source, look)


def recipe_from_sample(path: Path, correction: Correction, *, timezone: str) -> Recipe | None:
    """The recipe that an inspection would amount to, where a sample is enough to say so.

    It is enough when each time column of the sample is written in one way, has a role, and shows
    a clock of 24 hours or a mark for the afternoon. That the rest of the file is written the same
    way is for the import to see: `loading.sample_holds`.

    Args:
        path: A text export or a workbook.
        correction: What a person changed.
        timezone: The city's IANA time zone.

    Returns:
        None where every row has to be looked at.

    Raises:
        InputRefused: Like `inspect`.
        UnknownName: Like `inspect`.
    """
    if correction.time_formats:
        return None
    with open_source(path, correction.sheet) as source:
        dialect = read_dialect(
            source.head, header_row=correction.header_row, delimiter="," if source.is_workbook else ""
        )
        sample = sample_rows(source, dialect)
        if not sample or not source.facts.tame:
            return None
        profiles = _profiles(dialect, sample)
        candidates = _candidates(dialect, profiles, correction)
        if not candidates:
            return None
        columns = ", ".join(f"unnest(?::VARCHAR[]) AS c{position}" for position in candidates)
        values: list[object] = [[row[position] for row in sample] for position in candidates]
        with engine_for(source) as engine:
            table = (f"(SELECT {columns})", values)
            _, times = try_formats(engine, table, candidates, tame=True)
        claims = assign_roles(dialect.names, profiles, times)
        claims = explain_stamps(sample, _corrected(dialect, claims, correction), profiles, times)
    settled = all(
        claims[position].role is not ColumnRole.IGNORED and _settled(found, candidates[position])
        for position, found in times.items()
    )
    if not settled:
        return None
    look = _Look(dialect, profiles, times, claims, len(sample), 0)
    return recipe_of(_inspection(path, source, look), timezone=timezone, correction=correction)


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


def sample_rows(source: Source, dialect: Dialect) -> list[list[str]]:
    """Rows from the beginning, the middle and the end of a file, those of the usual width."""
    width = len(dialect.names)
    head = rows_of(source.head, dialect.delimiter, dialect.header_row + SAMPLED_ROWS)[dialect.header_row :]
    rows = [row for row in head if len(row) == width][: SAMPLED_ROWS // (1 + bool(source.later))]
    share = SAMPLED_ROWS // 6
    for piece in source.later:
        found = [row for row in rows_of(piece, dialect.delimiter, share + 2) if len(row) == width]
        rows.extend(found[1 : share + 1])
    return rows


def _look(
    engine: Engine, source: Source, dialect: Dialect, sample: Sequence[Sequence[str]], correction: Correction
) -> _Look:
    profiles = _profiles(dialect, sample)
    table = scan(source, dialect.delimiter, len(dialect.names), dialect.header_row)
    candidates = _candidates(dialect, profiles, correction)
    for name, written in correction.time_formats.items():
        formats = tuple(check_format(one) for one in written.split(EITHER))
        candidates[_position(dialect, name)] = formats
    tame = source.facts.tame
    rows, times = try_formats(engine, table, candidates, tame=tame)
    rejected = len(rejected_rows(engine, source.path.name, dialect.delimiter, len(dialect.names)))
    again = {
        position: more_formats(found)
        for position, found in times.items()
        if found.failed and found.formats and dialect.names[position] not in correction.time_formats
    }
    longer = {position: formats for position, formats in again.items() if formats != times[position].tried}
    if longer:
        times |= try_formats(engine, table, longer, tame=tame)[1]
    claims = assign_roles(dialect.names, profiles, times)
    claims = explain_stamps(sample, _corrected(dialect, claims, correction), profiles, times)
    return _Look(dialect, profiles, times, claims, rows, rejected)


def _profiles(dialect: Dialect, sample: Sequence[Sequence[str]]) -> tuple[Profile, ...]:
    return tuple(
        profile_of([row[position] for row in sample], name) for position, name in enumerate(dialect.names)
    )


def _candidates(
    dialect: Dialect, profiles: Sequence[Profile], correction: Correction
) -> dict[int, tuple[str, ...]]:
    """The formats to try for each column that looks like times, or that a person calls so."""
    said = {_position(dialect, name) for name, role in correction.roles.items() if role in _MOMENTS}
    return {
        position: profile.shape.candidates
        for position, profile in enumerate(profiles)
        if profile.is_time or (position in said and profile.shape.candidates)
    }


def _position(dialect: Dialect, name: str) -> int:
    if name not in dialect.names:
        raise UnknownName(f"The file has no column “{one_line(name)}”.", safe="Nothing was stored.")
    return dialect.names.index(name)


def _corrected(dialect: Dialect, claims: Sequence[Claim], correction: Correction) -> tuple[Claim, ...]:
    """The claims with a person's roles in place; a role she gives away leaves the column it was on."""
    given = {_position(dialect, name): role for name, role in correction.roles.items()}
    taken = {role for role in given.values() if role in _ONE_OF_EACH}
    if ColumnRole.RECEIVED in taken:
        taken |= {ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME}
    if ColumnRole.RECEIVED_DATE in taken:
        taken |= {ColumnRole.RECEIVED}
    changed = []
    for position, claim in enumerate(claims):
        if position in given:
            changed.append(Claim(given[position], Confidence.SURE, "you said so"))
        elif claim.role in taken:
            changed.append(Claim(ColumnRole.IGNORED, Confidence.SURE, "you chose another column for it"))
        else:
            changed.append(claim)
    return tuple(changed)


def _inspection(path: Path, source: Source, look: _Look) -> Inspection:
    roles = {claim.role for claim in look.claims}
    if not look.rows:
        raise InputRefused(
            f"No row of {path.name} has as many cells as its header.",
            safe="Nothing was stored.",
            next_step="Say which row is the header, or ask for the export again.",
        )
    if not roles & _RECEIVED:
        raise InputRefused(
            f"{path.name} has no column with the time of a call.",
            safe="Nothing was stored.",
            next_step="Ask the city for the date and time each call was received.",
        )
    if not roles & _TYPES:
        raise InputRefused(
            f"{path.name} has no column with the type of a call.",
            safe="Nothing was stored.",
            next_step="Ask the city for the call type, or name the column that holds it.",
        )
    problems = problems_of(
        source,
        look.dialect.names,
        _raw_first_header(source, look.dialect),
        look.claims,
        look.profiles,
        look.times,
        look.rows,
    )
    if look.rejected:
        problems.insert(
            0,
            Problem(
                "Rows do not have the cells the header announces.",
                look.rejected,
                "They are set aside as unreadable.",
            ),
        )
    return Inspection(
        file=path.name,
        size=source.facts.size,
        sha256=source.facts.sha256,
        encoding="" if source.is_workbook else source.facts.encoding,
        delimiter="" if source.is_workbook else look.dialect.delimiter,
        sheet=source.sheet,
        header_row=look.dialect.header_row,
        rows=look.rows + look.rejected,
        columns=tuple(_columns(look)),
        times=tuple(_times(look)),
        not_available=not_available(roles, hours=_hours_known(look)),
        problems=tuple(problems),
        sheets=source.sheets,
    )


def _raw_first_header(source: Source, dialect: Dialect) -> str:
    rows = rows_of(source.head[:65536], dialect.delimiter)
    row = rows[dialect.header_row - 1] if 0 < dialect.header_row <= len(rows) else []
    return row[0] if row else ""


def _hours_known(look: _Look) -> bool:
    """Whether the received time says the hour of the day."""
    by_role = {claim.role: look.times.get(position) for position, claim in enumerate(look.claims)}
    clock = by_role.get(ColumnRole.RECEIVED_TIME) or by_role.get(ColumnRole.RECEIVED)
    if clock is None or clock.always_midnight or clock.half_clock_unmarked:
        return False
    return any(has_clock(written) for written in clock.formats)


def _columns(look: _Look) -> Iterator[ColumnReading]:
    for position, claim in enumerate(look.claims):
        profile, times = look.profiles[position], look.times.get(position)
        doubt = unsure(times) if times is not None and claim.role is not ColumnRole.IGNORED else None
        yield ColumnReading(
            name=look.dialect.names[position],
            role=claim.role,
            confidence=doubt or claim.confidence,
            reason=claim.reason,
            filled=profile.filled,
            samples=profile.samples,
        )


def _times(look: _Look) -> Iterator[TimeReading]:
    for position, times in sorted(look.times.items()):
        if times.formats:
            # Of the call itself the day counts; of every other moment nothing is left without its hour.
            halved = times.half_clock_unmarked
            hourless = times.unmarked + (times.parsed if halved else 0)
            lost = 0 if look.claims[position].role in _RECEIVED else hourless
            yield TimeReading(
                column=look.dialect.names[position],
                format=EITHER.join(unmarked(one) if halved else one for one in times.formats),
                parsed=times.parsed + times.unmarked - lost,
                failed=times.failed + lost,
                samples=look.profiles[position].samples,
            )
