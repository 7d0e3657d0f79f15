"""What every test shares: a home of its own, and the way to the real exports where they are at hand."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

# What one process has compiled all the others take over, and so do the programs that tests start.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

PROJECT = Path(__file__).resolve().parents[1]

# The same examples in every run, however busy the machine: a failure then is of the change at hand.
# `--hypothesis-profile=new` looks for examples nobody has tried.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    """The same examples whatever ran before.

    Hypothesis also tries the constants of our own modules, of as many as are loaded by then: in each
    order of tests others, and it takes seconds to find them.
    """
    if config.getoption("--hypothesis-profile") in (None, "same"):
        providers._get_local_constants = lambda: providers._local_constants


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage took a fifth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """The suite runs on several processes; files or marks asked for stay in this one, as with `-n 0`.

    There is one more of them than processors: tests in a terminal wait for it most of their time.
    """
    asked = config.option.markexpr != "not benchmark and not thorough" or any(
        ".py" in argument for argument in config.args
    )
    return 0 if asked else min((os.cpu_count() or 1) + 1, 4)


def pytest_make_parametrize_id(val: object) -> str | None:
    """A file's bytes are no name for a test: an archive holds the moment it was made, in each process another."""
    return "bytes" if isinstance(val, bytes) and len(val) > 40 else None


@pytest.fixture
def fixtures() -> Path:
    """The folder of made-up inputs."""
    return PROJECT / "fixtures"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real call exports, which are not part of the project."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real call exports are not beside this checkout")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for this test alone; the developer's own store is out of reach."""
    home = tmp_path / "home"
    monkeypatch.setenv("LEAPTUI_HOME", str(home))
    monkeypatch.delenv("LEAPTUI_PASSPHRASE", raising=False)
    return home
