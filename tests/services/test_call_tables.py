"""Measures as tables: worked values, sentences that hold, and the filter behind each line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.call_comparison import Compared, ComparedLine
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import (
    DurationLine,
    Durations,
    Effort,
    HoursRange,
    Part,
    Parts,
    Picture,
    Seasonality,
    SeasonMonth,
    Span,
    SplitBy,
    Volume,
)
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Tier, TimeMeasure
from leaptui.domain.measured import Base, BaseName, Period, RuleSet, Unit
from leaptui.domain.place_measures import RepeatPlaces
from leaptui.domain.records import Engagement
from leaptui.domain.service_measures import Coverage, OpenFrom, Overlap, ServiceToday
from leaptui.services.calls.asked import Asked
from leaptui.services.calls.comparison_table import compared_table
from leaptui.services.calls.count_tables import parts_table, season_table, volume_table
from leaptui.services.calls.pictures import picture_named
from leaptui.services.calls.place_tables import places_table
from leaptui.services.calls.service_tables import (
    coverage_table,
    durations_table,
    effort_table,
    overlap_table,
    today_table,
)
from leaptui.services.calls.tables import Kind, bars, of_part, of_rules, printed

BASE = Base(BaseName.COMMUNITY_INITIATED, 300, Period("2025-01-15", "2025-03-31"))
ALL = CallFilter()


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.CALLS, 41_022, "41,022"),
        (Kind.SHARE, 0.176, "17.6%"),
        (Kind.MINUTES, 9.04, "9.0"),
        (Kind.INDEX, 1.104, "1.10"),
        (Kind.HOURS, 1_119.6, "1,120"),
        (Kind.RATE, None, "–"),
        (Kind.RATE, 17.62, "17.6"),
        (Kind.RATE, 17 / 365, "0.05"),
        (Kind.WORDS, "10:00", "10:00"),
    ],
)
def test_values_are_written_as_the_house_writes_them(
    kind: Kind, value: str | float | None, shown: str
) -> None:
    assert printed(kind, value) == shown


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6)), max_size=8))
def test_the_longest_bar_is_one_and_what_is_not_known_has_none(values: list[float | None]) -> None:
    lengths = bars(values)
    known = [length for length in lengths if length is not None]
    assert [length is None for length in lengths].count(True) >= [value is None for value in values].count(
        True
    )
    assert not known or max(known) == pytest.approx(1.0)


@pytest.mark.parametrize("held", [None, *RuleSet])
@pytest.mark.parametrize("asked", RuleSet)
def test_of_two_rule_sets_the_narrower_decides(held: RuleSet | None, asked: RuleSet) -> None:
    order = list(RuleSet)
    found = of_rules(CallFilter(rules=held), asked).rules
    assert found is not None
    assert order.index(found) == min(order.index(asked), order.index(held) if held else len(order))


def test_a_part_is_told_by_the_filter_of_its_kind() -> None:
    only = CallFilter(priorities=("1",), districts=("Mill", "Shore"))
    assert of_part(only, SplitBy.DISTRICT, "Mill") == CallFilter(priorities=("1",), districts=("Mill",))
    assert of_part(ALL, SplitBy.TIER, "police") == CallFilter(tiers=(Tier.POLICE,))
    assert of_part(ALL, SplitBy.TYPE, "") == CallFilter(types=("",))
    assert of_part(ALL, SplitBy.GROUP, "") is None


def test_the_months_of_a_volume_open_their_own_days_only() -> None:
    volume = Volume(
        base=BASE,
        by_month=(Span("2025-01", 68, 17), Span("2025-02", 112, 28), Span("2025-03", 120, 31)),
        by_week=(Span("2025-01-13", 20, 5), Span("2025-01-20", 31, 7)),
        by_weekday=tuple(
            Span(name, 40 + 5 * (name == "Friday"), 11)
            for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        ),
        by_hour=tuple(Span(str(hour), 12, 76) for hour in range(24)),
        hour_means=(),
        without_hour=12,
    )
    table = volume_table(volume, CallFilter(sources=("E911",)))
    first = table.sections[0].lines[0]
    assert first.cells == ("January 2025", 68, 17, 4.0)
    assert first.only == CallFilter(sources=("E911",), period=Period("2025-01-15", "2025-01-31"))
    assert table.sentence == "300 calls in 77 days: 3.9 a day. Most on Friday: 4.1."
    assert table.notes == ("12 calls have no hour and are in none.",)
    assert table.spark_words == "by week: least 20, most 31"
    assert [(line.only, line.behind) for line in table.sections[1].lines[:2]] == [
        (CallFilter(sources=("E911",)), "weekday.0"),
        (CallFilter(sources=("E911",)), "weekday.1"),
    ]
    assert table.sections[2].lines[17].behind == "clock.17"


def test_a_season_says_most_and_least_and_whether_it_is_a_year() -> None:
    months = tuple(
        SeasonMonth(month, 100 + month, 31, 1, 0.9 + month / 50 if month < 4 else None)
        for month in range(1, 13)
    )
    table = season_table(Seasonality(base=BASE, months=months, whole_years=False), ALL)
    assert table.sentence == ("March has most calls a day (0.96 of a mean day), January least (0.92).")
    assert "says nothing about a whole year" in table.notes[1]


def test_parts_have_their_eligible_share_beside_their_calls() -> None:
    part = Part(
        name="3",
        calls=200,
        share=2 / 3,
        eligible={RuleSet.NARROW: 10, RuleSet.EXPECTED: 50, RuleSet.BROAD: 80},
    )
    table = parts_table(Parts(base=BASE, by=SplitBy.PRIORITY, parts=(part,)), ALL, RuleSet.BROAD)
    (line,) = table.lines
    assert line.cells == ("3", 200, 2 / 3, 80, 0.4)
    assert line.only == CallFilter(priorities=("3",))
    assert table.notes == ("Eligible by the broad rules.",)
    none = parts_table(Parts(base=BASE, by=SplitBy.SOURCE, parts=()), ALL, RuleSet.BROAD)
    assert none.sentence == "The file does not say the source of a call."
    assert not list(none.lines)


def test_each_duration_has_a_section_with_the_whole_first() -> None:
    whole = DurationLine("", 300, {"response": TimeMeasure(250, 9.0, 12.0, 27.0, left_out=4)})
    table = durations_table(
        Durations(
            base=BASE,
            by=SplitBy.TIER,
            all=whole,
            parts=(DurationLine("police", 100, {"response": TimeMeasure(90, 8.0, 9.0, 20.0)}),),
            definitions={"response": "received to first arrived"},
            not_available=("travel",),
        ),
        ALL,
        "durations_by_tier",
    )
    (section,) = table.sections
    assert section.title == "Response: received to first arrived"
    assert [line.cells[:3] for line in section.lines] == [("all calls", 250, 9.0), ("police", 90, 8.0)]
    assert section.lines[1].only == CallFilter(tiers=(Tier.POLICE,))
    assert "Not available from this file: travel." in table.notes


def test_what_a_file_does_not_say_is_said_and_has_no_lines() -> None:
    empty = Picture(base=BASE)
    tables = [
        overlap_table(
            Overlap(
                base=BASE, rules=RuleSet.EXPECTED, opens=OpenFrom.RECEIVED, calls=0, left_out=9,
                at_least=(), by_hour=(), mean_open=0.0,
            ),
            ALL,
        ),
        coverage_table(
            Coverage(
                base=BASE, rules=RuleSet.EXPECTED, calls=0, without_hour=9, best=(), curve=(), weekdays=(),
                weekend=(), by_hour=(),
            ),
            ALL,
        ),
        effort_table(
            Effort(
                base=BASE, rules=RuleSet.EXPECTED, eligible=9, with_hours=0, units_known=False, units_per_call=0.0,
                unit_hours=HoursRange(0.0, 0.0, 0.0), officer_hours=HoursRange(0.0, 0.0, 0.0), words="",
            ),
            ALL,
        ),
        today_table(ServiceToday(base=BASE, findings=(), not_available=("waits",)), ALL),
        places_table(
            RepeatPlaces(
                base=BASE, places=0, with_place=0, without_place=300, placeholders=(), top=(), lines=(),
                curve=(),
            ),
            ALL,
        ),
    ]  # fmt: skip
    for table in tables:
        assert table.of == empty.of
        assert "does not say" in table.sentence or "no times" in table.sentence
        assert not list(table.lines)


def test_of_no_call_nothing_is_said_of_the_file() -> None:
    nothing = Parts(base=Base(BaseName.COMMUNITY_INITIATED, 0, None), by=SplitBy.SOURCE, parts=())
    asked = Asked(
        engagement=Engagement(id="e", slug="e", name="E"),
        dataset=Dataset(
            id="d", engagement="e", hash="h", file_name="f", file_size=1, file_sha256="", imported_at="",
            rows_in=0, rows_used=0, calls=0,
        ),
        base=BaseName.COMMUNITY_INITIATED,
        only=ALL,
        readings=(),
    )  # fmt: skip
    table = picture_named("sources").table(nothing, asked, RuleSet.EXPECTED)
    assert table.sentence == "No call is in this base."


def test_two_sides_differ_by_points_by_calls_and_by_types() -> None:
    line = ComparedLine("eligible.expected", "eligible by expected rules", Unit.SHARE, 0.2, 0.25, 20, 50)
    same = ComparedLine("times.response.median", "response, median", Unit.MINUTES, 9.0, 8.96, 10, 10)
    calls = ComparedLine("calls", "calls", Unit.CALLS, 100, 200, 100, 200)
    side = Picture(base=Base(BaseName.COMMUNITY_INITIATED, 100, None))
    other = Picture(base=Base(BaseName.COMMUNITY_INITIATED, 200, None))
    table = compared_table(
        Compared(
            left=side, right=other, left_name="2024", right_name="2025", left_days=100, right_days=100,
            lines=(calls, line, same), per_day=False, new_types=(("DRONE", 7),), vanished_types=(),
            warnings=("The periods share 3 days.",),
        )
    )  # fmt: skip
    assert [each.cells for each in table.lines] == [
        ("calls", "100", "200", "+100", "+100%"),
        ("eligible by expected rules", "20.0%", "25.0%", "+5.0 pt", "–"),
        ("response, median", "9.0", "9.0", "0.0", "0%"),
        ("DRONE", "–", "7", "", ""),
    ]
    assert table.sentence == "2025 has 100% more calls a day than 2024: 2.0 beside 1.0."
    assert table.sections[-1].title == "Types that only 2025 has: 1"
