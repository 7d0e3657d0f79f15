"""Text for a terminal or a pipe: nothing in it can steer what shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaptui.domain.text import clean, one_line


def line(text: str) -> str:
    """Text on one line, without control codes."""
    return one_line(text)


def lines(text: str) -> str:
    """Text of several lines, without control codes; a tab becomes four spaces."""
    return clean(text).replace("\t", "    ")


def json_ready(value: object) -> object:
    """The same structure with every text in it cleaned, keys included; tuples become lists."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): json_ready(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [json_ready(inner) for inner in value]
    return value
