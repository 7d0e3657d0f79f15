"""What the distinct values of an export say about their rows."""

from __future__ import annotations

import pytest

from leaptui.calls.verdicts import type_verdicts
from leaptui.practice.taxonomy import load_taxonomy


@pytest.mark.parametrize("name", ["RESCUE/ TEST2", "TEST1", "TEST", "TEST-3", "TESTING", "TEST CALL"])
def test_a_type_that_is_nothing_but_a_test_is_one_whatever_the_taxonomy_knows(name: str) -> None:
    ((_, reason, *_),) = type_verdicts([(name, 1)], load_taxonomy())
    assert reason == "tests"


@pytest.mark.parametrize("name", ["ALARM TEST", "DUI BREATH TEST", "CONTEST", "RESCUE/ WATER"])
def test_a_test_that_is_part_of_a_call_is_a_call(name: str) -> None:
    ((_, reason, *_),) = type_verdicts([(name, 1)], load_taxonomy())
    assert reason is None
