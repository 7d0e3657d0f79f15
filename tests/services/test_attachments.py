"""A file is kept byte for byte, encrypted, and leaves only when it was chosen to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.domain.errors import InputRefused, UnknownName, Withheld
from leaptui.domain.records import Engagement
from leaptui.services.city.attachments import (
    MOST_BYTES,
    attach,
    attachments,
    change_attachment,
    find_attachment,
    put_away_attachment,
    save_attachment,
)
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace

BOARD = bytes(range(256)) * 9000
"""More than one piece."""


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


@pytest.fixture
def board(tmp_path: Path) -> Path:
    path = tmp_path / "whiteboard.jpg"
    path.write_bytes(BOARD)
    return path


def test_a_file_comes_back_byte_for_byte_once_it_was_chosen(
    workspace: Workspace, city: Engagement, board: Path, tmp_path: Path
) -> None:
    kept = attach(workspace, city, board, caption="What the session wrote")
    assert (kept.media_type, kept.size, kept.may_leave) == ("image/jpeg", len(BOARD), False)
    with pytest.raises(Withheld, match="not chosen"):
        save_attachment(workspace, kept, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    chosen = change_attachment(workspace, kept, may_leave=True)
    written = save_attachment(workspace, chosen, tmp_path / "out")
    assert written.read_bytes() == BOARD
    assert written.stat().st_mode & 0o777 == 0o600


def test_nothing_of_it_stands_in_the_clear(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"a canary sings on the second floor " * 100)
    attach(workspace, city, page)
    workspace.store.backup()
    for path in workspace.home.rglob("*"):
        assert not path.is_file() or b"canary" not in path.read_bytes()


def test_the_same_file_twice_is_one_and_belongs_where_it_was_put(
    workspace: Workspace, city: Engagement, board: Path
) -> None:
    interview = start_interview(workspace, city, note="A session.")
    first = attach(workspace, city, board)
    assert attach(workspace, city, board) == first
    of_session = attach(workspace, city, board, interview=interview)
    assert attachments(workspace, city, interview) == [of_session]
    assert find_attachment(workspace, city, "WHITEBOARD.jpg") == first
    put_away_attachment(workspace, first)
    assert attachments(workspace, city) == [of_session]
    with pytest.raises(UnknownName):
        find_attachment(workspace, city, "minutes.pdf")


def test_what_cannot_be_kept_is_refused(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for name, said in (
        ("empty", "is empty"),
        ("large", "larger than"),
        ("none", "cannot be read"),
        (".", "read"),
    ):
        with pytest.raises(InputRefused, match=said):
            attach(workspace, city, tmp_path / name)
    assert attachments(workspace, city) == []
    assert list((workspace.home / "datasets").glob("*")) == []


@pytest.mark.parametrize("name", ["../../evil.txt", "..\\evil.txt", ".profile", "a/b.txt"])
def test_its_name_cannot_lead_elsewhere(
    workspace: Workspace, city: Engagement, tmp_path: Path, board: Path, name: str
) -> None:

    kept = replace(attach(workspace, city, board), name=name, may_leave=True)
    written = save_attachment(workspace, kept, tmp_path / "out")
    assert written.parent == tmp_path / "out"
    assert not written.name.startswith(".")
