"""What the keys of a note put at the start of a line: the sign of a level, the name of who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaptui.domain.attribution import Attribution, strictest
from leaptui.domain.level_signs import SIGN_OF, level_signs

CYCLE: tuple[Attribution | None, ...] = (
    None,
    Attribution.OFF_RECORD,
    Attribution.NONE,
    Attribution.ROLE_ONLY,
    Attribution.ON_RECORD,
)
"""The levels of a line in the order a key goes through them; nothing is the interview's own."""

_OPENS = re.compile(
    r"(?:(?:[ \t]*>)+[ \t]?)?(?:(?:[01]\d|2[0-3]):[0-5]\d )?"
    r"(?:[ \t]*(?:[-*+•]|\d{1,3}[.)]|#{1,6})[ \t]+(?:(?<=#[ \t])\d{1,2}[ \t]+)?)?"
)
"""Signs of a quote, a time stamp, a bullet, a heading with its number: they stay first in their line."""


def own_level(line: str) -> Attribution | None:
    """The level that a sign in this very line gives it."""
    levels = [sign.level for sign in level_signs(line)]
    return strictest(*levels) if levels else None


def with_next_level(line: str) -> str:
    """The line with the next level of the cycle; from none the first is off the record."""
    now = own_level(line)
    level = CYCLE[(CYCLE.index(now) + 1) % len(CYCLE)]
    bare = line
    for sign in reversed(list(level_signs(line))):
        behind = bare[sign.end :]
        bare = bare[: sign.start] + (behind[1:] if behind[:1] == " " else behind)
    if level is None:
        return bare
    start = _behind_opening(bare)
    return f"{bare[:start]}{SIGN_OF[level]} {bare[start:]}"


def speaker_of(line: str, names: Sequence[str]) -> str | None:
    """Which of these names the line is labelled with."""
    words = line[_label_start(line) :]
    return next((name for name in names if words.startswith(f"{name}:")), None)


def next_speaker(lines: Sequence[str], row: int, names: Sequence[str]) -> str | None:
    """Whom the key names next: after the one who spoke last, round all, then nobody.

    Args:
        lines: The note's.
        row: The cursor's.
        names: Who can speak, in their order.
    """
    before = next(
        (name for line in reversed(lines[:row]) if (name := speaker_of(line, names)) is not None), None
    )
    first = names.index(before) + 1 if before is not None else 0
    turns: list[str | None] = [*names[first:], *names[:first], None]
    now = speaker_of(lines[row], names)
    return turns[0] if now is None else turns[turns.index(now) + 1]


def with_speaker(line: str, name: str | None, names: Sequence[str]) -> str:
    """The line labelled `Name: `, or with no label."""
    start = _label_start(line)
    words = line[start:]
    now = speaker_of(line, names)
    if now is not None:
        words = words[len(now) + 1 :]
        words = words[1:] if words[:1] == " " else words
    return f"{line[:start]}{name}: {words}" if name is not None else f"{line[:start]}{words}"


def _behind_opening(line: str) -> int:
    found = _OPENS.match(line)
    return found.end() if found else 0


def _label_start(line: str) -> int:
    start = _behind_opening(line)
    for sign in level_signs(line):
        if sign.start == start:
            start = sign.end + (line[sign.end : sign.end + 1] == " ")
    return start
