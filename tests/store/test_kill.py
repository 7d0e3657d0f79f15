"""The program is killed while somebody types: whatever it had called saved is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.domain.errors import StoreUnavailable
from leaptui.domain.records import Engagement, Interview
from leaptui.store.files import StoreFiles
from leaptui.store.opening import open_store
from leaptui.store.store import Store

KILLS = 10
TYPING = """
    import sys, time
    from dataclasses import replace
    from pathlib import Path
    from leaptui.domain.records import Interview
    from leaptui.store.opening import open_store

    home, start = Path(sys.argv[1]), int(sys.argv[2])
    store = open_store(home, "harbor lights at low tide", now_ms=lambda: time.time_ns() // 1_000_000)
    interview = store.get(Interview, "i")
    text = interview.note
    for word in range(start, start + 100_000):
        text += f" w{word}"
        if word % 7 == 6:
            interview = replace(interview, note=text)
            store.apply("write note", [interview], stream="city")
        else:
            store.put_draft("i", "note", text)
        print(word, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_nothing_called_saved_is_lost(reopen: Callable[..., Store], home: Path, city: Engagement) -> None:
    store = reopen()
    store.apply("add", [Interview(id="i", engagement="city", number=1, note="start")], stream="city")
    store.close()
    chance = random.Random(3)
    saved = -1
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(TYPING), str(home), str(saved + 1)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 40)):
            saved = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split("\n")
        process.stdout.close()
        process.wait()
        saved = max([saved, *(int(line) for line in rest[:-1])])
        store = reopen()
        assert store.check(log=True).findings == ()
        interview, draft = store.get(Interview, "i"), store.draft("i", "note")
        assert interview is not None
        text = draft.text if draft else interview.note
        words = text.split()
        assert words[1 : saved + 2] == [f"w{n}" for n in range(saved + 1)]
        saved = len(words) - 2  # a word may have been written and not yet been called so
        if draft:
            written = Interview(id="i", engagement="city", number=1, note=draft.text)
            store.apply("write note", [written], stream="city", seen=draft.seen)
        store.close()


def test_an_old_journal_is_rolled_back_at_opening(
    store: Store, city: Engagement, home: Path, tmp_path: Path
) -> None:
    """A crash between the first write and the commit: the file and its journal as the disk has them then."""
    connection = store._connection
    connection.set_authorizer(None)
    connection.execute("PRAGMA cache_size=5")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE engagement SET name=?, note=?", ("changed", "x" * 200_000))
    files = StoreFiles(home)
    assert files.journal.exists()
    crashed = StoreFiles(tmp_path / "crashed")
    crashed.home.mkdir()
    for source, target in (
        (files.store, crashed.store),
        (files.journal, crashed.journal),
        (files.keys, crashed.keys),
    ):
        target.write_bytes(source.read_bytes())
    connection.execute("ROLLBACK")
    with pytest.raises(StoreUnavailable, match="midst of a change"):
        open_store(crashed.home, "harbor lights at low tide", now_ms=lambda: 1, read_only=True)
    recovered = open_store(crashed.home, "harbor lights at low tide", now_ms=lambda: 1)
    found = recovered.get(Engagement, "city")
    assert found == city
    assert recovered.check(log=True).sound
    recovered.close()
