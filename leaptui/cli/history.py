"""What was done, on the command line: reading it, taking it back, deciding on text found after a crash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.differences import differences
from leaptui.domain.errors import InputRefused
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews import found_text as found_texts
from leaptui.services.upkeep import history as past

if TYPE_CHECKING:
    from leaptui.services.interviews.found_text import FoundText
    from leaptui.services.upkeep.history import FieldChange, Outcome, Page, PastAct
    from leaptui.services.workspace import Workspace

LIMIT = click.option(
    "--limit",
    type=click.IntRange(1, 100_000),
    default=past.PAGE,
    show_default=True,
    help="At most so many acts.",
)
EARLIER = click.option("--before", metavar="ACT", help="Only what was done before this act: the next page.")
_REASON = click.option("--reason", default="", help="Why; it stands in the history.")
_IN = click.option("--engagement", "-e", help="Which city, where RECORD is not an id.")
_SHORT = 12
"""Characters of an act's name: enough to name it again."""


def show_page(
    workspace: Workspace, page: Page, *, as_json: bool, record: str | None = None, fields: bool = False
) -> None:
    """Print some acts, the newest first, and how to see those before.

    Args:
        workspace: Where.
        page: The acts.
        as_json: As a list with an entry for each field changed.
        record: Only changes of this one.
        fields: A row for each field changed, instead of one for each act.
    """
    if as_json:
        say_json(
            [
                _entry(act, each)
                for act in page.acts
                for each in past.changes_of(workspace, act.act, record=record, everything=True)
            ]
        )
        return
    if fields:
        rows = [
            [*_beginning(act), each.label, _brief(each.before), _brief(each.after)]
            for act in page.acts
            for each in past.changes_of(workspace, act.act, record=record)
        ]
        say_table(["act", "when", "who", "what", "field", "before", "after"], rows)
    else:
        say_table(
            ["act", "when", "who", "what", "of", "why"],
            [[*_beginning(act), act.of, act.reason or "–"] for act in page.acts],
        )
    if page.earlier:
        say(f"There is more: --before {page.earlier[:_SHORT]}")


def _beginning(act: PastAct) -> list[str]:
    did = f"{act.did} (taken back since)" if act.taken_back else act.did
    return [act.act[:_SHORT], f"{act.when:%Y-%m-%d %H:%M:%S}", act.who or "–", did]


def _entry(act: PastAct, change: FieldChange) -> dict[str, object]:
    stored = change.entry
    return {
        "act": act.act,
        "at": stored.at,
        "actor": stored.actor,
        "verb": stored.verb,
        "did": act.did,
        "reason": stored.reason,
        "undoes": stored.undoes,
        "taken_back": act.taken_back,
        "kind": stored.kind,
        "record": stored.record,
        "of": change.of,
        "field": stored.field,
        "label": change.label,
        "before": stored.before,
        "after": stored.after,
    }


def _brief(text: str) -> str:
    words = " ".join(text.split()) or "–"
    return words if len(words) <= 40 else words[:39] + "…"


@click.group()
def history() -> None:
    """What was done to a record, by whom and when. For a whole city: leaptui engagement history."""


@history.command("show")
@click.argument("record")
@_IN
@LIMIT
@EARLIER
@AS_JSON
@click.pass_obj
def history_show(
    session: Session, record: str, engagement: str | None, limit: int, before: str | None, as_json: bool
) -> None:
    """Show what was changed in one record, newest first.

    RECORD is an id, or with --engagement an interview's number, a person's name, a component or a
    call type.
    """
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement) if engagement else None
        found, called = past.find_record(workspace, record, city)
        earlier = past.find_act(workspace, before) if before else None
        page = past.record_history(workspace, found, earlier=earlier, limit=limit)
        if not as_json:
            say(called)
        show_page(workspace, page, as_json=as_json, record=found, fields=True)


@history.command("act")
@click.argument("act")
@click.pass_obj
def history_act(session: Session, act: str) -> None:
    """Show one act in full: every field, line against line. ACT is the beginning of its name."""
    with session.reading() as workspace:
        changes = past.changes_of(workspace, past.find_act(workspace, act))
    for change in changes:
        say(f"{change.label} of {change.of}  [{change.entry.record} {change.entry.field}]")
        for line in _compared(change.before, change.after):
            say(line)


