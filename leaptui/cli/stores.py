"""The store itself: making it, checking it, backing it up, searching it."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.domain.errors import InputRefused, OutputRefused, StoreDamaged
from leaptui.services.search import search as find
from leaptui.services.upkeep import upkeep
from leaptui.services.upkeep.homes import make_workspace, open_workspace_by_sheet, read_sheet_file
from leaptui.services.upkeep.standing import standing

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command()
@click.option(
    "--recovery-file", type=click.Path(path_type=Path), help="Write the recovery sheet into this file."
)
@click.pass_obj
def init(session: Session, recovery_file: Path | None) -> None:
    """Make a store: choose a passphrase, keep the recovery sheet."""
    session.must_write()
    if recovery_file is not None and recovery_file.exists():
        raise InputRefused(
            f"There is a file {recovery_file} already.",
            safe="No store was made.",
            next_step="Name another one.",
        )
    workspace, sheet = make_workspace(session.home, session.ask_passphrase(new=True))
    with workspace:
        say(f"The store is in {session.home}.")
    _hand_over(sheet, recovery_file)


def _hand_over(sheet: str, recovery_file: Path | None) -> None:
    if recovery_file is None:
        say("")
        say(sheet)
        return
    try:
        kept = upkeep.keep_recovery_sheet(sheet, recovery_file)
    except OutputRefused:
        say(f"The recovery sheet could not be written to {recovery_file}. Copy it from here:")
        say("")
        say(sheet)
        raise
    say(f"The recovery sheet is in {kept}. Print it, keep it apart from this laptop, and delete the file.")


@click.command()
@click.argument("text")
@click.option("--limit", default=50, show_default=True, help="At most this many.")
@AS_JSON
@click.pass_obj
def search(session: Session, text: str, limit: int, as_json: bool) -> None:
    """Find notes, excerpts, people, decisions and follow-ups."""
    with session.reading() as workspace:
        hits = find(workspace, text, limit=limit)
    if as_json:
        say_json(
            [{"kind": hit.kind, "id": hit.id, "title": hit.title, "snippet": hit.snippet} for hit in hits]
        )
    elif not hits:
        say("Nothing found.")
    else:
        say_table(["kind", "title", "words"], [[hit.kind, hit.title, hit.snippet] for hit in hits])


@click.command()
@click.option("--log", "log_too", is_flag=True, help="Verify the whole log of acts as well.")
@AS_JSON
@click.pass_obj
def check(session: Session, log_too: bool, as_json: bool) -> None:
    """Tell whether the store is sound."""
    with session.workspace(tells=False) as workspace:
        notice = standing(workspace).notice
        sound, findings = upkeep.check(workspace, log=log_too)
    if as_json:
        say_json({"sound": sound, "findings": findings} | ({"notice": notice} if notice else {}))
    else:
        if notice:
            say(notice)
        for finding in findings:
            say(f"- {finding}")
        say("The store is sound." if sound else "The store is not sound.")
    if not sound:
        raise StoreDamaged(
            "The check found damage.",
            safe="Nothing was changed.",
            next_step="Run `leaptui backup salvage`, or restore a backup: `leaptui backup list`.",
        )


@click.group()
def key() -> None:
    """What opens the store."""


@key.command("change-passphrase")
@click.option(
    "--new-passphrase-file", type=click.Path(path_type=Path), help="File that holds the new passphrase."
)
@click.option(
    "--sheet-file",
    type=click.Path(path_type=Path),
    help="The recovery sheet, where the old passphrase is forgotten or store.keys is lost.",
)
@click.pass_obj
def key_change_passphrase(
    session: Session, new_passphrase_file: Path | None, sheet_file: Path | None
) -> None:
    """Seal the store's key by another passphrase. Backups made before still open by the old one."""
    opened = (
        session.workspace()
        if sheet_file is None
        else open_workspace_by_sheet(session.home, read_sheet_file(sheet_file), read_only=session.read_only)
    )
    with opened as workspace:
        new = Session(home=session.home, passphrase=None, passphrase_file=new_passphrase_file)
        upkeep.change_passphrase(workspace, new.ask_passphrase(new=True))
    say("The passphrase is changed. Backups made before still open by the old one.")


