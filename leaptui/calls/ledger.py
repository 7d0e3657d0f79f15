"""The ledger of an import, from counts of rows."""

from __future__ import annotations

from collections.abc import Mapping

from leaptui.domain.calls import Ledger, LedgerLine, SetAside


def make_ledger(rows_in: int, unreadable: int, judged: Mapping[str | None, int]) -> Ledger:
    """Rows in, rows used, and rows set aside in the order the rules were applied.

    Args:
        rows_in: Data rows of the file, counted on their own.
        unreadable: Rows that could not be read.
        judged: Rows that could, by the reason they are set aside; None for those used.

    Raises:
        ValueError: When they do not add up.
    """
    counts = {**judged, SetAside.UNREADABLE.value: unreadable}
    lines = tuple(
        LedgerLine(reason, counts[reason.value]) for reason in SetAside if counts.get(reason.value, 0)
    )
    return Ledger(rows_in, judged.get(None, 0), lines)
