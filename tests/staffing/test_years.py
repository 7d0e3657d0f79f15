"""Three years of money and where it ends."""

from __future__ import annotations

from datetime import date

import pytest

from leaptui.domain.errors import InputRefused
from leaptui.staffing.cost import Cost, CostLine
from leaptui.staffing.years import Funding, year_plan

COST = Cost((CostLine("wages", 1_000_000.0),), (CostLine("vehicles", 200_000.0),), 5_000.0)
STARTS = date(2026, 7, 1)


def test_recurring_costs_rise_and_one_time_costs_are_paid_once() -> None:
    years = year_plan(COST, 0.03, STARTS).years
    assert [year.recurring for year in years] == pytest.approx([1_000_000, 1_030_000, 1_060_900])
    assert [year.one_time for year in years] == [200_000, 0, 0]
    assert [(year.begins, year.ends) for year in years] == [
        (date(2026, 7, 1), date(2027, 6, 30)),
        (date(2027, 7, 1), date(2028, 6, 30)),
        (date(2028, 7, 1), date(2029, 6, 30)),
    ]
    assert year_plan(COST, 0.0, date(2028, 2, 29)).years[1].begins == date(2029, 3, 1)


def test_a_source_that_ends_is_a_cliff_and_leaves_a_gap() -> None:
    grant = Funding(name="Grant", yearly=800_000, starts=date(2026, 1, 1), ends=date(2027, 12, 31))
    general = Funding(name="General fund", yearly=400_000, starts=date(2026, 7, 1))
    found = year_plan(COST, 0.0, STARTS, [general, grant])
    assert dict(found.years[0].funded) == pytest.approx({"General fund": 400_000, "Grant": 800_000})
    assert found.years[0].gap == 0
    # 184 of the 366 days from 1 July 2027 to 30 June 2028.
    assert dict(found.years[1].funded)["Grant"] == pytest.approx(800_000 * 184 / 366)
    assert found.years[1].gap == pytest.approx(600_000 - 800_000 * 184 / 366)
    assert found.years[2].gap == pytest.approx(600_000)
    assert found.cliffs == (
        "Grant ends on 2027-12-31: from then $800,000 a year is missing, 80% of what recurs.",
    )
    assert found.total == pytest.approx(3_200_000)


def test_a_source_that_outlasts_the_years_is_no_cliff() -> None:
    lasting = Funding(name="Levy", yearly=1_000, starts=STARTS, ends=date(2029, 6, 30))
    assert year_plan(COST, 0.0, STARTS, [lasting]).cliffs == ()
    over = Funding(name="Pilot", yearly=1_000, starts=date(2025, 1, 1), ends=date(2025, 12, 31))
    found = year_plan(COST, 0.0, STARTS, [over])
    assert dict(found.years[0].funded) == {"Pilot": 0.0}
    # It never paid, so nothing is missing from its end on.
    assert found.cliffs == ("Pilot ended on 2025-12-31, before the program begins: it pays nothing.",)
    early = Funding(name="Bond", yearly=1_000, starts=date(2090, 1, 1))
    assert year_plan(COST, 0.0, STARTS, [early]).cliffs == (
        "Bond starts on 2090-01-01, after these years: it pays nothing in them.",
    )


@pytest.mark.parametrize("starts", [date(1, 1, 1), date(1999, 12, 31), date(2101, 1, 1), date.max])
def test_a_first_day_far_away_is_refused_with_the_days_allowed(starts: date) -> None:
    with pytest.raises(InputRefused, match="must be from 2000-01-01 to 2100-12-31"):
        year_plan(COST, 0.0, starts)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Funding(name="Gift", yearly=-1, starts=STARTS), r"Gift must pay from \$1"),
        (Funding(name="Gift", yearly=float("nan"), starts=STARTS), r"Gift must pay from \$1"),
        (
            Funding(name="Gift", yearly=5, starts=STARTS, ends=date(2020, 1, 1)),
            "ends on 2020-01-01 before it starts",
        ),
    ],
)
def test_impossible_sources_are_refused(source: Funding, said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        year_plan(COST, 0.0, STARTS, [source])
