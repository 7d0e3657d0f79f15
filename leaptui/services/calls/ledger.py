"""The ledger of a dataset: where every row went, by which rule, and switching a rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Ledger, LedgerLine, SetAside
from leaptui.domain.errors import InputRefused
from leaptui.domain.ledger_rules import ALWAYS_ON, RuleLine, ledger_by, rule_lines, rules_on, switched
from leaptui.domain.text import one_line
from leaptui.services.calls.opened import calls_of
from leaptui.services.workspace import Workspace


def ledger_of(dataset: Dataset) -> Ledger:
    """The ledger kept with a dataset, by the rules that are on."""
    lines = tuple(LedgerLine(SetAside(line["reason"]), line["rows"]) for line in json.loads(dataset.ledger))
    return Ledger(dataset.rows_in, dataset.rows_used, lines)


def ledger_json(ledger: Ledger) -> str:
    """The lines of a ledger as a dataset keeps them."""
    return json.dumps([{"reason": line.reason.value, "rows": line.rows} for line in ledger.set_aside])


def can_switch(dataset: Dataset) -> bool:
    """Whether a dataset knows all reasons of its rows; those imported by an earlier leaptui do not."""
    return bool(_verdicts(dataset))


def rule_lines_of(dataset: Dataset) -> tuple[RuleLine, ...]:
    """Every rule with the rows before it, the rows it takes or would take, and the rows left.

    Of a dataset that cannot be switched, only the rules that took something are known.
    """
    if can_switch(dataset):
        return rule_lines(_verdicts(dataset), rules_on(dataset.rules_switched))
    lines, left = [], dataset.rows_in
    for line in ledger_of(dataset).set_aside:
        lines.append(RuleLine(line.reason, on=True, before=left, takes=line.rows, left=left - line.rows))
        left -= line.rows
    return tuple(lines)


def why_switched(dataset: Dataset) -> dict[SetAside, str]:
    """Why each rule that is not as usual was switched."""
    given = (line.partition(": ") for line in dataset.rules_reason.splitlines())
    return {SetAside(reason): why for reason, _, why in given if reason in dataset.rules_switched}


def refuse_what_cannot_be_switched(dataset: Dataset, reason: SetAside) -> None:
    """Do nothing where a rule can be switched.

    Raises:
        InputRefused: Where it cannot, with what can be done instead.
    """
    if reason in ALWAYS_ON:
        raise InputRefused(
            f"The rule for {reason.label} cannot be switched.",
            safe="Nothing was changed.",
            next_step="Whether units are collapsed is decided at import."
            if reason is SetAside.UNITS
            else "Correct the rows in a copy of the file and import it.",
        )
    if not can_switch(dataset):
        raise InputRefused(
            f"{dataset.file_name} was imported before rules could be switched.",
            safe="Nothing was changed.",
            next_step="Import it again.",
        )


def switch_rule(workspace: Workspace, dataset: Dataset, reason: SetAside, *, on: bool, why: str) -> Dataset:
    """Apply a rule of the ledger, or leave it out. Nothing is imported again, and undo takes it back.

    Args:
        workspace: Where.
        dataset: Whose ledger.
        reason: What the rule sets aside.
        on: Whether it is applied from now on.
        why: Her reason, which the ledger shows from now on.

    Raises:
        InputRefused: When the rule cannot be switched, or no reason is given.
    """
    why = one_line(why)
    refuse_what_cannot_be_switched(dataset, reason)
    if not why:
        raise InputRefused("Switching a rule needs a reason.", safe="Nothing was changed.")
    now_on = rules_on(dataset.rules_switched)
    if (reason in now_on) == on:
        return dataset
    now_on ^= {reason}
    not_as_usual = switched(now_on)
    reasons = {**why_switched(dataset), reason: why}
    ledger = ledger_by(dataset.rows_in, _verdicts(dataset), now_on)
    changed = replace(
        dataset,
        rows_used=ledger.rows_used,
        ledger=ledger_json(ledger),
        rules_switched=not_as_usual,
        rules_reason="\n".join(f"{key}: {reasons[SetAside(key)]}" for key in not_as_usual),
    )
    period = calls_of(workspace, changed).period()
    changed = replace(
        changed, first_day=period.first if period else None, last_day=period.last if period else None
    )
    workspace.store.apply("switch ledger rule", [changed], stream=dataset.engagement, reason=why)
    return changed


def rows_behind(
    workspace: Workspace, dataset: Dataset, reason: SetAside, limit: int = 200, *, offset: int = 0
) -> Sequence[dict[str, str]]:
    """The rows that a rule sets aside, or would if it were on, as text, in the order of the file.

    Rows that could not be read are not kept; for them, where they stand in the file and why.
    """
    from leaptui.calls.ledger_rows import ledger_rows

    return ledger_rows(
        calls_of(workspace, dataset).loaded,
        reason,
        rules_on(dataset.rules_switched),
        limit=limit,
        offset=offset,
    )


def _verdicts(dataset: Dataset) -> list[tuple[int, int]]:
    return [(int(reasons), int(rows)) for reasons, rows in json.loads(dataset.verdicts)]
