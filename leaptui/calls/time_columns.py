"""Which time column holds which moment of a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.calls.profiles import Kind
from leaptui.calls.times import has_clock, has_date
from leaptui.calls.trials import ColumnTimes
from leaptui.calls.words import OTHER_MOMENTS, STAGE_WORDS, TIME_WORDS
from leaptui.domain.calls import ColumnRole, Confidence

TimedColumn = tuple[int, str, tuple[str, ...], Kind, ColumnTimes | None]
"""Position, header, its words, kind, and how its times are read."""

_STAGE_ROLES = {
    "dispatched": ColumnRole.DISPATCHED,
    "en_route": ColumnRole.EN_ROUTE,
    "arrived": ColumnRole.ARRIVED,
    "cleared": ColumnRole.CLEARED,
}


_ENOUGH_CLOCKS, _DURATION_HOURS, _HOURS_OF_A_DAY = 30, 6, 14
_FEW_LOST = 0.02
_LOST_MARKS = 1.2
"""What a time of the call is put back by when part of its hours lost their AM or PM."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a column is read as, how sure that is, and why."""

    role: ColumnRole
    confidence: Confidence
    reason: str


@dataclass(frozen=True, slots=True)
class _Timed:
    position: int
    name: str
    words: tuple[str, ...]
    day: bool
    clock: bool
    times: ColumnTimes

    @property
    def stem(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if word not in TIME_WORDS)

    def weight(self, stage: str) -> float:
        if OTHER_MOMENTS & set(self.words):
            return 0.0
        return max((STAGE_WORDS[stage].get(word, 0.0) for word in self.words), default=0.0)

    @property
    def stage(self) -> str:
        """The moment its words name most strongly; empty when they name none."""
        weights = {stage: self.weight(stage) for stage in STAGE_WORDS}
        best = max(weights, key=lambda stage: weights[stage])
        return best if weights[best] else ""


def claim_times(columns: Sequence[TimedColumn]) -> dict[int, Claim]:
    """Claims on the time columns: the call's received time first, then the other moments.

    A column whose clock always says midnight is a date, whatever its format; a date and a
    clock whose headers share their words belong together, and beat a date alone.
    """
    timed = [
        _Timed(
            position,
            name,
            words,
            any(has_date(written) for written in times.formats),
            any(has_clock(written) for written in times.formats) and not times.always_midnight,
            times,
        )
        for position, name, words, _, times in columns
        if times is not None and times.parsed
    ]
    claims = _claim_received(timed)
    if not claims:
        return {}
    durations = {column.position for column in timed if _is_duration(column, timed)}
    for stage, role in _STAGE_ROLES.items():
        candidates = [
            column
            for column in timed
            if column.position not in claims
            and column.position not in durations
            and column.clock
            and column.stage == stage
        ]
        if candidates:
            best = max(candidates, key=lambda column: (column.weight(stage), column.times.parsed))
            claims[best.position] = Claim(role, Confidence.SURE, _stage_reason(best, stage))
    for column in timed:
        if column.position in durations and column.position not in claims:
            claims[column.position] = Claim(
                ColumnRole.IGNORED,
                Confidence.LIKELY,
                "seems to be a duration: its clocks keep to the first hours",
            )
        elif column.position not in claims:
            claims[column.position] = Claim(ColumnRole.IGNORED, Confidence.SURE, _spare_reason(column))
    return claims


def _is_duration(column: _Timed, timed: Sequence[_Timed]) -> bool:
    """Whether a clock without a date is a length of time: it never leaves the night while calls fill the day."""
    if column.day or not column.clock or column.times.parsed < _ENOUGH_CLOCKS:
        return False
    others = [other.times.hours.bit_count() for other in timed if other is not column and other.clock]
    return column.times.hours < 1 << _DURATION_HOURS and max(others, default=0) >= _HOURS_OF_A_DAY


def _stage_reason(column: _Timed, stage: str) -> str:
    words = stage.replace("_", " ")
    if column.day:
        return f"header says {words}"
    return f"header says {words}; a clock without a date, put on the day of the call or the next"


def _spare_reason(column: _Timed) -> str:
    if column.day and not column.clock:
        return (
            "date only: its clock is always midnight" if has_clock(column.times.formats[0]) else "date only"
        )
    return "none of the moments a call is measured by"


def _claim_received(timed: Sequence[_Timed]) -> dict[int, Claim]:
    moments = [column for column in timed if column.day and column.clock and column.stage in ("received", "")]
    dates = [
        column for column in timed if column.day and not column.clock and column.stage in ("received", "")
    ]
    clocks = [
        column
        for column in timed
        if column.clock
        and not column.day
        and column.stage in ("received", "")
        and not OTHER_MOMENTS & set(column.words)
        and not _is_duration(column, timed)
    ]
    whole = max(moments, key=_received_weight, default=None)
    pair = max(
        ((date, clock) for date in dates for clock in clocks),
        key=lambda both: (
            bool(both[0].stem == both[1].stem),
            _received_weight(both[0]) + _received_weight(both[1]),
        ),
        default=None,
    )
    if pair is not None and (whole is None or _pair_weight(*pair) > _received_weight(whole)):
        date, clock = pair
        shared = date.stem == clock.stem
        confidence = Confidence.SURE if shared else Confidence.LIKELY
        always = "its clock is always midnight" if has_clock(date.times.formats[0]) else "a date"
        together = "the same words over both" if shared else "the only clock beside a date"
        return {
            date.position: Claim(
                ColumnRole.RECEIVED_DATE, confidence, f"{always}; the hour is in {clock.name}"
            ),
            clock.position: Claim(ColumnRole.RECEIVED_TIME, confidence, f"clock to {date.name}: {together}"),
        }
    if whole is not None:
        named = whole.weight("received") >= 2
        confidence = Confidence.SURE if named else Confidence.LIKELY
        reason = "header says so" if named else "the first time a row has"
        passed = [other.name for other in moments if _hours_are_lost(other) and other is not whole]
        if passed and not _hours_are_lost(whole):
            reason += f"; preferred to {passed[0]}, whose hours lack AM or PM"
        return {whole.position: Claim(ColumnRole.RECEIVED, confidence, reason)}
    if dates:
        best = max(dates, key=_received_weight)
        return {best.position: Claim(ColumnRole.RECEIVED, Confidence.LIKELY, _spare_reason(best))}
    others = [column for column in timed if column.day]
    if others:
        best = min(
            others, key=lambda column: (list(STAGE_WORDS).index(column.stage or "cleared"), column.position)
        )
        reason = "the file has no time of the call itself; this one stands for it"
        return {best.position: Claim(ColumnRole.RECEIVED, Confidence.ASK, reason)}
    return {}


def _received_weight(column: _Timed) -> float:
    """How much a column looks like the time of the call; earlier columns win a tie."""
    if OTHER_MOMENTS & set(column.words):
        return 0.01
    return (
        max(column.weight("received"), 0.5)
        + 0.2 * (column.times.failed + column.times.unmarked == 0)
        - _LOST_MARKS * _hours_are_lost(column)
        - 0.001 * column.position
    )


def _hours_are_lost(column: _Timed) -> bool:
    lost = column.times.unmarked > _FEW_LOST * (column.times.parsed + column.times.unmarked)
    return lost or column.times.half_clock_unmarked


def _pair_weight(date: _Timed, clock: _Timed) -> float:
    own = (_received_weight(date) + _received_weight(clock)) / 2
    return own + 0.5 if date.stem == clock.stem else own - 0.5
