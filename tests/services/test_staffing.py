"""Staffing through the store: what a plan rests on, its replay, and scenarios that know what changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Scenario
from leaptui.domain.calls import SetAside, Tier
from leaptui.domain.errors import InputRefused, StoreUnavailable, UnknownName
from leaptui.domain.measured import Period, RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.type_judgements import Decision
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.ledger import switch_rule
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.type_decisions import decide
from leaptui.services.city.engagements import add_engagement
from leaptui.services.staffing.basis import staffing_basis
from leaptui.services.staffing.literature import source_words
from leaptui.services.staffing.reopening import reopen, what_if_of
from leaptui.services.staffing.replay import replay_material, replay_plan
from leaptui.services.staffing.results import plan_results
from leaptui.services.staffing.scenario_compare import compare_results, compare_scenarios
from leaptui.services.staffing.scenarios import (
    find_scenario,
    mark_for_roadmap,
    put_scenario_away,
    save_scenario,
    scenarios,
)
from leaptui.services.staffing.shifts import staffing_shifts
from leaptui.services.staffing.typed import funding_from, minutes_from, number_from, numbers_from
from leaptui.services.staffing.what_if import WhatIf, staffing_view
from leaptui.services.staffing.why import explained
from leaptui.services.staffing.words import council_sentence, share_words
from leaptui.services.staffing.zones import staffing_zones
from leaptui.services.workspace import Workspace
from leaptui.staffing.years import Funding
from tests.quick_stores import make_workspace

TEN_TO_TEN = WhatIf(numbers={"opens": 10.0, "closes": 22.0})


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Engagement]]:
    """A store with calls, which its tests only read."""
    folder = tmp_path_factory.mktemp("counted")
    write_practice_calls(folder / "calls.csv", 6_000, seed=7)
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        import_file(workspace, city, folder / "calls.csv")
        yield workspace, city


@pytest.fixture
def city(workspace: Workspace, tmp_path: Path) -> Engagement:
    """Calls in a store of the test's own."""
    found = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    write_practice_calls(tmp_path / "calls.csv", 2_000, seed=7)
    import_file(workspace, found, tmp_path / "calls.csv")
    return found


def test_a_basis_counts_what_the_summary_counts(counted: tuple[Workspace, Engagement]) -> None:
    workspace, city = counted
    basis = staffing_basis(workspace, city)
    assert basis.eligible[RuleSet.NARROW] <= basis.eligible[RuleSet.EXPECTED] <= basis.eligible[RuleSet.BROAD]
    demand = basis.demands[RuleSet.EXPECTED]
    assert basis.base.period is not None
    days = (date.fromisoformat(basis.base.period.last) - date.fromisoformat(basis.base.period.first)).days + 1
    with_hour = basis.eligible[RuleSet.EXPECTED] - basis.without_hour[RuleSet.EXPECTED]
    assert demand.eligible_per_day == pytest.approx(with_hour / days, rel=0.01)
    assert sum(group.calls_per_year for group in basis.groups[RuleSet.EXPECTED]) == pytest.approx(
        demand.eligible_per_day * 365, rel=0.01
    )
    assert demand.months >= 11
    assert 0 < demand.spread < 0.5
    broad = basis.demands[RuleSet.BROAD].police_minutes
    assert broad is not None
    assert basis.usual["police_minutes"] == pytest.approx(broad[0], abs=0.06)
    assert "the city's own export" in basis.sources["police_minutes"]


def test_a_what_if_reads_no_calls_and_equals_the_plan_of_its_numbers(
    counted: tuple[Workspace, Engagement],
) -> None:
    basis = staffing_basis(*counted)
    usual, ten = staffing_view(basis, WhatIf()), staffing_view(basis, TEN_TO_TEN)
    assert usual.plan.in_hours_share == 1
    assert ten.plan.team_hours_per_week < usual.plan.team_hours_per_week
    assert "from 10:00 to 22:00" in ten.sentence
    assert "find a team at once" in ten.sentence
    with pytest.raises(InputRefused, match="from 0 to 23"):
        staffing_view(basis, WhatIf(numbers={"opens": 24.0}))
    with pytest.raises(UnknownName, match="wings"):
        staffing_view(basis, WhatIf(numbers={"wings": 2.0}))
    with pytest.raises(InputRefused, match="no method"):
        staffing_view(basis, WhatIf(method="guess"))
    with pytest.raises(InputRefused, match="no group"):
        staffing_view(basis, WhatIf(group_minutes={"dragons": 50.0}))


