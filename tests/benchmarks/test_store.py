"""What the store costs, and that a thousand kills lose nothing.

Run by hand: `pytest -m benchmark -s tests/benchmarks/test_store.py`. Everything is measured against
a named baseline in the same run, in turn with it; of a search each query's best of three counts.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest

from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.store.connection import Connection, connect
from leaptui.store.creation import create_store
from leaptui.store.files import StoreFiles, private_file
from leaptui.store.keys import new_key, read_keys, unwrap
from leaptui.store.opening import open_store, open_with_sheet
from leaptui.store.search import query_for
from leaptui.store.store import Store
from tests.store.days_work import CHEAP, OLD

pytestmark = pytest.mark.benchmark
CITY = Engagement(id="city", slug="harbor-falls-oh", name="Harbor Falls, OH")
PASSAGES, QUERIES, CHANGES, KILLS = 100_000, 300, 100_000, 1_000
_BARE = "SELECT rowid FROM passage_fts WHERE passage_fts MATCH ? ORDER BY rank LIMIT 50"
_WITH_SNIPPETS = _BARE.replace("rowid", "snippet(passage_fts, 0, '', '', '…', 16)", 1)


def wall() -> int:
    return time.time_ns() // 1_000_000


def milliseconds(action: Callable[..., object], *arguments: object) -> float:
    begun = time.perf_counter()
    action(*arguments)
    return (time.perf_counter() - begun) * 1000


def spread(times: list[float]) -> str:
    ordered = sorted(times)
    return f"p50 {ordered[len(ordered) // 2]:7.2f} ms   p95 {ordered[len(ordered) * 95 // 100]:7.2f} ms"


def say(what: str, figure: str) -> None:
    print(f"{what:<44} {figure}")


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    """A store's folder with one city, and its recovery sheet."""
    store, sheet = create_store(tmp_path / "home", OLD, now_ms=wall)
    store.apply("add engagement", [CITY], stream="city")
    store.close()
    return tmp_path / "home", sheet.text


def against(
    baseline: str, bare: Callable[[int], object], what: str, ours: Callable[[int], object], times: int
) -> None:
    """Do both in turn so many times; print each, and how they relate."""
    spent: tuple[list[float], list[float]] = ([], [])
    for number in range(times):
        spent[0].append(milliseconds(bare, number))
        spent[1].append(milliseconds(ours, number))
    say(baseline, spread(spent[0]))
    say(what, spread(spent[1]))
    say_ratio(*spent)


