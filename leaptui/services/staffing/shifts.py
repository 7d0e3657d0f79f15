"""A plan worked in shifts: the demand minimum and the schedulable, apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.services.staffing.basis import StaffingBasis
from leaptui.services.staffing.what_if import StaffingView
from leaptui.services.staffing.words import dollars, hour_of_week, share_words

if TYPE_CHECKING:
    from leaptui.staffing.schedulable import Schedulable
    from leaptui.staffing.schedule import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftsView:
    """Shifts of a plan, and what they change."""

    view: StaffingView
    found: Schedulable
    sentence: str


def staffing_shifts(basis: StaffingBasis, view: StaffingView) -> ShiftsView:
    """The cheapest shifts of 8, 10 and 12 hours that cover a plan.

    Raises:
        InputRefused: When none do; the sentence says what to change.
    """
    from leaptui.staffing.schedulable import schedulable

    found = schedulable(basis.demands[view.what_if.rules], view.plan)
    return ShiftsView(view=view, found=found, sentence=_sentence(view, found))


def _sentence(view: StaffingView, found: Schedulable) -> str:
    asked, given = found.schedule.demand_hours, found.schedule.team_hours
    if not given:
        return "No team is on duty in any hour, so there are no shifts."
    more = found.people.total - view.plan.people.total
    people = f"{more} people more" if more > 1 else "one person more" if more == 1 else "no more people"
    words = (
        f"The demand asks for {asked:,} team hours a week, shifts give {given:,}: {people}, "
        f"{dollars(found.cost.recurring)} a year in place of {dollars(view.plan.cost.recurring)}."
    )
    if found.schedule.is_optimal:
        return f"{words} No shifts of these lengths cost less."
    return f"{words} Cheaper ones may exist, by {found.schedule.gap:.1%} at most."


BESIDE_HEADINGS = ("", "demand minimum", "schedulable")


def beside(shifts: ShiftsView, *, places: int) -> list[list[str]]:
    """What the demand asks for beside what shifts give: rows under `BESIDE_HEADINGS`.

    Args:
        shifts: Both.
        places: Decimals of the responders before they are rounded.
    """
    plan, found = shifts.view.plan, shifts.found
    return [
        ["team hours a week", f"{found.schedule.demand_hours:,}", f"{found.schedule.team_hours:,}"],
        ["responders (FTE)", f"{plan.fte:.{places}f}", f"{found.fte:.{places}f}"],
        ["people", f"{plan.people.total:,}", f"{found.people.total:,}"],
        ["vehicles, with spares", f"{plan.vehicles:,}", f"{found.vehicles:,}"],
        ["a year, recurring", dollars(plan.cost.recurring), dollars(found.cost.recurring)],
        ["one-time", dollars(plan.cost.one_time), dollars(found.cost.one_time)],
        [
            "answered at once",
            *(
                share_words(share, overloaded=bool(plan.overloaded))
                for share in (plan.answered_in_hours, found.answered_in_hours)
            ),
        ],
    ]


def shift_words(shift: Shift) -> str:
    """`2 teams  Mon 10:00 for 12 h, break after 5 h`."""
    teams = "1 team" if shift.teams == 1 else f"{shift.teams} teams"
    rest = f", break after {shift.rest} h" if shift.rest is not None else ""
    return f"{teams} {hour_of_week(shift.begins)} for {shift.hours} h{rest}"
