"""Figures that cannot be wrong by construction."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.attribution import Attribution, strictest
from leaptui.domain.calls import Ledger, LedgerLine, SetAside
from leaptui.domain.identity import record_id
from leaptui.domain.measured import Base, BaseName, Measured, Period, RuleSet, Source, Unit

BASE = Base(BaseName.COMMUNITY_INITIATED, 41_022, Period("2025-01-01", "2025-12-31"))
SOURCE = Source("ab" * 32, "calls_2025.csv")


def test_a_share_prints_with_its_base() -> None:
    share = Measured.share("eligible", 7_220, BASE, SOURCE, RuleSet.EXPECTED)
    assert share.printed == "17.6%"
    assert share.base.sentence == "41,022 community-initiated incidents, 2025-01-01 to 2025-12-31"
    assert share.part == 7_220


def test_an_empty_base_gives_no_share() -> None:
    empty = Base(BaseName.INCIDENTS, 0, None)
    assert Measured.share("eligible", 0, empty, SOURCE).value == 0.0


@pytest.mark.parametrize(
    ("unit", "value", "printed"),
    [
        (Unit.CALLS, 7220.0, "7,220"),
        (Unit.MINUTES, 24.94, "24.9 min"),
        (Unit.CALLS_PER_DAY, 112.38, "112.4 calls per day"),
    ],
)
def test_units_are_printed(unit: Unit, value: float, printed: str) -> None:
    assert Measured(label="x", value=value, unit=unit, base=BASE, source=SOURCE).printed == printed


def test_a_ledger_that_does_not_balance_cannot_be_made() -> None:
    Ledger(10, 7, (LedgerLine(SetAside.UNITS, 3),))
    with pytest.raises(ValueError, match="9 accounted for"):
        Ledger(10, 7, (LedgerLine(SetAside.UNITS, 2),))


def test_the_strictest_attribution_wins() -> None:
    assert strictest(Attribution.ON_RECORD, Attribution.ROLE_ONLY) is Attribution.ROLE_ONLY
    assert strictest(Attribution.OFF_RECORD, Attribution.NONE) is Attribution.OFF_RECORD


def test_the_attribution_key_goes_round() -> None:
    level = Attribution.NONE
    seen = []
    for _ in Attribution:
        seen.append(level)
        level = level.next
    assert level is Attribution.NONE
    assert set(seen) == set(Attribution)


@given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=10))
def test_a_record_id_is_a_version_7_uuid_that_keeps_its_time(milliseconds: int, noise: bytes) -> None:
    made = uuid.UUID(record_id(milliseconds, noise))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == milliseconds


def test_record_ids_sort_by_their_time() -> None:
    assert record_id(1_000, b"\xff" * 10) < record_id(1_001, b"\x00" * 10)
