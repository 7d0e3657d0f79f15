"""Which questions of a guide were asked and answered in which conversations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.questions import Answer, answers
from leaptui.domain.records import Engagement, Interview
from leaptui.services.interviews.conversations import (
    Conversation,
    conversations,
    counted,
    told_conversations,
)
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.practice.content import Guide


class Asked(StrEnum):
    """What became of a question in a conversation."""

    ANSWERED = "answered"
    ASKED = "asked"
    OPEN = "open"

    @property
    def glyph(self) -> str:
        """How far it is."""
        return {"answered": "✓", "asked": "◐", "open": "·"}[self.value]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question across the conversations that followed its guide.

    Attributes:
        number: In the guide.
        short: In a few words.
        text: As it is asked.
        answers: One for each conversation; nothing where it was not asked.
    """

    number: int
    short: str
    text: str
    answers: tuple[Answer | None, ...]

    def asked(self, column: int) -> Asked:
        """What became of it in one conversation."""
        answer = self.answers[column]
        if answer is None:
            return Asked.OPEN
        return Asked.ANSWERED if answer.is_answered else Asked.ASKED

    @property
    def answered(self) -> int:
        """In how many conversations."""
        return sum(self.asked(column) is Asked.ANSWERED for column in range(len(self.answers)))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMatrix:
    """The questions of one guide against the conversations that followed it."""

    guide: str
    title: str
    version: int
    conversations: tuple[Conversation, ...]
    rows: tuple[QuestionRow, ...]

    @property
    def older(self) -> tuple[int, ...]:
        """Numbers of the interviews that followed another version: their questions may differ."""
        return tuple(
            each.interview.number
            for each in self.conversations
            if each.interview.guide_version not in (None, self.version)
        )

    def sentence(self, row: QuestionRow) -> str:
        """In how many of the conversations a question was answered."""
        return f"Question {row.number} was answered in {row.answered} of {counted(len(row.answers))}."


def question_matrices(
    workspace: Workspace, engagement: Engagement, *, told: bool = False
) -> list[QuestionMatrix]:
    """One for each guide that some conversation followed, in the order of the guides.

    Args:
        workspace: Where.
        engagement: Whose.
        told: Whether it leaves: then it knows of no conversation and no answer off the record.
    """
    held = (told_conversations if told else conversations)(workspace, engagement)
    if told:
        held = [replace(each, interview=_without_off_record(each.interview)) for each in held]
    return [
        questions_of(guide, [each for each in held if each.interview.guide == guide.id])
        for guide in workspace.practice.guides
        if any(each.interview.guide == guide.id for each in held)
    ]


def _without_off_record(interview: Interview) -> Interview:
    """An interview whose note has empty lines where it was off the record."""
    lines = zip(interview.note.split("\n"), NoteLevels(interview.note).rows, strict=True)
    kept = ("" if level is Attribution.OFF_RECORD else line for line, level in lines)
    return replace(interview, note="\n".join(kept))


def questions_of(guide: Guide, held: Sequence[Conversation]) -> QuestionMatrix:
    """The questions of a guide against conversations."""
    found = [answers(each.interview.note) for each in held]
    return QuestionMatrix(
        guide=guide.id,
        title=guide.title,
        version=guide.version,
        conversations=tuple(held),
        rows=tuple(
            QuestionRow(
                question.number,
                question.short,
                question.text,
                tuple(of_one.get(question.number) for of_one in found),
            )
            for question in guide.questions
        ),
    )
