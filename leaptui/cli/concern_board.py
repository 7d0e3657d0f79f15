"""The concern board on the command line."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.concerns import ConcernRaised
from leaptui.services.interviews.excerpts import find_excerpt
from leaptui.services.roadmap.concern_board import (
    BoardConcern,
    Unhandled,
    board,
    board_concern,
    find_concern,
    title_of,
    unhandled,
)
from leaptui.services.roadmap.concern_changes import (
    add_concern,
    change_concern,
    link_passage,
    put_all_on_board,
    put_on_board,
    remove_concern,
    set_status,
    unlink_passage,
)
from leaptui.services.typed_values import member

_WHICH = click.argument("which")


@click.group()
def concern() -> None:
    """The concern board: what worries a city, the answer, who gives it, and what it changed."""


@concern.command("board")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def concern_board(session: Session, engagement: str, as_json: bool) -> None:
    """List the board, and what people raised that is not on it."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        views, waiting = board(workspace, city), unhandled(workspace, city)
        labels = {group.key: group.label for group in workspace.practice.groups}
    if as_json:
        say_json(
            {"concerns": [_fields(view) for view in views], "not_on_board": [_waiting(e) for e in waiting]}
        )
        return
    if views:
        say_table(
            ["status", "concern", "interviews", "groups", "answer", "validators", "precedents", "due"],
            [_row(view, labels) for view in views],
        )
    else:
        say("No concern is on the board yet.")
    if waiting:
        say("")
        say("Raised, and not on the board (leaptui concern put NAME, or --all):")
        say_table(
            ["name", "interviews", "groups", "concern"],
            [
                [
                    each.name,
                    str(each.interviews),
                    ", ".join(labels.get(key, key) for key in each.groups) or "–",
                    each.title or f"({each.raised[0].level.label}) {each.raised[0].text}",
                ]
                for each in waiting
            ],
        )


