"""One registry of commands: complete, without clashes, and nothing else binds a key."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

import leaptui.tui
from leaptui.tui.app import LeapApp
from leaptui.tui.commands import COMMANDS, Command, commands_of, key_name
from leaptui.tui.places import PLACE_SCREENS
from leaptui.tui.screens.place import PlaceScreen

TAKEN_BY_TERMINALS = {"ctrl+j", "ctrl+b", "ctrl+s", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket", "ctrl+z"}
BY_ID = {command.id: command for command in COMMANDS}


def own_classes() -> Iterator[type[DOMNode]]:
    """Every widget and screen of the app."""
    for module in pkgutil.walk_packages(leaptui.tui.__path__, "leaptui.tui."):
        for _, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(member, DOMNode) and member.__module__ == module.name:
                yield member


def own_bindings() -> list[tuple[type[DOMNode], Binding]]:
    return [
        (owner, binding)
        for owner in own_classes()
        for binding in owner.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding) or pytest.fail(f"{owner} binds {binding} by hand")
    ]


def test_every_binding_is_a_command_of_the_registry() -> None:
    bindings = own_bindings()
    assert len(bindings) > 40
    strangers = [f"{owner.__name__}: {binding.key}" for owner, binding in bindings if binding.id not in BY_ID]
    assert strangers == []


def test_every_command_has_an_id_of_its_own_a_title_and_a_sentence_of_help() -> None:
    assert [name for name, count in Counter(each.id for each in COMMANDS).items() if count > 1] == []
    for command in COMMANDS:
        assert command.title, command.id
        assert command.help.endswith("."), command.id


def test_every_action_exists_where_its_scope_is_bound() -> None:
    for owner, binding in own_bindings():
        assert hasattr(owner, f"action_{binding.action.partition('(')[0]}"), f"{owner.__name__} {binding.id}"


def editing_keys() -> set[str]:
    """Keys that edit text in a field."""
    keys: set[str] = set()
    for widget in (TextArea, Input):
        for binding in Binding.make_bindings(widget.BINDINGS):
            keys.add(binding.key)
    return keys


def test_no_command_takes_a_key_that_edits_text() -> None:
    fields = editing_keys()
    assert {"ctrl+a", "ctrl+k", "f6", "f7", "ctrl+z"} <= fields
    # These are asked of the field first: it only sees what the field leaves.
    shared = {"app.interrupt", "filter.to_list", "picker.up", "picker.down", "picker.complete"} | {
        "import.back",
        "import.next",
        "note.find",  # a note's own field leaves ctrl+f alone; only fields of one line delete a word by it
        "find_bar.next",
        "find_bar.previous",
    }
    for command in COMMANDS:
        beyond_typing = {key for key in command.keys if len(key) > 1}
        clash = beyond_typing & fields
        if (
            command.scope in {"list", "matrix", "choice", "options", "form", "ask", "recovery"}
            or command.id in shared
        ):
            assert not command.priority, command.id
        else:
            assert clash - {"enter", "escape", "tab", "shift+tab"} == set(), command.id


def test_priority_is_for_keys_that_print_nothing() -> None:
    assert [c.id for c in COMMANDS if c.priority and any(len(key) == 1 for key in c.keys)] == []


def test_no_key_that_terminals_keep_for_themselves() -> None:
    assert [command.id for command in COMMANDS if TAKEN_BY_TERMINALS & set(command.keys)] == []


@pytest.mark.parametrize("place", PLACE_SCREENS)
def test_no_key_of_a_place_means_two_things_there(place: str) -> None:
    screen = PLACE_SCREENS[place]()
    assert isinstance(screen, PlaceScreen)
    keys = Counter(key for command in commands_of("app") for key in command.keys)
    listed = {key for command in commands_of("list") for key in command.keys} - {"enter"}
    for scope in screen.SCOPES:
        own = Counter(key for command in commands_of(scope) for key in command.keys)
        assert [key for key, count in (own + keys).items() if count > 1] == [], scope
        assert listed & set(own) == set(), f"{scope}: a list on the screen would take these keys first"


def test_capitals_work_too_so_that_caps_lock_stops_nothing() -> None:
    bound = {binding.id: binding.key for _, binding in own_bindings()}
    assert bound["portfolio.new_city"] == "n,N"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("ctrl+p", "^P"),
        ("n", "N"),
        ("f1", "F1"),
        ("escape", "Esc"),
        ("slash", "/"),
        ("left_square_bracket", "["),
    ],
)
def test_keys_are_written_as_they_are_printed_on_them(key: str, shown: str) -> None:
    assert key_name(key) == shown


def test_a_command_without_a_key_is_found_by_its_title() -> None:
    hidden = Command(id="x.y", key="", action="y", title="Y", help="Does Y.")
    assert (hidden.keys, hidden.key_shown, hidden.scope) == ((), "", "x")


def test_textuals_own_quit_key_is_ours() -> None:
    own = {binding.key: binding.id for binding in LeapApp.BINDINGS if isinstance(binding, Binding)}
    assert own["ctrl+q"] == "app.quit"
    assert "ctrl+q" not in {key for key, _ in Screen._merge_bindings().key_to_bindings.items()}
