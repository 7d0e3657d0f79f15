"""The concerns people raised: where, by whom, how widely, and what the library answers to each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import NoteLevels, words_of
from leaptui.domain.marks import Mark, MarkKind, marks
from leaptui.domain.records import Engagement, Excerpt
from leaptui.domain.text import fold
from leaptui.domain.vocabulary import PassageKind, Stance
from leaptui.services.interviews.conversations import NO_GROUP, Conversation, conversations
from leaptui.services.interviews.excerpt_moves import place_of
from leaptui.services.interviews.excerpts import level_of
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.practice.content import PracticeConcern

_WHOLE_WORD = 4
"""Letters from which a word of the library stands for all that begin with it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concern of the library, and the words that point at it."""

    concern: PracticeConcern
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised:
    """A concern as it was raised in one conversation.

    Attributes:
        text: The words.
        conversation: Where it was raised.
        level: How far the words may travel.
        themes: Those of the passage, as they were written.
        stance: What it says of the programme, where an advisor decided.
        suggestion: What the library calls it, or nothing where no word points at anything.
        start: Offset in the note, where it stands in it.
        own: Whether it is the advisor's own view, which counts for nobody.
        excerpt: Id of the excerpt that holds it; empty for a mark nobody kept.
        mark: The mark in the note, where there is no excerpt.
    """

    text: str
    conversation: Conversation
    level: Attribution
    themes: tuple[str, ...] = ()
    stance: Stance | None = None
    suggestion: Suggestion | None = None
    start: int | None = None
    own: bool = False
    excerpt: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernLine:
    """One concern of the library, or what fits none, with all who raised it.

    Attributes:
        concern: From the library; nothing for the rest.
        raised: Each time, in the order of the conversations.
        interviews: Conversations it was raised in.
        groups: Keys of the stakeholder groups whose people were in them.
    """

    concern: PracticeConcern | None
    raised: tuple[ConcernRaised, ...]
    interviews: int
    groups: tuple[str, ...]


def concerns(workspace: Workspace, engagement: Engagement) -> list[ConcernLine]:
    """The register, the most widely raised first, by groups and then by conversations.

    What fits nothing in the library comes last.
    """
    found: dict[str, list[ConcernRaised]] = {}
    library = {each.key: each for each in workspace.practice.concerns}
    for raised in concerns_raised(workspace, engagement):
        key = raised.suggestion.concern.key if raised.suggestion else ""
        found.setdefault(key, []).append(raised)
    lines = [line_of(library.get(key), raised) for key, raised in found.items()]
    return sorted(
        lines,
        key=lambda line: (line.concern is None, -len(line.groups), -line.interviews, -len(line.raised)),
    )


def concerns_raised(workspace: Workspace, engagement: Engagement) -> list[ConcernRaised]:
    """Every `!concern` of a note and every excerpt flagged as one, each passage once."""
    kept: dict[str, list[Excerpt]] = {}
    for excerpt in workspace.store.all(Excerpt, engagement=engagement.id):
        kept.setdefault(excerpt.interview, []).append(excerpt)
    library = workspace.practice.concerns
    return [
        raised
        for conversation in conversations(workspace, engagement)
        for raised in _raised_in(conversation, kept.get(conversation.interview.id, ()), library)
    ]


def suggested(text: str, library: Iterable[PracticeConcern]) -> Suggestion | None:
    """The concern of the library that most of a text's words point at; the longer a word, the more.

    Args:
        text: What somebody said.
        library: Concerns with the words they are recognised by.
    """
    said = fold(text)
    best: tuple[int, Suggestion] | None = None
    for concern in library:
        because = tuple(word for word in concern.words if _stands_in(word, said))
        score = sum(len(word) for word in because)
        if because and (best is None or score > best[0]):
            best = (score, Suggestion(concern, because))
    return best[1] if best else None


def _stands_in(word: str, said: str) -> bool:
    return _pattern(word).search(said) is not None


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    wanted = fold(word)
    end = "" if len(wanted) >= _WHOLE_WORD else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(wanted)}{end}")


def _raised_in(
    conversation: Conversation, kept: Sequence[Excerpt], library: Sequence[PracticeConcern]
) -> Iterator[ConcernRaised]:
    interview = conversation.interview
    found = marks(interview.note)
    marked = [mark for mark in found if mark.kind is MarkKind.CONCERN]
    if not marked and not any(excerpt.concern for excerpt in kept):
        return
    levels = NoteLevels(interview.note)
    rows: list[ConcernRaised] = []
    held: list[Mark] = []
    for excerpt in kept:
        over = [mark for mark in marked if _covers(excerpt, mark)]
        if not excerpt.concern and not over:
            continue
        held += over
        rows.append(
            ConcernRaised(
                text=excerpt.text,
                conversation=conversation,
                level=level_of(excerpt, interview, levels),
                themes=excerpt.themes,
                stance=excerpt.stance,
                suggestion=suggested(excerpt.text, library),
                start=place.start if (place := place_of(excerpt)) else None,
                own=excerpt.passage is PassageKind.OWN_VIEW,
                excerpt=excerpt.id,
            )
        )
    for mark in marked:
        if mark not in held:
            text = words_of(mark.text) or mark.text
            rows.append(
                ConcernRaised(
                    text=text,
                    conversation=conversation,
                    level=levels.of_passage(mark.start, mark.end, own=None, otherwise=interview.attribution),
                    themes=_themes_beside(interview.note, mark),
                    suggestion=suggested(text, library),
                    start=mark.start,
                    own=_line_around(interview.note, mark).startswith(">"),
                    mark=mark,
                )
            )
    yield from sorted(rows, key=lambda raised: (raised.start is None, raised.start or 0))


def _covers(excerpt: Excerpt, mark: Mark) -> bool:
    """Whether an excerpt holds the words of a concern mark, or the mark stands at its words."""
    place = place_of(excerpt)
    if place is not None and place.start < mark.end and mark.start < place.end:
        return True
    return fold(excerpt.text) == fold(mark.text)


def _line_around(note: str, mark: Mark) -> str:
    first = note.rfind("\n", 0, mark.start) + 1
    last = note.find("\n", mark.end)
    return note[first : last if last >= 0 else len(note)]


def _themes_beside(note: str, mark: Mark) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(found.text for found in marks(_line_around(note, mark)) if found.kind is MarkKind.THEME)
    )


def line_of(concern: PracticeConcern | None, raised: Sequence[ConcernRaised]) -> ConcernLine:
    """Some that were raised as one line: in how many conversations, by people of which groups."""
    heard = [each.conversation for each in raised if not each.own]
    groups = dict.fromkeys(group for each in heard for group in each.voices if group != NO_GROUP)
    return ConcernLine(
        concern=concern,
        raised=tuple(raised),
        interviews=len({each.interview.id for each in heard}),
        groups=tuple(groups),
    )
