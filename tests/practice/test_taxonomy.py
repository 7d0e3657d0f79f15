"""The call-type taxonomy that comes with leaptui, and what a changed one is told."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from leaptui.domain.calls import Tier
from leaptui.practice.located_toml import PracticeFileRefused
from leaptui.practice.taxonomy import CONFIDENCES, load_taxonomy

TEXT = files("leaptui.practice").joinpath("taxonomy.toml").read_text(encoding="utf-8")


def test_reads_the_packaged_taxonomy_once() -> None:
    assert load_taxonomy() is load_taxonomy()


def test_every_pattern_says_why_and_is_in_a_line_of_the_report() -> None:
    taxonomy = load_taxonomy()
    assert len(taxonomy.patterns) >= 164
    for pattern in taxonomy.patterns:
        assert len(pattern.reason) >= 4, pattern.alternatives
        assert pattern.confidence in CONFIDENCES
        assert pattern.group in taxonomy.groups


def test_only_types_for_responders_are_narrow() -> None:
    narrow = [pattern for pattern in load_taxonomy().patterns if pattern.narrow]
    assert {pattern.tier for pattern in narrow} == {Tier.COMMUNITY_RESPONDER}
    assert {pattern.group for pattern in narrow} == {
        "Welfare", "Substance", "Mental health", "Homelessness", "Trespass", "Dispute", "Assist",
    }  # fmt: skip


def test_violence_and_medicine_are_never_for_responders_by_default() -> None:
    grave = {
        "Violence",
        "Domestic",
        "Sex crime",
        "Abuse",
        "Child safety",
        "Medical",
        "Fire",
        "Hazard",
        "Death",
    }
    tiers = {pattern.tier for pattern in load_taxonomy().patterns if pattern.group in grave}
    assert tiers == {Tier.POLICE, Tier.FIRE_EMS}


def test_each_group_is_in_exactly_one_line_of_the_report() -> None:
    taxonomy = load_taxonomy()
    assert len(taxonomy.groups) == len(set(taxonomy.groups))
    assert taxonomy.roll_up_of("Trespass") == "Trespass and suspicion"
    assert taxonomy.roll_up_of("A group of our own") == "A group of our own"


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ('group = "Noise"', 'group = "Clamour"', "Clamour"),
        ('tier = "police"', 'tier = "polise"', "must be one of"),
        ('tier = "police"', 'tier = "unmapped"', "what no pattern is for"),
        ('confidence = "very"', 'confidence = "certain"', "low, somewhat, very"),
        ('"FIREWORKS"', '"FIGHT"', "'FIGHT' twice"),
        ("narrow = true", "narow = true", "`narow`"),
        (r"prefixes = ['[-*\s]+'", "prefixes = ['[-*'", "not a regular expression"),
    ],
)
def test_a_mistake_is_told_with_its_key_and_what_is_allowed(found: str, put: str, said: str) -> None:
    assert found in TEXT
    with pytest.raises(PracticeFileRefused, match="line") as refused:
        load_taxonomy(TEXT.replace(found, put, 1))
    assert said in refused.value.sentence


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    own = tmp_path / "taxonomy.toml"
    own.write_text(TEXT.replace("version = 2", "version = 7", 1), encoding="utf-8")
    assert load_taxonomy(own).version == 7
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PracticeFileRefused, match="UTF-8"):
        load_taxonomy(own)
    with pytest.raises(PracticeFileRefused, match="cannot be read"):
        load_taxonomy(tmp_path / "nowhere.toml")
