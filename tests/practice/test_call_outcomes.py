"""How calls end by the words of published exports; and shares of other cities, each with its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.practice.call_outcomes import OTHER
from leaptui.practice.located_toml import PracticeFileRefused
from leaptui.practice.reader import Practice, load_practice


@pytest.fixture(scope="module")
def practice() -> Practice:
    return load_practice()


@pytest.mark.parametrize(
    ("disposition", "ending"),
    [
        ("REPORT WRITTEN (NO ARREST)", "report"),
        ("No report required; dispatch record only", "no_action"),
        ("No arrest, no report", "no_action"),
        ("REPORT NOT NEEDED", "no_action"),
        ('"ARREST CUSTODIAL OR CITATION"', "arrest"),
        ("Traffic Citation Issued, Non-Hazardous Violation", "citation"),
        ("Gone on Arrival/unable to locate", "gone"),
        ("UNABLE TO LOCATE INCIDENT OR COMPLAINANT", "gone"),
        ("RESPONDING UNIT(S) CANCELLED BY RADIO", "cancelled"),
        ("Turned over To (TOT)", "referred"),
        ("ASSISTANCE RENDERED", "helped"),
        ("ASSISTANCE REFUSED", "no_action"),
        ("INCIDENT LOCATED, PUBLIC ORDER RESTORED", "helped"),
        ("FALSE COMPLAINT/UNFOUNDED", "no_action"),
        ("NO POLICE ACTION POSSIBLE OR NECESSARY", "no_action"),
        ("necessary action taken", "helped"),
        ("NRPT", "no_action"),
        ("rpt", "report"),
        ("UTL", "gone"),
        ("NO TRANSPORT", OTHER),
        ("COMMUNITY POLICING", OTHER),
        ("ARRIVED", OTHER),
        ("A", OTHER),
        ("", OTHER),
    ],
)
def test_a_disposition_is_read_by_its_longest_words(
    practice: Practice, disposition: str, ending: str
) -> None:
    assert practice.call_outcomes.ending_of(disposition) == ending


def test_every_published_share_has_source_base_and_range(practice: Practice) -> None:
    shares = practice.peer_shares
    assert len(shares) >= 5
    for share in shares:
        assert 0 < share.low <= share.high < 1
        assert share.source
        assert share.base
        assert share.as_of[:2] == "20"
    denver = [share.low for share in shares if share.place.startswith("Denver")]
    assert denver == [0.15, 0.028]


@pytest.mark.parametrize(
    ("name", "was", "is_now", "told"),
    [
        ("peer_shares.toml", 'mark = "F"\n\n[[share]]\nplace = "The same', 'mark = "R"\n\n[[share]]\nplace = "The same', "must be F"),
        ("peer_shares.toml", "low = 0.21", "low = 0.61", "from `low` to 1"),
        ("call_outcomes.toml", 'key = "report"', 'key = "other"', "different key each"),
        ("call_outcomes.toml", '"RPTS"', '"rpts"', "in capitals"),
    ],
)  # fmt: skip
def test_a_file_of_ones_own_is_refused_with_its_place(
    tmp_path: Path, name: str, was: str, is_now: str, told: str
) -> None:
    packaged = Path(__file__).parents[2] / "leaptui" / "practice" / name
    text = packaged.read_text(encoding="utf-8")
    assert was in text
    (tmp_path / name).write_text(text.replace(was, is_now, 1), encoding="utf-8")
    own = load_practice(tmp_path)
    with pytest.raises(PracticeFileRefused, match=told):
        _ = own.peer_shares if name == "peer_shares.toml" else own.call_outcomes
