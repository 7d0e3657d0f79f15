"""Tables of the calls for others: nothing small in them, nothing small to be worked out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.errors import InputRefused, UnknownName, Withheld
from leaptui.domain.measured import Period, RuleSet
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.asked import Asked, ask
from leaptui.services.calls.exports import SUMMARY, export_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.measures import parts
from leaptui.services.calls.pictures import PICTURES
from leaptui.services.calls.place_measures import by_district, repeat_places
from leaptui.services.city.engagements import add_engagement
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A small town: few calls in each district."""
    folder = tmp_path_factory.mktemp("exports")
    made, _ = make_workspace(folder / "home", "practice makes a city")
    with made:
        town = add_engagement(made, "Harbor Falls, OH", timezone="America/New_York")
        write_practice_calls(folder / "calls.csv", 1_200, seed=3)
        import_file(made, town, folder / "calls.csv")
        yield made


@pytest.fixture(scope="module")
def asked(workspace: Workspace) -> Asked:
    from leaptui.services.city.engagements import find_engagement

    return ask(workspace, find_engagement(workspace, "harbor-falls-oh"))


def written(workspace: Workspace, asked: Asked, folder: Path, picture: str, **how: object) -> Rows:
    done = export_calls(workspace, asked, folder / f"{picture}.csv", picture=picture, **how)  # type: ignore[arg-type]
    (path,) = done.files
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize("threshold", [5, 11])
def test_no_district_shows_a_small_count_and_what_it_shows_adds_up(
    workspace: Workspace, asked: Asked, tmp_path: Path, threshold: int
) -> None:
    rows = written(workspace, asked, tmp_path, "districts", threshold=threshold)
    found = by_district(workspace, asked)
    assert len(rows) == len(found.lines)
    withheld = 0
    for row, line in zip(rows, found.lines, strict=True):
        for key, count in (("calls", line.calls), ("eligible", line.eligible[RuleSet.EXPECTED])):
            if row[key] == "withheld":
                withheld += 1
                continue
            assert int(row[key]) == count
            assert count == 0 or count >= threshold
        if row["eligible"] != "withheld" and row["calls"] != "withheld":
            rest = int(row["calls"]) - int(row["eligible"])
            assert rest == 0 or rest >= threshold, "what is not eligible would follow"
        if row["calls"] == "withheld":
            assert row["share"] == "withheld", "the base is printed, so the share would tell"
        assert row["base"].startswith(f"{found.base.calls:,} community-initiated incidents")
    assert withheld, "a town this small has districts with few eligible calls"
    gone = [row for row in rows if row["eligible"] == "withheld"]
    assert len(gone) != 1, "the eligible calls of all districts are printed elsewhere"


def test_with_a_filter_nothing_is_told_to_a_single_call(
    workspace: Workspace, asked: Asked, tmp_path: Path
) -> None:
    one = written(workspace, replace(asked, only=CallFilter(priorities=("2", "3"))), tmp_path, "districts")
    assert one
    assert all(row["share"].startswith("about ") or row["share"] == "withheld" for row in one)
    assert all(row["base"].startswith(("over ", "under ")) for row in one)
    assert not {"calls", "eligible", "residents"} & set(one[0])
    summary = written(
        workspace,
        replace(asked, only=CallFilter(period=Period("2025-01-01", "2025-06-30"))),
        tmp_path,
        SUMMARY,
    )
    assert {row["part"] for row in summary} >= {"By month", "By weekday", "By hour of the day"}
    assert all(row["share"].startswith(("about ", "under ", "over ")) for row in summary)


def test_a_filter_that_leaves_or_leaves_out_few_calls_is_refused(
    workspace: Workspace, asked: Asked, tmp_path: Path
) -> None:
    counts = {part.name: part.calls for part in parts(workspace, asked, SplitBy.TYPE).parts}
    rare = next(name for name, calls in counts.items() if calls < 5)
    for types in ((rare,), tuple(name for name in counts if name != rare)):
        with pytest.raises(Withheld, match="fewer than 5 calls"):
            written(workspace, replace(asked, only=CallFilter(types=types)), tmp_path, SUMMARY)
    assert not list(tmp_path.iterdir())


def test_every_picture_can_leave_with_its_base_and_no_place_by_name(
    workspace: Workspace, asked: Asked, tmp_path: Path
) -> None:
    named = {name for name, _ in repeat_places(workspace, asked).lines}
    for picture in (SUMMARY, *(each.key for each in PICTURES)):
        rows = written(workspace, asked, tmp_path, picture)
        assert rows, picture
        bases = {row["base"] for row in rows}
        assert all("community-initiated incidents" in base or "Source: " in base for base in bases), picture
        cells = {cell for row in rows for cell in row.values()}
        assert not cells & named, picture
        assert not any(cell.isdigit() and 0 < int(cell) < 5 for cell in cells - {"1", "2", "3", "4"}), picture


def test_the_citywide_grid_leaves_in_bands(workspace: Workspace, asked: Asked, tmp_path: Path) -> None:
    rows = written(workspace, asked, tmp_path, "volume")
    grid = [row for row in rows if row["table"] == "calls per hour, mean, in bands"]
    assert len(grid) == 7 * 24
    assert all(row["calls"] == "" and row["value"] for row in grid)
    months = [row for row in rows if row["table"] == "calls by month"]
    assert len(months) == 12


def test_for_internal_use_everything_is_told(workspace: Workspace, asked: Asked, tmp_path: Path) -> None:
    rows = written(workspace, asked, tmp_path, "places", audience="internal")
    found = repeat_places(workspace, asked)
    assert [row["place"] for row in rows if row["part"] == "One by one"] == [name for name, _ in found.lines]
    assert "withheld" not in {cell for row in rows for cell in row.values()}


def test_what_is_written_is_noted_with_its_fingerprint(
    workspace: Workspace, asked: Asked, tmp_path: Path
) -> None:
    written(workspace, asked, tmp_path, "sources")
    made = workspace.store.all(DocumentMade)
    assert any(each.document == "table of calls: sources" for each in made)


def test_wrong_names_are_refused_in_a_sentence(workspace: Workspace, asked: Asked, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="no picture"):
        written(workspace, asked, tmp_path, "nonsense")
    with pytest.raises(InputRefused, match="5 or 11"):
        written(workspace, asked, tmp_path, SUMMARY, threshold=7)
    with pytest.raises(InputRefused, match="no audience"):
        written(workspace, asked, tmp_path, SUMMARY, audience="everybody")
