"""Saved staffing scenarios on the command line."""

from __future__ import annotations

from typing import Any

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.staffing_options import what_if_options, worked_out
from leaptui.cli.stores import AS_JSON
from leaptui.services.city.engagements import find_engagement
from leaptui.services.staffing.replay import replay_material, replay_plan
from leaptui.services.staffing.results import Plain
from leaptui.services.staffing.scenario_compare import compare_scenarios
from leaptui.services.staffing.scenarios import (
    ScenarioView,
    find_scenario,
    mark_for_roadmap,
    put_scenario_away,
    save_scenario,
    scenarios,
)
from leaptui.services.staffing.shifts import staffing_shifts
from leaptui.services.staffing.words import dollars, share_words

_ROADMAP = "◆"


@click.command("save")
@click.argument("name")
@ENGAGEMENT
@what_if_options
@click.option("--note", default="", help="Why it is kept.")
@click.option("--with-shifts", is_flag=True, help="Work out and keep its shifts too.")
@click.option("--with-replay", is_flag=True, help="Replay the calls and keep what that says too.")
@AS_JSON
@click.pass_obj
def scenario_save(
    session: Session,
    /,
    name: str,
    engagement: str,
    note: str,
    *,
    with_shifts: bool,
    with_replay: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Freeze a plan under a name, with everything it was worked out from."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        basis, view = worked_out(workspace, city, options)
        saved = save_scenario(
            workspace,
            city,
            name,
            basis,
            view,
            shifts=staffing_shifts(basis, view) if with_shifts else None,
            replay=replay_plan(replay_material(workspace, city, basis, view.what_if))
            if with_replay
            else None,
            note=note,
        )
    if as_json:
        say_json({"id": saved.id, "name": saved.name, "made_at": saved.made_at})
    else:
        say(f"Saved “{saved.name}”. {view.sentence}")


@click.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def scenario_list(session: Session, engagement: str, as_json: bool) -> None:
    """The saved scenarios, the roadmap's first, and which are stale."""
    with session.reading() as workspace:
        found = scenarios(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json([_head(view) for view in found])
        return
    say_table(
        ["", "name", "saved", "answered at once", "people", "a year", "stale"],
        [
            [
                _ROADMAP if view.scenario.for_roadmap else "",
                view.scenario.name,
                view.scenario.made_at[:10],
                _share(view.results),
                str(view.results.get("people_total", "")),
                dollars(view.results["cost"]["recurring"]) if "cost" in view.results else "",
                "▲ " + view.changed[0] if view.changed else "",
            ]
            for view in found
        ],
    )
    if not found:
        say("No scenario is saved yet: leaptui staffing save NAME.")


def _share(results: Plain) -> str:
    return share_words(results.get("answered_in_hours"), overloaded=bool(results.get("overloaded")))


def _head(view: ScenarioView) -> Plain:
    return {
        "id": view.scenario.id,
        "name": view.scenario.name,
        "made_at": view.scenario.made_at,
        "for_roadmap": view.scenario.for_roadmap,
        "note": view.scenario.note,
        "dataset": view.scenario.dataset,
        "dataset_gone": view.dataset_gone,
        "rules": view.scenario.rules,
        "stale": view.is_stale,
        "changed": list(view.changed),
    }


@click.command("show")
@click.argument("name")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def scenario_show(session: Session, name: str, engagement: str, as_json: bool) -> None:
    """A saved scenario: its frozen figures, and what has changed since."""
    with session.reading() as workspace:
        view = find_scenario(workspace, find_engagement(workspace, engagement), name)
    if as_json:
        say_json({**_head(view), "inputs": view.inputs, "demand": view.demand, "results": view.results})
        return
    say(
        f"{view.scenario.name}{f' {_ROADMAP} the scenario of the roadmap' if view.scenario.for_roadmap else ''}"
    )
    say(str(view.results.get("sentence", "")))
    say(
        f"{view.results.get('scenario', '')}. Base: {view.results.get('base', '')}. Saved {view.scenario.made_at}."
    )
    if view.scenario.note:
        say(view.scenario.note)
    for change in view.changed:
        say(f"▲ {change}")
    if not view.changed:
        say("Nothing it rests on has changed since.")


@click.command("compare")
@click.argument("names", nargs=-1, required=True)
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def scenario_compare_command(
    session: Session, names: tuple[str, ...], engagement: str, as_json: bool
) -> None:
    """Two to four scenarios side by side, and the choices in which they differ."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        views = [find_scenario(workspace, city, name) for name in names]
    lines = compare_scenarios(views)
    if as_json:
        say_json(
            {
                "scenarios": [_head(view) for view in views],
                "lines": [{"label": line.label, "values": list(line.values)} for line in lines],
            }
        )
        return
    headings = [
        f"{view.scenario.name}{f' {_ROADMAP}' if view.scenario.for_roadmap else ''}" for view in views
    ]
    say_table(["", *headings], [[line.label, *line.values] for line in lines])
    for view in views:
        for change in view.changed:
            say(f"▲ {view.scenario.name}: {change}")


@click.command("mark-roadmap")
@click.argument("name")
@ENGAGEMENT
@click.pass_obj
def scenario_mark(session: Session, name: str, engagement: str) -> None:
    """Make a scenario the one that the roadmap tells."""
    with session.workspace() as workspace:
        view = find_scenario(workspace, find_engagement(workspace, engagement), name)
        marked = mark_for_roadmap(workspace, view.scenario)
    say(f"{_ROADMAP} “{marked.name}” is the scenario of the roadmap.")
    for change in view.changed:
        say(f"▲ {change}")


@click.command("remove")
@click.argument("name")
@ENGAGEMENT
@click.pass_obj
def scenario_remove(session: Session, name: str, engagement: str) -> None:
    """Put a saved scenario away; undo brings it back."""
    with session.workspace() as workspace:
        view = find_scenario(workspace, find_engagement(workspace, engagement), name)
        put_scenario_away(workspace, view.scenario)
    say(f"Put “{view.scenario.name}” away.")


STAFFING_SCENARIOS = (
    scenario_save,
    scenario_list,
    scenario_show,
    scenario_compare_command,
    scenario_mark,
    scenario_remove,
)
"""What `leaptui staffing` can do with saved plans."""
