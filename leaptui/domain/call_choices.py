"""What a person may decide about how a city's file is read, beside its columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.domain.calls import ColumnRole

DUPLICATE_MINUTES = 15
MOST_DUPLICATE_MINUTES = 24 * 60


class PlaceRule(StrEnum):
    """How exactly a place is kept."""

    BLOCK = "block"
    """`1234 MAIN ST` becomes `1200 block MAIN ST`."""
    DISTRICT = "district"
    """Only the police district, beat or zone."""
    DROP = "drop"
    """Neither place nor district."""


@dataclass(frozen=True, slots=True)
class CodeBook:
    """What the codes of one role mean, from a file that the city handed over beside its calls.

    Attributes:
        role: Whose values are codes: a type code, a type, a priority, a disposition or a source.
        file: The name of the file it was read from.
        entries: Codes and what they mean, in the order of the file; each code once.
    """

    role: ColumnRole
    file: str
    entries: tuple[tuple[str, str], ...]
