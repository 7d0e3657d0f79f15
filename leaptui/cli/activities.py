"""Activities and the support log on the command line."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.roadmap_vocabulary import ActivitySort
from leaptui.services.city.activities import (
    SUPPORTED,
    ActivityView,
    activities,
    add_activity,
    change_activity,
    find_activity,
    issue_area_label,
    log_support,
    remove_activity,
    support_log,
)
from leaptui.services.city.engagements import find_engagement
from leaptui.services.days import day_from

_WHICH = click.argument("which", metavar="WHICH")
_ID_SHOWN = 6
"""Characters of an id that a list shows, from its end: those that were drawn by lot."""


@click.group()
def activity() -> None:
    """Meetings, presentations, trainings and the like, and the support log after a launch."""


@activity.command("add", cls=FieldCommand, options_metavar="--engagement E --FIELD VALUE …")
@click.argument("title")
@ENGAGEMENT
@AS_JSON
@click.pass_context
def activity_add(context: click.Context, title: str, engagement: str, as_json: bool) -> None:
    """Note an activity; without --held-on it was today.

    Fields are --sort (meeting, council_presentation, testimony, training, media, event,
    validator_visit, technical_advice), --held-on, --place, --people, --advisors, --partners,
    --cohort, --issue-areas, --attendance, --outcome, --phase and --note. Several values have
    semicolons between.
    """
    values = pairs(context.args) if context.args else {}
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        added = add_activity(workspace, city, {"title": title, **values})
        view = find_activity(workspace, city, added.id)
    if as_json:
        say_json(activity_json(view))
    else:
        say(f"Added {added.sort.label} “{added.title}”" + (f", {added.held_on}." if added.held_on else "."))


@activity.command("set", cls=FieldCommand, options_metavar="--engagement E --FIELD VALUE …")
@_WHICH
@ENGAGEMENT
@click.pass_context
def activity_set(context: click.Context, which: str, engagement: str) -> None:
    """Change an activity, named by its id or its words; an empty value clears a field."""
    changes = pairs(context.args)
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        found = find_activity(workspace, city, which)
        changed = change_activity(workspace, city, found.activity, changes)
    say(f"Changed {', '.join(changes)} of “{changed.title}”.")


@activity.command("remove")
@_WHICH
@ENGAGEMENT
@click.pass_obj
def activity_remove(session: Session, which: str, engagement: str) -> None:
    """Put an activity away; `leaptui undo` brings it back."""
    with session.workspace() as workspace:
        found = find_activity(workspace, find_engagement(workspace, engagement), which)
        remove_activity(workspace, found.activity)
    say(f"Removed “{found.activity.title}”.")


@activity.command("list")
@ENGAGEMENT
@click.option("--sort", type=click.Choice([each.value for each in ActivitySort]), help="Only of this sort.")
@click.option("--since", default="", metavar="DAY", help="ISO date; only those held then or later.")
@click.option("--until", default="", metavar="DAY", help="ISO date; only those held then or earlier.")
@click.option("--support", is_flag=True, help="The support log alone.")
@AS_JSON
@click.pass_obj
def activity_list(
    session: Session,
    engagement: str,
    sort: str | None,
    since: str,
    until: str,
    support: bool,
    as_json: bool,
) -> None:
    """List what was done, the newest first."""
    first, last = day_from(since), day_from(until)
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        wanted = ActivitySort(sort) if sort else None
        views = activities(workspace, city, sort=wanted, since=first, until=last)
        logged = {view.activity.id for view in support_log(workspace, city)}
    if support:
        views = [view for view in views if view.activity.id in logged]
    if as_json:
        say_json([activity_json(view) for view in views])
    elif not views:
        say("Nothing is noted yet.")
    else:
        say_table(["id", "day", "what", "title", "people", "came"], [_row(view) for view in views])


@activity.command("show")
@_WHICH
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def activity_show(session: Session, which: str, engagement: str, as_json: bool) -> None:
    """Show an activity whole, named by its id or its words."""
    with session.reading() as workspace:
        view = find_activity(workspace, find_engagement(workspace, engagement), which)
    if as_json:
        say_json(activity_json(view))
        return
    each = view.activity
    say(f"{each.title} ({each.sort.label}).")
    for what, words in (
        ("day", each.held_on or ""),
        ("phase", each.phase.label if each.phase else ""),
        ("place", each.place),
        ("people", ", ".join(view.people)),
        ("advisors", ", ".join(each.advisors)),
        ("partners", ", ".join(each.partners)),
        ("cohort", each.cohort),
        ("issue areas", ", ".join(map(issue_area_label, each.issue_areas))),
        ("came", f"{each.attendance:,}" if each.attendance else ""),
        ("outcome", each.outcome),
        ("note", each.note),
    ):
        if words:
            say(f"{what}: {words}")


@activity.command("log")
@click.argument("asked")
@ENGAGEMENT
@click.option("--advised", default="", help="What was advised.")
@click.option("--promised", default="", help="What was promised: it becomes a follow-up.")
@click.option("--due", default="", help="By when: friday, next week, 12/5, 2026-12-02.")
@click.option("--owner", default="", help="Who does it; nobody said is you.")
@click.option("--people", default="", help="Who asked; several names have semicolons between.")
@click.option("--phase", type=click.Choice([each.value for each in SUPPORTED]), help="Else that of the city.")
@click.option("--on", "held_on", default="", metavar="DAY", help="ISO date; else today.")
@AS_JSON
@click.pass_obj
def activity_log(
    session: Session,
    asked: str,
    engagement: str,
    advised: str,
    promised: str,
    due: str,
    owner: str,
    people: str,
    phase: str | None,
    held_on: str,
    as_json: bool,
) -> None:
    """Enter what a launched team ASKED into the support log."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        entry, owed = log_support(
            workspace,
            city,
            asked,
            advised,
            promised=promised,
            due=due,
            owner=owner,
            people=people,
            phase=phase or "",
            held_on=held_on,
        )
        view = find_activity(workspace, city, entry.id)
    if as_json:
        say_json({**activity_json(view), "follow_up": {"id": owed.id, "due": owed.due} if owed else None})
        return
    say(f"Logged “{entry.title}”.")
    if owed:
        say(f"Promised: {owed.text}" + (f", due {owed.due}." if owed.due else "."))


def activity_json(view: ActivityView) -> dict[str, object]:
    """An activity with its names."""
    each = view.activity
    return {
        "id": each.id,
        "title": each.title,
        "sort": each.sort,
        "held_on": each.held_on,
        "ahead": view.ahead,
        "place": each.place,
        "people": list(view.people),
        "advisors": list(each.advisors),
        "partners": list(each.partners),
        "cohort": each.cohort,
        "issue_areas": list(each.issue_areas),
        "attendance": each.attendance,
        "outcome": each.outcome,
        "phase": each.phase,
        "support": view.is_support,
        "note": each.note,
    }


def _row(view: ActivityView) -> list[str]:
    each = view.activity
    return [
        each.id[-_ID_SHOWN:],
        each.held_on or "–",
        each.sort.label,
        each.title,
        ", ".join(view.people) or "–",
        f"{each.attendance:,}" if each.attendance else "–",
    ]
