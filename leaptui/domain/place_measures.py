"""What the measures say of places and districts.

Counts are whole calls, shares fractions of 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from leaptui.domain.call_measures import Picture
from leaptui.domain.calls import TimeMeasure
from leaptui.domain.measured import RuleSet


@dataclass(frozen=True, slots=True)
class TopPlaces:
    """The places with most calls, and what share of the calls with a place they have."""

    words: str
    places: int
    calls: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatPlaces(Picture):
    """Whether a few places have most of the calls. Places are hundred-blocks or coarser.

    Attributes:
        places: Different places, placeholders not among them.
        with_place: Calls at them: the base of the shares.
        without_place: Calls without a place.
        placeholders: What stands for "no place" in the file, left out, with its calls.
        top: The top 1% of the places, the top 20.
        lines: The twenty places with most calls.
        curve: Share of the places (most calls first) and the share of the calls they have; from (0, 0) to (1, 1).
    """

    places: int
    with_place: int
    without_place: int
    placeholders: tuple[tuple[str, int], ...]
    top: tuple[TopPlaces, ...]
    lines: tuple[tuple[str, int], ...]
    curve: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class DistrictFigure:
    """A figure about who lives in a district, as printed in its source."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictLine:
    """Calls, wait and outcome in one district beside who lives there.

    Attributes:
        name: As the calls name it; empty for calls without a district.
        calls: In the base.
        share: Of the base.
        eligible: By rule set.
        response: From receipt to the first arrival; nothing where no call has it.
        outcomes: Share of each ending among its calls with one, by key; empty where no ending is given.
        residents: Where a district record gives them.
        per_thousand: Calls per 1,000 residents over the period of the base.
        eligible_per_thousand: By rule set; empty without residents.
        figures: Who lives there.
        source: Of residents and figures, with its year.
    """

    name: str
    calls: int
    share: float
    eligible: dict[RuleSet, int]
    response: TimeMeasure | None
    outcomes: dict[str, float]
    residents: int | None = None
    per_thousand: float | None = None
    eligible_per_thousand: dict[RuleSet, float] = field(default_factory=dict)
    figures: tuple[DistrictFigure, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Districts(Picture):
    """The base by district, most calls first.

    Attributes:
        lines: Those of the calls; one with an empty name where the district is not given.
        not_in_calls: Districts on record that no call names.
        without_record: Districts of the calls of which nothing is on record.
    """

    lines: tuple[DistrictLine, ...]
    not_in_calls: tuple[str, ...]
    without_record: tuple[str, ...]
