"""Shifts in blocks that cover every hour's teams at least cost: a small integer programme.

Teams per hour come and go hour by hour; people work eight, ten or twelve hours. What the blocks
give is therefore more than the demand asks, and the two are told apart. Kolesar, Rider, Crabill and
Walker (1975) planned patrol tours and meal breaks in this way.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leaptui.domain.errors import InputRefused
from leaptui.staffing import shift_solver

SECONDS = 8.0
"""How long the solver may look; then the best schedule found so far is taken, and said to be that."""
GAP = 1e-6
"""A schedule that costs at most this share more than the least possible is called optimal."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Teams that begin together.

    Attributes:
        begins: Hour of the week, 0 is Monday 00:00.
        hours: How long it lasts.
        rest: Hour of the shift, counted from 0, in which its teams take their break; nothing where
            breaks are taken on call.
        teams: How many.
    """

    begins: int
    hours: int
    rest: int | None
    teams: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Shifts and what they give.

    Attributes:
        needed: Teams asked for by hour: the demand minimum.
        shifts: By when they begin.
        on_duty: Teams available by hour once breaks are taken in turn: the schedulable.
        present: Teams at work by hour, those on a break included: as many vehicles.
        team_hours: Paid hours of teams over all hours.
        gap: Share by which a cheaper schedule is not ruled out; 0 for the cheapest there is.
    """

    needed: tuple[int, ...]
    shifts: tuple[Shift, ...]
    on_duty: tuple[int, ...]
    present: tuple[int, ...]
    team_hours: int
    gap: float

    @property
    def is_optimal(self) -> bool:
        """Whether no cheaper schedule exists."""
        return self.gap <= GAP

    @property
    def demand_hours(self) -> int:
        """Team hours the demand asks for."""
        return sum(self.needed)

    @property
    def peak(self) -> int:
        """Most teams at work at once."""
        return max(self.present, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRules:
    """What shifts may be.

    Attributes:
        blocks: Lengths in hours.
        break_minutes: How long each team rests in an hour in the middle of its shift, 0 to 60; 0 where
            breaks are taken on call.
        most_teams: Most teams at work at once (vehicles, for instance); nothing for no limit.
        within: Whether shifts lie in hours that ask for a team, or may reach beyond them.
        every: Hours between the moments at which shifts may begin.
    """

    blocks: tuple[int, ...] = (8, 10, 12)
    break_minutes: int = 0
    most_teams: int | None = None
    within: bool = False
    every: int = 1


def schedule(needed: Sequence[int], rules: ShiftRules, *, seconds: float = SECONDS) -> Schedule:
    """The cheapest shifts that cover every hour, last hour followed by the first.

    Args:
        needed: Teams by hour, 168 of them from Monday 00:00 as a rule.
        rules: What shifts may be.
        seconds: How long to look.

    Raises:
        InputRefused: When no shifts of these rules cover the hours; the sentence says what to change.
    """
    needs = tuple(int(count) for count in needed)
    if not any(needs):
        return Schedule(needed=needs, shifts=(), on_duty=needs, present=needs, team_hours=0, gap=0.0)
    kinds = _kinds(needs, rules)
    _check(needs, kinds, rules)
    counts, gap = _solve(needs, kinds, rules, seconds)
    worked = (
        Shift(kind.begins, kind.hours, kind.rest, count)
        for kind, count in zip(kinds, counts, strict=True)
        if count
    )
    shifts = tuple(sorted(worked, key=lambda shift: (shift.begins, shift.hours, shift.rest or 0)))
    minutes, present = [0] * len(needs), [0] * len(needs)
    for shift in shifts:
        for hour in range(shift.hours):
            at = (shift.begins + hour) % len(needs)
            present[at] += shift.teams
            minutes[at] += shift.teams * (60 - rules.break_minutes * (hour == shift.rest))
    return Schedule(
        needed=needs,
        shifts=shifts,
        on_duty=tuple(count // 60 for count in minutes),
        present=tuple(present),
        team_hours=sum(shift.hours * shift.teams for shift in shifts),
        gap=gap,
    )


def _kinds(needs: tuple[int, ...], rules: ShiftRules) -> list[Shift]:
    """Every shift there could be."""
    found: list[Shift] = []
    for hours in sorted(set(rules.blocks)):
        if hours > len(needs):
            continue
        middle = (hours - 1) // 2
        rests: Sequence[int | None] = (
            [None]
            if not rules.break_minutes
            else [at for at in (middle - 1, middle, middle + 1) if 0 < at < hours - 1]
        )
        for begins in range(0, len(needs), rules.every):
            asked = [needs[(begins + hour) % len(needs)] > 0 for hour in range(hours)]
            if all(asked) if rules.within else any(asked):
                found.extend(Shift(begins, hours, rest, 1) for rest in rests or [hours // 2])
    return found


def _check(needs: tuple[int, ...], kinds: Sequence[Shift], rules: ShiftRules) -> None:
    blocks = ", ".join(str(hours) for hours in sorted(set(rules.blocks)))
    reached = {(kind.begins + hour) % len(needs) for kind in kinds for hour in range(kind.hours)}
    for hour, count in enumerate(needs):
        if count and hour not in reached:
            raise InputRefused(
                f"Shifts of {blocks} hours that lie within the hours of service cannot cover {hour_words(hour)}.",
                safe="The plan by the hour is as it was.",
                next_step="Let shifts reach beyond the hours of service, or choose longer hours or shorter shifts.",
            )
        if rules.most_teams is not None and count > rules.most_teams:
            raise _too_few(rules.most_teams)


def _too_few(most: int) -> InputRefused:
    teams = "one team" if most == 1 else f"{most} teams"
    return InputRefused(
        f"No shifts cover every hour with at most {teams} at work at once.",
        safe="The plan by the hour is as it was.",
        next_step="Allow more vehicles, or accept that more calls find nobody free.",
    )


def _solve(
    needs: tuple[int, ...], kinds: Sequence[Shift], rules: ShiftRules, seconds: float
) -> tuple[list[int], float]:
    """How many teams work each kind of shift, and the share by which a cheaper answer is not ruled out."""
    rest = rules.break_minutes
    entries = [
        ((kind.begins + hour) % len(needs), column, 60 - rest * (hour == kind.rest))
        for column, kind in enumerate(kinds)
        for hour in range(kind.hours)
    ]
    rows, columns, covers = zip(*entries, strict=True)
    answer = _answer(
        {
            "cost": [kind.hours for kind in kinds],
            "rows": rows,
            "columns": columns,
            "covers": covers,
            "least": [60 * count for count in needs],
            "most": rules.most_teams,
            "bound": 2 * max(needs) + 2,
            "seconds": seconds,
            "gap": GAP,
        },
        seconds,
    )
    if answer["counts"] is not None:
        return list(answer["counts"]), float(answer["gap"])
    if rules.most_teams is not None and answer["status"] == shift_solver.INFEASIBLE:
        raise _too_few(rules.most_teams)
    raise _none_found()


def _answer(asked: dict[str, Any], seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-P", shift_solver.__file__]
    try:
        run = subprocess.run(  # noqa: S603 - our own file, no shell
            command,
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=3 * seconds + 30,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _none_found() from error
    for line in run.stdout.decode("utf-8", "replace").splitlines():
        if line.startswith(shift_solver.ANSWER):
            return dict(json.loads(line[1:]))
    raise _none_found()


def _none_found() -> InputRefused:
    return InputRefused(
        "No shifts were found that cover every hour.",
        safe="The plan by the hour is as it was.",
        next_step="Allow more lengths of shift, or breaks on call.",
    )


def hour_words(hour: int) -> str:
    """`Monday 09:00` for an hour of the week."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{days[hour // 24 % 7]} {hour % 24:02}:00"
