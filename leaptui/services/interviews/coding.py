"""Which passages bear which themes: the `#theme` marks of notes and the excerpts kept from them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import NoteLevels, without_signs
from leaptui.domain.marks import Mark, MarkKind, marks
from leaptui.domain.records import CityTheme, Engagement, Excerpt
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import PassageKind, Stance
from leaptui.services.interviews.conversations import Conversation, conversations
from leaptui.services.interviews.excerpt_moves import place_of
from leaptui.services.interviews.excerpts import level_of
from leaptui.services.interviews.themes import Themes
from leaptui.services.workspace import Workspace

Lineage = Callable[[str], tuple[str, ...]]
"""From a theme as it was written to the one that stands for it today, and those it is part of."""

_HASHED = re.compile(r"#([^\W\d_][\w-]*)")
"""A theme, and what may only look like one."""
_STAMP = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d ")
_BEGINS_ANEW = re.compile(r"\s*(?:#{1,6} |[-*+•] |\d{1,3}[.)] |>|$)")
_ENDS_SENTENCE = re.compile(r"[.!?…:][\"”’)\]]*\s*$")
_TRAILING_MARK = re.compile(r"(?:^|\s)(?:#[^\W\d_][\w-]*|[!?]\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of one conversation that bear themes.

    Attributes:
        conversation: Where they were said.
        themes: As they were written.
        text: The words, without marks; of a verbatim passage without its quotation marks.
        kind: Whose words they are.
        level: How far they may travel.
        stance: What they say of the programme, where an advisor decided.
        strength: 1 to 3, where an advisor decided.
        start: Offset in the note, where they stand in it.
        excerpt: Id of the excerpt, or empty where only the note's mark is there.
    """

    conversation: Conversation
    themes: tuple[str, ...]
    text: str
    kind: PassageKind
    level: Attribution
    stance: Stance | None = None
    strength: int | None = None
    start: int | None = None
    excerpt: str = ""

    @property
    def is_heard(self) -> bool:
        """Whether somebody said it: an advisor's own view counts for no group."""
        return self.kind is not PassageKind.OWN_VIEW

    @property
    def who(self) -> str:
        """The speakers in role words, names left out."""
        people = self.conversation.people
        roles = list(dict.fromkeys(person.role or "role not noted" for person in people))
        return ", ".join(roles) or "nobody noted who"


def as_written(key: str) -> tuple[str, ...]:
    """Every theme stands for itself."""
    return (key,)


def passages(
    workspace: Workspace, engagement: Engagement, held: Sequence[Conversation] | None = None
) -> list[Passage]:
    """Every passage with a theme, in the order of the conversations and of their notes.

    Args:
        workspace: Where.
        engagement: Whose.
        held: The conversations, where they are at hand.
    """
    if held is None:
        held = conversations(workspace, engagement)
    kept: dict[str, list[Excerpt]] = {}
    for excerpt in workspace.store.all(Excerpt, engagement=engagement.id):
        kept.setdefault(excerpt.interview, []).append(excerpt)
    return [
        passage
        for conversation in held
        for passage in passages_of(conversation, kept.get(conversation.interview.id, ()))
    ]


def themes_of(workspace: Workspace, engagement: Engagement, said: Iterable[Passage]) -> Themes:
    """What the themes of some passages stand for today, found without reading the notes again."""
    written = dict.fromkeys(theme for passage in said for theme in passage.themes)
    own = workspace.store.all(CityTheme, engagement=engagement.id)
    return Themes(workspace.practice.themes, own, written)


def passages_of(conversation: Conversation, excerpts: Iterable[Excerpt] = ()) -> list[Passage]:
    """The passages of one conversation: its excerpts, and the marks of its note that no excerpt holds.

    Args:
        conversation: With its note.
        excerpts: Those kept from it.
    """
    note = _Note(conversation)
    shown = [note.of_excerpt(excerpt) for excerpt in excerpts]
    shown = [passage for passage in (*shown, *note.of_marks()) if passage.themes]
    return sorted(shown, key=lambda passage: (passage.start is None, passage.start or 0, passage.text))


