"""Solves one integer programme for `schedule.py`; run as a process of its own.

HiGHS writes to standard output when it pleases, which would land on the app's screen, and holds
memory and time of its own. Here it can do neither harm. It imports nothing of leaptui.
"""

from __future__ import annotations

import json
import sys
from typing import Any

ANSWER = "@"
"""First letter of the one line that is the answer."""
INFEASIBLE = 2
"""What HiGHS calls a programme without a solution."""


def solve(asked: dict[str, Any]) -> dict[str, Any]:
    """The counts that cost least: minimise cost @ x, covers @ x >= least, loads @ x <= most, x whole.

    Args:
        asked: `cost`; `rows` and `columns` with what an entry `covers` and 1 for what it loads;
            `least` by row; `most` or nothing; `bound` on a count; `seconds`; `gap`.

    Returns:
        `counts` or nothing, `status` as HiGHS has it, and `gap`, the share by which a cheaper
        answer has not been ruled out.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    rows, columns, cost = asked["rows"], asked["columns"], np.array(asked["cost"], dtype=float)
    shape = (len(asked["least"]), len(cost))
    constraints = [
        LinearConstraint(
            csr_array((asked["covers"], (rows, columns)), shape=shape), lb=np.array(asked["least"])
        )
    ]
    if asked["most"] is not None:
        loads = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        constraints.append(LinearConstraint(loads, ub=asked["most"]))
    found = milp(
        c=cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, asked["bound"]),
        constraints=constraints,
        options={"time_limit": asked["seconds"], "mip_rel_gap": asked["gap"]},
    )
    if found.x is None:
        return {"counts": None, "status": int(found.status), "gap": None}
    return {
        "counts": [round(float(count)) for count in found.x],
        "status": int(found.status),
        "gap": max(float(found.mip_gap or 0.0), 0.0),
    }


if __name__ == "__main__":
    answer = solve(json.load(sys.stdin))
    sys.stdout.write(f"\n{ANSWER}{json.dumps(answer)}\n")
