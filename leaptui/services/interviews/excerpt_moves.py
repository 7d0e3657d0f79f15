"""Passages follow their note: where they stand after an edit, and what they say then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from leaptui.domain.anchors import (
    CONTEXT,
    Anchor,
    Edit,
    context_of,
    difference,
    find_again,
    surroundings,
    turns_into,
)
from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import NoteLevels, is_heading
from leaptui.domain.marks import plain_words
from leaptui.domain.records import Excerpt
from leaptui.domain.text import fold
from leaptui.domain.vocabulary import PassageKind, QuoteStatus

_VOIDED = (QuoteStatus.ASKED, QuoteStatus.APPROVED)


def place_of(excerpt: Excerpt) -> Anchor | None:
    """Where a passage stands in its note; nothing when it has no place there."""
    if excerpt.start is None:
        return None
    return Anchor(excerpt.start, excerpt.end or excerpt.start + max(len(excerpt.text), 1))


def placed(excerpt: Excerpt, note: str, place: Anchor) -> Excerpt:
    """A passage at a place of its note, with what stands around it."""
    before, after = context_of(note, place)
    return replace(excerpt, start=place.start, end=place.end, before=before, after=after)


def is_lost(excerpt: Excerpt) -> bool:
    """Whether its place was lost and nobody has decided yet that it stays without one."""
    return excerpt.start is None and bool(excerpt.before or excerpt.after)


def is_void(before: Excerpt, after: Excerpt) -> bool:
    """Whether a change took an approval away: the speaker was asked about other words."""
    return before.quote_status in _VOIDED and after.quote_status is QuoteStatus.NOT_ASKED


def moved_with(
    excerpts: Iterable[Excerpt], old: str, new: str, edits: Sequence[Edit] | None = None
) -> list[Excerpt]:
    """The passages that are other than before once a note was changed.

    Where the edits are known each passage moves exactly. Where they are not, all outside the
    changed stretch still does, and what stands in it is looked for by its words and surroundings.
    A passage that is not found keeps its words and is shown as lost.

    Where the words inside changed, the passage says what the note says now. A quote that its
    speaker was asked for, or approved, is then no longer asked for: those were other words.

    Args:
        excerpts: The passages of the note.
        old: The note before.
        new: The note now.
        edits: What was done to the note in the app, in order.
    """
    if old == new:
        return []
    if edits is None or not turns_into(edits, len(old), len(new)):
        whole = difference(old, new)
        edits, exact = [whole] if whole else [], False
    else:
        exact = True
    was, now = NoteLevels(old), NoteLevels(new)
    changed = []
    for excerpt in excerpts:
        follower = _moved(excerpt, old, new, edits, exact=exact)
        if follower != excerpt:
            follower = _with_sign(excerpt, follower, was, now)
            changed.append(follower)
        elif (signed := _with_sign(excerpt, excerpt, was, now)) != excerpt:
            changed.append(signed)
    return changed


def _moved(excerpt: Excerpt, old: str, new: str, edits: Sequence[Edit], *, exact: bool) -> Excerpt:
    before = place_of(excerpt)
    if before is None:
        found = find_again(new, excerpt.text, excerpt.before, excerpt.after, alike=False)
        return placed(excerpt, new, found) if found and is_lost(excerpt) else excerpt
    said = old[before.start : before.end]
    now = before.moved_by(edits)
    if now is None or (not exact and new[now.start : now.end] != said):
        near = edits[0].start if edits else before.start
        now = find_again(new, said, *context_of(old, before), near=near)
    if now is None:
        around = context_of(old, before)
        return replace(excerpt, start=None, end=None, before=around[0], after=around[1])
    follower = placed(excerpt, new, now)
    words = plain_words(new[now.start : now.end])
    if words and words != plain_words(said):
        follower = replace(follower, text=words)
        if excerpt.passage is PassageKind.VERBATIM and excerpt.quote_status in _VOIDED:
            follower = replace(follower, quote_status=QuoteStatus.NOT_ASKED, quote_on=None, quote_channel="")
    return follower


def _with_sign(excerpt: Excerpt, follower: Excerpt, was: NoteLevels, now: NoteLevels) -> Excerpt:
    """A level that was taken from a sign goes with the sign."""
    before, after = place_of(excerpt), place_of(follower)
    if before is None or after is None or excerpt.attribution is None:
        return follower
    old, new = _sign(was, before), _sign(now, after)
    return replace(follower, attribution=new) if old is excerpt.attribution and new is not old else follower


def _sign(levels: NoteLevels, place: Anchor) -> Attribution | None:
    """The one level that signs give a passage; nothing where none or several do."""
    found = levels.within(place.start, place.end)
    return found.pop() if len(found) == 1 else None


def likely_places(excerpt: Excerpt, note: str, most: int = 6) -> list[Anchor]:
    """The lines of a note where a lost passage may stand now, the likeliest first.

    A line counts by the share of words it has in common with the passage, and by how much of what
    stood around the passage stands around it. Headings hold nobody's words.

    Args:
        excerpt: The passage.
        note: The note as it is.
        most: How many at most.
    """
    wanted = set(fold(excerpt.text).split())
    found: list[tuple[float, Anchor]] = []
    start = 0
    for line in note.split("\n"):
        said = plain_words(line)
        at = max(line.find(said), 0)
        place = Anchor(start + at, start + at + len(said) if said in line else start + len(line.rstrip()))
        start += len(line) + 1
        words = set(fold(said).split())
        if words and not is_heading(line):
            around = surroundings(note, place, excerpt.before, excerpt.after) / (2 * CONTEXT)
            alike = len(wanted & words) / len(wanted | words) + around
            found.append((alike, place))
    found.sort(key=lambda each: -each[0])
    return [place for alike, place in found[:most] if alike > 0]
