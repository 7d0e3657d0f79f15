"""Runs commands in this process, as a shell would see them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leaptui.cli.root import run


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Leaptui = Callable[..., Ran]


@pytest.fixture
def leaptui(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Leaptui:
    """`leaptui("engagement", "list", input="…")` with the passphrase in the environment."""

    def command(*arguments: str | Path, stdin: str = "", passphrase: str | None = "correct horse") -> Ran:
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


@pytest.fixture
def store(leaptui: Leaptui) -> Leaptui:
    """The same, with a store made."""
    assert leaptui("init").code == 0
    return leaptui


@pytest.fixture
def city(store: Leaptui) -> Leaptui:
    """The same, with San José in it."""
    assert store("engagement", "add", "San José, CA", "--timezone", "America/Los_Angeles").code == 0
    return store
