"""The one that is meant by an id or by words of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from leaptui.domain.text import fold

T = TypeVar("T")


def the_one(known: Sequence[T], wanted: str, told: Callable[[T], tuple[str, str]]) -> T | None:
    """The one with this id or name, or the only one whose name has these words; nothing when none or several fit.

    Args:
        known: All there are.
        wanted: As somebody wrote it.
        told: Id and name of one.
    """
    words = fold(wanted)
    ids_and_names = [(each, *told(each)) for each in known]
    for fits in (
        [each for each, id_, name in ids_and_names if wanted == id_ or (words and fold(name) == words)],
        [each for each, _, name in ids_and_names if words and words in fold(name)],
    ):
        if len(fits) == 1:
            return fits[0]
    return None
