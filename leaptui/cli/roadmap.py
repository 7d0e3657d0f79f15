"""The roadmap on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click

from leaptui.cli.claims import check_json, claim, say_check
from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.claim_tokens import with_values
from leaptui.domain.errors import InputRefused
from leaptui.domain.marks import MarkKind
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.excerpts import find_excerpt
from leaptui.services.interviews.interviews import find_interview
from leaptui.services.roadmap import components as work
from leaptui.services.roadmap.checklist_changes import tick as tick_item
from leaptui.services.roadmap.claim_check import check_claims
from leaptui.services.roadmap.claims import Name, claims, values
from leaptui.services.roadmap.deciding import as_changed, one_sided, set_component
from leaptui.services.roadmap.findings import Finding, Gate
from leaptui.services.roadmap.readiness import before_presenting, findings
from leaptui.services.staffing.scenarios import find_scenario


@click.group()
def roadmap() -> None:
    """The ten components."""


roadmap.add_command(claim)


@roadmap.command("show")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def roadmap_show(session: Session, engagement: str, as_json: bool) -> None:
    """Show where each component stands and what it rests on."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        views = work.roadmap(workspace, city)
        found = findings(workspace, city)
        said = values(claims(workspace, city))
        today = workspace.today()
    if as_json:
        say_json(
            {
                "engagement": city.slug,
                "components": [
                    _component(view, [each.sentence(today) for each in view.changed], said) for view in views
                ],
                "readiness": before_presenting(found),
                "gates": _gates(found),
            }
        )
        return
    say_table(
        ["no", "component", "status", "checklist", "evidence", "option", "decision"],
        [
            [
                str(view.guide.number),
                view.guide.title,
                f"{view.state.status.glyph} {view.state.status}",
                f"{view.done}/{len(view.checklist)}",
                str(len(view.evidence)) + (" ▲ stale" if view.stale_evidence else ""),
                view.option.short if view.option else "–",
                ("▲ stale: " if view.changed else "") + (with_values(view.state.decision, said) or "–"),
            ]
            for view in views
        ],
    )
    for view in views:
        for changed in view.changed:
            say(f"▲ {view.guide.title} is stale because {changed.sentence(today)}.")


@roadmap.command(
    "set",
    cls=FieldCommand,
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
@click.option(
    "--plan",
    multiple=True,
    metavar="SCENARIO:KEY",
    help="Link a figure of a saved staffing plan as evidence.",
)
@click.option(
    "--still-holds", is_flag=True, help="The decision stands on what its inputs and evidence say now."
)
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
    plan: tuple[str, ...],
    still_holds: bool,
) -> None:
    """Change a component: --status, --option, --decision, --rationale, --owner, --due, --dissent, --decided-on.

    Items are ticked and evidence is linked beside it. Agreed is what has an option or a decision, a
    reason, an owner and evidence.
    """
    session: Session = context.obj
    linking = bool(figure or quote or passage or plan)
    others = linking or bool(tick or untick) or still_holds
    given = {} if others and not context.args else pairs(context.args)
    changes = {name.replace("-", "_"): text for name, text in given.items()}
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        before = work.component(workspace, city, component)
        as_changed(before, changes, today=workspace.today(), linking=linking, looked_at=still_holds)
        for item in tick:
            tick_item(workspace, city, component, item, done=True)
        for item in untick:
            tick_item(workspace, city, component, item, done=False)
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
        for pointer in plan:
            name, _, key = pointer.rpartition(":")
            work.link_scenario(workspace, city, component, find_scenario(workspace, city, name), key)
        if still_holds:
            work.still_holds(workspace, city, component)
        if changes:
            set_component(workspace, city, component, changes)
        after = work.component(workspace, city, component)
    say(f"{after.guide.title} is changed.")
    if after.state.status is ComponentStatus.AGREED and one_sided(after):
        say(f"▲ {one_sided(after)}")


@roadmap.command("check")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def roadmap_check(session: Session, engagement: str, as_json: bool) -> None:
    """Say what the texts say that their sources do not, and what is missing before each of the three gates."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        found, check = findings(workspace, city), check_claims(workspace, city)
    missing = before_presenting(found)
    if as_json:
        say_json(
            {
                "sound": check.sound,
                "ready": not missing,
                "missing": missing,
                "gates": _gates(found),
                "claims": check_json(check),
            }
        )
        return
    say_check(check)
    for gate in Gate:
        of_gate = [each for each in found if each.gate is gate]
        say(f"{gate.label}:" if of_gate else f"{gate.label}: nothing is missing.")
        for each in of_gate:
            say(f"{'-' if each.holds_up else '·'} {each.text}")
    say("Ready to present." if not missing else f"{len(missing)} to mend before it is presented.")


def _gates(found: Iterable[Finding]) -> dict[str, list[dict[str, object]]]:
    gates: dict[str, list[dict[str, object]]] = {gate.value: [] for gate in Gate}
    for each in found:
        gates[each.gate].append(
            {
                "key": each.key,
                "text": each.text,
                "place": each.place,
                "record": each.record,
                "holds_up": each.holds_up,
            }
        )
    return gates


def _component(
    view: work.ComponentView, stale_because: list[str], said: Mapping[Name, str]
) -> dict[str, object]:
    state = view.state
    return {
        "reads": {
            "decision": with_values(state.decision, said),
            "rationale": with_values(state.rationale, said),
            "dissent": with_values(state.dissent, said),
        },
        "key": view.guide.key,
        "number": view.guide.number,
        "title": view.guide.title,
        "status": view.state.status,
        "option": view.state.option,
        "decision": view.state.decision,
        "rationale": view.state.rationale,
        "owner": view.state.owner,
        "due": view.state.due,
        "dissent": view.state.dissent,
        "decided_on": view.state.decided_on,
        "stale": view.stale,
        "stale_because": stale_because,
        "options": [
            {
                "option": option.key,
                "title": option.title,
                "chosen": option.key == view.state.option,
                "gains": option.gains,
                "costs": option.costs,
                "precedents": option.precedents,
            }
            for option in view.guide.options
        ],
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
