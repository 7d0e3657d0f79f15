"""How much new each conversation brought, and whether it is time to stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.domain.records import Engagement, Stakeholder
from leaptui.services.interviews.coding import Lineage, Passage, as_written, passages, themes_of
from leaptui.services.interviews.conversations import Conversation, conversations
from leaptui.services.interviews.coverage import Coverage, coverage_of
from leaptui.services.workspace import Workspace

LAST = 3
"""Conversations that must bring nothing new before one may think of stopping."""
FEWEST = 6
"""Conversations with a theme under which the curve says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one conversation brought.

    Attributes:
        conversation: Which.
        new: Themes nobody had brought up before, in the order of its note.
        known: How many themes were known after it.
        has_themes: Whether its words bear themes at all; without, it says nothing either way.
    """

    conversation: Conversation
    new: tuple[str, ...]
    known: int
    has_themes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """New themes by conversation, in the order held, with one sentence of advice."""

    steps: tuple[Step, ...]
    advice: str

    @property
    def curve(self) -> tuple[int, ...]:
        """New themes of each conversation that bears themes."""
        return tuple(len(step.new) for step in self.steps if step.has_themes)

    @property
    def themes(self) -> int:
        """How many were brought up in all."""
        return self.steps[-1].known if self.steps else 0


def saturation(workspace: Workspace, engagement: Engagement) -> Saturation:
    """New themes by conversation."""
    held = conversations(workspace, engagement)
    said = passages(workspace, engagement, held)
    known = themes_of(workspace, engagement, said)
    people = workspace.store.all(Stakeholder, engagement=engagement.id)
    covered = coverage_of(held, people, workspace.practice.groups)
    return saturation_of(held, said, covered, known.lineage)


def saturation_of(
    held: Sequence[Conversation],
    said: Sequence[Passage],
    covered: Coverage,
    lineage: Lineage = as_written,
) -> Saturation:
    """New themes by conversation.

    Args:
        held: In the order held.
        said: Their passages; the advisor's own view is passed over.
        covered: Who was heard: the curve alone never ends the listening.
        lineage: What each theme stands for today; what it is part of is no theme of its own here.
    """
    themes: dict[str, dict[str, None]] = {}
    for passage in said:
        if passage.is_heard:
            of_one = themes.setdefault(passage.conversation.interview.id, {})
            of_one.update((lineage(theme)[0], None) for theme in passage.themes)
    known: set[str] = set()
    steps = []
    for conversation in held:
        here = themes.get(conversation.interview.id, {})
        new = tuple(theme for theme in here if theme not in known)
        known.update(new)
        steps.append(Step(conversation=conversation, new=new, known=len(known), has_themes=bool(here)))
    return Saturation(steps=tuple(steps), advice=_advice(steps, covered))


def _advice(steps: Sequence[Step], covered: Coverage) -> str:
    coded = [step for step in steps if step.has_themes]
    left = len(steps) - len(coded)
    if not coded:
        return "No conversation bears a theme yet; mark some before asking whether to go on."
    last = sum(len(step.new) for step in coded[-LAST:])
    short = len(covered.short)
    if short:
        quiet = "few themes are new, but " if len(coded) >= FEWEST and not last else ""
        groups = "one group has" if short == 1 else f"{short} groups have"
        return f"Go on: {quiet}{groups} fewer voices than Design needs."
    if left:
        return f"Mark the themes of {left} more conversation{'s' if left > 1 else ''} before you trust the curve."
    if len(coded) < FEWEST:
        return f"Go on: {len(coded)} conversations are too few for a curve."
    if last:
        themes = "one new theme" if last == 1 else f"{last} new themes"
        return f"Go on: the last {LAST} conversations brought {themes}."
    return f"The last {LAST} conversations brought no new theme and every group was heard: you may stop."
