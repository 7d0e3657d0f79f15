"""Passages of interviews on the command line."""

from __future__ import annotations

import click

from leaptui.cli.fields import FieldCommand, pairs
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Interview
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.excerpt_marking import add_excerpt, place_excerpt, set_excerpt, words_in
from leaptui.services.interviews.excerpts import (
    ExcerptView,
    excerpt_views,
    find_excerpt,
    keep_without_place,
    put_away_excerpt,
)
from leaptui.services.interviews.interviews import find_interview
from leaptui.services.interviews.quotes import set_approval

FROM = click.option("--from", "start", type=int, help="Offset of its first character instead of words.")
TO = click.option("--to", "end", type=int, help="Offset behind its last character.")


@click.group()
def excerpt() -> None:
    """Passages: what was said, kept with themes, stance and how far it may travel."""


@excerpt.command("list")
@ENGAGEMENT
@click.option("--interview", default="", help="Only those of this interview.")
@click.option("--theme", default="", help="Only those that bear this theme, or a part of it.")
@AS_JSON
@click.pass_obj
def excerpt_list(session: Session, engagement: str, interview: str, theme: str, as_json: bool) -> None:
    """List passages by interview and place. Each has a name: 3:2 is the second of interview 3."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        talk = find_interview(workspace, city, interview).interview if interview else None
        views = excerpt_views(workspace, city, interview=talk, theme=theme)
    if as_json:
        say_json([_fields(view) for view in views])
    elif not views:
        say("No passage was marked yet.")
    else:
        say_table(
            ["name", "kind", "level", "stance", "themes", "approval", "words"], [_row(view) for view in views]
        )


@excerpt.command("add", cls=FieldCommand, options_metavar="--engagement E [--FIELD VALUE …]")
@click.argument("interview")
@click.argument("words", required=False, default="")
@ENGAGEMENT
@FROM
@TO
@AS_JSON
@click.pass_context
def excerpt_add(
    context: click.Context,
    interview: str,
    words: str,
    engagement: str,
    start: int | None,
    end: int | None,
    as_json: bool,
) -> None:
    """Mark a passage by its words or offsets; --themes, --stance, --strength and so on say more of it."""
    session: Session = context.obj
    changes = pairs(context.args) if context.args else {}
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        talk = find_interview(workspace, city, interview).interview
        first, last = _place(talk, words, start, end)
        added = add_excerpt(workspace, city, talk, first, last, changes)
        view = find_excerpt(workspace, city, added.id)
    _told("Marked", view, as_json=as_json)


@excerpt.command("set", cls=FieldCommand, options_metavar="--engagement E --FIELD VALUE …")
@click.argument("name")
@ENGAGEMENT
@AS_JSON
@click.pass_context
def excerpt_set(context: click.Context, name: str, engagement: str, as_json: bool) -> None:
    """Change a passage: --kind, --themes, --stance, --strength, --component, --concern, --attribution."""
    session: Session = context.obj
    changes = pairs(context.args)
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        changed = set_excerpt(workspace, city, find_excerpt(workspace, city, name).excerpt, changes)
        view = find_excerpt(workspace, city, changed.id)
    _told("Changed", view, as_json=as_json)


@excerpt.command("approve")
@click.argument("name")
@click.argument("status", metavar="STATUS")
@ENGAGEMENT
@click.option("--date", "on", default="", help="The day, as 2026-11-24; else today.")
@click.option("--channel", default="", help="How: phone, e-mail, in person.")
@click.option("--words", default="", help="The words the speaker wants instead, for amended.")
@AS_JSON
@click.pass_obj
def excerpt_approve(
    session: Session,
    name: str,
    status: str,
    engagement: str,
    on: str,
    channel: str,
    words: str,
    as_json: bool,
) -> None:
    """Note that a speaker was asked for a quote, or what came back.

    STATUS is asked, approved, amended, withdrawn or not_asked.
    """
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        asked = find_excerpt(workspace, city, name).excerpt
        set_approval(workspace, asked, status, on=on, channel=channel, amended=words)
        view = find_excerpt(workspace, city, asked.id)
    _told(view.excerpt.quote_status.label.capitalize(), view, as_json=as_json)


@excerpt.command("place")
@click.argument("name")
@click.argument("words", required=False, default="")
@ENGAGEMENT
@FROM
@TO
@click.option("--as-it-was", is_flag=True, help="Keep a lost passage as it was marked, without a place.")
@AS_JSON
@click.pass_obj
def excerpt_place(
    session: Session,
    name: str,
    words: str,
    engagement: str,
    start: int | None,
    end: int | None,
    as_it_was: bool,
    as_json: bool,
) -> None:
    """Give a lost passage its place in the note again, or keep it as it was."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        view = find_excerpt(workspace, city, name)
        if as_it_was:
            keep_without_place(workspace, view.excerpt)
        else:
            first, last = _place(view.talk.interview, words, start, end)
            place_excerpt(workspace, view.talk.interview, view.excerpt, first, last)
        view = find_excerpt(workspace, city, view.excerpt.id)
    _told("Kept" if as_it_was else "Placed", view, as_json=as_json)


@excerpt.command("remove")
@click.argument("name")
@ENGAGEMENT
@click.pass_obj
def excerpt_remove(session: Session, name: str, engagement: str) -> None:
    """Take a passage off the list. Its words stay in the note."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        view = find_excerpt(workspace, city, name)
        put_away_excerpt(workspace, view.excerpt)
    say(f"Removed {view.name}: “{view.excerpt.text}”. `leaptui undo` brings it back.")


def _place(talk: Interview, words: str, start: int | None, end: int | None) -> tuple[int, int]:
    if words and start is None:
        found = words_in(talk, words)
        return found.start, found.end
    if start is None or words:
        raise InputRefused("Say which passage: its words, or --from and --to.", safe="Nothing was changed.")
    return start, start if end is None else end


def _told(done: str, view: ExcerptView, *, as_json: bool) -> None:
    if as_json:
        say_json(_fields(view))
        return
    marked = ", ".join(f"#{theme}" for theme in view.themes)
    say(f"{done} {view.name}, {view.level.label}: “{view.excerpt.text}”{f' {marked}' if marked else ''}")


def _row(view: ExcerptView) -> list[str]:
    each = view.excerpt
    stance = " ".join(part for part in (each.stance or "", str(each.strength or "")) if part)
    where = "▲ lost  " if view.lost else ""
    return [
        view.name,
        each.passage.value.replace("_", " "),
        view.level.label,
        stance or "–",
        " ".join(f"#{theme}" for theme in view.themes) or "–",
        each.quote_status.label,
        f"{where}{each.text}",
    ]


def _fields(view: ExcerptView) -> dict[str, object]:
    each = view.excerpt
    return {
        "id": each.id,
        "name": view.name,
        "interview": view.talk.interview.number,
        "text": each.text,
        "kind": each.passage,
        "level": view.level,
        "attribution": each.attribution,
        "themes": list(view.themes),
        "themes_as_given": list(each.themes),
        "stance": each.stance,
        "strength": each.strength,
        "component": each.component or None,
        "concern": each.concern,
        "start": each.start,
        "end": each.end,
        "lost": view.lost,
        "approval": each.quote_status,
        "approval_on": each.quote_on,
        "approval_channel": each.quote_channel,
        "amended": each.quote_amended,
    }
