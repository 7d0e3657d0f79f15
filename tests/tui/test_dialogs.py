"""Dialogs by keyboard, each by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from leaptui.tui.app import LeapApp
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.dialog import Dialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec, problems_of
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.path import PathDialog, size_shown
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.upkeep.recovery import RecoverySheetScreen
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import KeyBar, PlacesBar
from leaptui.tui.widgets.pick_list import PickList

Settle = Callable[[Pilot[None]], Awaitable[None]]
AppMaker = Callable[[Path], LeapApp]
WAITING = object()


class Asking:
    """Shows one dialog and keeps its answer."""

    def __init__(self, pilot: Pilot[None], settled: Settle) -> None:
        self.pilot, self.settled = pilot, settled
        self.answer: object = WAITING

    async def show(self, dialog: Screen[Any]) -> None:
        def keep(answer: object) -> None:
            self.answer = answer

        await self.settled(self.pilot)
        await self.pilot.app.push_screen(dialog, keep)
        await self.settled(self.pilot)

    async def press(self, *keys: str) -> object:
        await self.pilot.press(*keys)
        await self.settled(self.pilot)
        return self.answer


ATTRIBUTIONS = [
    Choice("on_record", "on record", "name and role", "■"),
    Choice("role_only", "role only", "a dispatcher", "◧"),
    Choice("off_record", "off the record", "nothing leaves this laptop", "⊠"),
]


async def test_choosing_starts_at_what_holds_and_escape_keeps_it(
    app_on: AppMaker, empty_home: Path, settled: Settle
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(ChooseDialog("Who may be named?", ATTRIBUTIONS, chosen="role_only"))
        assert await asking.press("down", "enter") == "off_record"
        again = Asking(pilot, settled)
        await again.show(ChooseDialog("Who may be named?", ATTRIBUTIONS, chosen="role_only"))
        assert await again.press("enter") == "role_only"
        kept = Asking(pilot, settled)
        await kept.show(ChooseDialog("Who may be named?", ATTRIBUTIONS, chosen="role_only"))
        assert await kept.press("down", "escape") is None


@pytest.mark.parametrize("keys", [("enter", "escape"), ("escape", "enter"), ("enter", "enter", "escape")])
async def test_a_dialog_takes_the_first_of_two_answers_pressed_at_once(
    app_on: AppMaker, empty_home: Path, settled: Settle, keys: tuple[str, ...]
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(ChooseDialog("Who may be named?", ATTRIBUTIONS, chosen="role_only"))
        behind = app.screen_stack[-2]
        for key in keys:
            app.post_message(events.Key(key, None))
        await settled(pilot)
        assert asking.answer in {"role_only", None}
        assert app.screen is behind


async def test_asking_is_yes_or_nothing(app_on: AppMaker, empty_home: Path, settled: Settle) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        for key, answer in (("enter", True), ("escape", None)):
            asking = Asking(pilot, settled)
            await asking.show(AskDialog("Put it away?", does="put it away"))
            assert await asking.press(key) is answer


async def test_a_prompt_refuses_nothing_at_all(app_on: AppMaker, empty_home: Path, settled: Settle) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(PromptDialog("A name for the plan?", label="Name"))
        assert await asking.press("space", "enter") is WAITING
        assert await asking.press("t", "e", "n", "enter") == "ten"


FIELDS = (
    FieldSpec(key="name", label="Name", required=True),
    FieldSpec(key="lines", label="Lines", kind=FieldKind.LINES),
    FieldSpec(
        key="level", label="Level", kind=FieldKind.CHOICE, choices=(("", "not said"), ("a", "A"), ("b", "B"))
    ),
    FieldSpec(key="count", label="Count", kind=FieldKind.NUMBER),
)


async def test_enter_goes_through_a_form_and_saves_from_its_last_field(
    app_on: AppMaker, empty_home: Path, settled: Settle
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(FormDialog("A thing", FIELDS, {"count": "3"}))
        await asking.press("x", "enter", "y", "enter", "z", "tab", "left", "enter")
        assert await asking.press("enter") == {"name": "x", "lines": "y\nz", "level": "b", "count": "3"}


@pytest.mark.parametrize("leaving", ["tab", "enter"])
async def test_words_typed_faster_than_they_are_drawn_stand_each_in_their_field(
    app_on: AppMaker, empty_home: Path, settled: Settle, leaving: str
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(FormDialog("A thing", (FIELDS[0], FIELDS[3], FIELDS[1])))
        for key in ("x", "y", leaving, "1", "2", leaving, "z"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert await asking.press("f2") == {"name": "xy", "count": "12", "lines": "z"}


async def test_typing_goes_on_where_a_value_stands(
    app_on: AppMaker, empty_home: Path, settled: Settle
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(FormDialog("A thing", FIELDS, {"name": "Harbor"}))
        answer = await asking.press("s", "f2")
        assert isinstance(answer, dict)
        assert answer["name"] == "Harbors"


async def test_a_form_left_as_it_was_closes_without_a_question(
    app_on: AppMaker, empty_home: Path, settled: Settle
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(FormDialog("A thing", FIELDS, {"name": "Harbor", "level": "a"}))
        assert await asking.press("tab", "tab", "escape") is None


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": "x"}, {}),
        ({"name": " "}, {"name": "Needed."}),
        ({"name": "x", "count": "many"}, {"count": "A whole number, such as 12."}),
        ({"name": "x", "count": "1,200"}, {}),
    ],
)
def test_each_field_says_what_is_wrong_with_it(values: dict[str, str], wrong: dict[str, str]) -> None:
    assert problems_of(FIELDS, values) == wrong


@pytest.mark.parametrize(("text", "fine"), [("2026-02-28", True), ("2026-02-30", False), ("friday", False)])
def test_a_day_is_a_day_of_the_calendar(text: str, fine: bool) -> None:
    assert (FieldSpec(key="d", label="D", kind=FieldKind.DAY).problem_of(text) == "") is fine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with exports, another file and a folder inside."""
    place = tmp_path / "stick"
    (place / "older").mkdir(parents=True)
    for name in ("calls.csv", "calls-2024.xlsx", "letter.txt", ".hidden.csv"):
        (place / name).write_text("x" * 1500)
    (place / "older" / "2019.csv").write_text("x")
    return place


