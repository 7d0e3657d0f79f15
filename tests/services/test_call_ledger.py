"""A rule of the ledger is switched with a reason, without importing again, and undo takes it back."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import SetAside
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.ledger import (
    can_switch,
    ledger_of,
    rows_behind,
    rule_lines_of,
    switch_rule,
    why_switched,
)
from leaptui.services.calls.picture import find_dataset, summarise
from leaptui.services.city.engagements import add_engagement
from leaptui.services.upkeep.history import take_back_last
from leaptui.services.workspace import Workspace

EXPORT = [
    "Call Id,Received,Arrived,Type,Source,Disposition,Address",
    # Two officers' entries of one stop, ten minutes apart: duplicates only among themselves.
    "A1,2025-03-01 10:00:00,2025-03-01 10:00:00,TRAFFIC STOP,OFFICER,WARNING,100 OAK ST",
    "A2,2025-03-01 10:10:00,2025-03-01 10:10:00,TRAFFIC STOP,OFFICER,WARNING,100 OAK ST",
    "B1,2025-03-02 09:00:00,2025-03-02 09:20:00,BURGLAR ALARM,911,FALSE ALARM,300 ELM ST",
    "B2,2025-03-02 09:05:00,,BURGLAR ALARM,911,CANCELLED,300 ELM ST",
    "C1,2025-03-03 09:05:00,,WELFARE CHECK,911,CANCELLED BY CALLER,400 ELM ST",
    "C2,2025-03-03 11:05:00,2025-03-03 11:15:00,WELFARE CHECK,911,CANCELLED BY CALLER,500 ELM ST",
    "D1,2025-03-04 09:05:00,,911 HANG UP,911,,600 ELM ST",
    *(
        f"Z{n},2025-03-{n % 20 + 5:02} {n % 24:02}:{n % 60:02}:00,,{('NOISE COMPLAINT', 'THEFT REPORT')[n % 2]},"
        f"{('911', 'PHONE')[n % 2]},REPORT TAKEN,{n}00 PINE ST"
        for n in range(60)
    ),
]


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")


@pytest.fixture
def dataset(workspace: Workspace, city: Engagement, tmp_path: Path) -> Dataset:
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(EXPORT) + "\n")
    return import_file(workspace, city, path)[0]


def taken(dataset: Dataset) -> dict[str, int]:
    return {line.reason.value: line.rows for line in ledger_of(dataset).set_aside}


def test_every_rule_has_its_count_whether_it_is_on_or_not(dataset: Dataset) -> None:
    lines = rule_lines_of(dataset)
    assert [line.reason for line in lines] == list(SetAside)
    assert {line.reason.value: (line.on, line.takes) for line in lines if line.takes} == {
        "officer_initiated": (True, 2),
        "duplicates": (True, 1),
        "cancelled": (False, 1),
        "alarms": (False, 1),
        "hang_ups": (False, 1),
    }
    assert lines[0].before == dataset.rows_in == 67
    assert lines[-1].left == dataset.rows_used == 64
    assert all(earlier.left == later.before for earlier, later in pairwise(lines))


def test_a_switched_rule_is_one_act_with_its_reason_and_undo_takes_it_back(
    workspace: Workspace, city: Engagement, dataset: Dataset
) -> None:
    changed = switch_rule(workspace, dataset, SetAside.ALARMS, on=True, why="the city has an alarm policy")
    assert taken(changed) == {"officer_initiated": 2, "duplicates": 1, "alarms": 1}
    assert (changed.rows_used, changed.rules_switched) == (63, ("alarms",))
    assert why_switched(changed) == {SetAside.ALARMS: "the city has an alarm policy"}
    assert find_dataset(workspace, city) == changed
    take_back_last(workspace)
    assert find_dataset(workspace, city) == dataset


def test_the_figures_follow_the_rules(workspace: Workspace, city: Engagement, dataset: Dataset) -> None:
    assert summarise(workspace, city, dataset).summary.base.calls == 64
    changed = switch_rule(
        workspace, dataset, SetAside.OFFICER_INITIATED, on=False, why="all work counts here"
    )
    # The second entry of the stop is a duplicate of the first once officers' own calls count.
    assert taken(changed) == {"duplicates": 2}
    assert summarise(workspace, city, changed).summary.base.calls == changed.rows_used == 65
    assert changed.first_day == "2025-03-01"
    back = switch_rule(workspace, changed, SetAside.OFFICER_INITIATED, on=True, why="no, they do not")
    assert (back.rules_switched, back.rules_reason, back.ledger) == ((), "", dataset.ledger)
    assert back.first_day == dataset.first_day == "2025-03-02"


def test_the_rows_a_rule_takes_or_would_take_can_be_opened(workspace: Workspace, dataset: Dataset) -> None:
    expected = {
        "cancelled": ["C1"],
        "alarms": ["B1"],
        "duplicates": ["B2"],
        "officer_initiated": ["A1", "A2"],
    }
    for line in rule_lines_of(dataset):
        reason = line.reason
        rows = rows_behind(workspace, dataset, reason)
        assert len(rows) == line.takes, reason
        if reason in expected:
            assert [row["incident_id"] for row in rows] == expected[reason]
        assert rows_behind(workspace, dataset, reason, 1, offset=1) == rows[1:2]
        assert all(reason.label in row["reasons"] for row in rows), reason


def test_what_cannot_be_switched_is_refused_in_a_sentence(workspace: Workspace, dataset: Dataset) -> None:
    with pytest.raises(InputRefused, match="needs a reason"):
        switch_rule(workspace, dataset, SetAside.ALARMS, on=True, why=" \n")
    for reason in (SetAside.UNREADABLE, SetAside.UNITS):
        with pytest.raises(InputRefused, match="cannot be switched"):
            switch_rule(workspace, dataset, reason, on=False, why="so")
    assert switch_rule(workspace, dataset, SetAside.ALARMS, on=False, why="so") == dataset


def test_a_dataset_of_an_earlier_leaptui_keeps_its_ledger_until_it_is_imported_again(
    workspace: Workspace, city: Engagement, dataset: Dataset, tmp_path: Path
) -> None:
    earlier = replace(dataset, verdicts="[]", problems="[]")
    workspace.store.apply("import calls", [earlier], stream=city.id)
    assert not can_switch(earlier)
    assert [(line.reason.value, line.before, line.takes, line.left) for line in rule_lines_of(earlier)] == [
        ("officer_initiated", 67, 2, 65),
        ("duplicates", 65, 1, 64),
    ]
    with pytest.raises(InputRefused, match="before rules could be switched"):
        switch_rule(workspace, earlier, SetAside.ALARMS, on=True, why="so")
    again, _ = import_file(workspace, city, tmp_path / "calls.csv")
    assert again == dataset
    assert sum(rows for _, rows in json.loads(again.verdicts)) == 67
