"""Conversations of a small made-up city, without a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leaptui.domain.records import Headcount, Interview, Stakeholder
from leaptui.services.interviews.conversations import Conversation

CITY = "city"


def person(name: str, group: str = "", **fields: Any) -> Stakeholder:
    return Stakeholder(
        id=name.casefold(),
        engagement=CITY,
        name=name,
        role=fields.pop("role", f"{name}'s role"),
        group=group,
        **fields,
    )


def talk(
    number: int,
    note: str = "",
    *,
    people: Sequence[Stakeholder] = (),
    heads: Sequence[tuple[str, int]] = (),
    **fields: Any,
) -> Conversation:
    interview = Interview(
        id=f"talk{number}",
        engagement=CITY,
        number=number,
        held_on=fields.pop("held_on", f"2026-10-{number:02d}"),
        note=note,
        **fields,
    )
    counted = tuple(
        Headcount(
            id=f"{interview.id}:{group}", engagement=CITY, interview=interview.id, group=group, people=count
        )
        for group, count in heads
    )
    return Conversation(interview=interview, people=tuple(people), headcounts=counted)