@history.command("restore")
@click.argument("act")
@click.argument("field")
@click.option("--record", help="Id of the record, where the act changed several.")
@click.option("--after", is_flag=True, help="What the act wrote, instead of what it replaced.")
@_REASON
@click.pass_obj
def history_restore(
    session: Session, act: str, field: str, record: str | None, reason: str, *, after: bool
) -> None:
    """Give one FIELD what it held before an ACT. `history act` names acts' fields and records."""
    with session.workspace() as workspace:
        changes = past.changes_of(workspace, past.find_act(workspace, act), record=record)
        fitting = [each for each in changes if field in (each.entry.field, each.label)]
        if len(fitting) != 1:
            fields = ", ".join(f"{each.entry.field} of {each.entry.record}" for each in changes)
            raise InputRefused(
                f"That act changed {'no' if not fitting else 'more than one'} field “{field}”.",
                safe="Nothing was changed.",
                next_step=f"It changed: {fields}. Name one with --record.",
            )
        _tell(past.restore(workspace, fitting[0], before=not after, reason=reason))


@click.command()
@click.argument("act", required=False)
@_REASON
@click.pass_obj
def undo(session: Session, act: str | None, reason: str) -> None:
    """Take back an act, or the last one of this laptop. What changed since is left and named.

    Taking back an act that took something back does it again.
    """
    with session.workspace() as workspace:
        name = past.find_act(workspace, act) if act else workspace.store.last_done(past.PASSED_OVER)
        if name is None:
            raise InputRefused("There is nothing to take back.", safe="Nothing was changed.")
        _tell(past.take_back(workspace, name, reason))


@click.command()
@click.pass_obj
def redo(session: Session) -> None:
    """Do again what was taken back last, unless more was done since."""
    with session.workspace() as workspace:
        outcome = past.do_again(workspace)
        if outcome is None:
            raise InputRefused("There is nothing to do again.", safe="Nothing was changed.")
        _tell(outcome)


def _tell(outcome: Outcome) -> None:
    if outcome.act is None:
        raise InputRefused(outcome.sentence)
    say(f"{outcome.sentence} [{outcome.act[:_SHORT]}]")


@click.group()
def found() -> None:
    """Text that was typed before leaptui ended unasked, and never saved."""


@found.command("list")
@AS_JSON
@click.pass_obj
def found_list(session: Session, as_json: bool) -> None:
    """List it: of what, from when, and how it differs from what was saved."""
    with session.reading() as workspace:
        texts = found_texts.found_texts(workspace)
    if as_json:
        say_json(
            [
                {
                    "record": each.record,
                    "field": each.field,
                    "of": each.of,
                    "engagement": each.city,
                    "at": each.when.isoformat(),
                    "saved": each.saved,
                    "found": each.found,
                }
                for each in texts
            ]
        )
    elif not texts:
        say("Everything that was typed is saved.")
    for text in texts if not as_json else ():
        say(
            f"{text.label} of {text.of}, {text.city}, typed until {text.when:%Y-%m-%d %H:%M:%S}  [{text.record}]"
        )
        for line in _compared(text.saved, text.found):
            say(line)


@found.command("keep")
@click.argument("record")
@click.option("--saved", is_flag=True, help="Keep what was saved; what was found stays in the history.")
@click.pass_obj
def found_keep(session: Session, record: str, *, saved: bool) -> None:
    """Keep the text found of RECORD, or what was saved. The other one stays in the history."""
    with session.workspace() as workspace:
        texts: Sequence[FoundText] = found_texts.found_texts(workspace, record)
        if not texts:
            raise InputRefused(
                f"There is no text of “{record}” that was typed and never saved.",
                next_step="List what there is with `leaptui found list`.",
            )
        for text in texts:
            (found_texts.keep_saved if saved else found_texts.keep_found)(workspace, text)
    kept, other = ("saved", "found") if saved else ("found", "saved before")
    say(f"Kept what was {kept}. What was {other} is in the history.")


def _compared(before: str, after: str) -> Iterator[str]:
    for line in differences(before, after):
        yield f"  … {line.text} lines the same" if line.sign == "…" else f"  {line.sign} {line.text}"
