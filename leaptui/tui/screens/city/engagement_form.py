"""The fields of an engagement, for adding one and for changing it."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement
from leaptui.domain.vocabulary import Level, Phase
from leaptui.services.city.engagements import add_engagement, jurisdiction_from
from leaptui.services.workspace import Workspace
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec

TIME_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Detroit",
    "America/Indiana/Indianapolis",
    "America/Kentucky/Louisville",
    "America/Boise",
    "America/Puerto_Rico",
)
"""Completed while one types; any other IANA name is taken too."""


def _jurisdictions_problem(text: str) -> str:
    for line in text.splitlines():
        try:
            if line.strip():
                jurisdiction_from(line)
        except LeapError as error:
            return error.sentence
    return ""


def _zone_problem(text: str) -> str:
    try:
        ZoneInfo(text.strip())
    except (KeyError, ValueError, OSError):
        return "An IANA name, such as America/New_York."
    return ""


ZONE = FieldSpec(
    key="timezone",
    label="Time zone",
    hint="America/New_York; needed for 911 calls",
    suggestions=TIME_ZONES,
    check=_zone_problem,
)
"""The time zone of a city, also asked for when calls are imported before it is known."""
_NAME = FieldSpec(key="name", label="Name", required=True, hint="Harbor Falls, OH")
_JURISDICTIONS = FieldSpec(
    key="jurisdictions",
    label="Jurisdictions",
    kind=FieldKind.LINES,
    hint="Name, ST, population: one on each line",
    check=_jurisdictions_problem,
    rows=2,
)
_WORK: tuple[FieldSpec, ...] = (
    FieldSpec(key="dispatch_centre", label="Dispatch center", hint="Lorain County 911"),
    FieldSpec(
        key="level",
        label="Level",
        kind=FieldKind.CHOICE,
        choices=(("", "not said"), *((level.value, level.value) for level in Level)),
    ),
    FieldSpec(
        key="phase",
        label="Phase",
        kind=FieldKind.CHOICE,
        choices=(("", "not begun"), *((phase.value, f"{phase.number} {phase.label}") for phase in Phase)),
    ),
    ZONE,
    FieldSpec(key="lead", label="Lead", hint="who of us leads"),
    FieldSpec(key="partners", label="Partners", kind=FieldKind.LINES, hint="one on each line", rows=2),
    FieldSpec(
        key="interviews_planned", label="Interviews", kind=FieldKind.NUMBER, hint="how many are planned"
    ),
)
NEW_ENGAGEMENT: tuple[FieldSpec, ...] = (_NAME, _JURISDICTIONS, *_WORK)
"""Fields of a new engagement."""

CHANGED_ENGAGEMENT: tuple[FieldSpec, ...] = (
    _NAME,
    FieldSpec(key="next_step", label="Next step", hint="the one thing to do next"),
    FieldSpec(key="next_due", label="Due", kind=FieldKind.DAY, hint="2026-11-24"),
    *_WORK,
    FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=3),
)
"""Fields of an engagement that is there."""


def values_of(engagement: Engagement) -> dict[str, str]:
    """The text of each field of an engagement."""
    planned = engagement.interviews_planned
    return {
        "name": engagement.name,
        "next_step": engagement.next_step,
        "next_due": engagement.next_due or "",
        "dispatch_centre": engagement.dispatch_centre,
        "level": engagement.level or "",
        "phase": engagement.phase or "",
        "timezone": engagement.timezone or "",
        "lead": engagement.lead,
        "partners": "\n".join(engagement.partners),
        "interviews_planned": "" if planned is None else str(planned),
        "note": engagement.note,
    }


def add_from_form(workspace: Workspace, values: Mapping[str, str]) -> Engagement:
    """Add the engagement a form describes.

    Raises:
        InputRefused: When the name is taken.
    """
    planned = values["interviews_planned"].strip().replace(",", "")
    return add_engagement(
        workspace,
        values["name"],
        jurisdictions=[
            jurisdiction_from(line) for line in values["jurisdictions"].splitlines() if line.strip()
        ],
        timezone=values["timezone"].strip() or None,
        level=values["level"] or None,
        phase=values["phase"] or None,
        lead=values["lead"],
        partners=values["partners"].splitlines(),
        dispatch_centre=values["dispatch_centre"],
        interviews_planned=int(planned) if planned else None,
    )
