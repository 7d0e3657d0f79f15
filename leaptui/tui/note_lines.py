"""What stands in one line of a note: its margin, its marks, the guide question it heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import level_signs
from leaptui.domain.marks import MarkKind, marks
from leaptui.domain.questions import question_of

MARGIN = 6
"""Cells of the note's left margin: as wide as `14:19 ` and as `[off] `."""

_STAMP = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d ")
_OFF = re.compile(r"\[off\] ", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6} (?:(?P<number>\d{1,2})\b)?")
_OFF_SHOWN = "⊠ OFF"
_MARGIN_WORDS = {
    Attribution.OFF_RECORD: _OFF_SHOWN,
    Attribution.NONE: "□ NFA",
    Attribution.ROLE_ONLY: "◧ROLE",
    Attribution.ON_RECORD: "■ REC",
}
_MARK_WORD = re.compile(r"\S+")
_BY_WHOM = re.compile(r"\bdue:\S+|(?<!\S)@\w[\w.-]*")


class Margin(StrEnum):
    """What the first six characters of a line are."""

    NONE = "none"
    STAMP = "stamp"
    OFF = "off"


class Tone(StrEnum):
    """How a stretch of a line is shown. Each is a role of the palette."""

    STAMP = "stamp"
    OFF_SIGN = "off_sign"
    OFF = "off"
    LEVEL_SIGN = "level_sign"
    HEADING = "heading"
    THEME = "theme"
    QUOTE = "quote"
    CONCERN = "concern"
    FOLLOW_UP = "follow_up"
    OWN_VIEW = "own_view"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a line from `start` up to `end`, in one tone."""

    start: int
    end: int
    tone: Tone


def margin_of(line: str) -> Margin:
    """Whether a line begins with a time stamp or the sign of an off-record passage."""
    if _STAMP.match(line):
        return Margin.STAMP
    return Margin.OFF if _OFF.match(line) else Margin.NONE


def body_of(line: str) -> str:
    """The line without what stands in its margin."""
    return line if margin_of(line) is Margin.NONE else line[MARGIN:]


def shown(line: str) -> str:
    """The line as it is drawn, character for character: `⊠ OFF ` stands for `[off] `."""
    start = MARGIN if margin_of(line) is Margin.STAMP else 0
    if _OFF.match(line, start) is None:
        return line
    return f"{line[:start]}{_OFF_SHOWN}{line[start + len(_OFF_SHOWN) :]}"


def margin_shown(level: Attribution) -> str:
    """What stands in the margin of a line with this level: `◧ROLE `, as wide as the margin."""
    return _MARGIN_WORDS[level].ljust(MARGIN)


def paragraph_around(line_at: Callable[[int], str], count: int, row: int) -> range:
    """The rows of the paragraph a row stands in, up to the blank lines on both sides.

    Args:
        line_at: A line of the note by its row.
        count: How many rows the note has.
        row: Which one.
    """
    first, last = row, row + 1
    while first > 0 and line_at(first - 1).strip():
        first -= 1
    while last < count and line_at(last).strip():
        last += 1
    return range(first, last)


def stretches(line: str, level: Attribution | None = None) -> Iterator[Stretch]:
    """The tones of a line, later ones over earlier ones.

    Args:
        line: Its text.
        level: What signs in it or above it say of how far it may travel.
    """
    margin = margin_of(line)
    body = 0 if margin is Margin.NONE else MARGIN
    if _HEADING.match(line, body):
        yield Stretch(body, len(line), Tone.HEADING)
    if margin is Margin.STAMP:
        yield Stretch(0, MARGIN, Tone.STAMP)
    yield from _marked(line)
    # Drawn last: whatever is marked in such a line stays a confidence.
    if margin is Margin.OFF:
        yield Stretch(0, MARGIN - 1, Tone.OFF_SIGN)
        yield Stretch(MARGIN, len(line), Tone.OFF)
    elif level is Attribution.OFF_RECORD:
        yield Stretch(MARGIN if margin is Margin.STAMP else 0, len(line), Tone.OFF)
    for sign in level_signs(line):
        if sign.start or margin is not Margin.OFF:
            off = sign.level is Attribution.OFF_RECORD
            yield Stretch(sign.start, sign.end, Tone.OFF_SIGN if off else Tone.LEVEL_SIGN)


def _marked(line: str) -> Iterator[Stretch]:
    found = marks(line)
    for mark in found:
        if mark.kind is MarkKind.OWN_VIEW:
            yield Stretch(mark.start, mark.end, Tone.OWN_VIEW)
    for mark in found:
        match mark.kind:
            case MarkKind.THEME:
                yield Stretch(mark.start, mark.end, Tone.THEME)
            case MarkKind.VERBATIM:
                yield Stretch(mark.start, mark.end, Tone.QUOTE)
            case MarkKind.CONCERN:
                yield Stretch(mark.start, _word_end(line, mark.start), Tone.CONCERN)
            case MarkKind.FOLLOW_UP:
                yield Stretch(mark.start, _word_end(line, mark.start), Tone.FOLLOW_UP)
                for whom in _BY_WHOM.finditer(line, mark.start, mark.end):
                    yield Stretch(*whom.span(), Tone.FOLLOW_UP)


def asked(note: str) -> dict[int, str]:
    """Guide questions that a heading of the note names, and the time stamp of each or nothing.

    A question is `## 9 Nobody is free`, with or without a time stamp before it.
    """
    found: dict[int, str] = {}
    for line in note.split("\n"):
        number = question_of(line)
        if number is not None:
            found.setdefault(number, line[: MARGIN - 1] if margin_of(line) is Margin.STAMP else "")
    return found


def minutes_between(note_lines: Sequence[str], opened: datetime, now: datetime) -> int:
    """Minutes from the first to the last time stamp of a note; without two of them, since it was opened."""
    first, last = _minute(note_lines), _minute(reversed(note_lines))
    if first is None or last is None or first == last:
        return int((now - opened).total_seconds() // 60)
    return (last - first) % (24 * 60)


def _minute(lines: Iterable[str]) -> int | None:
    """Minute of the day in the first of these lines that has a time stamp."""
    stamp = next((line for line in lines if line[2:3] == ":" and _STAMP.match(line)), None)
    return int(stamp[:2]) * 60 + int(stamp[3:5]) if stamp else None


def question_at(note_lines: list[str], row: int) -> int | None:
    """The guide question under whose heading a row stands."""
    for line in reversed(note_lines[: row + 1]):
        number = question_of(line)
        if number is not None:
            return number
    return None


def next_question(numbers: list[int], done: set[int], now: int | None) -> int | None:
    """The question to ask next: the first behind the current one that was not asked, else the first at all."""
    left = [number for number in numbers if number not in done]
    behind = [number for number in left if now is not None and number > now]
    return next(iter(behind or left), None)


def _word_end(line: str, start: int) -> int:
    match = _MARK_WORD.match(line, start)
    return match.end() if match else start
