"""The same store gives the same bytes in every format: on another day, in another place, in another process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.services.finished import ALL, PRACTICE, Finished

pytestmark = pytest.mark.thorough

MOMENT = 1_801_213_200_000
"""09:00 UTC of a day that it then is everywhere: the one that is printed, whatever the clock of the process says."""
PROJECT = Path(__file__).parents[2]
CHILD = """
import json, sys, time
from pathlib import Path
from tests.services.finished import fingerprints
home, passphrase, now_ms = sys.argv[1:]
print(json.dumps({"day": time.strftime("%Y-%m-%d"), "files": fingerprints(Path(home), passphrase, int(now_ms))}))
"""
ELSEWHERE = {
    "a day later, in another zone, by another order of hashing": {
        "FAKETIME": "@2027-02-03 23:59:58", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1",
        "LANG": "tr_TR.UTF-8",
    },
    "a year later, in another language": {
        "FAKETIME": "@2028-02-29 00:00:01", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4711",
        "LC_ALL": "C", "LANGUAGE": "de",
    },
}  # fmt: skip
HERE = {"FAKETIME": "@2027-02-02 12:00:00", "TZ": "UTC", "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"}
_OURS = ("LANG", "LANGUAGE", "LC_ALL", "TZ", "PYTHONHASHSEED", "SOURCE_DATE_EPOCH")


@pytest.fixture(scope="module")
def faked_clock() -> str:
    """The library that tells a process, and all it loads, another day."""
    found = find_spec("libfaketime")
    if found is None or not found.submodule_search_locations:
        pytest.skip("libfaketime is not installed: pip install '.[thorough]'")
    (library,) = Path(found.submodule_search_locations[0]).rglob("libfaketime.so.1")
    return str(library)


def made_in_a_child(
    home: Path, folder: Path, clock: str, surroundings: dict[str, str]
) -> tuple[str, dict[str, str]]:
    """The day the child believes it is, and the hashes of what it made from its own copy of the store."""
    shutil.copytree(home, folder / "store")
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment |= {
        "LD_PRELOAD": clock,
        "DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": str(PROJECT),
        **surroundings,
    }
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder / "store"), PRACTICE, str(MOMENT)],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    told = json.loads(run.stdout.splitlines()[-1])
    return told["day"], told["files"]


def test_two_days_two_zones_and_two_languages_give_one_set_of_bytes(
    practice: Finished, faked_clock: str, tmp_path: Path
) -> None:
    made: dict[str, dict[str, str]] = {}
    days: set[str] = set()
    for number, (name, surroundings) in enumerate({"here": HERE, **ELSEWHERE}.items()):
        folder = tmp_path / f"folder {number}"
        folder.mkdir()
        day, made[name] = made_in_a_child(practice.workspace.home, folder, faked_clock, surroundings)
        days.add(day)
    assert len(days) == 3
    here = made.pop("here")
    assert len(here) == 4 * len([kind for kind, _ in ALL if kind != "workbook"]) + 3
    for name, there in made.items():
        assert {file for file in here if here[file] != there[file]} == set(), name
