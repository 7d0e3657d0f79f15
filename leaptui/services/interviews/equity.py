"""Who was heard in the neighbourhoods that most calls come from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaptui.domain.call_records import Dataset
from leaptui.domain.records import Engagement
from leaptui.domain.text import fold
from leaptui.services.calls.opened import calls_of
from leaptui.services.calls.picture import datasets
from leaptui.services.interviews.conversations import Conversation, conversations
from leaptui.services.interviews.coverage import heard_by
from leaptui.services.workspace import Workspace

_KIND_OF_DISTRICT = re.compile(
    r"^(?:(?:police|patrol|reporting|council)\s+)?(?:district|beat|zone|sector|ward|area|rd)\b[\s#:.-]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictHeard:
    """Calls from a district, and people heard there.

    Attributes:
        district: As the export names it.
        calls: Community-initiated incidents.
        people: People heard who live, work or were met there.
        groups: Keys of their groups with the number of each, most first.
    """

    district: str
    calls: int
    people: int
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equity:
    """Calls and people heard by district.

    Attributes:
        dataset: File name of the export.
        districts: Most calls first.
        without_district: Calls of which the district is not known.
        elsewhere: People heard in places that the export does not name, by place.
        unknown: People heard of whom no district is known.
    """

    dataset: str
    districts: tuple[DistrictHeard, ...]
    without_district: int
    elsewhere: tuple[tuple[str, int], ...]
    unknown: int

    @property
    def calls(self) -> int:
        """Calls with a district: the base of every share here."""
        return sum(each.calls for each in self.districts)

    @property
    def known(self) -> int:
        """People heard of whom a district is noted."""
        return sum(each.people for each in self.districts) + sum(people for _, people in self.elsewhere)

    @property
    def busiest(self) -> tuple[DistrictHeard, ...]:
        """The fewest districts that together have half of the calls."""
        reached, found = 0, []
        for each in self.districts:
            if 2 * reached >= self.calls:
                break
            found.append(each)
            reached += each.calls
        return tuple(found)

    @property
    def sentence(self) -> str:
        """Who was heard where half of the calls come from."""
        busiest = self.busiest
        calls, people = sum(each.calls for each in busiest), sum(each.people for each in busiest)
        silent = [each.district for each in busiest if not each.people]
        where = f"{len(busiest)} district{'s have' if len(busiest) > 1 else ' has'}"
        said = f"{where} {calls:,} of {self.calls:,} calls"
        if not self.known:
            return f"{said}; of nobody heard the district is noted."
        said += f"; {people} of {self.known} people heard with a district are from there"
        if not silent:
            return f"{said}."
        more = f" and {len(silent) - 3} more" if len(silent) > 3 else ""
        return f"{said}, nobody from {', '.join(silent[:3])}{more}."


def equity(workspace: Workspace, engagement: Engagement) -> Equity | None:
    """Calls and people heard by district, of the newest export that has districts; nothing without one."""
    for dataset in datasets(workspace, engagement):
        counts = _district_counts(workspace, dataset)
        if counts:
            return equity_of(dataset.file_name, counts, conversations(workspace, engagement))
    return None


def equity_of(file_name: str, counts: Iterable[tuple[str, int]], held: Sequence[Conversation]) -> Equity:
    """Calls by district beside the people heard there.

    `Beat 07`, `beat 7` and `7` are taken for one district.

    Args:
        file_name: Of the export.
        counts: Calls by district; an empty name where it is not known.
        held: The conversations.
    """
    heard = heard_by(held, "district")
    unknown = sum(number for _, number in heard.pop("", ()))
    by_key: dict[str, list[tuple[str, int]]] = {}
    written: dict[str, str] = {}
    for name, who in heard.items():
        key = district_key(name)
        written.setdefault(key, name)
        by_key.setdefault(key, []).extend(who)
    calls: dict[str, int] = {}
    names: dict[str, str] = {}
    for name, count in counts:
        key = district_key(name)
        names.setdefault(key, name)
        calls[key] = calls.get(key, 0) + count
    without = calls.pop("", 0)
    found = [_district(names[key], count, by_key.pop(key, ())) for key, count in calls.items()]
    return Equity(
        dataset=file_name,
        districts=tuple(sorted(found, key=lambda each: (-each.calls, each.district))),
        without_district=without,
        elsewhere=tuple((written[key], sum(number for _, number in who)) for key, who in by_key.items()),
        unknown=unknown,
    )


def district_key(name: str) -> str:
    """What two spellings of a district have in common."""
    folded = fold(name)
    bare = _KIND_OF_DISTRICT.sub("", folded) or folded
    return bare.lstrip("0") or bare


def _district(name: str, calls: int, who: Iterable[tuple[str, int]]) -> DistrictHeard:
    groups: Counter[str] = Counter()
    for group, number in who:
        groups[group] += number
    return DistrictHeard(
        district=name, calls=calls, people=groups.total(), groups=tuple(groups.most_common())
    )


def _district_counts(workspace: Workspace, dataset: Dataset) -> list[tuple[str, int]]:
    if not workspace.store.has_dataset(dataset.hash):
        return []
    return calls_of(workspace, dataset).district_counts()
