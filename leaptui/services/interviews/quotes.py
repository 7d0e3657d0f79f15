"""Asking a speaker for the words that would be quoted, and what came back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from leaptui.disclosure.gate import Speaker
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement, Excerpt, Stakeholder
from leaptui.domain.text import fold, one_line
from leaptui.domain.vocabulary import PassageKind, QuoteStatus
from leaptui.services.days import day_from
from leaptui.services.interviews.interviews import InterviewView
from leaptui.services.workspace import Workspace


def printed_words(excerpt: Excerpt) -> str:
    """The words a document would print: the amended ones where there are, none of a withdrawn quote.

    Evidence that rests on a passage is stale once these are others than when it was linked.
    """
    if excerpt.quote_status is QuoteStatus.WITHDRAWN:
        return ""
    if excerpt.quote_status is QuoteStatus.AMENDED and excerpt.quote_amended:
        return excerpt.quote_amended
    return excerpt.text


def set_approval(
    workspace: Workspace,
    excerpt: Excerpt,
    status: str,
    *,
    on: str = "",
    channel: str = "",
    amended: str = "",
) -> Excerpt:
    """Note a step of asking a speaker for a quote.

    Args:
        workspace: Where.
        excerpt: The passage.
        status: asked, approved, amended, withdrawn, or not asked.
        on: The day, as 2026-11-24; else today.
        channel: How: phone, e-mail, in person.
        amended: The words the speaker wants instead, for `amended`.

    Raises:
        InputRefused: When the status is unknown, amended words are missing or given where none
            belong, or the passage is an own view.
    """
    step, words = status_named(status), one_line(amended).strip('"“” ')
    if excerpt.passage is PassageKind.OWN_VIEW and step is not QuoteStatus.NOT_ASKED:
        raise InputRefused(
            "An own view is nobody's quote: there is no speaker to ask.", safe="Nothing was changed."
        )
    if (step is QuoteStatus.AMENDED) is not bool(words):
        raise InputRefused(
            "The amended words are missing." if not words else "Only an amended quote has words of its own.",
            safe="Nothing was changed.",
            next_step="Give them with the status “amended”.",
        )
    not_asked = step is QuoteStatus.NOT_ASKED
    changed = replace(
        excerpt,
        quote_status=step,
        quote_on=None if not_asked else day_from(on) or workspace.today().isoformat(),
        quote_channel="" if not_asked else one_line(channel) or excerpt.quote_channel,
        quote_amended=words,
    )
    workspace.store.apply(f"quote {step.label}", [changed], stream=excerpt.engagement)
    return changed


def status_named(text: str) -> QuoteStatus:
    """A step of the approval by its value or its words.

    Raises:
        InputRefused: When it is none.
    """
    wanted = fold(one_line(text)).replace("-", "_").replace(" ", "_")
    for status in QuoteStatus:
        if wanted in {status.value, status.label.replace(" ", "_")}:
            return status
    raise InputRefused(
        f"“{one_line(text)}” is not a step of a quote's approval.",
        safe="Nothing was changed.",
        next_step="It is one of: " + ", ".join(QuoteStatus) + ".",
    )


class Speakers:
    """Who spoke in the interviews of an engagement, as the gate wants to know it.

    Args:
        workspace: Where.
        engagement: Whose.
    """

    def __init__(self, workspace: Workspace, engagement: Engagement) -> None:
        people = workspace.store.all(Stakeholder, engagement=engagement.id)
        self._groups = {group.key: group for group in workspace.practice.groups}
        self._listed = Counter(fold(person.role) for person in people)
        self._known: dict[str, int] = {}
        for person in people:
            if person.role_holders is not None:
                role = fold(person.role)
                # Where two records disagree, the smaller number keeps more to itself.
                self._known[role] = min(person.role_holders, self._known.get(role, person.role_holders))

    def of(self, talk: InterviewView, level: Attribution) -> Speaker:
        """Who said something in an interview.

        Several people speak by their common role or group only. Where a passage is on the record
        and its interview is not, several names would say more than one of them allowed.

        Args:
            talk: The interview.
            level: How far the passage may travel.
        """
        roles = {person.role for person in talk.people}
        groups = {person.group for person in talk.people}
        role = roles.pop() if len(roles) == 1 else ""
        group = self._groups.get(groups.pop()) if len(groups) == 1 else None
        together = len(talk.people) > 1 and talk.interview.attribution is not Attribution.ON_RECORD
        nameless = together and level is Attribution.ON_RECORD
        return Speaker(
            name="" if nameless else " and ".join(person.name for person in talk.people),
            role="" if nameless else role,
            group_label=group.label if group else "",
            holders_of_role=self.holders_of(role),
        )

    def holders_of(self, role: str) -> int:
        """How many people hold a role: where nobody said, those who are listed."""
        return self._known.get(fold(role), self._listed[fold(role)])
