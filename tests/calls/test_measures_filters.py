"""Filters, dated types and switched rules, against the same rows picked by pandas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.calls.measures import Calls, open_calls
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import SetAside, Tier
from leaptui.domain.ledger_rules import USUALLY_ON, bit
from leaptui.domain.measured import BaseName, Period, RuleSet
from tests.calls.made_calls import READINGS, TIERS, WORDS, export, of_base, parquet


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return export(3_000, seed=23)


@pytest.fixture(scope="module")
def calls(frame: pd.DataFrame) -> Iterator[Calls]:
    opened = open_calls([parquet(frame.iloc[:1_200]), parquet(frame.iloc[1_200:])])
    yield opened
    opened.close()


def left_by(frame: pd.DataFrame, only: CallFilter) -> pd.DataFrame:
    """The filter, told anew."""
    rows = frame
    if only.period:
        rows = rows[rows["received"].dt.strftime("%Y-%m-%d").between(only.period.first, only.period.last)]
    for column, names in (
        ("district", only.districts),
        ("type", only.types),
        ("priority", only.priorities),
        ("source", only.sources),
    ):
        if names:
            rows = rows[rows[column].fillna("").isin(names)]
    unread = (Tier.UNMAPPED, False, "")
    taken = rows["type"].map(lambda name: TIERS.get(name, unread))
    keep = pd.Series(True, index=rows.index)
    if only.tiers:
        keep &= taken.map(lambda each: each[0] in only.tiers).astype(bool)
    if only.groups:
        keep &= taken.map(lambda each: (each[2] or "not mapped") in only.groups).astype(bool)
    if only.rules:
        tiers = {
            RuleSet.NARROW: [Tier.COMMUNITY_RESPONDER],
            RuleSet.EXPECTED: [Tier.COMMUNITY_RESPONDER],
            RuleSet.BROAD: [Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE],
        }[only.rules]
        keep &= taken.map(
            lambda each: each[0] in tiers and (only.rules is not RuleSet.NARROW or each[1])
        ).astype(bool)
    return rows[keep]


def some(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=3, unique=True).map(tuple)


FILTERS = st.builds(
    CallFilter,
    period=st.sampled_from([None, Period("2024-12-05", "2025-01-31"), Period("2025-02-10", "2025-02-10")]),
    districts=some(*WORDS["district"], "", "nowhere"),
    tiers=st.lists(st.sampled_from(list(Tier)), max_size=3, unique=True).map(tuple),
    groups=some("Trespass", "Dispute", "Parking", "not mapped"),
    types=some(*TIERS, "", "' OR true --"),
    priorities=some("1", "2", "3", ""),
    sources=some("911", "telephone", ""),
    rules=st.sampled_from([None, *RuleSet]),
)


@settings(max_examples=15, deadline=None)
@given(only=FILTERS, base=st.sampled_from(list(BaseName)))
def test_a_filter_leaves_what_pandas_leaves(
    frame: pd.DataFrame, calls: Calls, only: CallFilter, base: BaseName
) -> None:
    rows = left_by(of_base(frame, base), only)
    found = calls.summary(READINGS, base, only)
    assert found.base.calls == len(rows)
    assert {line.type: line.calls for line in found.by_type} == rows["type"].fillna(
        ""
    ).value_counts().to_dict()
    # Whatever is filtered, the parts sum to the base.
    assert sum(map(sum, found.by_weekday_hour)) + found.without_hour == len(rows)
    assert sum(line.calls for line in found.by_tier) == len(rows)
    assert sum(count for _, count in found.by_month) == len(rows)


def test_naming_everything_leaves_nothing_out(calls: Calls) -> None:
    everything = CallFilter(
        period=Period("2000-01-01", "2100-01-01"),
        districts=("", *WORDS["district"]),
        tiers=tuple(Tier),
        groups=("not mapped", *(group for _, _, group in TIERS.values())),
        types=("", "WHAT IS THIS", *TIERS),
        priorities=("", *WORDS["priority"]),
        sources=("", *WORDS["source"]),
    )
    assert calls.summary(READINGS, only=everything) == calls.summary(READINGS)


def test_days_outside_the_file_are_no_days_without_calls(calls: Calls) -> None:
    known = calls.period()
    assert known is not None
    found = calls.summary(READINGS, only=CallFilter(period=Period("2024-01-01", "2025-01-10")))
    assert found.base.period == Period(known.first, "2025-01-10")
    assert calls.summary(READINGS, only=CallFilter(period=Period("2019-01-01", "2019-01-31"))).base.calls == 0


def test_a_code_that_changed_its_meaning_counts_by_the_day(frame: pd.DataFrame, calls: Calls) -> None:
    (loitering,) = (reading for reading in READINGS if reading.type == "LOITERING")
    dated = [
        *(reading for reading in READINGS if reading.type != "LOITERING"),
        replace(loitering, effective_from="2025-01-15", group="Later"),
        replace(loitering, effective_to="2025-01-14", tier=Tier.POLICE),
    ]
    used = of_base(frame, BaseName.COMMUNITY_INITIATED)
    before = used["received"] < "2025-01-15"
    is_loitering = used["type"] == "LOITERING"
    found = calls.summary(dated)
    assert {(line.type, line.tier): line.calls for line in found.by_type if line.type == "LOITERING"} == {
        ("LOITERING", Tier.POLICE): (is_loitering & before).sum(),
        ("LOITERING", Tier.COMMUNITY_RESPONDER): (is_loitering & ~before).sum(),
    }
    assert (
        found.eligible[RuleSet.EXPECTED]
        == (used["type"] == "TRESPASS").sum() + (is_loitering & ~before).sum()
    )
    for only, expected in (
        (CallFilter(tiers=(Tier.POLICE,)), (used["type"] == "ROBBERY") | (is_loitering & before)),
        (CallFilter(groups=("Later",)), is_loitering & ~before),
        (CallFilter(rules=RuleSet.EXPECTED), (used["type"] == "TRESPASS") | (is_loitering & ~before)),
    ):
        assert calls.summary(dated, only=only).base.calls == expected.sum()


def test_switched_rules_change_what_is_counted() -> None:
    frame = export(600, seed=5).drop(columns="set_aside")
    duplicate, alarm = bit(SetAside.DUPLICATES), bit(SetAside.ALARMS)
    frame["reasons"] = [duplicate, alarm, duplicate | alarm, 0, bit(SetAside.TESTS)] * 120
    frame["set_aside"] = None  # decided by the reasons alone, where a dataset has them
    part = parquet(frame)
    for on, used in (
        (USUALLY_ON, 240),
        (USUALLY_ON - {SetAside.DUPLICATES}, 480),
        (USUALLY_ON | {SetAside.ALARMS}, 120),
    ):
        opened = open_calls([part], on)
        assert opened.summary(READINGS).base.calls == used
        opened.close()


def test_a_dataset_without_words_is_counted_without_them() -> None:
    frame = export(50, seed=1).drop(columns=[*WORDS, "units", "unit_minutes"])
    opened = open_calls([parquet(frame)])
    assert opened.district_counts() == []
    used = int(frame["set_aside"].isna().sum())
    assert opened.summary(READINGS, only=CallFilter(districts=("",))).base.calls == used
    assert opened.summary(READINGS, only=CallFilter(districts=("Mill",))).base.calls == 0
    opened.close()
