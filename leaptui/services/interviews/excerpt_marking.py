"""Marking passages of notes, and saying of each what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from leaptui.domain.anchors import Anchor
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.marks import Mark, MarkKind, marks, plain_words
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.text import fold, one_line
from leaptui.domain.vocabulary import PassageKind, Stance
from leaptui.services.city.stakeholders import attribution_named
from leaptui.services.interviews.excerpt_moves import place_of, placed
from leaptui.services.interviews.themes import themes
from leaptui.services.typed_values import member, whole, yes_no
from leaptui.services.workspace import Workspace

STRENGTHS = {1: "in passing", 2: "plainly", 3: "insisted on"}
"""What each strength means."""
_KINDS = {MarkKind.VERBATIM: PassageKind.VERBATIM, MarkKind.OWN_VIEW: PassageKind.OWN_VIEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a selection of a note seems to be, by the marks in and around it."""

    place: Anchor
    words: str
    kind: PassageKind
    themes: tuple[str, ...]
    concern: bool
    level: Attribution


def suggested(interview: Interview, start: int, end: int) -> Suggestion:
    """What a selection seems to be; for an empty one the mark or line it stands in.

    A selection within quotation marks becomes all that stands between them; one in a line of the
    advisor's own view is that. Themes and a concern are taken from its lines.

    Args:
        interview: With its note as it is saved.
        start: Offset of the selection.
        end: Offset behind it.

    Raises:
        InputRefused: When there are no words there.
    """
    note = interview.note
    start, end = max(0, min(start, len(note))), max(0, min(end, len(note)))
    found = marks(note)
    around = [mark for mark in found if mark.kind in _KINDS and mark.start <= start and end <= mark.end]
    inner = max(around, key=lambda mark: mark.start, default=None)
    place = Anchor(start, end)
    if inner is not None and (start == end or inner.kind is MarkKind.VERBATIM):
        place = _place_of_mark(note, inner)
    elif start == end:
        place = _line_at(note, start)
    place = _trimmed(note, place)
    words = plain_words(note[place.start : place.end])
    if not words:
        raise InputRefused(
            "There are no words there to mark.",
            safe="Nothing was changed.",
            next_step="Select the passage, or stand in its line.",
        )
    first, last = _line_at(note, place.start).start, _line_at(note, place.end).end
    beside = [mark for mark in found if first <= mark.start < last]
    return Suggestion(
        place=place,
        words=words,
        kind=_KINDS[inner.kind] if inner else PassageKind.PARAPHRASE,
        themes=tuple(dict.fromkeys(mark.text for mark in beside if mark.kind is MarkKind.THEME)),
        concern=any(mark.kind is MarkKind.CONCERN for mark in beside),
        level=NoteLevels(note).of_passage(place.start, place.end, own=None, otherwise=interview.attribution),
    )


def passage_at(workspace: Workspace, interview: Interview, place: Anchor) -> Excerpt | None:
    """The passage that was marked at just this place of a note; nothing where there is none."""
    kept = workspace.store.all(Excerpt, interview=interview.id)
    return next((each for each in kept if place_of(each) == place), None)


def words_in(interview: Interview, words: str) -> Anchor:
    """Where words stand in a note, however its lines are broken.

    Raises:
        InputRefused: When they do not stand there, or more than once.
    """
    sought = words.split()
    found = list(re.finditer(r"\s+".join(map(re.escape, sought)), interview.note)) if sought else []
    if len(found) != 1:
        raise InputRefused(
            f"“{one_line(words)}” stands {f'{len(found)} times' if found else 'nowhere'} in the note.",
            safe="Nothing was changed.",
            next_step="Give the words as they stand there, and enough of them, or offsets.",
        )
    return Anchor(*found[0].span())


def add_excerpt(
    workspace: Workspace,
    engagement: Engagement,
    interview: Interview,
    start: int,
    end: int,
    changes: Mapping[str, str] | None = None,
) -> Excerpt:
    """Mark a passage by its offsets in the note. Passages may overlap; at the same place there is one.

    Args:
        workspace: Where.
        engagement: Whose.
        interview: With its note as it is saved.
        start: Offset of its first character.
        end: Offset behind its last; the same as `start` for the mark or line it stands in.
        changes: What is known of it otherwise than its marks say, as `set_excerpt` takes it.

    Raises:
        InputRefused: When there are no words there, or a value does not fit.
    """
    guess = suggested(interview, start, end)
    made = passage_at(workspace, interview, guess.place)
    if made is None:
        made = _made(workspace, interview, guess.place, guess.kind, guess.words)
        made = replace(made, themes=guess.themes, concern=guess.concern)
    made = _changed(workspace, engagement, made, changes or {})
    workspace.store.apply("mark passage", [made], stream=engagement.id)
    return made


def keep_excerpt(
    workspace: Workspace, interview: Interview, mark: Mark, *, attribution: Attribution | None = None
) -> Excerpt:
    """Keep a marked passage so that it can stand as evidence. The same passage twice is one excerpt.

    Only words marked as verbatim may later stand in quotation marks. Themes are taken from the
    passage's own line.

    Raises:
        InputRefused: When the mark is a theme, which holds no passage.
    """
    made, is_new = excerpt_of(workspace, interview, mark, attribution=attribution)
    if is_new:
        workspace.store.apply("keep excerpt", [made], stream=interview.engagement)
    return made


