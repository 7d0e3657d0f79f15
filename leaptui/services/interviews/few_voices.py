"""Counting the people behind words, so that no small number points at one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.disclosure.cells import is_small
from leaptui.services.interviews.conversations import NO_GROUP, Conversation, counted


@dataclass(frozen=True, slots=True)
class FewVoices:
    """How widely something was said, in words that tell nothing of few people.

    Attributes:
        held: All conversations.
        threshold: The least number of people that is told; 1 tells all.
    """

    held: tuple[Conversation, ...]
    threshold: int

    @property
    def few_were_heard(self) -> bool:
        """Whether so few were heard in all that any view is that of one of a handful."""
        return voices(self.held) < self.threshold

    @property
    def few(self) -> str:
        """`fewer than 5 people`."""
        return f"fewer than {self.threshold:d} people"

    def are_few(self, talks: Iterable[Conversation]) -> bool:
        """Whether fewer people than are told of took part in some conversations."""
        return is_small(voices(talks), self.threshold)

    def widely(self, talks: Iterable[Conversation]) -> str:
        """`Raised in 6 of 8 conversations and in 5 of the 7 groups heard.`, or that few raised it."""
        found = {each.interview.id: each for each in talks}
        if self.are_few(found.values()):
            return f"Raised among {self.few}."
        groups, heard = len(_groups(found.values())), len(_groups(self.held))
        of_groups = f" and in {groups} of the {heard} groups heard" if heard else ""
        return f"Raised in {len(found)} of {counted(len(self.held))}{of_groups}."


def voices(held: Iterable[Conversation]) -> int:
    """People in some conversations: each named one once, and the heads that were counted."""
    talks = list(held)
    people = {person.id for each in talks for person in each.people}
    heads = sum(head.people for each in talks for head in each.headcounts if head.people > 0)
    nobody = sum(not each.people and not each.headcounts for each in talks)
    return len(people) + heads + nobody


def _groups(held: Iterable[Conversation]) -> set[str]:
    return {group for each in held for group in each.voices if group != NO_GROUP}
