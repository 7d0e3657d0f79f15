"""The root command, its global options, and how errors leave."""

from __future__ import annotations

from collections.abc import Mapping

import click

from leaptui import __version__
from leaptui.cli.later import Later, LaterGroup
from leaptui.cli.session import Session
from leaptui.disclosure.terminal import lines
from leaptui.domain.errors import LeapError

EPILOG = (
    "Exit codes: 0 done, 1 the input was refused, 2 wrong usage, "
    "3 the store or backup cannot be used: in use, damaged, missing, of another store, or the key is wrong."
)


COMMANDS: Mapping[str, Later] = {
    "demo": Later("Make the practice city in its own store, and open the app on it.", ("app:demo",)),
    "init": Later("Make a store: choose a passphrase, keep the recovery sheet.", ("stores:init",)),
    "engagement": Later(
        "The portfolio: one engagement for each city, or for cities that share a programme.",
        (
            "engagements:engagement",
            "views:engagement_timeline",
        ),
    ),
    "stakeholder": Later("The people whose view matters.", ("people:stakeholder",)),
    "interview": Later(
        "What people said.",
        (
            "interviews:interview",
            "concerns:interview_concerns",
            "privacy:interview_identifiers",
            "views:INTERVIEW_VIEWS",
        ),
    ),
    "follow-up": Later("What was promised, by whom and by when.", ("follow_ups:follow_up",)),
    "resource": Later("Local services and assets people named.", ("resources:resource",)),
    "excerpt": Later(
        "Passages: what was said, kept with themes, stance and how far it may travel.", ("excerpts:excerpt",)
    ),
    "theme": Later("Themes: packaged ones and the city's own, nested, merged and split.", ("themes:theme",)),
    "guide": Later("Questions to ask, in English, Spanish and your own words.", ("guides:guide",)),
    "attachment": Later(
        "A photo of the whiteboard, a page handed over: kept in the store.", ("attachments:attachment",)
    ),
    "search": Later("Find notes, excerpts, people, decisions and follow-ups.", ("stores:search",)),
    "history": Later(
        "What was done to a record, by whom and when. For a whole city: leaptui engagement history.",
        ("history:history",),
    ),
    "undo": Later(
        "Take back an act, or the last one of this laptop. What changed since is left and named.",
        ("history:undo",),
    ),
    "redo": Later("Do again what was taken back last, unless more was done since.", ("history:redo",)),
    "found": Later("Text that was typed before leaptui ended unasked, and never saved.", ("history:found",)),
    "calls": Later(
        "The city's 911 calls for service.",
        (
            "calls:calls",
            "call_compare:CALLS_COMPARE",
            "call_summary:CALLS_SUMMARY",
            "call_ledger:CALLS_LEDGER",
            "call_quality:calls_quality",
            "call_types:CALLS_TYPES",
            "type_samples:calls_sample",
        ),
    ),
    "district": Later("Districts or beats, and who lives there.", ("districts:district",)),
    "data-request": Later(
        "What a city is asked to hand over, and what became of it.", ("data_requests:data_request",)
    ),
    "staffing": Later(
        "How many people, when, for how much, and how often nobody is free.",
        (
            "staffing:staffing",
            "scenarios:STAFFING_SCENARIOS",
        ),
    ),
    "roadmap": Later(
        "The ten components.",
        (
            "roadmap:roadmap",
            "diversion:roadmap_diversion",
            "checklists:roadmap_checklist",
            "verdicts:roadmap_judge",
        ),
    ),
    "team": Later("The local team that will run the programme.", ("team:team",)),
    "activity": Later(
        "Meetings, presentations, trainings and the like, and the support log after a launch.",
        ("activities:activity",),
    ),
    "agreement": Later(
        "Partnership agreements: drafts for counsel, never legal advice.", ("agreements:agreement",)
    ),
    "precedent": Later(
        "Programs elsewhere, each fact with its source and its age.", ("precedents:precedent",)
    ),
    "concern": Later(
        "The concern board: what worries a city, the answer, who gives it, and what it changed.",
        (
            "concern_board:concern",
            "concern_meetings:CONCERN_MEETINGS",
        ),
    ),
    "validator": Later(
        "Peers who speak to their counterparts; every city shares the list.", ("validators:validator",)
    ),
    "document": Later(
        "What the city is handed.",
        (
            "documents:document",
            "privacy:document_check",
            "document_overrides:document_held_back",
            "document_overrides:document_overrides",
        ),
    ),
    "backup": Later("Copies of the store, each verified by opening it.", ("stores:backup",)),
    "check": Later("Tell whether the store is sound.", ("stores:check",)),
    "key": Later("What opens the store.", ("stores:key",)),
    "settings": Later(
        "How the app behaves on this computer. Needs no passphrase: nothing here is secret.",
        ("settings:settings",),
    ),
    "keys": Later("List every key of the app and what it does.", ("app:keys",)),
}
"""By name; the help is what each says of itself, and a test holds it to that."""


@click.group(
    cls=LaterGroup,
    later=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="leaptui", message="%(prog)s %(version)s")
@click.option("--home", metavar="DIR", help="Folder of the store (or LEAPTUI_HOME).")
@click.option("--passphrase-file", metavar="FILE", help="File that holds the passphrase.")
@click.option("--read-only", is_flag=True, help="Write nothing; another process may have the store open.")
@click.pass_context
def leaptui(
    context: click.Context, home: str | None, passphrase_file: str | None, *, read_only: bool
) -> None:
    """The field notebook of advisors who help cities set up community responder programmes.

    Without a command the app opens. The passphrase is asked for, or taken from
    LEAPTUI_PASSPHRASE or --passphrase-file.
    """
    context.obj = Session.begin(home, passphrase_file, read_only=read_only)
    if context.invoked_subcommand is None:
        from leaptui.cli.app import open_app

        open_app(context.obj)


def run() -> int:
    """Run the command line.

    Returns:
        The exit code: 0 done, 1 refused, 2 usage, 3 the store is not to be had.
    """
    try:
        leaptui.main(standalone_mode=False)
    except LeapError as error:
        click.echo(lines(error.sentence), err=True)
        return error.exit_code
    except click.exceptions.Abort:
        click.echo("Stopped. Nothing more was changed.", err=True)
        return 1
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit:
        # click leaves so when the reader of our output has left, as `head` does. That is no failure.
        return 0
    except OSError as error:
        click.echo(f"The answer could not be written: {error.strerror}.", err=True)
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a user
        click.echo(
            f"leaptui met something unexpected ({type(error).__name__}). What was saved before is safe.",
            err=True,
        )
        return 1
    return 0
