"""Filters of the calls: their words, the periods with one key, and the dialog by keyboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import Tier
from leaptui.domain.measured import Period, RuleSet
from leaptui.domain.roadmap_records import Claim
from leaptui.services.workspace import Workspace
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.dialog import Words
from leaptui.tui.screens.calls.filter import FilterDialog
from leaptui.tui.screens.calls.filter_words import (
    day_problem,
    filter_words,
    period_shown,
    periods_of,
    read_day,
)
from leaptui.tui.screens.calls.panes import FilterBlock, ShareBlock, filter_lines
from leaptui.tui.screens.roadmap.claim_pick import ClaimDialog
from tests.tui.test_calls import calls_home, open_calls, text_of

__all__ = ["calls_home"]

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

days = st.dates(date(2015, 1, 1), date(2026, 12, 31))


def test_every_part_of_a_filter_is_told_and_none_is_cut() -> None:
    only = CallFilter(
        period=Period("2025-03-01", "2025-05-31"),
        districts=("Mill", ""),
        tiers=(Tier.POLICE,),
        groups=("Noise",),
        types=tuple(f"TYPE {number}" for number in range(30)),
        priorities=("1",),
        sources=("E911",),
        rules=RuleSet.BROAD,
        hours=(22, 6),
    )
    words = filter_words(only)
    assert words == (
        "Mar – May 2025; district Mill or not given; group Noise; tier police; priority 1; source E911; "
        "type TYPE 0, TYPE 1, TYPE 2 or 27 more; eligible by broad rules; 22:00 to 06:00"
    )
    told = filter_lines(only, 78)
    assert len(told) > 1
    assert " ".join(line.plain.removesuffix("C clears").strip() for line in told) == f"▲ only {words}"


def test_all_calls_need_no_words() -> None:
    assert filter_words(CallFilter()) == ""
    assert filter_lines(CallFilter(), 78) == []


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2025-03-01", "2025-03-31", "Mar 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2024-11-01", "2025-02-28", "Nov 2024 – Feb 2025"),
        ("2025-03-01", "2025-03-30", "2025-03-01 to 2025-03-30"),
        ("2025-03-04", "2025-03-04", "2025-03-04"),
    ],
)
def test_a_period_is_told_by_its_months_where_it_has_whole_ones(first: str, last: str, told: str) -> None:
    assert period_shown(Period(first, last)) == told


@given(days, days)
def test_the_periods_to_choose_from_cover_every_day_and_each_has_words_of_its_own(
    one: date, other: date
) -> None:
    first, last = sorted((one.isoformat(), other.isoformat()))
    found = periods_of(Period(first, last))
    assert min(span.first for span in found) <= first
    assert max(span.last for span in found) >= last
    months = [span for span in found if span.first[:7] == span.last[:7]]
    assert len(months) == len({span.first for span in months})
    assert len({period_shown(span) for span in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-02", "2025-02-01", "2025-02-28"),
        (" 2024-02 ", "2024-02-01", "2024-02-29"),
        ("2025-02-14", "2025-02-14", "2025-02-14"),
    ],
)
def test_a_month_stands_for_all_of_its_days(text: str, first: str, last: str) -> None:
    assert (read_day(text, last=False), read_day(text, last=True)) == (first, last)
    assert day_problem(text) == ""


@given(st.text())
def test_any_text_is_a_day_or_said_to_be_none(text: str) -> None:
    assert bool(read_day(text, last=True)) != bool(day_problem(text))


def _claims(workspace: Workspace) -> list[Claim]:
    return workspace.store.all(Claim)


async def test_filters_are_put_together_by_keyboard_told_in_words_and_cleared_with_one_key(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_calls(app, pilot, settled)
        assert screen._picture is not None
        whole = screen._picture.summary.base.calls

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await settled(pilot)

        await press("f")
        dialog = app.screen
        assert isinstance(dialog, FilterDialog)
        assert dialog._calls == whole
        # A quarter by name, then two priorities, then one district found by typing.
        await press("enter", *("down",) * 3, "enter")
        assert dialog._only.period == Period("2025-04-01", "2025-06-30")
        quarter = dialog._calls
        assert 0 < quarter < whole
        await press(*("down",) * 4, "enter", "space", "down", "space", "f2")
        assert len(dialog._only.priorities) == 2
        assert dialog._calls < quarter
        name = dialog._choices.districts[3][0]
        await press("home", "down", "enter", "slash", *name, "down", "space", "f2")
        assert dialog._only.districts == (name,)
        left = dialog._calls
        await press("f2")
        assert app.screen is screen
        assert screen._picture.summary.base.calls == left
        told = text_of(screen.query_one(FilterBlock))
        assert f"only Apr – Jun 2025; district {name}; priority" in told
        assert "C clears" in told
        assert f"of {left:,} community-initiated" in text_of(screen.query_one(ShareBlock))
        assert "clear_filter" in [command.action for command in screen.commands()]
        # One row of the dialog dropped, the others stay.
        await press("f", "home", "x", "f2")
        assert screen.question is not None
        assert screen.question.only.period is None
        assert screen.question.only.districts == (name,)
        # A figure put into a text is of the same calls, where that is asked for.
        await press("6", "w", "f3", "f3", "down", "enter")
        picker = app.screen
        assert isinstance(picker, ClaimDialog)
        assert f"district {name}" in text_of(picker.query_one("#which", Words))
        # At night only, chosen here: the base says both.
        await press("f3", "end", "enter", "end", "enter", *"22", "tab", *"6", "f2", "f2")
        assert picker._of.only.hours == (22, 6)
        await press(*"calls in the base", "enter", "f2")
        (claim,) = await app.ask(_claims)
        assert claim.key.startswith("total-district-")
        assert claim.base.endswith("; 22:00 to 06:00")
        assert f"; district {name}; " in claim.base
        await press("4", "c")
        assert screen.question.only.is_all
        assert screen._picture.summary.base.calls == whole
        assert text_of(screen.query_one(FilterBlock)) == ""
        assert "clear_filter" not in [command.action for command in screen.commands()]


async def test_days_are_typed_and_what_is_left_with_esc_changes_nothing(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_calls(app, pilot, settled)
        for key in (
            "f",
            "enter",
            "down",
            "enter",
            "ctrl+u",
            *"2025-03",
            "tab",
            "ctrl+u",
            *"2025-03-09",
            "f2",
        ):
            await pilot.press(key)
            await settled(pilot)
        dialog = app.screen
        assert isinstance(dialog, FilterDialog)
        assert dialog._only.period == Period("2025-03-01", "2025-03-09")
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is screen
        assert screen.question is not None
        assert screen.question.only.is_all
