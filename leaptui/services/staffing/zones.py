"""Teams with home zones made of districts: how the work falls on them (the hypercube model)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.calls.asked import ask, filter_choices
from leaptui.services.staffing.basis import StaffingBasis, staffing_basis
from leaptui.services.staffing.what_if import StaffingView
from leaptui.services.workspace import Workspace

FEWEST_ZONES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone and its team.

    Attributes:
        districts: It is made of.
        calls_per_hour: Mean in the hours of service, screened.
        workload: Share of its time that its team is busy, in whichever zone.
        own_share: Of the zone's calls, those its own team answers.
    """

    districts: tuple[str, ...]
    calls_per_hour: float
    workload: float
    own_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonesView:
    """How teams with home zones would fare.

    Attributes:
        base: The calls.
        zones: Each with its team.
        lost_share: Of the calls, those that find every team busy and go to police.
        out_of_zone_share: Of the calls answered, those answered by another zone's team.
        notes: What is assumed.
    """

    base: str
    zones: tuple[Zone, ...]
    lost_share: float
    out_of_zone_share: float | None
    notes: tuple[str, ...]


def staffing_zones(
    workspace: Workspace,
    engagement: Engagement,
    basis: StaffingBasis,
    view: StaffingView,
    zones: Sequence[str] = (),
) -> ZonesView:
    """One team for each zone, always on duty in the hours of service.

    Args:
        workspace: Where.
        engagement: Whose calls.
        basis: The calls of the plan.
        view: The plan.
        zones: Each the names of its districts, parted by commas; without any every district is one.

    Raises:
        InputRefused: When the calls have no districts, a district stands in two zones, or there are
            fewer than two zones or more than can be worked out.
        UnknownName: When no call has a district of that name.
    """
    import numpy as np

    from leaptui.staffing.hypercube import MOST_TEAMS, hypercube
    from leaptui.staffing.plan import mean_minutes, open_hours, screened

    asked = ask(workspace, engagement, basis.dataset)
    known = [name for name, _ in filter_choices(workspace, asked).districts if name]
    if not known:
        raise InputRefused(
            f"The calls of {basis.dataset.file_name} have no districts, so there are no zones.",
            next_step="Ask the city for the district of each call.",
        )
    wanted = [_districts(workspace, engagement, basis, zone) for zone in zones] or [
        (name,) for name in sorted(known)
    ]
    named = [name for zone in wanted for name in zone]
    if len(named) != len(set(named)):
        raise InputRefused("A district may be in one zone only.", next_step="Name each district once.")
    if not FEWEST_ZONES <= len(wanted) <= MOST_TEAMS:
        raise InputRefused(
            f"Zones can be worked out for {FEWEST_ZONES} to {MOST_TEAMS} teams, not for {len(wanted)}.",
            next_step=f"Put districts together, --zone A,B --zone C: {', '.join(sorted(known))}.",
        )
    inputs = view.plan.inputs
    is_open = np.broadcast_to(open_hours(inputs), (7, 24))
    rates = []
    for districts in wanted:
        of_zone = staffing_basis(
            workspace,
            engagement,
            dataset=basis.dataset,
            only=replace(basis.only, districts=districts),
        )
        rates.append(float(screened(of_zone.demands[view.what_if.rules], inputs)[is_open].mean()))
    found = hypercube(rates, mean_minutes(basis.demands[view.what_if.rules], inputs) / 60)
    left_out = sorted(set(known) - set(named))
    return ZonesView(
        base=view.base,
        zones=tuple(
            Zone(
                districts=districts,
                calls_per_hour=rate,
                workload=found.workloads[at],
                own_share=found.answered[at][at],
            )
            for at, (districts, rate) in enumerate(zip(wanted, rates, strict=True))
        ),
        lost_share=found.lost_share,
        out_of_zone_share=found.out_of_zone_share,
        notes=(
            "One team for each zone in all the hours of service, at the mean of those hours; peaks are worse.",
            "A call whose own team is busy goes to the team of the quietest zone: the file tells no distances.",
            *([f"In no zone: {', '.join(left_out)}."] if left_out else []),
        ),
    )


def _districts(
    workspace: Workspace, engagement: Engagement, basis: StaffingBasis, zone: str
) -> tuple[str, ...]:
    """The districts of a zone as the calls have them."""
    names = tuple(name for name in map(one_line, zone.split(",")) if name)
    if not names:
        raise InputRefused("A zone names at least one district.", next_step="--zone NORTH,EAST")
    asked = ask(workspace, engagement, basis.dataset, only=replace(basis.only, districts=names, period=None))
    return asked.only.districts
