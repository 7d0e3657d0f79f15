"""Commands of the ledger."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

CALL_LEDGER: tuple[Command, ...] = (
    Command(
        id="ledger.switch",
        key="s",
        action="switch_rule",
        title="Switch a rule of the ledger",
        help="Apply the rule under the cursor or leave it out, with a reason; every figure follows.",
        word="switch rule",
    ),
)
