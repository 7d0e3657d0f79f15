"""A recipe is text a person can keep, and reads next year's file the same way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.calls.inspection import inspect
from leaptui.calls.recipe import ColumnUse, Recipe, dataset_hash, recipe_of
from leaptui.domain.call_choices import CodeBook, PlaceRule
from leaptui.domain.calls import ColumnRole, Correction
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
FORMATS = st.sampled_from(["%m/%d/%Y %I:%M:%S %p", "%H:%M", "epoch s", "%d/%m/%y"])
WORDS = NAMES.map(one_line)
BOOKS = st.builds(
    CodeBook,
    st.sampled_from([ColumnRole.TYPE_CODE, ColumnRole.PRIORITY, ColumnRole.DISPOSITION]),
    WORDS,
    st.dictionaries(WORDS, WORDS, max_size=4).map(lambda entries: tuple(entries.items())),
)
RECIPES = st.builds(
    Recipe,
    columns=st.lists(
        st.builds(ColumnUse, NAMES, st.sampled_from(ColumnRole), st.lists(FORMATS, max_size=3).map(tuple)),
        max_size=8,
    ).map(tuple),
    timezone=st.sampled_from(["America/New_York", "Europe/Zurich", "UTC"]),
    encoding=st.sampled_from(["", "utf-8", "cp1252"]),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    sheet=NAMES,
    header_row=st.integers(0, 40),
    place_rule=st.sampled_from(PlaceRule),
    hour_unknown=st.booleans(),
    collapse_units=st.booleans(),
    duplicate_minutes=st.integers(0, 24 * 60),
    keep_text=st.booleans(),
    times_are_utc=st.booleans(),
    code_books=st.lists(BOOKS, max_size=2).map(tuple),
)


@given(RECIPES)
def test_a_recipe_comes_back_from_its_text(recipe: Recipe) -> None:
    text = recipe.to_toml()
    assert Recipe.from_toml(text) == recipe
    assert Recipe.from_toml(text).to_toml() == text


@given(RECIPES, RECIPES)
def test_the_dataset_is_named_by_source_and_recipe(one: Recipe, other: Recipe) -> None:
    assert (dataset_hash("ab", one) == dataset_hash("ab", other)) == (one == other)
    assert dataset_hash("ab", one) != dataset_hash("cd", one)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version = 1",
        "version = 2\n",
        "not toml at all [",
        '[file]\n[reading]\ntimezone = "Mars/Olympus"\n',
        'version = 1\ncolumn = []\n[file]\n[reading]\ntimezone = "Mars/Olympus"\n',
        'version = 1\ncolumn = [{name = "a", role = "mayor"}]\n[file]\n[reading]\ntimezone = "UTC"\n',
        'version = 1\ncolumn = [{name = "a", role = "received", formats = ["%Y\') --"]}]\n[file]\n[reading]\ntimezone = "UTC"\n',
        'version = 1\ncolumn = []\n[file]\ndelimiter = "ab"\n[reading]\ntimezone = "UTC"\n',
    ],
)
def test_what_is_no_recipe_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputRefused) as refused:
        Recipe.from_toml(text)
    assert refused.value.what.endswith(".")


def test_an_inspection_becomes_a_recipe_that_says_what_it_says(fixtures: Path) -> None:
    inspection = inspect(fixtures / "calls" / "san_jose_layout.csv")
    recipe = recipe_of(
        inspection, timezone="America/Los_Angeles", correction=Correction(place_rule=PlaceRule.DISTRICT)
    )
    assert [column.name for column in recipe.with_role(ColumnRole.RECEIVED_TIME)] == ["OFFENSE_TIME"]
    assert recipe.with_role(ColumnRole.RECEIVED_DATE)[0].formats == ("%m/%d/%Y %I:%M:%S %p",)
    assert recipe.place_rule is PlaceRule.DISTRICT
    assert recipe.source_sha256 == inspection.sha256
    assert inspection.sha256 not in recipe.to_toml()


def test_a_zone_that_does_not_exist_is_refused(fixtures: Path) -> None:
    inspection = inspect(fixtures / "calls" / "seattle_layout.csv")
    with pytest.raises(InputRefused, match="not a time zone"):
        recipe_of(inspection, timezone="Seattle")
