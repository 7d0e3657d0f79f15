"""Passages of notes, as they are listed, with how far each may travel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import UnknownName
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.records import CityTheme, Engagement, Excerpt, Interview
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import ConsentGiven
from leaptui.services.interviews.conversations import Conversation, all_conversations
from leaptui.services.interviews.excerpt_moves import is_lost, place_of
from leaptui.services.interviews.themes import Themes
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptView:
    """A passage with all that is shown of it.

    Attributes:
        excerpt: The passage.
        talk: The conversation it is from.
        number: Which passage of its interview, in the order they were marked; never another's.
        level: How far it may travel.
        themes: Keys of the themes that stand for its own today.
    """

    excerpt: Excerpt
    talk: Conversation
    number: int
    level: Attribution
    themes: tuple[str, ...]

    @property
    def name(self) -> str:
        """`3:2`, the second passage of interview 3."""
        return f"{self.talk.interview.number}:{self.number}"

    @property
    def lost(self) -> bool:
        """Whether its place in the note was lost and nobody has decided on it."""
        return is_lost(self.excerpt)


def excerpts(workspace: Workspace, engagement: Engagement) -> list[Excerpt]:
    """The passages of an engagement, in the order they were marked."""
    return workspace.store.all(Excerpt, engagement=engagement.id)


def excerpt_views(
    workspace: Workspace, engagement: Engagement, *, interview: Interview | None = None, theme: str = ""
) -> list[ExcerptView]:
    """Passages, by interview in the order held, then by their place in the note; lost ones last.

    Args:
        workspace: Where.
        engagement: Whose.
        interview: Only those of this one.
        theme: Only those that bear this theme today, or one that is part of it.
    """
    kept = workspace.store.all(Excerpt, include_deleted=True, engagement=engagement.id)
    own = workspace.store.all(CityTheme, engagement=engagement.id)
    known = Themes(workspace.practice.themes, own, {key for each in kept for key in each.themes})
    wanted = known.resolved(known.named(theme) or theme) if theme else ""
    by_talk: dict[str, list[Excerpt]] = {}
    for each in kept:
        by_talk.setdefault(each.interview, []).append(each)
    found = []
    for talk in all_conversations(workspace, engagement):
        if (interview is None or talk.interview.id == interview.id) and talk.interview.id in by_talk:
            views = _views(talk, by_talk[talk.interview.id], known)
            found += [
                view
                for view in views
                if not wanted or any(wanted in known.lineage(key) for key in view.excerpt.themes)
            ]
    return found


def find_excerpt(workspace: Workspace, engagement: Engagement, wanted: str) -> ExcerptView:
    """A passage by its name (`3:2`) or id.

    Raises:
        UnknownName: When there is none.
    """
    for view in excerpt_views(workspace, engagement):
        if wanted.strip() in {view.name, view.excerpt.id}:
            return view
    raise UnknownName(
        f"{engagement.name} has no passage “{one_line(wanted)}”.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui excerpt list`; the second passage of interview 3 is 3:2.",
    )


def level_of(excerpt: Excerpt, interview: Interview, levels: NoteLevels) -> Attribution:
    """How far a passage may travel: what was decided for it, never more than the signs at its place allow.

    Of a conversation that somebody did not agree to, nothing travels.

    Args:
        excerpt: The passage.
        interview: The one it is from.
        levels: Those of the interview's note.
    """
    if interview.consent_given is ConsentGiven.DECLINED:
        return Attribution.OFF_RECORD
    place = place_of(excerpt)
    if place is None:
        return excerpt.attribution or interview.attribution
    return levels.of_passage(place.start, place.end, own=excerpt.attribution, otherwise=interview.attribution)


def keep_without_place(workspace: Workspace, excerpt: Excerpt) -> Excerpt:
    """Let a lost passage stay as it was marked, although its words are no longer in the note."""
    changed = replace(excerpt, start=None, end=None, before="", after="")
    workspace.store.apply("keep passage as it was", [changed], stream=excerpt.engagement)
    return changed


def put_away_excerpt(workspace: Workspace, excerpt: Excerpt) -> None:
    """Take a passage off the list; the words stay in the note, and undo brings it back."""
    workspace.store.apply("put passage away", [replace(excerpt, deleted=True)], stream=excerpt.engagement)


def _views(talk: Conversation, kept: Sequence[Excerpt], known: Themes) -> list[ExcerptView]:
    levels = NoteLevels(talk.interview.note)
    views = [
        ExcerptView(
            excerpt=each,
            talk=talk,
            number=number,
            level=level_of(each, talk.interview, levels),
            themes=tuple(dict.fromkeys(known.resolved(key) for key in each.themes)),
        )
        for number, each in enumerate(kept, 1)
        if not each.deleted
    ]
    return sorted(views, key=lambda view: (view.excerpt.start is None, view.excerpt.start or 0, view.number))
