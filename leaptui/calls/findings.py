"""What was found out about a file, told as an inspection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leaptui.calls.dialect import Dialect, quoting_of, rows_of
from leaptui.calls.look import Look
from leaptui.calls.problems import not_available, problems_of
from leaptui.calls.recipe import EITHER
from leaptui.calls.source import Source
from leaptui.calls.time_problems import RECEIVED, questions_of, unsure
from leaptui.calls.times import has_clock, unmarked
from leaptui.domain.calls import ColumnReading, ColumnRole, Correction, Inspection, TimeReading
from leaptui.domain.errors import InputRefused
from leaptui.domain.inspection import FileShape
from leaptui.domain.text import one_line

_DAYS = frozenset({ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE})
_TYPES = frozenset({ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL, ColumnRole.TYPE_CODE})
_SHOWN_LINES, _SHOWN_CHARACTERS = 12, 400


def inspection_of(
    path: Path, source: Source, look: Look, correction: Correction, *, timezone: str = ""
) -> Inspection:
    """The inspection that a look amounts to.

    Args:
        path: The file.
        source: The same, opened.
        look: What was found out.
        correction: What a person changed or answered.
        timezone: The city's zone, where it is known.

    Raises:
        InputRefused: When no row has the cells that the header announces.
    """
    if not look.rows:
        raise InputRefused(
            f"No row of {path.name} has as many cells as its header.",
            safe="Nothing was stored.",
            next_step="Say which row is the header, or ask for the export again.",
        )
    dialect, text = look.dialect, not source.is_workbook
    roles = {claim.role for claim in look.claims}
    shape = FileShape(
        inside=source.inside,
        quoting=quoting_of(source.head, dialect) if text else "",
        line_end=source.facts.line_end if text else "",
        header_lines=dialect.header_lines,
        sheet_notes=source.taken.notes if source.taken else (),
        counts=look.second.counts,
    )
    return Inspection(
        file=path.name,
        size=source.facts.size,
        sha256=source.facts.sha256,
        encoding=source.facts.encoding if text else "",
        delimiter=dialect.delimiter if text else "",
        sheet=source.taken.sheet if source.taken else "",
        header_row=dialect.header_row,
        rows=look.rows + look.rejected,
        columns=tuple(_columns(look)),
        times=tuple(_times(look)),
        not_available=not_available(roles, hours=_hours_known(look)),
        problems=tuple(
            problems_of(
                source, look, _raw_first_header(source, dialect), shape, correction, timezone=timezone
            )
        ),
        sheets=source.taken.sheets if source.taken else (),
        raw_rows=tuple(
            one_line(line)[:_SHOWN_CHARACTERS] for line in source.head[:65536].splitlines()[:_SHOWN_LINES]
        ),
        quote=dialect.quote,
        shape=shape,
        lacks=_lacks(path, roles),
        questions=questions_of(dialect.names, look.claims, look.times, look.second, timezone, correction),
    )


def _lacks(path: Path, roles: set[ColumnRole]) -> tuple[str, ...]:
    """Why a file cannot be imported as it is."""
    lacking = []
    if not roles & _DAYS:
        lacking.append(f"{path.name} has no column with the time of a call.")
    if not roles & _TYPES:
        lacking.append(f"{path.name} has no column with the type of a call.")
    return tuple(lacking)


def _raw_first_header(source: Source, dialect: Dialect) -> str:
    rows = rows_of(source.head[:65536], dialect.delimiter, quote=dialect.quote)
    row = rows[dialect.header_row - 1] if 0 < dialect.header_row <= len(rows) else []
    return row[0] if row else ""


def _hours_known(look: Look) -> bool:
    """Whether the received time says the hour of the day."""
    by_role = {claim.role: look.times.get(position) for position, claim in enumerate(look.claims)}
    clock = by_role.get(ColumnRole.RECEIVED_TIME) or by_role.get(ColumnRole.RECEIVED)
    if clock is None or clock.always_midnight or clock.half_clock_unmarked:
        return False
    return any(has_clock(written) for written in clock.formats)


def _columns(look: Look) -> Iterator[ColumnReading]:
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


def _times(look: Look) -> Iterator[TimeReading]:
    for position, times in sorted(look.times.items()):
        if times.formats:
            # Of the call itself the day counts; of every other moment nothing is left without its hour.
            halved = times.half_clock_unmarked
            hourless = times.unmarked + (times.parsed if halved else 0)
            lost = 0 if look.claims[position].role in RECEIVED else hourless
            yield TimeReading(
                column=look.dialect.names[position],
                format=EITHER.join(unmarked(one) if halved else one for one in times.formats),
                parsed=times.parsed + times.unmarked - lost,
                failed=times.failed + lost,
                samples=look.profiles[position].samples,
            )
