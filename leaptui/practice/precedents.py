"""Programmes elsewhere: what each is, as dated facts, and by what a city is likened to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leaptui.practice.facts import read_fact
from leaptui.practice.located_toml import key_of
from leaptui.practice.parts import state_of

if TYPE_CHECKING:
    from leaptui.practice.facts import Fact
    from leaptui.practice.located_toml import Table


class Topic(StrEnum):
    """What a fact about a programme tells."""

    POPULATION = "population"
    START = "start"
    HOME = "home"
    DISPATCH = "dispatch"
    TEAM = "team"
    HOURS = "hours"
    CALLS = "calls"
    VOLUME = "volume"
    COST = "cost"
    TRAINING = "training"
    RESULT = "result"
    CHANGE = "change"


class Home(StrEnum):
    """Who runs a programme; also the keys of the options of the component `housing`."""

    OWN_DEPARTMENT = "own_department"
    FIRE = "fire"
    HEALTH = "health"
    POLICE = "police"
    HUMAN_SERVICES = "human_services"
    MEDIATION = "mediation"
    NONPROFIT = "nonprofit"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "own_department": "department of its own",
            "fire": "fire department",
            "health": "health department",
            "police": "police department",
            "human_services": "human services or parks",
            "mediation": "mediation center",
        }.get(self.value, self.value)


class DispatchPath(StrEnum):
    """How calls reach a team."""

    DIRECT = "911"
    TRANSFER = "911_transfer"
    WITH_POLICE = "with_police"
    RADIO = "radio"
    REFERRAL = "referral"
    OTHER_LINE = "other_line"

    @property
    def label(self) -> str:
        """The words shown."""
        return {
            "911": "911 sends the team",
            "911_transfer": "911 passes the call on",
            "with_police": "sent together with police",
            "radio": "the team picks calls from the radio",
            "referral": "officers refer",
            "other_line": "another line or walk-in",
        }[self.value]


class Crew(StrEnum):
    """Who is on a team."""

    CLINICIAN = "clinician"
    MEDIC = "medic"
    PEER = "peer"
    CRISIS_WORKER = "crisis_worker"
    MEDIATOR = "mediator"
    RESPONDER = "responder"

    @property
    def label(self) -> str:
        """The words shown."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Precedent:
    """A programme that exists or existed, as a set of dated facts.

    Attributes:
        key: Its name in links.
        place: `Denver`.
        state: Two-letter postal abbreviation.
        programme: `STAR`.
        lesson: What an advisor may take from it, in one sentence.
        population: People living in the place, where that is known; who counted them says the fact on
            `population`.
        homes: Who runs it; several where they run it together.
        paths: How calls reach it, the main one first.
        crew: Who is on a team.
        call_groups: What it is sent to: labels of the taxonomy's roll-up.
        facts: Each with the topic it tells about.
    """

    key: str
    place: str
    state: str
    programme: str
    lesson: str
    population: int | None
    homes: tuple[Home, ...]
    paths: tuple[DispatchPath, ...]
    crew: tuple[Crew, ...]
    call_groups: tuple[str, ...]
    facts: tuple[tuple[Topic, Fact], ...]

    def about(self, topic: Topic) -> tuple[Fact, ...]:
        """The facts on one topic."""
        return tuple(fact for told, fact in self.facts if told is topic)

    @property
    def title(self) -> str:
        """`STAR, Denver, CO`."""
        return f"{self.programme}, {self.place}, {self.state}"


@dataclass(frozen=True, slots=True)
class Precedents:
    """The programmes, and what is known of all together.

    Attributes:
        programmes: In the order of the file.
        national: Facts on the whole country.
    """

    programmes: tuple[Precedent, ...]
    national: tuple[Fact, ...]


def read_precedents(top: Table) -> Precedents:
    """Programmes elsewhere, out of `precedents.toml`."""
    found: list[Precedent] = []
    for table in top.tables("precedent", least=1):
        found.append(
            Precedent(
                key=key_of(table, taken=(precedent.key for precedent in found)),
                place=table.text("place"),
                state=state_of(table),
                programme=table.text("programme"),
                lesson=table.text("lesson"),
                population=table.whole("population", least=1, most=50_000_000, default=0) or None,
                homes=tuple(map(Home, table.texts("homes", allowed=Home))),
                paths=tuple(map(DispatchPath, table.texts("paths", allowed=DispatchPath))),
                crew=tuple(map(Crew, table.texts("crew", allowed=Crew))),
                call_groups=table.texts("call_groups"),
                facts=tuple(
                    (fact.one_of("topic", Topic), read_fact(fact)) for fact in table.tables("fact", least=1)
                ),
            )
        )
    return Precedents(tuple(found), tuple(read_fact(fact) for fact in top.tables("national")))
