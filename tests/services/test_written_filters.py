"""A filter of calls comes back as it was written, whatever it names; what cannot be read is told."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import Tier
from leaptui.domain.measured import Period, RuleSet
from leaptui.services.calls.written_filters import read_filter, written_filter
from leaptui.services.staffing.frozen_calls import filter_read

_NAMES = st.lists(st.text(max_size=4), max_size=2).map(tuple)


@given(
    only=st.builds(
        CallFilter,
        period=st.none() | st.just(Period("2025-02-01", "2025-09-30")),
        districts=_NAMES,
        tiers=st.lists(st.sampled_from(Tier), max_size=2).map(tuple),
        groups=_NAMES,
        types=_NAMES,
        priorities=_NAMES,
        sources=_NAMES,
        rules=st.none() | st.sampled_from(RuleSet),
        hours=st.none() | st.tuples(st.integers(0, 23), st.integers(1, 24)),
    )
)
def test_every_part_of_a_filter_comes_back(only: CallFilter) -> None:
    assert read_filter(json.loads(json.dumps(written_filter(only)))) == only


def test_a_filter_that_a_later_version_wrote_is_told_not_guessed() -> None:
    for written in ({"tiers": ["drones"]}, {"districts": "101"}, {"hours": [22]}):
        only, lost = filter_read({"filter": written})
        assert only.is_all
        assert "cannot be read" in lost
