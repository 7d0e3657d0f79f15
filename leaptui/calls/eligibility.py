"""What each type is taken for on each day, and which calls a filter leaves.

A code that changed its meaning has several readings, each for its days; all the others have one. So
calls are told apart by their type and its *era*: the place of the reading that holds on their day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta

from leaptui.calls.bases import Selection, selection
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.measured import BaseName, RuleSet

Judge = Callable[[TypeReading], bool]

NO_GROUP = "not mapped"
"""The group of a type that was taken for nothing."""


def is_eligible(reading: TypeReading, rules: RuleSet) -> bool:
    """Whether a type counts as eligible by a rule set.

    Expected: responders by default. Broad: co-response too. Narrow: of the expected, what early
    programs took on their first day (Durham HEART 2022, Amherst 2023). All three are shares of
    types, not of screened calls: screening, area, hours and pick-up come off later.
    """
    match rules:
        case RuleSet.NARROW:
            return reading.tier is Tier.COMMUNITY_RESPONDER and reading.narrow
        case RuleSet.EXPECTED:
            return reading.tier is Tier.COMMUNITY_RESPONDER
        case RuleSet.BROAD:
            return reading.tier in (Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE)


class TypeMap:
    """The readings of a dataset's types.

    Args:
        readings: One for each type and, of a type with dated rules, one for each of its periods;
            these never overlap. A type without any counts as unmapped.
        names: The types that the dataset has; readings of others are left out.
    """

    def __init__(self, readings: Sequence[TypeReading], names: Collection[str]) -> None:
        self._of: dict[str, list[TypeReading]] = {name: [] for name in names}
        for reading in readings:
            if reading.type in self._of:
                self._of[reading.type].append(reading)
        for name, found in self._of.items():
            found.sort(key=lambda reading: reading.effective_from or "")
            if not found:
                found.append(_unread(name))
        self._changed = {name: found for name, found in self._of.items() if len(found) > 1}

    def __iter__(self) -> Iterator[tuple[str, int, TypeReading]]:
        """Every type, its eras, and what it is taken for in each."""
        for name, found in self._of.items():
            for era, reading in enumerate(found):
                yield name, era, reading

    @property
    def eras(self) -> int:
        """The most eras that a type has; 1 where no code changed its meaning."""
        return max((len(found) for found in self._of.values()), default=1)

    def reading(self, name: str, era: int = 0) -> TypeReading:
        """What one of the dataset's types is taken for in one of its eras."""
        return self._of[name][era]

    def era(self) -> tuple[str, tuple[object, ...]]:
        """SQL for the era of a call, with its parameters; 0 for all where no code changed its meaning."""
        if not self._changed:
            return "0", ()
        cases: list[str] = []
        parameters: list[object] = []
        for name, found in self._changed.items():
            starts = [reading.effective_from for reading in found[1:]]
            times = " ".join(
                f"WHEN received < CAST(? AS TIMESTAMP) THEN {era}" for era, _ in enumerate(starts)
            )
            cases.append(f"WHEN type = CAST(? AS call_type) THEN CASE {times} ELSE {len(starts)} END")
            parameters += [name, *starts]
        return f"CASE {' '.join(cases)} ELSE 0 END", tuple(parameters)

    def within(self, rows: Selection, wanted: Judge) -> Selection:
        """The rows whose reading is wanted."""
        whole: list[str] = []
        dated = ""
        parameters: list[object] = []
        for name, found in self._of.items():
            chosen = [reading for reading in found if wanted(reading)]
            if len(chosen) == len(found):
                whole.append(name)
            for reading in chosen if len(chosen) < len(found) else ():
                dated += " OR (type = CAST(? AS call_type)"
                parameters.append(name)
                if reading.effective_from:
                    dated += " AND received >= CAST(? AS TIMESTAMP)"
                    parameters.append(reading.effective_from)
                if reading.effective_to:
                    dated += " AND received < CAST(? AS TIMESTAMP)"
                    parameters.append(_day_after(reading.effective_to))
                dated += ")"
        return rows.within(f"({_ONE_OF.format('type')}{dated})", whole, *parameters)

    def eligible(self, rows: Selection, rules: RuleSet) -> Selection:
        """The rows whose type counts as eligible."""
        return self.within(rows, lambda reading: is_eligible(reading, rules))


def filtered(
    base: BaseName, only: CallFilter, types: TypeMap, known: Callable[[str], Collection[str]]
) -> Selection:
    """The rows of a base that a filter leaves: everything it names holds at once.

    Args:
        base: The population.
        only: The filter.
        types: What each type is taken for.
        known: The words of a column; what a filter names beyond them no call has.
    """
    rows = selection(base, only.period)
    for column, names in (
        ("type", only.types),
        ("district", only.districts),
        ("priority", only.priorities),
        ("source", only.sources),
    ):
        if names:
            rows = rows.within(_ONE_OF.format(column), sorted(set(names).intersection(known(column))))
    if only.hours is not None:
        first, end = only.hours
        rows = rows.within("hour >= ? AND hour < ?" if first < end else "(hour >= ? OR hour < ?)", first, end)
    if only.tiers or only.groups or only.rules:
        rows = types.within(rows, lambda reading: _is_wanted(reading, only))
    return rows


_ONE_OF = "{0} IN (SELECT unnest(CAST(? AS call_{0}[])))"


def _is_wanted(reading: TypeReading, only: CallFilter) -> bool:
    return (
        (not only.tiers or reading.tier in only.tiers)
        and (not only.groups or group_of(reading) in only.groups)
        and (only.rules is None or is_eligible(reading, only.rules))
    )


def group_of(reading: TypeReading) -> str:
    """The group of a reading; `NO_GROUP` for one that was taken for nothing."""
    return reading.group or NO_GROUP


def _unread(name: str) -> TypeReading:
    return TypeReading(
        type=name, calls=0, group="", tier=Tier.UNMAPPED, confidence="low", reason="", decided_by="nobody"
    )


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
