"""Teams with home zones: the printed vectors, and what must hold for any zones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.staffing.erlang import erlang_b
from leaptui.staffing.hypercube import MOST_TEAMS, hypercube

zones = st.lists(st.floats(0, 4), min_size=1, max_size=4)
services = st.floats(0.1, 3)


@pytest.mark.parametrize(
    ("rates", "mu", "printed", "workloads", "out_of_zone"),
    [
        ((0.5, 0.5), 1.0, (0.4, 0.2, 0.2, 0.2), (0.4, 0.4), 0.25),
        ((0.8, 0.2), 1.0, (0.4, 0.26, 0.14, 0.2), (0.46, 0.34), 0.295),
        ((0.6, 0.3), 1.2, (0.492308, 0.219780, 0.149451, 0.138462), (0.358242, 0.287912), 0.227891),
    ],
)
def test_the_printed_vectors(
    rates: tuple[float, ...],
    mu: float,
    printed: tuple[float, ...],
    workloads: tuple[float, ...],
    out_of_zone: float,
) -> None:
    found = hypercube(rates, 1 / mu)
    assert found.states.tolist() == pytest.approx(printed, abs=5e-7)  # P00, P10, P01, P11
    assert found.workloads == pytest.approx(workloads, abs=5e-7)
    assert found.out_of_zone_share == pytest.approx(out_of_zone, abs=5e-7)


@given(rates=zones, service=services)
def test_workloads_are_the_load_carried_and_losses_are_erlangs(rates: list[float], service: float) -> None:
    found = hypercube(rates, service)
    load = sum(rates) * service
    assert found.lost_share == pytest.approx(erlang_b(load, len(rates)), abs=1e-9)
    assert sum(found.workloads) == pytest.approx(load * (1 - found.lost_share), abs=1e-9)
    assert found.states.sum() == pytest.approx(1)
    for row in found.answered:
        assert sum(row) == pytest.approx(1 - found.lost_share, abs=1e-9)
    assert found.out_of_zone_share is None or -1e-12 <= found.out_of_zone_share < 1


def test_whom_a_zone_prefers_moves_the_work_and_loses_no_call() -> None:
    usual = hypercube((1.0, 0.2, 0.6), 0.5)
    other = hypercube((1.0, 0.2, 0.6), 0.5, ((0, 2, 1), (1, 0, 2), (2, 0, 1)))
    assert other.lost_share == pytest.approx(usual.lost_share)
    assert other.workloads[2] > usual.workloads[2]
    assert hypercube((0.0, 0.0), 1.0).out_of_zone_share is None


@pytest.mark.parametrize(
    ("rates", "hours", "order", "said"),
    [
        ((), 1.0, None, "zones"),
        ((1.0,) * (MOST_TEAMS + 1), 1.0, None, "zones"),
        ((-1.0,), 1.0, None, "0 or more"),
        ((float("nan"),), 1.0, None, "0 or more"),
        ((1.0,), 0.0, None, "service_hours"),
        ((1.0, 1.0), 1.0, ((0, 0), (1, 0)), "every team once"),
        ((1.0, 1.0), 1.0, ((0, 1),), "every team once"),
    ],
)
def test_what_cannot_be_is_refused(
    rates: tuple[float, ...], hours: float, order: tuple[tuple[int, ...], ...] | None, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        hypercube(rates, hours, order)
