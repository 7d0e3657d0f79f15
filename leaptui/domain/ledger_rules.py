"""Which rules of the ledger are on, and the ledger that they give.

A dataset keeps, for every row, all reasons that could set it aside, one bit for each in the order of
`SetAside`. A row is set aside for the first of its reasons whose rule is on. So the counts of rows by
their set of reasons, the dataset's *verdicts*, say the ledger of every choice of rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from leaptui.domain.calls import Ledger, LedgerLine, SetAside

ALWAYS_ON = frozenset({SetAside.UNREADABLE, SetAside.UNITS})
"""Rows that cannot be read, and rows whose call is counted by another row, cannot be used by anybody's choice."""
USUALLY_OFF = frozenset({SetAside.CANCELLED, SetAside.ALARMS, SetAside.HANG_UPS, SetAside.FOLLOW_UPS})
"""Calls that someone made: they stay in demand, and are counted so that one may decide otherwise."""
USUALLY_ON = frozenset(SetAside) - USUALLY_OFF

_BITS = {reason: 1 << place for place, reason in enumerate(SetAside)}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of the ledger with its count before and after it.

    Attributes:
        reason: What the rule sets aside.
        on: Whether it is applied.
        before: Rows that are left when its turn comes.
        takes: Rows it sets aside; where it is off, rows it would set aside if it were the one switched on.
        left: Rows that are left after it.
    """

    reason: SetAside
    on: bool
    before: int
    takes: int
    left: int

    @property
    def switchable(self) -> bool:
        """Whether it can be switched without importing again."""
        return self.reason not in ALWAYS_ON


def bit(reason: SetAside) -> int:
    """The bit of a reason in a row's set of reasons."""
    return _BITS[reason]


def reasons_in(reasons: int) -> tuple[SetAside, ...]:
    """The reasons of a set, in their order."""
    return tuple(reason for reason in SetAside if reasons & _BITS[reason])


def rules_on(switched: Iterable[str]) -> frozenset[SetAside]:
    """The rules that are applied.

    Args:
        switched: Reasons whose rule is not as usual; one that is always on stays on.
    """
    return (USUALLY_ON ^ {SetAside(reason) for reason in switched}) | ALWAYS_ON


def switched(on: Collection[SetAside]) -> tuple[str, ...]:
    """The rules among these that are not as usual, in the order they are applied: the inverse of `rules_on`."""
    return tuple(reason.value for reason in SetAside if (reason in on) != (reason in USUALLY_ON))


def first_reason(reasons: int, on: Collection[SetAside]) -> SetAside | None:
    """Why a row with these reasons is set aside; nothing where it is used."""
    return next((reason for reason in reasons_in(reasons) if reason in on), None)


def ledger_by(rows_in: int, verdicts: Iterable[tuple[int, int]], on: Collection[SetAside]) -> Ledger:
    """The ledger that the rules give.

    Args:
        rows_in: Data rows of the file, counted on their own.
        verdicts: Sets of reasons and how many rows have just these.
        on: The rules that are applied.

    Raises:
        ValueError: When the verdicts do not account for the rows.
    """
    taken = dict.fromkeys(SetAside, 0)
    used = 0
    for reasons, rows in verdicts:
        reason = first_reason(reasons, on)
        if reason is None:
            used += rows
        else:
            taken[reason] += rows
    lines = tuple(LedgerLine(reason, rows) for reason, rows in taken.items() if rows)
    return Ledger(rows_in, used, lines)


def rule_lines(verdicts: Sequence[tuple[int, int]], on: Collection[SetAside]) -> tuple[RuleLine, ...]:
    """Every rule in its order, with the rows before it, the rows it takes, and the rows left.

    Args:
        verdicts: As for `ledger_by`.
        on: The rules that are applied.
    """
    lines = []
    left = sum(rows for _, rows in verdicts)
    for reason in SetAside:
        with_it = {*on, reason}
        takes = sum(rows for reasons, rows in verdicts if first_reason(reasons, with_it) is reason)
        before = left
        left -= takes if reason in on else 0
        lines.append(RuleLine(reason, reason in on, before, takes, left))
    return tuple(lines)
