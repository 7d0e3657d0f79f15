"""Whose voices were heard, whose are planned and whose are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Engagement, Stakeholder
from leaptui.domain.text import fold, one_line
from leaptui.services.interviews.conversations import Conversation, all_conversations, was_held
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.practice.groups import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHeard:
    """How far a stakeholder group was heard.

    Attributes:
        key: Of the group.
        label: Its name.
        short: Its name in at most twenty characters.
        people: How many of it were heard: each named person once, and the heads counted in sessions.
        sessions: Conversations in which several people were heard together, some of this group among them.
        listed: People of it who are listed and not yet heard.
        target: How many an advisor of a mid-size city plans to hear: people, or sessions.
        needed: Voices without which Design should not begin.
        in_sessions: Whether the target counts sessions.
    """

    key: str
    label: str
    short: str
    people: int
    sessions: int
    listed: int
    target: int
    needed: int
    in_sessions: bool = False

    @property
    def heard(self) -> int:
        """What the target counts: people, or sessions."""
        return self.sessions if self.in_sessions else self.people

    @property
    def planned(self) -> int:
        """How much of what is left to the target is in sight; people who are listed make no session."""
        return 0 if self.in_sessions else min(self.listed, max(self.target - self.heard, 0))

    @property
    def missing(self) -> int:
        """How much of the target is neither heard nor in sight."""
        return max(self.target - self.heard - self.planned, 0)

    @property
    def is_short(self) -> bool:
        """Whether fewer voices were heard than Design needs."""
        return self.people < self.needed

    @property
    def is_critical(self) -> bool:
        """Whether one voice of this group is not enough."""
        return self.needed > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """People heard by district, shift or language, as far as it is known.

    Attributes:
        name: `district`, `shift` or `language`.
        values: Each with its people, most first.
        unknown: People of whom it is not known.
    """

    name: str
    values: tuple[tuple[str, int], ...]
    unknown: int

    @property
    def known(self) -> int:
        """People of whom it is known."""
        return sum(people for _, people in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who of a city was heard.

    Attributes:
        groups: All groups of the practice content, in its order.
        others: People heard whose group is not known.
        conversations: How many were held.
        ahead: How many are noted for a day to come.
        off_record: How many of those held were off the record; what leaves counts none of them.
        spreads: By district, shift and language.
    """

    groups: tuple[GroupHeard, ...]
    others: int
    conversations: int
    ahead: int
    off_record: int
    spreads: tuple[Spread, ...]

    @property
    def people(self) -> int:
        """Everybody heard."""
        return sum(group.people for group in self.groups) + self.others

    @property
    def short(self) -> tuple[GroupHeard, ...]:
        """The groups that keep Design from beginning, critical ones first."""
        found = [group for group in self.groups if group.is_short]
        return tuple(sorted(found, key=lambda group: not group.is_critical))

    @property
    def wordings(self) -> list[str]:
        """What still has to be heard before Design, in one sentence, the longest first."""
        if not self.short:
            return ["Every group has the voices that Design needs."]
        return [self._named(most) for most in (3, 2, 1)]

    def _named(self, most: int) -> str:
        named = [f"{group.short} ({group.people} of {group.needed})" for group in self.short[:most]]
        left = len(self.short) - len(named)
        more = f" and {left} more group{'s' if left > 1 else ''}" if left else ""
        return f"Before Design, hear {', '.join(named)}{more}."


def coverage(workspace: Workspace, engagement: Engagement, *, told: bool = False) -> Coverage:
    """Who was heard so far.

    Args:
        workspace: Where.
        engagement: Whose.
        told: Whether it leaves: then it knows of no conversation off the record, held or to come.
    """
    every = [
        each
        for each in all_conversations(workspace, engagement)
        if not told or each.interview.attribution is not Attribution.OFF_RECORD
    ]
    today = workspace.today()
    held = [each for each in every if was_held(each.interview, today)]
    return coverage_of(
        held,
        workspace.store.all(Stakeholder, engagement=engagement.id),
        workspace.practice.groups,
        ahead=sum((each.interview.held_on or "") > today.isoformat() for each in every if each not in held),
    )


def coverage_of(
    held: Sequence[Conversation],
    people: Iterable[Stakeholder],
    groups: Sequence[Group],
    *,
    ahead: int = 0,
) -> Coverage:
    """Who was heard in some conversations.

    Args:
        held: The conversations.
        people: Everybody listed, heard or not.
        groups: The groups and their targets.
        ahead: Conversations noted for a day to come.
    """
    heard = {person.id: person for each in held for person in each.people}
    keys = {group.key for group in groups}
    listed = [person for person in people if person.id not in heard]
    return Coverage(
        groups=tuple(_group(group, held, heard.values(), listed) for group in groups),
        others=_people(heard.values(), held, lambda group: group not in keys),
        conversations=len(held),
        ahead=ahead,
        off_record=sum(each.interview.attribution is Attribution.OFF_RECORD for each in held),
        spreads=tuple(spread(name, held) for name in ("district", "shift", "language")),
    )


def heard_by(held: Sequence[Conversation], name: str) -> dict[str, list[tuple[str, int]]]:
    """People heard by a district, shift or language, each value as it was first written.

    A person's own value goes before that of the conversation; who took part in several counts
    once. Heads counted in a session have the value of the session.

    Args:
        held: The conversations.
        name: `district`, `shift` or `language`.

    Returns:
        For each value the group and the number of each heard there; an empty value where it is
        not known.
    """
    of_person: dict[str, tuple[str, str]] = {}
    counted: list[tuple[str, str, int]] = []
    for each in held:
        there = one_line(getattr(each.interview, name))
        for person in each.people:
            value = one_line(getattr(person, name)) or there
            if value or person.id not in of_person:
                of_person.setdefault(person.id, ("", person.group))
                if not of_person[person.id][0]:
                    of_person[person.id] = (value, person.group)
        counted += [(there, head.group, head.people) for head in each.headcounts if head.people > 0]
    counted += [(value, group, 1) for value, group in of_person.values()]
    written: dict[str, str] = {}
    found: dict[str, list[tuple[str, int]]] = {}
    for value, group, number in counted:
        shown = written.setdefault(fold(value), value)
        found.setdefault(shown, []).append((group, number))
    return found


def spread(name: str, held: Sequence[Conversation]) -> Spread:
    """People heard by one of the three."""
    found = {value: sum(number for _, number in who) for value, who in heard_by(held, name).items()}
    unknown = found.pop("", 0)
    ordered = sorted(found.items(), key=lambda each: (-each[1], fold(each[0])))
    return Spread(name=name, values=tuple(ordered), unknown=unknown)


def _group(
    group: Group,
    held: Sequence[Conversation],
    heard: Iterable[Stakeholder],
    listed: Iterable[Stakeholder],
) -> GroupHeard:
    return GroupHeard(
        key=group.key,
        label=group.label,
        short=group.short,
        people=_people(heard, held, lambda key: key == group.key),
        sessions=sum(each.is_session and group.key in each.voices for each in held),
        listed=sum(person.group == group.key for person in listed),
        target=group.target,
        needed=group.needed_before_design,
        in_sessions=group.sessions,
    )


def _people(heard: Iterable[Stakeholder], held: Sequence[Conversation], wanted: Callable[[str], bool]) -> int:
    """Each named person once, and every head that was counted."""
    heads = sum(head.people for each in held for head in each.headcounts if wanted(head.group))
    return sum(wanted(person.group) for person in heard) + heads
