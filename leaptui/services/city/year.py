"""What was done in a year, city by city: heard, analysed, delivered, met. Counts alone, no names of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.disclosure.audience import Audience
from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import InputRefused
from leaptui.domain.partner_records import Activity, ValidatorMeeting
from leaptui.domain.records import Engagement, Interview, Stakeholder
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.domain.roadmap_vocabulary import ActivitySort, IssueArea
from leaptui.domain.text import fold, one_line
from leaptui.services.interviews.conversations import NO_GROUP, told_conversations
from leaptui.services.interviews.few_voices import voices
from leaptui.services.newest import newest_first
from leaptui.services.workspace import Workspace

_FIRST, _LAST = 1990, 2199
_OF_ALL = "impact_report"
"""Made from a city's place it is on the city's record, and is still about all."""


@dataclass(frozen=True, slots=True)
class CallsRead:
    """One call export that was read in the year.

    Attributes:
        rows: Of the file.
        used: Those of its calls that its own figures count.
        first_day: ISO date, or nothing.
        last_day: ISO date, or nothing.
    """

    rows: int
    used: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CityYear:
    """One engagement's year.

    Attributes:
        engagement: As it stands now: level and phase are of today, not of the year's end.
        conversations: Held in the year, agreed to.
        people: Heard in them, each once.
        groups: Stakeholder groups among them, by key.
        activities: Held in the year, by sort.
        issue_areas: Of those; one activity may bear several.
        attendance: People at them, as far as they were counted.
        calls: Exports read in the year; of two that share days only the newer.
        documents: Handed to somebody outside, by kind; on other paper the same day it is the same one.
        drafts: How many of those said of themselves that they were drafts.
        meetings: Validators who met somebody.
        partners: Organisations, those of the engagement first.
        cohorts: Of funders.
    """

    engagement: Engagement
    conversations: int
    people: int
    groups: frozenset[str]
    activities: Counter[ActivitySort]
    issue_areas: Counter[IssueArea]
    attendance: int
    calls: tuple[CallsRead, ...]
    documents: Counter[str]
    drafts: int
    meetings: tuple[ValidatorMeeting, ...]
    partners: tuple[str, ...]
    cohorts: tuple[str, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing of the year is on record."""
        counts = (self.conversations, self.activities.total(), len(self.calls), self.documents.total())
        return not any(counts) and not self.meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The portfolio's year.

    Attributes:
        year: Of the calendar.
        cities: Those of which something is on record, by name.
        quiet: The other engagements, by name.
        people: The stakeholders of all cities by id, for whom validators met.
    """

    year: int
    cities: tuple[CityYear, ...]
    quiet: tuple[Engagement, ...]
    people: dict[str, Stakeholder]


def year_named(text: str, today: int) -> int:
    """A year as somebody types it; this one where nothing was typed.

    Raises:
        InputRefused: When it is none.
    """
    wanted = text.strip()
    if not wanted:
        return today
    if not (wanted.isascii() and wanted.isdigit() and _FIRST <= int(wanted) <= _LAST):
        raise InputRefused(
            f"“{one_line(text)}” is not a year.",
            safe="Nothing was written.",
            next_step=f"Name one in four figures: {today}.",
        )
    return int(wanted)


def years_on_record(workspace: Workspace) -> list[int]:
    """This year and every year before it of which anything is on record, the newest first."""
    store, today = workspace.store, workspace.today().year
    days: list[str | None] = [each.held_on for each in store.all(Interview)]
    days += [each.held_on for each in store.all(Activity)]
    days += [each.imported_at for each in store.all(Dataset)]
    days += [each.made_at for each in store.all(DocumentMade)]
    years = {int(day[:4]) for day in days if day and day[:4].isdecimal()}
    return sorted({today, *(year for year in years if _FIRST <= year < today)}, reverse=True)


def year_of(workspace: Workspace, year: int) -> Year:
    """What is on record of a year in every engagement."""
    cities = sorted(
        (_city(workspace, engagement, str(year)) for engagement in workspace.store.all(Engagement)),
        key=lambda each: fold(each.engagement.name),
    )
    return Year(
        year=year,
        cities=tuple(each for each in cities if not each.is_quiet),
        quiet=tuple(each.engagement for each in cities if each.is_quiet),
        people={person.id: person for person in workspace.store.all(Stakeholder)},
    )


def _city(workspace: Workspace, engagement: Engagement, year: str) -> CityYear:
    store, today = workspace.store, workspace.today()
    held = [each for each in told_conversations(workspace, engagement) if _in(each.interview.held_on, year)]
    activities = [
        each
        for each in store.all(Activity, engagement=engagement.id)
        if _in(each.held_on, year) and (each.held_on or "") <= today.isoformat()
    ]
    made = _delivered(
        each
        for each in store.all(DocumentMade, engagement=engagement.id)
        if _in(each.made_at, year) and each.audience != Audience.INTERNAL and each.document != _OF_ALL
    )
    known = {area.value: area for area in IssueArea}
    return CityYear(
        engagement=engagement,
        conversations=len(held),
        people=voices(held),
        groups=frozenset(group for each in held for group in each.voices if group != NO_GROUP),
        activities=Counter(each.sort for each in activities),
        issue_areas=Counter(
            known[area] for each in activities for area in dict.fromkeys(each.issue_areas) if area in known
        ),
        attendance=sum(each.attendance or 0 for each in activities),
        calls=_calls(
            each for each in store.all(Dataset, engagement=engagement.id) if _in(each.imported_at, year)
        ),
        documents=Counter(each.document for each in made),
        drafts=sum(each.draft for each in made),
        meetings=tuple(
            each
            for each in store.all(ValidatorMeeting, engagement=engagement.id)
            if _in(each.met_on, year) and (each.met_on or "") <= today.isoformat()
        ),
        partners=_named((*engagement.partners, *(name for each in activities for name in each.partners))),
        cohorts=_named(each.cohort for each in activities),
    )


def _in(day: str | None, year: str) -> bool:
    return bool(day) and str(day)[:4] == year


def _delivered(made: Iterable[DocumentMade]) -> list[DocumentMade]:
    """The newest of those that are one document to its readers: of a day, for them, of the same name."""
    found: dict[tuple[str, str, str, frozenset[str]], DocumentMade] = {}
    for each in newest_first(list(made), lambda document: document.made_at):
        names = frozenset(file.rpartition(" ")[0].rpartition(".")[0] for file in each.files)
        found.setdefault((each.document, each.audience, each.made_at[:10], names), each)
    return list(found.values())


def _calls(imported: Iterable[Dataset]) -> tuple[CallsRead, ...]:
    """The exports, the newest first; one that shares days with a newer one is the same calls again."""
    kept: list[Dataset] = []
    for dataset in newest_first(list(imported), lambda each: each.imported_at):
        if not any(_share_days(dataset, other) for other in kept):
            kept.append(dataset)
    return tuple(CallsRead(each.rows_in, each.rows_used, each.first_day, each.last_day) for each in kept)


def _share_days(one: Dataset, other: Dataset) -> bool:
    if not (one.first_day and one.last_day and other.first_day and other.last_day):
        return one.file_sha256 == other.file_sha256
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _named(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they were first written, each once whatever its case."""
    found: dict[str, str] = {}
    for name in names:
        if one_line(name):
            found.setdefault(fold(one_line(name)), one_line(name))
    return tuple(found.values())
