"""Load that lags behind the calls: the worked day, and what must hold for any day."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.staffing.erlang import erlang_c, servers_for_utilisation, servers_for_waiting
from leaptui.staffing.profile import Method, offered_load

DAY = [1.1, 0.8, 0.6, 0.5, 0.4, 0.4, 0.6, 1.0, 1.6, 2.0, 2.3, 2.5, 2.7, 2.8, 2.9, 3.0, 3.1, 3.0, 2.9, 2.7, 2.5, 2.2, 1.8, 1.4]  # fmt: skip
SERVICE = 50 / 60
LAGGED = [3, 3, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 5, 5, 5, 5, 4, 4]

days = st.lists(st.floats(0, 50), min_size=24, max_size=24)
services = st.floats(0.05, 6)


@pytest.mark.parametrize(
    ("method", "expected", "team_hours"),
    [
        (Method.SIPP, [3, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 5, 6, 5, 5, 5, 5, 4, 4, 3], 91),
        (Method.LAG_SIPP, LAGGED, 92),
        (Method.MODIFIED_OFFERED_LOAD, LAGGED, 92),
    ],
)
def test_the_worked_day(method: Method, expected: list[int], team_hours: int) -> None:
    load = offered_load(DAY, SERVICE, method)
    teams = [max(servers_for_waiting(a, 0.20), servers_for_utilisation(a, 0.50)) for a in load]
    assert teams == expected
    assert sum(teams) == team_hours


def test_its_check_values() -> None:
    sipp, lagged, mean_busy = (offered_load(DAY, SERVICE, method) for method in Method)
    assert sipp[9] == pytest.approx(1.6667, abs=5e-5)
    assert erlang_c(float(sipp[9]), 4) == pytest.approx(0.1025, abs=5e-5)
    assert sipp[16] == pytest.approx(2.5833, abs=5e-5)
    assert erlang_c(float(sipp[16]), 5) == pytest.approx(0.1455, abs=5e-5)
    assert [lagged[8], lagged[22]] == pytest.approx([0.9167, 1.7778], abs=5e-5)
    assert [mean_busy[16], mean_busy[17]] == pytest.approx([2.5132, 2.5274], abs=5e-5)
    assert mean_busy.sum() == pytest.approx(37.3333, abs=5e-5)


@given(rates=days, service=services, method=st.sampled_from(list(Method)))
def test_no_work_is_lost_or_made(rates: list[float], service: float, method: Method) -> None:
    load = offered_load(rates, service, method)
    assert load.sum() == pytest.approx(sum(rates) * service, rel=1e-9, abs=1e-9)
    assert np.all(load >= -1e-12)


@given(rate=st.floats(0, 50), service=services, method=st.sampled_from(list(Method)))
def test_steady_demand_is_the_same_by_every_method(rate: float, service: float, method: Method) -> None:
    assert offered_load([rate] * 24, service, method) == pytest.approx([rate * service] * 24)


def test_a_week_keeps_its_shape_and_runs_from_sunday_into_monday() -> None:
    week = np.zeros((7, 24))
    week[6, 23] = 4.0
    load = offered_load(week, 1.0, Method.MODIFIED_OFFERED_LOAD)
    assert load.shape == (7, 24)
    assert load[0, 0] > load[0, 1] > load[0, 2] > 0


def test_impossible_demand_is_refused() -> None:
    with pytest.raises(ValueError, match="rates"):
        offered_load([-1.0] * 24, 1.0, Method.SIPP)
    with pytest.raises(ValueError, match="service_hours"):
        offered_load(DAY, 0.0, Method.SIPP)
