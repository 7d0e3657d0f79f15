"""The ledger balances or does not exist, whichever rules are on."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.calls.reasons import first_reason_sql, set_aside_sql
from leaptui.domain.calls import SetAside
from leaptui.domain.ledger_rules import (
    ALWAYS_ON,
    USUALLY_OFF,
    USUALLY_ON,
    bit,
    first_reason,
    ledger_by,
    rule_lines,
    rules_on,
    switched,
)

UNREADABLE, UNITS, DUPLICATES, ALARMS = map(
    bit, (SetAside.UNREADABLE, SetAside.UNITS, SetAside.DUPLICATES, SetAside.ALARMS)
)
VERDICTS = ((0, 10), (UNREADABLE, 3), (UNITS, 5), (DUPLICATES, 2), (ALARMS, 4), (DUPLICATES + ALARMS, 1))
REASONS = st.integers(0, 2 ** len(SetAside) - 1)
RULES = st.sets(st.sampled_from(SetAside)).map(lambda chosen: frozenset(chosen) | ALWAYS_ON)


def test_lines_stand_in_the_order_of_the_rules_and_empty_ones_are_left_out() -> None:
    ledger = ledger_by(25, VERDICTS, USUALLY_ON)
    assert [(line.reason.value, line.rows) for line in ledger.set_aside] == [
        ("unreadable", 3),
        ("units", 5),
        ("duplicates", 3),
    ]
    assert ledger.rows_used == 14
    assert ledger.rows_set_aside == 11


def test_a_rule_switched_on_takes_what_no_rule_before_it_took() -> None:
    ledger = ledger_by(25, VERDICTS, rules_on(["alarms"]))
    assert [(line.reason.value, line.rows) for line in ledger.set_aside][-2:] == [
        ("duplicates", 3),
        ("alarms", 4),
    ]
    ledger = ledger_by(25, VERDICTS, rules_on(["alarms", "duplicates"]))
    assert [(line.reason.value, line.rows) for line in ledger.set_aside][-1:] == [("alarms", 5)]
    assert ledger.rows_used == 12


def test_each_rule_says_what_was_there_before_it_and_what_is_left() -> None:
    lines = {line.reason: line for line in rule_lines(VERDICTS, rules_on(["duplicates"]))}
    counts = {
        reason.value: (line.before, line.takes, line.left) for reason, line in lines.items() if line.takes
    }
    assert counts == {
        "unreadable": (25, 3, 22),
        "units": (22, 5, 17),
        "duplicates": (17, 3, 17),
        "alarms": (17, 5, 17),
    }
    assert [reason for reason, line in lines.items() if not line.switchable] == [
        SetAside.UNREADABLE,
        SetAside.UNITS,
    ]


def test_the_four_that_somebody_called_about_are_usually_left_in_demand() -> None:
    assert {reason.value for reason in USUALLY_OFF} == {"cancelled", "alarms", "hang_ups", "follow_ups"}


def test_rows_that_do_not_add_up_are_an_error() -> None:
    with pytest.raises(ValueError, match="26 rows in, 25 accounted for"):
        ledger_by(26, VERDICTS, USUALLY_ON)


def test_unreadable_rows_and_units_cannot_be_used_by_choice() -> None:
    assert rules_on(["unreadable", "units"]) >= ALWAYS_ON


@given(st.dictionaries(REASONS, st.integers(0, 10**9)), RULES)
def test_every_choice_of_rules_makes_a_ledger_that_balances(
    verdicts: dict[int, int], on: frozenset[SetAside]
) -> None:
    rows_in = sum(verdicts.values())
    pairs = tuple(verdicts.items())
    ledger = ledger_by(rows_in, pairs, on)
    assert ledger.rows_used + ledger.rows_set_aside == rows_in
    lines = rule_lines(pairs, on)
    assert (lines[0].before, lines[-1].left) == (rows_in, ledger.rows_used)
    taken = {line.reason: line.takes for line in lines if line.on and line.takes}
    assert taken == {line.reason: line.rows for line in ledger.set_aside}


@given(RULES)
def test_rules_are_told_by_what_was_switched(on: frozenset[SetAside]) -> None:
    assert rules_on(switched(on)) == on


def test_the_database_finds_the_same_reason() -> None:
    on = rules_on(["alarms", "tests"])
    found = duckdb.execute(
        f"SELECT i, {first_reason_sql('i', on)} FROM range({2 ** len(SetAside)}) AS t(i)"
    ).fetchall()
    expected = [(reasons, first_reason(reasons, on)) for reasons in range(2 ** len(SetAside))]
    assert found == expected


def test_a_dataset_without_reasons_says_what_its_import_decided() -> None:
    assert set_aside_sql(["row", "set_aside"], rules_on(["alarms"])) == "set_aside"
    assert "reasons" in set_aside_sql(["row", "set_aside", "reasons"], USUALLY_ON)
