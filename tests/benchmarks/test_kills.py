"""A thousand times leaptui is killed while somebody types in a real terminal, and nothing is lost.

Run by hand: `pytest -m benchmark -s tests/benchmarks/test_kills.py`. It takes about half an hour of
two processors; what each fifty kills found is printed as they are done.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.kills import kill_again_and_again

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal and SIGKILL"),
]
ROUNDS, EACH, AT_ONCE = 20, 50, 2


def a_round(folder: Path, seed: int) -> tuple[list[str], Counter[str], int, list[int]]:
    """Fifty kills in a folder of their own: what was amiss, when they came, times saved, keys not there."""
    own = folder / str(seed)
    own.mkdir()
    found = kill_again_and_again(own, EACH, seed)
    return found.amiss, found.moments, found.saved, found.unsaved


def test_a_thousand_kills_while_somebody_types(tmp_path: Path) -> None:
    amiss: list[str] = []
    moments: Counter[str] = Counter()
    unsaved: list[int] = []
    saved = 0
    print()
    with ProcessPoolExecutor(AT_ONCE, mp_context=multiprocessing.get_context("spawn")) as pool:
        for more in pool.map(partial(a_round, tmp_path), range(ROUNDS)):
            amiss += more[0]
            moments += more[1]
            saved += more[2]
            unsaved += more[3]
            print(
                f"{len(unsaved):5,} kills, {saved:6,} times saved, amiss: {len(amiss)}", *more[0], flush=True
            )
    print(*(f"{number:5,} while {moment}" for moment, number in moments.most_common()), sep="\n")
    behind = sorted(unsaved)
    print(f"keys sent and not there: p50 {behind[len(behind) // 2]}, most {behind[-1]}")
    assert amiss == []
    assert len(unsaved) == ROUNDS * EACH
