"""Settings: what is chosen holds, what is not understood is told and kept, and nothing stops the app."""

from __future__ import annotations

import os
import stat
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused, OutputRefused
from leaptui.services.upkeep.settings import Settings, read_settings, set_setting, settings_file


def test_without_a_file_the_usual_settings_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (Settings(lock_after_minutes=15, theme="dark"), [])
    assert list(tmp_path.iterdir()) == []


def test_what_is_chosen_is_remembered_in_a_private_file_of_two_values(tmp_path: Path) -> None:
    home = tmp_path / "new"
    set_setting(home, "theme", "contrast")
    assert set_setting(home, "lock_after_minutes", " 5 ") == Settings(lock_after_minutes=5, theme="contrast")
    path = settings_file(home)
    assert tomllib.loads(path.read_text("utf-8")) == {"theme": "contrast", "lock_after_minutes": 5}
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [each.name for each in home.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lock_after_minutes", "soon"),
        ("lock_after_minutes", "-1"),
        ("lock_after_minutes", "1441"),
        ("lock_after_minutes", "1.5"),
        ("theme", "lilac"),
        ("colour", "dark"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(InputRefused):
        set_setting(tmp_path, name, text)
    assert not settings_file(tmp_path).exists()


def test_a_value_that_does_not_fit_is_told_kept_and_does_not_count(tmp_path: Path) -> None:
    path = settings_file(tmp_path)
    path.write_text('lock_after_minutes = true\ntheme = "light"\nfont = ["big"]\n')
    settings, problems = read_settings(tmp_path)
    assert settings == Settings(lock_after_minutes=15, theme="light")
    assert ["lock_after_minutes" in problems[0], "“font”" in problems[1]] == [True, True]
    set_setting(tmp_path, "theme", "dark")
    assert tomllib.loads(path.read_text("utf-8")) == {
        "lock_after_minutes": True,
        "theme": "dark",
        "font": ["big"],
    }


def test_a_broken_file_is_told_and_never_written_over(tmp_path: Path) -> None:
    path = settings_file(tmp_path)
    path.write_text("theme = = 3")
    settings, problems = read_settings(tmp_path)
    assert (settings, len(problems)) == (Settings(), 1)
    with pytest.raises(InputRefused, match="cannot be read"):
        set_setting(tmp_path, "theme", "light")
    assert path.read_text() == "theme = = 3"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    settings_file(tmp_path).mkdir()
    assert len(read_settings(tmp_path)[1]) == 1


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8"))))
def test_no_content_of_the_file_stops_anything(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = settings_file(Path(folder))
        path.write_bytes(content)
        settings, problems = read_settings(Path(folder))
        assert settings.lock_after_minutes == 15
        assert all("\n" not in problem for problem in problems)
        assert path.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputRefused):
            set_setting(tmp_path, "theme", "light")
    finally:
        tmp_path.chmod(0o700)
