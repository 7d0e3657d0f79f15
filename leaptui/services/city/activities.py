"""What was done in or for a city beside interviews, and the support log of a programme that has launched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Activity, TeamMember, Validator
from leaptui.domain.records import FollowUp, Stakeholder
from leaptui.domain.roadmap_vocabulary import ActivitySort, IssueArea
from leaptui.domain.text import fold, one_line, slug
from leaptui.domain.vocabulary import Phase
from leaptui.services.days import day_from, due_from
from leaptui.services.typed_fields import Reading, counted, paragraphs, read, several
from leaptui.services.typed_values import member, whole

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.services.workspace import Workspace

FIELDS = (
    *("title", "sort", "held_on", "place", "people", "advisors", "partners", "cohort"),
    *("issue_areas", "attendance", "outcome", "phase", "note"),
)
"""In the order of the form. People are named; who is known by that name is linked."""
SUPPORTED = (Phase.LAUNCH, Phase.EVALUATION)
"""Phases that have a support log."""
_MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """An activity as a list shows it.

    Attributes:
        activity: The record.
        people: Names of those who were there.
        ahead: Whether its day is still to come.
    """

    activity: Activity
    people: tuple[str, ...]
    ahead: bool = False

    @property
    def is_support(self) -> bool:
        """Whether it stands in the support log."""
        return self.activity.sort is ActivitySort.TECHNICAL_ADVICE and self.activity.phase in SUPPORTED


def activities(
    workspace: Workspace,
    engagement: Engagement,
    *,
    sort: ActivitySort | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[ActivityView]:
    """The activities of an engagement, newest first; those without a day last.

    Args:
        workspace: Where.
        engagement: Whose.
        sort: Only of this sort.
        since: ISO date; only those held then or later.
        until: ISO date; only those held then or earlier.
    """
    names = _names(workspace, engagement)
    today = workspace.today().isoformat()
    found = [
        ActivityView(
            activity=each,
            people=tuple(names.get(person, person) for person in each.people),
            ahead=bool(each.held_on and each.held_on > today),
        )
        for each in workspace.store.all(Activity, engagement=engagement.id)
        if (sort is None or each.sort is sort)
        and (since is None or (each.held_on or "") >= since)
        and (until is None or (each.held_on is not None and each.held_on <= until))
    ]
    return sorted(found, key=lambda view: view.activity.held_on or "", reverse=True)


def support_log(workspace: Workspace, engagement: Engagement) -> list[ActivityView]:
    """What a launched team asked and was advised, newest first."""
    advice = activities(workspace, engagement, sort=ActivitySort.TECHNICAL_ADVICE)
    return [view for view in advice if view.is_support]


def find_activity(workspace: Workspace, engagement: Engagement, wanted: str) -> ActivityView:
    """An activity by its id, the end of its id, or words that only one title has.

    Raises:
        UnknownName: When none or several fit.
    """
    known, words = activities(workspace, engagement), fold(wanted)
    for fits in (
        [view for view in known if words and view.activity.id.endswith(words)],
        [view for view in known if words and fold(view.activity.title) == words],
        [view for view in known if words and words in fold(view.activity.title)],
    ):
        if len(fits) == 1:
            return fits[0]
    raise UnknownName(
        f"“{one_line(wanted)}” is not one activity of {engagement.name}.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui activity list` and name one by its id or its words.",
    )


def add_activity(workspace: Workspace, engagement: Engagement, values: Mapping[str, str]) -> Activity:
    """Note an activity; without a day it was today.

    Raises:
        InputRefused: When there is no title, a field is unknown or a value does not fit.
    """
    begun = Activity(id=workspace.new_id(), engagement=engagement.id, held_on=workspace.today().isoformat())
    activity = _changed(workspace, engagement, begun, values)
    workspace.store.apply("add activity", [activity], stream=engagement.id)
    return activity


def change_activity(
    workspace: Workspace, engagement: Engagement, activity: Activity, values: Mapping[str, str]
) -> Activity:
    """Set fields of an activity from text; an empty text clears one.

    Raises:
        InputRefused: As `add_activity`; nothing is changed then.
    """
    changed = _changed(workspace, engagement, activity, values)
    workspace.store.apply("change activity", [changed], stream=engagement.id)
    return changed


def remove_activity(workspace: Workspace, activity: Activity) -> None:
    """Put an activity away; undo brings it back."""
    workspace.store.apply("remove activity", [replace(activity, deleted=True)], stream=activity.engagement)


def log_support(
    workspace: Workspace,
    engagement: Engagement,
    asked: str,
    advised: str,
    *,
    promised: str = "",
    due: str = "",
    owner: str = "",
    phase: str = "",
    held_on: str = "",
    people: str = "",
) -> tuple[Activity, FollowUp | None]:
    """Enter what a launched team asked and was advised; what was promised becomes a follow-up. One act.

    Args:
        workspace: Where.
        engagement: Whose team.
        asked: What was asked.
        advised: What was advised; may be empty while the answer is owed.
        promised: What was promised; empty for nothing.
        due: By when: a day as `leaptui.domain.due_days` reads it, counted from today.
        owner: Who will do it; empty for the advisor.
        phase: `launch` or `evaluation`; that of the engagement when it is one of them, else `launch`.
        held_on: ISO date; today when empty.
        people: Who asked, by name.

    Raises:
        InputRefused: When nothing was asked, the phase has no support log, or a day is none.
    """
    if not one_line(asked):
        raise InputRefused("An entry of the support log says what was asked.", safe="Nothing was added.")
    if not one_line(promised) and (due.strip() or owner.strip()):
        raise InputRefused(
            "There is a day or a person, but nothing was promised.",
            safe="Nothing was added.",
            next_step="Say what was promised, or leave both empty.",
        )
    values = {
        "title": asked,
        "sort": ActivitySort.TECHNICAL_ADVICE.value,
        "outcome": advised,
        "people": people,
        "phase": (_support_phase(phase) if phase.strip() else usual_phase(engagement)).value,
    }
    values |= {"held_on": held_on} if held_on.strip() else {}
    begun = Activity(id=workspace.new_id(), engagement=engagement.id, held_on=workspace.today().isoformat())
    activity = _changed(workspace, engagement, begun, values)
    owed = None
    if one_line(promised):
        owed = FollowUp(
            id=workspace.new_id(),
            engagement=engagement.id,
            text=one_line(promised),
            due=due_from(due, workspace.today()),
            owner=one_line(owner),
        )
    workspace.store.apply("log technical advice", [activity, *([owed] if owed else [])], stream=engagement.id)
    return activity, owed


def usual_phase(engagement: Engagement) -> Phase:
    """The phase a new entry of the support log is of."""
    return engagement.phase if engagement.phase in SUPPORTED else Phase.LAUNCH


def values_of(view: ActivityView) -> dict[str, str]:
    """The text of each field, as a form shows it."""
    each = view.activity
    return {
        "title": each.title,
        "sort": each.sort.value,
        "held_on": each.held_on or "",
        "place": each.place,
        "people": "; ".join(view.people),
        "advisors": "; ".join(each.advisors),
        "partners": "; ".join(each.partners),
        "cohort": each.cohort,
        "issue_areas": "; ".join(each.issue_areas),
        "attendance": str(each.attendance or ""),
        "outcome": each.outcome,
        "phase": each.phase.value if each.phase else "",
        "note": each.note,
    }


def issue_area_label(value: str) -> str:
    """The words of an issue area; one of a newer leaptui stands for itself."""
    return IssueArea(value).label if value in list(IssueArea) else value


def _changed(
    workspace: Workspace, engagement: Engagement, activity: Activity, values: Mapping[str, str]
) -> Activity:
    readings: dict[str, Reading] = {
        "title": one_line,
        "sort": lambda text: member(ActivitySort, text, "sort of activity"),
        "held_on": day_from,
        "place": one_line,
        "people": lambda text: _people(workspace, engagement, text),
        "advisors": several,
        "partners": several,
        "cohort": one_line,
        "issue_areas": lambda text: tuple(dict.fromkeys(_issue_area(each).value for each in several(text))),
        "attendance": lambda text: whole(counted(text), "people who came", most=_MOST_PEOPLE),
        "outcome": paragraphs,
        "phase": lambda text: member(Phase, text, "phase") if text.strip() else None,
        "note": paragraphs,
    }
    changed = replace(activity, **read(values, readings, "an activity"))
    if not changed.title:
        raise InputRefused("An activity needs a title.", safe="Nothing was changed.")
    return changed


def _issue_area(text: str) -> IssueArea:
    for area in IssueArea:
        if slug(text) in {slug(area.value), slug(area.label)}:
            return area
    return member(IssueArea, text, "issue area")


def _support_phase(text: str) -> Phase:
    phase = member(Phase, text, "phase")
    if phase not in SUPPORTED:
        raise InputRefused(
            f"Phase {phase.label} has no support log.",
            safe="Nothing was added.",
            next_step="It is one of: " + ", ".join(SUPPORTED) + ".",
        )
    return phase


def _names(workspace: Workspace, engagement: Engagement) -> dict[str, str]:
    """Names by id, of everybody an activity may name; those put away keep theirs."""
    store = workspace.store
    known: list[Stakeholder | TeamMember | Validator] = [
        *store.all(Stakeholder, include_deleted=True, engagement=engagement.id),
        *store.all(TeamMember, include_deleted=True, engagement=engagement.id),
        *store.all(Validator, include_deleted=True),
    ]
    return {each.id: each.name for each in known}


def _people(workspace: Workspace, engagement: Engagement, text: str) -> tuple[str, ...]:
    """The id of everybody who alone has that name, a member of the team as the person heard; else the name."""
    store = workspace.store
    by_name: dict[str, set[str]] = {}
    known: list[Stakeholder | TeamMember | Validator] = [
        *store.all(Stakeholder, engagement=engagement.id),
        *store.all(TeamMember, engagement=engagement.id),
        *store.all(Validator),
    ]
    for each in known:
        same = each.stakeholder if isinstance(each, TeamMember) and each.stakeholder else each.id
        by_name.setdefault(fold(each.name), set()).add(same)
    found = []
    for name in several(text):
        bearers = by_name.get(fold(name), set())
        found.append(next(iter(bearers)) if len(bearers) == 1 else name)
    return tuple(dict.fromkeys(found))
