"""A dataset's rows as Parquet, in parts that never touch the disk."""

# ruff: noqa: S608 - the SQL is made of constants and column positions; what a user wrote is a parameter or `literal`

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from leaptui.calls.engine import Engine
from leaptui.calls.moments import literal
from leaptui.calls.reasons import first_reason_sql
from leaptui.calls.source import MEMORY
from leaptui.calls.unreadable import Unreadable
from leaptui.domain.calls import SetAside
from leaptui.domain.ledger_rules import USUALLY_ON, bit, first_reason

PART_ROWS = 1_000_000
_GROUP_ROWS = 30_720
"""Rows a thread holds before it writes them: small, because memory is what an import lacks first."""
_STRETCH = 1024

_KEPT = (
    "incident, incident_id, received, received_has_clock, dispatched, en_route, arrived, cleared, "
    "units::INTEGER AS units, unit_minutes::DOUBLE AS unit_minutes, type, type_final, type_code, priority, source, "
    "disposition, unit, agency, district, CASE WHEN NOT judged.sensitive THEN coarse.kept END AS place, "
    "cancelled, alarm, hang_up, follow_up"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file and what is in it."""

    data: bytes
    verdicts: Counter[int]
    """Rows by the set of their reasons."""
    incidents: int
    first: datetime | None
    last: datetime | None
    """Received times of the calls used."""


def number_rows(engine: Engine, rows: int, rejected: Sequence[int]) -> str:
    """SQL for the number a row of `judged` has among all rows of the files, rows that could not be split included.

    Args:
        engine: Where.
        rows: Rows in the table `raw`.
        rejected: Numbers of the rows that could not be split, from 1.
    """
    numbers = sorted(set(rejected))
    if not numbers:
        return "judged.r + 1"
    # How many rows of `raw` come before each rejected one. A stretch of rows shares what was
    # rejected before it; only what was rejected inside it is compared row by row.
    before = [number - index - 1 for index, number in enumerate(numbers)]
    stretches = []
    for stretch in range(rows // _STRETCH + 1):
        first, end = bisect_left(before, stretch * _STRETCH), bisect_left(before, (stretch + 1) * _STRETCH)
        stretches.append((stretch, first, before[first:end] or None))
    engine.fill("shifts", "stretch BIGINT, shift BIGINT, inside BIGINT[]", stretches)
    return (
        "judged.r + 1 + shifts.shift + coalesce(len(list_filter(shifts.inside, lambda x: x <= judged.r)), 0)"
    )


def write_parts(
    engine: Engine, rows: int, unreadable: Unreadable, number: str, *, narratives: bool = False
) -> Iterator[Part]:
    """The rows of the view `judged` with their verdicts, a million at a time.

    Rows are numbered, not in order: keeping the order behind a join would leave all of the writing to one thread.

    Args:
        engine: Where.
        rows: Rows in the table `raw`.
        unreadable: The rows that could not be read; what is told of each is kept in the first part's metadata.
        number: SQL from `number_rows`.
        narratives: Whether to keep the table `told`.
    """
    import fsspec

    memory = fsspec.filesystem("memory")
    shifts = f"LEFT JOIN shifts ON shifts.stretch = judged.r // {_STRETCH}" if "shifts" in number else ""
    told = "LEFT JOIN told ON told.r = judged.r" if narratives else ""
    kept = f"{_KEPT}, told.narrative" if narratives else _KEPT
    for start in range(0, max(rows, 1), PART_ROWS):
        address = f"{MEMORY}leaptui-{uuid4().hex}.parquet"
        about = literal(json.dumps({"count": unreadable.rows, "rows": [] if start else unreadable.listed}))
        try:
            engine.run(
                f"COPY (SELECT row, {first_reason_sql('reasons')} AS set_aside, * EXCLUDE (row) "
                f"FROM (SELECT ({number})::INTEGER AS row, "
                f"judged.reasons | CASE WHEN duplicate.r IS NULL THEN 0 ELSE {bit(SetAside.DUPLICATES)} END AS reasons, "
                f"{kept} FROM judged LEFT JOIN duplicate ON duplicate.r = judged.r "
                f"LEFT JOIN coarse ON coarse.place = judged.place {shifts} {told} "
                f"WHERE judged.r >= {start:d} AND judged.r < {start + PART_ROWS:d})) "
                f"TO {literal(address)} (FORMAT parquet, PARQUET_VERSION V2, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP_ROWS}, "
                f"PRESERVE_ORDER false, KV_METADATA {{unreadable: {about}}})"
            )
            part = _part(engine, address, memory.cat_file(address))
        finally:
            if memory.exists(address):
                memory.rm_file(address)
        yield part


def _part(engine: Engine, address: str, data: bytes) -> Part:
    counted = engine.run(
        "SELECT reasons, count(*), count(*) FILTER (incident), min(received), max(received) "
        "FROM read_parquet(?) GROUP BY reasons ORDER BY reasons",
        [address],
    )
    used = [line for line in counted if first_reason(line[0], USUALLY_ON) is None]
    return Part(
        data=data,
        verdicts=Counter({int(reasons): int(rows) for reasons, rows, *_ in counted}),
        incidents=sum(int(incidents) for _, _, incidents, _, _ in counted),
        first=min((first for *_, first, _ in used), default=None),
        last=max((last for *_, last in used), default=None),
    )
