"""Calls told apart: by group, tier, type, priority, source or district, with what is eligible and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.calls import counting
from leaptui.calls.eligibility import group_of, is_eligible
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.calls import TimeMeasure, TypeReading
from leaptui.domain.measured import RuleSet

if TYPE_CHECKING:
    import pandas as pd

    from leaptui.calls.population import Population

_COLUMNS = {SplitBy.PRIORITY: "priority", SplitBy.SOURCE: "source", SplitBy.DISTRICT: "district"}


def part_frame(asked: Population, by: SplitBy) -> pd.DataFrame:
    """Calls of each part, and how many of them each rule set counts as eligible.

    Args:
        asked: The calls. The parts sum to them.
        by: What they are told apart by.

    Returns:
        By name, most calls first: `calls`, `narrow`, `expected`, `broad`. What is not given has the
        name ``""``; where the export gives it of no call at all, there is no line.
    """
    import pandas as pd

    column = _COLUMNS.get(by, "''")
    lines = []
    for value, name, era, calls in counting.by_type(asked.loaded, asked.rows, asked.types, column):
        reading = asked.types.reading(name, era)
        part = value if by in _COLUMNS else name_of(reading, by)
        lines.append((part, calls, *(calls * is_eligible(reading, rules) for rules in RuleSet)))
    frame = pd.DataFrame(lines, columns=["name", "calls", *(rules.value for rules in RuleSet)])
    parts = frame.groupby("name").sum()
    if by in _COLUMNS and not any(parts.index):
        parts = parts.iloc[:0]
    return parts.sort_values(["calls", "name"], ascending=[False, True])


def name_of(reading: TypeReading, by: SplitBy) -> str:
    """The group, tier or type that a reading belongs to."""
    match by:
        case SplitBy.GROUP:
            return group_of(reading)
        case SplitBy.TIER:
            return reading.tier.value
        case _:
            return reading.type


def times_by_part(asked: Population, by: SplitBy) -> dict[str, dict[str, TimeMeasure]]:
    """The durations of each part that has any, by its name and the duration's key."""
    if by in _COLUMNS:
        source = asked.rows.query(f"SELECT enum_code({_COLUMNS[by]}) AS part, *")
        found = counting.times_by_part(asked.loaded, source, asked.rows.parameters)
        return {asked.loaded.words(_COLUMNS[by])[code]: times for code, times in found.items()}
    names: dict[str, int] = {}
    types, eras, parts = [], [], []
    for name, era, reading in asked.types:
        types.append(name)
        eras.append(era)
        parts.append(names.setdefault(name_of(reading, by), len(names)))
    era_sql, parameters = asked.types.era()
    source = (
        f"SELECT * FROM ({asked.rows.query(f'SELECT {era_sql} AS era, *')}) JOIN (SELECT "  # noqa: S608 - this package's own words
        "unnest(CAST(? AS call_type[])) AS type, unnest(CAST(? AS INTEGER[])) AS era, "
        "unnest(CAST(? AS INTEGER[])) AS part) USING (type, era)"
    )
    found = counting.times_by_part(
        asked.loaded, source, [*parameters, *asked.rows.parameters, types, eras, parts]
    )
    by_number = list(names)
    return {by_number[number]: times for number, times in found.items()}


def screened_frame(asked: Population) -> pd.DataFrame:
    """How many eligible calls would pass the screen, where the share within their type was judged.

    Returns:
        By rule set: `calls`, `judged` (of a type with a judged share), and of these `expected`, `low`
        and `high` to pass. Where no interval was judged, its ends are the share itself.
    """
    import pandas as pd

    lines = dict.fromkeys((rules.value for rules in RuleSet), (0, 0, 0.0, 0.0, 0.0))
    for _, name, era, calls in counting.by_type(asked.loaded, asked.rows, asked.types):
        reading = asked.types.reading(name, era)
        share = reading.rule.share_eligible if reading.rule else None
        judged: tuple[float, ...] = (calls, 0, 0.0, 0.0, 0.0)
        if reading.rule and share is not None:
            low, high = reading.rule.share_low, reading.rule.share_high
            ends = (share, share if low is None else low, share if high is None else high)
            judged = (calls, calls, *(calls * end / 100 for end in ends))
        for rules in RuleSet:
            if is_eligible(reading, rules):
                so_far = lines[rules.value]
                lines[rules.value] = tuple(map(sum, zip(so_far, judged, strict=True)))  # type: ignore[assignment]
    frame = pd.DataFrame.from_dict(
        lines, orient="index", columns=["calls", "judged", "expected", "low", "high"]
    )
    return frame.rename_axis("rules").astype({"calls": "int64", "judged": "int64"})
