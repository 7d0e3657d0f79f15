"""How far the nearest free team is: the square-root law.

With n free teams spread at random over an area A the nearest is k * sqrt(A / n) away on average
(Kolesar and Blum 1973; Larson and Odoni, Urban Operations Research, 1981).
"""

from __future__ import annotations

import math

GRID_STREETS = math.sqrt(math.pi / 8)
"""k where one drives along a grid of streets: 0.6267."""
STRAIGHT_LINE = 0.5
"""k as the crow flies."""


def mean_distance(square_miles: float, free_teams: float, k: float = GRID_STREETS) -> float:
    """Miles from a call to the nearest free team, on average.

    Args:
        square_miles: The area served, above 0.
        free_teams: Teams free at once, above 0; a mean may be a fraction.
        k: `GRID_STREETS` or `STRAIGHT_LINE`.

    Raises:
        ValueError: For an area or a number of teams that is not above 0.
    """
    if not (square_miles > 0 and free_teams > 0):
        raise ValueError("square_miles and free_teams must be above 0")
    return k * math.sqrt(square_miles / free_teams)


def travel_minutes(square_miles: float, free_teams: float, miles_per_hour: float) -> float:
    """Minutes on the road to a call, on average, along a grid of streets; dispatch and turnout come on top.

    Raises:
        ValueError: As `mean_distance`, and for a speed that is not above 0.
    """
    if not miles_per_hour > 0:
        raise ValueError("miles_per_hour must be above 0")
    return mean_distance(square_miles, free_teams) / miles_per_hour * 60
