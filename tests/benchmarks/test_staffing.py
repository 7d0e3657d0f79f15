"""A what-if at a key press with a million calls behind it, and a replay of 100,000 calls beside `ciw`.

Run by hand: `python -m pytest -m benchmark -n0 -s tests/benchmarks/test_staffing.py`. Seconds are of
computing (CPU of this process) and of the clock. Nothing here gates anything.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import numpy as np
import pytest

from leaptui.domain.measured import RuleSet
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement
from leaptui.services.staffing.basis import staffing_basis
from leaptui.services.staffing.replay import replay_material, replay_plan
from leaptui.services.staffing.what_if import WhatIf, staffing_view
from leaptui.staffing.replay import replay
from leaptui.staffing.replayed import measured
from tests.quick_stores import make_workspace

pytestmark = pytest.mark.benchmark

ROWS = 1_000_000
CALLS = 100_000
MINUTES_A_YEAR = 365 * 24 * 60


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of this process's CPU."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def test_a_what_if_at_a_key_press(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_practice_calls(tmp_path / "calls.csv", ROWS, seed=3)
    workspace, _ = make_workspace(tmp_path / "store", "a passphrase for a benchmark")
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        import_file(workspace, city, tmp_path / "calls.csv")
        opened, opened_cpu = spent(lambda: staffing_basis(workspace, city))
        again, again_cpu = spent(lambda: staffing_basis(workspace, city))
        basis = staffing_basis(workspace, city)
        presses = itertools.product(RuleSet, range(12), (14, 18, 22, 24), (30, 50, 90))
        keys = [
            spent(
                lambda rules=rules, opens=opens, closes=closes, minutes=minutes: staffing_view(  # type: ignore[misc]
                    basis,
                    WhatIf(
                        rules=rules,
                        numbers={
                            "opens": float(opens),
                            "closes": float(closes),
                            "service_minutes": float(minutes),
                        },
                    ),
                )
            )
            for rules, opens, closes, minutes in presses
        ]
        material, _ = spent(lambda: replay_material(workspace, city, basis, WhatIf()))
        calls = replay_material(workspace, city, basis, WhatIf(numbers={"screened_share": 1.0}))
        replayed, _ = spent(lambda: replay_plan(calls))
    with capsys.disabled():
        cpu = sorted(seconds * 1e3 for _, seconds in keys)
        clock = [seconds * 1e3 for seconds, _ in keys]
        print(
            f"\n{ROWS:,} rows: counted for the first time {opened:.2f} s ({opened_cpu:.2f} s CPU), again {again:.2f} s "
            f"({again_cpu:.2f} s CPU); {len(keys)} key presses, ms of CPU: median {median(cpu):.1f}, "
            f"99th percentile {quantiles(cpu, n=100)[98]:.1f}, most {cpu[-1]:.1f}; of the clock: median "
            f"{median(clock):.1f}, most {max(clock):.1f}; calls for a replay {material:.2f} s, "
            f"replay of {len(calls.calls.received):,} {replayed:.2f} s"
        )


def test_a_replay_of_a_year_beside_ciw(capsys: pytest.CaptureFixture[str]) -> None:
    """100,000 calls in a year, 50 minutes each, 13 teams, calls that find nobody are lost."""
    rate, minutes, teams = CALLS / MINUTES_A_YEAR, 50.0, 13
    ciw = pytest.importorskip("ciw", reason="install it with the extra `benchmark`")
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate)],
        service_distributions=[ciw.dists.Exponential(1 / minutes)],
        number_of_servers=[teams],
        queue_capacities=[0],
    )
    ciw.seed(11)
    simulation = ciw.Simulation(network)
    theirs, theirs_cpu = spent(lambda: simulation.simulate_until_max_time(MINUTES_A_YEAR))
    done = [record for record in simulation.get_all_records() if record.arrival_date < MINUTES_A_YEAR - 2_000]
    done.sort(key=lambda record: float(record.arrival_date))
    received = np.array([record.arrival_date for record in done])
    lost = np.array([record.record_type == "rejection" for record in done])
    service = np.where(lost, minutes, np.array([record.service_time for record in done]))
    week = np.full((7, 24), teams)
    found = replay(received, service, week.tolist())
    ours = [spent(lambda: replay(received, service, week.tolist())) for _ in range(3)]
    measures, _ = spent(lambda: measured(found, week, 0.0, float(MINUTES_A_YEAR), seed=1))
    assert np.array_equal(~found.answered, lost)
    with capsys.disabled():
        seconds, cpu = min(ours)
        print(
            f"\n{len(done):,} calls, {teams} teams: ciw {theirs:.2f} s ({theirs_cpu:.2f} s CPU), ours {seconds:.2f} s "
            f"({cpu:.2f} s CPU) and {measures:.2f} s for the measures; the same {int(lost.sum()):,} calls lost by both, "
            f"ratio {theirs / seconds:.1f}"
        )
