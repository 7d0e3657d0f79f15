"""Records as the log holds them, and back."""

from __future__ import annotations

from typing import Any

import pytest

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import StoreUnavailable
from leaptui.domain.records import Engagement, Interview
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.vocabulary import EvidenceKind, Phase
from leaptui.store.codec import to_record, to_value, told_at_birth, values_of
from leaptui.store.field_rules import Rule


def test_a_record_becomes_text_numbers_and_nothing() -> None:
    engagement = Engagement(
        id="e",
        slug="s",
        name="Harbor\x00 Falls\x1b[31m",
        phase=Phase.DATA,
        partners=("NAACP", "two\nlines", ""),
    )
    values = values_of(engagement)
    assert values["name"] == "Harbor Falls[31m"
    assert values["phase"] == "data"
    assert values["partners"] == "NAACP\ntwo lines"
    assert values["level"] is None
    assert values["deleted"] == 0


def test_a_new_record_tells_what_it_must_have_and_what_is_not_a_matter_of_course() -> None:
    told = told_at_birth(Interview(id="i", engagement="e", number=0, recorded=True))
    assert told == {"engagement": "e", "number": 0, "recorded": 1}


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (1.5, Rule.WHOLE),
        (True, Rule.WHOLE),
        (1, Rule.YES_NO),
        (1, Rule.TEXT),
        (["a"], Rule.LINES),
        ("data", Rule.CHOICE),
    ],
)
def test_a_value_of_another_type_is_refused(raw: Any, rule: Rule) -> None:
    with pytest.raises(TypeError):
        to_value(raw, rule)


def test_whole_numbers_have_64_bits() -> None:
    assert to_value(2**63 - 1, Rule.WHOLE) == 2**63 - 1
    with pytest.raises(ValueError, match="64 bits"):
        to_value(2**63, Rule.WHOLE)


def test_a_word_of_a_newer_vocabulary_is_read_as_the_safe_one() -> None:
    values = {**values_of(Interview(id="i", engagement="e", number=1)), "id": "i"}
    assert (
        to_record(Interview, {**values, "attribution": "family_only"}).attribution is Attribution.OFF_RECORD
    )


def test_a_newer_word_in_an_optional_field_is_read_as_nothing() -> None:
    values = {**values_of(Engagement(id="e", slug="s", name="n", phase=Phase.DATA)), "id": "e"}
    assert to_record(Engagement, {**values, "phase": "sunset"}).phase is None


def test_a_newer_word_where_one_is_needed_asks_for_the_newer_program() -> None:
    evidence = Evidence(
        id="v", engagement="e", component="hours", source_kind=EvidenceKind.FIGURE, source="f"
    )
    with pytest.raises(StoreUnavailable, match="hologram"):
        to_record(Evidence, {**values_of(evidence), "id": "v", "source_kind": "hologram"})
