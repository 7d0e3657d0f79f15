"""The forms of an activity and of an entry in the support log."""

from __future__ import annotations

from datetime import date

from leaptui.domain.due_days import due_day
from leaptui.domain.roadmap_vocabulary import ActivitySort, IssueArea
from leaptui.domain.vocabulary import Phase
from leaptui.services.city.activities import SUPPORTED
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec

_DAYS = "friday, next week, 2 dec, 12/5, 2026-12-02"
_ANY_DAY = date(2000, 1, 1)
"""Whether words mean a day does not depend on when they are said."""


def _due_problem(text: str) -> str:
    return "" if due_day(text, _ANY_DAY) else f"A day such as {_DAYS}."


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
    FieldSpec(key="due", label="By", hint=_DAYS, check=_due_problem),
    FieldSpec(key="owner", label="Who", hint="empty for you"),
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
