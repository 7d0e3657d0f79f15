"""Staffing on the command line."""

from __future__ import annotations

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.engagements import find_engagement
from leaptui.services.staffing import staffing_plan


@click.group()
def staffing() -> None:
    """How many people, when, for how much."""


@staffing.command("plan")
@ENGAGEMENT
@click.option(
    "--rules", type=click.Choice(["narrow", "expected", "broad"]), default="expected", show_default=True
)
@AS_JSON
@click.pass_obj
def staffing_plan_command(session: Session, engagement: str, rules: str, as_json: bool) -> None:
    """Teams by hour, people and cost for the eligible calls of the newest data."""
    with session.reading() as workspace:
        view = staffing_plan(workspace, find_engagement(workspace, engagement), rules=rules)
    plan = view.plan
    if as_json:
        say_json(
            {
                "scenario": view.scenario,
                "method": plan.method,
                "base": view.base,
                "teams": [list(day) for day in plan.teams],
                "offered_load": [list(day) for day in plan.offered_load],
                "answered_share": plan.answered_share,
                "fte": plan.fte,
                "cost": {
                    "recurring": plan.cost.recurring,
                    "one_time": plan.cost.one_time,
                    "per_response": plan.cost.per_response,
                },
            }
        )
        return
    say(view.sentence)
    say(f"Base: {view.base}. Calls that find no team free go to police.")
    say("")
    say_table(
        ["assumed", "value", "unit", "source"],
        [[each.label, f"{each.value:g}", each.unit, each.source] for each in view.inputs],
    )
    say("")
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    say_table(
        ["teams", *(str(hour) for hour in range(24))],
        [[day, *(str(count) for count in counts)] for day, counts in zip(days, plan.teams, strict=True)],
    )
