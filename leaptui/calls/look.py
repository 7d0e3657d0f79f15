"""The passes over a file that find out what it holds: its columns, their times, its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from leaptui.calls.columns import assign_roles
from leaptui.calls.dialect import Dialect, rows_of
from leaptui.calls.engine import Engine, scan
from leaptui.calls.moments import check_format
from leaptui.calls.profiles import Profile, profile_of
from leaptui.calls.recipe import EITHER
from leaptui.calls.rejects import rejected_rows
from leaptui.calls.second_look import SecondLook, first_cells, kept_beside, look_again
from leaptui.calls.source import Source
from leaptui.calls.stamps import explain_stamps
from leaptui.calls.time_columns import Claim
from leaptui.calls.times import EXCEL_SERIAL, EXCEL_SERIAL_1904
from leaptui.calls.trials import ColumnTimes, agreeing, more_formats, try_formats
from leaptui.domain.calls import ColumnRole, Confidence, Correction
from leaptui.domain.errors import UnknownName
from leaptui.domain.text import one_line

SAMPLED_ROWS = 2000
_MOMENTS = frozenset({
    ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME, ColumnRole.DISPATCHED,
    ColumnRole.EN_ROUTE, ColumnRole.ARRIVED, ColumnRole.CLEARED
})  # fmt: skip
_ONE_OF_EACH = frozenset(ColumnRole) - {
    ColumnRole.IGNORED, ColumnRole.TYPE_CODE, ColumnRole.DISPOSITION, ColumnRole.PLACE, ColumnRole.UNIT,
    ColumnRole.NARRATIVE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What was found out about a file."""

    dialect: Dialect
    profiles: tuple[Profile, ...]
    times: dict[int, ColumnTimes]
    claims: tuple[Claim, ...]
    rows: int
    rejected: int
    second: SecondLook = field(default_factory=SecondLook)


def look(
    engine: Engine,
    source: Source,
    dialect: Dialect,
    sample: Sequence[Sequence[str]],
    correction: Correction,
    *,
    timezone: str = "",
) -> Look:
    """Read the whole file: every format of its times once, then what takes the roles to be known.

    Args:
        engine: Where.
        source: The file.
        dialect: How it is written.
        sample: Rows of it.
        correction: What a person changed.
        timezone: The city's zone, where it is known.

    Raises:
        UnknownName: When the correction names a column that is not there.
    """
    profiles = profiles_of(dialect, sample)
    table = scan(source, dialect.delimiter, len(dialect.names), dialect.header_row, dialect.quote)
    candidates = candidate_formats(source, dialect, profiles, correction)
    for name, written in correction.time_formats.items():
        formats = tuple(check_format(one) for one in written.split(EITHER))
        candidates[_position(dialect, name)] = formats
    tame = source.facts.tame
    # What tells calls apart is guessed from the sample, so that one pass over the file is enough.
    guessed = corrected(dialect, assign_roles(dialect.names, profiles, {}), correction)
    try_all = partial(
        try_formats, engine, table, tame=tame, timezone=timezone,
        beside=kept_beside(guessed), cells=first_cells(len(dialect.names)),
    )  # fmt: skip
    rows, times = try_all(candidates)
    rejected = len(rejected_rows(engine, source, dialect.delimiter, len(dialect.names)))
    again = {
        position: more_formats(found)
        for position, found in times.items()
        if found.failed and found.formats and dialect.names[position] not in correction.time_formats
    }
    if any(formats != times[position].tried for position, formats in again.items()):
        candidates |= again
        _, times = try_all(candidates)
    times = agreeing(times, {_position(dialect, name) for name in correction.time_formats})
    claims = assign_roles(dialect.names, profiles, times)
    claims = explain_stamps(sample, corrected(dialect, claims, correction), profiles, times)
    second = look_again(engine, dialect.names, claims, guessed, times, candidates, timezone=timezone)
    return Look(dialect, profiles, times, claims, rows, rejected, second)


def sample_rows(source: Source, dialect: Dialect) -> list[list[str]]:
    """Rows from the beginning, the middle and the end of a file, those of the usual width."""
    width, delimiter, quote = len(dialect.names), dialect.delimiter, dialect.quote
    head = rows_of(source.head, delimiter, dialect.header_row + SAMPLED_ROWS, quote)[dialect.header_row :]
    rows = [row for row in head if len(row) == width][: SAMPLED_ROWS // (1 + bool(source.later))]
    share = SAMPLED_ROWS // 6
    for piece in source.later:
        found = [row for row in rows_of(piece, delimiter, share + 2, quote) if len(row) == width]
        rows.extend(found[1 : share + 1])
    return rows


def profiles_of(dialect: Dialect, sample: Sequence[Sequence[str]]) -> tuple[Profile, ...]:
    """What the sampled values of each column look like."""
    return tuple(
        profile_of([row[position] for row in sample], name) for position, name in enumerate(dialect.names)
    )


def candidate_formats(
    source: Source, dialect: Dialect, profiles: Sequence[Profile], correction: Correction
) -> dict[int, tuple[str, ...]]:
    """The formats to try for each column that looks like times, or that a person calls so."""
    said = {_position(dialect, name) for name, role in correction.roles.items() if role in _MOMENTS}
    found = {
        position: profile.shape.candidates
        for position, profile in enumerate(profiles)
        if profile.is_time or (position in said and profile.shape.candidates)
    }
    if source.taken is None or not source.taken.from_1904:
        return found
    return {
        position: tuple(EXCEL_SERIAL_1904 if one == EXCEL_SERIAL else one for one in formats)
        for position, formats in found.items()
    }


def _position(dialect: Dialect, name: str) -> int:
    if name not in dialect.names:
        raise UnknownName(f"The file has no column “{one_line(name)}”.", safe="Nothing was stored.")
    return dialect.names.index(name)


def corrected(dialect: Dialect, claims: Sequence[Claim], correction: Correction) -> tuple[Claim, ...]:
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
