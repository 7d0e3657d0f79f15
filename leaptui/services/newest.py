"""Records in the order they came about, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from leaptui.domain.record import Record

R = TypeVar("R", bound=Record)


def newest_first(records: Sequence[R], moment: Callable[[R], str]) -> list[R]:
    """Records by a moment that is kept in whole seconds; of one second, the later written first.

    Args:
        records: As the store gives them, the first written first.
        moment: ISO date and time of a record.
    """
    return sorted(records, key=moment)[::-1]