def say_ratio(bare: list[float], ours: list[float]) -> None:
    ratios = [sorted(ours)[rank] / sorted(bare)[rank] for rank in (len(bare) // 2, len(bare) * 95 // 100)]
    say("ratio", f"p50 {ratios[0]:.2f}   p95 {ratios[1]:.2f}")


@pytest.fixture
def bare_table(tmp_path: Path) -> Iterator[Connection]:
    """One table in an SQLCipher file of its own, opened and flushed as the store is."""
    private_file(tmp_path / "bare.leaptui")
    connection = connect(tmp_path / "bare.leaptui", new_key())
    connection.execute("CREATE TABLE kept(name TEXT PRIMARY KEY, text TEXT)")
    yield connection
    connection.close()


def test_saving(made: tuple[Path, str], bare_table: Connection) -> None:
    home, _ = made
    upsert = "INSERT INTO kept VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET text=excluded.text"
    print()
    with open_store(home, OLD, now_ms=wall) as store:
        interview = Interview(id="i", engagement="city", number=1)
        store.apply("add interview", [interview], stream="city")

        def act(number: int) -> None:
            store.apply("edit interview", [replace(interview, title=f"t{number}")], stream="city")

        def row(number: int) -> None:
            bare_table.execute(upsert, ("i", f"t{number}"))

        against("one row into a bare SQLCipher table", row, "an act of one change", act, 300)
        for size in (20_000, 200_000):
            text = " ".join(f"{n * 7919 % 100_003}" for n in range(size // 6))

            def bare_text(number: int, text: str = text) -> None:
                bare_table.execute(upsert, ("text", f"{text} {number}"))

            def draft(number: int, text: str = text) -> None:
                store.put_draft("i", "note", f"{text} {number}")

            kilobytes = size // 1000
            against(
                f"{kilobytes} kB into a bare SQLCipher table",
                bare_text,
                f"a draft of {kilobytes} kB",
                draft,
                100,
            )


def test_opening(made: tuple[Path, str]) -> None:
    home, sheet = made
    files = StoreFiles(home)
    wrapped = read_keys(files.keys)
    key = unwrap(wrapped, OLD)
    print()
    against(
        "a bare SQLCipher connection that reads a row",
        lambda _: connect(files.store, key, read_only=True).close(),
        "open and close with the recovery sheet's key",
        lambda _: open_with_sheet(home, sheet, now_ms=wall).close(),
        50,
    )
    against(
        "the passphrase stretched (scrypt, 64 MiB)",
        lambda _: unwrap(wrapped, OLD),
        "open and close with the passphrase",
        lambda _: open_store(home, OLD, now_ms=wall).close(),
        10,
    )


def test_rebuilding(made: tuple[Path, str], bare_table: Connection) -> None:
    home, _ = made
    with open_store(home, OLD, now_ms=wall) as store:
        store.apply("add", [Interview(id="i", engagement="city", number=1)], stream="city")
        for start in range(0, CHANGES // 4, 2500):
            excerpts = [
                Excerpt(
                    id=f"x{n}", engagement="city", text=f"passage {n}", interview="i", start=n, themes=("a",)
                )
                for n in range(start, start + 2500)
            ]
            store.apply("add", excerpts, stream="city")
        changes = store._connection.execute("SELECT * FROM change").fetchall()

        def bare() -> None:
            columns = ", ".join("?" for _ in changes[0])
            bare_table.execute("BEGIN")
            bare_table.execute("CREATE TABLE change(n INTEGER PRIMARY KEY, b, c, d, e, f, g, h, i, j)")
            bare_table.executemany(f"INSERT INTO change VALUES({columns})", changes)
            bare_table.execute("COMMIT")

        copied, rebuilt = milliseconds(bare), milliseconds(store.rebuild)
        print()
        say(f"{len(changes):,} changes into a bare SQLCipher table", f"{copied / 1000:5.1f} s")
        say("rebuilt: heads, tables and search index", f"{rebuilt / 1000:5.1f} s")
        say("ratio", f"{rebuilt / copied:.1f}")
        assert store.check().findings == ()


def fill(store: Store, chance: random.Random) -> list[str]:
    """A hundred thousand passages put straight into the tables, and queries as people type them."""
    words = ["".join(chance.choices("bcdfghlmnprstaeiou", k=chance.randrange(3, 9))) for _ in range(20_000)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))

    def some(number: int) -> list[str]:
        return chance.choices(words, cum_weights=weights, k=number)

    passages = [(n + 2, f"x{n}", " ".join(some(chance.randrange(20, 80)))) for n in range(PASSAGES)]
    connection = store._connection
    connection.set_authorizer(None)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO excerpt(n, id, engagement, text) VALUES(?,?,'city',?)", passages)
    connection.executemany(
        "INSERT INTO passage(n, kind, record, field, text) VALUES(?,'excerpt',?,'text',?)", passages
    )
    connection.execute("COMMIT")
    queries = [some(chance.choice((1, 1, 2, 2, 3))) for _ in range(QUERIES)]
    return [" ".join([*each[:-1], each[-1][: chance.randrange(3, 7)]]) for each in queries]


def best_of_three(action: Callable[..., object], *arguments: object) -> float:
    """What other programs do meanwhile is no cost of ours."""
    return min(milliseconds(action, *arguments) for _ in range(3))


def compare(store: Store, queries: list[str], baseline: str, statement: str) -> None:
    """Search, and the bare statement that the same words make, in turn; print both and how they relate."""
    bare: list[float] = []
    ours: list[float] = []

    def asked_bare(query: str) -> None:
        store._connection.execute(statement, (query_for(query),)).fetchall()

    for number, query in enumerate(queries):
        asks: list[Callable[[str], object]] = [asked_bare, store.search]
        for ask in asks if number % 2 else reversed(asks):
            (bare if ask is asked_bare else ours).append(best_of_three(ask, query))
    say(baseline, spread(bare))
    say("search, with titles and snippets", spread(ours))
    say_ratio(bare, ours)


def test_searching(made: tuple[Path, str]) -> None:
    home, _ = made
    with open_store(home, OLD, now_ms=wall) as store:
        queries = fill(store, random.Random(1))
        print()
        compare(store, queries, f"bare FTS5 query over {PASSAGES:,} passages", _BARE)


def test_searching_long_notes(made: tuple[Path, str]) -> None:
    home, _ = made
    chance = random.Random(2)
    words = ["".join(chance.choices("bcdfghlmnprstaeiou", k=chance.randrange(3, 9))) for _ in range(20_000)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    with open_store(home, OLD, now_ms=wall) as store:
        for first in range(0, 1000, 50):
            notes = (" ".join(chance.choices(words, cum_weights=weights, k=3500)) for _ in range(50))
            puts = [
                Interview(id=f"i{number}", engagement="city", number=number, note=note)
                for number, note in enumerate(notes, start=first)
            ]
            store.apply("add", puts, stream="city")
        print()
        queries = [words[chance.randrange(10, 2000)] for _ in range(QUERIES // 3)]
        compare(store, queries, "FTS5's own snippets of 1,000 long notes", _WITH_SNIPPETS)


TYPING = """
import sys, time
from pathlib import Path
from leaptui.store.opening import open_with_sheet
home, sheet, start = Path(sys.argv[1]), Path(sys.argv[2]).read_text(), int(sys.argv[3])
store = open_with_sheet(home, sheet, now_ms=lambda: time.time_ns() // 1_000_000)
kept = store.draft("i", "note")
text = kept.text if kept else ""
for word in range(start, start + 1_000_000):
    text += f" w{word}"
    store.put_draft("i", "note", text)
    print(word, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_thousand_kills(tmp_path: Path) -> None:
    """Killed at any moment, opening and rolling back included; each time the draft holds every word called saved."""
    home, paper = tmp_path / "home", tmp_path / "sheet.txt"
    store, sheet = create_store(home, OLD, now_ms=wall, strength=CHEAP)
    paper.write_text(sheet.text, "utf-8")
    store.apply("add engagement", [CITY], stream="city")
    store.apply("add", [Interview(id="i", engagement="city", number=1)], stream="city")
    store.close()
    chance = random.Random(7)
    saved, journals = -1, 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", TYPING, str(home), str(paper), str(saved + 1)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        if chance.random() < 0.9:
            process.stdout.readline()
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        told = [int(line) for line in process.stdout.read().split("\n")[:-1]]
        process.stdout.close()
        saved = max([saved, *told])
        journals += StoreFiles(home).journal.exists()
        with open_with_sheet(home, sheet.text, now_ms=wall) as store:
            assert store.check(log=True).findings == ()
            draft = store.draft("i", "note")
            words = draft.text.split() if draft else []
            assert words[: saved + 1] == [f"w{n}" for n in range(saved + 1)]
            saved = len(words) - 1
            if saved > 3000:  # begin again: a long text only makes each kill rarer in the midst of a write
                store.discard_draft("i", "note")
                saved = -1
    say(f"\n{KILLS:,} kills", f"nothing called saved was lost; {journals:,} in the midst of a write")
