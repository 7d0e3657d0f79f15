"""Words that a gate holds back, and those that somebody let through with a reason.

An override holds for the same words in the same place of one document for one audience; how often a
finished file may hold them, `leaptui.disclosure.allowance` says. What is off the record, what was given
a stand-in, and the name of somebody who spoke off the record only are never let through, and a withheld
count is no span: no override can name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from leaptui.disclosure.folding import folded_words
from leaptui.disclosure.protected import Span
from leaptui.domain.errors import Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class LetThrough:
    """Words that may stand in one place although the gate would hold them back.

    Attributes:
        place: As the gate names it: `component 3, rationale`.
        digest: `digest_of` the words; the words themselves are kept nowhere a second time.
        why_blocked: What the gate said of them.
        reason: Why they may leave all the same.
        allowed_by: Who decided so.
        on: The day, ISO.
    """

    place: str
    digest: str
    why_blocked: str = ""
    reason: str
    allowed_by: str = ""
    on: str = ""


class HeldBack(Withheld):
    """A text holds words that may not leave.

    Args:
        spans: Each of them, in the order of the document; at least one.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        first = spans[0]
        more = len(spans) - 1
        others = "" if not more else f" There {'is' if more == 1 else 'are'} {more} more such place"
        super().__init__(
            f"“{_shortened(first.words)}” in {first.where} {first.why}.{others}{_ending(more)}",
            safe="Nothing was written.",
            next_step="Say it in your own words, without a name, and try again.",
        )
        self.spans = tuple(spans)


class Overrides:
    """What was let through in one document for one audience, and which of it was needed.

    Args:
        known: All of it.
    """

    def __init__(self, known: Iterable[LetThrough] = ()) -> None:
        self._known = {(each.place, each.digest): each for each in known}
        self._used: dict[tuple[str, str], LetThrough] = {}

    @property
    def used(self) -> tuple[LetThrough, ...]:
        """Those that a text needed so far, in the order they were met."""
        return tuple(self._used.values())

    def left(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans of a text that stay blocked."""
        return tuple(span for span in spans if not self._lets(span))

    def _lets(self, span: Span) -> bool:
        if not span.may_be_allowed:
            return False
        known = self._known.get((span.where, digest_of(span.words)))
        if known is not None:
            self._used[known.place, known.digest] = known
        return known is not None


def digest_of(words: str) -> str:
    """SHA-256 of words, whatever their case, accents and punctuation; hexadecimal."""
    return sha256(" ".join(folded_words(words)).encode()).hexdigest()


def _ending(more: int) -> str:
    return "" if not more else "." if more == 1 else "s."


def _shortened(words: str, most: int = 120) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
