"""A confidence typed into a note is on the screen and in the sealed store, and nowhere else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import psutil
import pytest

from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.interviews import start_interview
from tests.e2e.terminal import Terminal
from tests.quick_stores import make_workspace

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
PASSPHRASE = "wombats under the pier"
CANARY = "zanzibarian-quokka"
CTRL_Q, ESCAPE, F11 = "\x11", "\x1b", "\x1b[23~"
_PLAIN_STORE = b"SQLite format 3\x00"


class Household:
    """A home folder with all that belongs to it, in which leaptui runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "data" / "leaptui"
        names = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
        self.places = {name: str(folder / name.lower()) for name in (*names, "XDG_RUNTIME_DIR")}
        for place in self.places.values():
            Path(place).mkdir()
        workspace, _ = make_workspace(self.home, PASSPHRASE)
        with workspace:
            city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
            start_interview(workspace, city, title="Night shift", note="Before.")

    def run(self, program: str = "leaptui") -> Terminal:
        """Start leaptui with the passphrase in its environment, as a script would."""
        arguments = [str(self.home)] if program != "leaptui" else []
        return Terminal(
            *arguments,
            home=self.home,
            program=program,
            LEAPTUI_PASSPHRASE=PASSPHRASE,
            **self.places,  # type: ignore[arg-type]
        )

    def in_the_clear(self) -> list[str]:
        """The files in which a secret, or a whole store, can be read."""
        return [
            str(path)
            for path in self.folder.rglob("*")
            if path.is_file() and is_told(path.read_bytes(), CANARY, PASSPHRASE)
        ]


def is_told(content: bytes, *secrets: str) -> bool:
    """Whether bytes give a secret away, in either of the encodings programs keep text in, or are a plain store."""
    forms = [secret.encode(encoding) for secret in secrets for encoding in ("utf-8", "utf-16-le")]
    return content.startswith(_PLAIN_STORE) or any(form in content for form in forms)


def unlinked(pid: int) -> list[str]:
    """Files a process holds that have no name any more, in which the secret can be read."""
    told = []
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        target = str(link.readlink()) if link.exists() or link.is_symlink() else ""
        if target.endswith("(deleted)") and is_told(link.read_bytes(), CANARY, PASSPHRASE):
            told.append(target)
    return told


@pytest.fixture
def household(tmp_path: Path) -> Household:
    return Household(tmp_path)


def type_the_secret(app: Terminal) -> None:
    for keys, answer in (
        ("", "Harbor Falls"),
        ("\r", "Ten components"),
        ("3", "Night shift"),
        ("\r", "own view"),
    ):
        app.child.send(keys)
        app.wait_for(answer)
    app.type_until_saved(f" {CANARY} ")


def test_while_open_and_after_leaving(household: Household) -> None:
    with household.run() as app:
        type_the_secret(app)
        assert household.in_the_clear() == []
        if sys.platform == "linux":
            assert unlinked(app.child.pid) == []
            children = psutil.Process(app.child.pid).children(recursive=True)
            assert not any(is_told(str(child.environ()).encode(), PASSPHRASE, CANARY) for child in children)
        app.press(ESCAPE)
        app.wait_for("new interview")
        app.press(CTRL_Q)
        assert app.wait_for_end() == 0
    assert household.in_the_clear() == []
    assert list(household.folder.rglob("*.leaptui")), "the store and its backup are there"


def test_after_a_kill(household: Household) -> None:
    with household.run() as app:
        type_the_secret(app)
        app.press("and more")
        app.kill()
    assert household.in_the_clear() == []


def test_a_mistake_of_ours_tells_nothing(household: Household) -> None:
    with household.run("tests.e2e.mistaken") as app:
        type_the_secret(app)
        app.child.send(F11)
        assert app.wait_for_end() == 1
    last_words = bytes(app.bytes).rpartition(b"\x1b[?1049l")[2].decode()
    assert "leaptui made a mistake (ZeroDivisionError)" in last_words
    assert "Traceback" not in last_words
    assert CANARY not in last_words
    assert PASSPHRASE not in last_words
    assert household.in_the_clear() == []


@pytest.mark.thorough
def test_what_the_store_says_of_damage_stays_out_of_the_terminal(household: Household) -> None:
    """SQLCipher writes its complaints to stderr, which is the screen."""
    store = household.home / "store.leaptui"
    content = bytearray(store.read_bytes())
    content[len(content) // 2] ^= 1
    store.write_bytes(content)
    with household.run() as app:
        app.wait_for("amaged")
        app.press(ESCAPE, ESCAPE, CTRL_Q)
        app.wait_for_end()
    said = bytes(app.bytes)
    assert b"sqlcipher" not in said.lower()
    assert b"CORE" not in said


@pytest.mark.skipif(not os.access("/proc/self/fd", os.R_OK), reason="reads /proc")
def test_the_search_for_secrets_finds_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"x{CANARY}", "utf-16-le")
    assert is_told((tmp_path / "a").read_bytes(), CANARY)
    with (tmp_path / "b").open("w+b") as file:
        file.write(CANARY.encode())
        file.flush()
        (tmp_path / "b").unlink()
        assert unlinked(os.getpid()) != []
