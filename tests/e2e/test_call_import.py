"""From a city's file to its ledger, by keyboard, in a real terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaptui.services.calls.ledger import ledger_of
from leaptui.services.calls.picture import datasets
from leaptui.services.city.engagements import add_engagement, find_engagement
from leaptui.services.upkeep.homes import open_workspace
from tests.e2e.terminal import Terminal
from tests.quick_stores import make_workspace

pytestmark = pytest.mark.e2e

PASSPHRASE = "correct horse"
DOWN, CTRL_Q = "\x1b[B", "\x11"


def test_a_dropped_file_becomes_a_ledger(tmp_path: Path, fixtures: Path) -> None:
    home, stick = tmp_path / "store", tmp_path / "USB STICK"
    stick.mkdir()
    shutil.copy(fixtures / "calls" / "day_or_month.csv", stick / "calls 2025.csv")
    workspace, _ = make_workspace(home, PASSPHRASE)
    with workspace:
        add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    with Terminal(home=home, columns=80, rows=24, LEAPTUI_PASSPHRASE=PASSPHRASE) as app:
        app.wait_for("Harbor Falls")
        app.press("\r")
        app.wait_for("Ten components")
        app.press("4")
        app.wait_for("No calls for Harbor Falls")
        app.press("i")
        app.wait_for("Which file did the city send?")
        # A terminal pastes what is dropped on it, quoted, behind the folder that stands in the field.
        app.press(f"\x1b[200~'{stick / 'calls 2025.csv'}'\x1b[201~")
        app.wait_for("calls 2025.csv")
        app.press("\r")
        app.wait_for("names in line 1, 120 rows of 9 columns")
        app.press("\r")
        app.wait_for("4 questions before the next step")
        app.press("\r")
        app.wait_for("put the month or the day first?")
        app.press(DOWN, "\r")
        app.wait_for("No open question")
        app.press("\r")
        app.wait_for("Places to the hundred block")
        app.press("\r")
        app.wait_for("Enter imports it: all of it, or nothing")
        app.press("\r")
        app.wait_for("Imported.")
        app.wait_for("Rows of the file")
        app.press(CTRL_Q)
        assert app.wait_for_end() == 0
        assert b"Traceback" not in app.bytes
    with open_workspace(home, PASSPHRASE) as workspace:
        (stored,) = datasets(workspace, find_engagement(workspace, "harbor-falls-oh"))
        assert ledger_of(stored).rows_in == 120
        assert "%d/%m/%Y" in stored.recipe
        assert stored.file_name == "calls 2025.csv"
