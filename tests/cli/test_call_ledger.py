"""The ledger on the command line: every rule, its rows, and switching one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_a_rule_is_shown_switched_and_taken_back(store: Callable[..., Any], fixtures: Path) -> None:
    store("engagement", "add", "Fenwick, NC", "--timezone", "America/New_York")
    city = ("--engagement", "fenwick-nc")
    store("calls", "import", fixtures / "calls" / "san_jose_layout.csv", *city)
    before = store("calls", "ledger", *city, "--json").json()
    rules = {rule["reason"]: rule for rule in before["rules"]}
    assert len(rules) == 11
    assert rules["unreadable"]["before"] == before["rows_in"]
    assert rules["follow_ups"]["left"] == before["rows_used"]
    assert not rules["units"]["switchable"]
    rows = store("calls", "ledger", *city, "--rows", "officer_initiated", "--json").json()
    assert len(rows) == rules["officer_initiated"]["takes"] > 0
    switched = store(
        "calls", "rule", "officer_initiated", "--off", "--why", "all work counts", *city, "--json"
    ).json()
    rule = next(each for each in switched["rules"] if each["reason"] == "officer_initiated")
    assert (rule["on"], rule["why"]) == (False, "all work counts")
    assert switched["rows_used"] > before["rows_used"]
    assert "all work counts" in store("calls", "ledger", *city).out
    refused = store("calls", "rule", "units", "--off", "--why", "so", *city)
    assert (refused.code, "cannot be switched" in refused.err) == (1, True)
    assert store("undo").code == 0
    assert store("calls", "ledger", *city, "--json").json() == before
