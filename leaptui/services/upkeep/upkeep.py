"""Looking after the store: whether it is sound, its backups, its recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.errors import StoreUnavailable
from leaptui.services.workspace import Workspace, wall_clock_ms

if TYPE_CHECKING:
    from leaptui.store.backup import Backup


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A backup as a list shows it."""

    name: str
    made: str
    """ISO date and time, UTC."""
    acts: int
    size: int
    """Bytes."""


def check(workspace: Workspace, *, log: bool = False) -> tuple[bool, list[str]]:
    """Whether the store is sound, and what the check came upon.

    Args:
        workspace: Where.
        log: Prove every act by its hash as well, and compare the newest with what backups noted.
    """
    result = workspace.store.check(log=log)
    return result.sound, [finding.sentence for finding in result.findings]


def make_backup(workspace: Workspace) -> BackupMade:
    """Make a backup and verify it by opening it.

    Raises:
        StoreUnavailable: When the disk refuses.
    """
    return _made(workspace.store.backup())


def backup_if_due(
    workspace: Workspace, *, closing: bool = False, between: Callable[[], None] = lambda: None
) -> BackupMade | None:
    """Make a backup when the store has changed and the newest one is an hour old.

    For a timer while the app is open, and for quitting.

    Args:
        workspace: Where. A store open for reading only is never due.
        closing: On quitting a change alone is reason enough.
        between: Called after each slice of a megabyte, so that typing goes on.

    Returns:
        The backup, or nothing when none was due.

    Raises:
        StoreUnavailable: When the disk refuses. The store is as it was; quitting may go on.
    """
    if not workspace.store.backup_due(closing=closing):
        return None
    return _made(workspace.store.backup(between))


def _made(backup: Backup) -> BackupMade:
    return BackupMade(name=backup.name, made=backup.made, acts=backup.acts, size=backup.path.stat().st_size)


def backups(home: Path) -> list[BackupMade]:
    """The backups of a home folder, newest first. Needs no passphrase: nothing secret is in their notes."""
    from leaptui.store import backup as store_backup
    from leaptui.store.files import StoreFiles

    return [_made(each) for each in store_backup.backups(StoreFiles(home))]


def verify_backup(home: Path, passphrase: str, name: str | None = None) -> str:
    """Open a backup (the newest) by the passphrase and compare it with its note.

    Returns:
        What was found, in a sentence.

    Raises:
        StoreDamaged: When it is not fit.
    """
    from leaptui.store import backup as store_backup
    from leaptui.store.files import StoreFiles
    from leaptui.store.keys import read_keys, unwrap

    found = store_backup.backup_named(StoreFiles(home), name or "newest")
    store_backup.verify_backup(found, unwrap(read_keys(found.keys), passphrase))
    return f"Backup {found.name} opens and holds its {found.acts:,} acts."


def drill_backup(home: Path, *, passphrase: str = "", sheet: str = "", name: str | None = None) -> str:
    """Open a backup (the newest) by the recovery key alone in a scratch folder, and prove what it holds.

    Args:
        home: The store's folder.
        passphrase: What opens the backup's wrapped keys, where no sheet is at hand.
        sheet: The recovery sheet as it stands on paper; it goes before the passphrase.
        name: Which backup.

    Returns:
        What was found, in a sentence.

    Raises:
        WrongKey: When the sheet or passphrase is not the backup's.
        StoreDamaged: When the backup is not fit.
    """
    from leaptui.store import backup as store_backup
    from leaptui.store.drill import drill
    from leaptui.store.files import StoreFiles
    from leaptui.store.keys import read_keys, unwrap
    from leaptui.store.recovery import sheet_for

    files = StoreFiles(home)
    found = store_backup.backup_named(files, name or "newest")
    if not sheet:
        sheet = sheet_for(unwrap(read_keys(found.keys), passphrase), found.store).text
    drilled = drill(files, found, sheet, now_ms=wall_clock_ms)
    files_of_calls = "file" if drilled.datasets == 1 else "files"
    calls = f", and {drilled.datasets} {files_of_calls} of calls can be read" if drilled.datasets else ""
    return (
        f"Backup {found.name} opens by the recovery key alone: its {drilled.acts:,} acts are those of its"
        f" note, its tables are those of its log{calls}. The scratch folder is removed."
    )


