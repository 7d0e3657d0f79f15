"""Looking after the store, as the app and the command line ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.domain.errors import WrongKey
from leaptui.services.city.engagements import add_engagement
from leaptui.services.upkeep import upkeep
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    add_engagement(workspace, "Harbor Falls, OH", phase="listening")
    return workspace


def test_a_new_key_leaves_a_store_a_backup_and_what_was(filled: Workspace) -> None:
    upkeep.make_backup(filled)
    rotated = upkeep.rotate_key(filled, "another battery staple")
    with pytest.raises(WrongKey):
        open_workspace(filled.home, "correct horse")
    with open_workspace(filled.home, "another battery staple") as workspace:
        assert upkeep.check(workspace, log=True) == (True, [])
    with open_workspace(rotated.kept, "correct horse") as workspace:
        assert upkeep.check(workspace, log=True) == (True, [])
    assert [each.name for each in upkeep.backups(filled.home)] == [rotated.backup]
    assert upkeep.verify_backup(filled.home, "another battery staple").startswith(f"Backup {rotated.backup}")
    assert any(str(rotated.kept) in sentence for sentence in rotated.sentences)
    assert any("not protected" in sentence for sentence in rotated.sentences)


def test_a_new_key_without_room_for_a_backup_says_so() -> None:
    sentences = upkeep.KeyRotated(sheet="", kept=Path("kept"), backup=None).sentences
    assert any("No backup could be made" in sentence for sentence in sentences)


def test_a_backup_is_made_when_due_and_only_then(filled: Workspace) -> None:
    first = upkeep.backup_if_due(filled)
    assert first is not None
    assert upkeep.backup_if_due(filled, closing=True) is None
    add_engagement(filled, "Mill Creek, OH", phase="listening")
    assert upkeep.backup_if_due(filled) is None
    slices: list[int] = []
    last = upkeep.backup_if_due(filled, closing=True, between=lambda: slices.append(1))
    assert last is not None
    assert last.acts > first.acts
    assert slices


def test_the_drill_by_passphrase_and_by_sheet(filled: Workspace) -> None:
    made = upkeep.make_backup(filled)
    for given in ({"passphrase": "correct horse"}, {"sheet": upkeep.recovery_sheet(filled)}):
        said = upkeep.drill_backup(filled.home, **given)
        assert said.startswith(f"Backup {made.name} opens by the recovery key alone: its {made.acts} acts")
