"""A store in a folder that is kept in step, on a far disk, or on a disk that takes no changes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.store.opening import open_store
from leaptui.store.place import far_mount, told_of
from leaptui.store.store import Store
from tests.store.days_work import OLD, now

PROJECT = Path(__file__).resolve().parents[2]
MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/export /mnt/far nfs4 rw 0 0
//server/share /mnt/Shared\\040Files cifs rw 0 0
ana@host:/home /home/ana/remote fuse.sshfs rw 0 0
/dev/sdb1 /mnt/far/near ext4 rw 0 0
server:/a /srv nfs rw 0 0
/dev/sdc1 /srv ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "program"),
    [
        ("OneDrive/leaptui", "OneDrive"),
        ("OneDrive - Harbor Falls/a/b", "OneDrive"),
        ("Library/CloudStorage/OneDrive-HarborFalls/x", "OneDrive"),
        ("Dropbox/x", "Dropbox"),
        ("Dropbox (Partnership)/x", "Dropbox"),
        ("Google Drive/x", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ana@example.org/My Drive/x", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("iCloudDrive/x", "iCloud"),
        ("Nextcloud/x", "Nextcloud"),
        ("documents/x", ""),
        ("onedrive-notes/x", ""),
        ("My Dropboxes/x", ""),
    ],
)
def test_a_folder_is_known_by_its_name(tmp_path: Path, place: str, program: str) -> None:
    said = told_of(tmp_path / place)
    assert f"kept in step by {program}," in said if program else said == ""


@pytest.mark.parametrize(
    ("mark", "program"), [(".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".dropbox.cache", "Dropbox")]
)
def test_a_folder_is_known_by_what_lies_in_it_or_above(tmp_path: Path, mark: str, program: str) -> None:
    (tmp_path / "above" / mark).mkdir(parents=True)
    assert program in told_of(tmp_path / "above" / "between" / "home")
    assert told_of(tmp_path / "beside") == ""


def test_the_settings_of_dropbox_in_a_persons_home_are_no_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".dropbox").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert told_of(tmp_path / ".local" / "share" / "leaptui") == ""


def test_a_folder_is_known_by_the_systems_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Files"))
    assert "OneDrive" in told_of(tmp_path / "Files" / "leaptui")


def test_a_link_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "store").mkdir(parents=True)
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox" / "store")
    assert "Dropbox" in told_of(tmp_path / "plain")


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/mnt/far/home", "nfs4"),
        ("/mnt/far", "nfs4"),
        ("/mnt/Shared Files/home", "cifs"),
        ("/home/ana/remote/home", "fuse.sshfs"),
        ("/mnt/far/near/home", ""),
        ("/mnt/farther", ""),
        ("/srv/home", ""),
        ("/home/ana", ""),
    ],
)
def test_a_disk_of_another_computer(place: str, kind: str) -> None:
    assert far_mount(place, MOUNTS) == kind


def test_lines_that_are_no_mounts_are_passed_over() -> None:
    assert far_mount("/a", "\nnonsense\n\x00 \\777 \x00") == ""


def test_opening_says_so_and_goes_on(home: Path, tmp_path: Path) -> None:
    synced = Path(shutil.copytree(home, tmp_path / "Dropbox" / "leaptui"))
    with open_store(synced, OLD, now_ms=now) as store:
        assert "Dropbox" in store.notice
        assert not store.read_only
        store.put_draft("i", "note", "typed all the same")


def test_a_plain_folder_has_nothing_said_of_it(reopen: Callable[..., Store]) -> None:
    assert reopen().notice == ""


READ_ONLY = """
    import json, sys
    from pathlib import Path
    from leaptui.domain.errors import LeapError
    from leaptui.store.opening import open_store
    from tests.store.days_work import OLD, now

    with open_store(Path(sys.argv[1]), OLD, now_ms=now) as store:
        try:
            store.put_draft("i", "note", "text")
            refused = ""
        except LeapError as error:
            refused = error.sentence
        print(json.dumps([store.read_only, store.notice, len(store.acts()), refused]))
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="mounts a disk by unshare")
def test_a_disk_that_takes_no_changes_opens_for_reading(store: Store, home: Path, tmp_path: Path) -> None:
    store.close()
    program = "\n".join(line[4:] for line in READ_ONLY.split("\n"))
    script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && exec "$2" -c "$3" "$1"'
    ran = subprocess.run(
        [
            *["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"],
            script,
            "sh",
            home,
            sys.executable,
            program,
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
        env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"},
    )
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip(f"nothing can be mounted here: {ran.stderr.strip()}")
    assert ran.returncode == 0, ran.stderr
    read_only, notice, acts, refused = json.loads(ran.stdout)
    assert (read_only, acts) == (True, 0)
    assert "takes no changes" in notice
    assert "reading only" in refused
