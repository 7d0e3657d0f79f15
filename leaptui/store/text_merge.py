"""Two edits of one text joined by lines, losing none of what either side wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher


def merge3(base: str, earlier: str, later: str) -> str:
    """Join two texts that both come from a third.

    A line of the base stays where both sides kept it. New lines stand where their side put them;
    where both put some at one place, the earlier side's come first and shared ones stand once.
    So every line that either side wrote is there, and a line that either side took out is not.

    Args:
        base: What both began with.
        earlier: One side.
        later: The other.
    """
    if later in (base, earlier):
        return earlier
    if earlier == base:
        return later
    lines = base.split("\n")
    first, second = _edit(lines, earlier.split("\n")), _edit(lines, later.split("\n"))
    joined: list[str] = []
    for place in range(len(lines) + 1):
        joined += _both(first.new.get(place, []), second.new.get(place, []))
        if place < len(lines) and place not in first.gone and place not in second.gone:
            joined.append(lines[place])
    return "\n".join(joined)


@dataclass(slots=True)
class _Edit:
    """What one side did: which lines of the base it took out, and what it put before each place."""

    gone: set[int] = field(default_factory=set)
    new: dict[int, list[str]] = field(default_factory=dict)


def _edit(base: list[str], side: list[str]) -> _Edit:
    edit = _Edit()
    for what, start, end, side_start, side_end in SequenceMatcher(
        None, base, side, autojunk=False
    ).get_opcodes():
        if what != "equal":
            edit.gone.update(range(start, end))
            edit.new[start] = side[side_start:side_end]
    return edit


def _both(earlier: Sequence[str], later: Sequence[str]) -> list[str]:
    own = list(later)
    shared = SequenceMatcher(None, earlier, later, autojunk=False).get_matching_blocks()
    for block in reversed(shared):
        del own[block.b : block.b + block.size]
    return [*earlier, *own]
