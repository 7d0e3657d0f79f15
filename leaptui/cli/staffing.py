"""Staffing on the command line: the plan, its shifts, and the replay of the city's own calls."""

from __future__ import annotations

from typing import Any

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.staffing_options import what_if_options, worked_out
from leaptui.cli.stores import AS_JSON
from leaptui.services.city.engagements import find_engagement
from leaptui.services.staffing.literature import method_named, methods_of, source_words
from leaptui.services.staffing.replay import SERVICES, ReplayView, replay_material, replay_plan
from leaptui.services.staffing.results import plan_results, replay_results, shifts_results, zones_results
from leaptui.services.staffing.shifts import BESIDE_HEADINGS, ShiftsView, beside, shift_words, staffing_shifts
from leaptui.services.staffing.what_if import StaffingView
from leaptui.services.staffing.words import count_words, dollars, per_response_sentence, share_words
from leaptui.services.staffing.zones import staffing_zones

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@click.group()
def staffing() -> None:
    """How many people, when, for how much, and how often nobody is free."""


@staffing.command("plan")
@ENGAGEMENT
@what_if_options
@AS_JSON
@click.pass_obj
def staffing_plan_command(session: Session, /, engagement: str, as_json: bool, **options: Any) -> None:
    """Teams by hour, people and cost for the eligible calls of the newest data."""
    with session.reading() as workspace:
        _, view = worked_out(workspace, find_engagement(workspace, engagement), options)
    if as_json:
        say_json(plan_results(view))
        return
    say(view.sentence)
    say(f"{view.scenario}. Base: {view.base}.")
    for note in view.notes:
        say(f"▲ {note}")
    _say_money(view)
    say("")
    say_table(
        ["assumed", "value", "unit", "key", "source"],
        [[each.label, f"{each.value:,g}", each.unit, each.key, each.source] for each in view.inputs],
    )
    say("")
    _say_week("teams", view.plan.teams)
    say("")
    say("How this was computed: the app's page W on the plan explains each step. Methods:")
    for method in methods_of(view.plan.method, {each.key: each.value for each in view.inputs}):
        say(f"  {source_words(method)}")


def _say_money(view: StaffingView) -> None:
    say("")
    say_table(
        [
            "case",
            "calls a day",
            "answered at once",
            "responses a year",
            "police hours freed",
            "people",
            "a year",
        ],
        [
            [
                case.case.value,
                f"{case.calls_per_day:,.1f}",
                share_words(case.answered_in_hours, overloaded=case.is_overloaded),
                count_words(case.responses),
                count_words(case.officer_hours),
                f"{case.people:,}",
                dollars(case.recurring),
            ]
            for case in view.cases
        ],
    )
    say("Police hours freed are capacity, not a budget saving.")
    say(per_response_sentence(view.plan.cost))
    say("")
    sources = [name for name, _ in view.years.years[0].funded]
    say_table(
        ["year from", "recurring", "once", *sources, "not yet paid for"],
        [
            [
                year.begins.isoformat(),
                f"${year.recurring:,.0f}",
                f"${year.one_time:,.0f}",
                *(f"${amount:,.0f}" for _, amount in year.funded),
                f"${year.gap:,.0f}",
            ]
            for year in view.years.years
        ],
    )
    for cliff in view.years.cliffs:
        say(f"▲ {cliff}")


def _say_week(title: str, week: tuple[tuple[int, ...], ...]) -> None:
    say_table(
        [title, *(str(hour) for hour in range(24))],
        [[day, *(str(count) for count in counts)] for day, counts in zip(_DAYS, week, strict=True)],
    )


@staffing.command("shifts")
@ENGAGEMENT
@what_if_options
@AS_JSON
@click.pass_obj
def staffing_shifts_command(session: Session, /, engagement: str, as_json: bool, **options: Any) -> None:
    """The cheapest shifts of 8, 10 and 12 hours that cover the plan, beside what the demand asks for."""
    with session.reading() as workspace:
        basis, view = worked_out(workspace, find_engagement(workspace, engagement), options)
    found = staffing_shifts(basis, view)
    if as_json:
        say_json(shifts_results(found))
        return
    _say_shifts(found)


