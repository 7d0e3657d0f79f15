"""Any bytes at all: a ledger that balances, or a sentence; never a traceback.

Ten minutes of examples nobody has tried: `python -m pytest -m benchmark tests/calls/test_fuzz.py -s`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from leaptui.calls.inspection import inspect
from leaptui.domain.calls import Imported
from leaptui.domain.errors import InputRefused
from tests.calls.make_hostile import GOOD, HOSTILE

Read = Callable[..., Imported]
TRIED = frozenset({HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large})
SUFFIXES = ("csv", "tsv", "txt", "xlsx", "xls", "ods", "gz", "zip")
CELLS = st.one_of(
    st.sampled_from(
        [
            "", "2024-01-01 10:00:00", "1/2/2024", "NOISE", "911", "A,B", '"', '"x"', "\r", "\n", "\0", ";", "\ufeff",
            "25:61", "1/0/1900", "1714560000", "45413.5", "2024-05-01T10:00:00Z", "10:30 PM", "Total", "\u2028",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
HEADS = st.sampled_from(
    ["Call Id,Received,Type", "Received,Type", "Date,Time,Nature", "a,b,c", "", "Call,,\nId,Received,Type"]
)
DIRT = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([b'"', b"\0", b"\r", b"\r\n", b"\n\n", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"\x1f\x8b", b",", b";", b"\t"]),
)  # fmt: skip
BASES = st.sampled_from(sorted(name for name, made in HOSTILE.items() if len(made.data) < 9000))


def holds(read: Read, path: Path) -> None:
    """Read a file: either is well, and what was inspected is what is imported."""
    with suppress(InputRefused):
        assert read(path).ledger.rows_in == inspect(path).rows


def check_text(read: Read, folder: Path, head: str, rows: list[list[str]], line_end: str) -> None:
    path = folder / "calls.csv"
    text = line_end.join([head, *(",".join(row) for row in rows)])
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    holds(read, path)


def check_bytes(read: Read, folder: Path, name: str, suffix: str, cuts: list[tuple[int, int, bytes]]) -> None:
    data = HOSTILE[name].data or GOOD
    for at, gone, dirt in cuts:
        where = at % (len(data) + 1)
        data = data[:where] + dirt + data[where + gone :]
    path = folder / f"calls.{suffix}"
    path.write_bytes(data)
    holds(read, path)


any_text = given(
    HEADS, st.lists(st.lists(CELLS, max_size=5), max_size=30), st.sampled_from(["\n", "\r\n", "\r"])
)
any_bytes = given(
    BASES,
    st.sampled_from(SUFFIXES),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 60), DIRT), max_size=4),
)


@settings(max_examples=15, suppress_health_check=TRIED)
@any_text
def test_any_text_gives_a_ledger_or_a_sentence(
    read: Read, tmp_path: Path, head: str, rows: list[list[str]], line_end: str
) -> None:
    check_text(read, tmp_path, head, rows, line_end)


@settings(max_examples=15, suppress_health_check=TRIED)
@any_bytes
def test_any_bytes_give_a_ledger_or_a_sentence(
    read: Read, tmp_path: Path, name: str, suffix: str, cuts: list[tuple[int, int, bytes]]
) -> None:
    check_bytes(read, tmp_path, name, suffix, cuts)


@pytest.mark.benchmark
def test_ten_minutes_of_any_bytes_and_any_text(
    read: Read, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    end = time.monotonic() + float(os.environ.get("LEAPTUI_FUZZ_SECONDS", "600"))
    rounds = settings(
        max_examples=100, suppress_health_check=TRIED, derandomize=False, database=None, deadline=None
    )
    tried = 0
    while time.monotonic() < end:
        number = time.time_ns()

        @seed(number)
        @rounds
        @any_text
        def texts(head: str, rows: list[list[str]], line_end: str) -> None:
            nonlocal tried
            tried += 1
            check_text(read, tmp_path, head, rows, line_end)

        @seed(number)
        @rounds
        @any_bytes
        def dirty(name: str, suffix: str, cuts: list[tuple[int, int, bytes]]) -> None:
            nonlocal tried
            tried += 1
            check_bytes(read, tmp_path, name, suffix, cuts)

        texts()
        dirty()
    with capsys.disabled():
        print(f"\n{tried:,} files, none of them a traceback")  # noqa: T201
