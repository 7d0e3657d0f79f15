"""Claims: what they say, what makes them stale, and that nothing else does."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.domain.attribution import Attribution
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset, District, Scenario, TypeRule
from leaptui.domain.calls import SetAside, Tier
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Excerpt, FollowUp, Interview, Stakeholder
from leaptui.domain.roadmap_records import Claim, Component
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.vocabulary import PassageKind, QuoteStatus
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.ledger import switch_rule
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.roadmap.claims import (
    claims,
    find_claim,
    put_claim_away,
    put_figure,
    put_plan_figure,
    put_quote,
    read,
    renew,
)
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.staffing.basis import staffing_basis
from leaptui.services.staffing.scenarios import save_scenario
from leaptui.services.staffing.what_if import WhatIf, staffing_view
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace

TYPES = ("WELFARE CHECK", "NOISE COMPLAINT", "THEFT", "BURGLARY ALARM", "SUICIDAL PERSON")
TIERS = {
    "WELFARE CHECK": Tier.COMMUNITY_RESPONDER,
    "NOISE COMPLAINT": Tier.COMMUNITY_RESPONDER,
    "THEFT": Tier.POLICE,
    "BURGLARY ALARM": Tier.POLICE,
    "SUICIDAL PERSON": Tier.CO_RESPONSE,
}
NOTE = """Shift supervisor.
"We send a car because it is what we have."
"Nobody calls us back."
"""


@dataclass(frozen=True)
class Call:
    """A row of the made-up export, as the oracle of these tests counts it."""

    type: str
    district: str
    hour: int
    weekday: int


def _calls() -> list[Call]:
    # 28 days from Saturday 2025-02-01: every weekday four times.
    made = []
    for number in range(300):
        kind = TYPES[(number * number + number // 3) % len(TYPES)]
        made.append(Call(kind, ("North", "South")[number % 3 == 0], (number * 7) % 24, (5 + number % 28) % 7))
    return made


CALLS = _calls()


class City:
    """A small engagement with claims of all sorts; every test leaves it as it was."""

    def __init__(
        self,
        workspace: Workspace,
        engagement: Engagement,
        elsewhere: Engagement,
        quotes: list[Excerpt],
        person: Stakeholder,
        scenario: Scenario,
    ) -> None:
        self.workspace, self.engagement, self.elsewhere = workspace, engagement, elsewhere
        self.quotes, self.person, self.scenario = quotes, person, scenario

    def stale(self) -> set[str]:
        return {view.claim.key for view in claims(self.workspace, self.engagement) if view.stale}

    def reasons(self, key: str) -> tuple[str, ...]:
        return find_claim(self.workspace, self.engagement, key).stale

    def put(self, *records: Record) -> None:
        self.workspace.store.apply("change", list(records), stream=self.engagement.id)

    def rule(self, name: str) -> TypeRule:
        return next(
            rule
            for rule in self.workspace.store.all(TypeRule, engagement=self.engagement.id)
            if rule.type == name
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder = tmp_path_factory.mktemp("claims")
    with (folder / "calls.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Incident", "Received", "Call Type", "Beat", "Cleared", "Dispatched"])
        for number, call in enumerate(CALLS):
            day, minute = f"2025-02-{1 + number % 28:02}", number % 50
            rows.writerow(
                [
                    f"I{number:05}",
                    f"{day} {call.hour:02}:{minute:02}:00",
                    call.type,
                    call.district,
                    f"{day} {call.hour:02}:{minute + 9:02}:00",
                    f"{day} {call.hour:02}:{minute + 1:02}:00",
                ]
            )
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        elsewhere = add_engagement(workspace, "Mill Creek, OH")
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        import_file(workspace, city, folder / "calls.csv")
        workspace.store.apply(
            "decide call types",
            [
                TypeRule(id=f"rule{at}", engagement=city.id, type=name, tier=TIERS[name].value)
                for at, name in enumerate(TYPES)
            ],
            stream=city.id,
        )
        person = add_stakeholder(
            workspace,
            city,
            "Dana Whitfield",
            role="Shift supervisor",
            group="dispatch",
            attribution="role_only",
        )
        start_interview(workspace, city, people=[person], note=NOTE, attribution="role_only")
        view = find_interview(workspace, city, "1")
        quotes = [keep_excerpt(workspace, view.interview, mark) for mark in view.marks]
        basis = staffing_basis(workspace, city)
        scenario = save_scenario(
            workspace,
            city,
            "Days",
            basis,
            staffing_view(basis, WhatIf(numbers={"opens": 8.0, "closes": 20.0})),
        )
        for key in FIGURES:
            figure, only = FIGURES[key]
            put_figure(workspace, city, figure, only=only, key=key)
        put_quote(workspace, city, quotes[0], key="a-car")
        put_quote(workspace, city, quotes[1], key="back")
        put_plan_figure(workspace, city, "Days", "people", key="people")
        put_plan_figure(workspace, city, "Days", "yearly_cost", key="cost")
        yield City(workspace, city, elsewhere, quotes, person, scenario)


@pytest.fixture
def city(made: City) -> Iterator[City]:
    """The small engagement, put back as it was afterwards."""
    before = made.workspace.store.last_done()
    yield made
    while made.workspace.store.last_done() != before:
        act = made.workspace.store.last_done()
        assert act is not None
        made.workspace.store.undo(act)
    assert made.stale() == set()


FIGURES: dict[str, tuple[str, CallFilter]] = {
    "total": ("calls.total", CallFilter()),
    "share": ("eligible.expected", CallFilter()),
    "broad-calls": ("eligible.broad.calls", CallFilter()),
    "police": ("tier.police", CallFilter()),
    "north": ("calls.total", CallFilter(districts=("North",))),
    "north-share": ("eligible.expected", CallFilter(districts=("North",))),
    "thefts": ("calls.total", CallFilter(types=("THEFT",))),
    "responder-calls": ("calls.total", CallFilter(rules=RuleSet.EXPECTED)),
    "co-calls": ("calls.total", CallFilter(tiers=(Tier.CO_RESPONSE,))),
    "handling": ("times.call_processing.median", CallFilter()),
    "busiest": ("calls.busiest_hour", CallFilter()),
}
PLANS, QUOTES = {"people", "cost"}, {"a-car", "back"}


def _says(tiers: dict[str, Tier], without: str = "") -> dict[str, tuple[float, int]]:
    """Value and base of each figure, counted from the rows by hand."""
    rows = [call for call in CALLS if call.type != without]

    def of(kept: list[Call], wanted: Callable[[Call], bool]) -> tuple[float, int]:
        return sum(map(wanted, kept)) / len(kept) if kept else 0.0, len(kept)

    def tier_is(*wanted: Tier) -> Callable[[Call], bool]:
        return lambda call: tiers[call.type] in wanted

    responder, co_response = Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE
    north = [call for call in rows if call.district == "North"]
    hours = [(call.weekday, call.hour) for call in rows]

    def number(wanted: Callable[[Call], bool]) -> tuple[float, int]:
        kept = [call for call in rows if wanted(call)]
        return len(kept), len(kept)

    return {
        "total": (len(rows), len(rows)),
        "share": of(rows, tier_is(responder)),
        "broad-calls": (sum(map(tier_is(responder, co_response), rows)), len(rows)),
        "police": of(rows, tier_is(Tier.POLICE)),
        "north": (len(north), len(north)),
        "north-share": of(north, tier_is(responder)),
        "thefts": number(lambda call: call.type == "THEFT"),
        "responder-calls": number(tier_is(responder)),
        "co-calls": number(tier_is(co_response)),
        "handling": (1.0, len(rows)),
        "busiest": (max(hours.count(hour) for hour in set(hours)) / 4, len(rows)),
    }


def test_claims_say_what_was_counted_by_hand(made: City) -> None:
    kept = {view.claim.key: view.claim for view in claims(made.workspace, made.engagement)}
    for key, (value, base) in _says(TIERS).items():
        assert float(kept[key].value) == pytest.approx(value), key
        assert kept[key].base.startswith(f"{base:,} community-initiated incidents"), key
    assert kept["share"].printed == f"{float(kept['share'].value):.1%}"
    assert kept["share"].rules == "expected"
    assert (kept["share"].first_day, kept["share"].last_day) == ("2025-02-01", "2025-02-28")
    assert kept["north-share"].base.endswith("; district North")
    assert kept["a-car"].printed == "“We send a car because it is what we have.”"
    assert kept["a-car"].base == "a shift supervisor; interview 1; role only"
    assert "scenario “Days”" in kept["people"].base


Mutation = Callable[[City], None]


def _type(name: str, tier: Tier) -> tuple[str, Mutation, set[str]]:
    before, after = _says(TIERS), _says(TIERS | {name: tier})
    changed = {key for key in before if before[key] != after[key]}
    counts = {Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE}
    is_planned = tier is not TIERS[name] and counts & {tier, TIERS[name]}
    stale = changed | (PLANS if is_planned else set())
    return f"{name} is {tier}", lambda city: city.put(replace(city.rule(name), tier=tier.value)), stale


def _rule(name: str, words: str, stale: set[str], **fields: Any) -> tuple[str, Mutation, set[str]]:
    return words, lambda city: city.put(replace(city.rule(name), **fields)), stale


def _quote(at: int, words: str, stale: set[str], **fields: Any) -> tuple[str, Mutation, set[str]]:
    return words, lambda city: city.put(replace(city.quotes[at], **fields)), stale


def _alarms(city: City) -> None:
    dataset = city.workspace.store.all(Dataset, engagement=city.engagement.id)[0]
    switch_rule(city.workspace, dataset, SetAside.ALARMS, on=True, why="the council asked")


def _interview(**fields: Any) -> Mutation:
    return lambda city: city.put(
        *(
            replace(each, **fields)
            for each in city.workspace.store.all(Interview, engagement=city.engagement.id)
        )
    )


def _person(**fields: Any) -> Mutation:
    return lambda city: city.put(replace(city.person, **fields))


def _plan(**fields: Any) -> Mutation:
    return lambda city: city.put(replace(city.scenario, **fields))


def _cheaper(city: City) -> None:
    results = json.loads(city.scenario.results)
    results["cost"]["recurring"] -= 1
    city.put(replace(city.scenario, results=json.dumps(results)))


_WITHOUT_ALARMS = {
    key for key, said in _says(TIERS).items() if said != _says(TIERS, without="BURGLARY ALARM")[key]
}
MUTATIONS: list[tuple[str, Mutation, set[str]]] = [
    *(_type(name, tier) for name in TYPES for tier in Tier),
    ("alarms set aside", _alarms, _WITHOUT_ALARMS | PLANS),
    _rule("THEFT", "a reason", set(), reason="because", decided_by="the working group"),
    _rule("THEFT", "a group of a type that no plan counts", set(), group="Property"),
    _rule("NOISE COMPLAINT", "a group of a type that the plan counts", PLANS, group="Disorder"),
    _rule("NOISE COMPLAINT", "a judged share", PLANS, share_eligible=80),
    (
        "a rule for a type no call has",
        lambda city: city.put(
            TypeRule(id="more", engagement=city.engagement.id, type="LOST DOG", tier="community_responder")
        ),
        set(),
    ),
    (
        "a rule of another city",
        lambda city: city.put(
            replace(city.rule("THEFT"), id="other", engagement=city.elsewhere.id, tier="co_response")
        ),
        set(),
    ),
    _quote(0, "its words", {"a-car"}, text="We send a car."),
    _quote(0, "asked", set(), quote_status=QuoteStatus.ASKED),
    _quote(0, "approved", set(), quote_status=QuoteStatus.APPROVED),
    _quote(1, "amended", {"back"}, quote_status=QuoteStatus.AMENDED, quote_amended="Few call us back."),
    _quote(1, "withdrawn", {"back"}, quote_status=QuoteStatus.WITHDRAWN),
    _quote(0, "off the record", {"a-car"}, attribution=Attribution.OFF_RECORD),
    _quote(0, "not for attribution", {"a-car"}, attribution=Attribution.NONE),
    _quote(0, "the level the interview has", set(), attribution=Attribution.ROLE_ONLY),
    _quote(1, "paraphrased", {"back"}, passage=PassageKind.PARAPHRASE),
    _quote(1, "an own view", {"back"}, passage=PassageKind.OWN_VIEW),
    _quote(1, "put away", {"back"}, deleted=True),
    _quote(1, "a theme", set(), themes=("dispatch",)),
    ("the interview's level", _interview(attribution=Attribution.NONE), QUOTES),
    ("the interview off the record", _interview(attribution=Attribution.OFF_RECORD), QUOTES),
    ("the interview put away", _interview(deleted=True), QUOTES),
    ("the interview's title", _interview(title="Night shift"), set()),
    ("the interview's day", _interview(held_on="2026-10-01"), set()),
    ("the speaker's role", _person(role="Dispatcher"), QUOTES),
    ("the speaker's name, role only", _person(name="D. Whitfield"), set()),
    ("the speaker's usual level", _person(attribution=Attribution.ON_RECORD), set()),
    ("the plan put away", _plan(deleted=True), PLANS),
    ("the plan's figures", _cheaper, {"cost"}),
    ("the plan's note", _plan(note="for the council", for_roadmap=True), set()),
    (
        "a follow-up",
        lambda city: city.put(FollowUp(id="f", engagement=city.engagement.id, text="Call back")),
        set(),
    ),
    (
        "a district",
        lambda city: city.put(District(id="d", engagement=city.engagement.id, name="North", residents=9)),
        set(),
    ),
    (
        "a component",
        lambda city: city.put(
            Component(
                id=f"{city.engagement.id}:hours", engagement=city.engagement.id, key="hours", decision="Days"
            )
        ),
        set(),
    ),
    (
        "the name of the export",
        lambda city: city.put(
            replace(city.workspace.store.all(Dataset, engagement=city.engagement.id)[0], label="2025")
        ),
        set(),
    ),
    ("the city's name", lambda city: city.put(replace(city.engagement, name="Harbor Falls")), set()),
]


@settings(max_examples=25)
@given(st.sampled_from(MUTATIONS))
def test_exactly_the_claims_that_depend_on_a_record_become_stale(
    made: City, mutation: tuple[str, Mutation, set[str]]
) -> None:
    _mutated(made, *mutation)


@pytest.mark.thorough
@pytest.mark.parametrize("mutation", MUTATIONS, ids=[words for words, _, _ in MUTATIONS])
def test_every_one_of_them(made: City, mutation: tuple[str, Mutation, set[str]]) -> None:
    _mutated(made, *mutation)


def _mutated(city: City, words: str, mutate: Mutation, expected: set[str]) -> None:
    before = city.workspace.store.last_done()
    mutate(city)
    try:
        assert city.stale() == expected, words
    finally:
        while (act := city.workspace.store.last_done()) != before:
            assert act is not None
            city.workspace.store.undo(act)
    assert city.stale() == set(), f"{words}, taken back"