def test_only_some_days_or_districts_are_planned_for(counted: tuple[Workspace, Engagement]) -> None:
    workspace, city = counted
    whole = staffing_basis(workspace, city)
    march = staffing_basis(workspace, city, only=CallFilter(period=Period("2025-03-01", "2025-03-31")))
    assert 0 < march.eligible[RuleSet.EXPECTED] < whole.eligible[RuleSet.EXPECTED] / 8
    assert march.base_sentence(RuleSet.EXPECTED).endswith("2025-03-01 to 2025-03-31")
    assert march.demands[RuleSet.EXPECTED].eligible_per_day == pytest.approx(
        whole.demands[RuleSet.EXPECTED].eligible_per_day, rel=0.3
    )
    with pytest.raises(InputRefused, match="nothing to plan for"):
        staffing_basis(workspace, city, only=CallFilter(period=Period("1999-01-01", "1999-01-31")))


def test_calls_without_hours_and_without_police_times_say_so(workspace: Workspace, tmp_path: Path) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    rows = "".join(f"{at},2025-{at % 12 + 1:02}-{at % 28 + 1:02},WELFARE CHECK\n" for at in range(400))
    (tmp_path / "days.csv").write_text(f"id,received,call type\n{rows}", "utf-8")
    import_file(workspace, city, tmp_path / "days.csv")
    with pytest.raises(InputRefused, match="have days but no hours"):
        staffing_basis(workspace, city)
    rows = "".join(
        f"{at},2025-{at % 12 + 1:02}-{at % 28 + 1:02} {at % 24:02}:10:00,WELFARE CHECK\n" for at in range(400)
    )
    (tmp_path / "hours.csv").write_text(f"id,received,call type\n{rows}", "utf-8")
    import_file(workspace, city, tmp_path / "hours.csv")
    basis = staffing_basis(workspace, city)
    assert basis.usual["police_minutes"] == 40
    (note,) = basis.notes
    assert note == "hours.csv does not say how long police are busy on a call: 40 minutes are assumed."
    material = replay_material(workspace, city, basis, WhatIf())
    found = replay_plan(material, service="file")
    assert "does not say how long" in " ".join(found.notes)
    assert found.replayed.calls > 0


def test_a_judged_type_has_its_own_screen(workspace: Workspace, city: Engagement) -> None:
    before = staffing_basis(workspace, city)
    name = max(
        before.decisions, key=lambda each: before.decisions[each].startswith("welfare") or "WELFARE" in each
    )
    decide(
        workspace, city, [name],
        Decision(tier=Tier.COMMUNITY_RESPONDER, reason="sample of 50", share_eligible=90, share_low=80, share_high=95),
    )  # fmt: skip
    after = staffing_basis(workspace, city)
    low, judged, high = (
        sum(float(group.judged[at].sum()) for group in after.demands[RuleSet.EXPECTED].groups)
        for at in range(3)
    )
    assert low / judged == pytest.approx(80 / 90)
    assert high / judged == pytest.approx(95 / 90)
    per_day = [sum(map(sum, staffing_view(basis, WhatIf()).plan.demand)) for basis in (before, after)]
    assert per_day[1] > per_day[0]


