"""The root command, its global options, and how errors leave."""

from __future__ import annotations

import click

from leaptui import __version__
from leaptui.cli import (
    activities,
    agreements,
    app,
    attachments,
    call_compare,
    call_ledger,
    call_quality,
    call_summary,
    call_types,
    calls,
    checklists,
    concern_board,
    concern_meetings,
    concerns,
    data_requests,
    districts,
    diversion,
    document_overrides,
    documents,
    engagements,
    excerpts,
    follow_ups,
    guides,
    history,
    interviews,
    people,
    precedents,
    privacy,
    resources,
    roadmap,
    scenarios,
    settings,
    staffing,
    stores,
    team,
    themes,
    type_samples,
    validators,
    verdicts,
    views,
)
from leaptui.cli.session import Session
from leaptui.disclosure.terminal import lines
from leaptui.domain.errors import LeapError

EPILOG = (
    "Exit codes: 0 done, 1 the input was refused, 2 wrong usage, "
    "3 the store or backup cannot be used: in use, damaged, missing, of another store, or the key is wrong."
)


@click.group(
    invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG
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
        app.open_app(context.obj)


for command in (
    app.demo,
    stores.init,
    engagements.engagement,
    people.stakeholder,
    interviews.interview,
    follow_ups.follow_up,
    resources.resource,
    excerpts.excerpt,
    themes.theme,
    guides.guide,
    attachments.attachment,
    stores.search,
    history.history,
    history.undo,
    history.redo,
    history.found,
    calls.calls,
    districts.district,
    data_requests.data_request,
    staffing.staffing,
    roadmap.roadmap,
    team.team,
    activities.activity,
    agreements.agreement,
    precedents.precedent,
    concern_board.concern,
    validators.validator,
    documents.document,
    stores.backup,
    stores.check,
    stores.key,
    settings.settings,
    app.keys,
):
    leaptui.add_command(command)
for part in (concerns.interview_concerns, privacy.interview_identifiers, *views.INTERVIEW_VIEWS):
    interviews.interview.add_command(part)
for part in (
    *call_compare.CALLS_COMPARE,
    *call_summary.CALLS_SUMMARY,
    *call_ledger.CALLS_LEDGER,
    call_quality.calls_quality,
    *call_types.CALLS_TYPES,
    type_samples.calls_sample,
):
    calls.calls.add_command(part)
for part in scenarios.STAFFING_SCENARIOS:
    staffing.staffing.add_command(part)
roadmap.roadmap.add_command(diversion.roadmap_diversion)
roadmap.roadmap.add_command(checklists.roadmap_checklist)
for part in concern_meetings.CONCERN_MEETINGS:
    concern_board.concern.add_command(part)
documents.document.add_command(privacy.document_check)
documents.document.add_command(document_overrides.document_held_back)
documents.document.add_command(document_overrides.document_overrides)
roadmap.roadmap.add_command(verdicts.roadmap_judge)
engagements.engagement.add_command(views.engagement_timeline)


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
