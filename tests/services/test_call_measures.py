"""The pictures of a city's calls through the store: asked, filtered, compared, opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import SetAside, Tier
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.measured import BaseName, Period, RuleSet, Unit
from leaptui.domain.records import Engagement
from leaptui.domain.service_measures import DaysOfWeek, OpenFrom
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.asked import Asked, ask, filter_choices, rows
from leaptui.services.calls.comparison import beside_peers, compare
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.ledger import switch_rule
from leaptui.services.calls.measures import (
    durations,
    effort,
    eligible,
    outcomes,
    parts,
    seasonality,
    summary,
    volume,
)
from leaptui.services.calls.picture import summarise
from leaptui.services.calls.place_measures import by_district, repeat_places
from leaptui.services.calls.service_measures import coverage, overlap, service_today
from leaptui.services.city.districts import (
    district_records,
    find_district,
    import_districts,
    remove_district,
    set_district,
)
from leaptui.services.city.engagements import add_engagement
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Engagement, Dataset]]:
    """A store with one export, only read by the tests of this file that take it."""
    folder = tmp_path_factory.mktemp("measures")
    export = folder / "calls_2025.csv"
    write_practice_calls(export, 6_000, seed=13)
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        dataset, _ = import_file(workspace, city, export)
        yield workspace, city, dataset


@pytest.fixture(scope="module")
def asked(held: tuple[Workspace, Engagement, Dataset]) -> Asked:
    return ask(held[0], held[1])


@pytest.fixture(scope="module")
def workspace_of(held: tuple[Workspace, Engagement, Dataset]) -> Workspace:
    return held[0]


def test_every_picture_has_the_same_base(workspace_of: Workspace, asked: Asked) -> None:
    told = summary(workspace_of, asked)
    rules = RuleSet.EXPECTED
    pictures = [
        volume(workspace_of, asked),
        seasonality(workspace_of, asked),
        *(parts(workspace_of, asked, by) for by in SplitBy),
        eligible(workspace_of, asked),
        durations(workspace_of, asked, SplitBy.PRIORITY),
        effort(workspace_of, asked, rules),
        outcomes(workspace_of, asked, rules),
        repeat_places(workspace_of, asked),
        by_district(workspace_of, asked),
        overlap(workspace_of, asked, rules),
        coverage(workspace_of, asked, rules),
        service_today(workspace_of, asked),
        beside_peers(workspace_of, asked).ours,
    ]
    assert {picture.base for picture in pictures} == {told.base}
    assert {picture.of for picture in pictures} == {told.base.sentence}


def test_the_pictures_agree_with_each_other(workspace_of: Workspace, asked: Asked) -> None:
    told, calls = summary(workspace_of, asked), summary(workspace_of, asked).base.calls
    when = volume(workspace_of, asked)
    assert [(span.name, span.calls) for span in when.by_month] == list(told.by_month)
    assert sum(span.calls for span in when.by_week) == calls
    assert [span.days for span in when.by_weekday] == list(told.weekdays_in_period)
    assert sum(span.calls for span in when.by_hour) + when.without_hour == calls
    assert when.per_day == calls / when.days
    assert seasonality(workspace_of, asked).whole_years
    for by in SplitBy:
        lines = parts(workspace_of, asked, by).parts
        assert sum(line.calls for line in lines) == calls
        assert {rules: sum(line.eligible[rules] for line in lines) for rules in RuleSet} == told.eligible
    for rules in RuleSet:
        line = eligible(workspace_of, asked).by(rules)
        assert (line.calls, line.share, line.screened) == (told.eligible[rules], told.share_of(rules), None)
    lasting = durations(workspace_of, asked, SplitBy.TIER)
    assert lasting.all.times == told.times
    assert sum(line.times["response"].n for line in lasting.parts if line.times) == told.times["response"].n
    where = by_district(workspace_of, asked)
    assert sum(line.calls for line in where.lines) == calls
    repeated = repeat_places(workspace_of, asked)
    left_out = sum(count for _, count in repeated.placeholders)
    assert repeated.with_place + repeated.without_place + left_out == calls


def test_hours_of_service_and_calls_open_at_once(workspace_of: Workspace, asked: Asked) -> None:
    told = coverage(workspace_of, asked, RuleSet.BROAD)
    assert told.calls + told.without_hour == summary(workspace_of, asked).eligible[RuleSet.BROAD]
    assert [window.hours for window in told.best] == [8, 10, 12, 16]
    for window in (*told.curve, *told.weekdays, *told.weekend):
        assert told.window(window.first_hour, window.hours, window.days) == window
        others = (told.window(first, window.hours, window.days).calls for first in range(24))
        assert window.calls == max(others)
    assert told.curve[-1].share == 1
    assert told.weekdays[0].words.endswith("Monday to Friday")
    assert told.window(20, 10).words == "20:00 to 06:00 every day"
    assert told.window(0, 24, DaysOfWeek.WEEKEND).calls == sum(map(sum, told.by_hour[5:]))
    for opens in OpenFrom:
        at_once = overlap(workspace_of, asked, RuleSet.BROAD, opens)
        assert at_once.at_least[0] == 1
        assert list(at_once.at_least) == sorted(at_once.at_least, reverse=True)
        assert at_once.mean_open == pytest.approx(sum(at_once.at_least[1:]))
        assert at_once.probability(at_once.most + 1) == 0
        assert all(row[0] == 1 for row in at_once.by_hour)
        assert at_once.calls + at_once.left_out == told.calls + told.without_hour


def test_what_a_file_cannot_tell_is_empty_and_not_nought(workspace: Workspace, tmp_path: Path) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    export = tmp_path / "short.csv"
    lines = [f"{number},03/{number % 28 + 1:02}/2025 14:{number % 60:02},LOITERING" for number in range(60)]
    export.write_text("\n".join(["Incident,Received,Call Type", *lines]), encoding="utf-8")
    import_file(workspace, city, export)
    asked = ask(workspace, city)
    at_once = overlap(workspace, asked, RuleSet.BROAD)
    assert (at_once.calls, at_once.left_out, at_once.at_least, at_once.most) == (0, 60, (), 0)
    assert at_once.probability(0) == 0
    assert effort(workspace, asked, RuleSet.BROAD).words.startswith("No eligible call has unit hours")
    assert [finding.key for finding in service_today(workspace, asked).findings] == []
    assert len(service_today(workspace, asked).not_available) == 4
    assert by_district(workspace, asked).lines == ()
    assert parts(workspace, asked, SplitBy.PRIORITY).parts == ()
    assert repeat_places(workspace, asked).top == ()
    nothing = ask(workspace, city, only=CallFilter(tiers=(Tier.POLICE,)))
    assert coverage(workspace, nothing, RuleSet.BROAD).best == ()
    assert volume(workspace, nothing).per_day == 0
    assert not any(month.index for month in seasonality(workspace, nothing).months)
    assert not seasonality(workspace, asked).whole_years


def test_effort_is_a_range_with_what_it_rests_on(workspace_of: Workspace, asked: Asked) -> None:
    told = effort(workspace_of, asked, RuleSet.EXPECTED)
    assert told.units_known
    assert 0 < told.with_hours < told.eligible
    assert 0 < told.unit_hours.low < told.unit_hours.expected == told.unit_hours.high
    assert told.officer_hours.high == 2 * told.unit_hours.high
    assert f"{told.with_hours:,} of {told.eligible:,} eligible calls" in told.words


def test_what_findings_and_endings_count_can_be_opened(workspace_of: Workspace, asked: Asked) -> None:
    told = service_today(workspace_of, asked)
    assert {finding.key for finding in told.findings} >= {"wait.typical", "wait.over_30", "nobody.came"}
    assert told.not_available == ()
    for finding in told.findings:
        assert f"{finding.calls:,}" in finding.sentence
        assert rows(workspace_of, asked, limit=1, behind=finding.behind).total == finding.calls
    ended = outcomes(workspace_of, asked)
    assert sum(line.calls for line in ended.lines) == ended.with_disposition <= ended.calls
    assert ended.share_of("report") > ended.share_of("arrest") > 0
    for line in ended.lines:
        assert rows(workspace_of, asked, limit=1, behind=f"outcome.{line.key}").total == line.calls
    place, calls = repeat_places(workspace_of, asked).lines[0]
    page = rows(workspace_of, asked, offset=2, limit=3, behind=f"place.{place}")
    assert (page.total, len(page.rows)) == (calls, 3)
    assert {row["place"] for row in page.rows} == {place}


def test_names_of_a_filter_are_found_without_case_or_refused(
    held: tuple[Workspace, Engagement, Dataset], asked: Asked
) -> None:
    workspace, city, _ = held
    choices = filter_choices(workspace, asked)
    assert choices.sources[0][0] in {"NE", "E911"}
    assert sum(count for _, count in choices.districts) == summary(workspace, asked).base.calls
    only = CallFilter(
        districts=("beat 207",), sources=("e911",), groups=("welfare",), types=("Welfare check",)
    )
    found = ask(workspace, city, only=only)
    assert found.only == CallFilter(
        districts=("207",), sources=("E911",), groups=("Welfare",), types=("WELFARE CHECK",)
    )
    assert summary(workspace, found).base.calls == rows(workspace, found).total > 0
    told = volume(
        workspace,
        ask(
            workspace, city, only=CallFilter(tiers=(Tier.POLICE,), period=Period("2025-02-01", "2025-02-28"))
        ),
    )
    assert told.of == f"{told.base.calls} community-initiated incidents, 2025-02-01 to 2025-02-28; police"
    with pytest.raises(UnknownName, match="There are: 101, 103"):
        ask(workspace, city, only=CallFilter(districts=("Nowhere",)))
    picture = summarise(workspace, city, only=found.only)
    assert (picture.summary.base.calls, picture.only) == (rows(workspace, found).total, found.only)


def test_two_periods_are_compared_per_day_and_name_what_is_new(
    held: tuple[Workspace, Engagement, Dataset],
) -> None:
    workspace, city, _ = held
    left = ask(workspace, city, only=CallFilter(period=Period("2025-01-01", "2025-01-31")))
    right = ask(workspace, city, only=CallFilter(period=Period("2025-01-25", "2025-12-31")))
    told = compare(workspace, left, right)
    one, other = summary(workspace, left), summary(workspace, right)
    lines = {line.key: line for line in told.lines}
    assert told.per_day
    assert (told.left_days, told.right_days) == (31, 341)
    calls = lines["calls"]
    assert (calls.unit, calls.left, calls.right) == (
        Unit.CALLS_PER_DAY,
        one.base.calls / 31,
        other.base.calls / 341,
    )
    assert calls.difference == pytest.approx(other.base.calls / 341 - one.base.calls / 31)
    share = lines["eligible.expected"]
    assert (share.left, share.right) == (one.share_of(RuleSet.EXPECTED), other.share_of(RuleSet.EXPECTED))
    assert lines["times.response.median"].left == one.times["response"].median
    types = ({line.type for line in one.by_type}, {line.type for line in other.by_type})
    assert {name for name, _ in told.new_types} == types[1] - types[0]
    assert {name for name, _ in told.vanished_types} == types[0] - types[1]
    assert {line.key for line in told.lines if line.key.startswith("type.")} == {
        f"type.{name}" for name in types[0] & types[1]
    }
    assert told.left_name == "2025-01-01 to 2025-01-31"
    assert "The periods share 7 days: 2025-01-25 to 2025-01-31." in told.warnings
    same = compare(workspace, left, left)
    assert not same.per_day
    assert same.warnings == ()
    assert {line.difference for line in same.lines} == {0}


def test_two_exports_are_compared_and_both_stay_open(workspace: Workspace, tmp_path: Path) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    made = []
    for name, seed in (("2024.csv", 1), ("2025.csv", 2)):
        write_practice_calls(tmp_path / name, 500, seed=seed)
        made.append(import_file(workspace, city, tmp_path / name)[0])
    sides = [ask(workspace, city, dataset) for dataset in made]
    told = compare(workspace, *sides)
    assert (told.left_name, told.right_name) == ("2024.csv", "2025.csv")
    assert len(workspace.opened_calls) == 2
    switched = switch_rule(workspace, made[1], SetAside.ALARMS, on=True, why="alarm policy is another matter")
    again = compare(workspace, sides[0], ask(workspace, city, switched))
    assert again.right.base.calls < told.right.base.calls
    assert any("ledger" in warning for warning in again.warnings)
    assert len(workspace.opened_calls) == 2
    other_base = ask(workspace, city, made[0], base=BaseName.INCIDENTS)
    assert compare(workspace, sides[0], other_base).warnings[0].startswith("The bases differ")


def test_districts_have_rates_where_residents_are_known(workspace: Workspace, tmp_path: Path) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    write_practice_calls(tmp_path / "calls.csv", 1_500, seed=3)
    import_file(workspace, city, tmp_path / "calls.csv")
    table = tmp_path / "districts.csv"
    table.write_text(
        "Area (sq mi);Population density;Beat;Population (2023);Households without a car;Year\n"
        "1.5;2,700;Beat 207;4,000;21%;2023\n;;101;2 500;;2023\n;;999;10;;\n",
        encoding="cp1252",
    )
    done = import_districts(workspace, city, table, source="ACS, five-year")
    assert done.added == ("Beat 207", "101", "999")
    assert import_districts(workspace, city, table).unchanged == done.added
    told = by_district(workspace, ask(workspace, city))
    lines = {line.name: line for line in told.lines}
    beat = lines["207"]
    assert beat.per_thousand == beat.calls / 4
    assert beat.eligible_per_thousand[RuleSet.BROAD] == beat.eligible[RuleSet.BROAD] / 4
    assert [(figure.label, figure.value) for figure in beat.figures] == [
        ("Area (sq mi)", "1.5"), ("Population density", "2,700"), ("Households without a car", "21%"),
    ]  # fmt: skip
    assert beat.source == "ACS, five-year, 2023"
    assert beat.response is not None
    assert sum(beat.outcomes.values()) == pytest.approx(1)
    assert lines["103"].per_thousand is None
    assert told.not_in_calls == ("999",)
    assert "103" in told.without_record
    assert "101" not in told.without_record


def test_a_district_is_noted_changed_and_removed(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    set_district(workspace, city, "Beat 07", residents=900, figures={"Renters": "60%", "Age 65+": "12%"})
    changed = set_district(workspace, city, "7", figures={"Renters": ""}, source="ACS", year=2023)
    assert (changed.name, changed.residents, changed.figures, changed.year) == (
        "Beat 07", 900, '[{"label": "Age 65+", "value": "12%"}]', 2023,
    )  # fmt: skip
    assert district_records(workspace, city) == [changed]
    with pytest.raises(InputRefused):
        set_district(workspace, city, " ", residents=1)
    with pytest.raises(InputRefused, match="nothing to note"):
        set_district(workspace, city, "8")
    remove_district(workspace, find_district(workspace, city, "beat 7"))
    assert district_records(workspace, city) == []
    with pytest.raises(UnknownName):
        find_district(workspace, city, "7")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("place;people\nMill;12\n", "no column that names"),
        ("district,residents\nMill,many\n", "“many” is not a number of residents"),
        ("district,residents\nMill,12\nmill,13\n", "twice"),
        ("district,residents\n,12\n", "no district"),
        ("", "empty"),
    ],
)
def test_a_table_of_districts_that_cannot_be_read_changes_nothing(
    workspace: Workspace, tmp_path: Path, text: str, told: str
) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    (tmp_path / "districts.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused, match=told):
        import_districts(workspace, city, tmp_path / "districts.csv")
    assert district_records(workspace, city) == []


def test_the_filter_of_one_picture_does_not_change_another(workspace_of: Workspace, asked: Asked) -> None:
    narrower = replace(asked, only=CallFilter(priorities=("1",)))
    before = summary(workspace_of, asked)
    assert summary(workspace_of, narrower).base.calls < before.base.calls
    assert summary(workspace_of, asked) == before