def restore_backup(home: Path, name: str, *, passphrase: str = "", sheet: str = "") -> list[str]:
    """Put a backup in the place of the store, which is kept beside it.

    Args:
        home: The store's folder.
        name: Which backup; `newest` is the newest.
        passphrase: What opens the backup, where no sheet is at hand.
        sheet: The recovery sheet; it goes before the passphrase.

    Returns:
        What was done, in sentences.

    Raises:
        UnknownName: When there is no such backup.
        WrongKey: When the passphrase or sheet does not open it.
        StoreUnavailable: When it is of another store or key, damaged, or the disk refuses.
    """
    from leaptui.store.act_log import in_words
    from leaptui.store.restoring import restore_backup as restore
    from leaptui.store.restoring import restore_with_sheet

    if sheet:
        restored = restore_with_sheet(home, name, sheet, now_ms=wall_clock_ms)
    else:
        restored = restore(home, name, passphrase, now_ms=wall_clock_ms)
    said = [
        f"The store is as it was on {in_words(restored.made)}, with its {restored.acts:,} acts.",
        f"What stood there is kept in {home}, under a name that begins with store.before-restore.",
    ]
    if sheet:
        said.append(
            "It opens by the sheet; choose a new passphrase with `leaptui key change-passphrase --sheet-file FILE`."
        )
    return said


def salvage(home: Path, *, passphrase: str = "", sheet: str = "") -> list[str]:
    """Put what can be read of a damaged store into a copy of the newest backup that is fit.

    Args:
        home: The store's folder. The damaged file is kept in it.
        passphrase: What opens the store, where no sheet is at hand.
        sheet: The recovery sheet; it goes before the passphrase.

    Returns:
        What was read and what is lost, in sentences.

    Raises:
        WrongKey: When the passphrase or sheet does not open it.
        StoreHeld: When a process writes to it.
        StoreUnavailable: When the disk refuses; nothing was changed then.
    """
    from leaptui.store.salvage import salvage as salvage_store
    from leaptui.store.salvage import salvage_with_sheet

    if sheet:
        return salvage_with_sheet(home, sheet, now_ms=wall_clock_ms).sentences
    return salvage_store(home, passphrase, now_ms=wall_clock_ms).sentences


def change_passphrase(workspace: Workspace, passphrase: str) -> None:
    """Seal the store's key by another passphrase.

    Raises:
        InputRefused: When it is empty.
    """
    workspace.store.change_passphrase(passphrase)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRotated:
    """A store under a new key.

    Attributes:
        sheet: The text of its recovery sheet.
        kept: The folder of the store as it was.
        backup: Name of the first backup under the new key; nothing where it could not be made.
    """

    sheet: str
    kept: Path
    backup: str | None

    @property
    def sentences(self) -> list[str]:
        """What was done, and what it protects and what it does not."""
        first_backup = (
            f"Backup {self.backup} is made and verified."
            if self.backup
            else "No backup could be made yet: free some space and run `leaptui backup make`."
        )
        return [
            "The store has a new key, a new recovery sheet and the passphrase given now.",
            "The old passphrase, the old sheet and old copies of store.keys do not open it any more.",
            first_backup,
            f"The store as it was is kept with its backups and calls in {self.kept}.",
            (
                "That folder, and every backup or copy made before, still opens by the old passphrase and sheet:"
                " what was in it then is not protected by the new key, wherever such a copy lies."
            ),
            "Delete those copies, that folder among them, once you have opened this store and printed the sheet.",
        ]


def rotate_key(workspace: Workspace, passphrase: str) -> KeyRotated:
    """Give the store a new key. The workspace is closed afterwards: open it anew by this passphrase.

    Args:
        workspace: Where.
        passphrase: What opens the store from now on.

    Raises:
        InputRefused: When the passphrase is empty.
        StoreUnavailable: When the disk refuses or a file is damaged; nothing was changed then.
    """
    from leaptui.store.opening import open_store

    rotated = workspace.store.rotate_key(passphrase)
    workspace.close()
    first_backup = None
    with suppress(StoreUnavailable), open_store(workspace.home, passphrase, now_ms=workspace.now_ms) as store:
        first_backup = store.backup().name
    return KeyRotated(sheet=rotated.sheet.text, kept=rotated.kept, backup=first_backup)


def recovery_sheet(workspace: Workspace) -> str:
    """The sheet that alone opens the store."""
    return workspace.store.recovery_sheet().text


def keep_recovery_sheet(sheet: str, path: Path) -> Path:
    """Write the recovery sheet into a private file, to be printed and deleted.

    Raises:
        OutputRefused: When the file cannot be written.
    """
    where = path.expanduser().absolute()
    from leaptui.disclosure.outlet import write
    from leaptui.disclosure.recovery import clear_recovery_sheet

    return write(where.parent, clear_recovery_sheet(where.name, sheet))
