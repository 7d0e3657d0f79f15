"""Calls by hour of the week as numbers: for internal use, where bands are told to everybody else."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import final

from leaptui.disclosure import _seal
from leaptui.disclosure._seal import KEY
from leaptui.disclosure.gate import Gate
from leaptui.domain.calls import CallsSummary


@final
@dataclass(frozen=True, slots=True)
class ClearedMeans:
    """Mean calls an hour: seven days from Monday of 24 hours."""

    means: tuple[tuple[float, ...], ...]
    seal: InitVar[_seal.Seal]

    def __post_init__(self, seal: _seal.Seal) -> None:
        _seal.require(seal)


def clear_means(gate: Gate, summary: CallsSummary) -> ClearedMeans | None:
    """The means of one export; nothing for readers to whom any count is withheld."""
    if gate.threshold > 1:
        return None
    return ClearedMeans(
        tuple(
            tuple(calls / days if days else 0.0 for calls in row)
            for days, row in zip(summary.weekdays_in_period, summary.by_weekday_hour, strict=True)
        ),
        KEY,
    )