def excerpt_of(
    workspace: Workspace, interview: Interview, mark: Mark, *, attribution: Attribution | None = None
) -> tuple[Excerpt, bool]:
    """The excerpt of a marked passage, and whether it is still to be written.

    Raises:
        InputRefused: When the mark is a theme, which holds no passage.
    """
    if mark.kind is MarkKind.THEME:
        raise InputRefused(
            "A theme holds no words of its own.", next_step="Choose a quote, concern or own view."
        )
    place = _place_of_mark(interview.note, mark)
    for known in workspace.store.all(Excerpt, interview=interview.id):
        if known.text == mark.text and known.start in {place.start, mark.start}:
            return known, False
    made = _made(workspace, interview, place, _KINDS.get(mark.kind, PassageKind.PARAPHRASE), mark.text)
    line = _line_at(interview.note, mark.start)
    beside = [each for each in marks(interview.note[line.start : line.end]) if each.kind is MarkKind.THEME]
    made = replace(
        made,
        attribution=made.attribution or attribution,
        themes=tuple(dict.fromkeys(each.text for each in beside)),
        concern=mark.kind is MarkKind.CONCERN,
    )
    return made, True


def set_excerpt(
    workspace: Workspace, engagement: Engagement, excerpt: Excerpt, changes: Mapping[str, str]
) -> Excerpt:
    """Say more of a passage, or otherwise: kind, themes, stance, strength, component, concern, attribution.

    Each value is given as a person writes it, an empty one takes the field back; themes are parted
    by blanks or commas.

    Raises:
        InputRefused: When a field is unknown or a value does not fit.
    """
    changed = _changed(workspace, engagement, excerpt, changes)
    workspace.store.apply("set passage", [changed], stream=excerpt.engagement)
    return changed


def place_excerpt(
    workspace: Workspace, interview: Interview, excerpt: Excerpt, start: int, end: int
) -> Excerpt:
    """Give a passage another place in its note; it says what stands there.

    Raises:
        InputRefused: When there are no words there.
    """
    guess = suggested(interview, start, end)
    changed = replace(placed(excerpt, interview.note, guess.place), text=guess.words)
    workspace.store.apply("place passage", [changed], stream=excerpt.engagement)
    return changed


def _made(
    workspace: Workspace, interview: Interview, place: Anchor, kind: PassageKind, words: str
) -> Excerpt:
    signs = NoteLevels(interview.note).within(place.start, place.end) - {None}
    excerpt = Excerpt(
        id=workspace.new_id(),
        engagement=interview.engagement,
        interview=interview.id,
        text=words,
        passage=kind,
        attribution=max((sign for sign in signs if sign), key=lambda sign: sign.strictness, default=None),
    )
    return placed(excerpt, interview.note, place)


def _place_of_mark(note: str, mark: Mark) -> Anchor:
    """The words of a mark, where they stand together near it; else the mark itself."""
    line = _line_at(note, mark.start)
    at = note.find(mark.text, max(line.start, mark.start if mark.kind in _KINDS else 0), line.end)
    if at >= 0 and mark.text:
        return Anchor(at, at + len(mark.text))
    return Anchor(mark.start, mark.end)


def _line_at(note: str, offset: int) -> Anchor:
    end = note.find("\n", offset)
    return Anchor(note.rfind("\n", 0, offset) + 1, end if end >= 0 else len(note))


def _trimmed(note: str, place: Anchor) -> Anchor:
    said = note[place.start : place.end]
    before = len(said) - len(said.lstrip())
    return Anchor(place.start + before, max(place.start + before, place.end - len(said) + len(said.rstrip())))


def _changed(
    workspace: Workspace, engagement: Engagement, excerpt: Excerpt, changes: Mapping[str, str]
) -> Excerpt:
    for name, value in changes.items():
        excerpt = _with(workspace, engagement, excerpt, name, one_line(value))
    return excerpt


def _with(workspace: Workspace, engagement: Engagement, excerpt: Excerpt, name: str, text: str) -> Excerpt:
    match name:
        case "kind":
            return replace(excerpt, passage=member(PassageKind, text, "kind of passage"))
        case "themes":
            known = themes(workspace, engagement)
            keys = [key.removeprefix("#") for key in text.replace(",", " ").split()]
            return replace(excerpt, themes=tuple(dict.fromkeys(known.named(key) or key for key in keys)))
        case "stance":
            return replace(excerpt, stance=member(Stance, text, "stance") if text else None)
        case "strength":
            return replace(excerpt, strength=whole(text, "strength", most=len(STRENGTHS)))
        case "component":
            return replace(excerpt, component=_component_key(workspace, text))
        case "concern":
            return replace(excerpt, concern=yes_no(text, "whether it is a concern"))
        case "attribution":
            return replace(excerpt, attribution=attribution_named(text) if text else None)
    raise InputRefused(
        f"A passage has no field “{one_line(name)}”.",
        safe="Nothing was changed.",
        next_step="Fields: kind, themes, stance, strength, component, concern, attribution.",
    )


def _component_key(workspace: Workspace, text: str) -> str:
    if not text:
        return ""
    components = workspace.practice.components
    for each in components:
        if fold(text) in {each.key, str(each.number), fold(each.title), fold(each.short)}:
            return each.key
    raise InputRefused(
        f"“{text}” is not a component of the roadmap.",
        safe="Nothing was changed.",
        next_step="It is one of: " + ", ".join(each.key for each in components) + ".",
    )


def themes_given_last(workspace: Workspace, engagement: Engagement) -> tuple[str, ...]:
    """The themes of the passage that was marked last and has any."""
    kept = workspace.store.all(Excerpt, engagement=engagement.id)
    return next((each.themes for each in reversed(kept) if each.themes), ())
