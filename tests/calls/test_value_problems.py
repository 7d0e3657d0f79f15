"""Types that are codes alone, and sources that name no officer, are said before anything is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.calls.inspection import inspect
from leaptui.domain.calls import Problem

CODES = ("10-10", "10-50PI", "10-61", "415", "5150", "T")
TEXTS = ("NOISE COMPLAINT", "WELFARE CHECK", "DOM", "MVA", "THEFT", "10-50 ACCIDENT")


def said(folder: Path, types: tuple[str, ...], sources: tuple[str, ...]) -> list[Problem]:
    lines = [
        f"C{n},2024-01-{1 + n // 12:02} {n % 12 + 8:02}:1{n % 6}:07,{types[n % len(types)]},"
        f"{sources[n % len(sources)]},{n} ELM ST"
        for n in range(240)
    ]
    path = folder / "calls.csv"
    path.write_text("\n".join(["Call Id,Received,Nature,Source,Address", *lines]) + "\n")
    problems = inspect(path).problems
    return [each for each in problems if "holds codes" in each.problem or "officer began" in each.problem]


def test_types_that_are_codes_ask_for_their_book(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, CODES, ("911", "OFFICER"))
    assert problem.problem == "Nature holds codes such as 10-10, and no column says what they mean."
    assert problem.rows == 240
    assert "type_initial" in problem.effect


def test_types_in_words_ask_for_nothing(tmp_path: Path) -> None:
    assert not said(tmp_path, TEXTS, ("911", "OFFICER"))


@pytest.mark.parametrize("sources", [("911", "PHONE", "OV"), ("911", "ON-VIEW"), ("E911", "Self Initiated")])
def test_a_source_that_names_an_officer_is_enough(sources: tuple[str, ...], tmp_path: Path) -> None:
    assert not said(tmp_path, TEXTS, sources)


def test_sources_without_an_officer_are_said(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, TEXTS, ("9", "T", "W"))
    assert problem.problem == "No value of Source is known to say that an officer began the call."
    assert "misses some of it" in problem.effect
