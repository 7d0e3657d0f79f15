"""Police effort: the hours that units are lost to other calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from leaptui.calls.population import Population


def units_are_known(asked: Population) -> bool:
    """Whether the export tells how many units came: some call of it had more than one."""
    ((known,),) = asked.loaded.rows("SELECT coalesce(bool_or(units > 1), false) FROM calls")
    return bool(known)


def effort_frame(asked: Population) -> pd.DataFrame:
    """Unit hours by type: of each unit from its dispatch to its clearance, summed over the units of a call.

    Calls cancelled before anyone arrived have hours too, where a unit was under way: it was lost to
    others for so long.

    Returns:
        By type: `calls`; `with_hours`, those whose unit hours are known; their `unit_hours` and `units`.
    """
    frame = asked.frame(
        "SELECT CAST(type AS VARCHAR) AS type, count(*) AS calls, count(unit_seconds) AS with_hours, "
        "coalesce(sum(unit_seconds), 0) / 3600 AS unit_hours, "
        "coalesce(sum(units) FILTER (unit_seconds IS NOT NULL), 0) AS units",
        "GROUP BY type ORDER BY calls DESC, 1",
    )
    return frame.set_index("type").astype({"units": "int64"})


def expected_hours(frame: pd.DataFrame) -> float:
    """Unit hours of all calls, had those without hours the mean of their type's, or of all where it has none.

    Args:
        frame: As `effort_frame` has it.
    """
    known = int(frame["with_hours"].sum())
    if not known:
        return 0.0
    overall = float(frame["unit_hours"].sum()) / known
    mean = (frame["unit_hours"] / frame["with_hours"].where(frame["with_hours"] > 0)).fillna(overall)
    return float((frame["unit_hours"] + (frame["calls"] - frame["with_hours"]) * mean).sum())
