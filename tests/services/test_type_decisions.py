"""What the city decides on its types: in one act, with days, carried to the next file, and read by samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.call_records import Dataset, TypeRule
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.type_judgements import Decision, Verdict
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.picture import summarise
from leaptui.services.calls.type_decisions import accept, carry, decide, withdraw
from leaptui.services.calls.type_samples import apply_sample, draw_sample, judge, sample_reading, sample_rows
from leaptui.services.calls.types import call_types, review_types
from leaptui.services.city.engagements import add_engagement
from leaptui.services.workspace import Workspace

RESPONDER = Tier.COMMUNITY_RESPONDER
FIRST = {"TRESPASS": 20, "MARINA": 12, "FIGHT": 4, "TRAFFIC STOP": 3}
NEXT = {"TRESPASS": 18, "TRESPASSING": 7, "MARINA": 10, "NOISE - LOUD": 5, "NOISE LOUD": 2}


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")


@pytest.fixture
def dataset(workspace: Workspace, city: Engagement, tmp_path: Path) -> Dataset:
    return calls(workspace, city, tmp_path / "2024.csv", FIRST, 2024)


def calls(workspace: Workspace, city: Engagement, path: Path, types: Mapping[str, int], year: int) -> Dataset:
    """An export with one call of each type on each of the first days of alternating months."""
    lines = ["Incident Number,Received,Call Type,Disposition"]
    for name, count in types.items():
        for at in range(count):
            stamp = f"{year}-{'03' if at % 2 else '09'}-{at + 1:02d} {at % 24:02d}:10"
            lines.append(f"{year}-{len(lines):04d},{stamp},{name},ADV")
    path.write_text("\n".join(lines), encoding="utf-8")
    return import_file(workspace, city, path)[0]


def taken(workspace: Workspace, city: Engagement, dataset: Dataset, name: str) -> list[TypeReading]:
    return [each for each in call_types(workspace, city, dataset) if each.type == name]


def police(
    reason: str = "the chief asks for it", first: str | None = None, last: str | None = None
) -> Decision:
    return Decision(tier=Tier.POLICE, reason=reason, effective_from=first, effective_to=last)


def test_one_act_decides_a_cluster_and_each_type_has_its_own_rule(
    workspace: Workspace, city: Engagement, dataset: Dataset
) -> None:
    rules = decide(workspace, city, ["TRESPASS", "TRESPASSING"], police())
    assert [rule.type for rule in rules] == ["TRESPASS", "TRESPASSING"]
    assert len({rule.id for rule in rules}) == 2
    withdraw(workspace, city, rules[0])
    (reading,) = taken(workspace, city, dataset, "TRESPASS")
    assert (reading.decided_by, reading.tier) == ("taxonomy", RESPONDER)
    with pytest.raises(UnknownName, match="any more"):
        withdraw(workspace, city, rules[0])


def test_types_that_differ_in_a_sign_only_are_decided_apart(workspace: Workspace, city: Engagement) -> None:
    decide(workspace, city, ["NOISE - LOUD"], police("one"))
    decide(workspace, city, ["NOISE LOUD"], police("other"))
    assert {rule.type: rule.reason for rule in workspace.store.all(TypeRule)} == {
        "NOISE - LOUD": "one",
        "NOISE LOUD": "other",
    }


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (police(" "), "needs a reason"),
        (replace(police(), confidence="certain"), "low, somewhat, very"),
        (replace(police(), narrow="yes"), "responder only"),
        (replace(police(), share_eligible=101), "0 to 100"),
        (replace(police(), share_low=10), "needs the share"),
        (replace(police(), share_eligible=50, share_low=60), "inside its interval"),
        (police(first="1 July"), "2025-07-01"),
        (police(first="2024-02-30"), "2025-07-01"),
        (police(first="2024-05-02", last="2024-05-01"), "before it begins"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    workspace: Workspace, city: Engagement, decision: Decision, said: str
) -> None:
    with pytest.raises(InputRefused, match=said) as refused:
        decide(workspace, city, ["TRESPASS"], decision)
    assert refused.value.safe == "Nothing was changed."
    assert workspace.store.all(TypeRule) == []


def test_a_code_that_changed_its_meaning_counts_by_the_rule_of_the_day(
    workspace: Workspace, city: Engagement, dataset: Dataset
) -> None:
    decide(workspace, city, ["TRESPASS"], police())
    later = replace(Decision(tier=RESPONDER, reason="new code book"), effective_from="2024-07-01")
    with pytest.raises(
        InputRefused, match="already has a decision for some of these days: police, on all days"
    ):
        decide(workspace, city, ["TRESPASS"], later)
    decide(workspace, city, ["TRESPASS"], later, ends_earlier=True)
    before, since = taken(workspace, city, dataset, "TRESPASS")
    assert (before.tier, before.effective_to, before.calls) == (Tier.POLICE, "2024-06-30", 10)
    assert (since.tier, since.effective_from, since.calls) == (RESPONDER, "2024-07-01", 10)
    summary = summarise(workspace, city, dataset).summary
    assert summary.eligible[RuleSet.EXPECTED] == 10
    with pytest.raises(InputRefused, match="since 2024-07-01"):
        decide(workspace, city, ["TRESPASS"], police(first="2024-08-01", last="2024-08-31"))


def test_accepting_makes_the_reading_the_citys_own(
    workspace: Workspace, city: Engagement, dataset: Dataset
) -> None:
    readings = call_types(workspace, city, dataset)
    with pytest.raises(InputRefused, match="nothing to accept"):
        accept(workspace, city, readings)
    mapped = [each for each in readings if each.tier is not Tier.UNMAPPED]
    accept(workspace, city, mapped, "M. Ruiz")
    review = review_types(workspace, city, dataset)
    assert (review.coverage.calls, review.coverage.mapped, review.coverage.decided) == (36, 24, 24)
    assert accept(workspace, city, [each for each in review.readings if each.rule]) == []
    assert review.base.name is BaseName.COMMUNITY_INITIATED
    assert review.new is None


def test_decisions_hold_for_the_next_file_and_are_only_proposed_for_other_spellings(
    workspace: Workspace, city: Engagement, dataset: Dataset, tmp_path: Path
) -> None:
    decision = Decision(
        tier=Tier.CO_RESPONSE, reason="owners want arrests", share_eligible=40, disqualifiers=("weapon seen",)
    )
    decide(workspace, city, ["TRESPASS"], decision)
    following = calls(workspace, city, tmp_path / "2025.csv", NEXT, 2025)
    review = review_types(workspace, city, following)
    by_type = {reading.type: reading for reading in review.readings}
    assert by_type["TRESPASS"].rule is not None
    assert by_type["TRESPASSING"].tier is RESPONDER
    assert review.new == frozenset({"TRESPASSING", "NOISE - LOUD", "NOISE LOUD"})
    assert list(review.proposals) == ["TRESPASSING"]
    carry(workspace, city, review.proposals)
    (carried,) = taken(workspace, city, following, "TRESPASSING")
    assert carried.rule is not None
    assert (carried.tier, carried.rule.carried_from) == (Tier.CO_RESPONSE, "TRESPASS")
    assert (carried.rule.share_eligible, carried.rule.disqualifiers) == (40, ("weapon seen",))


def test_every_reader_draws_the_same_calls_and_more_hold_those_read(
    workspace: Workspace, city: Engagement, dataset: Dataset
) -> None:
    (reading,) = taken(workspace, city, dataset, "TRESPASS")
    one = draw_sample(workspace, city, dataset, reading, reader="M. Ruiz", size=8)
    other = draw_sample(workspace, city, dataset, reading, reader="K. Oduya", size=12)
    assert one.rows == other.rows[:8]
    assert len(set(other.rows)) == 12
    assert {row["type"] for row in sample_rows(workspace, dataset, one)} == {"TRESPASS"}
    assert [row["row"] for row in sample_rows(workspace, dataset, one)] == list(one.rows)
    more = draw_sample(workspace, city, dataset, reading, reader="m. ruiz", size=99)
    assert (more.id, more.rows[:8], len(more.rows)) == (one.id, one.rows, 20)
    with pytest.raises(InputRefused, match="has begun to read"):
        draw_sample(workspace, city, dataset, reading, reader="M. Ruiz", seed=1)
    with pytest.raises(InputRefused, match="in the order they were drawn"):
        judge(workspace, city, one.id, 3, Verdict.ELIGIBLE)


def test_what_was_read_becomes_the_share_of_the_decision(
    workspace: Workspace, city: Engagement, dataset: Dataset
) -> None:
    (reading,) = taken(workspace, city, dataset, "TRESPASS")
    for reader, letters in (("M. Ruiz", "eeeeennn"), ("K. Oduya", "eeeenunn")):
        sample = draw_sample(workspace, city, dataset, reading, reader=reader, size=8)
        for place, letter in enumerate(letters):
            verdict = {"e": Verdict.ELIGIBLE, "n": Verdict.NOT_ELIGIBLE, "u": Verdict.UNCLEAR}[letter]
            judge(workspace, city, sample.id, place, verdict)
    found = sample_reading(workspace, city, dataset, reading)
    # Both say eligible of four and not of two; on two calls they differ.
    assert (found.share.eligible, found.share.not_eligible, found.share.unclear) == (4, 2, 2)
    assert (found.agreements[0].rows, found.agreements[0].same) == (8, 6)
    rule = apply_sample(workspace, city, reading, found)
    assert (rule.tier, rule.share_eligible, rule.share_low, rule.share_high) == (RESPONDER, 67, 21, 93)
    (marina,) = taken(workspace, city, dataset, "MARINA")
    with pytest.raises(InputRefused, match="no share to take"):
        apply_sample(workspace, city, marina, sample_reading(workspace, city, dataset, marina))
