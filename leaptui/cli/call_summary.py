"""What the imported calls show, on the command line: the exports there are, and the picture of one."""

from __future__ import annotations

import click

from leaptui.cli.calls import DATASET, say_ledger
from leaptui.cli.calls_json import ledger_json, summary_json
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.calls import CallsSummary
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.services.call_ledger import ledger_of
from leaptui.services.calls import datasets, find_dataset, summarise
from leaptui.services.engagements import find_engagement


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
            ["dataset", "file", "imported", "rows", "used", "from", "to"],
            [
                [
                    each.hash[:12],
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


@click.command("summary")
@ENGAGEMENT
@DATASET
@click.option(
    "--base",
    type=click.Choice([name.value for name in BaseName]),
    default=BaseName.COMMUNITY_INITIATED.value,
    show_default=True,
    help="The population that shares are taken of.",
)
@AS_JSON
@click.pass_obj
def calls_summary(session: Session, engagement: str, dataset: str | None, base: str, as_json: bool) -> None:
    """Show what the calls look like, every share with its base."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        picture = summarise(workspace, city, find_dataset(workspace, city, dataset), BaseName(base))
    if as_json:
        say_json(
            summary_json(picture.summary)
            | {"dataset": picture.dataset.hash, "ledger": ledger_json(picture.ledger)}
        )
    else:
        _say_summary(picture.summary)
        say_ledger(picture.ledger)


def _say_summary(summary: CallsSummary) -> None:
    say(f"Base: {summary.base.sentence}.")
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
    say("")


CALLS_SUMMARY = (calls_list, calls_summary)
"""The commands of `calls` that show what was imported."""
