"""An older store is backed up and brought forward whole, or stays as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.domain.errors import StoreDamaged, StoreUnavailable
from leaptui.domain.records import Engagement, Interview
from leaptui.store.backup import backups
from leaptui.store.files import StoreFiles
from leaptui.store.salvage import salvage
from leaptui.store.schema import SCHEMA, projection
from leaptui.store.store import Store
from tests.store.days_work import now

PROJECTIONS = {
    1: "3f3092b70c61e5469268dca64188129b008fda30fb7a066708f42094318cd704",
    2: "00e29dca83c018194676eeb701c5c32867a88eca1153a271e301bdcb19993edf",
    3: "512baf232a9fd2f7da2e83336e75811f2b896b1aca07925055a1697ff612de42",
    4: "fc313cbe8721ef728e00469267239e041dcd27227785e787abde54579d15c6c7",
}
"""SHA-256 of each schema's derived tables. When the registry changes, SCHEMA goes up by one, a line is
added here, and `freeze_store.py` keeps a store of it; a line that has landed never changes."""

Reopen = Callable[..., Store]
Tamper = Callable[..., None]


@pytest.fixture
def older(store: Store, city: Engagement, tamper: Tamper) -> None:
    """A store of the schema before the first: the log is there, the tables are of another time."""
    store.apply("add", [Interview(id="i", engagement="city", number=1, note="He waits.")], stream="city")
    store.close()
    tamper("PRAGMA user_version=0")
    tamper("UPDATE interview SET note='what another release made of it'")


def test_the_tables_of_a_schema_never_change() -> None:
    shape = hashlib.sha256("\n".join(projection()).encode()).hexdigest()
    assert PROJECTIONS[SCHEMA] == shape


def test_an_older_store_is_backed_up_and_brought_forward(older: None, reopen: Reopen, home: Path) -> None:
    store = reopen()
    interview = store.get(Interview, "i")
    assert interview is not None
    assert interview.note == "He waits."
    assert [hit.id for hit in store.search("waits")] == ["i"]
    assert store._connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    assert store.check(log=True).findings == ()
    assert [backup.acts for backup in backups(StoreFiles(home))] == [2]


def test_reading_alone_does_not_bring_it_forward(older: None, reopen: Reopen, home: Path) -> None:
    before = (home / "store.leaptui").read_bytes()
    with pytest.raises(StoreUnavailable, match="older leaptui"):
        reopen(read_only=True)
    assert (home / "store.leaptui").read_bytes() == before


def test_what_cannot_be_brought_forward_stays_as_it_was(
    older: None, reopen: Reopen, tamper: Tamper, home: Path
) -> None:
    tamper("UPDATE change SET packed=1, value=x'00' WHERE record='i' AND field='note'")
    before = (home / "store.leaptui").read_bytes()
    for _ in range(2):
        with pytest.raises(StoreDamaged, match="cannot be read"):
            reopen()
    assert (home / "store.leaptui").read_bytes() == before
    assert len(backups(StoreFiles(home))) >= 1


def test_what_a_newer_leaptui_wrote_is_not_salvaged_by_this_one(
    older: None, tamper: Tamper, home: Path
) -> None:
    tamper(f"PRAGMA user_version={SCHEMA + 1}")
    before = (home / "store.leaptui").read_bytes()
    with pytest.raises(StoreUnavailable, match="newer leaptui"):
        salvage(home, "harbor lights at low tide", now_ms=now)
    assert (home / "store.leaptui").read_bytes() == before
    assert not list(home.glob("store.before-*"))
