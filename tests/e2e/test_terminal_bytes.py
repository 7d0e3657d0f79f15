"""Whatever stands in a store or an export, the terminal gets words, and nothing that could steer it."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

from leaptui.tui.commands import PLACES
from tests.e2e.hostile_store import PAYLOAD, SHOWN, STEERING, make_hostile_home
from tests.e2e.terminal import Terminal

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
_STYLE = r"(?:[13479]|[34]8;2;\d{1,3};\d{1,3};\d{1,3})"
SENT_BY_THE_APP = re.compile(
    "|".join(
        (
            rf"\x1b\[(?:0|{_STYLE}(?:;{_STYLE})*)m",  # bold to crossed out, and true colours
            r"\x1b\[\d{1,2};\d{1,3}H",  # to a cell
            r"\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004)[hl]",  # its modes, on and off
            r"\x1b\[\?(?:2026|2048)\$p",  # what the terminal can do
            r"\x1b\[(?:>\d+|<)u",  # the newer keyboard protocol
            r"\x1b\]22;default\x07",  # the shape of the pointer
            r"\r\n",
        )
    )
)
"""Every sequence Textual sends. What is left of its stream must be letters."""
_TURNS_ROUND = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
)
MUST_BE_SEEN = {
    "AttachmentsDialog",
    "CityFollowUpsScreen",
    "CityThemesScreen",
    "FindScreen",
    "FormDialog",
    "FoundTextScreen",
    "HelpScreen",
    "HistoryScreen",
    "ImportScreen",
    "LedgerDialog",
    "NoteScreen",
    "PassagesScreen",
    "PathDialog",
    "PeopleScreen",
    "TellDialog",
    "TypesDialog",
    "WriteDialog",
}


def foreign(sent: str) -> list[str]:
    """What in a stream is neither a letter nor sent by the app itself, with what stands around it."""
    rest = SENT_BY_THE_APP.sub("", sent)
    return [
        rest[max(place - 20, 0) : place + 20]
        for place, character in enumerate(rest)
        if unicodedata.category(character) in {"Cc", "Cs"}
        or character in _TURNS_ROUND
        or ord(character) & 0xFFFE == 0xFFFE
    ]


@pytest.mark.parametrize("steering", STEERING, ids=ascii)
def test_the_grammar_knows_what_is_foreign(steering: str) -> None:
    assert foreign(f"\x1b[1;38;2;1;2;3mwords\x1b[0m{steering}words\x1b[4;74H\r\n")


def hostile_export(path: Path) -> Path:
    """Calls whose headers and cells are hostile, as text and as bytes that are no text."""
    payload = f"{PAYLOAD}".replace("\n", "").replace("\r", "").encode("utf-8")
    rows = b"".join(
        b'%d,2024-03-%02d %02d:15:00,"WELFARE %d %b",%d00 MAIN \x9b5m ST %b,ADVISED\xff\n'
        % (number, number % 28 + 1, number % 24, number % 7, payload, number, payload)
        for number in range(200)
    )
    path.write_bytes(
        b"Incident %b,Call Date,Call Type %b,Address\x9d,Disposition\n%b" % (payload, payload, rows)
    )
    return path


@pytest.mark.thorough
def test_every_screen_of_a_hostile_store_sends_words(tmp_path: Path) -> None:
    home, report = tmp_path / "store", tmp_path / "report"
    make_hostile_home(home)
    export = hostile_export(tmp_path / "calls.csv")
    with Terminal(
        str(home), str(export), str(report), home=home, program="tests.e2e.tour", COLORTERM="truecolor"
    ) as terminal:
        while terminal.take(1):
            pass
        sent = terminal.bytes.decode("utf-8")  # eight-bit codes would not decode
        terminal.child.wait()
        assert terminal.child.exitstatus == 0, ascii(sent[-3000:])
    seen = [line.split("\t") for line in report.read_text("utf-8").splitlines()]
    assert foreign(sent) == []
    assert sent.count("\x1b[?1049l") == 1, "the screen is given back once, at the end"
    assert SHOWN in sent
    assert {screen for _, screen, is_shown in seen if is_shown == "True"} >= MUST_BE_SEEN
    visited = {path.split(" > ")[0].partition(" ")[2] for path, *_ in seen}
    assert {place for place, _ in PLACES} <= visited