def test_the_replay_keeps_as_many_calls_as_the_plan_expects(counted: tuple[Workspace, Engagement]) -> None:
    workspace, city = counted
    basis = staffing_basis(workspace, city)
    for what_if in (TEN_TO_TEN, replace(TEN_TO_TEN, numbers={"screened_share": 1.0, "growth": 0.5})):
        material = replay_material(workspace, city, basis, what_if)
        found = replay_plan(material)
        coming = found.replayed.calls + found.replayed.outside
        expected = sum(map(sum, material.view.plan.demand)) / 7 * 365
        assert coming == pytest.approx(expected, abs=4 * expected**0.5)
        assert found.replayed.share_at_once == pytest.approx(found.against.formula, abs=0.06)
        assert replay_plan(material) == found
        assert replay_plan(material, seed=2).replayed != found.replayed
    shifts = staffing_shifts(basis, staffing_view(basis, TEN_TO_TEN))
    of_shifts = replay_plan(replay_material(workspace, city, basis, TEN_TO_TEN), teams=shifts.found.teams)
    assert of_shifts.of_shifts
    assert np.array(of_shifts.teams).sum() >= np.array(shifts.view.plan.teams).sum()
    assert "The demand asks for" in shifts.sentence


def test_a_scenario_is_frozen_and_comes_back(counted: tuple[Workspace, Engagement]) -> None:
    workspace, city = counted
    basis = staffing_basis(workspace, city)
    chosen = WhatIf(
        rules=RuleSet.NARROW,
        numbers={"opens": 10.0, "closes": 22.0},
        group_minutes={basis.groups[RuleSet.NARROW][0].group: 70.0},
        method="lag_sipp",
        funding=(Funding(name="Grant", yearly=5e5, starts=date(2026, 1, 1), ends=date(2026, 12, 31)),),
        starts_on=date(2026, 7, 1),
    )
    view = staffing_view(basis, chosen)
    saved = save_scenario(workspace, city, "  Ten to\nten ", basis, view, note="for the council")
    assert saved.name == "Ten to ten"
    found = find_scenario(workspace, city, "ten")
    assert what_if_of(found) == chosen
    assert found.results == json.loads(json.dumps(plan_results(view)))
    assert found.changed == ()
    assert staffing_view(basis, what_if_of(found)).plan == view.plan
    for name, said in (("ten TO ten", "already"), (" ", "1 to 60"), ("x" * 61, "1 to 60")):
        with pytest.raises(InputRefused, match=said):
            save_scenario(workspace, city, name, basis, view)
    with pytest.raises(UnknownName, match="Saved are: Ten to ten"):
        find_scenario(workspace, city, "nights")


def test_one_scenario_is_the_roadmaps_and_one_put_away_leaves_its_name_free(
    workspace: Workspace, city: Engagement
) -> None:
    basis = staffing_basis(workspace, city)
    first, second = (
        save_scenario(workspace, city, name, basis, staffing_view(basis, what_if))
        for name, what_if in (("Round the clock", WhatIf()), ("Ten to ten", TEN_TO_TEN))
    )
    mark_for_roadmap(workspace, first)
    mark_for_roadmap(workspace, second)
    assert [view.scenario.name for view in scenarios(workspace, city)] == ["Ten to ten", "Round the clock"]
    assert [each.for_roadmap for each in workspace.store.all(Scenario, engagement=city.id)].count(True) == 1
    lines = {line.label: line for line in compare_scenarios(scenarios(workspace, city))}
    assert lines["eligible in the hours"].values[1] == "100%"
    assert lines["First hour of service (hour of the day)"].values == ("10", "0")
    assert "People in a team (people)" not in lines
    for views in ([], scenarios(workspace, city)[:1], scenarios(workspace, city) * 3):
        with pytest.raises(InputRefused, match="side by side"):
            compare_scenarios(views)
    bare = Scenario(
        id=workspace.new_id(), engagement=city.id, name="Bare", made_at="2026-01-01T00:00:00+00:00"
    )
    workspace.store.apply("save scenario", [bare], stream=city.id)
    with pytest.raises(InputRefused, match="without its figures"):
        compare_scenarios(scenarios(workspace, city))
    with pytest.raises(InputRefused, match="without what it was worked out from"):
        what_if_of(find_scenario(workspace, city, "Bare"))
    put_scenario_away(workspace, find_scenario(workspace, city, "Round").scenario)
    assert save_scenario(workspace, city, "Round the clock", basis, staffing_view(basis, WhatIf()))


