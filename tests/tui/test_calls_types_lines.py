"""What the review of call types draws, without an app: widths, marks, sentences, and what its form says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaptui.domain.call_records import Dataset, TypeRule, TypeSample
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.measured import Base, BaseName, Period, RuleSet
from leaptui.domain.type_judgements import Agreement, SampleShare
from leaptui.services.calls.type_samples import SampleReading
from leaptui.services.calls.types import Coverage, Proposal, TypeReview
from leaptui.tui.screens.calls.type_decision import decision_in, values_of
from leaptui.tui.screens.calls.type_lines import heading_line, reason_sentence, share_lines, told, type_line
from leaptui.tui.screens.calls.type_sample import call_lines, result_lines

RULE = TypeRule(
    id="r", engagement="e", type="TRESPASS", tier="co_response", group="Trespass", confidence="somewhat",
    reason="owners want arrests", decided_by="M. Ruiz", share_eligible=40, share_low=30, share_high=55,
    disqualifiers=("weapon seen", "injury"), effective_from="2025-07-01", carried_from="TRESPASSING",
)  # fmt: skip
READING = TypeReading(
    type="[b]TRESPASS[/b] 不法侵入", calls=1234, group="Trespass", tier=Tier.COMMUNITY_RESPONDER,
    confidence="very", reason="A top type.", decided_by="taxonomy", narrow=True,
)  # fmt: skip
DECIDED = replace(
    READING, type="TRESPASS", tier=Tier.CO_RESPONSE, rule=RULE, decided_by="local", reason=RULE.reason,
    effective_from="2025-07-01",
)  # fmt: skip
REVIEW = TypeReview(
    dataset=Dataset(
        id="d", engagement="e", hash="h", file_name="calls.csv", file_size=1, file_sha256="s",
        imported_at="2026-01-01T00:00:00", rows_in=1, rows_used=1, calls=1,
    ),
    base=Base(BaseName.COMMUNITY_INITIATED, 10_000, Period("2025-01-01", "2025-12-31")),
    readings=(READING, DECIDED),
    coverage=Coverage(calls=10_000, mapped=9_999, decided=1_234),
    eligible={RuleSet.NARROW: 1_000, RuleSet.EXPECTED: 2_000, RuleSet.BROAD: 3_210},
    codes={"TRESPASS": (("TRES", 1_200), ("602", 34))},
    proposals={READING.type: Proposal(RULE, 93)},
    new=frozenset({READING.type}),
)  # fmt: skip


@pytest.mark.parametrize("width", [40, 52, 60, 73, 84, 96, 110, 133, 200])
@pytest.mark.parametrize("reading", [READING, DECIDED, replace(READING, type="", tier=Tier.UNMAPPED)])
def test_a_line_fills_its_width_exactly_and_so_do_the_headings(width: int, reading: TypeReading) -> None:
    line = type_line(reading, 0.5, width, code="TRES", eligible=frozenset(RuleSet))
    assert line.cell_length == heading_line(width, RuleSet.BROAD).cell_length == width


def test_marks_say_who_decided_and_which_rules_count_it() -> None:
    counted = frozenset({RuleSet.EXPECTED, RuleSet.BROAD})
    assert "● co-response" in type_line(DECIDED, 0.1, 100).plain
    assert "TRESPASS since 2025-07-01" in type_line(DECIDED, 0.1, 100).plain
    proposed = type_line(READING, 0.1, 100, eligible=counted, mark="◇").plain
    assert "◇ responder" in proposed
    assert "·EB" in proposed
    assert "[b]TRESPASS[/b]" in proposed
    assert "▲ unmapped" in type_line(replace(READING, tier=Tier.UNMAPPED), 0.1, 100).plain


def test_the_head_says_base_progress_and_three_shares() -> None:
    assert told(REVIEW) == "2 types of 10,000 community-initiated incidents, 2025-01-01 to 2025-12-31."
    (one,) = share_lines(REVIEW, RuleSet.NARROW, 140)
    assert one.plain == (
        "with a tier all but 1, decided here 12.3% · eligible by type · narrow 10.0% · expected 20.0% · broad 32.1%"
    )
    far, shares = share_lines(REVIEW, RuleSet.NARROW, 74)
    assert far.plain.startswith("with a tier")
    assert shares.plain.endswith("broad 32.1%")


def test_all_that_is_known_of_a_type_is_said() -> None:
    assert reason_sentence(DECIDED, REVIEW) == (
        "Trespass. owners want arrests. This holds since 2025-07-01. Decided by M. Ruiz, as “TRESPASSING” was. "
        "40% (30 to 55%) of its calls would pass the screen. Not where: weapon seen, injury. "
        "Codes: TRES 1,200, 602 34."
    )
    assert reason_sentence(READING, REVIEW) == (
        "Trespass. A top type. ◇ T takes over: co-response, as decided for “TRESPASS”. New in this file."
    )


def test_the_form_gives_back_what_it_was_given() -> None:
    values = {"ends_earlier": "", **values_of(DECIDED)}
    decision = decision_in(values, DECIDED)
    assert {key: getattr(decision, key) for key in ("tier", "reason", "decided_by", "share_low", "narrow")} == {
        "tier": Tier.CO_RESPONSE, "reason": "owners want arrests", "decided_by": "M. Ruiz", "share_low": 30,
        "narrow": "",
    }  # fmt: skip
    assert (decision.disqualifiers, decision.effective_from) == (("weapon seen", "injury"), "2025-07-01")
    assert decision.carried_from == "TRESPASSING"


def test_a_gap_between_two_decisions_is_decided_for_its_own_days() -> None:
    gap = replace(READING, effective_from="2025-03-01", effective_to="2025-06-30")
    assert (values_of(gap)["effective_from"], values_of(gap)["effective_to"]) == ("2025-03-01", "2025-06-30")


def test_a_call_is_shown_with_its_narrative_first_and_without_what_the_import_made() -> None:
    fields = {
        "row": "7", "incident": "True", "received": "2025-01-01 10:00:00", "type": "TRESPASS", "alarm": "False",
        "narrative": "man in the lobby [b]bold[/b]", "place": "", "cancelled": "False",
    }  # fmt: skip
    lines = [line.plain.rstrip() for line in call_lines(fields, 60)]
    assert lines == [
        "narrative       man in the lobby [b]bold[/b]",
        "type            TRESPASS",
        "received        2025-01-01 10:00:00",
    ]


def test_what_was_read_says_interval_and_agreement() -> None:
    found = SampleReading(
        calls=200,
        samples=(TypeSample(id="s", engagement="e"),),
        share=SampleShare(8, 4, 2, 2, 4 / 6, 0.215, 0.929),
        agreements=(Agreement(("M. Ruiz", "K. Oduya"), 8, 6, 0.579), Agreement(("A", "B"), 2, 2, None)),
    )
    words = " ".join(line.plain for line in result_lines(found, 200))
    assert "8 read: 4 eligible, 2 not, 2 unclear. Eligible 67%, 95% interval 22% to 93%" in words
    assert "M. Ruiz and K. Oduya: the same on 75% of 8 calls that both read, Cohen's kappa 0.58." in words
    assert "kappa not to be told" in words
    nothing = replace(found, share=SampleShare(0, 0, 0, 0, None, 0.0, 1.0), agreements=())
    assert "No share yet" in result_lines(nothing, 200)[0].plain
