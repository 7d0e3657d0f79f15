"""Each page of a store damaged in turn: found at opening, and what salvage says is lost is lost, and no more."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from leaptui.domain.errors import StoreDamaged, StoreUnavailable, WrongKey
from leaptui.domain.records import Engagement, FollowUp, Interview, Stakeholder
from leaptui.store.files import PAGE, StoreFiles
from leaptui.store.opening import open_store
from leaptui.store.projection import row_of
from leaptui.store.registry import KINDS
from leaptui.store.salvage import Salvaged, salvage, salvage_with_sheet
from leaptui.store.store import Store
from tests.store.days_work import NEW, OLD, now

Cells = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Truth:
    """All a sound store shows."""

    acts: frozenset[str]
    cells: Cells
    drafts: dict[tuple[str, str], str]

    @classmethod
    def of(cls, store: Store) -> Truth:
        cells: Cells = {}
        for kind in KINDS:
            for (record,) in store._connection.execute(f'SELECT id FROM "{kind.table}"').fetchall():
                row = row_of(store._connection, kind, record) or {}
                cells.update({(record, key): row[key] for key in row if key not in ("n", "id")})
        drafts = {(draft.record, draft.field): draft.text for draft in store.drafts()}
        return cls(frozenset(act.act for act in store.acts(limit=10_000)), cells, drafts)


@dataclass(frozen=True)
class Scene:
    """A store that has gone on since its backup, and both states of it."""

    home: Path
    backup: Truth
    now: Truth


def note(chance: random.Random, length: int) -> str:
    return " ".join(f"{chance.randrange(1 << 40):x}" for _ in range(length))


def live(store: Store, chance: random.Random, days: range) -> None:
    """Some days of work; no value is ever written twice."""
    for day in days:
        city = f"city-{day % 3}"
        person = Stakeholder(id=f"s{day}", engagement=city, name=note(chance, 2), role=note(chance, 2))
        interview = Interview(id=f"i{day}", engagement=city, number=day + 1, note=note(chance, 60))
        store.apply("add", [person, interview], stream=city)
        store.apply("write note", [replace(interview, note=note(chance, 150))], stream=city)
        store.apply("promise", [FollowUp(id=f"f{day}", engagement=city, text=note(chance, 4))], stream=city)
        store.put_draft(f"i{day}", "title", note(chance, 40))


_DEFAULTS = {field.default for kind in KINDS for field in kind.fields}


@pytest.fixture(scope="module")
def scene(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    home = Path(shutil.copytree(empty_store, tmp_path_factory.mktemp("scene") / "home"))
    chance = random.Random(11)
    with open_store(home, OLD, now_ms=now, actor="Ana") as store:
        for number in range(3):
            city = Engagement(id=f"city-{number}", slug=f"city-{number}", name=note(chance, 2))
            store.apply("add engagement", [city], stream=city.id)
        live(store, chance, range(12))
        backup = Truth.of(store)
        store.backup()
        live(store, chance, range(12, 36))
        city = Engagement(id="city-9", slug="city-9", name=note(chance, 2))
        store.apply("add engagement", [city], stream=city.id)
        store.apply("add", [Interview(id="i-9", engagement="city-9", number=1)], stream="city-9")
        return Scene(home, backup, Truth.of(store))


def damaged(scene: Scene, folder: Path, page: int, at: int = 1000) -> Path:
    """A copy of the scene with a page spoilt, counted from 0."""
    home = Path(shutil.copytree(scene.home, folder / f"page-{page}"))
    with StoreFiles(home).store.open("r+b") as file:
        file.seek(page * PAGE + at)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 0x20]))
    return home


def noticed(home: Path, page: int) -> bool:
    """Whether opening says so: by refusing, or by opening for reading only and naming the page."""
    try:
        with open_store(home, OLD, now_ms=now) as store:
            return store.read_only and f"Page {page + 1} " in store.notice
    except StoreDamaged:
        return True


def untrue(scene: Scene, salvaged: Salvaged, after: Truth) -> list[str]:
    """Where what salvage said is not so."""
    merged = salvaged.merged
    if merged is None:
        same = (after.acts, after.cells) == (scene.backup.acts, scene.backup.cells)
        return [] if same else ["the backup was not restored as it was"]
    found = []
    if merged.broken != len(scene.now.acts - after.acts):
        found.append(f"{merged.broken} acts called broken, {len(scene.now.acts - after.acts)} are")
    missing = object()
    changed = {cell for cell, value in scene.now.cells.items() if after.cells.get(cell, missing) != value}
    stated = {(change.record, change.field) for change in merged.lost if not change.later}
    # A record none of whose changes are left is not there: the fields nobody ever set are no loss.
    gone = {record for record, _ in scene.now.cells} - {record for record, _ in after.cells}
    never_set = {cell for cell in changed if cell[0] in gone and scene.now.cells[cell] in _DEFAULTS}
    if stated - changed:
        found.append(f"called lost and there: {sorted(stated - changed, key=str)}")
    if changed - stated - never_set:
        found.append(f"lost and not said: {sorted(changed - stated - never_set)}")
    lost_drafts = set(scene.now.drafts) - set(after.drafts)
    if lost_drafts != set(merged.lost_drafts):
        found.append(f"drafts {lost_drafts} are lost, {merged.lost_drafts} was said")
    other_drafts = {cell for cell, text in after.drafts.items() if scene.now.drafts.get(cell) != text}
    if not other_drafts <= set(merged.older_drafts):
        found.append(f"drafts {other_drafts} are older, {merged.older_drafts} was said")
    return found


@dataclass
class Tally:
    """Of all pages damaged: not noticed, untrue, not even the schema readable, and how much was lost."""

    tried: int = 0
    unnoticed: int = 0
    shut: int = 0
    with_loss: int = 0
    broken: int = 0
    values: int = 0

    def after(self, scene: Scene, folder: Path, page: int) -> list[str]:
        home = damaged(scene, folder, page)
        self.tried += 1
        self.unnoticed += not noticed(home, page)
        salvaged = salvage(home, OLD, now_ms=now)
        with open_store(home, OLD, now_ms=now) as store:
            found = untrue(scene, salvaged, Truth.of(store))
            found += [finding.sentence for finding in store.check().findings]
            found += ["it is not open for writing"] if store.read_only else []
        if salvaged.merged is None:
            self.shut += 1
        elif salvaged.merged.broken or salvaged.merged.lost_drafts:
            self.with_loss += 1
            self.broken += salvaged.merged.broken
            self.values += sum(not change.later for change in salvaged.merged.lost)
        shutil.rmtree(home)
        return [f"page {page}: {each}" for each in found]


def pages_of(scene: Scene) -> int:
    return StoreFiles(scene.home).store.stat().st_size // PAGE


def test_every_so_many_pages_damaged_in_turn(scene: Scene, quick_folder: Path) -> None:
    tally = Tally()
    found = [each for page in range(0, pages_of(scene), 9) for each in tally.after(scene, quick_folder, page)]
    assert found == []
    assert tally.unnoticed == 0
    assert tally.with_loss > 0


@pytest.mark.benchmark
def test_every_page_damaged_in_turn(scene: Scene, quick_folder: Path) -> None:
    tally = Tally()
    found = [each for page in range(pages_of(scene)) for each in tally.after(scene, quick_folder, page)]
    print(f"\n{tally}\n" + "\n".join(found))  # noqa: T201
    assert found == []
    assert tally.unnoticed == 0


def test_several_pages_at_once(scene: Scene, quick_folder: Path) -> None:
    home = Path(shutil.copytree(scene.home, quick_folder / "home"))
    chance = random.Random(5)
    content = bytearray(StoreFiles(home).store.read_bytes())
    for page in chance.sample(range(80, pages_of(scene)), 12):
        content[page * PAGE : page * PAGE + 512] = bytes(512)
    StoreFiles(home).store.write_bytes(content)
    salvaged = salvage(home, OLD, now_ms=now)
    with open_store(home, OLD, now_ms=now) as store:
        after = Truth.of(store)
        assert store.check().findings == ()
    assert scene.backup.acts <= after.acts
    assert salvaged.merged is not None
    if salvaged.merged.complete:
        assert untrue(scene, salvaged, after) == []
    else:
        assert "More may be lost: the end of the log could not be found." in salvaged.sentences


def test_a_sound_store_loses_nothing(scene: Scene, quick_folder: Path) -> None:
    home = Path(shutil.copytree(scene.home, quick_folder / "home"))
    salvaged = salvage(home, OLD, now_ms=now)
    assert "Nothing is lost." in salvaged.sentences
    with open_store(home, OLD, now_ms=now) as store:
        assert Truth.of(store) == scene.now
        assert store.check(log=True).findings == ()


def test_without_a_backup_and_by_the_sheet_alone(scene: Scene, quick_folder: Path) -> None:
    with open_store(scene.home, OLD, now_ms=now, read_only=True) as store:
        sheet = store.recovery_sheet().text
    home = damaged(scene, quick_folder, pages_of(scene) - 3)
    shutil.rmtree(home / "backups")
    salvaged = salvage_with_sheet(home, sheet, now_ms=now)
    assert salvaged.backup is None
    assert salvaged.sentences[0].startswith("No backup is fit")
    with open_store(home, OLD, now_ms=now) as store:
        after = Truth.of(store)
        assert store.check().findings == ()
    assert untrue(scene, salvaged, after) == []


def test_a_spoilt_backup_is_passed_over(scene: Scene, quick_folder: Path) -> None:
    home = damaged(scene, quick_folder, pages_of(scene) - 3)
    (backup,) = (home / "backups").glob("*.leaptui")
    backup.write_bytes(backup.read_bytes()[:-PAGE])
    assert salvage(home, OLD, now_ms=now).backup is None


def test_what_was_lost_is_said_and_the_damaged_file_is_kept(scene: Scene, quick_folder: Path) -> None:
    home = damaged(scene, quick_folder, 0)
    content = StoreFiles(home).store.read_bytes()
    salvaged = salvage(home, OLD, now_ms=now)
    assert salvaged.kept is not None
    assert salvaged.kept.read_bytes() == content
    assert any("What was done after 2025-06-15" in sentence for sentence in salvaged.sentences)
    assert all("\n" not in sentence for sentence in salvaged.sentences)
    assert not list(home.glob("*.part*"))


def test_a_wrong_passphrase_changes_nothing(scene: Scene, quick_folder: Path) -> None:
    home = damaged(scene, quick_folder, 90)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    with pytest.raises(WrongKey):
        salvage(home, NEW, now_ms=now)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_a_damaged_store_takes_no_changes_and_can_be_read(scene: Scene, quick_folder: Path) -> None:
    home = damaged(scene, quick_folder, pages_of(scene) - 3)
    with open_store(home, OLD, now_ms=now) as store:
        assert "leaptui backup salvage" in store.notice
        assert store.get(Engagement, "city-0") is not None
        with pytest.raises(StoreUnavailable, match="reading only"):
            store.put_draft("i1", "note", "text")
        assert any("damaged" in finding.sentence for finding in store.check().findings)


def test_a_damaged_salt_does_no_harm_and_is_said(scene: Scene, quick_folder: Path) -> None:
    home = damaged(scene, quick_folder, 0, at=3)
    with open_store(home, OLD, now_ms=now) as store:
        result = store.check()
        assert result.sound
        assert any("first 16 bytes" in finding.sentence for finding in result.findings)
        store.put_draft("i1", "note", "the next change")
        assert store.check().findings == ()


def test_a_large_store_is_proved_on_another_thread(
    scene: Scene, quick_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaptui.store.opening.PROVED_AT_OPENING", PAGE)
    page = pages_of(scene) - 3
    home = damaged(scene, quick_folder, page)
    with open_store(home, OLD, now_ms=now) as store:
        assert not store.proved
        assert not store.read_only
        proof: Callable[[], str] = store.page_proof()
        why = proof()
        assert why.startswith(f"Page {page + 1} ")
        store.stop_writing(why)
        assert store.notice == why
        with pytest.raises(StoreUnavailable, match="reading only"):
            store.put_draft("i1", "note", "text")
