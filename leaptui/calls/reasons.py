"""The reasons of a row as SQL: one bit each, and the first of them whose rule is on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from leaptui.domain.calls import SetAside
from leaptui.domain.ledger_rules import USUALLY_ON, bit

COLUMN = "reasons"
"""Of a dataset's Parquet: all reasons that a row has. Datasets imported before it was kept lack it."""


def reasons_sql(conditions: Mapping[SetAside, str]) -> str:
    """SQL for a row's set of reasons.

    Args:
        conditions: For each reason a condition; where it is neither true nor false, it does not hold.
    """
    return " + ".join(
        f"CASE WHEN {condition} THEN {bit(reason)} ELSE 0 END" for reason, condition in conditions.items()
    )


def has_reason(reasons: str, *wanted: SetAside) -> str:
    """SQL for whether a set of reasons has one of these."""
    return f"({reasons} & {sum(map(bit, wanted))}) <> 0"


def first_reason_sql(
    reasons: str, on: Collection[SetAside] = USUALLY_ON, *, among: Collection[SetAside] = tuple(SetAside)
) -> str:
    """SQL for the word of the reason that a row is set aside for; NULL where it is used.

    Args:
        reasons: SQL of its set of reasons.
        on: The rules that are applied.
        among: Reasons that occur at all; the fewer, the faster.
    """
    cases = [
        f"WHEN {has_reason(reasons, reason)} THEN '{reason.value}'"
        for reason in SetAside
        if reason in on and reason in among
    ]
    return f"CASE {' '.join(cases)} END" if cases else "NULL::VARCHAR"


def set_aside_sql(columns: Collection[str], on: Collection[SetAside]) -> str:
    """SQL for the word of the reason that a stored row is set aside for; NULL where it is used.

    Args:
        columns: The columns of the dataset; one without reasons says only what its import decided.
        on: The rules that are applied.
    """
    return first_reason_sql(COLUMN, on) if COLUMN in columns else "set_aside"
