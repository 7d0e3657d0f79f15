"""Which validator fits a concern and a person: same field and rank, topics, size of the city; and a pair of two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.partner_records import Validator
from leaptui.domain.roadmap_vocabulary import ValidatorField
from leaptui.domain.text import fold
from leaptui.services.roadmap.precedents import about_the_size
from leaptui.services.roadmap.validators import validators

if TYPE_CHECKING:
    from leaptui.domain.records import Stakeholder
    from leaptui.practice.content import PracticeConcern
    from leaptui.services.workspace import Workspace

SWORN = frozenset(
    {
        ValidatorField.POLICE,
        ValidatorField.CORRECTIONS,
        ValidatorField.PROBATION_PAROLE,
        ValidatorField.FEDERAL_AGENT,
    }
)
"""Fields whose people were sworn officers."""
OPERATIONAL = frozenset({ValidatorField.DISPATCH, ValidatorField.OTHER})
"""Fields of those who take calls or work on a team."""
_FIELDS_OF_GROUP = {
    "dispatch_leadership": {ValidatorField.DISPATCH},
    "dispatch": {ValidatorField.DISPATCH},
    "patrol": {ValidatorField.POLICE},
    "police_command": {ValidatorField.POLICE},
    "police_union": {ValidatorField.POLICE},
    "attorney_risk": {ValidatorField.PROSECUTOR, ValidatorField.JUDGE},
    "courts": {
        ValidatorField.JUDGE,
        ValidatorField.PROSECUTOR,
        ValidatorField.CORRECTIONS,
        ValidatorField.PROBATION_PAROLE,
    },
}
"""Whose counterpart a stakeholder group is."""
_RANKS = (
    *("deputy chief", "assistant chief", "chief", "undersheriff", "sheriff", "commander", "captain", "major"),
    *("lieutenant", "sergeant", "detective", "director", "supervisor", "dispatcher", "call-taker", "officer"),
    *("deputy", "trooper", "agent", "judge", "prosecutor", "attorney", "union", "president"),
)
"""Words of a rank, those that hold another first."""
_HEARD = {
    ValidatorField.POLICE: (
        "patrol",
        "sergeant",
        "officer",
        "chief with",
        "chief and",
        "union leader",
        "union rep",
    ),
    ValidatorField.DISPATCH: ("911 center", "dispatcher"),
    ValidatorField.PROSECUTOR: ("attorney",),
    ValidatorField.JUDGE: ("judge",),
    ValidatorField.OTHER: ("member of a team", "team lead"),
}
"""By which words of a library concern a field is heard best on it."""
_SHORT = {
    "field": "same field",
    "topic": "speaks to it",
    "rank": "same rank",
    "speaker": "heard best",
    "size": "city's size",
}
_WEIGHTS = {"field": 3, "topic": 3, "rank": 2, "speaker": 2, "size": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A validator and why they fit.

    Attributes:
        validator: Who.
        reasons: In words, without full stops.
        short: The same in a word or two each: `same field`.
        weight: Orders matches; 0 for somebody whom nothing speaks for.
    """

    validator: Validator
    reasons: tuple[str, ...]
    short: tuple[str, ...]
    weight: int


def matches(
    workspace: Workspace,
    *,
    concern: PracticeConcern | None = None,
    people: Sequence[Stakeholder] = (),
    population: int | None = None,
) -> list[Match]:
    """Everybody, those who fit best first.

    Args:
        workspace: Where.
        concern: What they are to answer.
        people: Whom they would meet: the same field and rank as one of them are heard best.
        population: People of the city, to prefer somebody from one of its size.
    """
    found = []
    for each in validators(workspace):
        reasons = list(_reasons(each, concern, people, population))
        found.append(
            Match(
                validator=each,
                reasons=tuple(text for _, text in reasons),
                short=tuple(_SHORT[by] for by, _ in reasons),
                weight=sum(_WEIGHTS[by] for by, _ in reasons),
            )
        )
    return sorted(found, key=lambda match: (-match.weight, fold(match.validator.name)))


def pair(found: Sequence[Match]) -> tuple[Match, Match] | None:
    """The best sworn peer with the best operational one; nothing where one of the two is missing."""
    sworn = next((each for each in found if each.weight and each.validator.sort in SWORN), None)
    beside = next((each for each in found if each.weight and each.validator.sort in OPERATIONAL), None)
    return (sworn, beside) if sworn and beside else None


def _reasons(
    validator: Validator,
    concern: PracticeConcern | None,
    people: Sequence[Stakeholder],
    population: int | None,
) -> Iterable[tuple[str, str]]:
    peer = next((each for each in people if validator.sort in _FIELDS_OF_GROUP.get(each.group, ())), None)
    if peer is not None:
        yield "field", f"the same field as {peer.name}: {validator.sort.label}"
    rank = _rank(validator.former_role)
    if rank and rank in {_rank(each.role) for each in people}:
        yield "rank", f"the same rank: {rank}"
    if concern is not None and concern.key in validator.topics:
        yield "topic", f"speaks to “{concern.short}”"
    if concern is not None and _is_heard(validator.sort, concern.speaker):
        yield "speaker", f"heard best on it: {concern.speaker[0].lower()}{concern.speaker[1:]}"
    if population and validator.population and about_the_size(validator.population, population):
        text = f"from a place of about the size: {validator.population:,} people, here {population:,}"
        yield "size", text


def _rank(role: str) -> str:
    words = fold(role)
    return next((rank for rank in _RANKS if rank in words), "")


def _is_heard(sort: ValidatorField, speaker: str) -> bool:
    words = fold(speaker)
    return any(word in words for word in _HEARD.get(sort, ()))
