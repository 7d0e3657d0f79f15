"""The city's own calls, one after another as they came, against the teams that are proposed.

A formula takes each hour of the week as if every week were the mean one. The replay does not: it
keeps the bursts, the busy weeks and the calls that run over the end of a shift, so it says what the
formula smooths away. It knows no travel and sends the team that has been free longest.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from leaptui.staffing.erlang import Floats

HOUR = 60.0
WEEK_HOURS = 7 * 24


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of each call, in the order of the calls.

    Attributes:
        received: Minutes since a Monday, 00:00.
        service: Minutes that a team is, or would be, busy.
        start: When a team took the call; not a number for one that no team took.
        rest: Minutes for which that team had been free before; endless for its first call of a shift.
        open: Whether the call came in an hour with a team on duty.
    """

    received: Floats
    service: Floats
    start: Floats
    rest: Floats
    open: NDArray[np.bool_]

    @property
    def wait(self) -> Floats:
        """Minutes until a team took the call."""
        return self.start - self.received

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Whether a team took it, at once or after a wait."""
        return ~np.isnan(self.start)

    @property
    def at_once(self) -> NDArray[np.bool_]:
        """Whether a team took it without a wait."""
        return self.answered & (self.start <= self.received)


@dataclass(slots=True)
class _Room:
    """Teams and waiting calls at one moment."""

    received: Sequence[float]
    service: Sequence[float]
    limit: float
    reserve: int
    free: deque[float] = field(default_factory=deque)
    """Since when each free team has been free, longest first."""
    busy: list[float] = field(default_factory=list)
    """When each busy team will be free: a heap."""
    leaving: int = 0
    """Busy teams whose shift is over: they finish their call and go."""
    waiting: deque[int] = field(default_factory=deque)
    started: dict[int, tuple[float, float]] = field(default_factory=dict)
    """When each call was taken, and for how long its team had been free."""

    def arrive(self, call: int) -> None:
        """A call comes in an hour of service."""
        if len(self.free) > self.reserve:
            self._send(call, self.received[call])
        elif self.limit > 0:
            self.waiting.append(call)

    def finish(self) -> None:
        """The next busy team is free, or goes home."""
        now = heapq.heappop(self.busy)
        if self.leaving:
            self.leaving -= 1
            return
        self.free.append(now)
        self._take_waiting(now)

    def change(self, by: int, now: float) -> None:
        """Shifts begin and end."""
        if by < 0:
            going = min(-by, len(self.free))
            for _ in range(going):
                self.free.popleft()
            self.leaving += -by - going
            return
        # A crew that comes on is rested: it is sent before those that have worked.
        self.free.extendleft([-math.inf] * by)
        self._take_waiting(now)

    def _take_waiting(self, now: float) -> None:
        while self.waiting and (
            len(self.free) > self.reserve or self.received[self.waiting[0]] + self.limit < now
        ):
            call = self.waiting.popleft()
            if self.received[call] + self.limit >= now:
                self._send(call, now)

    def _send(self, call: int, now: float) -> None:
        since = self.free.popleft()
        self.started[call] = (now, now - since)
        heapq.heappush(self.busy, now + self.service[call])


def replay(
    received: Floats,
    service: Floats,
    teams: Sequence[Sequence[int]],
    *,
    waiting_limit: float = 0.0,
    reserve: int = 0,
) -> Answers:
    """Send teams to calls in the order in which they came.

    A call that comes while no team is on duty is not waited with. Any other gets a free team; where
    there is none it waits, first come first served, and goes to police when the limit is over. A
    team whose shift ends finishes its call first.

    Args:
        received: Minutes since a Monday, 00:00, of each call, in order.
        service: Minutes for which each would keep a team busy.
        teams: On duty by hour of the week: 7 rows from Monday of 24.
        waiting_limit: Minutes for which a call may wait; 0 for none, endless for as long as it takes.
        reserve: Teams that are kept free for one in trouble.

    Raises:
        ValueError: When calls are out of order, a time is negative, or the week has not 168 hours.
    """
    on_duty = [int(count) for row in teams for count in row]
    if len(on_duty) != WEEK_HOURS or min(on_duty) < 0:
        raise ValueError("teams must be 7 rows of 24, each 0 or more")
    if len(received) != len(service) or not np.all(np.isfinite(received)) or not np.all(service >= 0):
        raise ValueError("every call needs a moment and a service time of 0 or more")
    if np.any(np.diff(received) < 0):
        raise ValueError("calls must be in the order in which they came")
    hours = np.floor(received / HOUR).astype(np.int64) % WEEK_HOURS
    is_open = np.asarray(on_duty)[hours] > 0
    room = _Room(received.tolist(), service.tolist(), waiting_limit, reserve)
    if len(received) and max(on_duty) > reserve:
        _run(room, on_duty, is_open.tolist())
    start = np.full(len(received), np.nan)
    rest = np.full(len(received), np.nan)
    if room.started:
        calls = np.fromiter(room.started, dtype=np.int64, count=len(room.started))
        start[calls], rest[calls] = np.array(list(room.started.values())).T
    return Answers(received, service, start, rest, is_open)


def _run(room: _Room, on_duty: Sequence[int], is_open: Sequence[bool]) -> None:
    hour = math.floor(room.received[0] / HOUR)
    room.change(on_duty[hour % WEEK_HOURS], hour * HOUR)
    edge = (hour + 1) * HOUR
    call, calls = 0, len(room.received)
    while call < calls or room.waiting:
        arrival = room.received[call] if call < calls else math.inf
        end = room.busy[0] if room.busy else math.inf
        # A team that ends its call on the hour is free for the call of that very moment.
        if end <= edge and end <= arrival:
            room.finish()
        elif edge <= arrival:
            hour += 1
            if by := on_duty[hour % WEEK_HOURS] - on_duty[(hour - 1) % WEEK_HOURS]:
                room.change(by, edge)
            edge = (hour + 1) * HOUR
        else:
            if is_open[call]:
                room.arrive(call)
            call += 1
