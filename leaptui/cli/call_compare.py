"""Two exports of a city, or two periods of one, side by side on the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from leaptui.cli.call_options import chosen, period_of, read_days, which_calls
from leaptui.cli.call_pictures_json import plain_fields
from leaptui.cli.call_summary import say_picture
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say_json
from leaptui.cli.stores import AS_JSON
from leaptui.domain.errors import InputRefused
from leaptui.services.calls.asked import ask
from leaptui.services.calls.comparison import compare
from leaptui.services.calls.comparison_table import compared_table
from leaptui.services.calls.picture import find_dataset
from leaptui.services.city.engagements import find_engagement


@click.command("compare")
@ENGAGEMENT
@click.option(
    "--dataset",
    "names",
    multiple=True,
    help="An import, by label, file name or the start of its name; twice for two.",
)
@click.option(
    "--period",
    "periods",
    multiple=True,
    metavar="FROM..TO",
    help="Days or months of one import, such as 2024-01..2024-06; twice for two.",
)
@which_calls
@AS_JSON
@click.pass_obj
def calls_compare(
    session: Session,
    /,
    engagement: str,
    names: tuple[str, ...],
    periods: tuple[str, ...],
    as_json: bool,
    **options: Any,
) -> None:
    """Put two imports, or two periods, side by side: differences, per-day figures, new and vanished types."""
    which = chosen(options)
    if len(names) > 2 or len(periods) > 2 or max(len(names), len(periods)) < 2:
        raise InputRefused(
            "There are two sides to compare.",
            next_step="Give --dataset twice, or --period twice, such as --period 2024 --period 2025.",
        )
    days = [_days(text) for text in periods] or [(which.first, which.last)] * 2
    days *= 3 - len(days)
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        exports = [find_dataset(workspace, city, name) for name in names or (None,)]
        exports *= 3 - len(exports)
        left, right = (
            ask(
                workspace,
                city,
                export,
                base=which.base,
                only=replace(which.only, period=period_of(*each, export)),
            )
            for export, each in zip(exports, days, strict=True)
        )
        found = compare(workspace, left, right)
    if as_json:
        differences = [
            {"difference": line.difference, "relative": line.relative} | plain_fields(line)
            for line in found.lines
        ]
        say_json(plain_fields(found) | {"lines": differences})
    else:
        say_picture(compared_table(found), details=False)


def _days(text: str) -> tuple[str, str]:
    """`2024-01..2024-06`, `2024-03..`, one month, or a year."""
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots and len(first) == len("2024") and first.isdigit():
        return read_days(f"{first}-01", f"{first}-12")
    return read_days(first, last if dots else first)


CALLS_COMPARE = (calls_compare,)
"""The command of `calls` that puts two sides together."""
