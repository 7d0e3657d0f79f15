"""Files that were handed over, on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.outgoing import TO_FOLDER
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.records import Attachment
from leaptui.services.city.attachments import (
    attach,
    attachments,
    change_attachment,
    find_attachment,
    put_away_attachment,
    save_attachment,
)
from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.interviews import find_interview


@click.group()
def attachment() -> None:
    """A photo of the whiteboard, a page handed over: kept in the store."""


@attachment.command("add")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, readable=False))
@ENGAGEMENT
@click.option("--interview", default="", help="The conversation it belongs to, by its number.")
@click.option("--caption", default="", help="What it shows.")
@AS_JSON
@click.pass_obj
def attachment_add(
    session: Session, source: Path, engagement: str, interview: str, caption: str, as_json: bool
) -> None:
    """Keep a file. It is encrypted like everything else; the one you have stays where it is."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        of = find_interview(workspace, city, interview).interview if interview else None
        added = attach(workspace, city, source, interview=of, caption=caption)
    if as_json:
        say_json(_fields(added))
    else:
        say(f"Kept {added.name}, {added.size:,} bytes. It does not leave unless you choose it.")


@attachment.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def attachment_list(session: Session, engagement: str, as_json: bool) -> None:
    """List the files of an engagement."""
    with session.reading() as workspace:
        found = attachments(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json([_fields(each) for each in found])
    elif not found:
        say("No file was attached yet.")
    else:
        rows = [
            [each.name, each.caption or "–", f"{each.size:,}", "may leave" if each.may_leave else "stays"]
            for each in found
        ]
        say_table(["file", "shows", "bytes", "leaves?"], rows)


@attachment.command("set")
@click.argument("attachment")
@ENGAGEMENT
@click.option("--caption", help="What it shows.")
@click.option("--may-leave/--stays", default=None, help="Whether it may leave the store.")
@click.pass_obj
def attachment_set(
    session: Session, attachment: str, engagement: str, caption: str | None, may_leave: bool | None
) -> None:
    """Say what a file shows, or choose whether it may leave."""
    with session.workspace() as workspace:
        found = find_attachment(workspace, find_engagement(workspace, engagement), attachment)
        changed = change_attachment(workspace, found, caption=caption, may_leave=may_leave)
    say(f"{changed.name} {'may leave' if changed.may_leave else 'stays in the store'}.")


@attachment.command("save")
@click.argument("attachment")
@ENGAGEMENT
@TO_FOLDER
@click.pass_obj
def attachment_save(session: Session, attachment: str, engagement: str, folder: Path) -> None:
    """Write a file out that was chosen to leave."""
    with session.reading() as workspace:
        found = find_attachment(workspace, find_engagement(workspace, engagement), attachment)
        written = save_attachment(workspace, found, folder)
    say(str(written))


@attachment.command("remove")
@click.argument("attachment")
@ENGAGEMENT
@click.pass_obj
def attachment_remove(session: Session, attachment: str, engagement: str) -> None:
    """Take a file out of the lists. `leaptui undo` brings it back."""
    with session.workspace() as workspace:
        found = find_attachment(workspace, find_engagement(workspace, engagement), attachment)
        put_away_attachment(workspace, found)
    say(f"Removed {found.name}.")


def _fields(each: Attachment) -> dict[str, object]:
    return {
        "id": each.id,
        "name": each.name,
        "media_type": each.media_type,
        "size": each.size,
        "sha256": each.hash,
        "caption": each.caption,
        "interview": each.interview,
        "added_at": each.added_at,
        "may_leave": each.may_leave,
    }
