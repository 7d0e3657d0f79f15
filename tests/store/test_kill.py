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

from leaptui.domain.records import Engagement, Interview
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
