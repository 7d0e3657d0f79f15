"""What a plan rests on: every number by its key, with its default, range and source in practice content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from leaptui.domain.errors import InputRefused
from leaptui.practice.staffing import StaffingDefaults, load_staffing_defaults
from leaptui.staffing.cost import CostRates
from leaptui.staffing.profile import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingInputs:
    """What a plan rests on. Every number has a default, a range and a source in `practice/staffing.toml`."""

    service_minutes: float
    """Mean team time per call: travel, scene, write-up."""
    screened_share: float
    """Of the type-eligible calls nobody judged, those that pass the screening questions."""
    covered_share: float
    """Of those, the ones in the area served."""
    growth: float
    """Change of demand until the program starts, 0.1 for a tenth more."""
    pick_up: float
    """Of the calls that find a team, those that dispatchers give to it."""
    opens: int
    """First hour of service, 0 to 23."""
    closes: int
    """Hour at which it ends, 1 to 24, or earlier than `opens` for a service over midnight."""
    people_per_team: int
    most_blocked: float
    """Most of the calls that may find no team free in any hour of service."""
    waiting_limit: float
    """Minutes for which a call waits for a team before police take it; 0 for not at all."""
    least_within: float
    """Where calls wait: least share of them to get a team within the limit; 0 for no such target."""
    most_busy: float
    """Most of their time that teams may be busy in any hour of service."""
    fewest_teams: int
    """In any hour of service, however few calls there are."""
    most_teams: int
    """In any hour of service, however many calls there are."""
    reserve_teams: int
    """On duty beyond those that take calls, as back-up for one in trouble."""
    paid_hours: float
    """Hours a year that a full-time person is paid for."""
    vacation_hours: float
    sick_hours: float
    holiday_hours: float
    training_hours: float
    other_leave_hours: float
    meeting_hours: float
    vacancy_rate: float
    span: int
    """Responders to a supervisor."""
    directors: int
    clinical_leads: int
    navigators: int
    analysts: int
    spare_vehicles: int
    officers_per_call: float
    """Officers sent to a call that a team would take."""
    police_minutes: float
    """Mean time that each of them is on it."""
    displaced_share: float
    """In the low case, of the calls answered those to which police would have gone."""
    officer_year_hours: float
    officer_hour_price: float
    """Loaded dollars."""
    area_square_miles: float
    """0 where it is not known."""
    travel_speed: float
    """Miles an hour, from door to door."""
    shift_8: int
    """1 where shifts of eight hours are worked."""
    shift_10: int
    shift_12: int
    break_minutes: int
    """Away from calls in the middle of a shift; 0 where breaks are taken on call."""
    inflation: float
    """A year."""
    costs: CostRates
    group_minutes: Mapping[str, float] = field(default_factory=dict)
    """Mean team time per call of a group of types, where it differs from `service_minutes`."""
    method: Method = Method.MODIFIED_OFFERED_LOAD

    @property
    def net_hours(self) -> float:
        """Hours a year that one full-time person is at her post; 0 or less where leave takes them all."""
        leave = (
            self.vacation_hours,
            self.sick_hours,
            self.holiday_hours,
            self.training_hours,
            self.other_leave_hours,
            self.meeting_hours,
        )
        return self.paid_hours - sum(leave)

    @property
    def blocks(self) -> tuple[int, ...]:
        """Hours of the shifts that are worked."""
        worked = {8: self.shift_8, 10: self.shift_10, 12: self.shift_12}
        return tuple(hours for hours, is_worked in worked.items() if is_worked)

    @property
    def calls_wait(self) -> bool:
        """Whether a call that finds nobody free waits, or goes to police at once."""
        return self.waiting_limit > 0

    def minutes_of(self, group: str) -> float:
        """Mean team time per call of a group of types."""
        return self.group_minutes.get(group, self.service_minutes)


_NOT_NUMBERS = {"costs", "method", "group_minutes"}


def number_names() -> set[str]:
    """The keys of all inputs that are numbers, prices among them."""
    return (_names(StaffingInputs) - _NOT_NUMBERS) | _names(CostRates)


def default_inputs(defaults: StaffingDefaults | None = None) -> StaffingInputs:
    """The inputs of the practice content."""
    known = defaults or load_staffing_defaults()
    costs = CostRates(**{name: known.value(name) for name in _names(CostRates)})
    names = _names(StaffingInputs) - _NOT_NUMBERS
    return StaffingInputs(costs=costs, **_typed({name: known.value(name) for name in names}))


def changed(
    inputs: StaffingInputs,
    changes: Mapping[str, float],
    defaults: StaffingDefaults | None = None,
    *,
    group_minutes: Mapping[str, float] | None = None,
) -> StaffingInputs:
    """The inputs with some numbers changed, costs among them.

    Args:
        inputs: As they are.
        changes: New values by key.
        defaults: The ranges.
        group_minutes: Team time by group, in place of those there are.

    Raises:
        InputRefused: For a number that is not known or out of its range, naming the range, and for
            numbers that cannot be true together.
    """
    known = defaults or load_staffing_defaults()
    for key, value in changes.items():
        known.check(key, value)
    for group, minutes in (group_minutes or {}).items():
        known.check("service_minutes", minutes, of=group)
    in_costs = _names(CostRates)
    costs: dict[str, Any] = {key: value for key, value in changes.items() if key in in_costs}
    others = {key: value for key, value in changes.items() if key not in in_costs}
    after = replace(inputs, costs=replace(inputs.costs, **costs), **_typed(others))
    if group_minutes is not None:
        after = replace(after, group_minutes=dict(group_minutes))
    _check_together(after)
    return after


FEWEST_NET_HOURS = 400
"""Somebody at her post less than a fifth of her paid time is a mistake of typing."""


def _check_together(inputs: StaffingInputs) -> None:
    if inputs.net_hours < FEWEST_NET_HOURS:
        raise InputRefused(
            f"Leave, training and meetings leave {inputs.net_hours:,.0f} of {inputs.paid_hours:,.0f} paid hours; "
            f"at least {FEWEST_NET_HOURS} must be left.",
            safe="Nothing was changed.",
        )
    if inputs.most_teams < inputs.fewest_teams:
        raise InputRefused(
            f"Most teams on duty ({inputs.most_teams}) cannot be below fewest teams on duty ({inputs.fewest_teams}).",
            safe="Nothing was changed.",
        )
    if not inputs.blocks:
        raise InputRefused(
            "At least one length of shift must be worked: 8, 10 or 12 hours.", safe="Nothing was changed."
        )


def _names(inputs: type[StaffingInputs] | type[CostRates]) -> set[str]:
    return {each.name for each in fields(inputs)}


def _typed(numbers: Mapping[str, float]) -> dict[str, Any]:
    """Counts of people, teams and hours of the day as whole numbers."""
    kinds = StaffingInputs.__annotations__
    return {name: int(value) if kinds[name] == "int" else value for name, value in numbers.items()}
