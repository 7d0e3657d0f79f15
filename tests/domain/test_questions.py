"""The questions of a guide inside a note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.questions import Answer, answers, question_of

NOTE = """Met in her office.

14:20 ## 4 Never unarmed, when?
Not without a radio.
> Ask again.

## 9 Nobody is free
## Other
Calls wait. ## 5 is no heading here
### 4 again
And never at night.
## 2 What you ask first
> My own guess.
"""


def test_answers_stand_between_their_heading_and_the_next() -> None:
    found = answers(NOTE)
    assert list(found) == [4, 9, 2]
    assert found[4] == Answer(
        4, "14:20", "Not without a radio.\n> Ask again.\n\nAnd never at night.", NOTE.index("14:20")
    )
    assert (found[4].is_answered, found[9].is_answered) == (True, False)
    assert found[2].text == "> My own guess."
    assert not found[2].is_answered


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("## 9 Nobody is free", 9),
        ("14:20 ## 4 Never", 4),
        ("[off] # 12 Quiet", 12),
        ("## 123 Too many", None),
        ("## Other", None),
        ("##9 no blank", None),
        ("Call #9 was it", None),
    ],
)
def test_what_heads_a_question(line: str, number: int | None) -> None:
    assert question_of(line) == number


@given(
    st.lists(
        st.one_of(
            st.integers(1, 12).map(lambda n: f"## {n} Question"),
            st.sampled_from(["Words.", "", "> Own view.", "## Other"]),
        ),
        max_size=12,
    )
)
def test_every_line_under_a_question_is_in_its_answer_and_no_other(lines: list[str]) -> None:
    expected: dict[int, list[str]] = {}
    now: int | None = None
    for line in lines:
        if line.startswith("##"):
            now = question_of(line)
            if now is not None:
                expected.setdefault(now, [])
        elif now is not None:
            expected[now].append(line)
    found = answers("\n".join(lines))
    assert {number: each.text.split() for number, each in found.items()} == {
        number: " ".join(said).split() for number, said in expected.items()
    }
    for number, each in found.items():
        assert "\n".join(lines)[each.start :].startswith(f"## {number} ")
