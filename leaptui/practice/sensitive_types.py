"""Kinds of calls that are imported without their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from leaptui.practice.facts import about
from leaptui.practice.located_toml import TomlFile

if TYPE_CHECKING:
    from leaptui.practice.located_toml import Table

_FILE = "sensitive_types.toml"


@dataclass(frozen=True)
class SensitiveKind:
    """One kind.

    Attributes:
        label: As it is printed.
        why: Why its places are not kept.
        groups: Groups of the taxonomy that are all of this kind.
        words: Words of a type that tell it, in capitals; a star stands for any end of a word.
    """

    label: str
    why: str
    groups: tuple[str, ...]
    words: tuple[str, ...]

    def is_of(self, group: str, spellings: Iterable[str]) -> bool:
        """Whether a type is of this kind.

        Args:
            group: Its group in the taxonomy.
            spellings: Its words in capitals, as the city writes them and as the taxonomy spells them.
        """
        return group in self.groups or any(map(self._pattern.search, spellings))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = "|".join(each.replace("*", "[A-Z]*") for each in self.words)
        return re.compile(rf"(?<!\bNON )(?<!\bNO )(?<!\bNOT )\b(?:{words or '(?!)'})\b")


SensitiveKinds = tuple[SensitiveKind, ...]


def read_sensitive_kinds(top: Table) -> SensitiveKinds:
    """The kinds of a practice file."""
    return tuple(map(_kind, top.tables("sensitive")))


@cache
def packaged_sensitive_kinds() -> SensitiveKinds:
    """The kinds that come with leaptui."""
    text = files("leaptui.practice").joinpath(_FILE).read_text(encoding="utf-8")
    top = TomlFile(f"leaptui/practice/{_FILE}", text).parse()
    about(top)
    return read_sensitive_kinds(top)


def _kind(table: Table) -> SensitiveKind:
    words = table.texts("words")
    if not all(re.fullmatch(r"[A-Z0-9]+\*?( [A-Z0-9]+\*?)*", each) for each in words):
        table.refuse("words", "must be in capitals and digits, with single blanks between words")
    return SensitiveKind(
        label=table.text("label", most=40),
        why=table.text("why"),
        groups=table.texts("groups"),
        words=words,
    )
