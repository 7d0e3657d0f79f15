"""Groups of stakeholders: the one part that the portfolio needs before it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.practice.located_toml import key_of

if TYPE_CHECKING:
    from leaptui.practice.located_toml import Table

SHORT_LABEL = 20
"""Longest `short` of a group, component, phase or guide question, in characters."""


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of stakeholder.

    Attributes:
        key: Kept in a stakeholder's record; never changes its meaning.
        label: Its name in full.
        short: Its name in at most `SHORT_LABEL` characters.
        target: Fewest people (or sessions) an advisor of a mid-size city plans to hear.
        target_most: Most of them.
        sessions: Whether the target counts sessions of several people.
        critical: Whether two voices are needed before Design can begin; otherwise one is.
        why: What only this group can tell.
    """

    key: str
    label: str
    short: str
    target: int
    target_most: int
    sessions: bool
    critical: bool
    why: str

    @property
    def needed_before_design(self) -> int:
        """Voices without which the coverage rule is not met."""
        return 2 if self.critical else 1


def read_groups(top: Table) -> tuple[Group, ...]:
    """Stakeholder groups, in the order they are shown."""
    found: list[Group] = []
    for table in top.tables("group", least=1):
        target = table.whole("target", least=1, most=99)
        found.append(
            Group(
                key=key_of(table, taken=(group.key for group in found)),
                label=table.text("label"),
                short=table.text("short", most=SHORT_LABEL),
                target=target,
                target_most=table.whole("target_most", least=target, most=99, default=target),
                sessions=table.flag("sessions"),
                critical=table.flag("critical"),
                why=table.text("why"),
            )
        )
    return tuple(found)
