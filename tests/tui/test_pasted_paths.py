"""A file dropped on the terminal becomes the path it is."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.tui.pasted_paths import meant_path, pasted_paths

STICK = Path("/media/ana/USB STICK/calls 2025.csv")


@pytest.mark.parametrize(
    "pasted",
    [
        "/media/ana/USB\\ STICK/calls\\ 2025.csv",
        "'/media/ana/USB STICK/calls 2025.csv'",
        '"/media/ana/USB STICK/calls 2025.csv" ',
        "file:///media/ana/USB%20STICK/calls%202025.csv\n",
        "/media/ana/USB STICK/calls 2025.csv",
    ],
)
def test_one_dropped_file(pasted: str) -> None:
    assert pasted_paths(pasted) == [STICK]
    assert meant_path(pasted) == STICK
    assert meant_path(f"/home/ana/{pasted}") == STICK, "pasted behind the folder that stood in the field"


@pytest.mark.parametrize("between", [" ", "\n"])
def test_several_dropped_files(between: str) -> None:
    assert pasted_paths(between.join(["'/a/q 1.csv'", "'/a/q 2.csv'"])) == [
        Path("/a/q 1.csv"),
        Path("/a/q 2.csv"),
    ]
    assert pasted_paths(between.join(["/a/1.csv", "/a/2.csv"])) == [Path("/a/1.csv"), Path("/a/2.csv")]
    assert pasted_paths(between.join(["file:///a/1.csv", "file:///a/2.csv"])) == [
        Path("/a/1.csv"),
        Path("/a/2.csv"),
    ]


def test_words_are_no_path() -> None:
    assert pasted_paths("calls for service 2025") == []
    assert pasted_paths("") == []


def test_an_apostrophe_of_the_name_stays() -> None:
    assert pasted_paths("/media/ana/chief's calls.csv") == [Path("/media/ana/chief's calls.csv")]


def test_of_windows() -> None:
    assert pasted_paths('"C:\\Users\\Ana\\calls 2025.csv"') == [Path("C:\\Users\\Ana\\calls 2025.csv")]


def test_what_is_typed_stays_what_it_is() -> None:
    assert meant_path("/home/ana/calls.csv") == Path("/home/ana/calls.csv")
    assert meant_path("calls.csv") == Path("calls.csv")
    assert meant_path("") == Path()
    assert meant_path("~/x") == Path("~/x").expanduser()


NAME = st.text(
    st.characters(codec="ascii", exclude_characters="/\0\n\r", categories=("L", "N", "P", "Zs")), min_size=1
)


@given(NAME.filter(lambda name: name.strip() == name and not name.startswith("~")))
def test_whatever_a_shell_would_quote_comes_back(name: str) -> None:
    path = f"/media/{name}"
    quoted = shlex.quote(path)
    if quoted == path or quoted.startswith("'"):
        assert [str(each) for each in pasted_paths(quoted)] == [str(Path(path))]
