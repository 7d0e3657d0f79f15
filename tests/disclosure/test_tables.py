"""Tables for a spreadsheet hold text and counts, never a formula."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected
from leaptui.disclosure.tables import Cell, as_text, csv_table

SIGNS = "=+-@\t\r＝＋－＠"
GATE = Gate(Audience.PUBLIC, Protected([]))


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@given(st.text())
def test_no_text_begins_as_a_formula_and_none_is_changed_otherwise(text: str) -> None:
    told = as_text(text)
    assert not told.startswith(tuple(SIGNS))
    assert told.removeprefix(" ") == text.removeprefix(" ")


def test_rows_come_back_as_they_went_in() -> None:
    rows: list[list[Cell]] = [
        [GATE.label("=1+1", "a cell"), GATE.count(12)],
        [GATE.label('say "yes", then\ngo', "a cell"), None],
    ]
    file = csv_table("people.csv", ["what", "-how many"], rows)
    assert read(file.data) == [["what", " -how many"], [" =1+1", "12"], ['say "yes", then go', ""]]


def test_a_small_count_is_withheld_in_words() -> None:
    assert read(csv_table("a.csv", ["n"], [[GATE.count(3)]]).data) == [["n"], ["withheld"]]
