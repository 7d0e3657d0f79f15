"""The options that say which calls a figure is asked of, the same for every command that shows figures."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import click

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import Tier
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import BaseName, Period, RuleSet

Command = TypeVar("Command", bound=Callable[..., Any])

_EARLIEST, _LATEST = "0001-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the options said.

    Attributes:
        base: The population.
        only: The filter.
        rules: Which calls count as eligible, where a figure is of eligible calls.
    """

    base: BaseName
    only: CallFilter
    rules: RuleSet


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
        RULES,
    ):
        command = option(command)
    return command


def chosen(options: dict[str, Any]) -> Chosen:
    """What the options of `which_calls` said.

    Raises:
        InputRefused: When a day is none.
    """
    eligible = options["eligible"]
    return Chosen(
        base=BaseName(options["base"]),
        rules=RuleSet(options["rules"]),
        only=CallFilter(
            period=period_of(options["first"], options["last"]),
            districts=options["districts"],
            tiers=tuple(Tier(tier) for tier in options["tiers"]),
            groups=options["groups"],
            types=options["types"],
            priorities=options["priorities"],
            sources=options["sources"],
            rules=RuleSet(eligible) if eligible else None,
        ),
    )


def period_of(first: str | None, last: str | None) -> Period | None:
    """The days between two options; a month stands for all of its days, a missing end for none.

    Raises:
        InputRefused: When one is neither a day nor a month, or the last is before the first.
    """
    if first is None and last is None:
        return None
    days = Period(_day(first, last=False) if first else _EARLIEST, _day(last, last=True) if last else _LATEST)
    if days.last < days.first:
        raise InputRefused(f"The last day, {days.last}, is before the first, {days.first}.")
    return days


def _day(text: str, *, last: bool) -> str:
    try:
        if len(text) == len("2025-03"):
            month = date.fromisoformat(f"{text}-01")
            return (
                month.replace(day=monthrange(month.year, month.month)[1]).isoformat()
                if last
                else month.isoformat()
            )
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputRefused(
            f"“{text}” is neither a day nor a month.", next_step="Write it as 2025-03-14 or 2025-03."
        ) from None