def _say_shifts(shifts: ShiftsView) -> None:
    say(shifts.sentence)
    say("")
    say_table(BESIDE_HEADINGS, beside(shifts, places=2))
    say("")
    for shift in shifts.found.schedule.shifts:
        say(shift_words(shift))


@staffing.command("replay")
@ENGAGEMENT
@what_if_options
@click.option(
    "--service",
    type=click.Choice(SERVICES),
    default=SERVICES[0],
    show_default=True,
    help="How long each call keeps a team busy: drawn around the plan's mean, or as in the file.",
)
@click.option("--shifts", is_flag=True, help="With the teams of the cheapest shifts, not the demand minimum.")
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True, help="Of chance.")
@AS_JSON
@click.pass_obj
def staffing_replay_command(
    session: Session,
    /,
    engagement: str,
    service: str,
    seed: int,
    *,
    shifts: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Every eligible call of the period, in its real order, against the teams of the plan."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        basis, view = worked_out(workspace, city, options)
        material = replay_material(workspace, city, basis, view.what_if)
    teams = staffing_shifts(basis, view).found.teams if shifts else None
    found = replay_plan(material, teams=teams, service=service, seed=seed)
    if as_json:
        say_json(replay_results(found))
        return
    _say_replay(found)


def _say_replay(view: ReplayView) -> None:
    found = view.replayed
    for sentence in view.against.sentences:
        say(sentence)
    for note in view.notes:
        say(f"▲ {note}")
    say("")
    waits = []
    if view.view.plan.inputs.calls_wait and found.mean_wait is not None and found.p90_wait is not None:
        waits = [
            ["answered after a wait", f"{found.waited:,}"],
            ["mean wait, minutes", f"{found.mean_wait:.1f}"],
            ["nine of ten wait at most, minutes", f"{found.p90_wait:.1f}"],
        ]
    rows = [
        ["calls in hours of service", f"{found.calls:,}"],
        ["outside those hours", f"{found.outside:,}"],
        ["answered at once", f"{found.at_once:,}"],
        *waits,
        ["to police, nobody free", f"{found.missed:,}"],
        ["teams' time on calls", f"{found.utilisation:.1%}"],
        ["calls begun within 10 minutes of the last", f"{found.back_to_back:.1%}"],
        ["team hours a week after the end of service", f"{found.after_hours:.1f}"],
        ["days on which no call was missed", f"{found.days_without_miss:.1%}"],
    ]
    say_table(["replay", ""], rows)
    say("")
    say_table(
        ["worst days", "calls", "to police", "waited"],
        [
            [each.day.isoformat(), str(each.calls), str(each.missed), str(each.waited)]
            for each in view.worst_days
        ],
    )
    say("")
    say(f"Service times: {view.service}. Base: {view.base}.")


@staffing.command("zones")
@ENGAGEMENT
@what_if_options
@click.option(
    "--zone",
    "zones",
    multiple=True,
    metavar="DISTRICT[,DISTRICT]",
    help="A team's home zone; may be repeated. Without it every district is one.",
)
@AS_JSON
@click.pass_obj
def staffing_zones_command(
    session: Session, /, engagement: str, zones: tuple[str, ...], *, as_json: bool, **options: Any
) -> None:
    """Teams with home zones: how busy each is, and how often one is sent out of its zone."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        basis, view = worked_out(workspace, city, options)
        found = staffing_zones(workspace, city, basis, view, zones)
    if as_json:
        say_json(zones_results(found))
        return
    say_table(
        ["zone", "calls an hour", "team busy", "own team comes"],
        [
            [
                ", ".join(zone.districts),
                f"{zone.calls_per_hour:.2f}",
                f"{zone.workload:.0%}",
                f"{zone.own_share:.0%}",
            ]
            for zone in found.zones
        ],
    )
    say(f"All teams busy, to police: {found.lost_share:.1%} of the calls.")
    if found.out_of_zone_share is not None:
        say(f"Answered by another zone's team: {found.out_of_zone_share:.1%}.")
    for note in found.notes:
        say(f"▲ {note}")
    say(f"Base: {found.base}.")
    say(source_words(method_named("hypercube")))
