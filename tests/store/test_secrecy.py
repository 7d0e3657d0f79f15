"""Nothing that was typed stands in the clear, and nothing is said on the terminal."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from leaptui.domain.records import Engagement, Interview
from leaptui.store.files import PLAIN_HEADER
from leaptui.store.keys import StoreKey
from leaptui.store.store import Store

CANARY = "zanzibarian-quokka"


def in_the_clear(*folders: Path) -> list[Path]:
    wanted = CANARY.encode()
    return [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and (wanted in (content := path.read_bytes()) or content.startswith(PLAIN_HEADER))
    ]


def test_no_word_stands_in_the_clear_in_any_file(
    store: Store, city: Engagement, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(scratch))
    note = f"{CANARY}\n" * 2000
    store.apply(
        "add", [Interview(id="i", engagement="city", number=1, note=note, title=CANARY)], stream="city"
    )
    store.put_draft("i", "note", f"{note} more")
    with store.new_dataset("ab" * 32) as writer:
        writer.add(note.encode())
        assert in_the_clear(home, scratch) == []
    assert store.search(CANARY)
    connection = store._connection
    connection.set_authorizer(None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE draft SET text=text || ?", (CANARY,))
    connection.execute("PRAGMA cache_spill=1")
    assert in_the_clear(home, scratch) == []  # the journal of a change under way too
    connection.execute("ROLLBACK")
    store.backup()
    assert in_the_clear(home, scratch) == []
    store.close()
    assert in_the_clear(home, scratch) == []


def test_the_key_is_in_no_file(store: Store, home: Path, key: StoreKey) -> None:
    store.backup()
    store.close()
    contents = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert len(contents) >= 7
    for form in (key.key, key.key.hex().encode(), key.key.hex().upper().encode()):
        assert not any(form in content for content in contents)


SILENT = """
    import sys
    from pathlib import Path
    from leaptui.domain.errors import LeapError
    from leaptui.store.connection import connect
    from leaptui.store.files import StoreFiles
    from leaptui.store.keys import StoreKey
    from leaptui.store.opening import open_store

    home = Path(sys.argv[1])
    for attempt in (
        lambda: open_store(home, "wrong", now_ms=lambda: 1),
        lambda: connect(StoreFiles(home).store, StoreKey(bytes(32), bytes(16))),
    ):
        try:
            attempt()
        except LeapError:
            pass
        else:
            sys.exit(1)
    path = StoreFiles(home).store
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    store = open_store(home, "harbor lights at low tide", now_ms=lambda: 1)
    sys.exit(0 if not store.check().sound else 1)
"""

LIGHT = """
    import sys
    from pathlib import Path
    import leaptui.store.opening

    heavy = {"sqlite_utils", "pandas", "numpy", "duckdb", "cryptography", "textual"}
    assert not heavy & set(sys.modules), heavy & set(sys.modules)
    store = leaptui.store.opening.open_store(Path(sys.argv[1]), "harbor lights at low tide", now_ms=lambda: 1)
    from leaptui.domain.records import Engagement
    store.all(Engagement)
    heavy.remove("cryptography")
    assert not heavy & set(sys.modules), heavy & set(sys.modules)
    store.close()
"""


@pytest.mark.parametrize("program", [SILENT, LIGHT], ids=["silent", "light"])
def test_in_a_process_of_its_own(home: Path, program: str) -> None:
    """SQLCipher says nothing on the terminal; opening a current store loads nothing heavy."""
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(home)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
