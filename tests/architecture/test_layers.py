"""The house plan, held at run time too: what importing a room really loads."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = sorted((PROJECT / "leaptui").rglob("*.py"))
HEAVY = {"pandas", "numpy", "duckdb", "sqlite_utils", "matplotlib", "pypandoc", "typst", "jinja2", "pyarrow"}


def loaded_by(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter has after a statement, and our own ones in full."""
    code = f"import sys, json\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import leaptui", {"leaptui.domain", "leaptui.cli", "textual", "click"}),
        (
            "import leaptui.domain.records, leaptui.domain.calls, leaptui.domain.marks",
            HEAVY | {"textual", "click"},
        ),
        (
            "import leaptui.services.city.portfolio, leaptui.services.city.engagements",
            HEAVY | {"textual", "click"},
        ),
        (
            "import leaptui.cli.root",
            {"leaptui.calls", "leaptui.documents", "leaptui.practice", "leaptui.store"},
        ),
        (
            "import leaptui.cli.root as root; [each.load() for each in root.COMMANDS.values()]",
            HEAVY | {"textual", "sqlcipher3"},
        ),
        ("import leaptui.tui.app", HEAVY | {"click"}),
    ],
)
def test_a_room_loads_only_what_it_needs(statement: str, unwanted: set[str]) -> None:
    assert loaded_by(statement) & unwanted == set()


def test_the_contracts_of_the_house_plan_are_kept() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_module_has_one_subject() -> None:
    long = {str(path.relative_to(PROJECT)): lines for path in SOURCES if (lines := _lines(path)) > 400}
    assert long == {}


def test_no_room_is_named_after_nothing() -> None:
    nameless = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
    assert [path for path in SOURCES if path.stem in nameless or path.parent.name in nameless] == []


def test_sql_is_never_made_of_user_text() -> None:
    """No f-string, `%` or `+` stands as the first argument of an `execute` outside the allowed names.

    Identifiers cannot be parameters; where one is needed it comes from a registry and the
    statement is built in a variable whose name says so (`statement`, `sql`).
    """
    offenders = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"execute", "executemany", "executescript"}
                and node.args
                and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
            ):
                offenders.append(f"{path.relative_to(PROJECT)}:{node.lineno}")  # noqa: PERF401
    assert offenders == []


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())
