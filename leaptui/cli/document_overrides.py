"""What the gate holds back of a document, and letting words through, on the command line."""

from __future__ import annotations

from collections.abc import Sequence

import click

from leaptui.cli.outgoing import audience
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.audience import Audience
from leaptui.disclosure.held_back import HeldBack
from leaptui.domain.roadmap_records import GateOverride
from leaptui.services.city.engagements import find_engagement
from leaptui.services.documents.handing_over import audience_named
from leaptui.services.documents.overrides import (
    HeldBackWords,
    allow,
    find_override,
    held_back,
    one_held_back,
    overrides,
    told,
    withdraw,
)

_DOCUMENT = click.option(
    "--document", "kind", default="roadmap", show_default=True, help="The kind of document."
)
_AUDIENCE = audience(Audience.PUBLIC, "Who would read it.")
_WHICH = click.option("--of", "which", default="", metavar="WHICH", help="Which of several of that kind.")


@click.command("held-back")
@ENGAGEMENT
@_DOCUMENT
@_AUDIENCE
@_WHICH
@AS_JSON
@click.pass_obj
def document_held_back(
    session: Session, engagement: str, kind: str, audience: str, which: str, as_json: bool
) -> None:
    """List each passage that keeps a document from leaving, with where it stands."""
    with session.reading() as workspace:
        found = held_back(
            workspace, find_engagement(workspace, engagement), kind, audience_named(audience), which
        )
    if as_json:
        say_json([_span_json(each) for each in found])
    else:
        _say_spans(found)
        if not found:
            say("Nothing is held back: the document may leave.")


@click.group("overrides")
def document_overrides() -> None:
    """Passages that the gate holds back and somebody let through, each with its reason."""


@document_overrides.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def overrides_list(session: Session, engagement: str, as_json: bool) -> None:
    """List what was let through. The words themselves are not kept a second time."""
    with session.reading() as workspace:
        known = overrides(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json([_override_json(each) for each in known])
    elif known:
        say_table(
            ["no.", "document", "for", "place", "reason", "by", "day"],
            [
                [
                    str(number),
                    each.document,
                    next((known.label for known in Audience if known == each.audience), each.audience),
                    each.place,
                    each.reason,
                    each.allowed_by,
                    each.made_at[:10],
                ]
                for number, each in enumerate(known, start=1)
            ],
        )
    else:
        say("Nothing was let through.")


@document_overrides.command("allow")
@click.argument("place")
@ENGAGEMENT
@_DOCUMENT
@_AUDIENCE
@_WHICH
@click.option("--words", default="", help="The passage, where several are held back in that place.")
@click.option("--reason", required=True, help="Why it may leave all the same; it stands in the history.")
@click.option("--by", default="", help="Who decides; the lead of the engagement where nobody says.")
@AS_JSON
@click.pass_obj
def overrides_allow(
    session: Session,
    place: str,
    engagement: str,
    kind: str,
    audience: str,
    which: str,
    words: str,
    reason: str,
    by: str,
    as_json: bool,
) -> None:
    """Let a passage through in PLACE: its number in `document held-back`, or `component 3, rationale`.

    It holds for the same words in that place, of this document for this audience. What is off the
    record is never let through.
    """
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        found = held_back(workspace, city, kind, audience_named(audience), which)
        made = allow(workspace, city, one_held_back(found, place, words), reason, by=by)
    if as_json:
        say_json(_override_json(made))
    else:
        say(f"Let through in {made.place} of the document {made.document}, for {audience}.")


@document_overrides.command("withdraw")
@click.argument("override")
@ENGAGEMENT
@click.pass_obj
def overrides_withdraw(session: Session, override: str, engagement: str) -> None:
    """Take an OVERRIDE back, by its number in the list or its id."""
    with session.workspace() as workspace:
        known = find_override(workspace, find_engagement(workspace, engagement), override)
        withdraw(workspace, known)
    say(f"Held back again in {known.place} of the document {known.document}.")


def say_held_back(refused: HeldBack, document: str, audience: Audience, *, as_json: bool) -> None:
    """Each span of a refused document; the refusal itself is said where every error is.

    Args:
        refused: What the gate said.
        document: Key of the kind.
        audience: Who would have read it.
        as_json: Whether it is said as data.
    """
    found = told(refused, document, audience)
    if as_json:
        say_json({"files": [], "withheld": [], "held_back": [_span_json(each) for each in found]})
    else:
        _say_spans(found)


def _say_spans(found: Sequence[HeldBackWords]) -> None:
    for number, each in enumerate(found, start=1):
        say(f"{number}. {each.place}: “{each.words}” {each.why}.{_no_way(each)}")


def _no_way(each: HeldBackWords) -> str:
    return "" if each.may_be_allowed else " No override lets it through."


def _span_json(each: HeldBackWords) -> dict[str, object]:
    return {
        "document": each.document,
        "audience": each.audience,
        "place": each.place,
        "part": each.part,
        "field": each.field,
        "words": each.words,
        "why": each.why,
        "may_be_allowed": each.may_be_allowed,
    }


def _override_json(each: GateOverride) -> dict[str, object]:
    return {
        "id": each.id,
        "document": each.document,
        "audience": each.audience,
        "place": each.place,
        "why_blocked": each.why_blocked,
        "reason": each.reason,
        "allowed_by": each.allowed_by,
        "made_at": each.made_at,
        "digest": each.digest,
    }
