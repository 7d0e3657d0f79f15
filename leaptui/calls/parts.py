"""A dataset's rows as Parquet, in parts that never touch the disk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from leaptui.calls.engine import Engine
from leaptui.calls.moments import literal
from leaptui.calls.source import MEMORY

PART_ROWS = 1_000_000
LISTED_UNREADABLE = 500
"""So many unreadable rows are kept with their line and reason; all are counted."""

_KEPT = (
    "incident, incident_id, received, received_has_clock, dispatched, en_route, arrived, cleared, "
    "units::INTEGER AS units, unit_minutes::DOUBLE AS unit_minutes, type, type_final, type_code, priority, source, "
    "disposition, unit, agency, district, place, cancelled, alarm, hang_up, follow_up"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file and what is in it."""

    data: bytes
    judged: Counter[str | None]
    """Rows by the reason they are set aside; None for those used."""
    incidents: int
    first: datetime | None
    last: datetime | None
    """Received times of the calls used."""


def number_rows(engine: Engine, rejected: Sequence[int], header_row: int) -> None:
    """Table `shifted`: how far the rows that could not be split move the numbers of those behind them.

    Args:
        engine: Where.
        rejected: Lines of the rows with another number of cells.
        header_row: The header's row, from 1.
    """
    engine.run("CREATE TABLE shifts (after BIGINT, shift BIGINT)")
    numbers = sorted(line - header_row for line in rejected if line > header_row)
    steps = {number - index - 1: index + 1 for index, number in enumerate(numbers)}
    for after, shift in steps.items():
        engine.run("INSERT INTO shifts VALUES (?, ?)", [after, shift])


def write_parts(engine: Engine, rows: int, unreadable: Sequence[tuple[int, str]]) -> Iterator[Part]:
    """The rows of the view `judged` with their verdicts, a million at a time.

    Args:
        engine: Where.
        rows: Rows in the table `raw`.
        unreadable: Line and reason of rows that could not be read; part of the first part's metadata.
    """
    import fsspec

    memory = fsspec.filesystem("memory")
    listed = [{"line": line, "reason": reason} for line, reason in unreadable[:LISTED_UNREADABLE]]
    (shifts,) = engine.run("SELECT count(*) FROM shifts")[0]
    number = "judged.r + 1" + (" + coalesce(shifts.shift, 0)" if shifts else "")
    moved = "ASOF LEFT JOIN shifts ON judged.r >= shifts.after" if shifts else ""
    for start in range(0, max(rows, 1), PART_ROWS):
        address = f"{MEMORY}leaptui-{uuid4().hex}.parquet"
        about = literal(json.dumps({"count": len(unreadable), "rows": listed if start == 0 else []}))
        try:
            engine.run(
                f"COPY (SELECT ({number})::INTEGER AS row, coalesce(judged.reason, "
                "CASE WHEN duplicate.r IS NOT NULL THEN 'duplicates' END) AS set_aside, "
                f"{_KEPT} FROM judged LEFT JOIN duplicate ON duplicate.r = judged.r {moved} "
                f"WHERE judged.r >= {start:d} AND judged.r < {start + PART_ROWS:d}) "
                f"TO {literal(address)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{unreadable: {about}}})"
            )
            yield _part(engine, address, memory.cat_file(address))
        finally:
            if memory.exists(address):
                memory.rm_file(address)


def _part(engine: Engine, address: str, data: bytes) -> Part:
    counted = engine.run(
        "SELECT set_aside, count(*), count(*) FILTER (incident), min(received), max(received) "
        "FROM read_parquet(?) GROUP BY set_aside",
        [address],
    )
    used = next(((first, last) for reason, _, _, first, last in counted if reason is None), (None, None))
    return Part(
        data=data,
        judged=Counter({reason: int(rows) for reason, rows, *_ in counted}),
        incidents=sum(int(incidents) for _, _, incidents, _, _ in counted),
        first=used[0],
        last=used[1],
    )