class _Note:
    """A note cut into lines, each with where it starts and how far it may travel."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.text = conversation.interview.note
        self._lines = self.text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        self._levels = NoteLevels(self.text)
        self._held: dict[int, set[str]] = {}
        """Themes that excerpts give to a row, in small letters."""

    def of_excerpt(self, excerpt: Excerpt) -> Passage:
        """The passage of an excerpt. The marks of its rows tell nothing new from then on."""
        place = place_of(excerpt)
        if place is not None:
            for row in range(self._row(place.start), self._row(max(place.start, place.end - 1)) + 1):
                self._held.setdefault(row, set()).update(theme.casefold() for theme in excerpt.themes)
        return Passage(
            conversation=self.conversation,
            themes=tuple(dict.fromkeys(excerpt.themes)),
            text=excerpt.text,
            kind=excerpt.passage,
            level=level_of(excerpt, self.conversation.interview, self._levels),
            stance=excerpt.stance,
            strength=excerpt.strength,
            start=place.start if place else None,
            excerpt=excerpt.id,
        )

    def of_marks(self) -> Iterator[Passage]:
        """One passage a line, of its themes that no excerpt of that line has."""
        for row, line in enumerate(self._lines):
            taken = self._held.get(row, set())
            # Reading all marks is slow, and most lines with a theme are held whole by an excerpt.
            if all(word.casefold() in taken for word in _HASHED.findall(line)):
                continue
            found = marks(line)
            themes = [mark.text for mark in found if mark.kind is MarkKind.THEME]
            left = tuple(dict.fromkeys(theme for theme in themes if theme.casefold() not in taken))
            if not left:
                continue
            begun = _sentence_row(self._lines, row)
            quotes = [mark for mark in found if mark.kind is MarkKind.VERBATIM]
            text, kind = _said(self._lines[begun : row + 1], quotes)
            yield Passage(
                conversation=self.conversation,
                themes=left,
                text=text,
                kind=kind,
                level=self._levels.of_passage(
                    self._starts[begun],
                    self._starts[row + 1] - 1,
                    own=None,
                    otherwise=self.conversation.interview.attribution,
                ),
                start=self._starts[begun],
            )

    def _row(self, offset: int) -> int:
        return min(bisect_right(self._starts, offset), len(self._lines)) - 1


def _sentence_row(lines: Sequence[str], row: int) -> int:
    """The line on which the sentence of a line begins: notes are often wrapped by hand."""
    while row > 0 and not _BEGINS_ANEW.match(lines[row]) and not _STAMP.match(lines[row]):
        above = lines[row - 1]
        if _BEGINS_ANEW.match(above) or _ENDS_SENTENCE.search(above) or _TRAILING_MARK.search(above):
            break
        row -= 1
    return row


def _said(lines: Sequence[str], quotes: Sequence[Mark]) -> tuple[str, PassageKind]:
    """The words of some lines without their marks, and whose they are."""
    if lines[-1].lstrip().startswith(">"):
        return _bare(lines[-1].lstrip(" >")), PassageKind.OWN_VIEW
    bare = _bare(" ".join(_STAMP.sub("", line, count=1) for line in lines))
    if len(quotes) == 1 and bare.strip(' "“”') == one_line(quotes[0].text):
        return bare.strip(' "“”'), PassageKind.VERBATIM
    return bare, PassageKind.PARAPHRASE


def _bare(text: str) -> str:
    """Without themes, concerns and follow-ups; a line of nothing else keeps its words."""
    without = text
    for mark in reversed(marks(text)):
        if mark.kind in (MarkKind.THEME, MarkKind.CONCERN, MarkKind.FOLLOW_UP):
            without = without[: mark.start] + without[mark.end :]
    return one_line(without_signs(without)) or one_line(text)
