"""The options that say what a staffing plan is to rest on, the same for every command that makes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import click

from leaptui.cli.call_options import period_of
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.services.calls.picture import find_dataset
from leaptui.services.days import day_from
from leaptui.services.staffing.basis import StaffingBasis, staffing_basis
from leaptui.services.staffing.reopening import reopen, what_if_of
from leaptui.services.staffing.scenarios import ScenarioView, find_scenario
from leaptui.services.staffing.typed import funding_from, minutes_from, numbers_from
from leaptui.services.staffing.what_if import METHODS, StaffingView, WhatIf, rules_named, staffing_view
from leaptui.services.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])


def what_if_options(command: Command) -> Command:
    """The options of a what-if; the command takes them as keyword arguments for `worked_out`."""
    for option in (
        click.option("--district", "districts", multiple=True, help="Only this district; may be repeated."),
        click.option("--to", "last", metavar="DAY", help="To this day or month, included."),
        click.option("--from", "first", metavar="DAY", help="Only calls from this day or month on."),
        click.option("--dataset", metavar="FILE", help="Another export than the newest, by name or hash."),
        click.option(
            "--scenario", metavar="NAME", help="Begin from a saved scenario, on the calls it was saved with."
        ),
        click.option("--starts", metavar="DAY", help="First day of the program."),
        click.option(
            "--funding",
            multiple=True,
            metavar="NAME,DOLLARS,FROM[,TO]",
            help="Who pays how much a year, from which day to which; may be repeated.",
        ),
        click.option("--method", type=click.Choice(METHODS), help="How the load of an hour is worked out."),
        click.option(
            "--minutes",
            multiple=True,
            metavar="GROUP=MINUTES",
            help="Team time per call of a group of types; may be repeated.",
        ),
        click.option(
            "--set",
            "numbers",
            multiple=True,
            metavar="KEY=NUMBER",
            help="Change a number of the plan: opens=10, screened_share=45%; may be repeated.",
        ),
        click.option(
            "--rules", type=click.Choice([rules.value for rules in RuleSet]), help="Which types are eligible."
        ),
    ):
        command = option(command)
    return command


def worked_out(
    workspace: Workspace, engagement: Engagement, options: dict[str, Any]
) -> tuple[StaffingBasis, StaffingView]:
    """The calls and the plan that the options of `what_if_options` ask for.

    Raises:
        InputRefused: When one of them does not fit; the sentence names the range.
    """
    only = CallFilter(
        period=period_of(options["first"], options["last"]), districts=tuple(options["districts"])
    )
    saved = find_scenario(workspace, engagement, options["scenario"]) if options["scenario"] else None
    if saved is not None and not options["dataset"] and only.is_all:
        reopened = reopen(workspace, engagement, saved)
        saved, basis, begun = reopened.scenario, reopened.basis, reopened.view.what_if
    else:
        dataset = find_dataset(workspace, engagement, options["dataset"]) if options["dataset"] else None
        basis = staffing_basis(workspace, engagement, dataset=dataset, only=only)
        begun = what_if_of(saved) if saved is not None else WhatIf()
    starts = day_from(options["starts"] or "")
    what_if = replace(
        begun,
        rules=rules_named(options["rules"]) if options["rules"] else begun.rules,
        numbers={**begun.numbers, **numbers_from(basis.defaults, options["numbers"])},
        group_minutes={**begun.group_minutes, **minutes_from(basis.defaults, options["minutes"])},
        method=options["method"] or begun.method,
        funding=tuple(map(funding_from, options["funding"])) or begun.funding,
        starts_on=date.fromisoformat(starts) if starts else begun.starts_on,
    )
    view = staffing_view(basis, what_if)
    return basis, view if saved is None else replace(view, notes=(*_since(saved, begun, view), *view.notes))


def _since(saved: ScenarioView, begun: WhatIf, view: StaffingView) -> list[str]:
    """What is otherwise than when the scenario was saved that the plan was begun from."""
    notes = [f"“{saved.scenario.name}”: {change}" for change in saved.changed]
    base = str(saved.demand.get("base", view.base))
    if view.what_if.rules is begun.rules and base != view.base:
        notes.append(f"“{saved.scenario.name}” was saved from other calls: {base}.")
    return notes
