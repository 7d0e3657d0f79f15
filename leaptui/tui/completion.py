"""Words a note completes while they are typed: themes and components behind `#`, people behind `@`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.domain.text import fold

_BEGUN = re.compile(r"(?:^|\s)(?P<sign>[#@])(?P<text>[^\W_][\w.-]*)$")


@dataclass(frozen=True, slots=True)
class Completions:
    """What can be completed.

    Attributes:
        themes: Keys of themes, and of the roadmap's components, which are named like a theme.
        people: Words for people, as `handles` makes them.
    """

    themes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def rest(self, line: str, column: int) -> str:
        """What completes the word typed up to a column; nothing where none is begun, or none fits."""
        if column < len(line) and not line[column].isspace():
            return ""
        match = _BEGUN.search(line[:column])
        if match is None:
            return ""
        begun = match["text"]
        if match["sign"] == "@":
            wanted = begun.casefold()
            fits = (word for word in self.people if word.startswith(wanted) and word != wanted)
        else:
            fits = (word for word in self.themes if word.startswith(begun) and word != begun)
        return next((word[len(begun) :] for word in fits), "")


def handles(names: Iterable[str]) -> tuple[str, ...]:
    """The shortest word for each name that nobody else has: `maria`, or `maria.delgado`."""
    parts = [[part for part in re.split(r"[^\w]+", fold(name)) if part] for name in names]
    first = Counter(each[0] for each in parts if each)
    return tuple(dict.fromkeys(each[0] if first[each[0]] == 1 else ".".join(each) for each in parts if each))
