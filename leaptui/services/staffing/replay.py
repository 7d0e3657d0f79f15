"""The replay of a city's own calls against a plan, and where it differs from the formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from leaptui.domain.calls import TypeReading
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.calls.opened import calls_of
from leaptui.services.calls.types import call_types
from leaptui.services.staffing.basis import StaffingBasis, group_name
from leaptui.services.staffing.what_if import StaffingView, WhatIf, staffing_view
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.calls.eligible_calls import CallsInOrder
    from leaptui.staffing.arrivals import Ints
    from leaptui.staffing.disagreement import Disagreement
    from leaptui.staffing.erlang import Floats
    from leaptui.staffing.replayed import Replayed

DRAWN, FROM_FILE = "drawn", "file"
SERVICES = (DRAWN, FROM_FILE)
"""Where the time that each call keeps a team busy is from: drawn by chance around the plan's mean, or the file's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayMaterial:
    """What a replay needs of the store."""

    basis: StaffingBasis
    view: StaffingView
    calls: CallsInOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstDayShown:
    """A day on which many calls found no team."""

    day: date
    calls: int
    missed: int
    waited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayView:
    """A replay and what it rests on.

    Attributes:
        view: The plan.
        teams: On duty by hour of the week: of the plan, or of its shifts.
        of_shifts: Whether they are those of shifts.
        replayed: The measures.
        against: Formula beside replay.
        worst_days: By date.
        base: How many calls were replayed, of how many, and when.
        service: Where the lengths of calls are from.
        seed: Of chance.
        notes: What had to be assumed.
    """

    view: StaffingView
    teams: tuple[tuple[int, ...], ...]
    of_shifts: bool
    replayed: Replayed
    against: Disagreement
    worst_days: tuple[WorstDayShown, ...]
    base: str
    service: str
    seed: int
    notes: tuple[str, ...]


def replay_material(
    workspace: Workspace, engagement: Engagement, basis: StaffingBasis, what_if: WhatIf
) -> ReplayMaterial:
    """The calls of a basis one after another.

    Raises:
        InputRefused: As `staffing_view`.
        StoreUnavailable: When the calls are not in the store's folder any more.
    """
    from leaptui.calls.eligible_calls import calls_in_order

    view = staffing_view(basis, what_if)
    readings = call_types(workspace, engagement, basis.dataset)
    asked = calls_of(workspace, basis.dataset).population(readings, only=basis.only)
    return ReplayMaterial(basis=basis, view=view, calls=calls_in_order(asked, what_if.rules))


def replay_plan(
    material: ReplayMaterial,
    *,
    teams: Sequence[Sequence[int]] | None = None,
    service: str = DRAWN,
    seed: int = 1,
) -> ReplayView:
    """Send the teams of a plan to the calls as they came. No store is read.

    Args:
        material: The calls and the plan.
        teams: Those of shifts, in place of the plan's.
        service: One of `SERVICES`.
        seed: Of the calls that pass the screen, of lengths drawn, and of the weeks drawn for the band.

    Raises:
        InputRefused: For an unknown service, or when no call is left.
    """
    import numpy as np

    from leaptui.staffing.arrivals import calls_that_come
    from leaptui.staffing.disagreement import disagreement, formula_at_once
    from leaptui.staffing.plan import loads
    from leaptui.staffing.replay import replay
    from leaptui.staffing.replayed import measured

    if service not in SERVICES:
        raise InputRefused(
            "There are two kinds of service time.", next_step=f"Choose {' or '.join(SERVICES)}."
        )
    basis, view, calls = material.basis, material.view, material.calls
    inputs, period = view.plan.inputs, basis.base.period
    if period is None or not len(calls.received):
        raise InputRefused("There is no eligible call with a known hour to replay.")
    begins, ends = _minute(period.first), _minute(period.last) + 24 * 60.0
    of_kind = np.array([_expected(reading, view) for reading in calls.readings])
    received, place = calls_that_come(calls.received, of_kind[calls.kind], begins, ends, seed)
    means = np.array([inputs.minutes_of(group_name(reading)) for reading in calls.readings])
    lengths, words, notes = _lengths(material, means[calls.kind[place]], place, service, seed)
    on_duty = np.array(view.plan.teams if teams is None else teams, dtype=np.int64)
    limit, reserve = inputs.waiting_limit, inputs.reserve_teams
    answers = replay(received, lengths, on_duty.tolist(), waiting_limit=limit, reserve=reserve)
    found = measured(answers, on_duty, begins, ends, seed)
    load = loads(basis.demands[view.what_if.rules], inputs)
    formula = formula_at_once(load, on_duty, reserve=reserve, waits=inputs.calls_wait)
    return ReplayView(
        view=view,
        teams=tuple(tuple(int(count) for count in row) for row in on_duty),
        of_shifts=teams is not None,
        replayed=found,
        against=disagreement(answers, found, formula, begins, ends, waits=inputs.calls_wait),
        worst_days=tuple(
            WorstDayShown(
                day=_first_monday() + timedelta(days=each.day),
                calls=each.calls,
                missed=each.missed,
                waited=each.waited,
            )
            for each in found.worst_days
        ),
        base=(
            f"{len(received):,} calls kept of {basis.base_sentence(view.what_if.rules)}: those that pass the "
            "screen and lie in the area"
        ),
        service=words,
        seed=seed,
        notes=tuple(notes),
    )


def _first_monday() -> date:
    from leaptui.calls.eligible_calls import FIRST_MONDAY

    return FIRST_MONDAY


def _minute(day: str) -> float:
    return (date.fromisoformat(day) - _first_monday()).days * 24 * 60.0


def _expected(reading: TypeReading, view: StaffingView) -> float:
    """How many calls one of the file stands for."""
    inputs, rule = view.plan.inputs, reading.rule
    judged = rule.share_eligible if rule is not None else None
    share = inputs.screened_share if judged is None else judged / 100
    return share * inputs.covered_share * (1 + inputs.growth)


def _lengths(
    material: ReplayMaterial, means: Floats, place: Ints, service: str, seed: int
) -> tuple[Floats, str, list[str]]:
    """How long each call keeps a team busy, in words too, and what had to be assumed."""
    import numpy as np

    from leaptui.staffing.arrivals import drawn_lengths

    notes: list[str] = []
    if without := material.calls.without_hour:
        notes.append(f"{without:,} eligible calls have no known hour and are not replayed.")
    drawn = drawn_lengths(means, seed + 1)
    mean = f"drawn around a mean of {float(means.mean()):.0f} minutes" if len(means) else "none drawn"
    of_chance = f"{mean}, seed {seed}"
    if service == DRAWN:
        return drawn, of_chance, notes
    known = material.calls.busy[place]
    missing = int(np.isnan(known).sum())
    if missing:
        share = missing / len(known)
        notes.append(
            f"The file does not say how long {missing:,} of the calls took ({share:.0%}): "
            "theirs are drawn around the plan's mean."
        )
    if missing == len(known):
        return drawn, of_chance, notes
    notes.append(
        "Times of the file are police times, dispatch to clearance; teams of civilians stay longer as a rule."
    )
    return np.where(np.isnan(known), drawn, known), "police times of the file, call by call", notes
