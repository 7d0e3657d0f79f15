"""The disk refuses while somebody types: the words stay on the screen, and are saved as soon as it takes them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.upkeep.homes import open_workspace
from tests.e2e.terminal import Terminal
from tests.quick_stores import make_workspace

resource = pytest.importorskip("resource")
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform != "linux", reason="limits another process, mounts a small disk"),
]
PASSPHRASE = "correct horse"
CTRL_Q, ESCAPE = "\x11", "\x1b"
_SMALL_DISK = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
_MOUNTED = 'mount -t tmpfs -o size=8m,mode=700 small "$1" && cp -r "$2" "$1/store" && shift 2 && exec "$@"'


@dataclass
class Writing:
    """leaptui on a disk that can be made to refuse."""

    terminal: Terminal
    refuse: Callable[[], None]
    relent: Callable[[], None]
    keep: Callable[[], Path]
    """Copies the store as it is off the disk; gives its folder."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    workspace, _ = make_workspace(folder, PASSPHRASE)
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        start_interview(workspace, city, title="Night shift", note="Before.")
    return folder


@pytest.fixture(params=["a limit", pytest.param("a full disk", marks=pytest.mark.thorough)])
def writing(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Iterator[Writing]:
    if request.param == "a limit":
        with Terminal(home=home, LEAPTUI_PASSPHRASE=PASSPHRASE) as terminal:
            pid = terminal.child.pid
            unlimited = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            yield Writing(
                terminal,
                refuse=lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (100, unlimited[1])),
                relent=lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited),
                keep=lambda: Path(shutil.copytree(home, tmp_path / "kept")),
            )
        return
    disk = tmp_path / "disk"
    disk.mkdir()
    inside = [*_SMALL_DISK, _MOUNTED, "sh", str(disk), str(home)]
    tried = subprocess.run([*inside, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"no small disk can be mounted here: {tried.stderr.decode().strip()}")
    with Terminal(home=disk / "store", inside=inside, LEAPTUI_PASSPHRASE=PASSPHRASE) as terminal:
        seen = Path(f"/proc/{terminal.child.pid}/root{disk}")

        def fill() -> None:
            room = os.statvfs(seen)
            (seen / "ballast").write_bytes(bytes(room.f_bavail * room.f_bsize))

        yield Writing(
            terminal,
            refuse=fill,
            relent=lambda: (seen / "ballast").unlink(),
            keep=lambda: Path(shutil.copytree(seen / "store", tmp_path / "kept")),
        )


def test_words_typed_on_a_full_disk_are_kept_and_saved_by_themselves(writing: Writing) -> None:
    terminal = writing.terminal
    for keys, answer in (
        ("", "Harbor Falls"),
        ("\r", "Ten components"),
        ("3", "Night shift"),
        ("\r", "own view"),
    ):
        terminal.child.send(keys)
        terminal.wait_for(answer)
    terminal.type_until_saved(" Said while there was room.")
    writing.refuse()
    terminal.press(" Said when there was none.")
    terminal.wait_for("▲ not saved")
    terminal.wait_for("Said when there was none.")
    terminal.press(" And this.")
    assert "✓ saved" not in terminal.text
    terminal.press(ESCAPE)  # the note would be written into the log, and cannot be
    terminal.wait_for("Esc close")
    terminal.press(ESCAPE)
    terminal.wait_for("▲ not saved")
    terminal.press(CTRL_Q)
    terminal.wait_for("Leave without what you typed?")
    terminal.press(ESCAPE)
    terminal.wait_for("And this.")
    writing.relent()
    terminal.wait_for("✓ saved")
    kept = writing.keep()
    terminal.kill()
    assert what_is_kept(kept) == "Before. Said while there was room. Said when there was none. And this."


def what_is_kept(home: Path) -> str:
    """The text of the note after a kill; the store is whole."""
    with open_workspace(home, PASSPHRASE) as workspace:
        assert workspace.store.check(log=True).findings == ()
        interview = find_interview(workspace, find_engagement(workspace, "harbor-falls-oh"), "1").interview
        draft = workspace.store.draft(interview.id, "note")
        return draft.text if draft else interview.note
