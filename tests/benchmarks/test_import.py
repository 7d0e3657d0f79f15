"""A million rows from a city's CSV into an encrypted dataset, beside `sqlite3 .import` of the same file.

Run by hand: `python -m pytest -m benchmark tests/benchmarks/test_import.py -s`. Each contender is a
process of its own; the ratio is of wall time, best of three. Nothing here gates anything.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from leaptui.practice.practice_calls import write_practice_calls

pytestmark = pytest.mark.benchmark

ROUNDS = 3
OURS = """
import json, sys, time
from pathlib import Path
from leaptui.calls.engine import THREADS
from leaptui.calls.importing import import_unseen
from leaptui.domain.calls import Correction
from leaptui.practice.taxonomy import load_taxonomy
from leaptui.store.creation import create_store
source, home = Path(sys.argv[1]), Path(sys.argv[2])
store, _ = create_store(home, "a passphrase for a benchmark", now_ms=lambda: 0)
taxonomy = load_taxonomy()
start = time.perf_counter()
imported = import_unseen(source, Correction(), "America/New_York", taxonomy, new_dataset=store.new_dataset)
end = time.perf_counter()
store.close()
print(json.dumps({"import": end - start, "cpu": time.process_time(), "threads": THREADS,
                  "rows": imported.ledger.rows_in, "used": imported.ledger.rows_used}))
"""


def run(command: list[str]) -> tuple[str, float, float]:
    """Output, seconds and peak resident memory in megabytes of a child process."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        assert child.stdout is not None
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    assert child.returncode == 0, command
    return output, seconds, usage.ru_maxrss / 1024


@pytest.mark.parametrize("rows", [1_000_000])
def test_import_against_sqlite(tmp_path: Path, rows: int, capsys: pytest.CaptureFixture[str]) -> None:
    sqlite = shutil.which("sqlite3")
    if sqlite is None:
        pytest.skip("no sqlite3 on this computer")
    source = tmp_path / "calls.csv"
    write_practice_calls(source, rows)
    ours: list[tuple[float, float, dict[str, float]]] = []
    theirs: list[tuple[float, float]] = []
    for number in range(ROUNDS):
        database = tmp_path / f"{number}.db"
        _, seconds, peak = run([sqlite, str(database), ".mode csv", f".import {source} calls"])
        theirs.append((seconds, peak))
        database.unlink()
        output, _, peak = run([sys.executable, "-c", OURS, str(source), str(tmp_path / f"home{number}")])
        said = json.loads(output)
        ours.append((said["import"], peak, said))
        assert said["rows"] == rows
    best, peak, said = min(ours, key=lambda round_: round_[0])
    baseline, baseline_peak = min(theirs)
    with capsys.disabled():
        print(
            f"\n{rows:,} rows, {source.stat().st_size / 1e6:.0f} MB, {os.cpu_count()} processors\n"
            f"leaptui  {best:5.2f} s  {said['cpu']:.1f} s of processor, start included  "
            f"{said['threads']:.0f} threads, peak {peak:.0f} MB\n"
            f"sqlite3  {baseline:5.2f} s  1 thread, peak {baseline_peak:.0f} MB\n"
            f"ratio    {best / baseline:5.2f}"
        )
