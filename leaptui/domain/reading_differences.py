"""How a file differs from the one that a recipe was made for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DifferenceKind(StrEnum):
    """What is different."""

    MISSING_COLUMN = "missing_column"
    RENAMED_COLUMN = "renamed_column"
    NEW_COLUMN = "new_column"
    NEW_FORMAT = "new_format"
    NEW_CODE = "new_code"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        kind: What is different.
        column: The column of the file; of one that is missing, its name in the recipe.
        words: A sentence.
        instead: For a renamed column, its name in the recipe.
    """

    kind: DifferenceKind
    column: str
    words: str
    instead: str = ""
