"""History, undo, redo and text found after a crash, without the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.services.city.engagements import find_engagement
from leaptui.services.interviews.interviews import find_interview, keep_draft
from leaptui.services.upkeep.homes import open_workspace
from tests.cli.conftest import Leaptui


@pytest.fixture
def talk(city: Leaptui) -> Leaptui:
    """An interview whose city moved on since."""
    added = city("interview", "add", "-", "-e", "san-jose-ca", "--title", "Dana", stdin="Nights are short.\n")
    assert added.code == 0
    assert city("engagement", "set", "san-jose-ca", "--next-step", "Call the union").code == 0
    return city


def type_and_die(home: Path, text: str) -> str:
    """What a crash leaves: a draft."""
    with open_workspace(home, "correct horse") as workspace:
        view = find_interview(workspace, find_engagement(workspace, "san-jose-ca"), "1")
        keep_draft(workspace, view.interview, text)
        return view.interview.id


def test_a_citys_history_is_all_of_it_in_pages(talk: Leaptui) -> None:
    first = talk("engagement", "history", "san-jose-ca", "--limit", "2")
    assert "changed city" in first.out
    assert "interview 1, Dana" in first.out
    assert "added city" not in first.out
    more = first.out.rstrip().rpartition(" ")[2]
    rest = talk("engagement", "history", "san-jose-ca", "--before", more)
    assert "added city" in rest.out
    assert "There is more" not in rest.out
    entries = talk("engagement", "history", "san-jose-ca", "--json").json()
    assert [entry["did"] for entry in entries if entry["field"] in ("next_step", "note", "slug")] == [
        "changed city",
        "added interview",
        "added city",
    ]
    assert {entry["of"] for entry in entries if entry["kind"] == "interview"} == {"interview 1, Dana"}


def test_a_records_history_by_name_and_by_id(talk: Leaptui) -> None:
    shown = talk("history", "show", "1", "-e", "san-jose-ca")
    assert "Nights are short." in shown.out
    record = next(
        entry["record"]
        for entry in talk("engagement", "history", "san-jose-ca", "--json").json()
        if entry["kind"] == "interview"
    )
    assert talk("history", "show", record).out == shown.out
    refused = talk("history", "show", "nobody")
    assert (refused.code, refused.out) == (1, "")


def test_undo_redo_and_restore(talk: Leaptui) -> None:
    undone = talk("undo", "--reason", "a slip")
    assert undone.out.startswith("Took back: changed city, San José, CA.")
    assert talk("engagement", "show", "san-jose-ca", "--json").json()["next_step"] == ""
    assert "a slip" in talk("engagement", "history", "san-jose-ca").out
    assert "(taken back since)" in talk("engagement", "history", "san-jose-ca").out
    assert talk("redo").out.startswith("Did again: changed city")
    assert talk("redo").code == 1
    act = talk("engagement", "history", "san-jose-ca", "--limit", "1").out.split("\n")[1].split()[0]
    assert "next step of San José, CA" in talk("history", "act", act).out
    restored = talk("history", "restore", act, "next_step", "--after", "--reason", "once more")
    assert restored.code == 1, "it is that already"
    assert talk("history", "restore", act, "next step").out.startswith("Restored: the next step")
    assert talk("engagement", "show", "san-jose-ca", "--json").json()["next_step"] == ""
    assert talk("history", "restore", act, "phase").code == 1
    assert talk("undo", "zz").code == 1


@pytest.mark.parametrize(("flag", "kept"), [((), "Nights are long."), (("--saved",), "Nights are short.\n")])
def test_text_found_after_a_crash(talk: Leaptui, own_home: Path, flag: tuple[str, ...], kept: str) -> None:
    assert talk("found", "list").out == "Everything that was typed is saved.\n"
    record = type_and_die(own_home, "Nights are long.")
    shown = talk("found", "list").out
    assert "note of interview 1, Dana" in shown
    assert "  - Nights are short." in shown
    assert "  + Nights are long." in shown
    refused = talk("undo", talk("history", "show", record).out.split("\n")[2].split()[0])
    assert (refused.code, "never saved" in refused.err) == (1, True)
    assert talk("found", "keep", record, *flag).code == 0
    assert talk("interview", "show", "1", "-e", "san-jose-ca", "--json").json()["note"] == kept
    assert talk("found", "list", "--json").json() == []
    assert talk("found", "keep", record).code == 1
    assert "Nights are long." in talk("history", "show", record).out
