"""Files for others are whole or not there at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import ClearedFile
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.outlet import write, write_all
from leaptui.disclosure.passages import Passage
from leaptui.disclosure.protected import Protected
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import AlreadyThere, OutputRefused, Withheld


def file(name: str, data: bytes = b"words") -> ClearedFile:
    return Gate(Audience.PUBLIC, Protected()).finished(name, data, "words")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_new_folder_and_its_files_are_the_owners_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "out" / "harbor-falls", file("roadmap.txt"))
    assert path.read_bytes() == b"words"
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)


def test_an_older_file_is_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    write(tmp_path, file("roadmap.txt", b"old"))
    write(tmp_path, file("roadmap.txt", b"new"))
    assert [path.name for path in tmp_path.iterdir()] == ["roadmap.txt"]
    assert (tmp_path / "roadmap.txt").read_bytes() == b"new"


def test_an_older_file_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    write(tmp_path, file("a.txt", b"old"))
    with pytest.raises(AlreadyThere, match=r"there is already a\.txt"):
        write_all(tmp_path, [file("b.txt", b"new"), file("a.txt", b"new")], over=False)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_when_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(OutputRefused, match="is a folder"):
        write_all(tmp_path, [file("a.txt", b"new"), file("b.txt")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="limits of this kind are not known on Windows")
def test_a_disk_that_fills_up_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    script = (
        "import resource; from pathlib import Path\n"
        "from leaptui.disclosure.audience import Audience\n"
        "from leaptui.disclosure.gate import Gate\n"
        "from leaptui.disclosure.outlet import write_all\n"
        "from leaptui.disclosure.protected import Protected\n"
        "from leaptui.domain.errors import OutputRefused\n"
        "gate = Gate(Audience.PUBLIC, Protected())\n"
        "files = [gate.finished('a.txt', b'new', ''), gate.finished('b.txt', b'x' * 300_000, '')]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, resource.RLIM_INFINITY))\n"
        "try:\n"
        f"    write_all(Path({str(tmp_path)!r}), files)\n"
        "except OutputRefused as refused:\n"
        "    print(refused.sentence)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=600
    )
    assert "cannot be written" in run.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_a_file_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputRefused) as refused:
        write(tmp_path / "taken" / "out", file("a.txt"))
    assert "folder" in refused.value.next_step
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_bytes(b"theirs")
    (tmp_path / "linked").symlink_to(elsewhere)
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.txt").symlink_to(elsewhere / "a.txt")
    for folder in (tmp_path / "linked", out):
        with pytest.raises(OutputRefused, match="link"):
            write(folder, file("a.txt"))
    assert (elsewhere / "a.txt").read_bytes() == b"theirs"


@pytest.mark.parametrize("name", ["", ".", "..", "../a.txt", "a/b.txt", "a\\b.txt", "a\nb.txt"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputRefused):
        write(tmp_path / "out", file(name))
    assert list(tmp_path.iterdir()) == []


def test_a_finished_file_is_read_once_more() -> None:
    said = "nobody with keys to the sobering room answers after midnight"
    gate = Gate(Audience.PUBLIC, Protected([Passage(said, Attribution.NONE)], ["Maria Lopez"]))
    page = f"<html><body><img alt='{said}'></body></html>".encode()
    with pytest.raises(Withheld, match=r"roadmap\.html"):
        gate.finished("roadmap.html", page, "")
    with pytest.raises(Withheld):
        gate.finished("roadmap.txt", b"%PDF", said)
    with pytest.raises(Withheld):
        gate.finished("maria-lopez.md", b"", "")
    assert gate.finished("roadmap.md", b"Calls.", "Calls.").data == b"Calls."
