"""Which calls somebody asks about: a dataset, a base, a filter; and the rows behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import TypeReading
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import BaseName
from leaptui.domain.records import Engagement
from leaptui.domain.text import fold, one_line
from leaptui.services.calls.opened import calls_of
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.types import call_types
from leaptui.services.interviews.equity import district_key
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.calls.population import Population

_ALL = CallFilter()
_NAMED = 12
"""So many of the known names are told where one is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The calls a picture is taken of. Types are read once for all the pictures of it.

    Attributes:
        engagement: Whose calls.
        dataset: Which export.
        base: The population before the filter.
        only: The filter, with names as the calls have them.
        readings: What each type of the base is taken for.
    """

    engagement: Engagement
    dataset: Dataset
    base: BaseName
    only: CallFilter
    readings: tuple[TypeReading, ...]

    @property
    def words(self) -> str:
        """The filter beside a base, which tells the days itself."""
        return replace(self.only, period=None).words


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """What a base can be filtered by: names with their calls, most first; nothing where the file has none.

    A name that is empty stands for calls without one. Tiers are told by their keys.
    """

    districts: tuple[tuple[str, int], ...]
    tiers: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    priorities: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRows:
    """Some rows of the calls asked about, as text, and how many there are in all."""

    total: int
    rows: tuple[dict[str, str], ...]


def ask(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset | None = None,
    *,
    base: BaseName = BaseName.COMMUNITY_INITIATED,
    only: CallFilter = _ALL,
) -> Asked:
    """The calls of a dataset that are asked about.

    Names are matched without case, and districts as `Beat 07`, `beat 7` and `7` are the same.

    Args:
        workspace: Where.
        engagement: Whose calls.
        dataset: Which export; the newest without one.
        base: The population before the filter.
        only: The filter.

    Raises:
        UnknownName: When nothing was imported yet, or the filter names what no call has.
    """
    dataset = dataset or find_dataset(workspace, engagement)
    readings = tuple(call_types(workspace, engagement, dataset, base))
    if not only.is_all:
        calls = calls_of(workspace, dataset)
        only = replace(
            only,
            districts=_known("district", only.districts, calls.loaded.words("district"), district_key),
            groups=_known("group", only.groups, {group for group, _ in _groups(readings)}),
            types=_known("call type", only.types, calls.loaded.words("type")),
            priorities=_known("priority", only.priorities, calls.loaded.words("priority")),
            sources=_known("source", only.sources, calls.loaded.words("source")),
        )
    return Asked(engagement=engagement, dataset=dataset, base=base, only=only, readings=readings)


def population(workspace: Workspace, asked: Asked) -> Population:
    """The calls asked about, opened."""
    return calls_of(workspace, asked.dataset).population(asked.readings, asked.base, asked.only)


def filter_choices(workspace: Workspace, asked: Asked) -> FilterChoices:
    """What the base can be filtered by, whatever it is filtered by now."""
    calls = calls_of(workspace, asked.dataset)
    tiers: Counter[str] = Counter()
    for reading in asked.readings:
        tiers[reading.tier.value] += reading.calls

    def words(column: str) -> tuple[tuple[str, int], ...]:
        found = tuple(calls.word_counts(column, asked.base))
        return found if any(name for name, _ in found) else ()

    return FilterChoices(
        districts=words("district"),
        tiers=tuple((name, count) for name, count in tiers.most_common() if count),
        groups=_groups(asked.readings),
        types=words("type"),
        priorities=words("priority"),
        sources=words("source"),
    )


def rows(
    workspace: Workspace, asked: Asked, *, offset: int = 0, limit: int = 200, behind: str = ""
) -> CallRows:
    """The rows of the calls asked about, in the order of the file, every column that was kept.

    Args:
        workspace: Where.
        asked: The calls.
        offset: How many to pass over.
        limit: How many at most.
        behind: Fewer of them, by a key of `leaptui.calls.behind`: `wait.over_30`, `outcome.arrest`.

    Raises:
        UnknownName: When nothing of that name stands behind a figure.
    """
    from leaptui.calls.behind import behind as only_behind
    from leaptui.calls.counting import opened

    wanted = population(workspace, asked)
    if behind:
        wanted = only_behind(wanted, behind, workspace.practice.call_outcomes)
    found = opened(wanted.loaded, wanted.rows, limit, offset)
    return CallRows(total=wanted.calls, rows=tuple(found))


def _groups(readings: Sequence[TypeReading]) -> tuple[tuple[str, int], ...]:
    from leaptui.calls.eligibility import group_of

    groups: Counter[str] = Counter()
    for reading in readings:
        groups[group_of(reading)] += reading.calls
    return tuple(groups.most_common())


def _known(
    what: str, wanted: Sequence[str], known: Iterable[str], key: Callable[[str], str] = fold
) -> tuple[str, ...]:
    """The wanted names as the calls have them."""
    there = sorted(known)
    found = []
    for name in wanted:
        alike = [each for each in there if each == name] or [each for each in there if key(each) == key(name)]
        if not alike:
            named = [each for each in there if each]
            more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
            raise UnknownName(
                f"No call has the {what} “{one_line(name)}”.",
                next_step=f"There are: {', '.join(named[:_NAMED])}{more}."
                if named
                else f"The export names no {what}.",
            )
        found += alike
    return tuple(dict.fromkeys(found))
