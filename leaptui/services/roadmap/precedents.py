"""Programmes elsewhere, likened to a city: by size, home, calls and the way they are sent, each reason in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from leaptui.domain.calls import Tier
from leaptui.domain.errors import InputRefused, LeapError, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Component
from leaptui.domain.text import fold, one_line, slug
from leaptui.practice.precedents import DispatchPath, Home, Precedent, Topic
from leaptui.services.calls.picture import datasets
from leaptui.services.calls.types import call_types
from leaptui.services.city.engagements import jurisdictions_of
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.practice.content import PracticeConcern
    from leaptui.practice.facts import Fact

SIZE_FACTOR = 2
_SAME_SIZE = 1.3
"""A place is about the size of another where neither has more than this many times the other's people."""
GROUPS_COMPARED = 4
"""Groups of calls, the largest first, by which a city is likened."""
_WEIGHTS = {"size": 3, "home": 3, "dispatch": 1}
"""What a reason counts for in the order; calls count by the share of groups that both have, up to 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """By what a city is likened to programmes elsewhere.

    Attributes:
        population: People of all its jurisdictions; nothing where it is not known of one.
        home: What was chosen for the component Program housing.
        path: How its team would be sent.
        groups: The largest groups of its calls for community responders, the largest first.
        unknown: What could not be compared and why, one sentence each.
    """

    population: int | None = None
    home: Home | None = None
    path: DispatchPath | None = None
    groups: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a programme is like a city.

    Attributes:
        by: `size`, `home`, `calls` or `dispatch`.
        text: In words, without a full stop.
    """

    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact:
    """A fact as it is shown today.

    Attributes:
        topic: What it tells.
        fact: Text, source, date and mark.
        age: What is to be said of its age, and of whether it was checked; empty for a fresh one.
        is_old: Whether it is greyed.
    """

    topic: Topic
    fact: Fact
    age: str
    is_old: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentView:
    """A programme, its facts with their age, and why it is like the city that was asked about."""

    precedent: Precedent
    facts: tuple[DatedFact, ...]
    reasons: tuple[Reason, ...] = ()
    weight: float = 0.0

    @property
    def newest(self) -> str:
        """The latest time any of its facts speaks of."""
        return max((each.fact.as_of for each in self.facts), default="")

    @property
    def is_old(self) -> bool:
        """Whether everything known of it is greyed."""
        return all(each.is_old for each in self.facts)

    def says(self, topic: Topic) -> str:
        """What is known on a topic, in a line."""
        return " ".join(each.fact.text for each in self.facts if each.topic is topic)


def likeness_of(workspace: Workspace, engagement: Engagement, *, dispatch: str = "") -> Likeness:
    """By what a city can be likened, and by what it cannot yet.

    Args:
        workspace: Where.
        engagement: Whose.
        dispatch: A `DispatchPath`; else 911 is taken to send the team where a center is known.

    Raises:
        InputRefused: When there is no such path.
    """
    unknown: list[str] = []
    people = population_of(workspace, engagement)
    if people is None:
        unknown.append("The city's population is not noted, so that size is not compared.")
    housing = next(
        (each for each in workspace.store.all(Component, engagement=engagement.id) if each.key == "housing"),
        None,
    )
    home = next((each for each in Home if housing and each.value == housing.option), None)
    if home is None:
        unknown.append("No option of Program housing is chosen, so that homes are not compared.")
    groups = _groups(workspace, engagement)
    if not groups:
        unknown.append("No calls were imported, so that calls are not compared.")
    path = _path(dispatch) or (DispatchPath.DIRECT if engagement.dispatch_centre else None)
    if path is None:
        unknown.append("No dispatch center is noted, so that ways of sending are not compared.")
    return Likeness(population=people, home=home, path=path, groups=groups, unknown=tuple(unknown))


def population_of(workspace: Workspace, engagement: Engagement) -> int | None:
    """People of all jurisdictions of a city; nothing where one of them is not known."""
    counted = [each.population for each in jurisdictions_of(workspace, engagement)]
    return sum(each or 0 for each in counted) if counted and all(counted) else None


def precedents(workspace: Workspace, like: Likeness | None = None) -> list[PrecedentView]:
    """All programmes, the likest first; without a likeness in the order of the library."""
    today = workspace.today()
    views = [_view(each, like or Likeness(), today) for each in workspace.practice.precedents]
    return sorted(views, key=lambda view: -view.weight)


def find_precedent(workspace: Workspace, wanted: str) -> Precedent:
    """A programme by its key, its name or its place; the only one that has these words.

    Raises:
        UnknownName: When none or several fit.
    """
    known = workspace.practice.precedents
    words = fold(wanted)
    for fits in (
        [each for each in known if each.key == slug(wanted).replace("-", "_")],
        [each for each in known if words in {fold(each.programme), fold(each.place), fold(each.title)}],
        [each for each in known if words and words in fold(f"{each.title} {each.key}")],
    ):
        if len(fits) == 1:
            return fits[0]
    raise UnknownName(
        f"“{one_line(wanted)}” is not one program elsewhere.",
        next_step="List them with `leaptui precedent list`.",
    )


