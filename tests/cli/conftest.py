"""Runs commands in this process, as a shell would see them."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leaptui.cli.root import run
from tests.quick_stores import make_workspace


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


PASSPHRASE = "correct horse"

Leaptui = Callable[..., Ran]


@pytest.fixture
def leaptui(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Leaptui:
    """`leaptui("engagement", "list", input="…")` with the passphrase in the environment."""

    def command(*arguments: str | Path, stdin: str = "", passphrase: str | None = PASSPHRASE) -> Ran:
        monkeypatch.setattr(sys, "argv", ["leaptui", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        if passphrase is None:
            monkeypatch.delenv("LEAPTUI_PASSPHRASE", raising=False)
        else:
            monkeypatch.setenv("LEAPTUI_PASSPHRASE", passphrase)
        capfd.readouterr()
        code = run()
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return command


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without a city, made once."""
    home = tmp_path_factory.mktemp("made") / "home"
    make_workspace(home, PASSPHRASE)[0].close()
    return home


@pytest.fixture
def store(leaptui: Leaptui, made_home: Path, own_home: Path) -> Leaptui:
    """The same, with a store made."""
    shutil.copytree(made_home, own_home)
    return leaptui


@pytest.fixture
def city(store: Leaptui) -> Leaptui:
    """The same, with San José in it."""
    assert store("engagement", "add", "San José, CA", "--timezone", "America/Los_Angeles").code == 0
    return store
