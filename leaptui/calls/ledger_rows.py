"""The rows behind a line of the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

from leaptui.calls.counting import as_text
from leaptui.calls.reasons import set_aside_sql
from leaptui.domain.calls import SetAside

if TYPE_CHECKING:
    from leaptui.calls.loaded import LoadedDataset


def ledger_rows(
    loaded: LoadedDataset, reason: SetAside, on: Collection[SetAside], *, limit: int = 200, offset: int = 0
) -> list[dict[str, str]]:
    """Rows that a rule sets aside, or would set aside if it were on, as text, in the order of the file.

    Args:
        loaded: The dataset.
        reason: What the rule sets aside. Of rows that could not be read only where they stand and
            why is kept: `line`, `reason`, and in a text file `first_byte` and `last_byte`.
        on: The rules that are applied.
        limit: How many at most.
        offset: How many to pass over.
    """
    if reason is SetAside.UNREADABLE:
        return _unreadable(loaded)[offset : offset + limit]
    columns = {name for (name, *_) in loaded.rows("DESCRIBE SELECT * FROM read_parquet(?)", [loaded.parts])}
    frame = loaded.frame(
        f"SELECT * FROM read_parquet(?) WHERE {set_aside_sql(columns, {*on, reason})} = ? ORDER BY row LIMIT ? OFFSET ?",  # noqa: S608 - the SQL is made of this program's own words
        [loaded.parts, reason.value, limit, offset],
    )
    return [as_text(row) for row in frame.to_dict("records")]


def _unreadable(loaded: LoadedDataset) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for (text,) in loaded.rows(
        "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'unreadable' ORDER BY file_name",
        [loaded.parts],
    ):
        found.extend({key: str(value) for key, value in row.items()} for row in json.loads(text)["rows"])
    return found
