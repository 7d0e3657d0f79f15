"""The impact report: what was done in a year across all cities. All of it passed the gate; no person is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared, ClearedCount
from leaptui.documents.document import Document, Form


@dataclass(frozen=True, slots=True)
class Total:
    """A number for all cities, with what it counts."""

    what: Cleared
    number: int | ClearedCount
    counts: Cleared


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of one sort."""

    label: Cleared
    number: int


@dataclass(frozen=True, slots=True)
class Met:
    """How often validators of one field met people of one group."""

    validators: Cleared
    people: Cleared
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CityLine:
    """One city's year."""

    name: Cleared
    level: Cleared
    phase: Cleared
    conversations: int
    people: ClearedCount
    """Heard; withheld where they are few, or would give such a city away."""
    groups: int
    """Of those heard; how many, because one of few people would point at them."""
    activities: tuple[Tally, ...]
    calls: tuple[Cleared, ...]
    """Exports read: `41,127 calls for service, of 96,000 rows, 1 January to 31 December 2025`."""
    calls_used: int
    documents: tuple[Tally, ...]
    meetings: int
    partners: tuple[Cleared, ...]

    @property
    def activities_held(self) -> int:
        """All of them."""
        return sum(each.number for each in self.activities)

    @property
    def documents_made(self) -> int:
        """All of them."""
        return sum(each.number for each in self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactReportContent:
    """A year across all cities."""

    title: Cleared
    year: Cleared
    organisation: Cleared
    made_on: date
    audience: Audience
    totals: tuple[Total, ...]
    levels: tuple[Tally, ...]
    """How many cities stand at each level of engagement."""
    cities: tuple[CityLine, ...]
    groups: int
    """Stakeholder groups there are."""
    quiet: int
    """Engagements of which nothing of the year is on record."""
    activities: tuple[Tally, ...]
    issue_areas: tuple[Tally, ...]
    documents: tuple[Tally, ...]
    met: tuple[Met, ...]
    partners: tuple[Cleared, ...]
    cohorts: tuple[Tally, ...]
    """Of funders, with the number of cities."""


def compose(content: ImpactReportContent) -> Document:
    """The report as a document."""
    return Document(
        kind="impact_report",
        form=Form.REPORT,
        title=content.title,
        made_on=content.made_on,
        audience=content.audience,
        says={"content": content},
    )
