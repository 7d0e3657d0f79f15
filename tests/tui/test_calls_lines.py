"""What the calls screen draws, without an app: widths, colours by the printed figure, legends, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import (
    CallsSummary,
    Ledger,
    LedgerLine,
    SetAside,
    Tier,
    TierLine,
    TimeMeasure,
    TypeLine,
)
from leaptui.domain.measured import Base, BaseName, Period, RuleSet
from leaptui.tui.screens.calls.bars import bar_head, bar_row, bar_widths, type_bars
from leaptui.tui.screens.calls.ledger import ledger_picks
from leaptui.tui.screens.calls.panes import (
    heat_lines,
    ledger_line,
    minute_lines,
    month_line,
    share_lines,
    share_lines_wide,
)
from leaptui.tui.screens.calls.rows import row_line
from leaptui.tui.screens.calls.words import busiest, in_a_call, share_sentence, types_sentence
from leaptui.tui.widgets.heat_grid import edges_of, grid_for, grid_lines, legend_labels, step_style
from leaptui.tui.widgets.share_strip import numerals, share_strip, strip_legend, strip_widths

WEEK = (52,) * 7
grids = st.lists(st.lists(st.integers(0, 600), min_size=24, max_size=24), min_size=7, max_size=7)
weeks = st.lists(st.integers(0, 60), min_size=7, max_size=7)
words = st.text(max_size=60)


def summary_of(
    *,
    grid: Sequence[Sequence[int]] | None = None,
    weekdays: Sequence[int] = WEEK,
    eligible: tuple[int, int, int] = (1_682, 7_220, 10_214),
    calls: int = 41_022,
    types: Sequence[TypeLine] = (),
    months: Sequence[tuple[str, int]] = (("2025-01", 3_102), ("2025-02", 2_980), ("2025-03", 3_842)),
    times: dict[str, TimeMeasure] | None = None,
) -> CallsSummary:
    return CallsSummary(
        base=Base(BaseName.COMMUNITY_INITIATED, calls, Period("2025-01-01", "2025-12-31")),
        by_weekday_hour=tuple(map(tuple, grid or [[100] * 24] * 7)),
        weekdays_in_period=tuple(weekdays),
        without_hour=0,
        by_month=tuple(months),
        by_type=tuple(types),
        by_tier=(TierLine(Tier.COMMUNITY_RESPONDER, eligible[1], 0.2),),
        eligible=dict(zip(RuleSet, eligible, strict=True)),
        times=times or {},
        not_available=(),
        type_coverage=0.91,
    )


# The heat grid.


@given(grids, weeks, st.integers(58, 200))
def test_no_line_of_the_grid_is_longer_than_the_room(
    grid: list[list[int]], week: list[int], width: int
) -> None:
    lines = grid_lines(grid_for(grid, week, width), width)
    assert len(lines) == 9
    assert all(line.cell_length <= width for line in lines)


@given(grids, weeks, st.integers(58, 200))
def test_the_same_figure_never_stands_on_two_grounds(
    grid: list[list[int]], week: list[int], width: int
) -> None:
    shown = grid_for(grid, week, width)
    ground: dict[str, int | None] = {}
    for texts, steps in zip(shown.printed, shown.steps, strict=True):
        for text, step in zip(texts, steps, strict=True):
            assert ground.setdefault(text, step) == step
    figures = sorted((float(text), step) for text, step in ground.items() if step is not None)
    steps_by_figure = [step for _, step in figures]
    assert steps_by_figure == sorted(steps_by_figure), "a greater figure never stands on a lesser ground"


@given(st.lists(st.integers(0, 400), min_size=1, max_size=168))
def test_the_top_step_holds_under_a_tenth_of_the_cells(ticks: list[int]) -> None:
    edges = edges_of(ticks)
    assert len(edges) == 6
    assert edges == sorted(edges)
    assert sum(tick >= edges[-1] for tick in ticks) * 10 < len(ticks) or edges[-1] > max(ticks)
    assert min(ticks) < edges[0], "the least figure stands on the lowest step"


@pytest.mark.parametrize(
    ("width", "hours", "cell", "decimals", "first"),
    [
        (58, 2, 4, 0, "Mo   2"),
        (74, 2, 4, 0, "Mo   2"),
        (78, 1, 3, 0, "Mo  2"),
        (105, 1, 3, 0, "Mo  2"),
        (106, 1, 4, 0, "Mon    2"),
        (136, 1, 5, 1, "Mon   1.9"),
    ],
)
def test_the_cut_follows_the_room(width: int, hours: int, cell: int, decimals: int, first: str) -> None:
    shown = grid_for([[100] * 24] * 7, WEEK, width)
    assert (shown.cells.hours, shown.cells.width, shown.decimals) == (hours, cell, decimals)
    assert grid_lines(shown, width)[1].plain.startswith(first)


def test_figures_of_three_digits_get_wider_cells() -> None:
    shown = grid_for([[52 * 423] * 24] * 7, WEEK, 78)
    assert (shown.cells.hours, shown.cells.width) == (2, 4)
    assert set(shown.printed[0]) == {"423"}


def test_day_totals_stand_right_after_the_last_cell_and_are_means() -> None:
    lines = grid_lines(grid_for([[52 * 4] * 24] * 7, WEEK, 78), 78)
    assert lines[0].plain.endswith(" 23 day")
    assert lines[1].plain == "Mo" + "  4" * 24 + "  96"


def test_a_weekday_that_the_period_does_not_have_is_not_nought() -> None:
    shown = grid_for([[9] * 24] * 7, (3, 3, 3, 3, 3, 0, 0), 78)
    assert set(shown.printed[6]) == {"·"}
    assert set(shown.steps[6]) == {None}
    assert grid_lines(shown, 78)[7].plain.split()[-1] == "·"


def test_the_ramp_of_an_ordinary_year_is_labelled_with_its_figures() -> None:
    row = [52 * figure for figure in (2, 2, 1, 1, 1, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 6, 5, 5, 4)]
    friday = [*row[:16], 52 * 8, 52 * 8, 52 * 8, 52 * 9, *row[20:]]
    shown = grid_for([row, row, row, row, friday, row, row], WEEK, 78)
    assert legend_labels(shown) == [(0, "<2"), (1, "2"), (2, "3–4"), (3, "5"), (4, "6"), (5, "7"), (6, "8+")]
    bold = [
        text
        for texts, steps in zip(shown.printed, shown.steps, strict=True)
        for text, step in zip(texts, steps, strict=True)
        if step == 6
    ]
    assert bold == ["8", "8", "8", "9"]


def test_only_the_top_step_is_bold() -> None:
    assert [step_style(step).startswith("b ") for step in range(7)] == [False] * 6 + [True]


def test_a_town_with_few_calls_sees_its_calls_and_not_a_grid_of_noughts() -> None:
    grid = [[0] * 24 for _ in range(7)]
    grid[4][17], grid[5][2] = 6, 1
    shown = grid_for(grid, WEEK, 78)
    assert shown.counted
    assert shown.printed[4][17] == "6"
    lines = grid_lines(shown, 78)
    assert "calls in the period" in lines[-1].plain
    assert lines[0].plain.endswith("all")


# The strip and the headline.


@given(st.integers(0, 300), st.lists(st.integers(0, 10**6), min_size=4, max_size=4))
def test_the_strip_is_the_whole_base(width: int, counts: list[int]) -> None:
    narrow, expected, broad, base = sorted(counts)
    parts = strip_widths(width, narrow, expected, broad, base)
    assert sum(parts) == width
    assert min(parts) >= 0


def test_the_strip_is_never_zoomed() -> None:
    summary = summary_of(eligible=(10, 20, 50), calls=100)
    assert share_strip(summary, 40).plain == "████▓▓▓▓▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░░░"


def test_the_chosen_rules_stand_in_capitals() -> None:
    line = strip_legend(summary_of(), RuleSet.EXPECTED, 78).plain
    assert line == "█ narrow 4.1% 1,682    ▓ EXPECTED 17.6% 7,220    ▒ broad 24.9% 10,214"
    assert (
        strip_legend(summary_of(), RuleSet.NARROW, 58).plain
        == "█ NARROW 4.1%  ▓ expected 17.6%  ▒ broad 24.9%"
    )


def test_numerals_are_three_rows_of_one_width() -> None:
    rows = numerals("17.6%")
    assert len(rows) == 3
    assert len({row.cell_length for row in rows}) == 1
    assert rows[2].plain.endswith("%")


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.0, "No call"),
        (0.004, "Fewer than one call in a hundred"),
        (0.02, "About one call in 50"),
        (0.176, "About one call in six"),
        (0.34, "About one call in three"),
        (0.514, "About five calls in ten"),
        (0.97, "Nearly every call"),
    ],
)
def test_a_share_is_told_as_one_call_in_so_many(share: float, told: str) -> None:
    assert in_a_call(share) == told


def test_the_sentence_tells_how_many_a_day() -> None:
    summary = summary_of()
    assert (
        share_sentence(summary, RuleSet.EXPECTED)
        == "About one call in six could go to a responder, twenty a day."
    )
    assert share_sentence(summary, RuleSet.EXPECTED, others=True).endswith(
        "twenty a day; five by narrow rules, 28 by broad rules."
    )
    assert "co-response" in share_sentence(summary, RuleSet.BROAD)
    assert (
        share_sentence(summary_of(calls=0, eligible=(0, 0, 0)), RuleSet.BROAD) == "No call is in this base."
    )


def test_the_busiest_hour_is_a_mean_of_its_weekday() -> None:
    grid = [[52] * 24 for _ in range(7)]
    grid[4][17] = 52 * 9
    assert busiest(summary_of(grid=grid))[0] == "busiest Fri 17:00, 9.0 an hour"


# Types, months, minutes, ledger.


TYPES = (
    TypeLine("DISTURBANCE", 4_310, 0.105, Tier.CO_RESPONSE),
    TypeLine("WELFARE CHECK", 3_922, 0.096, Tier.COMMUNITY_RESPONDER),
    TypeLine("[/] [b]FIRE[/b] $primary", 2_000, 0.05, Tier.POLICE),
    TypeLine("", 1_000, 0.02, Tier.UNMAPPED),
)


def type_lines(summary: CallsSummary, width: int) -> list[Content]:
    """The bars of the types under their heading, as the screen draws them."""
    lines = type_bars(summary, CallFilter(), {})
    widths, most = bar_widths(lines, width), max((line.calls for line in lines), default=0)
    return [bar_head("Top types", widths), *(bar_row(line, most, widths) for line in lines)]


def test_each_tier_has_its_own_line_and_brackets_stay_words() -> None:
    lines = [line.plain for line in type_lines(summary_of(types=TYPES), 78)]
    assert lines[1].startswith("DISTURBANCE")
    assert lines[1].endswith("╍")
    assert "━" in lines[2]
    assert lines[3].startswith("[/] [b]FIRE[/b] $primary")
    assert "─" in lines[3]
    assert lines[4].startswith("(no type)")
    assert "┈" in lines[4]
    assert lines[1].count("╍") > lines[2].count("━") > lines[3].count("─") > lines[4].count("┈") > 0


def test_the_types_say_what_share_they_carry() -> None:
    assert types_sentence(summary_of(types=TYPES)) == (
        "Types with a tier: 3 of 4, which carry 91% of calls. The other 9% count as not eligible."
    )


def test_a_hundred_percent_is_never_said_of_all_types_but_some() -> None:
    types = [
        TypeLine("WELFARE CHECK", 4_998, 0.9996, Tier.COMMUNITY_RESPONDER),
        TypeLine("ZZ", 2, 0.0004, Tier.UNMAPPED),
    ]
    summary = replace(summary_of(types=types), type_coverage=0.9996)
    assert types_sentence(summary) == (
        "Types with a tier: 1 of 2, which carry all calls but 2. These count as not eligible."
    )


@pytest.mark.parametrize("width", [78, 136])
def test_an_empty_base_has_no_share_and_blames_no_hour(width: int) -> None:
    empty = summary_of(
        calls=0, eligible=(0, 0, 0), grid=[[0] * 24] * 7, months=(("2025-01", 0), ("2025-02", 0))
    )
    shown = [
        line.plain
        for lines in (
            share_lines(empty, RuleSet.EXPECTED, width),
            share_lines_wide(empty, RuleSet.BROAD, width),
        )
        for line in lines
    ]
    shown += [line.plain for line in heat_lines(empty, width)] + [month_line(empty, width).plain]
    assert any(line.startswith("– eligible  of 0 community-initiated incidents") for line in shown)
    assert not any("%" in line or "what hour" in line or "least" in line for line in shown)


def test_months_stand_as_figures_or_as_a_line_with_least_and_most() -> None:
    assert month_line(summary_of(), 78).plain.split()[2:] == ["Jan", "3,102", "Feb", "2,980", "Mar", "3,842"]
    year = [(f"2025-{month:02}", 3_000 + month) for month in range(1, 13)]
    line = month_line(summary_of(months=year), 78).plain
    assert "least Jan 3,001   most Dec 3,012" in line
    long = [(f"{2018 + index // 12}-{index % 12 + 1:02}", index) for index in range(60)]
    assert "least Jan 2018 0   most Dec 2022 59" in month_line(summary_of(months=long), 78).plain


def test_a_duration_that_is_not_there_says_so() -> None:
    lines = [
        line.plain
        for line in minute_lines(summary_of(times={"response": TimeMeasure(32_871, 9.0, 12.6, 27.3, 4)}), 48)
    ]
    assert lines[3].split() == ["response", "32,871", "9.0", "12.6", "27.3"]
    assert [line.split("  ")[0] for line in lines if "not available" in line] == [
        "call processing", "travel", "on scene", "busy, all units",
    ]  # fmt: skip
    assert lines[-2].startswith("4 durations are left out")


LEDGER = Ledger(
    96_310,
    41_022,
    (
        LedgerLine(SetAside.UNITS, 14_210),
        LedgerLine(SetAside.TESTS, 611),
        LedgerLine(SetAside.OFFICER_INITIATED, 31_904),
        LedgerLine(SetAside.DUPLICATES, 8_563),
    ),
)


@pytest.mark.parametrize("width", [58, 78, 136])
def test_the_ledger_is_whole_at_every_width(width: int) -> None:
    line = ledger_line(LEDGER, width).plain
    assert "96,310 rows = 41,022 used + 55,288" in line
    assert "…" not in line
    assert line.endswith("L opens it")
    assert ("officer-initiated 31,904" in line) == (width >= 136)


def test_the_ledger_adds_up_in_sight() -> None:
    shown = [entry.content.plain for entry in ledger_picks(LEDGER, 70)[:3] if not hasattr(entry, "key")]
    assert [line.split()[-1] for line in shown] == ["96,310", "42.6%", "57.4%"]


# Every width, any words.


def every_line(summary: CallsSummary, width: int, rows: dict[str, str]) -> list[Content]:
    return [
        *(line for rules in RuleSet for line in share_lines(summary, rules, width)),
        *(share_lines_wide(summary, RuleSet.EXPECTED, width) if width >= 100 else []),
        *heat_lines(summary, width),
        month_line(summary, width),
        *type_lines(summary, width),
        *minute_lines(summary, max(width // 2, 48)),
        ledger_line(LEDGER, width),
        row_line(rows, width),
    ]


@given(st.integers(58, 200), grids, weeks, st.lists(words, max_size=6), st.integers(0, 10**7))
def test_no_line_is_longer_than_the_screen(
    width: int, grid: list[list[int]], week: list[int], names: list[str], calls: int
) -> None:
    types = [TypeLine(name, calls // (at + 1), 0.1, list(Tier)[at % 7]) for at, name in enumerate(names)]
    summary = summary_of(
        grid=grid, weekdays=week, calls=calls, types=types, eligible=(calls // 9, calls // 5, calls // 3)
    )
    for line in every_line(
        summary, width, {"row": "12", "received": "2025-01-01 10:00:00", "type": "".join(names)}
    ):
        assert line.cell_length <= width, line.plain
        assert "\n" not in line.plain
        assert "\x1b" not in line.plain
