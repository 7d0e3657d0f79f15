"""What is known of a conversation beside its note: who was there, how it came about, what was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from leaptui.domain.errors import InputRefused
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Headcount, Interview, Participant, Stakeholder
from leaptui.domain.text import fold, one_line
from leaptui.domain.vocabulary import ConsentGiven, InterviewForm
from leaptui.services.city.stakeholders import add_stakeholder, attribution_named, group_key, stakeholders
from leaptui.services.days import day_from
from leaptui.services.interviews.guides import guide_named
from leaptui.services.interviews.interviews import InterviewView
from leaptui.services.typed_values import member, whole, yes_no
from leaptui.services.workspace import Workspace

FACTS = (
    "title", "held_on", "attribution", "form", "advisors", "place", "district", "shift", "minutes",
    "language", "interpreter", "recorded", "consent_given", "consent_on", "consent_by", "consent",
    "minors", "guardian", "compensation", "guide",
)  # fmt: skip
"""What `describe` can set, in the order it is asked."""
_WORDS = frozenset(
    {"title", "place", "district", "shift", "language", "interpreter", "consent", "consent_by", "guardian"}
    | {"compensation"}
)
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who took part: people by name, and how many more of which group.

    Attributes:
        people: Those with a name.
        headcounts: Group key (empty where nobody asked) and number, for those without.
    """

    people: tuple[Stakeholder, ...]
    headcounts: tuple[tuple[str, int], ...] = ()


def attendance(workspace: Workspace, view: InterviewView) -> Attendance:
    """Who took part in a conversation."""
    counted = workspace.store.all(Headcount, interview=view.interview.id)
    return Attendance(view.people, tuple((each.group, each.people) for each in counted))


def describe(
    workspace: Workspace,
    engagement: Engagement,
    view: InterviewView,
    facts: Mapping[str, str],
    who: Attendance | None = None,
) -> Interview:
    """Change what is known of a conversation, in one act.

    Args:
        workspace: Where.
        engagement: Its city.
        view: The conversation as it stands.
        facts: Name of a fact (`FACTS`) and its new text; an empty text clears it.
        who: All who took part, when that changes too.

    Raises:
        InputRefused: When a fact is unknown or its text does not fit; nothing is changed then.
    """
    values: dict[str, object] = {}
    for key, text in facts.items():
        values |= _value(workspace, key.replace("-", "_"), text)
    changed = replace(view.interview, **values)  # type: ignore[arg-type]
    _check_consent(changed)
    records: list[Record] = [changed]
    if who is not None:
        records += _participants(workspace, changed, who.people)
        records += _headcounts(workspace, changed, who.headcounts)
    workspace.store.apply("describe interview", records, stream=engagement.id)
    return changed


def people_named(workspace: Workspace, engagement: Engagement, names: Iterable[str]) -> list[Stakeholder]:
    """People by their full names; those the city does not know yet are added."""
    known = {fold(person.name): person for person in stakeholders(workspace, engagement)}
    found: dict[str, Stakeholder] = {}
    for name in map(one_line, names):
        if name and fold(name) not in found:
            found[fold(name)] = known.get(fold(name)) or add_stakeholder(workspace, engagement, name)
    return list(found.values())


def headcounts_from(workspace: Workspace, text: str) -> tuple[tuple[str, int], ...]:
    """Group and number from words such as `14 residents, 3 youth_schools, 2`.

    Raises:
        InputRefused: When a part is not a number, or names a group that there is not.
    """
    found: dict[str, int] = {}
    for part in re.split(r"[,;\n]", text):
        words = one_line(part)
        if not words:
            continue
        number, _, group = words.partition(" ")
        people = whole(number, "people (write how many and of which group: 14 residents)", most=9_999)
        key = group_key(workspace, group)
        found[key] = found.get(key, 0) + (people or 0)
    return tuple(found.items())


def _participants(
    workspace: Workspace, interview: Interview, people: Sequence[Stakeholder]
) -> Iterable[Participant]:
    wanted = {f"{interview.id}:{person.id}": person for person in people}
    known = {
        each.id: each
        for each in workspace.store.all(Participant, include_deleted=True, interview=interview.id)
    }
    for key, person in wanted.items():
        yield (
            replace(known[key], deleted=False)
            if key in known
            else Participant(
                id=key, engagement=interview.engagement, interview=interview.id, stakeholder=person.id
            )
        )
    yield from (replace(each, deleted=True) for key, each in known.items() if key not in wanted)


def _headcounts(
    workspace: Workspace, interview: Interview, counts: Sequence[tuple[str, int]]
) -> Iterable[Headcount]:
    wanted = dict(counts)
    known = {each.group: each for each in workspace.store.all(Headcount, interview=interview.id)}
    for group, people in wanted.items():
        yield (
            replace(known[group], people=people)
            if group in known
            else Headcount(
                id=workspace.new_id(),
                engagement=interview.engagement,
                interview=interview.id,
                group=group,
                people=people,
            )
        )
    yield from (replace(each, deleted=True) for group, each in known.items() if group not in wanted)


def _value(workspace: Workspace, key: str, text: str) -> dict[str, object]:
    words = one_line(text)
    if key in _WORDS:
        return {key: words.lower() if key == "language" else words}
    match key:
        case "held_on" | "consent_on":
            return {key: day_from(words)}
        case "attribution":
            return {key: attribution_named(words)}
        case "form":
            return {key: member(InterviewForm, words or InterviewForm.INTERVIEW, "form of a conversation")}
        case "consent_given":
            return {key: member(ConsentGiven, words, "kind of consent") if words else None}
        case "recorded" | "minors":
            return {key: yes_no(words, key)}
        case "minutes":
            return {key: whole(words, "minutes", most=_MOST_MINUTES)}
        case "advisors":
            return {key: tuple(part for part in map(one_line, re.split(r"[\n;,]", text)) if part)}
        case "guide":
            guide = guide_named(workspace, words) if words else None
            return {"guide": guide.id if guide else "", "guide_version": guide.version if guide else None}
    raise InputRefused(
        f"An interview has no “{one_line(key)}” to set.",
        safe="Nothing was changed.",
        next_step="It has: " + ", ".join(FACTS) + ".",
    )


def _check_consent(interview: Interview) -> None:
    if interview.minors and interview.consent_given is not None and not interview.guardian:
        raise InputRefused(
            "A minor's consent needs that of a parent or guardian.",
            safe="Nothing was changed.",
            next_step="Say who agreed for them (guardian), or leave the consent open until somebody has.",
        )
