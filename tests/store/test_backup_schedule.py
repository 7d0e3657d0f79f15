"""A backup is due when there is something in the store that none holds, and not more often than hourly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leaptui.domain.records import Engagement
from leaptui.store.store import Store
from tests.store.conftest import SteppingClock

HOUR = 3_600_000
CITY = Engagement(id="city", slug="harbor-falls-oh", name="Harbor Falls, OH")


@pytest.fixture
def backed_up(store: Store) -> Store:
    store.apply("add engagement", [CITY], stream="city")
    store.backup()
    return store


def test_an_empty_store_needs_none_and_a_first_act_does(store: Store) -> None:
    assert not store.backup_due(closing=True)
    store.apply("add engagement", [CITY], stream="city")
    assert store.backup_due()
    store.backup()
    assert not store.backup_due(closing=True)


def test_a_change_is_due_at_closing_and_otherwise_after_an_hour(
    backed_up: Store, clock: SteppingClock
) -> None:
    backed_up.apply("rename", [Engagement(id="city", slug="x", name="Other")], stream="city")
    assert not backed_up.backup_due()
    assert backed_up.backup_due(closing=True)
    clock.milliseconds += HOUR - 10_000
    assert not backed_up.backup_due()
    clock.milliseconds += 10_000
    assert backed_up.backup_due()


def test_time_alone_is_no_reason(backed_up: Store, clock: SteppingClock) -> None:
    clock.milliseconds += 100 * HOUR
    assert not backed_up.backup_due(closing=True)


def test_a_draft_is_a_change(backed_up: Store) -> None:
    backed_up.put_draft("city", "note", "He waits.")
    assert backed_up.backup_due(closing=True)
    backed_up.backup()
    assert not backed_up.backup_due(closing=True)


def test_an_undo_is_a_change(backed_up: Store) -> None:
    last = backed_up.last_act()
    assert last is not None
    backed_up.undo(last.act)
    assert backed_up.backup_due(closing=True)


def test_a_clock_set_back_puts_nothing_off(backed_up: Store, clock: SteppingClock) -> None:
    clock.milliseconds -= 1000 * HOUR
    backed_up.apply("rename", [Engagement(id="city", slug="x", name="Other")], stream="city")
    assert backed_up.backup_due()


def test_a_reader_is_never_due(backed_up: Store, reopen: Callable[..., Store]) -> None:
    backed_up.put_draft("city", "note", "He waits.")
    assert not reopen(read_only=True).backup_due(closing=True)
