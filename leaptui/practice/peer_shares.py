"""Shares of calls that others published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.domain.call_comparison import PeerShare
from leaptui.practice.facts import Standing, read_fact

if TYPE_CHECKING:
    from leaptui.practice.located_toml import Table


def read_peer_shares(top: Table) -> tuple[PeerShare, ...]:
    """The shares of a practice file. One that nobody read in a published source is refused."""
    return tuple(map(_share, top.tables("share", least=1)))


def _share(table: Table) -> PeerShare:
    low, high, told = table.number("low"), table.number("high"), read_fact(table)
    if not 0 <= low <= high <= 1:
        table.refuse("high", "must be a fraction from `low` to 1")
    if told.mark is not Standing.FOUND:
        table.refuse("mark", "must be F: a share to hold a city's own beside has a published source")
    return PeerShare(
        place=table.text("place"),
        low=low,
        high=high,
        base=table.text("base"),
        text=told.text,
        source=told.source,
        as_of=told.as_of,
    )
