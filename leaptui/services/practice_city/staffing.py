"""Harbor Falls' staffing: two plans that its council weighs, one of them the roadmap's."""

from __future__ import annotations

from datetime import date

from leaptui.domain.records import Engagement
from leaptui.services.staffing.basis import staffing_basis
from leaptui.services.staffing.scenarios import mark_for_roadmap, save_scenario
from leaptui.services.staffing.shifts import staffing_shifts
from leaptui.services.staffing.what_if import WhatIf, staffing_view
from leaptui.services.workspace import Workspace

_PEAK = {"opens": 10.0, "closes": 22.0}


def put_staffing(workspace: Workspace, engagement: Engagement) -> None:
    """Save the window in which most calls come, and the clock around; the first is the roadmap's."""
    basis = staffing_basis(workspace, engagement)
    next_year = date(workspace.today().year + 1, 1, 1)
    around = staffing_view(basis, WhatIf(starts_on=next_year))
    save_scenario(
        workspace,
        engagement,
        "Around the clock",
        basis,
        around,
        note="What residents asked for. Nights are quiet and cost as much as days.",
    )
    peak = staffing_view(basis, WhatIf(numbers=_PEAK, starts_on=next_year))
    saved = save_scenario(
        workspace,
        engagement,
        "Ten to ten",
        basis,
        peak,
        shifts=staffing_shifts(basis, peak),
        note="The hours in which most eligible calls come; to be widened after a year.",
    )
    mark_for_roadmap(workspace, saved)
