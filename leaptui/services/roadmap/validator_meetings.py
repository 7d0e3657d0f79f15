"""Who met whom: a validator and somebody of the city, what was raised and answered, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Concern, Validator, ValidatorMeeting
from leaptui.domain.records import Engagement, Stakeholder
from leaptui.domain.text import fold, one_line
from leaptui.domain.vocabulary import Stance
from leaptui.services.city.stakeholders import find_stakeholder
from leaptui.services.days import day_from
from leaptui.services.roadmap.validators import find_validator
from leaptui.services.typed_fields import Reading, paragraphs, read
from leaptui.services.typed_values import member
from leaptui.services.workspace import Workspace

_ORDER = (Stance.OPPOSE, Stance.NEUTRAL, Stance.CONDITION, Stance.SUPPORT)
"""From the farthest to the nearest."""
_WHAT = "a meeting with a validator"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting with the names of those who met.

    Attributes:
        meeting: The record.
        validator: Their name; empty where nobody is noted.
        person: Whom they met; empty where nobody is noted.
        sign: `▲` nearer, `▼` farther, `=` as before; empty where one of the two stances is not noted.
        change: `oppose → condition, nearer`; empty where no stance is noted.
    """

    meeting: ValidatorMeeting
    validator: str
    person: str
    sign: str
    change: str


def meetings(workspace: Workspace, engagement: Engagement) -> list[MeetingView]:
    """The meetings of a city, the newest first; those without a day last."""
    found = workspace.store.all(ValidatorMeeting, engagement=engagement.id)
    return [
        _view(workspace, each) for each in sorted(found, key=lambda each: each.met_on or "", reverse=True)
    ]


def note_meeting(
    workspace: Workspace,
    engagement: Engagement,
    values: Mapping[str, str],
    *,
    concerns: tuple[Concern, ...] = (),
) -> ValidatorMeeting:
    """Note that a validator met somebody.

    Args:
        workspace: Where.
        engagement: In which city.
        values: Text of `readings`; `validator` is needed.
        concerns: What was raised, of the board of this city.

    Raises:
        InputRefused: When nobody is named, or a value does not fit.
        UnknownName: When a validator or a person is not known.
    """
    begun = ValidatorMeeting(
        id=workspace.new_id(),
        engagement=engagement.id,
        met_on=workspace.today().isoformat(),
        concerns=tuple(each.id for each in concerns),
    )
    made = replace(begun, **_fields(workspace, engagement, values))
    if made.validator is None:
        raise InputRefused(
            "A meeting needs a validator.",
            safe="Nothing was noted.",
            next_step="Add one first: leaptui validator add NAME.",
        )
    workspace.store.apply("note meeting", [made], stream=engagement.id)
    return made


def change_meeting(
    workspace: Workspace, engagement: Engagement, meeting: ValidatorMeeting, values: Mapping[str, str]
) -> ValidatorMeeting:
    """Set fields of a meeting from text; an empty text clears one.

    Raises:
        InputRefused: When a value does not fit, or no validator would be left.
        UnknownName: When a validator or a person is not known.
    """
    changed = replace(meeting, **_fields(workspace, engagement, values))
    if changed.validator is None:
        raise InputRefused("A meeting needs a validator.", safe="Nothing was changed.")
    workspace.store.apply("change meeting", [changed], stream=engagement.id)
    return changed


def remove_meeting(workspace: Workspace, meeting: ValidatorMeeting) -> None:
    """Take a meeting away; undo brings it back."""
    workspace.store.apply("remove meeting", [replace(meeting, deleted=True)], stream=meeting.engagement)


def find_meeting(workspace: Workspace, engagement: Engagement, wanted: str) -> ValidatorMeeting:
    """A meeting by its id or the end of it, or by the only validator of this name who met somebody here.

    Raises:
        UnknownName: When none or several fit.
    """
    known, words = meetings(workspace, engagement), fold(wanted)
    for fits in (
        [each for each in known if words and each.meeting.id.endswith(words)],
        [each for each in known if words and words in fold(each.validator)],
    ):
        if len(fits) == 1:
            return fits[0].meeting
    raise UnknownName(
        f"“{one_line(wanted)}” is not one meeting of {engagement.name}.",
        safe="Nothing was changed.",
        next_step="See them with `leaptui concern meetings`.",
    )


def values_of(view: MeetingView) -> dict[str, str]:
    """The text of each field, as a form shows it."""
    meeting = view.meeting
    return {
        "validator": view.validator,
        "person": view.person,
        "met_on": meeting.met_on or "",
        "stance_before": meeting.stance_before or "",
        "stance_after": meeting.stance_after or "",
        "answer": meeting.answer,
        "promised": meeting.promised,
        "note": meeting.note,
    }


def stance_change(before: Stance | None, after: Stance | None) -> tuple[str, str]:
    """Sign and words of what a meeting changed: `▲` and `oppose → condition, nearer`."""
    if before is None and after is None:
        return "", ""
    if before is None or after is None:
        return "", f"{before or 'not noted'} → {after or 'not noted'}"
    moved = _ORDER.index(after) - _ORDER.index(before)
    if moved == 0:
        return "=", f"{before} → {after}, as before"
    return ("▲", f"{before} → {after}, nearer") if moved > 0 else ("▼", f"{before} → {after}, farther")


def _view(workspace: Workspace, meeting: ValidatorMeeting) -> MeetingView:
    validator = workspace.store.get(Validator, meeting.validator) if meeting.validator else None
    person = workspace.store.get(Stakeholder, meeting.stakeholder) if meeting.stakeholder else None
    sign, change = stance_change(meeting.stance_before, meeting.stance_after)
    return MeetingView(
        meeting=meeting,
        validator=validator.name if validator else "",
        person=person.name if person else "",
        sign=sign,
        change=change,
    )


def _fields(workspace: Workspace, engagement: Engagement, values: Mapping[str, str]) -> dict[str, Any]:
    readings: dict[str, Reading] = {
        "validator": lambda text: find_validator(workspace, text).id if text.strip() else None,
        "person": lambda text: find_stakeholder(workspace, engagement, text).id if text.strip() else None,
        "met_on": day_from,
        "stance_before": _stance,
        "stance_after": _stance,
        "answer": one_line,
        "promised": one_line,
        "note": paragraphs,
    }
    fields = read(values, readings, _WHAT)
    if "person" in fields:
        fields["stakeholder"] = fields.pop("person")
    return fields


def _stance(text: str) -> Stance | None:
    return member(Stance, text, "stance") if text.strip() else None
