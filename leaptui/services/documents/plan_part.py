"""The staffing plan marked for the roadmap, gathered for it."""

from __future__ import annotations

from leaptui.documents.kinds.plan_part import PlanPart, plan_part
from leaptui.domain.records import Engagement
from leaptui.services.documents.gathering import Gathering
from leaptui.services.documents.marked_plan import marked_plan
from leaptui.services.documents.workbook_staffing import cleared_plan
from leaptui.services.staffing.literature import methods_of, source_words
from leaptui.services.staffing.results import CAPACITY
from leaptui.services.workspace import Workspace

_WHERE = "staffing plan"
_FULL_TIME = 0.1
"""Officers, by whom the hours freed are told."""


def plan_content(through: Gathering, workspace: Workspace, engagement: Engagement) -> PlanPart | None:
    """What the roadmap says of its plan; none where none is marked, or it rests on too few calls."""
    plan = marked_plan(through, workspace, engagement)
    if plan is None:
        return None
    staffing = cleared_plan(workspace, engagement, through.gate)
    if staffing is None or staffing.name != plan.name:
        return PlanPart(plan=plan)
    officers = staffing.figures.get("officers", 0.0)
    freed = f"It takes over the work of about {officers:.1f} officers a year: {CAPACITY}."
    capacity = through.label(freed if officers >= _FULL_TIME else "", _WHERE)
    numbers = {key: each.value for key, each in staffing.inputs.items()}
    methods = methods_of(staffing.method, numbers, shifts=bool(staffing.shifts))
    return plan_part(
        plan,
        staffing,
        capacity,
        through.label("All together", _WHERE),
        tuple(through.label(f"{source_words(method)}.", _WHERE) for method in methods),
    )
