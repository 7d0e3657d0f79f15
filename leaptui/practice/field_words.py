"""The words of the field: all that stand in the packaged practice content but the practice city's own."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_WORD = re.compile(r"[^\W\d_]+")
_OF_THE_PRACTICE_CITY = ("harbor_falls", "practice_call")


@lru_cache(maxsize=1)
def field_words() -> str:
    """Each word once, in one text: whoever says one of them says nothing that points at somebody."""
    found: dict[str, None] = {}
    for text in _texts(files("leaptui.practice")):
        found |= dict.fromkeys(_WORD.findall(text))
    return " ".join(found)


def _texts(folder: Traversable) -> Iterator[str]:
    for each in sorted(folder.iterdir(), key=lambda item: item.name):
        if each.name.startswith(_OF_THE_PRACTICE_CITY):
            continue
        if each.is_dir():
            yield from _texts(each)
        elif each.name.endswith(".toml"):
            yield each.read_text("utf-8")
