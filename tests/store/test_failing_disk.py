"""The disk refuses: at every write in turn, once or from then on, and when it is really full."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui.store.opening import open_store
from tests.store.days_work import OLD, Done, amiss, now, work
from tests.store.watched_disk import Step, WatchedDisk

PROJECT = Path(__file__).resolve().parents[2]


def disturbed(empty: Path, home: Path, first: int, *, for_good: bool) -> tuple[Done, int]:
    """A day's work in which one step to the disk fails, or every one from there on."""
    shutil.copytree(empty, home)
    steps = 0

    def lets(_: Step) -> bool:
        nonlocal steps
        steps += 1
        return steps < first if for_good else steps != first

    with WatchedDisk(lets):
        done = work(home)
    return done, steps


def every(stride: int, empty: Path, folder: Path, *, for_good: bool) -> int:
    """Let step 1, 1 + stride, … fail in turn, until none of them does; give how many failed."""
    first = failed = 1
    while True:
        home = folder / f"{first}-{for_good}"
        done, steps = disturbed(empty, home, first, for_good=for_good)
        assert amiss(home, done) == [], f"step {first}"
        assert all("\n" not in sentence and sentence.endswith(".") for sentence in done.refused)
        shutil.rmtree(home)
        if steps < first:
            assert done.refused == []
            return failed
        assert done.refused or not for_good, f"step {first} failed and nobody was told"
        first, failed = first + stride, failed + 1


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
def test_every_so_many_writes_one_fails(empty_store: Path, quick_folder: Path, *, for_good: bool) -> None:
    assert every(17, empty_store, quick_folder, for_good=for_good) > 20


@pytest.mark.benchmark
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
def test_every_write_fails_in_turn(empty_store: Path, quick_folder: Path, *, for_good: bool) -> None:
    failed = every(1, empty_store, quick_folder, for_good=for_good)
    print(f"\n{failed} steps to the disk, each failed in turn")  # noqa: T201


FULL_DISK = """
    import json, os, shutil, sys
    from pathlib import Path
    from tests.store.days_work import amiss, work

    empty, disk, stride = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    page, home, ballast = 4096, disk / "home", disk / "ballast"
    free, said = 0, []
    while True:
        shutil.copytree(empty, home)
        room = os.statvfs(disk).f_bavail
        ballast.write_bytes(bytes((room - free) * page))
        done = work(home)
        ballast.unlink()
        said.append([free, done.refused, amiss(home, done)])
        shutil.rmtree(home)
        if not done.refused:
            break
        free += stride
    print(json.dumps(said))
"""


def on_a_full_disk(empty: Path, folder: Path, stride: int) -> list[tuple[int, list[str], list[str]]]:
    """A day's work on a disk of two megabytes with so many pages free: their number, what was refused, amiss."""
    (folder / "disk").mkdir()
    program = "\n".join(line[4:] for line in FULL_DISK.split("\n"))
    script = 'mount -t tmpfs -o size=2m,mode=700 full "$2" && exec "$3" -c "$4" "$1" "$2" "$5"'
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]
    ran = subprocess.run(
        [*command, str(empty), str(folder / "disk"), sys.executable, program, str(stride)],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
        env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"},
    )
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip(f"no small disk can be mounted here: {ran.stderr.strip()}")
    assert ran.returncode == 0, ran.stderr
    return [(free, refused, found) for free, refused, found in json.loads(ran.stdout)]


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
@pytest.mark.skipif(shutil.which("unshare") is None, reason="mounts a small disk by unshare")
def test_a_really_full_disk(empty_store: Path, tmp_path: Path) -> None:
    days = on_a_full_disk(empty_store, tmp_path, stride=9)
    assert len(days) > 5
    assert [(free, found) for free, _, found in days if found] == []
    first_free, refused, _ = days[0]
    assert first_free == 0
    assert any("full" in sentence or "No space" in sentence for sentence in refused)


def test_a_store_opens_on_a_disk_that_takes_nothing(empty_store: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(empty_store, tmp_path / "home"))
    with WatchedDisk(lambda _: False):
        store = open_store(home, OLD, now_ms=now)
        assert store.acts() == []
        store.close()
