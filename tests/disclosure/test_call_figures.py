"""Tables of calls that share totals give none of their withheld cells away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_cells import hidden_cells
from leaptui.disclosure.call_figures import ClearedCalls, clear_calls, weekday_counts
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected
from leaptui.domain.calls import CallsSummary, Tier, TierLine, TimeMeasure, TypeLine
from leaptui.domain.errors import Withheld
from leaptui.domain.measured import Base, BaseName, Period, RuleSet

PERIOD = Period("2025-01-01", "2025-12-31")


def summary_of(types: list[tuple[str, int, Tier]], *, narrow: int = 0, hour: int = 17) -> CallsSummary:
    total = sum(calls for _, calls, _ in types)
    share = 1 / total if total else 0.0
    tiers = {tier: sum(calls for _, calls, of in types if of is tier) for tier in Tier}
    grid = [[0] * 24 for _ in range(7)]
    grid[4][hour] = total
    expected = tiers[Tier.COMMUNITY_RESPONDER]
    return CallsSummary(
        base=Base(BaseName.COMMUNITY_INITIATED, total, PERIOD),
        by_weekday_hour=tuple(map(tuple, grid)),
        weekdays_in_period=(52, 52, 53, 52, 52, 52, 52),
        without_hour=0,
        by_month=tuple((f"2025-{month:02}", total if month == 3 else 0) for month in range(1, 13)),
        by_type=tuple(TypeLine(name, calls, calls * share, tier) for name, calls, tier in types),
        by_tier=tuple(TierLine(tier, calls, calls * share) for tier, calls in tiers.items()),
        eligible={
            RuleSet.NARROW: min(narrow, expected),
            RuleSet.EXPECTED: expected,
            RuleSet.BROAD: expected + tiers[Tier.CO_RESPONSE],
        },
        times={"on_scene": TimeMeasure(3, 20.0, 24.0, 60.0)},
        not_available=("travel time",),
        type_coverage=1 - tiers[Tier.UNMAPPED] * share,
    )


def cleared(summary: CallsSummary, audience: Audience = Audience.PUBLIC) -> ClearedCalls:
    return clear_calls(Gate(audience, Protected()), summary, "calls.csv")


TYPES = [
    ("WELFARE CHECK", 900, Tier.COMMUNITY_RESPONDER),
    ("NOISE", 600, Tier.COMMUNITY_RESPONDER),
    ("SUICIDAL SUBJECT", 3, Tier.CO_RESPONSE),
    ("ROBBERY", 400, Tier.POLICE),
    ("KIDNAPPING", 2, Tier.POLICE),
    ("ODD CODE", 40, Tier.UNMAPPED),
]


def test_a_small_tier_takes_a_second_one_with_it() -> None:
    calls = cleared(summary_of(TYPES, narrow=900))
    shown = {line.tier: line.line.count.value for line in calls.tiers}
    assert shown[Tier.CO_RESPONSE] is None
    assert shown[Tier.UNMAPPED] is None
    assert shown[Tier.POLICE] == 402
    assert calls.coverage.text == "withheld"


def test_the_eligible_lines_do_not_give_a_small_tier_away() -> None:
    narrow, expected, broad = cleared(summary_of(TYPES, narrow=900)).eligible
    assert (narrow.count.value, expected.count.value, broad.count.value) == (900, 1500, None)
    assert broad.share.text == "withheld"


def test_a_small_rest_of_a_tier_hides_its_narrow_part_and_not_the_tier() -> None:
    calls = cleared(
        summary_of([("NOISE", 42, Tier.COMMUNITY_RESPONDER), ("ROBBERY", 90, Tier.POLICE)], narrow=40)
    )
    assert [line.count.value for line in calls.eligible] == [None, 42, 42]


def test_the_broad_line_does_not_give_a_small_community_responder_tier_away() -> None:
    calls = cleared(
        summary_of(
            [
                ("NOISE", 3, Tier.COMMUNITY_RESPONDER),
                ("SUICIDAL SUBJECT", 900, Tier.CO_RESPONSE),
                ("ROBBERY", 400, Tier.POLICE),
            ]
        )
    )
    assert [line.count.value for line in calls.eligible] == [None, None, None]


COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 300))


@settings(max_examples=300, deadline=None)
@given(st.lists(COUNTS, min_size=7, max_size=7), COUNTS)
def test_no_sum_of_what_is_printed_gives_a_small_count(tiers: list[int], rest: int) -> None:
    """Linear algebra over what the base is made of: a small count must not be a sum of printed ones."""
    narrow, *others = tiers
    of_tier = dict(zip(Tier, [narrow + rest, *others], strict=True))
    types = [(tier.name, count, tier) for tier, count in of_tier.items()]
    summary = summary_of(types, narrow=narrow)
    if summary.base.calls < 5:
        return
    calls = cleared(summary)
    # The parts: narrow, what expected adds to it, then each other tier.
    parts = np.eye(8)
    vectors = {tier: parts[place + 1] for place, tier in enumerate(Tier)}
    vectors[Tier.COMMUNITY_RESPONDER] = parts[0] + parts[1]
    expected = parts[0] + parts[1]
    eligible = dict(zip(RuleSet, (parts[0], expected, expected + vectors[Tier.CO_RESPONSE]), strict=True))
    linked = hidden_cells(summary, 5)
    printed = [parts.sum(axis=0)]
    printed += [vectors[line.tier] for line in calls.tiers if line.line.count.value is not None]
    printed += [vectors[tier] for tier in Tier if not linked.hides(f"tier.{tier}")]
    printed += [
        vector for vector, line in zip(eligible.values(), calls.eligible, strict=True) if line.count.value
    ]
    printed += [vector for rules, vector in eligible.items() if not linked.hides(f"eligible.{rules}")]
    known = np.linalg.matrix_rank(np.array(printed))
    amounts = np.array([narrow, rest, *others])
    for vector in [*parts, *vectors.values(), *eligible.values(), parts.sum(axis=0) - expected]:
        if 0 < vector @ amounts < 5:
            assert np.linalg.matrix_rank(np.array([*printed, vector])) > known


def test_a_small_type_is_folded_with_the_smallest_of_its_tier() -> None:
    calls = cleared(summary_of(TYPES))
    assert [line.label.text for line, _ in calls.types.lines] == ["WELFARE CHECK", "NOISE"]
    assert calls.types.others is not None
    assert calls.types.others.label.text == "All other types (4)"
    assert calls.types.others.count.value == 445


def test_internal_use_withholds_nothing() -> None:
    calls = cleared(summary_of(TYPES), Audience.INTERNAL)
    assert {line.line.count.value for line in calls.tiers} == {1500, 3, 402, 0, 40}
    assert len(calls.types.lines) == 6


def test_means_are_divided_by_the_weekdays_there_were() -> None:
    calls = cleared(summary_of(TYPES))
    assert calls.parts_of_day[4][5].text == f"{1945 / (52 * 3):.1f}"
    assert calls.parts_of_day[0][0].text == "0.0"
    assert calls.grid.peak == (4, 17)
    assert weekday_counts(calls.weekdays) == "52 or 53 of each weekday"


def test_durations_of_too_few_calls_are_withheld() -> None:
    (line,) = cleared(summary_of(TYPES)).times
    assert (line.calls.value, line.median.text) == (None, "withheld")


def test_a_base_that_is_itself_a_small_cell_is_refused() -> None:
    with pytest.raises(Withheld, match="fewer than 5"):
        cleared(summary_of([("NOISE", 4, Tier.POLICE)]))


def test_an_export_without_a_call_can_still_be_shown() -> None:
    calls = cleared(summary_of([]))
    assert calls.base.text.startswith("0 community-initiated")
    assert calls.types.others is None


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(st.integers(0, 8), st.integers(0, 300)), st.sampled_from(Tier)), max_size=14
    ),
    st.integers(0, 400),
)
def test_no_table_gives_away_what_another_withholds(drawn: list[tuple[int, Tier]], narrow: int) -> None:
    types = [(f"TYPE {place}", calls, tier) for place, (calls, tier) in enumerate(drawn)]
    summary = summary_of(types, narrow=narrow)
    if 0 < summary.base.calls < 5:
        return
    calls = cleared(summary)
    tier_counts = {line.tier: line.line.count.value for line in calls.tiers}
    values = [value for value in tier_counts.values() if value is not None]
    values += [line.count.value for line, _ in calls.types.lines if line.count.value is not None]
    values += [value for _, count in calls.months if (value := count.value) is not None]
    shown_by_label = {line.label.text: line.count.value for line, _ in calls.types.lines}
    for tier, total in tier_counts.items():
        of_tier = [name for name, _, of in types if of is tier and name in shown_by_label]
        if total is None:
            assert not of_tier
        else:
            values.append(total - sum(shown_by_label[name] or 0 for name in of_tier))
    narrow_line, expected, broad = (line.count.value for line in calls.eligible)
    if broad is not None and expected is not None:
        values.append(broad - expected)
        assert tier_counts[Tier.CO_RESPONSE] is not None
    if narrow_line is not None:
        values.append(narrow_line)
    if narrow_line is not None and expected is not None:
        values.append(expected - narrow_line)
    assert not [value for value in values if 0 < value < 5]
    assert (tier_counts[Tier.COMMUNITY_RESPONDER] is None) <= (expected is None)
