"""Two edits of one text joined by lines, losing none of what either side wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def merge3(base: str, earlier: str, later: str) -> str:
    """Join two texts that both come from a third.

    Lines that both sides kept are anchors. Between two anchors the side that changed something
    wins; where both did, both stand, the earlier one first, and lines they share stand once.

    Args:
        base: What both began with.
        earlier: One side.
        later: The other.
    """
    if earlier == later or later == base:
        return earlier
    if earlier == base:
        return later
    lines = [text.split("\n") for text in (base, earlier, later)]
    joined: list[str] = []
    before = (0, 0, 0)
    for anchor in _anchors(*lines):
        gap = [text[start:end] for text, start, end in zip(lines, before, anchor, strict=True)]
        joined += _gap(*gap)
        if anchor[0] < len(lines[0]):
            joined.append(lines[0][anchor[0]])
        before = (anchor[0] + 1, anchor[1] + 1, anchor[2] + 1)
    return "\n".join(joined)


def _anchors(base: list[str], earlier: list[str], later: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where each line kept by both stands in base, earlier and later; at last the ends of all three."""
    kept_earlier, kept_later = _kept(base, earlier), _kept(base, later)
    for n in range(len(base)):
        if n in kept_earlier and n in kept_later:
            yield n, kept_earlier[n], kept_later[n]
    yield len(base), len(earlier), len(later)


def _kept(base: list[str], side: list[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _gap(base: Sequence[str], earlier: Sequence[str], later: Sequence[str]) -> list[str]:
    if earlier in (base, later):
        return list(later)
    if later == base:
        return list(earlier)
    own = list(later)
    for block in reversed(SequenceMatcher(None, earlier, later, autojunk=False).get_matching_blocks()):
        del own[block.b : block.b + block.size]
    return [*earlier, *own]
