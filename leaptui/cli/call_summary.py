"""What the imported calls show, on the command line: the exports there are, and the pictures of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from leaptui.cli.call_options import Chosen, chosen, which_calls
from leaptui.cli.call_pictures_json import picture_json, pictures_json
from leaptui.cli.calls import DATASET, say_ledger
from leaptui.cli.calls_json import ledger_json, summary_json
from leaptui.cli.outgoing import audience
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.audience import Audience
from leaptui.domain.calls import CallsSummary
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import RuleSet
from leaptui.services.calls import measures
from leaptui.services.calls.asked import Asked, ask
from leaptui.services.calls.exports import SUMMARY, export_calls
from leaptui.services.calls.ledger import ledger_of
from leaptui.services.calls.picture import datasets, find_dataset, label_dataset
from leaptui.services.calls.pictures import PICTURES, picture_named
from leaptui.services.calls.tables import Kind, PictureTable, printed
from leaptui.services.city.engagements import find_engagement


@click.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def calls_list(session: Session, engagement: str, as_json: bool) -> None:
    """List the imports of an engagement, newest first."""
    with session.reading() as workspace:
        found = datasets(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json(
            [
                {
                    "dataset": each.hash,
                    "label": each.label,
                    "file": each.file_name,
                    "imported_at": each.imported_at,
                    **ledger_json(ledger_of(each)),
                    "calls": each.calls,
                    "period": {"from": each.first_day, "to": each.last_day} if each.first_day else None,
                }
                for each in found
            ]
        )
    elif not found:
        say("No call data yet.")
    else:
        say_table(
            ["dataset", "label", "file", "imported", "rows", "used", "from", "to"],
            [
                [
                    each.hash[:12],
                    each.label or "–",
                    each.file_name,
                    each.imported_at[:10],
                    f"{each.rows_in:,}",
                    f"{each.rows_used:,}",
                    each.first_day or "–",
                    each.last_day or "–",
                ]
                for each in found
            ],
        )


@click.command("label")
@ENGAGEMENT
@DATASET
@click.argument("label")
@click.pass_obj
def calls_label(session: Session, engagement: str, dataset: str | None, label: str) -> None:
    """Call an import what you call it: 2024, before the new dispatch system. An empty name takes it away."""
    with session.workspace() as workspace:
        found = find_dataset(workspace, find_engagement(workspace, engagement), dataset)
        named = label_dataset(workspace, found, label)
    say(
        f"{named.file_name} is called {named.label}."
        if named.label
        else f"{named.file_name} has no name now."
    )


@click.command("summary")
@ENGAGEMENT
@DATASET
@which_calls
@click.option(
    "--picture",
    help="Only this picture: " + ", ".join(picture.key for picture in PICTURES) + ".",
)
@click.option(
    "--csv",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a table for others into this file: small counts are withheld.",
)
@audience(Audience.PUBLIC, "Who reads the CSV file; public is the strictest.")
@click.option("--threshold", type=int, help="The least count printed in the CSV file: 5 or 11.")
@AS_JSON
@click.pass_obj
def calls_summary(
    session: Session,
    /,
    engagement: str,
    dataset: str | None,
    picture: str | None,
    file: Path | None,
    audience: str,
    threshold: int | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Show what the calls look like, every figure with its base; whole, or of the calls a filter leaves."""
    which = chosen(options)
    if file is not None and as_json:
        raise InputRefused("Either --json or --csv, not both.", safe="Nothing was written.")
    if file is not None:
        _write(session, engagement, dataset, which, picture or SUMMARY, file, audience, threshold)
        return
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        export = find_dataset(workspace, city, dataset)
        asked = ask(workspace, city, export, base=which.base, only=which.only_of(export))
        if picture is not None:
            wanted = picture_named(picture)
            if as_json:
                say_json(picture_json(workspace, asked, wanted.key, which.rules))
            else:
                say_picture(wanted.make(workspace, asked, which.rules))
            return
        summary = measures.summary(workspace, asked)
        ledger = ledger_of(asked.dataset)
        more = pictures_json(workspace, asked, which.rules) if as_json else {}
    if as_json:
        say_json(
            summary_json(summary)
            | {
                "dataset": asked.dataset.hash,
                "label": asked.dataset.label,
                "ledger": ledger_json(ledger),
                "filter": asked.only.words,
            }
            | more
        )
    else:
        _say_summary(asked, summary)
        say_ledger(ledger)


def _write(
    session: Session,
    engagement: str,
    dataset: str | None,
    which: Chosen,
    picture: str,
    file: Path,
    audience: str,
    threshold: int | None,
) -> None:
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        export = find_dataset(workspace, city, dataset)
        asked = ask(workspace, city, export, base=which.base, only=which.only_of(export))
        written = export_calls(
            workspace,
            asked,
            file,
            picture=picture,
            rules=which.rules,
            audience=audience,
            threshold=threshold,
        )
    for path in written.files:
        say(f"Written: {path}")


def say_picture(table: PictureTable, *, details: bool = True) -> None:
    """Print a table with its sentence, its base and what must be known with it; `details` of each line too."""
    say(table.title)
    say(table.sentence)
    say(f"Of {table.whole}.")
    for section in table.sections:
        say("")
        if section.title:
            say(section.title)
        say_table(
            [column.head for column in table.columns],
            [
                [printed(column.kind, value) for column, value in zip(table.columns, line.cells, strict=True)]
                for line in section.lines
            ],
        )
        for line in section.lines:
            if details and line.detail:
                say(f"  {printed(Kind.WORDS, line.cells[0])}: {line.detail}")
    if table.notes:
        say("")
    for note in table.notes:
        say(note)


def _say_summary(asked: Asked, summary: CallsSummary) -> None:
    say(f"Base: {summary.base.sentence}.")
    if not asked.only.is_all:
        say(f"Only: {asked.only.words}.")
    for rules in RuleSet:
        say(f"Eligible by {rules} rules: {summary.share_of(rules):.1%} ({summary.eligible[rules]:,} calls)")
    say("")
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    say_table(
        ["calls", *(str(hour) for hour in range(24)), "all"],
        [
            [day, *(f"{count:,}" for count in counts), f"{sum(counts):,}"]
            for day, counts in zip(days, summary.by_weekday_hour, strict=True)
        ],
    )
    say("")
    say_table(
        ["tier", "calls", "share"],
        [[line.tier.label, f"{line.calls:,}", f"{line.share:.1%}"] for line in summary.by_tier],
    )
    say("")
    say_table(
        ["type", "calls", "share", "tier"],
        [
            [line.type, f"{line.calls:,}", f"{line.share:.1%}", line.tier.label]
            for line in summary.by_type[:20]
        ],
    )
    say("")
    if summary.times:
        say_table(
            ["minutes", "n", "median", "mean", "p90", "mistaken", "cancelled"],
            [
                [
                    key.replace("_", " "),
                    f"{time.n:,}",
                    f"{time.median:.1f}",
                    f"{time.mean:.1f}",
                    f"{time.p90:.1f}",
                    f"{time.left_out:,}",
                    f"{time.cancelled:,}",
                ]
                for key, time in summary.times.items()
            ],
        )
    for measure in summary.not_available:
        say(f"{measure}: not available from this file")
    say("More pictures: --picture " + ", ".join(picture.key for picture in PICTURES))
    say("")


CALLS_SUMMARY = (calls_list, calls_label, calls_summary)
"""The commands of `calls` that show what was imported."""
