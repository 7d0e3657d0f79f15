"""A drill: a backup opened by the recovery key alone, as on the day when everything else is gone."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from leaptui.domain.errors import StoreDamaged
from leaptui.store.backup import Backup, dataset_copy
from leaptui.store.files import StoreFiles, private_file, private_folder, refused
from leaptui.store.opening import open_with_sheet


@dataclass(frozen=True, slots=True)
class Drilled:
    """What a drill showed: so many acts, as noted, and so many datasets that open."""

    backup: Backup
    acts: int
    datasets: int


def drill(files: StoreFiles, backup: Backup, sheet: str, *, now_ms: Callable[[], int]) -> Drilled:
    """Open a copy of a backup in a scratch folder by a recovery sheet, prove it, remove the folder.

    Args:
        files: The store, of which nothing is read but its backups.
        backup: Which.
        sheet: The recovery sheet's text.
        now_ms: Wall clock, milliseconds since 1970 UTC.

    Raises:
        WrongKey: The sheet is mistyped or of another store.
        StoreDamaged: The backup is not what its note says.
        StoreUnavailable: The disk refuses.
    """
    scratch = StoreFiles(files.home / f"drill-{secrets.token_hex(4)}.part")
    try:
        with refused("The backup cannot be copied for a drill", "Nothing was changed."):
            private_folder(scratch.datasets)
            _lend(backup.path, scratch.store, copied=True)
            for name in backup.datasets:
                if dataset_copy(files, name).exists():
                    _lend(dataset_copy(files, name), scratch.dataset(name), copied=False)
        with open_with_sheet(scratch.home, sheet, now_ms=now_ms) as store:
            found = [each.sentence for each in store.check(log=True).findings if each.harm]
            acts = store.act_count()
    finally:
        shutil.rmtree(scratch.home, ignore_errors=True)
    if acts != backup.acts:
        found.insert(0, f"It holds {acts:,} acts where its note says {backup.acts:,}.")
    if found:
        raise StoreDamaged(
            f"The backup {backup.name} did not stand the drill: {found[0]}",
            safe="The store itself is as it was.",
            next_step="Make another one with `leaptui backup make`, and drill that.",
        )
    return Drilled(backup, acts, len(backup.datasets))


def _lend(source: Path, place: Path, *, copied: bool) -> None:
    """Calls are only read: where the disk can, they are there under a second name and take no room."""
    if not copied:
        try:
            os.link(source, place)
        except OSError:
            copied = True
    if copied:
        private_file(place)
        shutil.copyfile(source, place)
