"""The power goes: the disk holds what was flushed, and of the rest whatever it happened to have written.

Every write, cut, flush and deletion of a small day's work is written down. Then the power is cut
after each of them in turn. A file is then as it was last flushed, with none, all, the first few or
any selection of the writes since, the last one perhaps torn; whether a new file is there before
its first flush, and whether a deleted one is gone before the deletion returned, is left to chance.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement, Interview
from leaptui.store.opening import open_store
from leaptui.store.store import Store
from tests.store.days_work import OLD, now
from tests.store.watched_disk import Step, WatchedDisk, What

SECTOR = 512
CITY = Engagement(id="city", slug="harbor-falls-oh", name="Harbor Falls, OH")
INTERVIEW = Interview(id="i", engagement="city", number=1, note="He waits. " * 800)


@dataclass
class Saved:
    """What the store had called saved when so many steps were done."""

    steps: int
    acts: frozenset[str]
    draft: str | None


@dataclass
class Recording:
    """The steps to the disk of a day's work, and what was called saved along the way."""

    steps: list[Step] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)

    def note(self, store: Store, draft: str | None) -> None:
        acts = frozenset(act.act for act in store.acts())
        self.saved.append(Saved(len(self.steps), acts, draft))


def recorded(home: Path, synchronous: str) -> Recording:
    """Do a day's work and write down what reached the disk."""
    recording = Recording()
    with (
        WatchedDisk(done=recording.steps.append),
        open_store(home, OLD, now_ms=now) as store,
    ):
        store._connection.set_authorizer(None)
        store._connection.execute(f"PRAGMA synchronous={synchronous}")
        recording.note(store, None)
        store.apply("add engagement", [CITY], stream="city")
        recording.note(store, None)
        act = store.apply("add interview", [INTERVIEW], stream="city")
        recording.note(store, None)
        store.put_draft("i", "note", INTERVIEW.note + "one")
        recording.note(store, INTERVIEW.note + "one")
        store.put_draft("i", "note", INTERVIEW.note + "one two")
        recording.note(store, INTERVIEW.note + "one two")
        assert act is not None
        store.apply("write note", [replace(INTERVIEW, note="Short.")], stream="city")
        recording.note(store, None)
        store.undo(act)
        recording.note(store, None)
    return recording


@dataclass
class OnDisk:
    """A file: what is flushed, what is not yet, and whether its name is."""

    flushed: bytes
    pending: list[Step] = field(default_factory=list)
    named: bool = True

    def after(self, steps: list[Step]) -> bytes:
        content = bytearray(self.flushed)
        for step in steps:
            if step.what is What.CUT:
                del content[step.at :]
                continue
            content.extend(bytes(max(0, step.at + len(step.data) - len(content))))
            content[step.at : step.at + len(step.data)] = step.data
        return bytes(content)


def power_cuts(before: dict[Path, bytes], steps: list[Step]) -> Iterator[tuple[int, dict[Path, OnDisk]]]:
    """The disk after no step, after the first, after the second and so on."""
    disk = {path: OnDisk(content) for path, content in before.items()}
    yield 0, disk
    for number, step in enumerate(steps, 1):
        if step.what is What.CREATE:
            disk[step.path] = OnDisk(b"", named=False)
        elif step.what is What.DELETE:
            del disk[step.path]
        elif step.what is What.FLUSH:
            file = disk[step.path]
            disk[step.path] = OnDisk(file.after(file.pending))
        else:
            disk[step.path].pending.append(step)
        yield number, disk


def kept_of(file: OnDisk, how: str, chance: random.Random) -> bytes | None:
    """What is there of a file when the power comes back; nothing when the file is not."""
    if not file.named and how != "all" and chance.random() < 0.5:
        return None
    pending = {
        "none": [],
        "all": file.pending,
        "some": [step for step in file.pending if chance.random() < 0.5],
        "torn": file.pending[: chance.randrange(len(file.pending) + 1)],
    }[how]
    if how == "torn" and pending and len(pending[-1].data) > SECTOR:
        whole_sectors = chance.randrange(len(pending[-1].data) // SECTOR) * SECTOR
        pending = [*pending[:-1], replace(pending[-1], data=pending[-1].data[:whole_sectors])]
    return file.after(pending)


def amiss(home: Path, least: Saved, drafts: set[str | None]) -> list[str]:
    """What is wrong with a store after the power came back."""
    try:
        with open_store(home, OLD, now_ms=now) as store:
            found = [finding.sentence for finding in store.check(log=True).findings if finding.harm]
            there = {act.act for act in store.acts()}
            found += [f"act {act} is gone" for act in least.acts - there]
            draft = store.draft("i", "note")
            if (draft.text if draft else None) not in drafts:
                found.append("the draft is another")
    except LeapError as error:
        return [error.sentence]
    return found


def all_amiss(home: Path, scratch: Path, synchronous: str, stride: int) -> tuple[int, list[str]]:
    """Cut the power after every so many steps; give how many disks were tried, and what was amiss."""
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    recording = recorded(home, synchronous)
    chance, tried, found = random.Random(5), 0, list[str]()
    for number, disk in power_cuts(before, recording.steps):
        if number % stride:
            continue
        least = max((each for each in recording.saved if each.steps <= number), key=lambda each: each.steps)
        at_least = recording.saved.index(least)
        drafts = {each.draft for each in recording.saved[at_least : at_least + 2]}
        for how in ("none", "all", "some", "torn"):
            place = scratch / f"{number}-{how}"
            place.mkdir(mode=0o700)
            for path, file in disk.items():
                content = kept_of(file, how, chance)
                if content is not None:
                    (place / path.name).write_bytes(content)
            found += [f"after step {number}, {how}: {said}" for said in amiss(place, least, drafts)]
            shutil.rmtree(place)
            tried += 1
    return tried, found


@pytest.fixture
def quick_home(empty_store: Path, quick_folder: Path) -> Path:
    return Path(shutil.copytree(empty_store, quick_folder / "home"))


def test_the_power_goes_after_any_step(quick_home: Path, quick_folder: Path) -> None:
    tried, found = all_amiss(quick_home, quick_folder, "EXTRA", stride=11)
    assert found == []
    assert tried > 100


def test_a_store_that_does_not_flush_is_found_out(quick_home: Path, quick_folder: Path) -> None:
    """The same proof must fail where it should, or it proves nothing."""
    _, found = all_amiss(quick_home, quick_folder, "OFF", stride=23)
    assert any("gone" in sentence or "damaged" in sentence for sentence in found)


@pytest.mark.benchmark
def test_the_power_goes_after_every_step(quick_home: Path, quick_folder: Path) -> None:
    tried, found = all_amiss(quick_home, quick_folder, "EXTRA", stride=1)
    print(f"\n{tried} disks after a power cut, {len(found)} amiss")  # noqa: T201
    assert found == []
