"""From an export to figures, through the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import SetAside, Tier
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.type_judgements import Decision
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file, inspect_file
from leaptui.services.calls.ledger import ledger_of, rows_behind
from leaptui.services.calls.picture import datasets, find_dataset, summarise
from leaptui.services.calls.type_decisions import decide
from leaptui.services.calls.types import call_types
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.overview import city as city_view
from leaptui.services.roadmap.components import component, link_figure
from leaptui.services.roadmap.figures import figure, figures
from leaptui.services.staffing.what_if import staffing_plan
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("calls") / "calls_2025.csv"
    write_practice_calls(path, 4_000, seed=7)
    return path


def test_an_import_is_kept_with_its_ledger_and_recipe(
    workspace: Workspace, city: Engagement, export: Path
) -> None:
    dataset, imported = import_file(workspace, city, export, sender="county")
    assert datasets(workspace, city) == [dataset]
    assert ledger_of(dataset) == imported.ledger
    assert imported.ledger.rows_in == 4_000
    assert "[" in dataset.recipe
    again, _ = import_file(workspace, city, export, recipe=dataset.recipe)
    assert again == dataset
    assert len(datasets(workspace, city)) == 1


def test_of_two_exports_imported_in_one_second_the_later_is_the_newest(
    workspace: Workspace, city: Engagement
) -> None:
    for number in range(5):
        one = Dataset(
            id=f"d{9 - number}", engagement=city.id, hash=f"{number:064}", file_name=f"{number}.csv",
            file_size=1, file_sha256="", imported_at="2026-11-23T10:00:00+00:00", rows_in=1, rows_used=1, calls=1,
        )  # fmt: skip
        workspace.store.apply("import calls", [one], stream=city.id)
    assert [each.file_name for each in datasets(workspace, city)] == [f"{n}.csv" for n in (4, 3, 2, 1, 0)]


def test_without_a_time_zone_nothing_is_imported(workspace: Workspace, export: Path) -> None:
    city = add_engagement(workspace, "No Zone, OH")
    with pytest.raises(InputRefused, match="time zone"):
        import_file(workspace, city, export)
    assert datasets(workspace, city) == []


def test_a_stopped_import_leaves_nothing(workspace: Workspace, city: Engagement, export: Path) -> None:
    with pytest.raises(InputRefused):
        import_file(workspace, city, export, cancelled=lambda: True)
    assert datasets(workspace, city) == []
    folder = workspace.home / "datasets"
    assert not folder.exists() or list(folder.iterdir()) == []


def test_every_figure_carries_its_base(workspace: Workspace, city: Engagement, export: Path) -> None:
    dataset, imported = import_file(workspace, city, export)
    picture = summarise(workspace, city)
    summary = picture.summary
    assert summary.base.calls == imported.ledger.rows_used
    assert sum(map(sum, summary.by_weekday_hour)) + summary.without_hour == summary.base.calls
    assert (
        summary.eligible[RuleSet.NARROW]
        <= summary.eligible[RuleSet.EXPECTED]
        <= summary.eligible[RuleSet.BROAD]
    )
    for measured in figures(picture).values():
        assert measured.base == summary.base
        assert measured.source.dataset == dataset.hash
    assert summarise(workspace, city, dataset, BaseName.INCIDENTS).summary.base.calls == imported.calls
    with pytest.raises(UnknownName, match=r"eligible\.expected"):
        figure(picture, "nonsense")


def test_the_rows_behind_a_ledger_line_can_be_opened(
    workspace: Workspace, city: Engagement, export: Path
) -> None:
    dataset, imported = import_file(workspace, city, export)
    for line in imported.ledger.set_aside:
        rows = rows_behind(workspace, dataset, line.reason, limit=10_000)
        assert len(rows) == line.rows, line.reason
    assert {line.reason for line in imported.ledger.set_aside} >= {SetAside.UNITS, SetAside.OFFICER_INITIATED}


def test_a_local_decision_moves_the_figures_and_makes_evidence_stale(
    workspace: Workspace, city: Engagement, export: Path
) -> None:
    dataset, _ = import_file(workspace, city, export)
    link_figure(workspace, city, "volume", "eligible.expected")
    assert not component(workspace, city, "volume").stale
    reading = next(
        each for each in call_types(workspace, city, dataset) if each.tier is Tier.COMMUNITY_RESPONDER
    )
    before = summarise(workspace, city).summary.eligible[RuleSet.EXPECTED]
    with pytest.raises(InputRefused, match="needs a reason"):
        decide(workspace, city, [reading.type], Decision(tier=Tier.POLICE, reason=" "))
    asked = Decision(tier=Tier.POLICE, reason="the chief asks for it", decided_by="M. Ruiz")
    decide(workspace, city, [reading.type], asked)
    decided = next(each for each in call_types(workspace, city, dataset) if each.type == reading.type)
    assert (decided.tier, decided.decided_by) == (Tier.POLICE, "local")
    assert summarise(workspace, city).summary.eligible[RuleSet.EXPECTED] == before - reading.calls
    assert component(workspace, city, "volume").stale


def test_the_city_shows_what_comes_next(workspace: Workspace, city: Engagement, export: Path) -> None:
    assert "people" in city_view(workspace, city).next_step.text
    import_file(workspace, city, export)
    view = city_view(workspace, city)
    assert view.picture is not None
    assert len(view.components) == 10


def test_a_staffing_plan_rests_on_the_eligible_calls(
    workspace: Workspace, city: Engagement, export: Path
) -> None:
    import_file(workspace, city, export)
    narrow = staffing_plan(workspace, city, rules="narrow").plan
    broad = staffing_plan(workspace, city, rules="broad").plan
    assert sum(map(sum, narrow.demand)) <= sum(map(sum, broad.demand))
    shorter = staffing_plan(workspace, city, changes={"opens": 10, "closes": 22}).plan
    assert shorter.team_hours_per_week < staffing_plan(workspace, city).plan.team_hours_per_week
    with pytest.raises(InputRefused):
        staffing_plan(workspace, city, changes={"service_minutes": -5})


def test_nothing_imported_yet_says_how(workspace: Workspace, city: Engagement) -> None:
    with pytest.raises(UnknownName, match="calls import"):
        find_dataset(workspace, city)


def test_inspecting_needs_no_store(export: Path) -> None:
    assert inspect_file(export).rows == 4_000
