"""Claims: what they say, what makes them stale, and that nothing else does."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
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
from leaptui.domain.errors import ChangedMeanwhile, InputRefused, UnknownName
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.partner_records import Concern
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Excerpt, FollowUp, Interview, Stakeholder
from leaptui.domain.roadmap_records import Claim, Component, Diversion
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.vocabulary import PassageKind, QuoteStatus
from leaptui.services.calls.asked import rows
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.ledger import switch_rule
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.roadmap.claim_check import check_claims, take_offer
from leaptui.services.roadmap.claim_evidence import evidence_of
from leaptui.services.roadmap.claims import (
    claims,
    find_claim,
    put_claim_away,
    put_figure,
    put_plan_figure,
    put_quote,
    read,
    renew,
    take_from_newest,
)
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.staffing.basis import staffing_basis
from leaptui.services.staffing.scenarios import save_scenario
from leaptui.services.staffing.what_if import WhatIf, staffing_view
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace
from tests.services.conftest import Clock

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


def _write(file: Path, calls: Sequence[Call]) -> None:
    with file.open("w", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["Incident", "Received", "Call Type", "Beat", "Cleared", "Dispatched"])
        for number, call in enumerate(calls):
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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder = tmp_path_factory.mktemp("claims")
    _write(folder / "calls.csv", CALLS)
    workspace, _ = make_workspace(folder / "store", "correct horse", now_ms=Clock())
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
    "theft-share": ("types.THEFT.share", CallFilter()),
    "mondays": ("volume.Monday.calls", CallFilter()),
    "south-eligible": ("districts.South.eligible", CallFilter()),
    "evening-police": ("tiers.police.share", CallFilter(hours=(18, 0))),
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
        "theft-share": of(rows, lambda call: call.type == "THEFT"),
        "mondays": (sum(call.weekday == 0 for call in rows), len(rows)),
        "south-eligible": (
            sum(tier_is(responder)(call) for call in rows if call.district == "South"),
            len(rows),
        ),
        "evening-police": of([call for call in rows if call.hour >= 18], tier_is(Tier.POLICE)),
    }


def test_claims_say_what_was_counted_by_hand(made: City) -> None:
    kept = {view.claim.key: view.claim for view in claims(made.workspace, made.engagement)}
    for key, (value, base) in _says(TIERS).items():
        assert float(kept[key].value) == pytest.approx(value), key
        assert f"{base:,} community-initiated incidents" in kept[key].base, key
    assert kept["share"].printed == f"{float(kept['share'].value):.1%}"
    assert kept["share"].rules == "expected"
    assert (kept["share"].first_day, kept["share"].last_day) == ("2025-02-01", "2025-02-28")
    assert kept["north-share"].base.endswith("; district North")
    assert kept["a-car"].printed == "“We send a car because it is what we have.”"
    assert kept["a-car"].base == "a shift supervisor; interview 1; role only"
    assert "plan “Days”" in kept["people"].base


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


@settings(max_examples=15)
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


def test_a_claim_tells_why_it_is_stale_and_what_it_would_say(city: City) -> None:
    city.put(
        replace(city.rule("WELFARE CHECK"), tier="police"), replace(city.rule("THEFT"), tier="co_response")
    )
    broad = find_claim(city.workspace, city.engagement, "broad-calls")
    calls = _says(TIERS | {"WELFARE CHECK": Tier.POLICE, "THEFT": Tier.CO_RESPONSE})["broad-calls"][0]
    assert broad.stale == ("the types THEFT, WELFARE CHECK are decided otherwise",)
    assert (broad.claim.printed, broad.says_now) == ("200", f"{calls:,.0f}")
    assert city.reasons("share") == ("the type WELFARE CHECK is decided otherwise",)
    (why,) = city.reasons("people")
    assert why.startswith("its scenario: call types are decided otherwise: ")
    assert "THEFT (now co-response)" in why or "THEFT (now co response)" in why


def test_words_and_levels_and_ledgers_are_named(city: City) -> None:
    _alarms(city)
    assert city.reasons("total") == ("rules of the ledger were switched: alarms",)
    city.put(replace(city.quotes[0], attribution=Attribution.OFF_RECORD))
    view = find_claim(city.workspace, city.engagement, "a-car")
    assert view.stale == ("its level is now off the record",)
    assert (view.says_now, view.can_renew) == ("", False)
    with pytest.raises(InputRefused, match="cannot be renewed: its level is now off the record"):
        renew(city.workspace, [view])
    city.put(
        replace(city.quotes[1], quote_status=QuoteStatus.WITHDRAWN), replace(city.scenario, deleted=True)
    )
    assert city.reasons("back") == ("the speaker withdrew it",)
    assert city.reasons("cost") == ("the scenario was put away",)


def test_a_dataset_that_is_gone_leaves_its_claims_what_they_said(city: City) -> None:
    dataset = city.workspace.store.all(Dataset, engagement=city.engagement.id)[0]
    city.put(replace(dataset, deleted=True))
    stale = [view for view in claims(city.workspace, city.engagement) if view.stale]
    assert {view.claim.key for view in stale} == set(FIGURES) | PLANS
    assert find_claim(city.workspace, city.engagement, "share").stale == (
        "its dataset is not in this store any more",
    )


def test_renewing_takes_the_new_values_in_one_act_and_history_keeps_the_old(city: City) -> None:
    city.put(replace(city.rule("WELFARE CHECK"), tier="police"))
    acts = city.workspace.store.act_count()
    stale = [view for view in claims(city.workspace, city.engagement) if view.can_renew]
    assert {view.claim.key for view in stale if not view.has_news} == PLANS
    renewed = renew(city.workspace, stale)
    assert {claim.key for claim in renewed} == {view.claim.key for view in stale} >= {"share", "people"}
    assert city.workspace.store.act_count() == acts + 1
    assert city.stale() == set()
    share = find_claim(city.workspace, city.engagement, "share").claim
    said = [entry.after for entry in city.workspace.store.history(share.id) if entry.field == "printed"]
    assert len(said) == 2, said
    assert renew(city.workspace, claims(city.workspace, city.engagement)) == []


def test_a_text_reads_with_its_claims_and_tells_the_stale_ones(city: City) -> None:
    text = "About ⟦figure:share⟧ of calls; ⟦quote:a-car⟧ ⟦figure:a-car⟧ ⟦figure:nobody⟧ {{ x }} ![a](b)"
    set_component(city.workspace, city.engagement, "hours", {"rationale": text})
    share = find_claim(city.workspace, city.engagement, "share")
    assert len(share.used_in) == 1
    assert share.used_in[0].endswith(", reason")
    said = share.claim.printed
    quote = "“We send a car because it is what we have.”"
    rest = "⟦figure:a-car⟧ ⟦figure:nobody⟧ {{ x }} ![a](b)"
    assert read(city.workspace, city.engagement, text) == f"About {said} of calls; {quote} {rest}"
    city.put(replace(city.rule("WELFARE CHECK"), tier="police"))
    assert read(city.workspace, city.engagement, text).startswith(f"About {said} ▲ of calls; “We")


def test_keys_are_readable_and_no_two_claims_share_one(city: City) -> None:
    workspace, engagement = city.workspace, city.engagement
    assert put_figure(workspace, engagement, "calls.busiest_hour").key == "busiest"  # there already
    south = CallFilter(districts=("south",))
    assert (
        put_figure(workspace, engagement, "eligible.narrow", only=south).key
        == "eligible-narrow-district-south"
    )
    assert put_figure(workspace, engagement, "eligible.narrow").key == "eligible-narrow"
    assert (
        put_figure(workspace, engagement, "eligible.narrow", base=BaseName.INCIDENTS).key
        == "eligible-narrow-2"
    )
    assert put_quote(workspace, engagement, city.quotes[0]).key == "a-car"
    with pytest.raises(InputRefused, match="There is a claim “share” already"):
        put_figure(workspace, engagement, "calls.per_day", key="Share")
    for key in ("⟦⟧", "  ⟧ ", "–"):
        with pytest.raises(InputRefused, match="is no key"):
            put_figure(workspace, engagement, "calls.per_day", key=key)
    with pytest.raises(UnknownName, match="has no figure “eligible"):
        put_figure(workspace, engagement, "eligible.all")
    with pytest.raises(UnknownName, match="No call has the district “Nowhere”"):
        put_figure(workspace, engagement, "calls.total", only=CallFilter(districts=("Nowhere",)))
    with pytest.raises(UnknownName, match="has no scenario"):
        put_plan_figure(workspace, engagement, "Nights", "people")


def test_what_may_not_be_quoted_does_not_become_a_claim(city: City) -> None:
    for fields, why in (
        ({"attribution": Attribution.OFF_RECORD}, "off the record"),
        ({"quote_status": QuoteStatus.WITHDRAWN}, "withdrew"),
        ({"passage": PassageKind.OWN_VIEW}, "own view"),
        ({"deleted": True}, "put away"),
    ):
        changed = replace(city.quotes[1], **fields)
        city.put(changed)
        with pytest.raises(InputRefused, match=why):
            put_quote(city.workspace, city.engagement, changed)


def test_the_check_lists_what_is_wrong_and_what_is_left_to_do(city: City) -> None:
    workspace, engagement = city.workspace, city.engagement
    before = check_claims(workspace, engagement)
    assert (before.sound, before.loose, before.typed) == (True, (), ())
    assert len(before.unused) == len(before.views)
    share = find_claim(workspace, engagement, "share").claim
    typed = f"In 2025 {share.printed} of 300 calls, ⟦figure:nobody⟧ and ⟦Quote: a-car⟧."
    set_component(workspace, engagement, "hours", {"decision": "⟦figure:north⟧ calls", "rationale": typed})
    found = check_claims(workspace, engagement)
    assert [each.text for each in found.loose] == ["⟦figure:nobody⟧", "⟦Quote: a-car⟧"]
    assert not found.sound
    assert [(each.offer.number.text, each.offer.figures[0].claim) for each in found.typed] == [
        (share.printed, "share"),
        ("300", "total"),
    ]
    assert "north" not in {view.claim.key for view in found.unused}
    taken = take_offer(workspace, engagement, found.typed[0], found.typed[0].offer.figures[0])
    assert taken == share
    (state,) = workspace.store.all(Component, engagement=engagement.id)
    assert state.rationale.startswith("In 2025 ⟦figure:share⟧ of 300 calls")
    with pytest.raises(ChangedMeanwhile):
        take_offer(workspace, engagement, found.typed[1], found.typed[1].offer.figures[0])


def test_numbers_in_answers_and_in_the_reason_of_a_diversion_are_taken_too(city: City) -> None:
    workspace, engagement = city.workspace, city.engagement
    city.put(
        Concern(id="c", engagement=engagement.id, title="Costs", answer="Some 300 calls."),
        Diversion(id=f"{engagement.id}:diversion", engagement=engagement.id, rationale="300 calls"),
    )
    for _ in range(2):
        typed = check_claims(workspace, engagement).typed[0]
        take_offer(workspace, engagement, typed, typed.offer.figures[0])
    total = find_claim(workspace, engagement, "total")
    assert total.used_in == ("diversion, reason", "answer to the concern “Costs”")
    assert workspace.store.all(Concern, engagement=engagement.id)[0].answer == "Some ⟦figure:total⟧ calls."


def test_a_typed_number_of_no_claim_becomes_one_in_one_act(city: City) -> None:
    workspace, engagement = city.workspace, city.engagement
    # The taxonomy counts welfare checks among the narrow ones.
    calls = sum(call.type == "WELFARE CHECK" for call in CALLS)
    set_component(workspace, engagement, "hours", {"rationale": f"Some {calls / len(CALLS):.1%} at first."})
    (typed,) = check_claims(workspace, engagement).typed
    acts = workspace.store.act_count()
    made = take_offer(workspace, engagement, typed, typed.offer.figures[0])
    assert (made.key, workspace.store.act_count()) == ("eligible-narrow", acts + 1)
    assert read(workspace, engagement, "⟦figure:eligible-narrow⟧") == f"{calls / len(CALLS):.1%}"


def test_what_stands_behind_a_claim_can_be_opened(city: City) -> None:
    workspace, engagement = city.workspace, city.engagement
    behind = evidence_of(workspace, engagement, find_claim(workspace, engagement, "north-share"))
    assert behind.asked is not None
    found = rows(workspace, behind.asked, limit=5)
    wanted = [
        call for call in CALLS if call.district == "North" and TIERS[call.type] is Tier.COMMUNITY_RESPONDER
    ]
    assert found.total == len(wanted)
    assert {row["district"] for row in found.rows} == {"North"}
    quote = evidence_of(workspace, engagement, find_claim(workspace, engagement, "back"))
    assert (quote.excerpt, quote.interview) == (city.quotes[1], city.quotes[1].interview)
    plan = evidence_of(workspace, engagement, find_claim(workspace, engagement, "people"))
    assert plan.scenario is not None
    assert ("chosen", "First hour of service: 8 hour of the day") in plan.facts


def test_a_claim_put_away_leaves_a_token_that_names_nothing(city: City) -> None:
    workspace, engagement = city.workspace, city.engagement
    set_component(workspace, engagement, "hours", {"decision": "⟦figure:police⟧"})
    put_claim_away(workspace, find_claim(workspace, engagement, "police").claim)
    assert [each.text for each in check_claims(workspace, engagement).loose] == ["⟦figure:police⟧"]
    with pytest.raises(UnknownName, match=r"has no claim “police”.* There are: a-car, back"):
        find_claim(workspace, engagement, "police")


def test_figures_of_an_earlier_export_are_taken_from_the_newest(city: City, tmp_path: Path) -> None:
    later = [call for number, call in enumerate(CALLS) if number % 5]
    _write(tmp_path / "later.csv", later)
    import_file(city.workspace, city.engagement, tmp_path / "later.csv")
    found = check_claims(city.workspace, city.engagement)
    assert {view.claim.key for view in found.older} == set(FIGURES)
    assert {view.claim.key for view in found.stale} == PLANS  # a newer export is told of plans
    taken = take_from_newest(city.workspace, city.engagement, found.views)
    assert {claim.key for claim in taken} == set(FIGURES)
    thefts = find_claim(city.workspace, city.engagement, "thefts")
    assert thefts.claim.value == str(float(sum(call.type == "THEFT" for call in later)))
    assert check_claims(city.workspace, city.engagement).older == ()


def test_two_claims_of_one_key_and_claims_of_a_newer_leaptui_are_told(city: City) -> None:
    share = find_claim(city.workspace, city.engagement, "share").claim
    city.put(
        replace(share, id="twin"),
        replace(share, id="odd", key="odd", only='{"base": "tomorrow"}'),
        replace(share, id="torn", key="torn", only="[", value="many"),
    )
    found = check_claims(city.workspace, city.engagement)
    assert found.doubled == ("share",)
    assert {view.claim.key: view.stale for view in found.stale} == {
        "odd": ("which calls it was counted from cannot be read",),
        "torn": ("which calls it was counted from cannot be read",),
    }


def test_a_claim_carries_what_it_was_put_with(made: City) -> None:
    claim = find_claim(made.workspace, made.engagement, "share").claim
    dataset = made.workspace.store.all(Dataset, engagement=made.engagement.id)[0]
    assert isinstance(claim, Claim)
    assert (claim.claim_kind, claim.unit, claim.dataset) == (ClaimKind.FIGURE, "share", dataset.hash)
    assert claim.label == "eligible by expected rules"
    assert json.loads(claim.only)["counted"] == ["NOISE COMPLAINT", "WELFARE CHECK"]


def test_asking_again_counts_nothing_again(city: City) -> None:
    claims(city.workspace, city.engagement)
    kept = dict(city.workspace.kept_summaries)
    claims(city.workspace, city.engagement)
    assert city.workspace.kept_summaries == kept
    while city.workspace.opened_calls:
        city.workspace.opened_calls.pop().close()
    share = find_claim(city.workspace, city.engagement, "share")
    assert share.stale == ()
