"""Which decision on a call type holds on which day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from leaptui.calls.type_rules import shares_a_day, spans_of
from leaptui.calls.types import read_types, reading_on
from leaptui.domain.call_records import TypeRule
from leaptui.domain.calls import Tier
from leaptui.practice.taxonomy import load_taxonomy

DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 28)).map(date.isoformat)


def rule(first: str | None, last: str | None, tier: str = "police", name: str = "TRESPASS") -> TypeRule:
    return TypeRule(
        id=f"{name}{first}", engagement="e", type=name, tier=tier, reason="said so",
        effective_from=first, effective_to=last,
    )  # fmt: skip


def test_no_rule_and_one_without_days_hold_for_ever() -> None:
    assert [(span.is_always, span.rule) for span in spans_of([])] == [(True, None)]
    always = rule(None, None)
    assert [(span.is_always, span.rule) for span in spans_of([always])] == [(True, always)]


def test_days_that_no_rule_names_are_left_to_the_taxonomy() -> None:
    june = rule("2025-06-01", "2025-06-30")
    late = rule("2025-09-01", None)
    assert [(span.first, span.last, span.rule) for span in spans_of([late, june])] == [
        (None, "2025-05-31", None),
        ("2025-06-01", "2025-06-30", june),
        ("2025-07-01", "2025-08-31", None),
        ("2025-09-01", None, late),
    ]


def test_rules_end_on_the_day_they_name() -> None:
    assert not shares_a_day(rule(None, "2025-06-30"), rule("2025-07-01", None))
    assert shares_a_day(rule(None, "2025-07-01"), rule("2025-07-01", None))
    assert shares_a_day(rule(None, None), rule("2025-07-01", "2025-07-01"))


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=5), DAYS)
def test_each_day_has_exactly_one_span_whatever_the_rules_say(
    periods: list[tuple[str | None, str | None]], day: str
) -> None:
    rules = [rule(first, last) for first, last in periods if first is None or last is None or first <= last]
    spans = spans_of(rules)
    assert sum(span.holds_on(day) for span in spans) == 1
    assert sum(span.holds_on(None) for span in spans) == 1
    for before, after in pairwise(spans):
        assert before.last is not None
        assert after.first == (date.fromisoformat(before.last) + timedelta(days=1)).isoformat()
    holding = next(span for span in spans if span.holds_on(day))
    if holding.rule is not None:
        claimed = holding.rule
        assert (claimed.effective_from or day) <= day <= (claimed.effective_to or day)


def test_a_code_that_changed_its_meaning_is_read_by_the_day() -> None:
    rules = [rule(None, "2025-06-30", "police"), rule("2025-07-01", None, "community_responder")]
    dated: dict[tuple[str, str | None, str | None], int] = {("TRESPASS", None, "2025-06-30"): 30}
    first, second, other = read_types([("TRESPASS", 100), ("FIGHT", 5)], load_taxonomy(), rules, dated)
    assert (first.tier, first.calls, first.effective_to) == (Tier.POLICE, 30, "2025-06-30")
    assert (second.tier, second.calls, second.effective_from) == (
        Tier.COMMUNITY_RESPONDER,
        70,
        "2025-07-01",
    )
    assert (other.type, other.effective_from, other.effective_to) == ("FIGHT", None, None)
    assert reading_on([first, second], "2025-06-30") is first
    assert reading_on([first, second], "2025-07-01") is second
    assert reading_on([first, second], None) is second


def test_the_narrow_rules_may_be_told_about_a_type() -> None:
    for narrow, name, expected in (
        ("yes", "LOITERING", True),
        ("no", "TRESPASS", False),
        ("", "TRESPASS", True),
        ("", "LOITERING", False),
    ):
        told = TypeRule(
            id="r", engagement="e", type=name, tier="community_responder", reason="said", narrow=narrow
        )
        (found,) = read_types([(name, 1)], load_taxonomy(), [told])
        assert found.narrow is expected, (name, narrow)
