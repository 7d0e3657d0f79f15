"""leaptui is killed while somebody types in a real terminal: what the screen called saved is there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.kills import kill_again_and_again

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal and SIGKILL"),
]


def test_nothing_the_screen_called_saved_is_lost(tmp_path: Path) -> None:
    found = kill_again_and_again(tmp_path, number=2, seed=11)
    assert found.amiss == []
    assert found.saved > found.number, "the screen was seen to call something saved"
