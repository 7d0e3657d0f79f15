"""What a passage says as a quote in a text, who said it, and how far it may travel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leaptui.disclosure.wording import with_article
from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import PassageKind, QuoteStatus
from leaptui.services.interviews.conversations import Conversation, all_conversations
from leaptui.services.interviews.excerpts import level_of
from leaptui.services.interviews.quotes import printed_words
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteNow:
    """A passage as it would stand in a text now.

    Attributes:
        excerpt: The passage.
        talk: The interview it is from; nothing where it was put away.
        level: How far it may travel.
        words: Without quotation marks.
        who: Who is credited in the house, as the level allows.
        gone: Why it cannot be quoted at all; empty where it can.
    """

    excerpt: Excerpt
    talk: Conversation | None
    level: Attribution
    words: str
    who: str
    gone: str = ""

    @property
    def printed(self) -> str:
        """In quotation marks where they are the speaker's very words."""
        return f"“{self.words}”" if self.excerpt.passage is PassageKind.VERBATIM else self.words

    @property
    def base(self) -> str:
        """`a dispatcher; interview 3; role only`."""
        number = self.talk.interview.number if self.talk else 0
        return "; ".join(part for part in (self.who, f"interview {number}", self.level.label) if part)


def quotes_now(workspace: Workspace, engagement: Engagement) -> dict[str, QuoteNow]:
    """Every passage of an engagement by its id, those put away included."""
    talks = {talk.interview.id: talk for talk in all_conversations(workspace, engagement)}
    groups = {group.key: group.label for group in workspace.practice.groups}
    levels: dict[str, NoteLevels] = {}
    found = {}
    for excerpt in workspace.store.all(Excerpt, include_deleted=True, engagement=engagement.id):
        talk = talks.get(excerpt.interview)
        if talk is None:
            level = excerpt.attribution or Attribution.NONE
        else:
            level = level_of(excerpt, talk.interview, _levels_of(talk.interview, levels))
        found[excerpt.id] = QuoteNow(
            excerpt=excerpt,
            talk=talk,
            level=level,
            words=one_line(printed_words(excerpt)),
            who=_who(talk, level, groups) if talk else "",
            gone=_gone(excerpt, talk, level),
        )
    return found


def _levels_of(interview: Interview, known: dict[str, NoteLevels]) -> NoteLevels:
    if interview.id not in known:
        known[interview.id] = NoteLevels(interview.note)
    return known[interview.id]


def _gone(excerpt: Excerpt, talk: Conversation | None, level: Attribution) -> str:
    """Why a passage cannot be quoted."""
    if talk is None:
        return "its interview was put away"
    if excerpt.deleted:
        return "the passage was put away"
    if excerpt.quote_status is QuoteStatus.WITHDRAWN:
        return "the speaker withdrew it"
    if level is Attribution.OFF_RECORD:
        return f"its level is now {level.label}"
    if excerpt.passage is PassageKind.OWN_VIEW:
        return "it is an own view, which nobody said"
    if not one_line(printed_words(excerpt)):
        return "the passage is empty"
    return ""


def _who(talk: Conversation, level: Attribution, groups: Mapping[str, str]) -> str:
    """Who is credited in the house: by name only on the record, by role or group else."""
    if level is Attribution.ON_RECORD:
        named = (", ".join(part for part in (each.name, each.role) if part) for each in talk.people)
        return " and ".join(one_line(each) for each in named)
    if level is not Attribution.ROLE_ONLY:
        return ""
    roles = {one_line(each.role) for each in talk.people}
    if len(roles) == 1 and (role := roles.pop()):
        return with_article(role)
    heard = {groups.get(each.group, "") for each in talk.people}
    group = heard.pop() if len(heard) == 1 else ""
    return f"from the group “{group}”" if group else "a person heard for this roadmap"
