"""The options that say which calls a figure is asked of, the same for every command that shows figures."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import click

from leaptui.domain.call_filter import CallFilter, full_hour, hours_between
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Tier
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import BaseName, Period, RuleSet
from leaptui.domain.text import one_line

Command = TypeVar("Command", bound=Callable[..., Any])

_YEARS = range(1900, 2200)
"""A call of another year is a typing error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the options said.

    Attributes:
        base: The population.
        rules: Which calls count as eligible, where a figure is of eligible calls.
        only: The filter, without its period.
        first: The first day; empty for the first of the export.
        last: The last day; empty for the last of the export.
    """

    base: BaseName
    rules: RuleSet
    only: CallFilter
    first: str
    last: str

    def only_of(self, dataset: Dataset) -> CallFilter:
        """The filter with its period, of this export."""
        return replace(self.only, period=period_of(self.first, self.last, dataset))


BASE = click.option(
    "--base",
    type=click.Choice([name.value for name in BaseName]),
    default=BaseName.COMMUNITY_INITIATED.value,
    show_default=True,
    help="The population that shares are taken of.",
)
RULES = click.option(
    "--rules",
    type=click.Choice([rules.value for rules in RuleSet]),
    default=RuleSet.EXPECTED.value,
    show_default=True,
    help="Which calls count as eligible, where a figure is of eligible calls.",
)


def which_calls(command: Command) -> Command:
    """The options of a filter; everything named must hold at once, of several of one kind any."""
    for option in (
        BASE,
        click.option(
            "--from", "first", metavar="DAY", help="From this day or month on: 2025-03-14, 2025-03."
        ),
        click.option("--to", "last", metavar="DAY", help="To this day or month, included."),
        click.option("--district", "districts", multiple=True, help="Only this district; may be repeated."),
        click.option("--group", "groups", multiple=True, help="Only this group of types; may be repeated."),
        click.option(
            "--tier",
            "tiers",
            multiple=True,
            type=click.Choice([tier.value for tier in Tier]),
            help="Only this tier of responders; may be repeated.",
        ),
        click.option("--priority", "priorities", multiple=True, help="Only this priority; may be repeated."),
        click.option(
            "--source", "sources", multiple=True, help="Only calls that came in so; may be repeated."
        ),
        click.option("--type", "types", multiple=True, help="Only this call type; may be repeated."),
        click.option(
            "--eligible",
            type=click.Choice([rules.value for rules in RuleSet]),
            help="Only calls that these rules count as eligible.",
        ),
        click.option("--hours", "hours", metavar="FROM-TO", help="Only these hours of the day: 10-22, 22-6."),
        RULES,
    ):
        command = option(command)
    return command


def chosen(options: dict[str, Any]) -> Chosen:
    """What the options of `which_calls` said.

    Raises:
        InputRefused: When a day is none, or the hours are none.
    """
    eligible = options["eligible"]
    first, last = read_days(options["first"] or "", options["last"] or "")
    return Chosen(
        base=BaseName(options["base"]),
        rules=RuleSet(options["rules"]),
        first=first,
        last=last,
        only=CallFilter(
            districts=options["districts"],
            tiers=tuple(Tier(tier) for tier in options["tiers"]),
            groups=options["groups"],
            types=options["types"],
            priorities=options["priorities"],
            sources=options["sources"],
            rules=RuleSet(eligible) if eligible else None,
            hours=_hours(options["hours"] or ""),
        ),
    )


def read_days(first: str, last: str) -> tuple[str, str]:
    """Two days as ISO dates; a month stands for all of its days, an empty end stays empty.

    Raises:
        InputRefused: When one is neither a day nor a month, or the last is before the first.
    """
    days = _day(first, last=False), _day(last, last=True)
    if all(days) and days[1] < days[0]:
        raise InputRefused(f"The last day, {days[1]}, is before the first, {days[0]}.")
    return days


def period_of(first: str | None, last: str | None, dataset: Dataset | None = None) -> Period | None:
    """The days between two options; an end that is missing is that of the export, two are no period.

    Raises:
        InputRefused: As `read_days`.
    """
    begin, end = read_days(first or "", last or "")
    if not begin and not end:
        return None
    earliest = dataset.first_day if dataset else None
    latest = dataset.last_day if dataset else None
    return Period(
        begin or min(earliest or f"{_YEARS[0]}-01-01", end),
        end or max(latest or f"{_YEARS[-1]}-12-31", begin),
    )


def _hours(text: str) -> tuple[int, int] | None:
    if not text.strip():
        return None
    ends = [full_hour(end) for end in text.split("-")]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        return hours_between(ends[0], ends[1])
    raise InputRefused(
        f"“{one_line(text)}” are no hours of the day.", next_step="Write them as 10-22 or 22-6."
    )


def _day(text: str, *, last: bool) -> str:
    text = text.strip()
    if not text:
        return ""
    try:
        day = date.fromisoformat(f"{text}-01" if len(text) == len("2025-03") else text)
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise InputRefused(
            f"“{one_line(text)}” is neither a day nor a month.",
            next_step="Write it as 2025-03-14 or 2025-03.",
        )
    if last and len(text) == len("2025-03"):
        day = day.replace(day=monthrange(day.year, day.month)[1])
    return day.isoformat()