@key.command("rotate")
@click.option(
    "--new-passphrase-file", type=click.Path(path_type=Path), help="File that holds the new passphrase."
)
@click.option(
    "--recovery-file", type=click.Path(path_type=Path), help="Write the new recovery sheet into this file."
)
@click.pass_obj
def key_rotate(session: Session, new_passphrase_file: Path | None, recovery_file: Path | None) -> None:
    """Write the whole store anew under a new key, and keep the old one aside.

    For when somebody else may have the recovery sheet, or store.keys and its passphrase. Backups
    and copies made before still open by the old key.
    """
    with session.workspace() as workspace:
        new = Session(home=session.home, passphrase=None, passphrase_file=new_passphrase_file)
        rotated = upkeep.rotate_key(workspace, new.ask_passphrase(new=True))
    for sentence in rotated.sentences:
        say(sentence)
    _hand_over(rotated.sheet, recovery_file)


@key.command("recovery")
@click.pass_obj
def key_recovery(session: Session) -> None:
    """Show the recovery sheet again: it alone opens the store."""
    with session.workspace() as workspace:
        say(upkeep.recovery_sheet(workspace))


@click.group()
def backup() -> None:
    """Copies of the store, each verified by opening it."""


@backup.command("make")
@click.pass_obj
def backup_make(session: Session) -> None:
    """Make a backup now."""
    with session.workspace() as workspace:
        say(f"Backup {upkeep.make_backup(workspace).name} is made and verified.")


@backup.command("list")
@AS_JSON
@click.pass_obj
def backup_list(session: Session, as_json: bool) -> None:
    """List the backups, newest first."""
    found = upkeep.backups(session.home)
    if as_json:
        say_json(
            [{"name": each.name, "made": each.made, "acts": each.acts, "size": each.size} for each in found]
        )
    elif not found:
        say("There is no backup yet.")
    else:
        say_table(
            ["name", "made", "acts", "bytes"], [[e.name, e.made, f"{e.acts:,}", f"{e.size:,}"] for e in found]
        )


@backup.command("verify")
@click.argument("name", required=False)
@click.option("--drill", is_flag=True, help="Open it by the recovery key alone, in a scratch folder.")
@click.option(
    "--sheet-file",
    type=click.Path(path_type=Path),
    help="For the drill: the recovery sheet, typed off paper.",
)
@click.pass_obj
def backup_verify(session: Session, name: str | None, sheet_file: Path | None, *, drill: bool) -> None:
    """Open a backup (the newest) and count its acts against its record."""
    if not drill and sheet_file is None:
        say(upkeep.verify_backup(session.home, session.ask_passphrase(), name))
    elif sheet_file is None:
        say(upkeep.drill_backup(session.home, passphrase=session.ask_passphrase(), name=name))
    else:
        say(upkeep.drill_backup(session.home, sheet=read_sheet_file(sheet_file), name=name))


@backup.command("restore")
@click.argument("name")
@click.option("--sheet-file", type=click.Path(path_type=Path), help="The recovery sheet, for the passphrase.")
@click.confirmation_option(prompt="The present store is kept aside. Restore?")
@click.pass_obj
def backup_restore(session: Session, name: str, sheet_file: Path | None) -> None:
    """Put a backup in the place of the store, which is kept aside. NAME is its name, or `newest`."""
    session.must_write()
    if sheet_file is None:
        said = upkeep.restore_backup(session.home, name, passphrase=session.ask_passphrase())
    else:
        said = upkeep.restore_backup(session.home, name, sheet=read_sheet_file(sheet_file))
    for sentence in said:
        say(sentence)


@backup.command("salvage")
@click.option("--sheet-file", type=click.Path(path_type=Path), help="The recovery sheet, for the passphrase.")
@click.confirmation_option(prompt="The damaged file is kept aside. Salvage what can be read?")
@click.pass_obj
def backup_salvage(session: Session, sheet_file: Path | None) -> None:
    """Read what can be read of a damaged store into a copy of the newest backup."""
    session.must_write()
    if sheet_file is None:
        said = upkeep.salvage(session.home, passphrase=session.ask_passphrase())
    else:
        said = upkeep.salvage(session.home, sheet=read_sheet_file(sheet_file))
    for sentence in said:
        say(sentence)