@concern.command("show")
@_WHICH
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def concern_show(session: Session, which: str, engagement: str, as_json: bool) -> None:
    """Show one concern with its answer, what may not be claimed, and all that hangs on it."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        view = board_concern(workspace, city, find_concern(workspace, city, which))
        today = workspace.today()
        examples = [(fact, fact.age(today)) for fact in view.library.examples] if view.library else []
    if as_json:
        say_json(_fields(view))
        return
    say(f"{view.title}  [{view.concern.status.label}]")
    if view.answer:
        say(f"Answer{'' if view.answer_is_own else ' of the library'}: {view.answer}")
    if view.limits:
        say(f"Do not claim: {view.limits}")
    for step in view.check_first:
        say(f"Check first: {step}")
    for fact, age in examples:
        say(f"Example: {fact.text} ({fact.source}, {fact.as_of}{f'; {age}' if age else ''})")
    for each in view.precedents:
        say(f"Precedent: {each.precedent.title}. {each.precedent.lesson}")
    for peer in view.validators:
        say(f"Validator: {peer.name}")
    for met in view.meetings:
        told = ", ".join(part for part in (met.person, f"{met.sign} {met.change}".strip()) if part)
        say(f"Met: {met.meeting.met_on or 'no day'}, {met.validator}: {told}")
    for raised in view.raised:
        say(
            f"Raised in interview {raised.conversation.interview.number}, {raised.level.label}: {raised.text}"
        )
    if view.concern.note:
        say(view.concern.note)


@concern.command("add")
@click.argument("title", required=False, default="")
@ENGAGEMENT
@click.option("--library", "key", default="", metavar="KEY", help="One of the library, such as night.")
@AS_JSON
@click.pass_obj
def concern_add(session: Session, title: str, engagement: str, key: str, as_json: bool) -> None:
    """Put a concern on the board that nobody was noted to have raised."""
    with session.workspace() as workspace:
        added = add_concern(workspace, find_engagement(workspace, engagement), title, key=key)
        called = title_of(workspace, added)
    if as_json:
        say_json({"id": added.id, "title": called})
    else:
        say(f"Added “{called}”.")


@concern.command("put")
@click.argument("name", required=False)
@ENGAGEMENT
@click.option("--title", default="", help="In your own words, where the library does not know it.")
@click.option("--library", "key", default="", metavar="KEY", help="The concern of the library that it is.")
@click.option("--to", default="", metavar="WHICH", help="A concern of the board that it belongs to.")
@click.option("--all", "everything", is_flag=True, help="All that the library knows.")
@AS_JSON
@click.pass_obj
def concern_put(
    session: Session,
    name: str | None,
    engagement: str,
    title: str,
    key: str,
    to: str,
    everything: bool,
    as_json: bool,
) -> None:
    """Put something people raised on the board, with its passages; NAME as `concern board` lists it."""
    if everything is bool(name):
        raise InputRefused("Name one of those raised, or all of them.", next_step="leaptui concern put night")
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        if everything:
            added = put_all_on_board(workspace, city)
        else:
            raised = next((each for each in unhandled(workspace, city) if each.name == name), None)
            if raised is None:
                raise UnknownName(
                    f"“{name}” is not among what waits for the board of {city.name}.",
                    safe="Nothing was changed.",
                    next_step="See `leaptui concern board`.",
                )
            belongs = find_concern(workspace, city, to) if to else None
            added = (put_on_board(workspace, city, raised, title=title, key=key, to=belongs),)
        called = [title_of(workspace, each) for each in added]
    if as_json:
        say_json([{"id": each.id, "title": title} for each, title in zip(added, called, strict=True)])
    else:
        say("\n".join(f"Added “{each}”." for each in called) or "Nothing of the library is waiting.")


@concern.command("set", cls=FieldCommand, options_metavar="--engagement E --FIELD VALUE …")
@_WHICH
@ENGAGEMENT
@click.option("--status", help="open, answered, settled or set_aside.")
@click.option("--reason", default="", help="Why it is set aside.")
@click.option("--passage", multiple=True, metavar="INTERVIEW:N", help="Link a passage of `excerpt list`.")
@click.option("--unlink", multiple=True, metavar="INTERVIEW:N", help="Take a passage away from it.")
@click.pass_context
def concern_set(
    context: click.Context,
    which: str,
    engagement: str,
    status: str | None,
    reason: str,
    passage: tuple[str, ...],
    unlink: tuple[str, ...],
) -> None:
    """Change a concern.

    Fields are --title, --answer, --precedents and --validators (names, semicolons between), --owner,
    --due and --note; an empty value clears one.
    """
    other = bool(status or passage or unlink)
    changes = {} if other and not context.args else pairs(context.args)
    wanted = member(ConcernStatus, status, "status of a concern") if status else None
    session: Session = context.obj
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        found = find_concern(workspace, city, which)
        for name in passage:
            found = link_passage(workspace, found, find_excerpt(workspace, city, name).excerpt)
        for name in unlink:
            found = unlink_passage(workspace, found, find_excerpt(workspace, city, name).excerpt.id)
        if changes:
            found = change_concern(workspace, found, changes)
        if wanted is not None:
            found = set_status(workspace, found, wanted, reason=reason)
        called = title_of(workspace, found)
    say(f"“{called}” is {found.status.label}." if wanted else f"“{called}” is changed.")


@concern.command("remove")
@_WHICH
@ENGAGEMENT
@click.pass_obj
def concern_remove(session: Session, which: str, engagement: str) -> None:
    """Take a concern off the board; `leaptui undo` brings it back."""
    with session.workspace() as workspace:
        found = find_concern(workspace, find_engagement(workspace, engagement), which)
        remove_concern(workspace, found)
        called = title_of(workspace, found)
    say(f"Removed “{called}”.")


def _row(view: BoardConcern, labels: dict[str, str]) -> list[str]:
    answer = "own" if view.answer_is_own else "library" if view.answer else "none"
    return [
        view.concern.status.label,
        view.title,
        str(view.interviews),
        ", ".join(labels.get(key, key) for key in view.groups) or "–",
        answer,
        ", ".join(each.name for each in view.validators) or "–",
        ", ".join(each.precedent.place for each in view.precedents) or "–",
        (view.concern.due or "–") + (" overdue" if view.overdue else ""),
    ]


def _fields(view: BoardConcern) -> dict[str, object]:
    return {
        "id": view.concern.id,
        "concern": view.concern.concern or None,
        "title": view.title,
        "status": view.concern.status,
        "blocks": view.blocks,
        "interviews": view.interviews,
        "groups": list(view.groups),
        "answer": view.answer,
        "answer_is_own": view.answer_is_own,
        "limits": view.limits,
        "check_first": list(view.check_first),
        "precedents": [each.precedent.key for each in view.precedents],
        "validators": [each.name for each in view.validators],
        "meetings": [
            {
                "id": met.meeting.id,
                "met_on": met.meeting.met_on,
                "validator": met.validator,
                "person": met.person,
                "stance_before": met.meeting.stance_before,
                "stance_after": met.meeting.stance_after,
                "change": met.change,
            }
            for met in view.meetings
        ],
        "owner": view.concern.owner,
        "due": view.concern.due,
        "overdue": view.overdue,
        "settled_on": view.concern.settled_on,
        "note": view.concern.note,
        "raised": [_raised(each) for each in view.raised],
    }


def _raised(each: ConcernRaised) -> dict[str, object]:
    return {
        "interview": each.conversation.interview.number,
        "level": each.level,
        "text": each.text,
        "own_view": each.own,
        "excerpt": each.excerpt or None,
    }


def _waiting(each: Unhandled) -> dict[str, object]:
    return {
        "name": each.name,
        "concern": each.key or None,
        "title": each.title or None,
        "interviews": each.interviews,
        "groups": list(each.groups),
        "raised": [_raised(raised) for raised in each.raised],
    }
