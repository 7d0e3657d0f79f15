"""The ledger of a call export on the command line: every rule, the rows behind it, and switching one."""

from __future__ import annotations

from collections.abc import Sequence

import click

from leaptui.cli.calls import DATASET
from leaptui.cli.calls_json import ledger_json
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import SetAside
from leaptui.services.calls.ledger import (
    can_switch,
    ledger_of,
    rows_behind,
    rule_lines_of,
    switch_rule,
    why_switched,
)
from leaptui.services.calls.picture import find_dataset
from leaptui.services.city.engagements import find_engagement

REASONS = click.Choice([reason.value for reason in SetAside])


@click.command("ledger")
@ENGAGEMENT
@DATASET
@click.option("--rows", "behind", type=REASONS, help="The rows behind one of its lines instead.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="So many rows at most.")
@AS_JSON
@click.pass_obj
def calls_ledger(
    session: Session, engagement: str, dataset: str | None, behind: str | None, limit: int, as_json: bool
) -> None:
    """Show every rule of the ledger: rows before it, rows it takes, rows left."""
    with session.reading() as workspace:
        found = find_dataset(workspace, find_engagement(workspace, engagement), dataset)
        rows = rows_behind(workspace, found, SetAside(behind), limit) if behind else ()
    if behind and as_json:
        say_json(list(rows))
    elif behind:
        _say_rows(rows)
    elif as_json:
        say_json(_ledger_with_rules(found))
    else:
        _say_ledger(found)


@click.command("rule")
@click.argument("reason", type=REASONS)
@click.option("--on/--off", "on", required=True, help="Whether the rule is applied from now on.")
@click.option("--why", required=True, help="Your reason; the ledger shows it from now on.")
@ENGAGEMENT
@DATASET
@AS_JSON
@click.pass_obj
def calls_rule(
    session: Session, reason: str, on: bool, why: str, engagement: str, dataset: str | None, as_json: bool
) -> None:
    """Apply a rule of the ledger, or leave it out; `leaptui undo` takes it back."""
    with session.workspace() as workspace:
        found = find_dataset(workspace, find_engagement(workspace, engagement), dataset)
        changed = switch_rule(workspace, found, SetAside(reason), on=on, why=why)
    if as_json:
        say_json(_ledger_with_rules(changed))
    else:
        _say_ledger(changed)


def _ledger_with_rules(dataset: Dataset) -> dict[str, object]:
    why = why_switched(dataset)
    return {
        "dataset": dataset.hash,
        **ledger_json(ledger_of(dataset)),
        "rules": [
            {
                "reason": line.reason,
                "on": line.on,
                "switchable": line.switchable and can_switch(dataset),
                "before": line.before,
                "takes": line.takes,
                "left": line.left,
                "why": why.get(line.reason, ""),
            }
            for line in rule_lines_of(dataset)
        ],
    }


def _say_ledger(dataset: Dataset) -> None:
    why = why_switched(dataset)
    say(f"{dataset.file_name}: {dataset.rows_in:,} rows in, {dataset.rows_used:,} used.")
    say_table(
        ["rule", "is", "rows before", "takes", "left", "switched because"],
        [
            [
                line.reason.label,
                "on" if line.on else "off",
                f"{line.before:,}",
                f"{line.takes:,}" if line.on else f"({line.takes:,})",
                f"{line.left:,}",
                why.get(line.reason, ""),
            ]
            for line in rule_lines_of(dataset)
        ],
    )
    if can_switch(dataset):
        say("In brackets: rows that a rule which is off would take.")
    else:
        say("Imported before rules could be switched. Import the file again to switch them.")


def _say_rows(rows: Sequence[dict[str, str]]) -> None:
    if not rows:
        say("No rows.")
        return
    filled = [name for name in rows[0] if any(row[name] for row in rows)]
    say_table(
        [name.replace("_", " ") for name in filled], [[row.get(name, "") for name in filled] for row in rows]
    )


CALLS_LEDGER = (calls_ledger, calls_rule)
"""The commands of `calls` that are about the ledger."""
