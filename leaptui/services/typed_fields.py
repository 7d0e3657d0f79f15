"""The fields of a record from the words of a form or a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from leaptui.domain.errors import InputRefused
from leaptui.domain.text import clean, one_line

Reading: TypeAlias = Callable[[str], object]
"""From the text of a field to its value; refuses what it is none of."""
_BETWEEN = re.compile(r"[\n;]")


def read(values: Mapping[str, str], readings: Mapping[str, Reading], what: str) -> dict[str, Any]:
    """Every field that was given, by its key in the record.

    Args:
        values: Field and its text; hyphens in a field's name are underscores.
        readings: Fields that can be set, in the order a person reads them.
        what: The record: `a member of the local team`.

    Raises:
        InputRefused: When a field is unknown, or its text does not fit; nothing is changed then.
    """
    found: dict[str, Any] = {}
    for name, text in values.items():
        key = name.replace("-", "_")
        if key not in readings:
            raise InputRefused(
                f"“{one_line(name)}” is not a field of {what}.",
                safe="Nothing was changed.",
                next_step=f"Fields: {', '.join(each.replace('_', '-') for each in readings)}.",
            )
        found[key] = readings[key](text)
    return found


def paragraphs(text: str) -> str:
    """Several lines, without blanks around them."""
    return clean(text).strip()


def several(text: str) -> tuple[str, ...]:
    """Several values: one a line, or with semicolons between; each once."""
    return tuple(dict.fromkeys(part for part in map(one_line, _BETWEEN.split(clean(text))) if part))


def lines(text: str) -> tuple[str, ...]:
    """Several sentences, one a line: semicolons stay in them."""
    return tuple(part for part in map(one_line, clean(text).split("\n")) if part)


def counted(text: str) -> str:
    """A number as people write it, ready to be read: `1,200` and `$1,200` are `1200`."""
    return one_line(text).removeprefix("$").replace(",", "")
