"""The ledger balances or does not exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.calls.ledger import make_ledger
from leaptui.domain.calls import SetAside

REASONS = [reason.value for reason in SetAside if reason is not SetAside.UNREADABLE]


def test_lines_stand_in_the_order_of_the_rules_and_empty_ones_are_left_out() -> None:
    ledger = make_ledger(20, 3, {None: 10, "duplicates": 2, "units": 5, "tests": 0})
    assert [(line.reason.value, line.rows) for line in ledger.set_aside] == [
        ("unreadable", 3),
        ("units", 5),
        ("duplicates", 2),
    ]
    assert ledger.rows_used == 10
    assert ledger.rows_set_aside == 10


def test_rows_that_do_not_add_up_are_an_error() -> None:
    with pytest.raises(ValueError, match="21 rows in, 20 accounted for"):
        make_ledger(21, 3, {None: 10, "duplicates": 7})


@given(
    st.integers(0, 10**9),
    st.dictionaries(st.sampled_from([None, *REASONS]), st.integers(0, 10**9)),
)
def test_any_counts_that_add_up_make_a_ledger(unreadable: int, judged: dict[str | None, int]) -> None:
    rows_in = unreadable + sum(judged.values())
    ledger = make_ledger(rows_in, unreadable, judged)
    assert ledger.rows_used + ledger.rows_set_aside == rows_in
