"""Settings: what the app was told to do, kept beside the store."""

from __future__ import annotations

from dataclasses import asdict

import click

from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.services.upkeep.settings import ALLOWED, read_settings, set_setting


@click.group()
def settings() -> None:
    """How the app behaves on this computer. Needs no passphrase: nothing here is secret."""


@settings.command("show")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def settings_show(session: Session, as_json: bool) -> None:
    """Show every setting, and what may be chosen."""
    held, problems = read_settings(session.home)
    if as_json:
        say_json({**asdict(held), "problems": problems})
        return
    say_table(
        ["setting", "is", "may be"],
        [[name, str(getattr(held, name)), allowed.words] for name, allowed in ALLOWED.items()],
    )
    for problem in problems:
        say(f"- {problem}")


@settings.command("set")
@click.argument("name")
@click.argument("value")
@click.pass_obj
def settings_set(session: Session, name: str, value: str) -> None:
    """Choose a setting: `leaptui settings set lock_after_minutes 5`."""
    held = set_setting(session.home, name, value)
    say(f"{name} is {getattr(held, name)}.")
