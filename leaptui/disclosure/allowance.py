"""How often words that were let through may stand in a finished file: where they were, and nowhere else.

An override holds for a passage. What is printed of that passage carries two signs around the words,
from the template to the page as it is read; the signs are noncharacters of Unicode, which no text of
a person can hold (`leaptui.domain.text.clean`), and no file does. So the gate sees on that page which
occurrences were let through. A finished file may hold the words as often as that, and no more: not in
its properties, in an alternative text, in another section. What a heading or the title holds may
stand anywhere, because contents lists, outlines and page heads repeat it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from leaptui.disclosure.folding import Reading, Sought, letters_of
from leaptui.disclosure.protected import Span

_OPENS, _CLOSES = "\ufdd0", "\ufdd1"
_SIGNS = re.compile(f"[{_OPENS}{_CLOSES}]")
_LET_THROUGH = re.compile(f"{_OPENS}([^{_OPENS}{_CLOSES}]*){_CLOSES}")
_HEADING = re.compile(r"^#.*$", re.MULTILINE)


def marked(text: str, words: Collection[str]) -> str:
    """A text with the signs around each of the words that were let through in it.

    Args:
        text: As it is printed.
        words: By their letters (`letters_of`).
    """
    if not words:
        return text
    sought = Sought()
    for each in words:
        sought.add(each)
    reading = Reading(text)
    found = {(first, last) for _, first, last in sought.found_in(reading)}
    parts, reached, end = [], 0, -1
    for first, last in sorted(found, key=lambda span: (span[0], -span[1])):
        if first > end:
            start, end = reading.words[first].start, last
            stop = reading.words[last].end
            parts += [text[reached:start], _OPENS, text[start:stop], _CLOSES]
            reached = stop
    return "".join([*parts, text[reached:]])


def unmarked(text: str) -> str:
    """The text without the signs."""
    return _SIGNS.sub("", text)


def in_headings(markdown: str) -> frozenset[str]:
    """The words with the signs in the headings of a Markdown text, by their letters."""
    return frozenset(
        letters_of(words) for heading in _HEADING.findall(markdown) for words in _LET_THROUGH.findall(heading)
    )


class Allowance:
    """What finished files may hold of words that were let through.

    Args:
        read: The text that they were made from as a reader sees it, with the signs.
        cleared: How often a text with each of the words passed, for files that are made of no text.
        anywhere: Words that contents lists, outlines and page heads repeat.
    """

    def __init__(self, read: str, cleared: Counter[str], anywhere: Collection[str] = ()) -> None:
        shown = Counter(letters_of(words) for words in _LET_THROUGH.findall(read))
        self._most = shown if read else cleared
        self._anywhere = frozenset(anywhere)

    @staticmethod
    def rest_of(read: str) -> str:
        """A text without the words that were let through where they stand."""
        return _LET_THROUGH.sub("\n\ufffc\n", read)

    def repeats(self, span: Span) -> bool:
        """Whether words may stand anywhere, in the file's name too."""
        return span.may_be_allowed and letters_of(span.words) in self._anywhere

    def left(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The spans of a finished file, in its order, that are more than what was let through."""
        seen: Counter[str] = Counter()
        left: list[Span] = []
        for span in spans:
            if self.repeats(span):
                continue
            letters = letters_of(span.words)
            seen[letters] += 1
            if not span.may_be_allowed or seen[letters] > self._most[letters]:
                left.append(span)
        return tuple(left)


def letters_let_through(spans: Sequence[Span]) -> tuple[str, ...]:
    """The words of spans, by their letters, each once."""
    return tuple(dict.fromkeys(letters_of(span.words) for span in spans))
