"""The eligible calls as staffing needs them: by hour of the week and month, and one after another."""

# ruff: noqa: S608 - the SQL is made of this package's own words; what a person says is a parameter

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from leaptui.calls.population import Population
from leaptui.domain.calls import TypeReading
from leaptui.domain.measured import RuleSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MS_PER_MINUTE = 60_000.0
FIRST_MONDAY = date(1970, 1, 5)
"""The Monday from whose 00:00 the minutes of `CallsInOrder` count, in the city's own wall time."""


@dataclass(slots=True)
class MeasuredMinutes:
    """How long some calls lasted: how many have the duration, and their minutes together."""

    calls: int = 0
    minutes: float = 0.0

    def add(self, calls: int, milliseconds: float | None) -> None:
        """More calls."""
        self.calls += calls
        self.minutes += (milliseconds or 0.0) / _MS_PER_MINUTE

    def join(self, other: MeasuredMinutes) -> None:
        """The calls of another one too."""
        self.calls += other.calls
        self.minutes += other.minutes

    @property
    def mean(self) -> float | None:
        """Minutes a call; nothing where none has the duration."""
        return self.minutes / self.calls if self.calls else None


@dataclass(slots=True)
class EligibleType:
    """The calls of one type while one reading of it holds.

    Attributes:
        reading: What the type is taken for.
        by_hour: Calls by weekday (Monday first) and hour.
        without_hour: Calls whose hour is not known; they are in no cell.
        months: Calls by month, `2025-01`.
        on_scene: Police time on scene.
        busy: Police time from dispatch to clearance.
    """

    reading: TypeReading
    by_hour: list[list[int]] = field(default_factory=lambda: [[0] * 24 for _ in range(7)])
    without_hour: int = 0
    months: Counter[str] = field(default_factory=Counter)
    on_scene: MeasuredMinutes = field(default_factory=MeasuredMinutes)
    busy: MeasuredMinutes = field(default_factory=MeasuredMinutes)

    @property
    def calls(self) -> int:
        """All of them."""
        return sum(map(sum, self.by_hour)) + self.without_hour


@dataclass(frozen=True, slots=True)
class CallsInOrder:
    """Calls one after another. Those whose hour is not known are counted and left out.

    Attributes:
        received: Minutes since `FIRST_MONDAY`, in order.
        readings: What the types are taken for.
        kind: Which of the readings each call has.
        busy: Minutes from dispatch to clearance; not a number where the file does not say.
        without_hour: Calls that are not among these.
    """

    received: NDArray[np.float64]
    readings: tuple[TypeReading, ...]
    kind: NDArray[np.int64]
    busy: NDArray[np.float64]
    without_hour: int


def eligible_types(asked: Population) -> list[EligibleType]:
    """Every type (and each of its periods) that the broad rules count, with its calls by hour and month.

    The narrow and the expected rules count some of the same types, so one pass serves all three.
    """
    asked = asked.eligible(RuleSet.BROAD)
    era, parameters = asked.types.era()
    measures = ", ".join(
        f"count(*) FILTER ({key} >= 0), sum({key}) FILTER ({key} >= 0)" for key in ("on_scene", "busy")
    )
    inner = asked.rows.query(
        f"SELECT type, {era} AS era, weekday, hour, on_scene, busy, "
        "CAST(year(received) * 12 + month(received) - 1 AS INTEGER) AS month"
    )
    sql = (
        f"SELECT CAST(type AS VARCHAR), era, weekday, hour, month, count(*), {measures} "
        f"FROM ({inner}) GROUP BY type, era, weekday, hour, month"
    )
    found: dict[tuple[str, int], EligibleType] = {}
    for name, era_of, weekday, hour, month, calls, scenes, on_scene, busies, busy in asked.loaded.rows(
        sql, [*parameters, *asked.rows.parameters]
    ):
        kind = found.setdefault((name, era_of), EligibleType(asked.types.reading(name, era_of)))
        if hour is None:
            kind.without_hour += calls
        else:
            kind.by_hour[weekday][hour] += calls
        if month is not None:
            kind.months[f"{month // 12:04d}-{month % 12 + 1:02d}"] += calls
        kind.on_scene.add(scenes, on_scene)
        kind.busy.add(busies, busy)
    return sorted(found.values(), key=lambda kind: (-kind.calls, kind.reading.type))


def calls_in_order(asked: Population, rules: RuleSet) -> CallsInOrder:
    """The calls that a rule set counts, in the order in which they were received."""
    import numpy as np

    asked = asked.eligible(rules)
    era, parameters = asked.types.era()
    inner = asked.rows.query(f"SELECT row, type, {era} AS era, received, hour, busy")
    columns = asked.loaded.arrays(
        f"SELECT CAST(type AS VARCHAR) AS type, era, date_diff('second', TIMESTAMP '{FIRST_MONDAY} 00:00:00', received) "
        f"AS seconds, busy FROM ({inner}) WHERE hour IS NOT NULL ORDER BY received, row",
        [*parameters, *asked.rows.parameters],
    )
    seconds = np.ma.getdata(columns["seconds"]).astype(np.float64)
    names, eras = np.ma.getdata(columns["type"]), np.ma.getdata(columns["era"])
    readings = {(name, at): reading for name, at, reading in asked.types}
    places: dict[tuple[str, int], int] = {}
    kind = np.array(
        [places.setdefault((name, int(at)), len(places)) for name, at in zip(names, eras, strict=True)],
        dtype=np.int64,
    )
    busy = np.ma.filled(columns["busy"].astype(np.float64), np.nan) / _MS_PER_MINUTE
    return CallsInOrder(
        received=seconds / 60,
        readings=tuple(readings[place] for place in places),
        kind=kind,
        busy=np.where(busy >= 0, busy, np.nan),
        without_hour=asked.calls - len(seconds),
    )
