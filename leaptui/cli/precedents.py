"""Programmes elsewhere on the command line."""

from __future__ import annotations

import click

from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.city.engagements import find_engagement
from leaptui.services.roadmap.precedents import (
    Likeness,
    PrecedentView,
    find_precedent,
    found_by,
    likeness_of,
    national_facts,
    precedent_view,
    precedents,
)
from leaptui.services.workspace import Workspace

LIKE = click.option("--engagement", "-e", help="Liken them to this city.")
DISPATCH = click.option(
    "--dispatch",
    default="",
    help="How its team would be sent: 911, 911_transfer, with_police, radio, referral, other_line.",
)


@click.group()
def precedent() -> None:
    """Programs elsewhere, each fact with its source and its age."""


@precedent.command("list")
@LIKE
@DISPATCH
@click.option("--words", default="", help="Only those in which these words stand.")
@AS_JSON
@click.pass_obj
def precedent_list(
    session: Session, engagement: str | None, dispatch: str, words: str, as_json: bool
) -> None:
    """List programs elsewhere; with --engagement the likest to that city first, with the reasons."""
    with session.reading() as workspace:
        like = _like(workspace, engagement, dispatch)
        views = found_by(precedents(workspace, like), words)
        national = national_facts(workspace)
    if as_json:
        say_json([_fields(view) for view in views])
        return
    if not views:
        say("No program elsewhere has these words.")
    else:
        say_table(
            ["program", "place", "people", "run by", "sent", "newest fact", "like this city"],
            [_row(view) for view in views],
        )
    for sentence in like.unknown if like else ():
        say(sentence)
    for fact, age in national:
        say(f"{fact.text} ({fact.source}, {fact.as_of}{_aside(age)})")


@precedent.command("show")
@click.argument("which")
@LIKE
@DISPATCH
@AS_JSON
@click.pass_obj
def precedent_show(
    session: Session, which: str, engagement: str | None, dispatch: str, as_json: bool
) -> None:
    """Show a program by its key, name or place, with the age of every fact."""
    with session.reading() as workspace:
        view = precedent_view(
            workspace, find_precedent(workspace, which), _like(workspace, engagement, dispatch)
        )
    if as_json:
        say_json(_fields(view))
        return
    say(view.precedent.title)
    say(view.precedent.lesson)
    for reason in view.reasons:
        say(f"Like this city: {reason.text}.")
    say("")
    say_table(
        ["about", "as of", "fact", "source"],
        [
            [each.topic, each.fact.as_of, each.fact.text, each.fact.source + _aside(each.age)]
            for each in view.facts
        ],
    )


def _like(workspace: Workspace, engagement: str | None, dispatch: str) -> Likeness | None:
    if engagement is None:
        return None
    return likeness_of(workspace, find_engagement(workspace, engagement), dispatch=dispatch)


def _aside(age: str) -> str:
    return f"; {age}" if age else ""


def _row(view: PrecedentView) -> list[str]:
    each = view.precedent
    return [
        each.programme,
        f"{each.place}, {each.state}",
        f"{each.population:,}" if each.population else "–",
        ", ".join(home.label for home in each.homes) or "–",
        ", ".join(path.label for path in each.paths) or "–",
        view.newest + (" (all older than two years)" if view.is_old else ""),
        "; ".join(reason.text for reason in view.reasons) or "–",
    ]


def _fields(view: PrecedentView) -> dict[str, object]:
    each = view.precedent
    return {
        "key": each.key,
        "programme": each.programme,
        "place": each.place,
        "state": each.state,
        "population": each.population,
        "homes": list(each.homes),
        "paths": list(each.paths),
        "crew": list(each.crew),
        "call_groups": list(each.call_groups),
        "lesson": each.lesson,
        "reasons": [{"by": reason.by, "text": reason.text} for reason in view.reasons],
        "facts": [
            {
                "topic": dated.topic,
                "text": dated.fact.text,
                "source": dated.fact.source,
                "as_of": dated.fact.as_of,
                "mark": dated.fact.mark,
                "unverified": dated.fact.unverified,
                "age": dated.age,
                "old": dated.is_old,
            }
            for dated in view.facts
        ],
    }
