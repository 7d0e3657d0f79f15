"""Every picture of the calls by keyboard: sentence, base, rows behind a line; two sides beside each other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.services.calls.pictures import PICTURES
from leaptui.services.calls.tables import Column, Kind, Line, PictureTable, Section
from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.screens.calls.more import PictureScreen
from leaptui.tui.screens.calls.picture_lines import TableLayout, spark_line, table_head, table_rows
from leaptui.tui.screens.calls.rows import PAGE, RowsDialog
from leaptui.tui.screens.view import Drawn
from leaptui.tui.widgets.block import Block
from tests.tui.test_calls import calls_home, open_calls, shown_on, text_of

__all__ = ["calls_home"]

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]

words = st.text(max_size=70)
figures = st.one_of(st.none(), st.integers(0, 10**8))


def picture_on(app: LeapApp) -> PictureScreen:
    assert isinstance(app.screen, PictureScreen)
    return app.screen


def said(screen: PictureScreen) -> str:
    return text_of(screen.query_one("#said", Drawn))


@given(
    st.integers(30, 200),
    st.lists(st.tuples(words, figures, figures, st.floats(0, 1)), max_size=6),
    st.sampled_from([None, True, False]),
)
def test_no_line_of_a_table_is_longer_than_the_room(
    width: int, rows: list[tuple[str, int | None, int | None, float]], works: bool | None
) -> None:
    table = PictureTable(
        key="x",
        title="X",
        sentence="",
        of="",
        columns=(
            Column("name", "name", Kind.WORDS),
            Column("calls", "calls", Kind.CALLS),
            Column("minutes", "minutes", Kind.MINUTES),
        ),
        sections=(
            Section(lines=tuple(Line(cells=(name, a, b), bar=bar, works=works) for name, a, b, bar in rows)),
        ),
        spark=tuple(calls or 0 for _, calls, _, _ in rows),
        spark_words="least 1, most 2",
    )
    layout = TableLayout.of(table, width)
    shown = [table_head(table, layout)]
    for line in table.lines:
        drawn = table_rows(table, line, layout)
        assert len(drawn) == layout.rows_of(line)
        shown += drawn
    spark = spark_line(table, width)
    assert all(line.cell_length <= width for line in [*shown, *([spark] if spark else [])])


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_each_picture_has_a_sentence_and_a_base_and_fits(
    app_on: AppMaker, calls_home: Path, settled: Settle, size: tuple[int, int]
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=size) as pilot:
        calls = await open_calls(app, pilot, settled)
        await pilot.press("p", "enter")
        await settled(pilot)
        screen = picture_on(app)
        for picture in PICTURES:
            assert screen.picture.key == picture.key
            table = screen._table
            assert table is not None
            assert table.sentence.endswith("."), picture.key
            assert " ".join(said(screen).split()).find(f"Of {table.whole}".replace("  ", " ")) > 0, (
                picture.key
            )
            for block in screen.query(Block):
                assert block.region.right <= size[0], picture.key
            assert screen._lines.size.height >= 4, picture.key
            await pilot.press("right_square_bracket")
            await settled(pilot)
        assert screen.picture.key == PICTURES[0].key
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is calls


async def test_what_is_asked_is_one_question_for_all_screens_and_enter_opens_the_rows(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(120, 36)) as pilot:
        calls = await open_calls(app, pilot, settled)

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await settled(pilot)

        # The rows behind the commonest type, from the summary itself.
        bar = calls.query_one("BarsPane").query_one("#bar-lines").pick.value  # type: ignore[attr-defined]
        await press("enter")
        assert isinstance(app.screen, RowsDialog)
        assert app.screen._page.total == bar.calls
        assert {row["type"] for row in app.screen._page.rows} == {bar.name}
        await press("escape", "p", *("down",) * 6, "enter")
        screen = picture_on(app)
        assert screen.picture.key == "priorities"
        line = screen._lines.picks[0].value
        await press("enter")
        assert isinstance(app.screen, RowsDialog)
        assert app.screen._page.total == line.cells[1]
        assert {row["priority"] for row in app.screen._page.rows} == {str(line.cells[0])}
        if app.screen._page.total > PAGE:
            await press("right_square_bracket")
            assert app.screen._offset == PAGE
            assert len(app.screen._page.rows) == min(app.screen._page.total - PAGE, PAGE)
            await press("left_square_bracket")
            assert app.screen._offset == 0
        await press("enter")
        assert isinstance(app.screen, TellDialog)
        await press("escape", "escape", "v", "b")
        assert screen._table is not None
        assert "broad rules" in screen._table.notes[0]
        assert BaseName.DISPATCHED.label in screen._table.of
        await press("escape")
        assert shown_on(app) is calls
        assert calls.question is not None
        assert (calls.question.rules, calls.question.base) == (RuleSet.BROAD, BaseName.DISPATCHED)
        assert calls._picture is not None
        assert calls._picture.summary.base.name is BaseName.DISPATCHED
        # Hours of service open the calls inside them.
        await press("p", *("down",) * 16, "enter")
        window = picture_on(app)._lines.picks[0].value
        await press("enter")
        assert isinstance(app.screen, RowsDialog)
        assert app.screen._page.total == window.cells[1]
        # What another city published says what it rests on instead of opening rows.
        await press("escape", "p", "end", "enter", "end", "enter")
        assert isinstance(app.screen, TellDialog)


async def test_two_exports_and_two_periods_are_put_side_by_side(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        calls = await open_calls(app, pilot, settled)

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await settled(pilot)

        await press("x", "enter")
        screen = picture_on(app)
        assert screen._table is not None
        assert {"calls_2024.csv", "calls_2025.csv"} <= set(screen._table.title.split())
        await press("escape", "x", "end", "enter", *("down",) * 2, "enter", *("down",) * 3, "enter")
        screen = picture_on(app)
        assert screen._table is not None
        assert screen._table.title == "2025-01-01 to 2025-03-31 beside 2025-04-01 to 2025-06-30"
        assert any("per day" in note for note in screen._table.notes)
        first = next(screen._table.lines)
        assert first.cells[0] == "calls"
        await press("escape")
        assert calls.question is not None
        assert calls.question.only == CallFilter()


async def test_bars_go_round_types_tiers_and_groups(
    app_on: AppMaker, calls_home: Path, settled: Settle
) -> None:
    app = app_on(calls_home)
    async with app.run_test(size=(100, 30)) as pilot:
        calls = await open_calls(app, pilot, settled)
        assert calls._picture is not None
        base = calls._picture.summary.base.calls
        pane = calls.query_one("BarsPane")
        seen = []
        for _ in range(3):
            lines = pane._lines  # type: ignore[attr-defined]
            seen.append(pane._title)  # type: ignore[attr-defined]
            assert sum(line.calls for line in lines) == base
            await pilot.press("g")
            await settled(pilot)
        assert seen == ["Top types", "Tiers", "Groups"]


async def test_w_writes_what_is_shown_for_others_and_asks_before_it_writes_over(
    app_on: AppMaker,
    calls_home: Path,
    settled: Settle,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path_factory.mktemp("w")
    monkeypatch.setenv("HOME", str(home))
    app = app_on(calls_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_calls(app, pilot, settled)

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await settled(pilot)

        folder = home / "out"
        await press("p", "enter", "w", "enter")
        app.screen.query_one(Input).value = str(folder)
        await press("enter")
        assert isinstance(app.screen, TellDialog)
        file = folder / "harbor-falls-oh-calls-eligible.csv"
        assert file.read_text("utf-8-sig").splitlines()[0].endswith(",base")
        await press("escape", "w", "enter")
        app.screen.query_one(Input).value = str(folder)
        await press("enter")
        assert isinstance(app.screen, AskDialog)
        await press("escape", "escape", "x", "enter")
        assert picture_on(app).picture.key == "compare"
        assert "write_table" not in [command.action for command in app.screen.commands()]  # type: ignore[attr-defined]
        await press("right_square_bracket")
        assert picture_on(app).picture.key == PICTURES[0].key
