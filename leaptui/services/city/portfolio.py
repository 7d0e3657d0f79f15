"""The portfolio at a glance: every city, how far it is, and what needs the advisor now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from leaptui.domain.city_records import Component, Engagement, FollowUp, Interview, Jurisdiction, Stakeholder
from leaptui.domain.text import fold
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.services.workspace import Workspace

COMPONENTS = 10
"""Of every roadmap."""


class Standing(IntEnum):
    """Where a city stands in the list, most urgent first."""

    NEEDS_YOU = 0
    UNDER_WAY = 1
    QUIET = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """One engagement with the counts its line shows."""

    engagement: Engagement
    places: tuple[Jurisdiction, ...]
    standing: Standing
    stakeholders: int
    interviews: int
    agreed: int
    """Components agreed, of ten."""
    open_follow_ups: int
    due: str | None
    """ISO date of what is due next: its own next step or a follow-up."""

    @property
    def population(self) -> int | None:
        """People in all its places; nothing when any place's population is unknown."""
        people = [place.population for place in self.places]
        known = [count for count in people if count is not None]
        return sum(known) if known and len(known) == len(people) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """A follow-up that is open, with its city's name."""

    city: str
    follow_up: FollowUp
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What the first screen shows."""

    rows: tuple[PortfolioRow, ...]
    due: tuple[DueItem, ...]
    """Open follow-ups with a date, soonest first."""
    today: str
    """ISO date."""


def portfolio(workspace: Workspace) -> Portfolio:
    """Every engagement, those that need her first. Reads counts only, so its cost is independent of notes."""
    store, today = workspace.store, workspace.today()
    soon = (today + timedelta(days=7)).isoformat()
    engagements = {each.id: each for each in store.all(Engagement)}
    places: dict[str, list[Jurisdiction]] = {}
    for place in store.all(Jurisdiction):
        places.setdefault(place.engagement, []).append(place)
    follow_ups = [each for each in store.all(FollowUp, done=False) if each.engagement in engagements]
    heard = store.counts(Interview, by="engagement")
    people = store.counts(Stakeholder, by="engagement")
    agreed = store.counts(Component, by="engagement", status=ComponentStatus.AGREED)
    rows = []
    for key, engagement in engagements.items():
        owed = [each for each in follow_ups if each.engagement == key]
        dates = [day for day in [engagement.next_due, *(each.due for each in owed)] if day]
        due = min(dates, default=None)
        rows.append(
            PortfolioRow(
                engagement=engagement,
                places=tuple(sorted(places.get(key, ()), key=lambda place: place.position)),
                standing=_standing(engagement, due, soon),
                stakeholders=people.get(key, 0),
                interviews=heard.get(key, 0),
                agreed=agreed.get(key, 0),
                open_follow_ups=len(owed),
                due=due,
            )
        )
    dated = sorted((each for each in follow_ups if each.due), key=lambda each: each.due or "")
    return Portfolio(
        rows=tuple(
            sorted(rows, key=lambda row: (row.standing, row.due or "9999", fold(row.engagement.name)))
        ),
        due=tuple(
            DueItem(
                city=engagements[each.engagement].name,
                follow_up=each,
                overdue=bool(each.due and each.due < today.isoformat()),
            )
            for each in dated
        ),
        today=today.isoformat(),
    )


def usual_interviews(workspace: Workspace) -> int:
    """Interviews planned where an engagement does not say: the sum of the groups' targets."""
    return sum(group.target for group in workspace.practice.groups)


def _standing(engagement: Engagement, due: str | None, soon: str) -> Standing:
    if due and due <= soon:
        return Standing.NEEDS_YOU
    return Standing.UNDER_WAY if engagement.phase else Standing.QUIET
