"""The check finds what was altered, cut off, or damaged, and names it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.errors import StoreDamaged
from leaptui.domain.records import Engagement, Interview
from leaptui.store.files import PAGE
from leaptui.store.opening import open_store
from leaptui.store.store import Store

Tamper = Callable[..., None]
Reopen = Callable[..., Store]
INTERVIEW = Interview(id="i", engagement="city", number=1, note="He waits. " * 100)


@pytest.fixture
def filled(store: Store, city: Engagement) -> Store:
    store.apply("add interview", [INTERVIEW], stream="city", reason="a reason")
    store.apply("rename", [replace(INTERVIEW, title="Rev. Reed")], stream="city")
    store.apply("add engagement", [Engagement(id="other", slug="other", name="Other")], stream="other")
    return store


def test_an_untouched_store_is_sound(filled: Store) -> None:
    result = filled.check(log=True)
    assert result.sound
    assert result.findings == ()


def test_progress_names_what_is_looked_at(filled: Store) -> None:
    looked_at: list[str] = []
    filled.check(log=True, progress=looked_at.append)
    assert looked_at == ["pages", "tables", "datasets", "acts", "chains", "tips"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE interview SET note='He lies.'",
        "UPDATE interview SET n=n+100",
        "DELETE FROM interview",
        "INSERT INTO engagement(id, slug, name) VALUES('ghost', 'ghost', 'Ghost')",
        "UPDATE passage SET text='something else' WHERE field='note'",
        "DELETE FROM head WHERE field='title'",
        "UPDATE head SET change=1 WHERE field='title'",
    ],
)
def test_a_table_changed_behind_the_doors_back_is_found_and_rebuilt(
    filled: Store, reopen: Reopen, tamper: Tamper, statement: str
) -> None:
    filled.close()
    tamper(statement)
    store = reopen()
    assert not store.check().sound
    store.rebuild()
    assert store.check(log=True).findings == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE act SET actor='Somebody' WHERE verb='add interview'",
        "UPDATE act SET at='2020-01-01T00:00:00.000Z' WHERE verb='add interview'",
        "UPDATE act SET reason='another' WHERE verb='add interview'",
        "UPDATE act SET hlc=hlc+1 WHERE verb='add interview'",
        "UPDATE act SET undoes=hash WHERE verb='add interview'",
        "UPDATE change SET value='They said so' WHERE field='engagement' AND record='i'",
        "UPDATE change SET value=x'00' WHERE packed=1",
        "UPDATE change SET salt=randomblob(16) WHERE record='i' AND field='note'",
        "UPDATE change SET digest=randomblob(32) WHERE record='i' AND field='note'",
        "UPDATE change SET bases=randomblob(32) WHERE record='i' AND field='note'",
        "UPDATE change SET field='title' WHERE record='i' AND field='number'",
        "DELETE FROM change WHERE record='i' AND field='number'",
    ],
)
def test_an_altered_act_is_named(filled: Store, reopen: Reopen, tamper: Tamper, statement: str) -> None:
    (name,) = filled._connection.execute("SELECT hex(hash) FROM act WHERE verb='add interview'").fetchone()
    filled.close()
    tamper(statement)
    result = reopen().check(log=True)
    assert not result.sound
    altered = [finding.sentence for finding in result.findings if "was altered" in finding.sentence]
    assert len(altered) == 1
    assert altered[0].startswith(f"Act {name[:12].lower()}")


def test_an_act_renamed_breaks_its_chain(filled: Store, reopen: Reopen, tamper: Tamper) -> None:
    filled.close()
    tamper("UPDATE act SET hash=randomblob(32) WHERE verb='add interview'")
    sentences = " ".join(finding.sentence for finding in reopen().check(log=True).findings)
    assert "What came before" in sentences
    assert "was altered" in sentences


def test_the_newest_act_cut_off_is_known_from_the_device_and_the_backup(
    filled: Store, reopen: Reopen, tamper: Tamper
) -> None:
    backup = filled.backup()
    filled.apply("rename", [replace(INTERVIEW, title="Pastor")], stream="city")
    filled.close()
    older = "(SELECT n FROM act WHERE stream='other')"
    tamper(f"DELETE FROM change WHERE act>={older}")
    tamper(f"DELETE FROM head WHERE change NOT IN (SELECT n FROM change) AND {older}")
    tamper(f"DELETE FROM act WHERE n>={older}")
    # A writer takes a new device name first, and the next one writes under it: the trace outlives both.
    for read_only in (True, False, False):
        store = reopen(read_only=read_only)
        sentences = [
            finding.sentence
            for finding in store.check(log=True).findings
            if "is not in the log" in finding.sentence
        ]
        assert any("device.json" in sentence for sentence in sentences)
        assert any(backup.name in sentence for sentence in sentences)
        if not read_only:
            store.rebuild()
            store.apply("add engagement", [Engagement(id="new", slug="new", name="New")], stream="new")


def test_what_a_moved_store_loses_before_it_writes_again_is_known(
    filled: Store, home: Path, reopen: Reopen, tamper: Tamper
) -> None:
    filled.close()
    (home / "device.json").unlink()
    reopen().close()
    tamper("DELETE FROM change WHERE act=(SELECT max(n) FROM act)")
    tamper("DELETE FROM act WHERE n=(SELECT max(n) FROM act)")
    sentences = [finding.sentence for finding in reopen().check(log=True).findings]
    assert any("known from device.json, is not in the log" in sentence for sentence in sentences)


def test_a_fork_is_named_and_does_no_harm(filled: Store, reopen: Reopen, tamper: Tamper) -> None:
    filled.close()
    tamper(
        "INSERT INTO act(hash, prev, device, stream, seq, hlc, at, actor, verb)"
        " SELECT randomblob(32), prev, device, stream, seq, hlc, at, actor, verb FROM act WHERE verb='rename'"
    )
    forks = [
        finding for finding in reopen().check(log=True).findings if "went on as device" in finding.sentence
    ]
    assert [(fork.harm, "are number 3 of Harbor Falls, OH" in fork.sentence) for fork in forks] == [
        (False, True)
    ]


def test_every_damaged_page_is_found(filled: Store, home: Path) -> None:
    filled.close()
    path = home / "store.leaptui"
    sound = path.read_bytes()
    missed = []
    for page in range(len(sound) // PAGE):
        spoilt = bytearray(sound)
        spoilt[page * PAGE + 16 + page * 37 % (PAGE - 16)] ^= 1 << page % 8
        path.write_bytes(spoilt)
        try:
            store = open_store(
                home, "harbor lights at low tide", now_ms=lambda: 1_750_000_000_000, read_only=True
            )
        except StoreDamaged:
            continue
        findings = store.check().findings
        store.close()
        if not any(re.search(rf"page {page + 1}\b", finding.sentence) for finding in findings):
            missed.append(page + 1)
    assert missed == []
