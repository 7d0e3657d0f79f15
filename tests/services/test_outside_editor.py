"""A note handed to an editor: privately, and taken back whatever the editor did."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Interview
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.interviews import start_interview, unsaved_text
from leaptui.services.interviews.outside_editor import (
    child_environment,
    editor_command,
    hand_out,
    put_back,
    read_back,
    take_in_left,
)
from leaptui.services.workspace import Workspace


@pytest.fixture
def interview(workspace: Workspace) -> Interview:
    city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
    return start_interview(workspace, city, note="Before é.")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are not Windows'")
def test_only_its_owner_can_read_what_is_handed_out(workspace: Workspace, interview: Interview) -> None:
    path = hand_out(workspace, interview, interview.note)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.read_text("utf-8") == "Before é."
    put_back(workspace)
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("left", "wanted"),
    [
        ("After é.\n".encode(), "After é."),
        (b"\xef\xbb\xbfWith a mark", "With a mark"),
        ("wide é".encode("utf-16"), "wide é"),
        ("caf\xe9 \x93so\x94".encode("latin-1"), "café “so”"),
        (b"\x1b[31mred\r\nline\x00", "[31mred\nline"),
        (b"", ""),
    ],
)
def test_what_comes_back_is_cleaned_whatever_its_encoding(
    workspace: Workspace, interview: Interview, left: bytes, wanted: str
) -> None:
    path = hand_out(workspace, interview, interview.note)
    path.write_bytes(left)
    assert read_back(path, interview.note) == wanted


def test_a_last_line_end_that_was_there_stays(workspace: Workspace, interview: Interview) -> None:
    path = hand_out(workspace, interview, "One\n")
    assert read_back(path, "One\n") == "One\n"


def test_a_file_that_is_gone_is_said(workspace: Workspace, interview: Interview) -> None:
    path = hand_out(workspace, interview, interview.note)
    path.unlink()
    with pytest.raises(InputRefused, match="left no file"):
        read_back(path, interview.note)


def test_what_was_still_out_when_leaptui_ended_is_found_text_and_its_file_goes(
    workspace: Workspace, interview: Interview
) -> None:
    path = hand_out(workspace, interview, interview.note)
    path.write_text("Before é. Typed outside.\n", "utf-8")
    (path.parent / f".{path.name}.swp").write_text("Before é. Typed outs")
    assert take_in_left(workspace) == 1
    assert not path.parent.exists()
    assert unsaved_text(workspace, interview) == "Before é. Typed outside."
    assert take_in_left(workspace) == 0


def test_what_was_not_changed_outside_leaves_nothing(workspace: Workspace, interview: Interview) -> None:
    hand_out(workspace, interview, interview.note)
    stranger = workspace.home / "editing" / "nobody.md"
    stranger.write_text("words")
    assert take_in_left(workspace) == 0
    assert unsaved_text(workspace, interview) is None
    assert not stranger.exists()


def test_visual_comes_first_and_its_words_are_apart() -> None:
    assert editor_command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_command({"VISUAL": "  ", "EDITOR": "'my editor' -n"}) == ["my editor", "-n"]
    assert editor_command({"VISUAL": "half 'quoted", "EDITOR": "vi"}) == ["vi"]


def test_no_editor_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputRefused, match="No editor"):
        editor_command({})


def test_the_editor_is_told_nothing_of_ours() -> None:
    environment = {"PATH": "/bin", "LEAPTUI_PASSPHRASE": "secret", "LEAPTUI_HOME": "/h", "TERM": "xterm"}
    assert child_environment(environment) == {"PATH": "/bin", "TERM": "xterm"}
