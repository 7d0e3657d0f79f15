"""From verdicts to a share with its interval, and to two readers' agreement; values worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.calls.sample_shares import agreements, settled, share_of, wilson
from leaptui.domain.call_records import TypeSample
from leaptui.domain.type_judgements import Verdict

E, N, U = Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.UNCLEAR
LETTERS = {"e": E, "n": N, "u": U}


def sample(reader: str, letters: str, first: int = 1) -> TypeSample:
    return TypeSample(
        id=reader, engagement="x", reader=reader,
        rows=tuple(str(first + place) for place in range(len(letters) + 2)),
        verdicts=tuple(LETTERS[letter].value for letter in letters),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Newcombe (1998), table I, method 3: score intervals of 81/263, 15/148, 0/20, 1/29.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_the_textbook(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(part, whole)
    assert found == pytest.approx((low, high), abs=5e-5)


@given(st.lists(st.sampled_from(list(Verdict)), max_size=60))
def test_the_share_lies_inside_its_interval_and_the_interval_inside_all(said: list[Verdict]) -> None:
    found = share_of({str(row): verdict for row, verdict in enumerate(said)})
    assert 0 <= found.low <= found.high <= 1
    assert found.read == found.eligible + found.not_eligible + found.unclear
    if found.share is not None:
        assert found.low <= found.share <= found.high


def test_unclear_calls_widen_the_interval_on_both_sides() -> None:
    clear = share_of({str(at): E if at < 30 else N for at in range(40)})
    unclear = share_of({str(at): E if at < 30 else N if at < 40 else U for at in range(50)})
    assert clear.share == unclear.share == 0.75
    assert unclear.low < clear.low
    assert unclear.high > clear.high


def test_where_readers_differ_nothing_is_settled() -> None:
    one, other = sample("A", "eeenu"), sample("B", "eenn")
    assert list(settled([one, other]).values()) == [E, E, U, N, U]


def test_agreement_is_counted_on_calls_that_both_read() -> None:
    # 20 calls: both eligible 10, both not 5, A eligible and B not 3, the other way 2.
    # By chance (13 x 12 + 7 x 8) / 400 = 0.53; (0.75 - 0.53) / 0.47.
    one, other = (
        sample("A", "e" * 10 + "n" * 5 + "e" * 3 + "n" * 2),
        sample("B", "e" * 10 + "n" * 8 + "e" * 2),
    )
    (found,) = agreements([one, other])
    assert (found.readers, found.rows, found.same) == (("A", "B"), 20, 15)
    assert found.share == 0.75
    assert found.kappa == pytest.approx(0.22 / 0.47)
    assert agreements([one, sample("C", "eee", first=1000)]) == []


def test_readers_who_say_the_same_of_everything_have_no_kappa() -> None:
    (found,) = agreements([sample("A", "eeee"), sample("B", "eeee")])
    assert (found.share, found.kappa) == (1.0, None)
