"""Erlang's loss and waiting formulas: how often nobody is free, and how long a call waits.

The offered load is calls per hour times mean busy hours per call, in erlangs: the teams that would
be busy on average if none were lost and none waited. Functions take numbers or numpy arrays; arrays
are broadcast against each other. Comparisons allow 1e-9, because targets are often met exactly
(`erlang_c(0.5, 2)` is 0.1) and binary fractions are not.

Sources: A. K. Erlang (1917); the recursion is in every textbook of queueing, for example
L. Kleinrock, Queueing Systems I (1975), 3.6.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

TOLERANCE = 1e-9

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Met = NDArray[np.bool_]


@overload
def erlang_b(offered_load: float, servers: int) -> float: ...
@overload
def erlang_b(offered_load: ArrayLike, servers: ArrayLike) -> float | Floats: ...
def erlang_b(offered_load: ArrayLike, servers: ArrayLike) -> float | Floats:
    """The share of calls that find all teams busy and are lost to somebody else (M/G/c/c).

    It holds for any distribution of busy times. Here a lost call is one that police answer.

    Args:
        offered_load: Erlangs, 0 or more.
        servers: Teams, whole and 0 or more. Without a team every call is lost.

    Returns:
        0 to 1; an array where an argument is one.

    Raises:
        ValueError: For a negative or endless load, or teams that are not whole and 0 or more.
    """
    load, teams = _checked(offered_load, servers)
    blocked = np.ones_like(load)
    found = blocked.copy()
    for count in range(1, int(teams.max(initial=0)) + 1):
        blocked = load * blocked / (count + load * blocked)
        found = np.where(teams >= count, blocked, found)
    return _plain(found, offered_load, servers)


@overload
def erlang_c(offered_load: float, servers: int) -> float: ...
@overload
def erlang_c(offered_load: ArrayLike, servers: ArrayLike) -> float | Floats: ...
def erlang_c(offered_load: ArrayLike, servers: ArrayLike) -> float | Floats:
    """The share of calls that wait, where calls wait for a team (M/M/c).

    Args:
        offered_load: Erlangs, 0 or more.
        servers: Teams, whole and 0 or more.

    Returns:
        0 to 1. Not a number where the load is not below the teams: they are overloaded, the queue
        grows for ever, and no share is right (`is_overloaded` says so).

    Raises:
        ValueError: As `erlang_b`.
    """
    load, teams = _checked(offered_load, servers)
    lost = np.asarray(erlang_b(load, teams))
    with np.errstate(divide="ignore", invalid="ignore"):
        waiting = lost / (1.0 - load / teams * (1.0 - lost))
    return _plain(np.where(load < teams, waiting, np.nan), offered_load, servers)


def is_overloaded(offered_load: float, servers: int) -> bool:
    """Whether calls come faster than so many teams can answer them."""
    load, teams = _checked(offered_load, servers)
    return bool(load >= teams)


@overload
def mean_wait(offered_load: float, servers: int, service_time: float) -> float: ...
@overload
def mean_wait(offered_load: ArrayLike, servers: ArrayLike, service_time: ArrayLike) -> float | Floats: ...
def mean_wait(offered_load: ArrayLike, servers: ArrayLike, service_time: ArrayLike) -> float | Floats:
    """The mean wait over all calls, in the unit of `service_time`; not a number when overloaded."""
    load, teams = _checked(offered_load, servers)
    with np.errstate(divide="ignore", invalid="ignore"):
        wait = np.asarray(erlang_c(load, teams)) * np.asarray(service_time, dtype=float) / (teams - load)
    return _plain(wait, offered_load, servers, service_time)


@overload
def share_within(offered_load: float, servers: int, service_time: float, time: float) -> float: ...
@overload
def share_within(
    offered_load: ArrayLike, servers: ArrayLike, service_time: ArrayLike, time: ArrayLike
) -> float | Floats: ...
def share_within(
    offered_load: ArrayLike, servers: ArrayLike, service_time: ArrayLike, time: ArrayLike
) -> float | Floats:
    """The share of calls that get a team within `time` (in the unit of `service_time`).

    Not a number when overloaded.
    """
    load, teams = _checked(offered_load, servers)
    services = np.asarray(time, dtype=float) / np.asarray(service_time, dtype=float)
    with np.errstate(over="ignore", invalid="ignore"):
        share = 1.0 - np.asarray(erlang_c(load, teams)) * np.exp(-(teams - load) * services)
    return _plain(share, offered_load, servers, service_time, time)


@overload
def wait_reached(offered_load: float, servers: int, service_time: float, share: float) -> float: ...
@overload
def wait_reached(
    offered_load: ArrayLike, servers: ArrayLike, service_time: ArrayLike, share: float
) -> float | Floats: ...
def wait_reached(
    offered_load: ArrayLike, servers: ArrayLike, service_time: ArrayLike, share: float
) -> float | Floats:
    """The wait that this share of calls does not exceed (0.9 for nine of ten), in the unit of `service_time`.

    Not a number when overloaded.
    """
    if not 0 <= share < 1:
        raise ValueError(f"share must be at least 0 and below 1, not {share}")
    load, teams = _checked(offered_load, servers)
    waiting = np.asarray(erlang_c(load, teams))
    with np.errstate(divide="ignore", invalid="ignore"):
        services = np.log(waiting / (1.0 - share)) / (teams - load)
    wait = np.where(waiting <= 1.0 - share, 0.0, services) * np.asarray(service_time, dtype=float)
    return _plain(np.where(np.isnan(waiting), np.nan, wait), offered_load, servers, service_time)


@overload
def servers_for_blocking(offered_load: float, most: float) -> int: ...
@overload
def servers_for_blocking(offered_load: ArrayLike, most: float) -> int | Counts: ...
def servers_for_blocking(offered_load: ArrayLike, most: float) -> int | Counts:
    """The fewest teams that lose at most this share of calls; none where there are no calls.

    Args:
        offered_load: Erlangs.
        most: A share above 0 and up to 1.

    Raises:
        ValueError: For a share or load out of range.
    """
    _share("most", most)
    return _fewest(offered_load, lambda _load, _servers, lost: lost <= most + TOLERANCE)


@overload
def servers_for_waiting(offered_load: float, most: float) -> int: ...
@overload
def servers_for_waiting(offered_load: ArrayLike, most: float) -> int | Counts: ...
def servers_for_waiting(offered_load: ArrayLike, most: float) -> int | Counts:
    """The fewest teams of which at most this share of calls has to wait.

    Raises:
        ValueError: As `servers_for_blocking`.
    """
    _share("most", most)

    def met(load: Floats, servers: int, lost: Floats) -> Met:
        return (load < servers) & (lost <= (most + TOLERANCE) * (1.0 - load / servers * (1.0 - lost)))

    return _fewest(offered_load, met)


@overload
def servers_for_utilisation(offered_load: float, most: float) -> int: ...
@overload
def servers_for_utilisation(offered_load: ArrayLike, most: float) -> int | Counts: ...
def servers_for_utilisation(offered_load: ArrayLike, most: float) -> int | Counts:
    """The fewest teams that are busy at most this share of their time.

    At low loads this allows a single team that is often not free: use it as a check beside a
    target for blocking or waiting, not alone.

    Raises:
        ValueError: As `servers_for_blocking`.
    """
    _share("most", most)
    load, _ = _checked(offered_load, 0)
    return _whole(np.maximum(np.ceil(load / most - TOLERANCE), 0.0), offered_load)


@overload
def servers_for_share_within(offered_load: float, service_time: float, time: float, least: float) -> int: ...
@overload
def servers_for_share_within(
    offered_load: ArrayLike, service_time: float, time: float, least: float
) -> int | Counts: ...
def servers_for_share_within(
    offered_load: ArrayLike, service_time: float, time: float, least: float
) -> int | Counts:
    """The fewest teams that reach at least this share of calls within `time` of their coming.

    Args:
        offered_load: Erlangs.
        service_time: Mean busy time per call.
        time: The wait allowed, in the same unit.
        least: A share below 1.

    Raises:
        ValueError: For a share, load or time out of range.
    """
    if not 0 <= least < 1:
        raise ValueError(f"least must be at least 0 and below 1, not {least}")
    if not service_time > 0 or not time >= 0:
        raise ValueError("service_time must be above 0 and time not below 0")

    def met(load: Floats, servers: int, lost: Floats) -> Met:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            waiting = lost / (1.0 - load / servers * (1.0 - lost))
            within = 1.0 - waiting * np.exp(-(servers - load) * time / service_time)
        return (load < servers) & (within >= least - TOLERANCE)

    return _fewest(offered_load, met)


def _fewest(offered_load: ArrayLike, met: Callable[[Floats, int, Floats], Met]) -> int | Counts:
    """The first number of teams at which a target is met; none where there are no calls.

    Args:
        offered_load: Erlangs.
        met: Whether load, teams and the share lost by them meet the target.
    """
    load, _ = _checked(offered_load, 0)
    found = np.zeros(load.shape)
    lost = np.ones_like(load)
    seeking = load > 0
    servers = 0
    while seeking.any():
        servers += 1
        lost = load * lost / (servers + load * lost)
        met_now = seeking & met(load, servers, lost)
        found[met_now] = servers
        seeking &= ~met_now
    return _whole(found, offered_load)


def _checked(offered_load: ArrayLike, servers: ArrayLike) -> tuple[Floats, Floats]:
    load, teams = np.broadcast_arrays(
        np.asarray(offered_load, dtype=np.float64), np.asarray(servers, dtype=np.float64)
    )
    if not np.all((load >= 0) & np.isfinite(load)):
        raise ValueError("offered_load must be 0 or more")
    if not np.all((teams >= 0) & (teams == np.floor(teams)) & np.isfinite(teams)):
        raise ValueError("servers must be whole and 0 or more")
    return load, teams


def _share(name: str, value: float) -> None:
    if not 0 < value <= 1:
        raise ValueError(f"{name} must be above 0 and up to 1, not {value}")


def _plain(values: Floats, *arguments: ArrayLike) -> float | Floats:
    """A number where every argument was one."""
    return float(values) if all(np.ndim(argument) == 0 for argument in arguments) else values


def _whole(values: Floats, offered_load: ArrayLike) -> int | Counts:
    """A whole number where the load was a number."""
    return int(values) if np.ndim(offered_load) == 0 else values.astype(np.int64)
