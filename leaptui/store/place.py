"""Where a store lies: a folder that another program keeps in step, or a disk of another computer.

A program that copies the store's files while they are written puts halves of them together, and
two computers that both write are merged by none. So a person is told, at each opening.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

_MOUNTS = Path("/proc/mounts")
_BY_NAME = (
    (re.compile(r"OneDrive\b.*"), "OneDrive"),
    (re.compile(r"Dropbox\b.*"), "Dropbox"),
    (re.compile(r"Google ?Drive\b.*|My Drive"), "Google Drive"),
    (re.compile(r"iCloud ?Drive.*|com~apple~CloudDocs|Mobile Documents"), "iCloud"),
    (re.compile(r"Nextcloud|ownCloud"), "Nextcloud"),
)
_BY_MARK = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".stignore", "Syncthing"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "Nextcloud"),
)
_BY_SETTING = (("OneDrive", "OneDrive"), ("OneDriveCommercial", "OneDrive"), ("OneDriveConsumer", "OneDrive"))
_FAR = re.compile(r"(nfs\d?|cifs|smb\d?|smbfs|afs|ceph|davfs\d?|fuse\.(sshfs|rclone|davfs|gvfsd-fuse|s3fs))")
_ESCAPE = re.compile(r"\\([0-7]{3})")


def told_of(home: Path) -> str:
    """What a person should know of the place of a store, in words; empty where there is nothing."""
    place = home.absolute()
    resolved = place.resolve()
    program = next(filter(None, map(_kept_in_step_by, dict.fromkeys((place, resolved)))), "")
    if program:
        return (
            f"This folder is kept in step by {program}, which can spoil a store while it is written."
            " Move it to a folder of this computer alone; carry backups between computers."
        )
    kind = _far_disk(resolved)
    if kind:
        return (
            f"This folder is on a disk of another computer ({kind}), where a change may be lost on the way."
            " Move the store to a disk of this computer."
        )
    return ""


def _kept_in_step_by(place: Path) -> str:
    folders = [place, *place.parents]
    # The home folder of a person holds settings of that name and is not itself kept in step.
    own = Path.home()
    for folder in folders:
        for name, program in _BY_NAME:
            if name.fullmatch(folder.name):
                return program
        for mark, program in _BY_MARK if folder != own else ():
            if os.path.lexists(folder / mark):
                return program
    for setting, program in _BY_SETTING:
        synced = os.environ.get(setting)
        if synced and Path(synced) in folders:
            return program
    return ""


def _far_disk(place: Path) -> str:
    if str(place).startswith("\\\\"):
        return "a network share"
    try:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""
    return far_mount(str(place), mounts)


def far_mount(place: str, mounts: str) -> str:
    """The kind of network disk a path lies on; empty where it is none.

    Args:
        place: An absolute path without links.
        mounts: The text of `/proc/mounts`.
    """
    path = PurePosixPath(place)
    found, kind = -1, ""
    for line in mounts.splitlines():
        _, point, file_system, *_ = [*line.split(" "), "", "", ""]
        mounted = PurePosixPath(_ESCAPE.sub(lambda digits: chr(int(digits[1], 8)), point))
        # Of several mounted on one place, the last one is seen.
        if (path == mounted or mounted in path.parents) and len(mounted.parts) >= found:
            found, kind = len(mounted.parts), file_system
    return kind if _FAR.fullmatch(kind) else ""
