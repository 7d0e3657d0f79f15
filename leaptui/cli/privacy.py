"""Privacy aids on the command line: `leaptui interview identifiers` and `leaptui document check`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.near_repeats import ALIKE
from leaptui.domain.errors import InputRefused
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.interviews import find_interview
from leaptui.services.interviews.near_repeats import near_repeats_in
from leaptui.services.interviews.pseudonyms import (
    FoundIdentifier,
    identifiers_in,
    key_of,
    replace_identifiers,
)


@click.command("identifiers")
@click.argument("interview")
@ENGAGEMENT
@click.option(
    "--replace",
    metavar="WHICH",
    help="Put stand-ins there: `sure`, `all`, or numbers of the list such as 1,3.",
)
@click.option("--key", "show_key", is_flag=True, help="Show what each stand-in stands for instead.")
@AS_JSON
@click.pass_obj
def interview_identifiers(
    session: Session, interview: str, engagement: str, replace: str | None, show_key: bool, as_json: bool
) -> None:
    """List what in a note points at a person, by rules; replace it by stand-ins such as Person 3.

    The same person or number gets the same stand-in in the whole engagement. The key stays in the
    store. `leaptui undo` takes a replacement back.
    """
    if show_key:
        _show_key(session, engagement)
        return
    if replace is None:
        with session.reading() as workspace:
            city = find_engagement(workspace, engagement)
            found = identifiers_in(workspace, city, find_interview(workspace, city, interview).interview)
        _show(found, as_json=as_json)
        return
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        found = identifiers_in(workspace, city, find_interview(workspace, city, interview).interview)
        done = replace_identifiers(workspace, city, _chosen(found, replace))
    if as_json:
        say_json({"places": done.places, "stand_ins": list(done.stand_ins)})
    else:
        where = "1 place" if done.places == 1 else f"{done.places} places"
        say(f"Replaced in {where}: {', '.join(done.stand_ins)}.")


@click.command("check")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def document_check(session: Session, engagement: str, as_json: bool) -> None:
    """List sentences of yours that come near to something said in confidence.

    The likeness is the share of pairs of nearby words that both have. Nothing is refused for it:
    whether a paraphrase gives somebody away is yours to judge.
    """
    with session.reading() as workspace:
        found = near_repeats_in(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json(
            [
                {
                    "where": each.where,
                    "words": each.words,
                    "like": each.like,
                    "level": each.level,
                    "likeness": round(each.likeness, 2),
                }
                for each in found
            ]
        )
        return
    for each in found:
        say(f"{each.where}: “{each.words}”")
        say(f"  {each.likeness:.0%} like what was said {each.level.label}: “{each.like}”")
    if not found:
        say(f"No sentence is {ALIKE:.0%} like anything said in confidence.")
    say("A paraphrase can still give somebody away; that is yours to judge.")


def _show(found: Sequence[FoundIdentifier], *, as_json: bool) -> None:
    if as_json:
        say_json(
            [
                {
                    "number": number,
                    "sort": each.identifier.sort,
                    "line": each.line,
                    "text": each.identifier.text,
                    "sure": each.identifier.sure,
                    "stand_in": each.stand_in,
                }
                for number, each in enumerate(found, start=1)
            ]
        )
        return
    if not found:
        say(
            "The rules found nothing. What they cannot find, read for yourself: nicknames, places, rare events."
        )
        return
    rows = [
        [
            str(number),
            str(each.line),
            each.identifier.sort.replace("_", " ") + ("" if each.identifier.sure else "?"),
            each.identifier.text,
            each.stand_in or "–",
            f"{each.before}[{each.identifier.text}]{each.after}",
        ]
        for number, each in enumerate(found, start=1)
    ]
    say_table(["", "line", "sort", "found", "stand-in", "where"], rows)


def _show_key(session: Session, engagement: str) -> None:
    with session.reading() as workspace:
        key = key_of(workspace, find_engagement(workspace, engagement))
    if key:
        say_table(["stand-in", "stands for"], [[each.stand_in, each.original] for each in key])
    else:
        say("No stand-in was given yet.")


def _chosen(found: Sequence[FoundIdentifier], which: str) -> list[FoundIdentifier]:
    words = which.strip().lower()
    if words in {"all", "sure"}:
        return [each for each in found if words == "all" or each.identifier.sure]
    numbers = [part.strip() for part in words.split(",")]
    if not all(number.isdecimal() and 1 <= int(number) <= len(found) for number in numbers):
        raise InputRefused(
            f"“{which}” does not choose among the {len(found)} that were found.",
            safe="The note is as it was.",
            next_step="Say sure, all, or numbers of the list such as 1,3.",
        )
    return [found[int(number) - 1] for number in numbers]
