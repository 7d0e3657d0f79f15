"""What the registry says of a field and of a kind of record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Value: TypeAlias = str | int | None
"""What a change holds: text, a whole number, or nothing."""


class Rule(Enum):
    """What may stand in a field."""

    TEXT = "text"
    WHOLE = "whole"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LINES = "lines"

    @property
    def is_text(self) -> bool:
        """Whether the log holds text for it."""
        return self not in (Rule.WHOLE, Rule.YES_NO)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind.

    Attributes:
        key: Its name in the log, for ever.
        rule: What may stand in it.
        default: What it is while no change says otherwise.
        column: Its column's name; the key where none is given.
        refers_to: The kind whose id it holds.
        searched: Whether the search index holds its words.
        by_lines: Whether two edits of it are joined line by line; elsewhere the later one is shown.
    """

    key: str
    rule: Rule = Rule.TEXT
    default: Value = ""
    column: str = ""
    refers_to: str | None = None
    searched: bool = False
    by_lines: bool = False

    @property
    def name(self) -> str:
        """The column."""
        return self.column or self.key


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its key in the log, its table, its fields."""

    key: str
    table: str
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    """Keys of the fields that name a record in a list: the first one filled, a number with the kind before it."""

    def field(self, key: str) -> Field | None:
        """The field of that key, or nothing when this release does not know it."""
        return next((field for field in self.fields if field.key == key), None)