def precedent_view(workspace: Workspace, precedent: Precedent, like: Likeness | None = None) -> PrecedentView:
    """One programme."""
    return _view(precedent, like or Likeness(), workspace.today())


def national_facts(workspace: Workspace) -> tuple[tuple[Fact, str], ...]:
    """What is known of all programmes together, each with what is to be said of its age."""
    today = workspace.today()
    return tuple((fact, fact.age(today)) for fact in workspace.practice.precedent_library.national)


def found_by(views: Iterable[PrecedentView], words: str) -> list[PrecedentView]:
    """Those in which every one of these words stands, in the order given."""
    wanted = fold(words).split()
    return [view for view in views if all(word in _text(view) for word in wanted)]


def precedents_of_concern(workspace: Workspace, concern: PracticeConcern) -> tuple[str, ...]:
    """Keys of the programmes that the examples of a library concern tell of."""
    known = workspace.practice.precedents
    told = " ".join(each.text for each in concern.examples)
    names = [each.programme for each in known]
    return tuple(
        each.key
        for each in known
        if _stands_in(each.place, told)
        or (names.count(each.programme) == 1 and _stands_in(each.programme, told))
    )


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _view(precedent: Precedent, like: Likeness, today: date) -> PrecedentView:
    reasons = tuple(_reasons(precedent, like))
    shared = _shared(precedent, like)
    weight = sum(_WEIGHTS.get(each.by, 0) for each in reasons)
    return PrecedentView(
        precedent=precedent,
        facts=tuple(
            DatedFact(topic=topic, fact=fact, age=fact.age(today), is_old=fact.is_old(today))
            for topic, fact in precedent.facts
        ),
        reasons=reasons,
        weight=weight + (2 * len(shared) / len({*precedent.call_groups, *like.groups}) if shared else 0),
    )


def _reasons(precedent: Precedent, like: Likeness) -> Iterable[Reason]:
    there = precedent.population
    if there and like.population and about_the_size(there, like.population):
        size = _size(there, like.population)
        yield Reason(by="size", text=f"{size}: {there:,} people, here {like.population:,}")
    if like.home in precedent.homes and like.home is not None:
        yield Reason(by="home", text=f"the home chosen here: {like.home.label}")
    shared = _shared(precedent, like)
    if shared:
        yield Reason(by="calls", text=f"the same calls: {', '.join(shared)}")
    if like.path in precedent.paths and like.path is not None:
        yield Reason(by="dispatch", text=f"sent the same way: {like.path.label}")


def about_the_size(there: int, here: int) -> bool:
    """Whether two places can be compared by size: neither has over `SIZE_FACTOR` times the other's people."""
    return max(there, here) <= SIZE_FACTOR * min(there, here)


def _size(there: int, here: int) -> str:
    """What may be said of the size of a place that has neither over twice nor under half the people."""
    if max(there, here) <= _SAME_SIZE * min(there, here):
        return "about the same size"
    return "larger, at most twice the size" if there > here else "smaller, at least half the size"


def _shared(precedent: Precedent, like: Likeness) -> Sequence[str]:
    return [group for group in like.groups if group in precedent.call_groups]


def _path(text: str) -> DispatchPath | None:
    wanted = slug(text).replace("-", "_")
    if not wanted:
        return None
    for each in DispatchPath:
        if each.value == wanted:
            return each
    raise InputRefused(
        f"“{one_line(text)}” is not a way of sending a team.",
        next_step="It is one of: " + ", ".join(DispatchPath) + ".",
    )


def _groups(workspace: Workspace, engagement: Engagement) -> tuple[str, ...]:
    newest = next(iter(datasets(workspace, engagement)), None)
    if newest is None:
        return ()
    try:
        readings = call_types(workspace, engagement, newest)
    except LeapError:
        return ()  # a dataset that cannot be opened leaves the calls uncompared, and that is said
    counted: dict[str, int] = {}
    for reading in readings:
        if reading.tier is Tier.COMMUNITY_RESPONDER:
            label = workspace.practice.taxonomy.roll_up_of(reading.group)
            counted[label] = counted.get(label, 0) + reading.calls
    return tuple(sorted(counted, key=lambda label: -counted[label])[:GROUPS_COMPARED])


def _text(view: PrecedentView) -> str:
    each = view.precedent
    said = [*(home.label for home in each.homes), *(path.label for path in each.paths)]
    said += [who.label for who in each.crew]
    return fold(
        " ".join(
            [each.title, each.key, each.lesson, *each.call_groups, *said]
            + [fact.fact.text for fact in view.facts]
        )
    )
