"""Cleared content is a type that only the gate can make."""

from __future__ import annotations

import ast
import copy
import dataclasses
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared, ClearedCount, ClearedFile, ClearedGrid
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected

PACKAGE = Path(__file__).resolve().parents[2] / "leaptui"


@pytest.mark.parametrize("seal", [None, object(), "KEY", True])
@pytest.mark.parametrize(
    ("made", "values"),
    [
        (Cleared, ("words",)),
        (ClearedCount, (3, "3")),
        (ClearedGrid, ((), (), (0, 0), (0, 0))),
        (ClearedFile, ("a.md", b"words")),
    ],
)
def test_nothing_is_cleared_without_the_seal(made: type, values: tuple[object, ...], seal: object) -> None:
    with pytest.raises(TypeError):
        made(*values, seal)
    with pytest.raises(TypeError):
        made(*values)


def test_cleared_words_cannot_be_swapped() -> None:
    cleared = Gate(Audience.PUBLIC, Protected()).label("Harbor Falls", "city")
    with pytest.raises(dataclasses.FrozenInstanceError):
        cleared.text = "something else"  # type: ignore[misc]
    with pytest.raises(ValueError, match="seal"):
        dataclasses.replace(cleared, text="something else")  # type: ignore[call-arg]
    assert copy.copy(cleared).text == "Harbor Falls"


def test_only_disclosure_reads_the_seal() -> None:
    readers = []
    for source in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else []
            )
            if any("disclosure._seal" in name for name in names):
                readers.append(source.relative_to(PACKAGE).parts[0])
    assert set(readers) == {"disclosure"}
