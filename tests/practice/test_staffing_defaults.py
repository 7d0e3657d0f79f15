"""The defaults of a staffing plan, and what a changed file is told."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from leaptui.practice.facts import Standing
from leaptui.practice.located_toml import PracticeFileRefused
from leaptui.practice.staffing import load_staffing_defaults

TEXT = files("leaptui.practice").joinpath("staffing.toml").read_text(encoding="utf-8")


def test_a_default_without_a_source_rests_on_the_files_own() -> None:
    defaults = load_staffing_defaults()
    assert defaults.of("responder_wage").fact.source == defaults.about.fact.source
    assert defaults.of("screened_share").fact.source == "NYC Comptroller, audit of B-HEARD"
    assert defaults.of("most_busy").fact.mark is Standing.RECALLED


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ("value = 50\n", 'value = "50"\n', "must be a number"),
        ("value = 50\n", "value = 4\n", "from `least` (5) to `most` (480)"),
        ('key = "growth"', 'key = "service_minutes"', "stands twice"),
        ('unit = "people"', 'units = "people"', "`unit`"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, found: str, put: str, said: str) -> None:
    assert found in TEXT
    own = tmp_path / "staffing.toml"
    own.write_text(TEXT.replace(found, put, 1), encoding="utf-8")
    with pytest.raises(PracticeFileRefused) as refused:
        load_staffing_defaults(own)
    assert said in refused.value.sentence
    assert str(own) in refused.value.sentence


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(PracticeFileRefused, match="cannot be read"):
        load_staffing_defaults(tmp_path / "nowhere.toml")
