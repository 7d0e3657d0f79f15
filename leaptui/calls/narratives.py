"""Remarks of call-takers, kept only where a person asked for them, and redacted before they are."""

from __future__ import annotations

from collections.abc import Collection

from leaptui.calls.engine import Engine
from leaptui.disclosure.narratives import redacted
from leaptui.domain.text import one_line

_ROWS_AT_ONCE = 1000
"""Redacted between two questions whether to stop: some fifty milliseconds."""


def redact_narratives(engine: Engine, rows: int, people: Collection[str]) -> None:
    """What is kept of each row's remarks: table `told`.

    Args:
        engine: Where the file was loaded with its narratives.
        rows: Rows of the table `raw`.
        people: Names to be found beside what the rules find.
    """
    engine.run("CREATE TABLE told (r BIGINT, narrative VARCHAR)")
    for start in range(0, rows, _ROWS_AT_ONCE):
        found = engine.run(
            "SELECT rowid, narrative FROM raw WHERE narrative IS NOT NULL AND rowid >= ? AND rowid < ?",
            [start, start + _ROWS_AT_ONCE],
        )
        kept = [(int(row), redacted(one_line(str(text)), people)) for row, text in found]
        engine.run(
            "INSERT INTO told SELECT unnest(?::BIGINT[]), unnest(?::VARCHAR[])",
            [[row for row, _ in kept], [text for _, text in kept]],
        )
    engine.run("ALTER TABLE raw DROP COLUMN narrative")
