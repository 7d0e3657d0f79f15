"""Out of a damaged store: what can still be read, put into a copy of the newest backup that is fit."""

from __future__ import annotations

import secrets
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from leaptui.domain.errors import LeapError, StoreUnavailable
from leaptui.store import swap
from leaptui.store.act_log import in_words, moment
from leaptui.store.backup import Backup, backups, verify_backup
from leaptui.store.connection import connect
from leaptui.store.creation import make_file
from leaptui.store.files import StoreFiles, private_file, private_folder, refused
from leaptui.store.keys import StoreKey, WrappedKeys, read_keys, unwrap
from leaptui.store.lock import WriterLock
from leaptui.store.migrations import migrate
from leaptui.store.recovery import key_on
from leaptui.store.restoring import copy_missing_datasets, put_in_place
from leaptui.store.salvage_merge import LostChange, Merged, merge
from leaptui.store.salvage_reading import ACTS, CHANGES, DRAFTS, DamagedFile
from leaptui.store.schema import SCHEMA

_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What was read out of a damaged store, and what is lost.

    Attributes:
        backup: What it was put into; nothing where no backup is fit.
        merged: What became of the log; nothing where not even the first page could be read.
        kept: Where the damaged file is kept.
    """

    backup: Backup | None
    merged: Merged | None
    kept: Path | None

    @property
    def sentences(self) -> list[str]:
        """All of that for a person."""
        said = [
            f"The store is the backup of {in_words(self.backup.made)} and what was read out of the damaged file."
            if self.backup
            else "No backup is fit, so the store is what was read out of the damaged file."
        ]
        said += (
            _lost_all(self.backup)
            if self.merged is None
            else _told(self.merged, since=self.backup is not None)
        )
        if self.kept is not None:
            said.append(f"The damaged file is kept as {self.kept}.")
        return said


def salvage(home: Path, passphrase: str, *, now_ms: Callable[[], int]) -> Salvaged:
    """Put what can be read of a damaged store into a copy of its newest fit backup, in its place.

    The damaged file is kept. The store goes on under a new device name.

    Args:
        home: The store's folder.
        passphrase: What opens it.
        now_ms: Wall clock, milliseconds since 1970 UTC.

    Raises:
        WrongKey: The passphrase does not open it.
        StoreHeld: A process writes to it.
        StoreUnavailable: The disk refuses, or a newer leaptui wrote the store. Nothing was changed.
    """
    files = StoreFiles(Path(home))

    def unlock() -> tuple[StoreKey, str]:
        keys = _keys(files)
        return unwrap(keys, passphrase), keys.store

    return _salvage(files, unlock, now_ms)


def salvage_with_sheet(home: Path, sheet: str, *, now_ms: Callable[[], int]) -> Salvaged:
    """The same by recovery sheet."""
    files = StoreFiles(Path(home))
    return _salvage(files, lambda: (key_on(sheet), _keys(files).store), now_ms)


def _keys(files: StoreFiles) -> WrappedKeys:
    return read_keys(files.keys, files.keys_copy, *(backup.keys for backup in backups(files)))


def _salvage(
    files: StoreFiles, unlock: Callable[[], tuple[StoreKey, str]], now_ms: Callable[[], int]
) -> Salvaged:
    lock = WriterLock(files, moment(now_ms()))
    scratch = files.home / f"salvage-{secrets.token_hex(4)}.part"
    try:
        if swap.under_way(files):
            swap.finish(files)
        key, store = unlock()
        with refused("The store cannot be salvaged", "The damaged file and the backups are as they were."):
            private_folder(scratch)
            damaged = _copy_of_damaged(files, scratch, key)
            base, backup = _base(files, scratch, key, store, moment(now_ms()))
            merged = _merged(base, damaged, key, now_ms)
            if backup is not None:
                copy_missing_datasets(files, backup)
            kept = put_in_place(files, base, f"before-salvage-{moment(now_ms())}")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        lock.release()
    return Salvaged(backup=backup, merged=merged, kept=kept)


def _copy_of_damaged(files: StoreFiles, scratch: Path, key: StoreKey) -> Path:
    """A copy to read from, with the change that was under way taken back."""
    copy = StoreFiles(scratch)
    for source, target in ((files.store, copy.store), (files.journal, copy.journal)):
        if source.exists():
            private_file(target)
            shutil.copyfile(source, target)
    if copy.journal.exists():
        try:
            connect(copy.store, key).close()
        except LeapError:
            copy.journal.unlink(missing_ok=True)
    return copy.store


def _base(
    files: StoreFiles, scratch: Path, key: StoreKey, store: str, now: str
) -> tuple[Path, Backup | None]:
    path = scratch / "base.leaptui"
    for backup in backups(files):
        if backup.store != store:
            continue
        try:
            verify_backup(backup, key)
        except LeapError:
            continue
        private_file(path)
        shutil.copyfile(backup.path, path)
        return path, backup
    make_file(path, key, store, now)
    return path, None


def _merged(base: Path, damaged: Path, key: StoreKey, now_ms: Callable[[], int]) -> Merged | None:
    file = DamagedFile(damaged, key)
    if not file.opens():
        return None
    connection = connect(base, key)
    try:
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        if max(schema, file.schema) > SCHEMA:
            raise StoreUnavailable(
                "This store was written by a newer leaptui, which keeps what this one would lose.",
                safe="Nothing was changed.",
                next_step="Install the newer one and salvage with that.",
            )
        if schema < SCHEMA:  # the newest backup may be the one made before the store was brought forward
            migrate(connection)
        acts, changes, drafts = file.read(ACTS), file.read(CHANGES), file.read(DRAFTS)
        return merge(connection, acts, changes, drafts, now_ms)
    finally:
        connection.close()


def _lost_all(backup: Backup | None) -> list[str]:
    since = f"What was done after {in_words(backup.made)} is lost" if backup else "All of it is lost"
    return [
        (
            f"Not even the first page of the damaged file, or its list of tables, could be read. {since},"
            " unless another backup or copy has it."
        )
    ]


def _told(merged: Merged, *, since: bool) -> list[str]:
    said = [
        f"{merged.acts:,} acts {'since then ' if since else ''}were read whole, and {merged.drafts:,} drafts."
    ]
    if merged.broken:
        said.append(
            f"{merged.broken:,} acts could not be read whole; {merged.changes:,} changes of theirs were read"
            " and stand in acts called salvage."
        )
    gone = [change for change in merged.lost if not change.later]
    if len(merged.lost) > len(gone):
        said.append(
            f"{len(merged.lost) - len(gone):,} earlier values are lost; later ones of the same fields stand."
        )
    if gone:
        said.append(f"{len(gone):,} values are lost:")
        rows = Counter(map(_named, gone))
        said += [
            f"  {row}{f' ({times:,} times)' if times > 1 else ''}" for row, times in [*rows.items()][:_LISTED]
        ]
        said += [f"  and {len(rows) - _LISTED:,} more"] if len(rows) > _LISTED else []
    said += [f"The draft of {field} of {record} is lost." for record, field in merged.lost_drafts]
    said += [
        f"The draft of {field} of {record} is as the backup has it and may be older."
        for record, field in merged.older_drafts
    ]
    if merged.placeholders:
        said.append(
            f"{len(merged.placeholders):,} records that others refer to were made anew and are called Salvaged."
        )
    if not merged.complete:
        said.append("More may be lost: the end of the log could not be found.")
    elif not (merged.lost or merged.lost_drafts or merged.older_drafts or merged.broken):
        said.append("Nothing is lost.")
    return said


def _named(change: LostChange) -> str:
    when = in_words(change.at) if change.at else "at a time unknown"
    return f"{change.field or 'a field'} of {change.record or 'a record'}, {when}"
