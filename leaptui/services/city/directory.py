"""Whom `@maria` means: the people of a city and her own colleagues, by first name, surname or beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.domain.marks import MarkKind, marks
from leaptui.domain.records import Engagement, Interview, Stakeholder
from leaptui.domain.text import fold, one_line
from leaptui.services.workspace import Workspace

_HERSELF = frozenset({"me", "you", "yo"})
_BETWEEN = re.compile(r"[\s._-]+")


@dataclass(frozen=True, slots=True)
class Directory:
    """Names that an `@person` can mean, each once, in the order they are looked at."""

    names: tuple[str, ...]

    def meant(self, word: str) -> tuple[str, ...]:
        """The names a word fits: the whole name, else a name in it, else the beginning of one.

        Args:
            word: `maria`, `delgado`, `maria.delgado`, `mar`; case and accents do not matter.
        """
        wanted = _parts(word)
        if not wanted:
            return ()
        for fits in (_whole, _has, _begins):
            found = tuple(name for name in self.names if fits(_parts(name), wanted))
            if found:
                return found
        return ()

    def owner(self, word: str) -> str:
        """What to keep as the owner: the one name that is meant, else the word itself; empty for herself."""
        words = one_line(word).strip(".-_ ")
        if fold(words) in _HERSELF:
            return ""
        found = self.meant(words)
        return found[0] if len(found) == 1 else words


def directory(workspace: Workspace, engagement: str, interview: Interview | None = None) -> Directory:
    """The names known in an engagement: its stakeholders, who leads it, the advisors of an interview."""
    people = [person.name for person in workspace.store.all(Stakeholder, engagement=engagement)]
    found = workspace.store.get(Engagement, engagement)
    own: Iterable[str] = (found.lead if found else "", *(interview.advisors if interview else ()))
    return Directory(tuple(dict.fromkeys(name for name in (*people, *own) if name)))


def unknown_people(workspace: Workspace, interview: Interview) -> tuple[str, ...]:
    """The `@person` of follow-ups in a note that nobody in the directory answers to, each once."""
    known = directory(workspace, interview.engagement, interview)
    named = dict.fromkeys(
        mark.person.strip(".-_")
        for mark in marks(interview.note)
        if mark.kind is MarkKind.FOLLOW_UP and mark.person
    )
    return tuple(word for word in named if fold(word) not in _HERSELF and not known.meant(word))


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(fold(text)) if part]


def _whole(name: list[str], wanted: list[str]) -> bool:
    return name == wanted


def _has(name: list[str], wanted: list[str]) -> bool:
    return all(part in name for part in wanted)


def _begins(name: list[str], wanted: list[str]) -> bool:
    return all(any(each.startswith(part) for each in name) for part in wanted)
