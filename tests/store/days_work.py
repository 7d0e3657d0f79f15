"""A little of everything a store does in a day, and whether what it had called done stands afterwards.

For tests that take the disk away at one moment or another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from leaptui.domain.errors import LeapError, WrongKey
from leaptui.domain.records import Engagement, Interview
from leaptui.store.act_log import ActHash
from leaptui.store.backup import backups, verify_backup
from leaptui.store.files import StoreFiles
from leaptui.store.keys import Strength, read_keys, unwrap
from leaptui.store.opening import open_store
from leaptui.store.store import Store

CHEAP = Strength(n=2, r=1, p=1)
OLD, NEW = "harbor lights at low tide", "harbor lights at high tide"
DATASET = "0d" * 32
PARTS = [b"calls " * 900, b"more calls " * 900]
_OURS = re.compile(
    r"store\.(leaptui|keys|keys\.bak|lock)|device\.json|datasets(/[0d]+\.leaptui)?"
    r"|backups(/datasets(/[0d]+\.leaptui)?|/[\dT-]+\.(leaptui|keys|json))?"
)


@dataclass
class Done:
    """What the store said of a day's work.

    Attributes:
        acts: The acts it called done.
        drafts: The texts handed to it, the last one it called saved first.
        dataset: Whether it called the dataset written.
        backup: Whether it called a backup made.
        passphrase: Whether it called the passphrase changed.
        refused: What it refused, in words.
    """

    acts: list[ActHash] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    dataset: bool = False
    backup: bool = False
    passphrase: bool = False
    refused: list[str] = field(default_factory=list)


def now() -> int:
    return 1_750_000_000_000


def work(home: Path) -> Done:
    """Open a store, write to it, back it up, close it; go on after what is refused."""
    done = Done()

    def attempt(step: Callable[[], None]) -> None:
        try:
            step()
        except LeapError as error:
            done.refused.append(error.sentence)

    try:
        store = open_store(home, OLD, now_ms=now)
    except LeapError as error:
        done.refused.append(error.sentence)
        return done
    for step in _steps(store, done):
        attempt(step)
    attempt(store.close)
    return done


def _steps(store: Store, done: Done) -> list[Callable[[], None]]:
    note = " ".join(f"w{n * 7919 % 100_003}" for n in range(3000))
    city = Engagement(id="city", slug="harbor-falls-oh", name="Harbor Falls, OH")

    def apply(verb: str, record: Engagement | Interview) -> None:
        act = store.apply(verb, [record], stream="city")
        if act is not None:
            done.acts.append(act)

    def draft(text: str) -> None:
        store.put_draft("i", "note", text)
        done.drafts = [text]

    def attempted(text: str) -> None:
        done.drafts.append(text)
        draft(text)

    def dataset() -> None:
        with store.new_dataset(DATASET) as writer:
            for part in PARTS:
                writer.add(part)
        done.dataset = True

    def undo() -> None:
        if done.acts and (act := store.undo(done.acts[-1]).act):
            done.acts.append(act)

    def backup() -> None:
        store.backup()
        done.backup = True

    def passphrase() -> None:
        store.change_passphrase(NEW, strength=CHEAP)
        done.passphrase = True

    return [
        lambda: attempted("short"),
        lambda: apply("add engagement", city),
        lambda: apply("add interview", Interview(id="j", engagement="city", number=1, note=note)),
        undo,
        dataset,
        lambda: attempted(note),
        backup,
        passphrase,
    ]


def amiss(home: Path, done: Done) -> list[str]:
    """Open the store again and say what is not as it was called; nothing when all is."""
    with _reopened(home, done) as store:
        found = [finding.sentence for finding in store.check(log=True).findings]
        there = {summary.act for summary in store.acts()}
        found += [f"act {act} is gone" for act in done.acts if act not in there]
        kept = store.draft("i", "note")
        if done.drafts and (kept is None or kept.text not in done.drafts) and len(done.drafts) == 1:
            found.append("the draft is gone")
        if store.has_dataset(DATASET):
            found += [] if store.dataset_parts(DATASET) == PARTS else ["the dataset is another"]
        elif done.dataset:
            found.append("the dataset is gone")
        # A journal that could not be deleted and holds nothing stays until the next change.
        store.put_draft("j", "note", "the next change")
    names = [path.relative_to(home).as_posix() for path in home.rglob("*")]
    found += [f"half a file: {name}" for name in names if not _OURS.fullmatch(name)]
    for backup in backups(StoreFiles(home)):
        verify_backup(backup, unwrap(read_keys(backup.keys), OLD))
    if done.backup and not backups(StoreFiles(home)):
        found.append("the backup is gone")
    return found


def _reopened(home: Path, done: Done) -> Store:
    try:
        return open_store(home, NEW, now_ms=now)
    except WrongKey:
        if done.passphrase:
            raise
    return open_store(home, OLD, now_ms=now)
