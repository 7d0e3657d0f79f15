"""What is printed beside a summary of calls holds no single call, in districts no small count."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_cells import HiddenCells
from leaptui.disclosure.call_districts import ClearedDistrict, clear_districts
from leaptui.disclosure.call_service import (
    clear_endings,
    clear_repeats,
    clear_today,
    clear_waits,
    clear_windows,
)
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected
from leaptui.domain.call_measures import DurationLine, Durations, OutcomeLine, Outcomes, SplitBy
from leaptui.domain.calls import TimeMeasure
from leaptui.domain.measured import Base, BaseName, RuleSet
from leaptui.domain.place_measures import DistrictLine, Districts, RepeatPlaces, TopPlaces
from leaptui.domain.service_measures import (
    Coverage,
    DaysOfWeek,
    Finding,
    FindingKind,
    ServiceToday,
    Window,
)

BASE = Base(BaseName.COMMUNITY_INITIATED, 41_022, None)
NOTHING_HIDDEN = HiddenCells(frozenset(), frozenset(), frozenset(), frozenset())
PUBLIC, INTERNAL = Gate(Audience.PUBLIC, Protected()), Gate(Audience.INTERNAL, Protected())


def districts_of(counts: Sequence[tuple[int, int]], *, residents: int | None = None) -> Districts:
    """Districts by eligible calls and other calls."""
    total = sum(map(sum, counts))
    return Districts(
        base=Base(BaseName.COMMUNITY_INITIATED, total, None),
        lines=tuple(
            DistrictLine(
                name=f"{100 + number}",
                calls=eligible + other,
                share=0.0,
                eligible=dict.fromkeys(RuleSet, eligible),
                response=TimeMeasure(eligible + other, 9.0, 11.0, 20.0),
                outcomes={},
                residents=residents,
                per_thousand=(eligible + other) / residents * 1_000 if residents else None,
                eligible_per_thousand=dict.fromkeys(RuleSet, eligible / residents * 1_000)
                if residents
                else {},
            )
            for number, (eligible, other) in enumerate(counts)
        ),
        not_in_calls=(),
        without_record=(),
    )


def cleared(found: Districts, hidden: HiddenCells = NOTHING_HIDDEN) -> tuple[ClearedDistrict, ...]:
    return clear_districts(PUBLIC, found, RuleSet.EXPECTED, hidden)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), min_size=1, max_size=6))
def test_what_a_table_of_districts_shows_and_what_it_leaves_is_not_small(
    counts: list[tuple[int, int]],
) -> None:
    """That nothing follows from a table and all its totals is tested where it is decided (`test_crossed`)."""
    told = cleared(districts_of(counts))
    for each, (eligible, other) in zip(told, counts, strict=True):
        assert each.calls.value in (None, eligible + other)
        assert each.calls.value in (None, 0) or each.calls.value >= 5
        if each.eligible.value is not None:
            assert each.calls.value is not None, "an eligible count never stands without its calls"
            assert not 0 < eligible < 5
            assert not 0 < other < 5
    for column, shown in (
        (0, [each.eligible.value for each in told]),
        (1, [each.calls.value for each in told]),
    ):
        whole = [row[0] if column == 0 else sum(row) for row in counts]
        left = [count for count, value in zip(whole, shown, strict=True) if value is None]
        if left and len(left) < len(whole):
            assert len(left) > 1, "a single one follows from the total"
            assert not 0 < sum(left) < 5


def test_a_rate_goes_with_its_count_and_minutes_with_few_calls() -> None:
    big, small = cleared(districts_of([(300, 900), (2, 13), (200, 400)], residents=1_000))[:2]
    assert (big.eligible.value, big.eligible_per_thousand.text, big.wait.text) == (300, "300.0", "9.0 min")
    assert (small.eligible.value, small.eligible_per_thousand.text) == (None, "withheld")
    assert small.wait.text == "withheld", "15 waits are too few for a median"


def test_a_total_that_is_hidden_elsewhere_hides_the_eligible_calls_of_every_district() -> None:
    hidden = HiddenCells(frozenset(), frozenset({RuleSet.EXPECTED}), frozenset(), frozenset())
    told = cleared(districts_of([(300, 900), (200, 400)]), hidden)
    assert [each.eligible.value for each in told] == [None, None]
    assert [each.calls.value for each in told] == [1_200, 600]


def test_hours_of_service_are_told_in_steps_and_all_day_as_all() -> None:
    def window(hours: int, calls: int, days: DaysOfWeek = DaysOfWeek.EVERY_DAY) -> Window:
        return Window(10, hours, days, calls, calls / 7_221)

    curve = tuple(window(hours, 300 * hours if hours < 24 else 7_221) for hours in range(1, 25))
    found = Coverage(
        base=BASE,
        rules=RuleSet.EXPECTED,
        calls=7_221,
        without_hour=0,
        best=(),
        curve=curve,
        weekdays=(window(12, 2_501, DaysOfWeek.WEEKDAYS),),
        weekend=(),
        by_hour=(),
    )
    told = {each.hours: each for each in clear_windows(PUBLIC, found)}
    assert list(told) == [8, 10, 12, 16, 24]
    assert (told[12].every_day.text, told[12].share.text, told[12].percent) == (
        "10:00 to 22:00",
        "about 50%",
        50,
    )
    assert (told[12].weekdays.text, told[12].weekday_share.text) == ("10:00 to 22:00", "about 35%")
    assert (told[24].every_day.text, told[24].share.text) == ("around the clock", "all")


@pytest.mark.parametrize(
    ("gate", "told"), [(PUBLIC, ["2", "10", "high"]), (INTERNAL, ["2", "10", "high", "low"])]
)
def test_waits_are_told_where_enough_calls_have_them(gate: Gate, told: list[str]) -> None:
    found = Durations(
        base=BASE,
        by=SplitBy.PRIORITY,
        all=DurationLine("", 41_022, {}),
        parts=tuple(
            DurationLine(name, count, {"response": TimeMeasure(count, 9.0, 10.0, 21.5)})
            for name, count in (("high", 4_321), ("10", 600), ("2", 40), ("low", 19))
        ),
        definitions={},
        not_available=(),
    )
    lines = clear_waits(gate, found)
    assert [line.label.text for line in lines] == told
    assert lines[0].ninetieth.text == "21.5 min"
    assert lines[2].calls.text == ("over 4,000" if gate is PUBLIC else "4,321")


def test_findings_lose_their_counts_and_keep_what_they_say() -> None:
    found = ServiceToday(
        base=BASE,
        findings=(
            Finding(
                "wait.typical",
                FindingKind.WAIT,
                None,
                "Half of the 30,412 calls with a known wait were reached within 10 minutes, nine in ten within 20.",
                30_412,
                41_022,
            ),
            Finding(
                "wait.longest",
                FindingKind.WAIT,
                False,
                "Reached latest: Enforcement, nine in ten of 1,204 calls within 23 minutes.",
                1_204,
                30_412,
                group="Enforcement",
            ),
            Finding("wait.over_30", FindingKind.WAIT, False, "…", 611, 30_412),
            Finding("repeat.within_24_hours", FindingKind.REPEAT, False, "…", 3, 12),
        ),
        not_available=("calls nobody came to (the file has no arrivals)",),
    )
    told = clear_today(PUBLIC, found)
    assert [each.text for each in told.to_judge] == [
        "Half of the calls with a known wait were reached within 10 minutes, nine in ten within 20."
    ]
    assert [each.text for each in told.works_not] == [
        "Reached latest: Enforcement, nine in ten calls within 23 minutes.",
        "About 2% of the calls with a known wait waited more than 30 minutes.",
    ]


def test_endings_and_repeat_places_are_shares_in_steps() -> None:
    endings = clear_endings(
        PUBLIC,
        Outcomes(
            base=BASE,
            rules=RuleSet.EXPECTED,
            calls=7_221,
            with_disposition=6_400,
            lines=(
                OutcomeLine("arrest", "arrest", 130, 130 / 6_400),
                OutcomeLine("helped", "helped", 6_270, 6_270 / 6_400),
                OutcomeLine("gone", "gone", 0, 0.0),
            ),
            not_mapped=(),
        ),
    )
    assert endings is not None
    assert endings.with_ending.text == "about 89%"
    assert [(line.label.text, line.share.text) for line in endings.lines] == [
        ("helped", "about 98%"),
        ("arrest", "about 2%"),
    ]
    places = RepeatPlaces(
        base=BASE,
        places=900,
        with_place=4_000,
        without_place=0,
        placeholders=(),
        top=(
            TopPlaces("busiest 1% of places", 4, 900, 0.225),
            TopPlaces("busiest 20 places", 20, 1_600, 0.4),
        ),
        lines=(("1200 block of Mill St", 400),),
        curve=(),
    )
    assert [(line.label.text, line.share.text) for line in clear_repeats(PUBLIC, places)] == [
        ("The busiest 20 places", "about 40%")
    ], "four places are too few to be told together"


def test_of_a_handful_of_calls_neither_hours_nor_endings_nor_places_are_told() -> None:
    hours = Coverage(
        base=BASE,
        rules=RuleSet.EXPECTED,
        calls=19,
        without_hour=0,
        best=(),
        curve=(Window(13, 8, DaysOfWeek.EVERY_DAY, 19, 1.0),),
        weekdays=(),
        weekend=(),
        by_hour=(),
    )
    endings = Outcomes(
        base=BASE,
        rules=RuleSet.EXPECTED,
        calls=40,
        with_disposition=19,
        lines=(OutcomeLine("arrest", "arrest", 19, 1.0),),
        not_mapped=(),
    )
    places = RepeatPlaces(
        base=BASE,
        places=19,
        with_place=19,
        without_place=0,
        placeholders=(),
        top=(TopPlaces("busiest 20 places", 19, 19, 1.0),),
        lines=(),
        curve=(),
    )
    assert clear_windows(PUBLIC, hours) == ()
    assert clear_endings(PUBLIC, endings) is None
    assert clear_repeats(PUBLIC, places) == ()
    assert clear_windows(INTERNAL, hours)
    assert clear_endings(INTERNAL, endings)
