"""How files are read: choices that hold for another look, last year's reading, recipes as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.domain.call_choices import PlaceRule
from leaptui.domain.calls import ColumnRole, Confidence, Correction
from leaptui.domain.errors import AlreadyThere, InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.calls.importing import import_file, inspect_file, known_codes
from leaptui.services.calls.picture import label_dataset
from leaptui.services.calls.recipes import (
    PastReading,
    correction_by,
    is_alike,
    last_reading,
    look_at,
    read_by,
    read_recipe,
    recipe_text,
    save_recipe,
    surviving,
)
from leaptui.services.city.engagements import add_engagement
from leaptui.services.workspace import Workspace

DAY_FIRST = dict.fromkeys(("Call Time", "Dispatched", "Arrived", "Cleared"), "%d/%m/%Y %H:%M")


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")


@pytest.fixture
def undecided(fixtures: Path) -> Path:
    return fixtures / "calls" / "day_or_month.csv"


def test_choices_of_columns_that_are_gone_fall_away_and_the_others_hold(undecided: Path) -> None:
    chosen = Correction(
        roles={"Nature": ColumnRole.TYPE_FINAL, "Gone": ColumnRole.UNIT},
        time_formats={"Gone": "%H:%M"},
        place_rule=PlaceRule.DROP,
    )
    seen = look_at(undecided, chosen)
    assert seen.correction == Correction(roles={"Nature": ColumnRole.TYPE_FINAL}, place_rule=PlaceRule.DROP)
    assert seen.fallen == ("Gone read as unit", "how the times in Gone are written")
    roles = {column.name: column.role for column in seen.inspection.columns}
    assert roles["Nature"] is ColumnRole.TYPE_FINAL
    assert surviving(chosen, ["Nature", "Gone"]) == (chosen, ())


def test_a_city_file_is_read_as_its_last_one_was(
    workspace: Workspace, city: Engagement, undecided: Path, tmp_path: Path
) -> None:
    assert last_reading(workspace, city) is None
    chosen = Correction(
        roles={"How Received": ColumnRole.IGNORED},
        time_formats=DAY_FIRST,
        place_rule=PlaceRule.DISTRICT,
        collapse_units=False,
        duplicate_minutes=30,
    )
    dataset, _ = import_file(workspace, city, undecided, correction=chosen)
    label_dataset(workspace, dataset, "2024")
    past = last_reading(workspace, city)
    assert past is not None
    assert past.file == "2024"
    found = inspect_file(undecided)
    assert is_alike(past, found)
    again = correction_by(past, found)
    assert again.roles["How Received"] is ColumnRole.IGNORED
    assert again.time_formats == DAY_FIRST, "what this file cannot tell, the last one could"
    assert (again.place_rule, again.collapse_units, again.duplicate_minutes) == (
        PlaceRule.DISTRICT,
        False,
        30,
    )
    asked = [each for each in inspect_file(undecided, again).columns if each.confidence is Confidence.ASK]
    assert asked == []


def test_what_the_rows_of_a_file_show_counts_for_more_than_last_year(
    workspace: Workspace, city: Engagement, undecided: Path, tmp_path: Path
) -> None:
    import_file(workspace, city, undecided, correction=Correction(time_formats=DAY_FIRST))
    decided = tmp_path / "calls_2026.csv"
    text = undecided.read_text("utf-8").replace("25-1000,06/03/2025", "25-1000,06/23/2025")
    decided.write_text(text, "utf-8")
    past = last_reading(workspace, city)
    assert past is not None
    again = correction_by(past, inspect_file(decided))
    assert "Call Time" not in again.time_formats
    (received,) = [each for each in inspect_file(decided, again).times if each.column == "Call Time"]
    assert received.format == "%m/%d/%Y %H:%M"


def test_what_is_different_from_last_year_is_named_and_a_new_code_is(
    workspace: Workspace, city: Engagement, undecided: Path, tmp_path: Path
) -> None:
    import_file(workspace, city, undecided, correction=Correction(time_formats=DAY_FIRST))
    past = last_reading(workspace, city)
    assert past is not None
    same = read_by(past, undecided, inspect_file(undecided), known_codes(workspace, city))
    assert same.differences == ()
    assert same.correction.time_formats == DAY_FIRST
    lines = undecided.read_text("utf-8").splitlines()
    later = tmp_path / "calls_2026.csv"
    rows = [f"{line.replace('NOISE COMPLAINT', 'NEW KIND OF CALL')},x" for line in lines[1:]]
    later.write_text("\n".join([f"{lines[0]},Extra", *rows]), "utf-8")
    how = read_by(past, later, inspect_file(later), known_codes(workspace, city))
    assert {(each.kind.value, each.column) for each in how.differences} == {
        ("new_column", "Extra"),
        ("new_code", "Nature"),
    }


def test_another_system_is_not_read_so(workspace: Workspace, city: Engagement, fixtures: Path) -> None:
    import_file(workspace, city, fixtures / "calls" / "seattle_layout.csv")
    past = last_reading(workspace, city)
    assert past is not None
    assert not is_alike(past, inspect_file(fixtures / "calls" / "nashville_layout.csv"))


def test_a_recipe_is_text_that_is_written_once_and_read_again(undecided: Path, tmp_path: Path) -> None:
    text = recipe_text(inspect_file(undecided), Correction(place_rule=PlaceRule.DROP), "")
    path = save_recipe(tmp_path / "city.toml", text)
    assert read_recipe(path) == PastReading(file="city.toml", recipe=text)
    with pytest.raises(AlreadyThere):
        save_recipe(path, text)
    assert save_recipe(path, text, over=True) == path


@pytest.mark.parametrize("content", [b"", b"version = 9", b"\xff\xfe", b"[[[", b"version = 1\ncolumn = 3"])
def test_what_is_no_recipe_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes(content)
    with pytest.raises(InputRefused):
        read_recipe(path)
