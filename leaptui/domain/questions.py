"""The questions of a guide inside a note: a heading with the question's number, and what stands under it.

A question is `## 9 Nobody is free`, with or without a time stamp before it. What follows, up to
the next heading, is its answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(
    r"(?:(?P<stamp>(?:[01]\d|2[0-3]):[0-5]\d) |\[off\] )?#{1,6} (?:(?P<number>\d{1,2})\b)?", re.IGNORECASE
)
_OWN_VIEW = re.compile(r"[ \t]*>")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a note has under the heading of one question.

    Attributes:
        number: Of the question in its guide.
        stamp: `14:20` where the heading bears a time, else empty.
        text: The lines under the heading; of a question taken up twice, of both.
        start: Offset of the heading in the note.
    """

    number: int
    stamp: str
    text: str
    start: int

    @property
    def is_answered(self) -> bool:
        """Whether somebody's words stand there: the advisor's own view alone is no answer."""
        return any(line.strip() and not _OWN_VIEW.match(line) for line in self.text.split("\n"))


def question_of(line: str) -> int | None:
    """The number of the guide question that a line heads."""
    if "#" not in line:
        return None
    match = _HEADING.match(line)
    return int(match["number"]) if match and match["number"] else None


def answers(note: str) -> dict[int, Answer]:
    """Every question that a heading of the note names, in order of first appearance.

    Args:
        note: The note's text, line feeds as line ends.
    """
    found: dict[int, Answer] = {}
    now: int | None = None
    offset = 0
    for line in note.split("\n"):
        heading = _HEADING.match(line) if "#" in line else None
        if heading is not None:
            now = int(heading["number"]) if heading["number"] else None
            if now is not None and now not in found:
                found[now] = Answer(now, heading["stamp"] or "", "", offset)
        elif now is not None:
            before = found[now]
            text = f"{before.text}\n{line}" if before.text else line
            found[now] = Answer(now, before.stamp, text, before.start)
        offset += len(line) + 1
    return {
        number: Answer(number, each.stamp, each.text.strip("\n"), each.start)
        for number, each in found.items()
    }
