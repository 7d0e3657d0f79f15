"""Passages of notes that were marked: what they say, how far they may travel, where they stand."""

from __future__ import annotations

from leaptui.domain.anchors import Anchor
from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.records import Excerpt, Interview


def place_of(excerpt: Excerpt) -> Anchor | None:
    """Where a passage stands in its note; nothing when it is lost."""
    if excerpt.start is None:
        return None
    return Anchor(excerpt.start, excerpt.end or excerpt.start + max(len(excerpt.text), 1))


def level_of(excerpt: Excerpt, interview: Interview, levels: NoteLevels) -> Attribution:
    """How far a passage may travel: what was decided for it, never more than the signs at its place allow.

    Args:
        excerpt: The passage.
        interview: The one it is from.
        levels: Those of the interview's note.
    """
    place = place_of(excerpt)
    if place is None:
        return excerpt.attribution or interview.attribution
    return levels.of_passage(place.start, place.end, own=excerpt.attribution, otherwise=interview.attribution)
