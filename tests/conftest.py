"""What every test shares: a home of its own, and the way to the real exports where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


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