def test_a_stale_scenario_says_what_changed(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    basis = staffing_basis(workspace, city)
    save_scenario(workspace, city, "Before", basis, staffing_view(basis, TEN_TO_TEN))
    name = next(each for each, taken in basis.decisions.items() if "|community_responder|" in taken)
    decide(workspace, city, [name], Decision(tier=Tier.POLICE, reason="weapons"))
    dataset = find_dataset(workspace, city)
    switch_rule(workspace, dataset, SetAside.ALARMS, on=True, why="the city has an alarm policy")
    types, rules = sorted(find_scenario(workspace, city, "Before").changed)
    assert types == f"Call types are decided otherwise: {name} (now police)."
    assert rules == "Rules of the ledger were switched: alarms."
    write_practice_calls(tmp_path / "next.csv", 1_000, seed=8)
    import_file(workspace, city, tmp_path / "next.csv")
    assert "A newer export is here: next.csv." in find_scenario(workspace, city, "Before").changed


def test_a_scenario_outlives_its_calls(workspace: Workspace, city: Engagement) -> None:
    basis = staffing_basis(workspace, city)
    save_scenario(workspace, city, "Kept", basis, staffing_view(basis, TEN_TO_TEN))
    (file,) = (workspace.home / "datasets").glob(f"{basis.dataset.hash}*")
    file.unlink()
    workspace.opened_calls.pop().close()
    view = find_scenario(workspace, city, "Kept")
    assert view.dataset_gone
    assert "are not in this store any more: the figures are those frozen then" in view.changed[0]
    assert view.results["people_total"] > 0
    with pytest.raises(StoreUnavailable, match="not in this store's folder"):
        staffing_basis(workspace, city)


def test_numbers_are_read_as_people_type_them(counted: tuple[Workspace, Engagement]) -> None:
    defaults = counted[0].practice.staffing_defaults
    assert numbers_from(defaults, ["opens=10", "screened_share=45%", "responder_wage=$70,000", "benefit_rate=0.3"]) == {
        "opens": 10, "screened_share": 0.45, "responder_wage": 70_000, "benefit_rate": 0.3,
    }  # fmt: skip
    assert minutes_from(defaults, ["Mental health=75 min"]) == {"Mental health": 75}
    assert number_from("10:00", is_share=False) == 10
    for typed, read in (
        ("1,234,567.5", 1_234_567.5),
        ("2.5 sq mi", 2.5),
        ("$70,000", 70_000),
        ("-0.1", -0.1),
    ):
        assert number_from(typed, is_share=False) == read
    assert number_from("45 %", is_share=True) == 0.45
    # A decimal comma read as thousands would be ten times the number, without a word.
    for typed in ("12,5", "1,2345", "1_0", "40 000", "5%", "1.5 million", "62k", "nan", "inf", "", "$", "%"):
        assert number_from(typed, is_share=False) is None, typed
    for typed, said in (
        ("opens", "is no KEY=NUMBER"),
        ("opens=ten", "no number for First hour.* from 0 to 23"),
        ("service_minutes=12,5", "no number for Team time.* from 5 to 480"),
        ("opens=99", "from 0 to 23"),
    ):
        with pytest.raises(InputRefused, match=said):
            numbers_from(defaults, [typed])
    with pytest.raises(InputRefused, match="from 5 to 480"):
        minutes_from(defaults, ["Mental health=1"])
    grant = Funding(name="State grant", yearly=400_000, starts=date(2026, 1, 1), ends=date(2027, 6, 30))
    assert funding_from("State grant, 400,000, 2026-01-01, 2027-06-30") == grant
    assert funding_from("State grant,400000,2026-01-01") == replace(grant, ends=None)
    for typed in (
        "grant",
        "grant, much, 2026-01-01",
        "grant, 4, 2026-01-01, 2025-01-01",
        "grant, 5, soon",
        ", 5, 2026-01-01",
    ):
        with pytest.raises(InputRefused):
            funding_from(typed)


def test_the_council_hears_plain_words(counted: tuple[Workspace, Engagement]) -> None:
    basis = staffing_basis(*counted)
    waiting = staffing_view(basis, WhatIf(numbers={"waiting_limit": 15.0}))
    assert re.search(
        r"for one, 15 minutes at most; about \w+ of the 100 then go(es)? to the police\.", waiting.sentence
    )
    assert waiting.plan.mean_wait is not None
    crowded = staffing_view(basis, WhatIf(numbers={"most_teams": 1.0, "growth": 5.0, "screened_share": 1.0}))
    assert re.search(
        r"they are overloaded, calls come faster .* in (one hour|[\w,]+ hours) of the week\.",
        crowded.sentence,
    )
    assert crowded.notes[0].startswith("Overloaded: calls come faster than the teams can answer them on ")
    queue = {"most_teams": 1.0, "growth": 5.0, "screened_share": 1.0, "waiting_limit": 15.0}
    queued = staffing_view(basis, WhatIf(numbers=queue))
    assert "Calls would wait ever longer. No share, response or wait is told" in queued.notes[0]
    assert plan_results(crowded)["answered_share"] is None
    assert plan_results(crowded)["overloaded"]
    assert plan_results(crowded)["answered"] == "overloaded"
    # Some are lost with any number of teams: a council must not be told that none is.
    ample = staffing_view(basis, WhatIf(numbers={"fewest_teams": 6.0, "opens": 10.0, "closes": 10.0}))
    assert 0.995 < (ample.plan.answered_in_hours or 0) < 1
    assert "around the clock: more than 99 of 100 eligible calls find a team at once." in ample.sentence
    assert ample.sentence.endswith("The rest go to the police, as today.")
    assert plan_results(ample)["answered"] == "> 99%"
    assert share_words(0.002, overloaded=False) == "< 1%"
    assert [share_words(share, overloaded=False) for share in (0.0, 0.994, 1.0)] == ["0%", "99%", "100%"]
    nobody = staffing_view(basis, WhatIf(numbers={"fewest_teams": 0.0, "covered_share": 0.0}))
    assert council_sentence(nobody.plan).startswith("No team is on duty in any hour")
    idle = staffing_view(basis, WhatIf(numbers={"covered_share": 0.0}))
    assert "no eligible call comes in those hours." in idle.sentence
    assert {case.answered_in_hours for case in idle.cases} == {None}
    assert not any(case.is_overloaded for case in idle.cases)
    assert nobody.plan.cost.per_response is None


def test_teams_with_home_zones_carry_what_the_zones_ask_for(counted: tuple[Workspace, Engagement]) -> None:
    workspace, city = counted
    basis = staffing_basis(workspace, city)
    view = staffing_view(basis, TEN_TO_TEN)
    found = staffing_zones(workspace, city, basis, view, ["101,103,106,108", "111,114,117", "202"])
    assert [len(zone.districts) for zone in found.zones] == [4, 3, 1]
    load = sum(zone.calls_per_hour for zone in found.zones) * 50 / 60
    assert sum(zone.workload for zone in found.zones) == pytest.approx(load * (1 - found.lost_share))
    assert found.notes[-1].startswith("In no zone: 205, ")
    for zones, said in (
        ((), "2 to 10 teams, not for 12"),
        (("101",), "not for 1"),
        (("101", "101,103"), "in one zone only"),
        ((",", "101"), "at least one district"),
    ):
        with pytest.raises(InputRefused, match=said):
            staffing_zones(workspace, city, basis, view, zones)
    with pytest.raises(UnknownName, match="No call has the district"):
        staffing_zones(workspace, city, basis, view, ["Nowhere", "101"])


def test_days_that_the_period_lacks_are_said_and_not_taken_for_quiet_ones(
    counted: tuple[Workspace, Engagement],
) -> None:
    few_days = CallFilter(period=Period("2025-03-03", "2025-03-05"))
    basis = staffing_basis(*counted, only=few_days)
    notes = staffing_view(basis, WhatIf()).notes
    assert (
        "The period has no Thursday, Friday, Saturday, Sunday: the plan has no calls on such days." in notes
    )
    assert not any(
        "The period has no" in note for note in staffing_view(staffing_basis(*counted), WhatIf()).notes
    )
    assert any(note.startswith("Fewer than 0.1 eligible calls stand behind an hour") for note in notes)


def test_results_and_comparison_say_times_of_groups_and_who_pays(
    counted: tuple[Workspace, Engagement],
) -> None:
    basis = staffing_basis(*counted)
    group = basis.groups[RuleSet.EXPECTED][0].group
    usual = plan_results(staffing_view(basis, WhatIf()))
    grant = Funding(name="State grant", yearly=400_000, starts=date(2027, 1, 1))
    chosen = WhatIf(group_minutes={group: 75.0}, funding=(grant,))
    other = plan_results(staffing_view(basis, chosen))
    assert (usual["group_minutes"], other["group_minutes"]) == ({}, {group: 75.0})
    lines = {line.label: line.values for line in compare_results([usual, other])}
    assert lines[f"Team time per call, {group} (minutes)"] == ("50", "75")
    assert lines["who pays"] == ("–", "State grant")
    # A plan saved before results had them can still be compared.
    del usual["group_minutes"]
    assert {line.label: line.values for line in compare_results([usual, other])} == lines


def test_a_scenario_is_reopened_on_its_own_calls_with_the_numbers_it_was_frozen_with(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    earlier = find_dataset(workspace, city)
    only = CallFilter(period=Period("2025-02-01", "2025-09-30"), districts=("101", "103", "202"))
    basis = staffing_basis(workspace, city, only=only)
    view = staffing_view(basis, TEN_TO_TEN)
    save_scenario(workspace, city, "Hills", basis, view)
    write_practice_calls(tmp_path / "next.csv", 1_000, seed=8)
    import_file(workspace, city, tmp_path / "next.csv")
    # A newer export is no reason to take its calls: what was saved comes back.
    found = reopen(workspace, city, find_scenario(workspace, city, "Hills"))
    assert (found.basis.dataset.id, found.basis.only) == (earlier.id, only)
    assert found.scenario.changed == ("A newer export is here: next.csv.",)
    assert found.view.plan == view.plan
    assert plan_results(found.view) == plan_results(view)
    assert found.differences == ()
    # Types decided anew: today's data give other numbers, and both are told apart.
    name = max(
        (each for each, taken in basis.decisions.items() if "|community_responder|" in taken),
        key=lambda each: "WELFARE" in each,
    )
    decide(workspace, city, [name], Decision(tier=Tier.POLICE, reason="weapons"))
    found = reopen(workspace, city, find_scenario(workspace, city, "Hills"))
    assert found.basis.only == only
    assert any(line.startswith("Call types are decided otherwise") for line in found.scenario.changed)
    assert {line.label for line in found.differences} >= {"eligible calls"}
    assert found.scenario.results == json.loads(json.dumps(plan_results(view)))
    # The export gone: the newest one, all of it, and it is said.
    (file,) = (workspace.home / "datasets").glob(f"{earlier.hash}*")
    file.unlink()
    workspace.opened_calls.clear()
    gone = reopen(workspace, city, find_scenario(workspace, city, "Hills"))
    assert gone.basis.dataset.file_name == "next.csv"
    assert gone.basis.only.is_all
    assert any("not in this store any more" in line for line in gone.scenario.changed)
    assert gone.differences


def test_a_scenario_of_an_earlier_version_is_reopened_as_far_as_its_words_tell(
    counted: tuple[Workspace, Engagement],
) -> None:
    workspace, city = counted
    days = CallFilter(period=Period("2025-02-01", "2025-09-30"))
    for name, only in (("days", days), ("places", replace(days, districts=("101", "103")))):
        basis = staffing_basis(workspace, city, only=only)
        saved = save_scenario(workspace, city, name, basis, staffing_view(basis, WhatIf()))
        demand = {key: value for key, value in json.loads(saved.demand).items() if key != "filter"}
        workspace.store.apply("save scenario", [replace(saved, demand=json.dumps(demand))], stream=city.id)
    assert reopen(workspace, city, find_scenario(workspace, city, "days")).differences == ()
    found = reopen(workspace, city, find_scenario(workspace, city, "places"))
    assert found.basis.only == days
    assert found.scenario.changed[-1].startswith(
        "It was saved for “2025-02-01 to 2025-09-30; district 101 or 103”"
    )
    assert found.differences


def test_overloaded_is_a_word_wherever_a_number_would_be_a_lie(counted: tuple[Workspace, Engagement]) -> None:
    basis = staffing_basis(*counted)
    crowded = {"most_teams": 1.0, "growth": 5.0, "screened_share": 1.0, "area_square_miles": 20.0}
    for numbers in (crowded, {**crowded, "waiting_limit": 15.0}):
        view = staffing_view(basis, WhatIf(numbers=numbers))
        told = plan_results(view)
        assert view.plan.overloaded
        for key in ("answered_share", "answered_in_hours", "responses", "utilisation", "travel_minutes"):
            assert (told[key], told["words"][key]) == (None, "overloaded"), key
        assert {told["officer_hours"][key] for key in ("hours", "full_time", "value")} == {None}
        assert (told["cost"]["per_response"], told["cost"]["responses"]) == (None, None)
        assert told["words"]["officer_hours"] == told["words"]["per_response"] == "overloaded"
        assert told["cost"]["recurring"] > 0
        for at in told["overloaded"]:
            assert told["at_once"][at["day"]][at["hour"]] is None
        case = told["cases"][1]
        assert (case["responses"], case["officer_hours"], case["per_response"]) == (None, None, None)
        json.dumps(told, allow_nan=False)
        steps = {step.title: step.formula for step in explained(basis, view)}
        assert (
            steps["Police hours freed"]
            == steps["Money"].rpartition("; once")[0].rpartition(" = ")[2]
            == "overloaded"
        )
        lines = {line.label: line.values[0] for line in compare_results([told, told])}
        assert lines["a response, of a year's"] == lines["officer hours freed (capacity)"] == "overloaded"
    usual = plan_results(staffing_view(basis, WhatIf()))
    assert usual["words"]["responses"] == f"{usual['responses']:,.0f}"
    assert usual["words"]["waits"] == "calls do not wait"


def test_a_plan_names_the_literature_of_its_methods(counted: tuple[Workspace, Engagement]) -> None:
    basis = staffing_basis(*counted)

    def sources(what_if: WhatIf) -> dict[str, dict[str, object]]:
        return {each["key"]: each for each in plan_results(staffing_view(basis, what_if))["sources"]}

    usual = sources(WhatIf())
    assert list(usual) == ["modified_offered_load", "erlang_b", "relief_factor"]
    assert (usual["modified_offered_load"]["year"], usual["modified_offered_load"]["read"]) == (2007, False)
    assert "Coping with time-varying demand" in str(usual["modified_offered_load"]["source"])
    assert (usual["relief_factor"]["year"], usual["relief_factor"]["read"]) == (2012, True)
    many = {"waiting_limit": 15.0, "reserve_teams": 1.0, "area_square_miles": 20.0}
    other = sources(WhatIf(numbers=many, method="lag_sipp"))
    assert list(other) == ["lag_sipp", "erlang_c", "reserve", "square_root", "relief_factor"]
    assert "Green, P. J. Kolesar and J. Soares" in str(other["lag_sipp"]["source"])
    known = basis.defaults.methods.values()
    assert {"hypercube", "shifts", "sipp"} <= {method.key for method in known}
    for method in known:
        assert method.fact.as_of.isdigit()
        assert source_words(method).endswith("(known of, not read)") == method.fact.unverified


def test_a_handful_of_calls_has_no_price_and_idle_teams_are_told(
    counted: tuple[Workspace, Engagement],
) -> None:
    basis = staffing_basis(*counted)
    view = staffing_view(basis, WhatIf(numbers={"covered_share": 0.001}))
    assert view.plan.responses is not None
    assert 0 < view.plan.responses < 1
    told = plan_results(view)
    assert (told["cost"]["per_response"], told["words"]["per_response"]) == (None, "fewer than one response")
    assert told["words"]["responses"] == "< 1"
    assert any(note.startswith("Teams are busy < 1% of their time") for note in view.notes)


def test_a_program_begins_after_the_calls_and_after_today(counted: tuple[Workspace, Engagement]) -> None:
    basis = staffing_basis(*counted)
    for today, begins in ((date(2024, 5, 1), 2026), (date(2026, 11, 24), 2027)):
        view = staffing_view(replace(basis, today=today), WhatIf())
        assert view.years.years[0].begins == date(begins, 1, 1)
