"""Bars, lists and small figures, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from leaptui.practice.reader import load_practice
from leaptui.tui.commands import PLACES, Command
from leaptui.tui.dates import day_shown, months_shown
from leaptui.tui.names import city_shown
from leaptui.tui.text import plain
from leaptui.tui.themes import LEAP_DARK
from leaptui.tui.widgets.bars import ContextBar, KeyBar, PlacesBar
from leaptui.tui.widgets.figures import meter, phase_track, sparkline
from leaptui.tui.widgets.matrix_grid import Matrix, MatrixCell, MatrixGrid, MatrixLine
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest


def test_the_places_fill_eighty_columns_exactly() -> None:
    line = PlacesBar("calls").lines(80)[0].plain
    assert line == " 1 Portfolio  2 City  3 Interviews  4 Calls  5 Staffing  6 Roadmap  7 Documents "


def test_under_eighty_columns_only_the_current_place_is_named() -> None:
    line = PlacesBar("interviews").lines(60)[0].plain
    assert len(line) == 60
    assert "3 Interviews" in line
    assert not any(name in line for place, name in PLACES if place != "interviews")
    assert line.endswith("^P find ")


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_notice_and_saved_never_shorten(width: int) -> None:
    bar = ContextBar()
    bar._where, bar._about = plain("Harbor Falls OH" * 3), [plain("a dispatcher on the night shift")]
    bar._notice, bar._saved = plain("ROLE ONLY"), plain("saved 14:02:11")
    line = bar.lines(width)[0]
    assert line.plain.endswith("ROLE ONLY  saved 14:02:11")
    assert line.cell_length == width


def command(letter: str, word: str) -> Command:
    return Command(id=f"x.{letter}", key=letter, action=letter, title=word, help=f"{word}.", word=word)


@pytest.mark.parametrize("width", range(12, 60))
def test_a_key_that_does_not_fit_is_left_off_whole(width: int) -> None:
    words = ["rules", "base", "filter", "ledger", "types", "quality"]
    bar = KeyBar()
    bar._commands = [command(word[0], word) for word in words]
    line = bar.lines(width)[0].plain
    assert len(line) == width
    assert line.endswith("F1 help")
    shown = line.removesuffix("F1 help").split("  ")
    whole = {f"{word[0].upper()} {word}" for word in words}
    assert {part.strip() for part in shown if part.strip()} <= whole


class _Listed(App[None]):
    def __init__(self, entries: Sequence[Pick[int] | Rest]) -> None:
        super().__init__()
        self.entries = entries
        self.drawn: list[int] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield PickList[int](self.draw, id="list")

    def on_mount(self) -> None:
        self.listed.show(self.entries)
        self.listed.focus()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(LEAP_DARK.variables)

    @property
    def listed(self) -> PickList[int]:
        return self.query_one("#list", PickList)

    def draw(self, value: int, width: int) -> Sequence[Content]:
        self.drawn.append(value)
        return [plain(f"row {value}"), plain(f"  of {width}")]

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        self.chosen.append(event.pick.key)


async def test_only_the_rows_in_sight_are_drawn() -> None:
    app = _Listed([Pick(str(number), number) for number in range(50_000)])
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert app.listed.pick is not None
        assert app.listed.pick.key == "49999"
        assert 49_990 in app.drawn
        assert len(set(app.drawn)) < 60


async def test_the_cursor_passes_headings_stops_at_the_ends_and_chooses() -> None:
    app = _Listed([Rest(plain("Head")), Pick("a", 1), Rest(), Pick("b", 2, rows=2)])
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("up", "j", "j", "j", "enter")
        assert app.chosen == ["b"]
        await pilot.press("k", "enter")
        assert app.chosen == ["b", "a"]


async def test_the_last_row_tells_how_many_are_below() -> None:
    app = _Listed([Rest(plain("Head")), *(Pick(str(number), number) for number in range(20))])
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.pause()
        lines = app.listed.render().plain.split("\n")
        assert lines[0].strip() == "Head"
        assert lines[-1].strip() == "↓ 16 more"
        for row in range(1, 20):
            await pilot.press("down")
            shown = app.listed.render().plain.split("\n")
            assert len(shown) == 6
            assert sum(line.startswith("▌") for line in shown) == 1, row
        assert shown[-1].strip() == "▌row 19"


async def test_the_cursor_stays_on_its_row_when_the_list_is_filled_again() -> None:
    app = _Listed([Pick(key, 0) for key in "abcd"])
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("down", "down")
        app.listed.show([Pick(key, 0) for key in "xycd"])
        assert app.listed.pick is not None
        assert app.listed.pick.key == "c"
        app.listed.show([])
        assert app.listed.pick is None
        await pilot.press("down", "enter")
        assert app.chosen == []


async def test_a_click_moves_the_cursor_and_a_second_chooses() -> None:
    app = _Listed([Pick(key, 0) for key in "abcd"])
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.click("#list", offset=(3, 2))
        assert app.listed.pick is not None
        assert app.listed.pick.key == "c"
        assert app.chosen == []
        await pilot.click("#list", offset=(3, 2))
        assert app.chosen == ["c"]


@pytest.mark.parametrize(
    ("part", "whole", "bar"),
    [
        (0, 10, "─" * 10),
        (10, 10, "━" * 10),
        (12, 10, "━" * 10),
        (1, 1000, "━" + "─" * 9),
        (999, 1000, "━" * 9 + "─"),
    ],
)
def test_a_meter_is_full_only_when_all_is_there(part: int, whole: int, bar: str) -> None:
    assert meter(10, part, whole).plain == bar


def test_the_phase_track_moves_one_cell_a_phase() -> None:
    assert [phase_track(number).plain for number in (0, 2, 7)] == ["●───────", "━━●─────", "━━━━━━━●"]
    assert phase_track(None).plain == "────────"


def test_a_sparkline_starts_at_zero() -> None:
    assert sparkline([0, 50, 100]).plain == "▁▅█"


TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        (None, "–"),
        ("2026-11-24", "Tue 24"),
        ("2026-12-08", "Tue 8"),
        ("2026-12-09", "9 Dec"),
        ("2026-11-10", "Tue 10"),
        ("2026-11-09", "9 Nov"),
        ("2027-02-01", "Feb 2027"),
        ("2027-01-02", "Jan 2027"),
        ("weekly", "weekly"),
    ],
)
def test_days_are_short_where_they_are_near(iso: str | None, shown: str) -> None:
    assert day_shown(iso, TUESDAY) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2025-01-01", "2025-12-31", "Jan – Dec 2025"),
        ("2024-11-03", "2025-02-01", "Nov 2024 – Feb 2025"),
        ("2025-03-01", "2025-03-31", "Mar 2025"),
        (None, None, "–"),
    ],
)
def test_a_period_is_told_by_its_months(first: str | None, last: str | None, shown: str) -> None:
    assert months_shown(first, last) == shown


def test_a_city_is_called_without_the_comma() -> None:
    assert city_shown("Harbor Falls, OH") == "Harbor Falls OH"
    assert city_shown("Redmond/Kirkland, WA") == "Redmond/Kirkland WA"
    assert city_shown("Lorain County") == "Lorain County"


class _Matrix(App[None]):
    def compose(self) -> ComposeResult:
        yield MatrixGrid()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(LEAP_DARK.variables)


async def test_every_column_of_a_matrix_is_headed_by_whole_words_and_comes_into_sight() -> None:
    shorts = [group.short for group in load_practice().groups]
    lines = [MatrixLine(plain("NEED-night"), [MatrixCell(" 1")] * len(shorts), ("5/9",))]
    words = {word for short in shorts for word in short.replace("-", " ").split()}
    app = _Matrix()
    async with app.run_test() as pilot:
        grid = app.query_one(MatrixGrid)
        grid.show(Matrix("Theme", shorts, ("talks",), lines))
        for width in (40, 60, 80, 102, 140, 240):
            await pilot.resize_terminal(width, 24)
            seen: set[str] = set()
            for column in range(len(shorts)):
                grid.put_cursor(0, column)
                await pilot.pause()
                *heads, row = grid.render().plain.split("\n")
                assert all(len(line) <= width for line in (*heads, row))
                assert "▌" in row[1:], "the cursor is in sight"
                seen |= {
                    word for head in heads for word in head.split() if word[0].isalpha() or word == "911"
                }
            assert seen - {"more", "Theme", "talks"} == words
