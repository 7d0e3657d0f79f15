"""What is put side by side: two exports of a city, or two periods of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from leaptui.domain.call_comparison import Compared
from leaptui.domain.call_records import Dataset
from leaptui.domain.measured import Period, RuleSet
from leaptui.services.calls.asked import Asked, ask
from leaptui.services.calls.comparison import compare
from leaptui.services.calls.comparison_table import compared_table
from leaptui.services.calls.picture import dataset_name
from leaptui.services.calls.pictures import CallPicture
from leaptui.services.workspace import Workspace
from leaptui.tui.dates import months_shown
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.screens.calls.asking import Question
from leaptui.tui.screens.calls.filter_words import period_shown, years_of
from leaptui.tui.screens.calls.period import ask_period, whole_period

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_PERIODS = "two periods"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: an export, and of it some days or all of them."""

    dataset: Dataset
    period: Period | None


def comparison(left: Side, right: Side) -> CallPicture:
    """The picture of two sides. Base and filter are those of the screen; the periods are the sides' own."""

    def measure(workspace: Workspace, asked: Asked, _: RuleSet) -> Compared:
        first, second = (
            ask(
                workspace,
                asked.engagement,
                side.dataset,
                base=asked.base,
                only=replace(asked.only, period=side.period),
            )
            for side in (left, right)
        )
        return compare(workspace, first, second)

    return CallPicture(
        "compare",
        "Side by side",
        "two periods or two exports",
        measure,
        lambda found, _, __: compared_table(found),
    )


async def ask_what_to_compare(
    app: LeapApp, question: Question, known: Sequence[Dataset]
) -> CallPicture | None:
    """Ask what is to stand beside what; nothing when that was left. Call it from an errand."""
    shown = question.dataset
    others = {each.id: each for each in known if each.id != shown.id}
    pairs = _years_in_turn(shown)
    choices = [
        Choice(each.id, dataset_name(each), f"export, {months_shown(each.first_day, each.last_day)}")
        for each in others.values()
    ]
    choices += [Choice(words, words, "years of this export") for words in pairs]
    choices.append(Choice(_PERIODS, "two periods of this export", "choose or type each"))
    key = await app.push_screen_wait(
        ChooseDialog(
            "Put what side by side?",
            choices,
            concerning=f"With {dataset_name(shown)}, {months_shown(shown.first_day, shown.last_day)}",
            does="compare",
            escape="stay here",
        )
    )
    if key is None:
        return None
    if key in others:
        sides = sorted((others[key], shown), key=lambda each: each.first_day or "")
        return comparison(Side(sides[0], None), Side(sides[1], None))
    if key in pairs:
        first, second = pairs[key]
        return comparison(Side(shown, first), Side(shown, second))
    whole = whole_period(shown)
    left = await ask_period(app, "Which days on the one side?", whole, question.only.period)
    if left is None:
        return None
    right = await ask_period(app, "Which days on the other?", whole, None)
    return None if right is None else comparison(Side(shown, left[0]), Side(shown, right[0]))


def _years_in_turn(dataset: Dataset) -> dict[str, tuple[Period, Period]]:
    """Each year of an export beside the one after it."""
    whole = whole_period(dataset)
    years = years_of(whole) if whole else []
    return {
        f"{period_shown(first)} and {period_shown(second)}": (first, second)
        for first, second in pairwise(years)
    }
