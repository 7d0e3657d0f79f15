"""Stores that earlier releases wrote open today and show what they showed then."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.errors import StoreDamaged
from leaptui.domain.kinds import KINDS
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Interview, Stakeholder
from leaptui.store.opening import open_store, open_with_sheet
from leaptui.store.salvage import salvage
from leaptui.store.schema import SCHEMA
from leaptui.store.store import Store

PASSPHRASE = "frozen harbor"
STORES = Path(__file__).resolve().parents[2] / "fixtures" / "stores"
FROZEN = sorted(path.name for path in STORES.glob("schema-*"))


def now() -> int:
    return 1_760_000_000_000


@pytest.fixture(params=FROZEN)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(STORES / request.param, tmp_path / "frozen"))


def subset(record: Record, said: dict[str, object]) -> dict[str, object]:
    """The fields of a record that were there when the store was frozen."""
    return {key: json.loads(json.dumps(getattr(record, key))) for key in said}


def test_there_is_one_of_every_schema_so_far() -> None:
    landed = [f"schema-{number}" for number in range(1, SCHEMA + 1)]
    assert landed == FROZEN


def test_it_shows_what_it_showed(frozen: Path) -> None:
    store = open_store(frozen, PASSPHRASE, now_ms=now)
    then = json.loads((frozen / "shown.json").read_text("utf-8"))
    assert then
    for record_type in KINDS:
        rows = then.get(record_type.kind, [])
        today = store.all(record_type, include_deleted=True)
        assert [subset(record, said) for record, said in zip(today, rows, strict=True)] == rows
    assert store.check(log=True).findings == ()
    store.close()


def test_its_history_drafts_words_and_calls_are_there(frozen: Path) -> None:
    store = open_store(frozen, PASSPHRASE, now_ms=now)
    assert [entry.verb for entry in store.history("s1") if entry.field == "name"] == [
        "add stakeholder",
        "rename",
        "undo",
    ]
    assert [draft.text for draft in store.drafts()] == ["typed and not yet written"]
    assert {hit.id for hit in store.search("forty minutes")} == {"i1", "x1"}
    (dataset,) = (frozen / "datasets").glob("*.leaptui")
    assert store.dataset_parts(dataset.stem) == [b"first part", b"second part"]
    store.close()


def test_it_can_be_written_on(frozen: Path) -> None:
    store: Store = open_store(frozen, PASSPHRASE, now_ms=now)
    interview = store.get(Interview, "i1")
    assert interview is not None
    act = store.apply("write note", [replace(interview, note="today")], stream="harbor-falls")
    assert act is not None
    store.undo(act)
    assert store.get(Interview, "i1") == interview
    assert store.count(Stakeholder) == 1
    assert store.check(log=True).findings == ()
    store.close()


def test_its_recovery_sheet_opens_it(frozen: Path) -> None:
    (frozen / "store.keys").unlink()
    (frozen / "store.keys.bak").unlink()
    store = open_with_sheet(frozen, (frozen / "sheet.txt").read_text("utf-8"), now_ms=now)
    assert store.check(log=True).sound
    store.close()


@pytest.mark.parametrize("backed_up", [True, False])
def test_damage_right_after_it_was_brought_forward_is_salvaged(frozen: Path, *, backed_up: bool) -> None:
    """The newest backup is then the one made before, in the schema of that time; or there is none."""
    with open_store(frozen, PASSPHRASE, now_ms=now) as store:
        store.apply(
            "add stakeholder",
            [Stakeholder(id="s9", engagement="harbor-falls", name="Priya Lindqvist")],
            stream="harbor-falls",
        )
    if not backed_up:
        shutil.rmtree(frozen / "backups", ignore_errors=True)
    kept = (frozen / "backups").exists()
    _spoil(frozen)
    assert (salvage(frozen, PASSPHRASE, now_ms=later).backup is not None) is kept
    with open_store(frozen, PASSPHRASE, now_ms=later) as store:
        assert store.count(Engagement) == 1 or not kept
        findings = store.check(log=True).findings
        assert [each.sentence for each in findings if each.harm] == []


def later() -> int:
    return now() + 1000


def test_an_older_one_that_is_damaged_is_not_read_by_tables_it_has_not(tmp_path: Path) -> None:
    frozen = Path(shutil.copytree(STORES / "schema-1", tmp_path / "frozen"))
    _spoil(frozen)
    with pytest.raises(StoreDamaged, match="leaptui backup salvage"):
        open_store(frozen, PASSPHRASE, now_ms=now)
    salvage(frozen, PASSPHRASE, now_ms=later)
    with open_store(frozen, PASSPHRASE, now_ms=later) as store:
        assert store.count(Engagement) == 1


def _spoil(home: Path) -> None:
    """Damage the last page, which holds a part of the log."""
    path = home / "store.leaptui"
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
