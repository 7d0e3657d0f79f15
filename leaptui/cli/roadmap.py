"""The roadmap on the command line."""

from __future__ import annotations

import click

from leaptui.cli.fields import ANY_FIELD, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.errors import InputRefused
from leaptui.domain.marks import MarkKind
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.excerpts import find_excerpt
from leaptui.services.interviews.interviews import find_interview
from leaptui.services.roadmap import components as work


@click.group()
def roadmap() -> None:
    """The ten components."""


@roadmap.command("show")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def roadmap_show(session: Session, engagement: str, as_json: bool) -> None:
    """Show where each component stands and what it rests on."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        views = work.roadmap(workspace, city)
        missing = work.readiness(workspace, city)
    if as_json:
        say_json(
            {
                "engagement": city.slug,
                "components": [_component(view) for view in views],
                "readiness": missing,
            }
        )
        return
    say_table(
        ["no", "component", "status", "checklist", "evidence", "decision"],
        [
            [
                str(view.guide.number),
                view.guide.title,
                f"{view.state.status.glyph} {view.state.status}",
                f"{view.done}/{len(view.checklist)}",
                str(len(view.evidence)) + (" ▲ stale" if view.stale else ""),
                view.state.decision or "–",
            ]
            for view in views
        ],
    )


@roadmap.command(
    "set",
    context_settings=ANY_FIELD,
    options_metavar="--engagement E --FIELD VALUE …",
)
@click.argument("component")
@ENGAGEMENT
@click.option("--tick", multiple=True, metavar="ITEM", help="Mark a checklist item done; may be repeated.")
@click.option("--untick", multiple=True, metavar="ITEM", help="Mark it open again.")
@click.option(
    "--figure", multiple=True, metavar="KEY", help="Link a figure, such as eligible.expected, as evidence."
)
@click.option(
    "--quote", multiple=True, metavar="INTERVIEW:N", help="Link the n-th quote of an interview as evidence."
)
@click.option("--passage", multiple=True, metavar="INTERVIEW:N", help="Link a passage of `excerpt list`.")
@click.pass_context
def roadmap_set(
    context: click.Context,
    component: str,
    engagement: str,
    tick: tuple[str, ...],
    untick: tuple[str, ...],
    figure: tuple[str, ...],
    quote: tuple[str, ...],
    passage: tuple[str, ...],
) -> None:
    """Change a component: --status, --decision, --rationale, --owner, --due; tick items; link evidence."""
    session: Session = context.obj
    linked = bool(tick or untick or figure or quote or passage)
    changes = {} if linked and not context.args else pairs(context.args)
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        for item in tick:
            work.tick(workspace, city, component, item, done=True)
        for item in untick:
            work.tick(workspace, city, component, item, done=False)
        for key in figure:
            work.link_figure(workspace, city, component, key)
        for pointer in quote:
            number, _, position = pointer.partition(":")
            view = find_interview(workspace, city, number)
            quotes = [mark for mark in view.marks if mark.kind is MarkKind.VERBATIM]
            if not (position.isdecimal() and 1 <= int(position) <= len(quotes)):
                raise InputRefused(
                    f"Interview {number} has {len(quotes)} quotes, not a number {position or '?'}.",
                    next_step="Name one as 3:1, the first quote of interview 3.",
                )
            excerpt = keep_excerpt(workspace, view.interview, quotes[int(position) - 1])
            work.link_excerpt(workspace, city, component, excerpt)
        for name in passage:
            work.link_excerpt(workspace, city, component, find_excerpt(workspace, city, name).excerpt)
        if changes:
            work.set_component(workspace, city, component, changes)
        title = work.component(workspace, city, component).guide.title
    say(f"{title} is changed.")


@roadmap.command("check")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def roadmap_check(session: Session, engagement: str, as_json: bool) -> None:
    """Say what is missing before the roadmap can be presented."""
    with session.reading() as workspace:
        missing = work.readiness(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json({"ready": not missing, "missing": missing})
    else:
        for line in missing:
            say(f"- {line}")
        say("Ready to present." if not missing else f"{len(missing)} to mend.")


def _component(view: work.ComponentView) -> dict[str, object]:
    return {
        "key": view.guide.key,
        "number": view.guide.number,
        "title": view.guide.title,
        "status": view.state.status,
        "decision": view.state.decision,
        "rationale": view.state.rationale,
        "owner": view.state.owner,
        "due": view.state.due,
        "checklist": [{"item": line.key, "text": line.text, "done": line.done} for line in view.checklist],
        "evidence": [
            {
                "kind": each.evidence.source_kind,
                "source": each.evidence.source,
                "says": each.says,
                "base": each.base,
                "stale": each.stale,
            }
            for each in view.evidence
        ],
    }
