"""How a call ended, by the words of its disposition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.practice.located_toml import Table

OTHER = "other"
"""The ending of a call whose disposition no ending claims."""

_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """One ending.

    Attributes:
        key: Kept in what is exported.
        label: As it is printed.
        why: What it says about a responder.
        words: Those that tell it, in capitals; a star stands for any end of a word.
    """

    key: str
    label: str
    why: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class CallOutcomes:
    """All endings, in the order in which equally long words are tried.

    Attributes:
        endings: The known ones.
        denials: Words that deny the one behind them.
    """

    endings: tuple[CallOutcome, ...]
    denials: tuple[str, ...]

    def ending_of(self, disposition: str) -> str:
        """The key of the ending that a disposition means; `OTHER` where no ending claims it.

        `REPORT WRITTEN (NO ARREST)` is a report, `No report required` no action.
        """
        words = _NOT_A_WORD.sub(" ", disposition.upper()).strip()
        best, longest = OTHER, 0
        for pattern, length, key in self._patterns:
            if length > longest and pattern.search(words):
                best, longest = key, length
        return best

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], int, str]]:
        denied = "".join(rf"(?<!\b{word} )" for word in self.denials)
        return [
            (re.compile(rf"{denied}\b{words.replace('*', '[A-Z]*')}\b"), len(words.split()), ending.key)
            for ending in self.endings
            for words in ending.words
        ]


def read_call_outcomes(top: Table) -> CallOutcomes:
    """The endings of a practice file."""
    denials = top.table("denials")
    found = CallOutcomes(
        denials=denials.texts("words"), endings=tuple(map(_ending, top.tables("outcome", least=1)))
    )
    denials.finish()
    keys = [ending.key for ending in found.endings]
    if OTHER in keys or len(set(keys)) < len(keys):
        top.refuse("outcome", f"must have a different key each, and none may be `{OTHER}`")
    return found


def _ending(table: Table) -> CallOutcome:
    words = table.texts("words", least=1)
    if not all(re.fullmatch(r"[A-Z0-9]+\*?( [A-Z0-9]+\*?)*", each) for each in words):
        table.refuse("words", "must be in capitals and digits, with single blanks between words")
    return CallOutcome(
        key=table.text("key"), label=table.text("label", most=40), why=table.text("why"), words=words
    )
