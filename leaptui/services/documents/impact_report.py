"""The impact report: a year across all cities, by counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cells import is_small, withheld
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.wording import dates
from leaptui.documents.kinds.impact_report import CityLine, ImpactReportContent, Met, Tally, Total, compose
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import Period
from leaptui.domain.partner_records import Validator
from leaptui.domain.records import Engagement
from leaptui.domain.vocabulary import Level
from leaptui.services.city.year import CallsRead, CityYear, Year, year_named, year_of
from leaptui.services.documents.catalogue import kind_named
from leaptui.services.documents.gates import document_gate
from leaptui.services.documents.gathering import ORGANISATION
from leaptui.services.documents.prepared import Prepared
from leaptui.services.workspace import Workspace

Key = TypeVar("Key")

_KEY = "impact_report"
_NO_GROUP = "group not noted"
_FEW = "people of the city"
"""A group of which so few were met that its name would point at them."""
_NOT_SET = "not set"


def prepare(
    workspace: Workspace, engagement: Engagement | None, audience: Audience, which: str = ""
) -> Prepared:
    """Gather the report through the gate of the whole house.

    Args:
        workspace: Where.
        engagement: None; the report is about all of them.
        audience: Who will read it.
        which: The year; this one where empty.

    Raises:
        InputRefused: When that is no year.
        HeldBack: When a name in it repeats a confidence.
    """
    del engagement  # whichever was named, the report is about all
    year = year_named(which, workspace.today().year)
    through = _Through(workspace, document_gate(workspace, None, _KEY, audience))
    document = compose(through.content(year_of(workspace, year)))
    return Prepared(
        kind=_KEY,
        audience=audience,
        gate=through.gate,
        stem=f"impact-report-{year}",
        document=document,
        withheld=tuple(dict.fromkeys(through.kept_back)),
    )


class _Through:
    """Clears the words of one report."""

    def __init__(self, workspace: Workspace, gate: Gate) -> None:
        self._workspace = workspace
        self.gate = gate
        self.kept_back: list[str] = []

    def content(self, found: Year) -> ImpactReportContent:
        """The report of a year."""
        found = self._without_few(found)
        year, cities = str(found.year), found.cities
        levels = Counter(each.engagement.level for each in cities)
        return ImpactReportContent(
            title=self._label(f"Impact report {year}", "title"),
            year=self._label(year, "year"),
            organisation=self._label(ORGANISATION, "organisation"),
            made_on=self._workspace.today(),
            audience=self.gate.audience,
            totals=tuple(self._totals(found)),
            levels=tuple(
                Tally(self._label(level.value if level else _NOT_SET, "level"), levels[level])
                for level in (*reversed(Level), None)
                if levels[level]
            ),
            cities=tuple(self._cities(cities)),
            quiet=len(found.quiet),
            groups=len(self._workspace.practice.groups),
            activities=self._tallies(
                {sort.label: count for sort, count in _summed(each.activities for each in cities).items()}
            ),
            issue_areas=self._tallies(
                {area.label: count for area, count in _summed(each.issue_areas for each in cities).items()}
            ),
            documents=self._documents(_summed(each.documents for each in cities)),
            met=self._met(found),
            partners=self._names(name for each in cities for name in each.partners),
            cohorts=self._tallies(Counter(name for each in cities for name in each.cohorts)),
        )

    def _without_few(self, found: Year) -> Year:
        """The year without exports of so few calls that they may not be told."""
        few = [
            each for city in found.cities for each in city.calls if is_small(each.used, self.gate.threshold)
        ]
        if not few:
            return found
        self.kept_back.append(
            f"calls: {_several(len(few), 'export', 'exports')} of fewer than {self.gate.threshold:d}"
        )
        kept = (
            replace(city, calls=tuple(each for each in city.calls if each not in few))
            for city in found.cities
        )
        return replace(found, cities=tuple(kept))

    def _label(self, text: str, where: str) -> Cleared:
        return self.gate.label(text, where)

    def _names(self, names: Iterable[str]) -> tuple[Cleared, ...]:
        """Organisations, without those whose name is that of somebody who must not be named."""
        kept = []
        for name in dict.fromkeys(names):
            if spans := self.gate.blocked(name, "partners"):
                self.kept_back.append(f"a partner: “{spans[0].words}” {spans[0].why}")
            else:
                kept.append(self._label(name, "partners"))
        return tuple(kept)

    def _tallies(self, counts: Mapping[str, int]) -> tuple[Tally, ...]:
        """Most first."""
        ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        return tuple(Tally(self._label(label, "a count"), count) for label, count in ranked if count)

    def _documents(self, counts: Mapping[str, int]) -> tuple[Tally, ...]:
        titled: Counter[str] = Counter()
        for key, count in counts.items():
            titled[_title(key)] += count
        return self._tallies(titled)

    def _totals(self, found: Year) -> Iterable[Total]:
        cities = found.cities
        meetings = [meeting for each in cities for meeting in each.meetings]
        exports = sum(len(each.calls) for each in cities)
        validators = len({each.validator for each in meetings if each.validator})
        met = len({each.stakeholder for each in meetings if each.stakeholder})
        drafts = sum(each.drafts for each in cities)
        groups = frozenset[str]().union(*(each.groups for each in cities))
        for what, number, counts in (
            (
                "Cities",
                len(cities),
                f"Engagements with something on record, of {len(cities) + len(found.quiet):,} in the portfolio",
            ),
            (
                "Conversations",
                sum(each.conversations for each in cities),
                "Interviews and sessions that were held",
            ),
            (
                "People heard",
                self.gate.count(sum(each.people for each in cities)),
                f"Each once in each city, from {_several(len(groups), 'stakeholder group', 'stakeholder groups')}",
            ),
            (
                "Activities",
                sum(each.activities.total() for each in cities),
                "Meetings, presentations, testimony, trainings and the like, beside conversations",
            ),
            (
                "People at activities",
                sum(each.attendance for each in cities),
                "As far as they were counted; somebody who came twice counts twice",
            ),
            (
                "Meetings with validators",
                len(meetings),
                f"Of {_several(validators, 'validator', 'validators')} with {_several(met, 'person', 'people')}",
            ),
            (
                "Calls analyzed",
                sum(calls.used for each in cities for calls in each.calls),
                f"Calls for service that count, in {_several(exports, 'export', 'exports')}",
            ),
            (
                "Documents delivered",
                sum(each.documents.total() for each in cities),
                f"Handed to readers outside, each once a day; {drafts:,} of them as drafts",
            ),
        ):
            yield Total(self._label(what, "totals"), number, self._label(counts, "totals"))

    def _cities(self, cities: Sequence[CityYear]) -> Iterable[CityLine]:
        """Each with the people heard, without those counts that the total would give away."""
        hidden = withheld([each.people for each in cities], self.gate.threshold)
        for place, each in enumerate(cities):
            yield self._city(each, withhold_people=place in hidden)

    def _city(self, found: CityYear, *, withhold_people: bool) -> CityLine:
        engagement = found.engagement
        return CityLine(
            name=self._label(engagement.name, "name of an engagement"),
            level=self._label(engagement.level.value if engagement.level else _NOT_SET, "level"),
            phase=self._label(engagement.phase.label.lower() if engagement.phase else "", "phase"),
            conversations=found.conversations,
            people=self.gate.count(found.people, withhold=withhold_people),
            groups=len(found.groups),
            activities=self._tallies({sort.label: count for sort, count in found.activities.items()}),
            calls=tuple(self._label(_calls(each), "calls") for each in found.calls),
            calls_used=sum(each.used for each in found.calls),
            documents=self._documents(found.documents),
            meetings=len(found.meetings),
            partners=self._names(found.partners),
        )

    def _met(self, found: Year) -> tuple[Met, ...]:
        fields = {each.id: each.sort.label for each in self._workspace.store.all(Validator)}
        groups = {group.key: group.label for group in self._workspace.practice.groups}
        meetings = [meeting for city in found.cities for meeting in city.meetings]
        people = [
            found.people[each] for each in {one.stakeholder for one in meetings} if each in found.people
        ]
        met_of_group = Counter(person.group for person in people)
        counts: Counter[tuple[str, str]] = Counter()
        for meeting in meetings:
            person = found.people.get(meeting.stakeholder or "")
            group = groups.get(person.group, _NO_GROUP) if person else _NO_GROUP
            # A group of which few were met points at them.
            if person and is_small(met_of_group[person.group], self.gate.threshold):
                group = _FEW
            counts[fields.get(meeting.validator or "", "field not noted"), group] += 1
        return tuple(
            Met(self._label(field, "validators"), self._label(group, "groups"), count)
            for (field, group), count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        )


def _calls(found: CallsRead) -> str:
    days = f", {dates(Period(found.first_day, found.last_day))}" if found.first_day and found.last_day else ""
    return f"{found.used:,} calls for service, of {found.rows:,} rows{days}"


def _title(key: str) -> str:
    """What a document is called; of those that are none of the catalogue, what the record calls them."""
    try:
        return kind_named(key).title
    except UnknownName:
        return "Tables of calls" if key.startswith("table of calls") else key.replace("_", " ").capitalize()


def _several(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _summed(counters: Iterable[Counter[Key]]) -> Counter[Key]:
    return sum(counters, Counter[Key]())
