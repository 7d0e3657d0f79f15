"""The day somebody means by a word or two."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.due_days import due_day

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-24"),
        ("tomorrow", "2026-11-25"),
        ("Mañana", "2026-11-25"),
        ("friday", "2026-11-27"),
        ("Fri.", "2026-11-27"),
        ("tuesday", "2026-12-01"),
        ("martes", "2026-12-01"),
        ("miércoles", "2026-11-25"),
        ("sábado", "2026-11-28"),
        ("next-week", "2026-11-30"),
        ("próxima_semana", "2026-11-30"),
        ("next-friday", "2026-12-04"),
        ("2-dec", "2026-12-02"),
        ("2-dic", "2026-12-02"),
        ("2dec,", "2026-12-02"),
        ("dec-2nd", "2026-12-02"),
        ("2-de-diciembre", "2026-12-02"),
        ("2-dec-2027", "2027-12-02"),
        ("12/5", "2026-12-05"),
        ("12/5/27", "2027-12-05"),
        ("11/20", "2027-11-20"),
        ("11/24", "2026-11-24"),
        ("2026-12-02", "2026-12-02"),
        ("2026-12-2", "2026-12-02"),
        ("in-3-days", "2026-11-27"),
        ("2-weeks", "2026-12-08"),
        ("29-feb", "2028-02-29"),
    ],
)
def test_days_as_people_write_them(words: str, day: str) -> None:
    assert due_day(words, TUESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "13/5", "31-nov", "2026-02-30", "30-feb", "2-decision", "friday-ish", "99/99/9999", "0/0"],
)
def test_what_is_no_day(words: str) -> None:
    assert due_day(words, TUESDAY) is None


def test_the_end_of_time_is_no_day() -> None:
    assert due_day("tomorrow", date.max) is None


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(["monday", "jueves", "sun"]))
def test_a_weekday_is_the_next_one_and_within_a_week(said_on: date, words: str) -> None:
    day = due_day(words, said_on)
    assert day is not None
    assert timedelta(days=1) <= day - said_on <= timedelta(days=7)
    assert day.weekday() == {"monday": 0, "jueves": 3, "sun": 6}[words]


@given(st.text(max_size=20), st.dates())
def test_any_words_are_read_without_complaint(words: str, said_on: date) -> None:
    due_day(words, said_on)
