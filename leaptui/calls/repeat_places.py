"""Whether a few places have most of the calls. A place is a hundred-block or coarser, as the import kept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.calls.places import PLACEHOLDER

if TYPE_CHECKING:
    import pandas as pd

    from leaptui.calls.population import Population


def place_frame(asked: Population) -> pd.DataFrame:
    """Calls by place, most first; calls without a place are left out.

    Returns:
        By place: `calls`, and `placeholder`, whether it stands where nobody knew one or where the
        call-taker sits.
    """
    frame = asked.frame(
        "SELECT CAST(place AS VARCHAR) AS place, count(*) AS calls, "
        f"regexp_matches(CAST(place AS VARCHAR), '{PLACEHOLDER}', 'i') AS placeholder",
        "AND place <> '' GROUP BY place ORDER BY calls DESC, 1",
    )
    return frame.set_index("place")


def pareto(calls: pd.Series[int], points: int = 100) -> list[tuple[float, float]]:
    """What share of the calls the busiest places have, from (0, 0) to (1, 1).

    Args:
        calls: By place, most first.
        points: Into how many steps the places are divided, where there are so many.
    """
    if not len(calls):
        return []
    up_to = calls.cumsum().to_numpy()
    steps = min(points, len(calls))
    places = [round(len(calls) * step / steps) for step in range(1, steps + 1)]
    return [(0.0, 0.0), *((count / len(calls), int(up_to[count - 1]) / int(up_to[-1])) for count in places)]


def top(calls: pd.Series[int], places: int) -> int:
    """Calls of so many of the busiest places."""
    return int(calls.iloc[:places].sum())
