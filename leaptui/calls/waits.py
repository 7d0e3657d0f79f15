"""How calls are served today: waits, repeat calls, calls nobody came to; each as the calls it counts and those it counts them of."""

# ruff: noqa: S608 - the SQL is made of this package's own words; what a file or a person says is a parameter

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from leaptui.calls.population import Population

_MINUTE_MS = 60_000
_SOON = "gap <= INTERVAL 24 HOUR"
WITHIN = {
    "wait.typical": ("response >= 0", "true"),
    "wait.within_15": (f"response BETWEEN 0 AND {15 * _MINUTE_MS}", "response >= 0"),
    "wait.over_30": (f"response > {30 * _MINUTE_MS}", "response >= 0"),
    "wait.over_60": (f"response > {60 * _MINUTE_MS}", "response >= 0"),
    "nobody.came": ("NOT arrived AND NOT cancelled", "NOT cancelled"),
}
"""By the key of a finding: what it counts, and of which calls."""
_HAS_PLACE = "place <> '' AND type <> '' AND hour IS NOT NULL"


def finding_frame(asked: Population) -> pd.DataFrame:
    """The calls that each finding counts, and those it counts them of.

    Returns:
        By key: `calls`, `of`. `nobody.came` is left out where no call of the dataset has an arrival.
    """
    import pandas as pd

    ((arrivals,),) = asked.loaded.rows("SELECT coalesce(bool_or(arrived), false) FROM calls")
    keys = [key for key in WITHIN if arrivals or key != "nobody.came"]
    counts = ", ".join(
        f"count(*) FILTER ({WITHIN[key][0]}), count(*) FILTER ({WITHIN[key][1]})" for key in keys
    )
    (found,) = asked.ask(f"SELECT {counts}")
    lines = dict(zip(keys, zip(found[::2], found[1::2], strict=True), strict=True))
    gaps, parameters = _gaps(asked)
    lines["repeat.within_24_hours"] = asked.loaded.rows(
        f"SELECT count(*) FILTER ({_SOON}), count(*) FROM ({gaps})", parameters
    )[0]
    return pd.DataFrame.from_dict(lines, orient="index", columns=["calls", "of"]).astype("int64")


def repeats(asked: Population) -> Population:
    """Those that came within a day after another of them, of the same type at the same place.

    Duplicate reports of one call are set aside by the ledger already, as long as its rule is on.
    """
    gaps, parameters = _gaps(asked)
    return asked.within(f"row IN (SELECT row FROM ({gaps}) WHERE {_SOON})", *parameters)


def _gaps(asked: Population) -> tuple[str, tuple[object, ...]]:
    """SQL for the time since the call before, of the same type at the same place, and its parameters."""
    rows = asked.within(_HAS_PLACE).rows
    gap = "received - lag(received) OVER (PARTITION BY place, type ORDER BY received, row) AS gap"
    return rows.query(f"SELECT row, {gap}"), rows.parameters