def names(app: LeapApp) -> list[str]:
    entries: PickList[Any] = app.screen.query_one("#entries", PickList)
    return [pick.key for pick in entries.picks]


async def test_a_file_is_found_by_typing_its_beginning(
    app_on: AppMaker, empty_home: Path, settled: Settle, folder: Path
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 30)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(PathDialog("Which file?", start=folder, suffixes=(".csv", ".xlsx")))
        assert names(app) == ["older", "calls-2024.xlsx", "calls.csv"]
        await asking.press("c", "a", "l", "l", "s", "full_stop")
        assert names(app) == ["calls.csv"]
        assert await asking.press("enter") == folder / "calls.csv"


async def test_enter_goes_into_a_folder_and_arrows_choose(
    app_on: AppMaker, empty_home: Path, settled: Settle, folder: Path
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 30)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(PathDialog("Which file?", start=folder, suffixes=(".csv",)))
        assert await asking.press("enter") is WAITING
        assert names(app) == ["2019.csv"]
        assert await asking.press("enter") == folder / "older" / "2019.csv"


async def test_a_file_that_is_not_there_is_said(
    app_on: AppMaker, empty_home: Path, settled: Settle, folder: Path
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 30)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(PathDialog("Which file?", start=folder))
        app.screen.query_one(Input).value = str(folder / "nothing.csv")
        await settled(pilot)
        assert await asking.press("enter") is WAITING
        screen = app.screen
        assert isinstance(screen, PathDialog)
        assert "no such file" in screen._row._problem._words


async def test_a_folder_may_be_new_but_is_never_a_file(
    app_on: AppMaker, empty_home: Path, settled: Settle, folder: Path
) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 30)) as pilot:
        asking = Asking(pilot, settled)
        await asking.show(PathDialog("Which folder?", start=folder, folder=True))
        assert names(app) == ["older"]
        app.screen.query_one(Input).value = str(folder / "letter.txt")
        assert await asking.press("enter") is WAITING
        app.screen.query_one(Input).value = str(folder / "new")
        assert await asking.press("enter") == folder / "new"


@pytest.mark.parametrize(
    ("size", "shown"), [(0, "0 B"), (1500, "1.5 kB"), (14_200_000, "14.2 MB"), (2_000_000_000, "2.0 GB")]
)
def test_sizes_are_told_as_people_say_them(size: int, shown: str) -> None:
    assert size_shown(size) == shown


async def test_the_mouse_opens_places_and_presses_keys(
    app_on: AppMaker, filled_home: Path, settled: Settle
) -> None:
    app = app_on(filled_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click(PlacesBar, offset=(15, 0))
        await settled(pilot)
        assert app.current_mode == "city"
        await pilot.press("1")
        await settled(pilot)
        await pilot.click(KeyBar, offset=(40, 0))
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.click(KeyBar, offset=(75, 0))
        await settled(pilot)
        assert type(app.screen).__name__ == "HelpScreen"


class _Slow(Screen[None]):
    started = 0

    @errand("slow", exclusive=True)
    async def go(self) -> None:
        """Count and wait for an answer."""
        _Slow.started += 1
        await self.app.push_screen_wait(AskDialog("Wait?", does="go on"))


async def test_an_errand_may_wait_for_a_dialog(app_on: AppMaker, empty_home: Path, settled: Settle) -> None:
    app = app_on(empty_home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = _Slow()
        await app.push_screen(screen)
        screen.go()
        await settled(pilot)
        assert _Slow.started == 1
        assert isinstance(app.screen, AskDialog)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, _Slow)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize(
    "dialog",
    [
        lambda: RecoverySheetScreen("\n".join(f"line {at}" for at in range(40)), Path("home")),
        lambda: TellDialog("Much to read", [(plain("!"), f"point {at}") for at in range(40)]),
        lambda: FormDialog(
            "Much to fill in", [FieldSpec(key=f"f{at}", label=f"Field {at}") for at in range(40)]
        ),
    ],
    ids=["recovery", "tell", "form"],
)
async def test_the_keys_of_a_long_dialog_stay_on_the_screen(
    app_on: AppMaker,
    empty_home: Path,
    settled: Settle,
    size: tuple[int, int],
    dialog: Callable[[], Dialog[Any]],
) -> None:
    async with app_on(empty_home).run_test(size=size) as pilot:
        asking = Asking(pilot, settled)
        shown = dialog()
        await asking.show(shown)
        frame = shown.query_one("#dialog")
        for height in (size[1], 40, size[1]):
            await pilot.resize_terminal(size[0], height)
            await settled(pilot)
            keys = frame.children[-1].region
            assert frame.content_region.contains_region(keys)
            assert shown.query_one(shown.LONG).max_scroll_y > 0
