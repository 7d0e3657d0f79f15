"""Columns that look like ids and are time stamps with letters behind them: what they really say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median

from leaptui.calls.profiles import Kind, Profile
from leaptui.calls.time_columns import Claim
from leaptui.calls.trials import ColumnTimes
from leaptui.domain.calls import ColumnRole

_DIGITS = 14
_NEAR = timedelta(days=2)


def explain_stamps(
    sample: Sequence[Sequence[str]],
    claims: Sequence[Claim],
    profiles: Sequence[Profile],
    times: Mapping[int, ColumnTimes],
) -> tuple[Claim, ...]:
    """The claims, with the letters and the distance from the call added to the reason of each time stamp."""
    by_role = {claim.role: position for position, claim in enumerate(claims)}
    received = [by_role[role] for role in _RECEIVED if role in by_role]
    explained = []
    for position, claim in enumerate(claims):
        if profiles[position].kind is Kind.STAMP and claim.role is ColumnRole.IGNORED:
            letters = sorted({value[_DIGITS:] for value in profiles[position].values})
            said = f"a time stamp with {' or '.join(letters[:3])} behind it, not an id"
            minutes = _minutes_after(sample, position, received, times)
            if minutes is not None:
                said += f"; about {abs(minutes):.0f} min {'after' if minutes >= 0 else 'before'} the call"
            explained.append(replace(claim, reason=said))
        else:
            explained.append(claim)
    return tuple(explained)


_RECEIVED = (ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME)


def _minutes_after(
    sample: Sequence[Sequence[str]], stamp: int, received: Sequence[int], times: Mapping[int, ColumnTimes]
) -> float | None:
    """Median minutes from the call to the stamp; None where that cannot be said."""
    gaps = []
    for row in sample:
        try:
            moments = [_parsed(row[position], times[position]) for position in received]
            call = datetime.combine(moments[0].date(), moments[-1].time())
            gap = datetime.strptime(row[stamp].strip()[:_DIGITS], "%Y%m%d%H%M%S") - call  # noqa: DTZ007
        except (ValueError, IndexError, KeyError):
            continue
        if abs(gap) < _NEAR:
            gaps.append(gap / timedelta(minutes=1))
    return median(gaps) if gaps else None


def _parsed(text: str, times: ColumnTimes) -> datetime:
    return datetime.strptime(text.strip(), times.formats[0])  # noqa: DTZ007 - a city's wall time
