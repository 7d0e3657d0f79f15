"""Opening the app, on her own store or on the practice city."""

from __future__ import annotations

import gc
import sys

import click

from leaptui.cli.session import Session, say, say_table
from leaptui.domain.errors import InputRefused
from leaptui.services.upkeep.homes import has_store, home_folder, must_be_there


def open_app(session: Session, notice: str = "") -> None:
    """Open the app on this session's store.

    Raises:
        StoreUnavailable: When nothing may be written and there is no store.
        InputRefused: When there is no terminal to draw on.
    """
    if session.read_only:
        must_be_there(session.home)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputRefused(
            "The app needs a terminal to draw on.",
            next_step="Use a command instead; `leaptui --help` lists them.",
        )
    gc.disable()  # nothing is garbage that is loaded to start; the first paint turns the collector on again
    from leaptui.tui.app import run_app

    gc.freeze()  # what was loaded stays: no collection looks at it while somebody types
    run_app(session.home, session.known_passphrase(), notice=notice, read_only=session.read_only)


@click.command()
@click.option("--no-open", is_flag=True, help="Make the store and leave the app closed.")
@click.option("--home", "chosen", metavar="DIR", help="Its folder; else one of its own.")
@click.pass_obj
def demo(session: Session, no_open: bool, chosen: str | None) -> None:
    """Make the practice city in its own store, and open the app on it."""
    from leaptui.services.demo import DEMO_PASSPHRASE, demo_folder, make_demo

    folder = demo_folder(home_folder(chosen) if chosen else session.home)
    if not has_store(folder):
        session.must_write()
    made = make_demo(folder, tell=lambda text: click.echo(text, err=True))
    say(f"{'The practice city is ready' if made else 'The practice city was there already'} in {folder}.")
    say(f"Its passphrase is: {DEMO_PASSPHRASE}")
    if not no_open:
        practice = Session(folder, DEMO_PASSPHRASE, passphrase_file=None, read_only=session.read_only)
        open_app(practice, notice=f"This is the practice city. Its passphrase is: {DEMO_PASSPHRASE}")


@click.command()
def keys() -> None:
    """List every key of the app and what it does."""
    from leaptui.tui.commands import key_table

    say_table(["place", "key", "does"], key_table())
