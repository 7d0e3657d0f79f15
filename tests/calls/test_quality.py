"""A sound year of calls has nothing against it; whatever is planted in it is found, in as many rows as it was planted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.calls.quality import findings, rows_of
from leaptui.domain.call_quality import Answer, MeasureFamily, Severity, answers, in_order
from leaptui.domain.calls import ColumnRole, Problem
from tests.calls.made_calls import export
from tests.calls.sound_calls import ROLES, STAGES, facts, found_in, loaded, sound_calls

Plant = Callable[[pd.DataFrame], int]
"""Spoils some rows and says how many."""


@pytest.fixture(scope="module")
def sound() -> pd.DataFrame:
    return sound_calls()


def test_a_sound_year_has_nothing_against_it(sound: pd.DataFrame) -> None:
    with loaded(sound) as dataset:
        found = findings(dataset, facts(sound))
    assert [each.key for each in found] == []
    assert {each.answer for each in answers(found)} == {Answer.YES}


def of(frame: pd.DataFrame, rows: int) -> pd.Index:
    """So many rows spread over the year."""
    return frame.index[np.linspace(0, len(frame) - 2, rows).astype(int)]


def no_type(frame: pd.DataFrame) -> int:
    frame.loc[of(frame, 600), "type"] = None
    return 600


def no_arrival(frame: pd.DataFrame) -> int:
    frame.loc[of(frame, 3_000), "arrived"] = pd.NaT
    frame.loc[of(frame, 3_000)[::6], "cancelled"] = True
    return 2_500


def no_hour(frame: pd.DataFrame) -> int:
    frame.loc[of(frame, 400), "received_has_clock"] = False
    return 400


def arrived_first(frame: pd.DataFrame) -> int:
    rows = of(frame, 200)
    frame.loc[rows, "dispatched"] = frame.loc[rows, "arrived"] + pd.Timedelta(minutes=5)
    frame.loc[rows, "en_route"] = frame.loc[rows, "dispatched"]
    frame.loc[rows, "units"] = 2
    return 200


def cleared_first(frame: pd.DataFrame) -> int:
    rows = of(frame, 150)
    frame.loc[rows, "cleared"] = frame.loc[rows, "arrived"] - pd.Timedelta(minutes=1)
    return 150


def left_open(frame: pd.DataFrame) -> int:
    rows = of(frame, 120)
    frame.loc[rows, "cleared"] = frame.loc[rows, "arrived"] + pd.Timedelta(hours=30)
    return 120


def twelve_hours_late(frame: pd.DataFrame) -> int:
    rows = of(frame, 150)
    for stage in ("arrived", "cleared"):
        frame.loc[rows, stage] = frame.loc[rows, "received"] + pd.Timedelta(hours=12, minutes=5)
    return 150


def pressed_late(frame: pd.DataFrame) -> int:
    rows = of(frame, 1_200)
    frame.loc[rows, "arrived"] = frame.loc[rows, "dispatched"]
    frame.loc[rows, "en_route"] = pd.NaT
    return 1_200


def dispatched_at_once(frame: pd.DataFrame) -> int:
    rows = of(frame, 2_000)
    frame.loc[rows, "dispatched"] = frame.loc[rows, "received"]
    return 2_000


def midnight_for_unknown(frame: pd.DataFrame) -> int:
    rows = of(frame, 500)
    frame.loc[rows, "received"] = frame.loc[rows, "received"].dt.normalize()
    return int(((frame["received"].dt.hour == 0) & (frame["received"].dt.minute == 0)).sum())


def typed_at_the_hour(frame: pd.DataFrame) -> int:
    rows = of(frame, 2_000)
    frame.loc[rows, "received"] = frame.loc[rows, "received"].dt.floor("h")
    return int((frame["received"].dt.minute == 0).sum())


def no_place_at_all(frame: pd.DataFrame) -> int:
    frame.loc[of(frame, 800), "place"] = "POLICE HEADQUARTERS"
    return 800


def words_for_priorities(frame: pd.DataFrame) -> int:
    frame.loc[of(frame, 700), "priority"] = "HIGH"
    return 700


def everybody_came(frame: pd.DataFrame) -> int:
    frame.loc[of(frame, 40), "units"] = 60
    return 40


def twice(frame: pd.DataFrame) -> int:
    rows = of(frame, 100)
    for column in ("type", "place", *STAGES):
        frame.loc[rows + 1, column] = frame.loc[rows, column].to_numpy()
    return 100


PLANTED: dict[str, tuple[Plant, set[str]]] = {
    "missing.type": (no_type, set()),
    "missing.arrived": (no_arrival, set()),
    "missing.hour": (no_hour, set()),
    "order.dispatched.arrived": (arrived_first, set()),
    "order.arrived.cleared": (cleared_first, set()),
    "long": (left_open, set()),
    "twelve_hours": (twelve_hours_late, set()),
    "zero.dispatched.arrived": (pressed_late, {"missing.dispatched"}),
    "zero.received.dispatched": (dispatched_at_once, set()),
    "clock.0000": (midnight_for_unknown, {"long"}),
    "rounded.hour": (typed_at_the_hour, set()),
    "places.placeholder": (no_place_at_all, set()),
    "priorities.mixed": (words_for_priorities, set()),
    "units.many": (everybody_came, set()),
    "repeated": (twice, set()),
}
"""What is planted, and what else it brings about."""


@pytest.mark.parametrize("key", PLANTED)
def test_what_is_planted_is_found_in_as_many_rows_and_they_open(sound: pd.DataFrame, key: str) -> None:
    frame = sound.copy()
    plant, also = PLANTED[key]
    rows = plant(frame)
    with loaded(frame) as dataset:
        found = {each.key: each for each in findings(dataset, facts(frame))}
        assert set(found) - also == {key}
        assert found[key].rows == rows
        if found[key].opens:
            opened = rows_of(dataset, key, 10_000)
            assert len(opened) == rows
            assert rows_of(dataset, key, 5, rows - 2) == opened[rows - 2 :]


def test_every_finding_says_what_it_bends_what_it_means_and_what_the_city_can_do(sound: pd.DataFrame) -> None:
    frame = sound.copy()
    for plant, _ in PLANTED.values():
        plant(frame)
    found = found_in(frame)
    assert len(found) > 10
    for each in found.values():
        assert each.bends
        assert each.means.endswith(".")
        assert each.ask.endswith(".")
        assert not each.what.endswith(".")
    order = [each.severity.rank for each in in_order(found.values())]
    assert order == sorted(order)


def test_a_column_the_export_lacks_takes_its_measures_with_it(sound: pd.DataFrame) -> None:
    frame = sound.assign(arrived=None, cleared=None)
    without = replace(facts(frame), roles=ROLES - {ColumnRole.ARRIVED, ColumnRole.CLEARED})
    with loaded(frame) as dataset:
        found = findings(dataset, without)
    assert {each.key for each in found} == {"absent.arrived", "absent.cleared"}
    carried = {each.family: each.answer for each in answers(found)}
    assert carried[MeasureFamily.RESPONSE] is Answer.NO
    assert carried[MeasureFamily.WORK] is Answer.NO
    assert carried[MeasureFamily.VOLUME] is Answer.YES


def test_what_the_advisor_left_out_is_not_asked_of_the_city(sound: pd.DataFrame) -> None:
    about = replace(facts(sound), left_out=frozenset({ColumnRole.PLACE}))
    found = found_in(sound.assign(place=None), about)
    assert set(found) == {"left_out.place"}
    assert found["left_out.place"].ask.startswith("Nothing of the city")


def test_times_of_greenwich_are_told_by_the_shape_of_the_day(sound: pd.DataFrame) -> None:
    frame = sound.copy()
    for stage in STAGES:
        frame[stage] = frame[stage] + pd.Timedelta(hours=5)
    found = found_in(frame)
    assert found["clock.shifted"].bends_to(MeasureFamily.HOURS) is Severity.SERIOUS
    assert "Greenwich" in found["clock.shifted"].means


def test_full_sheets_unreadable_rows_and_what_was_odd_at_reading(sound: pd.DataFrame) -> None:
    about = replace(
        facts(sound),
        rows_in=1_048_575 + 200,
        files=(("2024.xlsx", 1_048_575), ("2025.csv", 200)),
        set_aside=(("unreadable", 30), ("duplicates", 200_000)),
        problems=(
            Problem("Rows that cannot be read: the header again.", 30, "Set aside."),
            Problem("No column says who began a call.", 0, "Officers are told by type."),
        ),
    )
    found = found_in(sound, about)
    assert set(found) == {"file.full_sheet.2024.xlsx", "rows.unreadable", "rows.duplicates", "reading.1"}
    assert found["file.full_sheet.2024.xlsx"].severity is Severity.SERIOUS
    assert [(line.label, line.rows) for line in found["rows.unreadable"].lines] == [("the header again", 30)]
    assert found["reading.1"].what == "No column says who began a call"


def test_an_export_of_which_nothing_is_used(sound: pd.DataFrame) -> None:
    frame = sound.head(50).assign(set_aside="tests")
    found = found_in(frame)
    assert set(found) == {"calls.none"}
    with loaded(frame) as dataset:
        assert {each.answer for each in answers(findings(dataset, facts(frame)))} == {Answer.NO}


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000), rows=st.integers(0, 40))
def test_counts_hold_together_whatever_the_calls_are(seed: int, rows: int) -> None:
    """No finding is of more than its base, and each that opens opens as many rows as it counts."""
    frame = export(rows, seed).assign(unit=None, incident_id=None)
    with loaded(frame) as dataset:
        for each in findings(dataset, facts(frame)):
            assert 0 <= each.rows <= each.base
            assert all(0 <= line.rows <= line.base for line in each.lines)
            if each.opens:
                assert len(rows_of(dataset, each.key, 1_000)) == each.rows
