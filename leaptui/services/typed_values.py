"""Values from the words of a form or a command: members of a vocabulary, yes or no, whole numbers."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line, slug

Vocabulary = TypeVar("Vocabulary", bound=StrEnum)

_YES, _NO = frozenset({"yes", "y", "true", "1", "sí", "si"}), frozenset({"", "no", "n", "false", "0"})
_UNCHANGED = "Nothing was changed."


def member(vocabulary: type[Vocabulary], text: str, what: str) -> Vocabulary:
    """A member of a closed vocabulary by its value, blanks and case aside.

    Raises:
        InputRefused: When it is none; the sentence lists them.
    """
    wanted = slug(text).replace("-", "_")
    for each in vocabulary:
        if each.value == wanted:
            return each
    raise InputRefused(
        f"“{one_line(text)}” is not a {what}.",
        safe=_UNCHANGED,
        next_step="It is one of: " + ", ".join(vocabulary) + ".",
    )


def yes_no(text: str, what: str) -> bool:
    """Yes or no; empty text is no.

    Raises:
        InputRefused: When it is neither.
    """
    words = one_line(text).lower()
    if words in _YES | _NO:
        return words in _YES
    raise InputRefused(f"“{words}” is neither yes nor no: {what}.", safe=_UNCHANGED)


def whole(text: str, what: str, *, most: int) -> int | None:
    """A whole number from 1 to `most`; nothing for empty text.

    Raises:
        InputRefused: When it is no such number.
    """
    words = one_line(text)
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and 0 < int(words) <= most):
        raise InputRefused(
            f"“{words}” is not a number of {what}.", safe=_UNCHANGED, next_step=f"It can be 1 to {most:,}."
        )
    return int(words)
