"""Checklists on the command line: of a component, a phase, the hand-over."""

from __future__ import annotations

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.city.engagements import find_engagement
from leaptui.services.roadmap import checklist_changes as changes
from leaptui.services.roadmap.checklists import (
    Checklist,
    ChecklistLine,
    checklist,
    checklists,
    phase_checklists,
)

_OF = click.argument("of", metavar="CHECKLIST")


@click.group("checklist")
def roadmap_checklist() -> None:
    """Checklists of components (hours), phases (phase:launch) and the hand-over (hand_over)."""


@roadmap_checklist.command("list")
@click.argument("of", metavar="[CHECKLIST]", required=False)
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def checklist_list(session: Session, of: str | None, engagement: str, as_json: bool) -> None:
    """List one checklist with what was taken off it, or all of them."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        keys = [guide.key for guide in workspace.practice.components]
        found = (
            [checklist(workspace, city, of)]
            if of
            else checklists(workspace, city, [*keys, *phase_checklists(workspace.practice)])
        )
    if as_json:
        say_json([_fields(each) for each in found])
    elif of:
        say_table(["no", "", "item", "what", ""], _rows(found[0]))
    else:
        say_table(
            ["checklist", "of", "done"],
            [[each.key, each.title.strip(), f"{each.done}/{len(each.lines)}"] for each in found],
        )


@roadmap_checklist.command("add")
@_OF
@click.argument("text")
@ENGAGEMENT
@click.option("--after", metavar="ITEM", help="Behind this item; at the end without it.")
@click.pass_obj
def checklist_add(session: Session, of: str, text: str, engagement: str, after: str | None) -> None:
    """Add an item of the city's own."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        added = changes.add_item(workspace, city, of, text, after=after)
    say(f"Added “{added.text}” as {added.item}.")


@roadmap_checklist.command("reword")
@_OF
@click.argument("item")
@click.argument("text")
@ENGAGEMENT
@click.pass_obj
def checklist_reword(session: Session, of: str, item: str, text: str, engagement: str) -> None:
    """Say an item in the city's own words; empty words are those it came with."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        changed = changes.reword_item(workspace, city, of, item, text)
        line = checklist(workspace, city, of).line(changed.item)
    say(f"It reads: {line.text if line else changed.text}")


@roadmap_checklist.command("tick")
@_OF
@click.argument("items", nargs=-1, required=True, metavar="ITEM...")
@ENGAGEMENT
@click.option("--open", "open_again", is_flag=True, help="Mark them open again.")
@click.pass_obj
def checklist_tick(
    session: Session, of: str, items: tuple[str, ...], engagement: str, open_again: bool
) -> None:
    """Mark items done."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        for item in items:
            changes.tick(workspace, city, of, item, done=not open_again)
        whole = checklist(workspace, city, of)
    say(f"{whole.title.strip()}: {whole.done} of {len(whole.lines)} done.")


@roadmap_checklist.command("move")
@_OF
@click.argument("item")
@click.argument("to", type=int, metavar="PLACE")
@ENGAGEMENT
@click.pass_obj
def checklist_move(session: Session, of: str, item: str, to: int, engagement: str) -> None:
    """Put an item at another place, 1 for the first."""
    with session.workspace() as workspace:
        at = changes.move_item(workspace, find_engagement(workspace, engagement), of, item, to)
    say(f"It is number {at} now.")


@roadmap_checklist.command("remove")
@_OF
@click.argument("item")
@ENGAGEMENT
@click.option("--restore", is_flag=True, help="Put one that was taken off back.")
@click.pass_obj
def checklist_remove(session: Session, of: str, item: str, engagement: str, restore: bool) -> None:
    """Take an item off the city's list, or put it back."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        change = changes.restore_item if restore else changes.remove_item
        change(workspace, city, of, item)
        whole = checklist(workspace, city, of)
    say(f"{'Back on' if restore else 'Taken off'}: {whole.title.strip()} has {len(whole.lines)} items.")


def _rows(whole: Checklist) -> list[list[str]]:
    shown = [
        [str(number), "✓" if line.done else "○", line.key, line.text, _aside(line)]
        for number, line in enumerate(whole.lines, start=1)
    ]
    return [*shown, *(["–", "–", line.key, line.text, "taken off"] for line in whole.removed)]


def _aside(line: ChecklistLine) -> str:
    if line.own:
        return "the city's own"
    return "reworded" if line.reworded else ""


def _fields(whole: Checklist) -> dict[str, object]:
    return {
        "checklist": whole.key,
        "title": whole.title.strip(),
        "done": whole.done,
        "items": [_item(line, removed=False) for line in whole.lines],
        "removed": [_item(line, removed=True) for line in whole.removed],
    }


def _item(line: ChecklistLine, *, removed: bool) -> dict[str, object]:
    return {
        "item": line.key,
        "text": line.text,
        "done": line.done,
        "done_on": line.done_on,
        "own": line.own,
        "reworded": line.reworded,
        "removed": removed,
    }
