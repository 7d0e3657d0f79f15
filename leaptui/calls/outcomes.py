"""How calls end, by the words of their disposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.practice.call_outcomes import OTHER

if TYPE_CHECKING:
    import pandas as pd

    from leaptui.calls.population import Population
    from leaptui.practice.call_outcomes import CallOutcomes


def disposition_frame(asked: Population, endings: CallOutcomes) -> pd.DataFrame:
    """Calls by disposition, as the export writes it, and the ending that it means.

    Returns:
        By disposition, most calls first, calls without one left out: `calls` and `ending`.
    """
    import pandas as pd

    found = asked.ask(
        "SELECT CAST(disposition AS VARCHAR), count(*)",
        "AND disposition <> '' GROUP BY disposition ORDER BY 2 DESC, 1",
    )
    frame = pd.DataFrame(found, columns=["disposition", "calls"])
    frame["ending"] = [endings.ending_of(str(each)) for each in frame["disposition"]]
    return frame.set_index("disposition")


def outcome_frame(asked: Population, endings: CallOutcomes) -> pd.DataFrame:
    """Calls by ending and their share of the calls whose ending is given.

    Returns:
        By key in the order of the list, `OTHER` last: `calls` and `share`; they sum to the calls with
        a disposition and, where there are any, to one.
    """
    keys = [*(ending.key for ending in endings.endings), OTHER]
    calls = disposition_frame(asked, endings).groupby("ending")["calls"].sum()
    calls = calls.reindex(keys, fill_value=0).astype("int64").rename_axis("ending")
    return calls.to_frame().assign(share=calls / max(int(calls.sum()), 1))


def outcomes_by_district(asked: Population, endings: CallOutcomes) -> pd.DataFrame:
    """The share of each ending in each district, of its calls with a disposition.

    Returns:
        By district: a column for each ending that occurs anywhere. Districts without any disposition
        are not in it.
    """
    import pandas as pd

    found = asked.ask(
        "SELECT CAST(district AS VARCHAR), CAST(disposition AS VARCHAR), count(*)",
        "AND disposition <> '' GROUP BY district, disposition",
    )
    frame = pd.DataFrame(found, columns=["district", "ending", "calls"])
    frame["ending"] = [endings.ending_of(str(each)) for each in frame["ending"]]
    table = frame.pivot_table(index="district", columns="ending", values="calls", aggfunc="sum", fill_value=0)
    return table.div(table.sum(axis=1), axis=0)
