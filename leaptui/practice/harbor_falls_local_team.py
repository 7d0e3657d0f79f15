"""Harbor Falls' local team and what hangs on it: made-up texts of forms, which a service fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeAlias

from leaptui.domain.roadmap_vocabulary import Part
from leaptui.practice.located_toml import Table, TomlFile
from leaptui.practice.parts import COMPONENT_KEYS

Texts: TypeAlias = Mapping[str, str]
"""Fields of a form and their texts."""
_NAME = "harbor_falls_local_team.toml"
_NO_PART = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeTeam:
    """The whole of it.

    Attributes:
        members: Their fields; `heard` is the key of a stakeholder of the practice city.
        parts: Of each component the part of every member, in their order.
        groups: Working groups.
        activities: What was done beside interviews.
        diversion: The option studied.
        agreement: What is said otherwise than in the outline.
    """

    members: tuple[Texts, ...]
    parts: Mapping[str, tuple[Part | None, ...]]
    groups: tuple[Texts, ...]
    activities: tuple[Texts, ...]
    diversion: Texts
    agreement: Texts


def practice_team() -> PracticeTeam:
    """Read it."""
    text = files("leaptui.practice").joinpath(_NAME).read_text(encoding="utf-8")
    top = TomlFile(f"leaptui/practice/{_NAME}", text).parse()
    members = tuple(_texts(table) for table in top.tables("member", least=1))
    team = PracticeTeam(
        members=members,
        parts=_parts(top.table("parts"), len(members)),
        groups=tuple(_texts(table) for table in top.tables("group")),
        activities=tuple(_texts(table) for table in top.tables("activity")),
        diversion=_texts(top.table("diversion")),
        agreement=_texts(top.table("agreement")),
    )
    top.finish()
    return team


def _texts(table: Table) -> Texts:
    return {key: table.text(key) for key in table.values}


def _parts(table: Table, members: int) -> Mapping[str, tuple[Part | None, ...]]:
    letters = {part.letter: part for part in Part} | {_NO_PART: None}
    found: dict[str, tuple[Part | None, ...]] = {}
    for key in COMPONENT_KEYS:
        words = table.text(key).split()
        if len(words) != members or not set(words) <= set(letters):
            table.refuse(key, f"must be {members} of {', '.join(letters)}")
        found[key] = tuple(letters[word] for word in words)
    table.finish()
    return found
