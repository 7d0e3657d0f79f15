"""Two texts laid line against line: what was taken out, what was put in, what stayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 2
"""Lines that stayed and are shown around a difference."""


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One line of a comparison.

    Attributes:
        sign: `-` taken out, `+` put in, a blank for what stayed, `…` for lines that are left out.
        text: The line; for `…` how many there are.
        start: Where the part begins in which it differs from the line it stands for.
        end: Where that part ends; the same as `start` where the whole line is another.
    """

    sign: str
    text: str
    start: int = 0
    end: int = 0


def differences(before: str, after: str, *, context: int = CONTEXT) -> list[DifferenceLine]:
    """The lines of `after` beside those of `before`; empty where they are the same.

    Args:
        before: What stood there; empty text has no line.
        after: What stands there since.
        context: Lines around a difference that are shown; longer stretches are counted only.
    """
    if before == after:
        return []
    old, new = _lines(before), _lines(after)
    # What both begin and end with is most of a long note, and comparing it would take seconds.
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    shown: list[DifferenceLine] = list(_stayed(old[:head], context, first=True, last=False))
    steps = SequenceMatcher(None, middle_old, middle_new, autojunk=len(middle_old) > _LONG).get_opcodes()
    for what, start, end, new_start, new_end in steps:
        if what == "equal":
            shown += _stayed(middle_old[start:end], context, first=False, last=False)
        else:
            shown += _changed(middle_old[start:end], middle_new[new_start:new_end])
    return [*shown, *_stayed(old[len(old) - tail :], context, first=False, last=True)]


_LONG = 2_000
"""Lines from which on frequent ones are not looked for everywhere, so that a page takes no seconds."""


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _stayed(lines: Sequence[str], context: int, *, first: bool, last: bool) -> Iterator[DifferenceLine]:
    before = 0 if first else context
    after = 0 if last else context
    left_out = len(lines) - before - after
    if left_out < 2:
        yield from (DifferenceLine(" ", line) for line in lines)
        return
    yield from (DifferenceLine(" ", line) for line in lines[:before])
    yield DifferenceLine("…", str(left_out))
    yield from (DifferenceLine(" ", line) for line in lines[len(lines) - after :])


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[DifferenceLine]:
    paired = len(old) == len(new)
    spans = [_parts(one, other) if paired else ((0, 0), (0, 0)) for one, other in zip(old, new, strict=False)]
    for index, line in enumerate(old):
        yield DifferenceLine("-", line, *(spans[index][0] if paired else (0, 0)))
    for index, line in enumerate(new):
        yield DifferenceLine("+", line, *(spans[index][1] if paired else (0, 0)))


def _parts(one: str, other: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where two lines differ, in each; nothing where they share neither beginning nor end."""
    least = min(len(one), len(other))
    head = next((at for at in range(least) if one[at] != other[at]), least)
    tail = next((at for at in range(least - head) if one[-1 - at] != other[-1 - at]), least - head)
    if not head and not tail:
        return (0, 0), (0, 0)
    return (head, len(one) - tail), (head, len(other) - tail)
