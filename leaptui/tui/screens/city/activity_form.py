"""The forms of an activity and of an entry in the support log."""

from __future__ import annotations

from leaptui.domain.roadmap_vocabulary import ActivitySort, IssueArea
from leaptui.domain.vocabulary import Phase
from leaptui.services.city.activities import SUPPORTED
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.screens.city.follow_ups import FIELDS as OWED

ACTIVITY = (
    FieldSpec(key="title", label="Title", required=True, hint="First reading of the roadmap"),
    FieldSpec(
        key="sort",
        label="What it was",
        kind=FieldKind.CHOICE,
        choices=tuple((sort.value, sort.label) for sort in ActivitySort),
    ),
    FieldSpec(key="held_on", label="Day", kind=FieldKind.DAY, hint="2026-11-24"),
    FieldSpec(key="people", label="People", hint="names; with semicolons between"),
    FieldSpec(key="attendance", label="How many came", kind=FieldKind.NUMBER, hint="40"),
    FieldSpec(key="outcome", label="Outcome", kind=FieldKind.LINES, rows=3),
    FieldSpec(key="place", label="Place", hint="council chamber"),
    FieldSpec(key="advisors", label="Advisors", hint="M. Ruiz; A. Bell"),
    FieldSpec(key="partners", label="Partners", hint="organizations; with semicolons between"),
    FieldSpec(key="cohort", label="Funder cohort"),
    FieldSpec(key="issue_areas", label="Issue areas", hint="; ".join(area.value for area in IssueArea)),
    FieldSpec(
        key="phase",
        label="Phase",
        kind=FieldKind.CHOICE,
        choices=(("", "not said"), *((phase.value, phase.label) for phase in Phase)),
    ),
    FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=2, hint="for you alone"),
)
"""An activity."""
SUPPORT = (
    FieldSpec(key="asked", label="Asked", required=True, hint="who answers the radio at night?"),
    FieldSpec(key="advised", label="Advised", kind=FieldKind.LINES, rows=3),
    FieldSpec(key="promised", label="Promised", hint="becomes a follow-up"),
    *OWED[1:],  # by when, and who
    FieldSpec(key="people", label="Asked by", hint="names; with semicolons between"),
    FieldSpec(
        key="phase",
        label="Phase",
        kind=FieldKind.CHOICE,
        choices=tuple((phase.value, phase.label) for phase in SUPPORTED),
    ),
    FieldSpec(key="held_on", label="On", kind=FieldKind.DAY, hint="today when empty"),
)
"""An entry of the support log."""
