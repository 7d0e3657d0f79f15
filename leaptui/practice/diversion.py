"""Diverting before arrest (LEAD): what a city can choose among, what others chose, what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.abstinence import REASON, names_abstinence
from leaptui.practice.facts import Fact, Standing, read_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaptui.practice.located_toml import Table


@dataclass(frozen=True, slots=True)
class DiversionChoice:
    """One thing to choose.

    Attributes:
        key: Kept in a city's record.
        label: Its name.
        fact: What it means, or who did it so; a measure has no source of its own.
    """

    key: str
    label: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class DiversionVariant:
    """How one place does it."""

    place: str
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DiversionOption:
    """The whole of it.

    Attributes:
        conflict: Where the sources differ.
        call_types: Calls in which people are met who could be diverted.
        referral_paths: Ways into the programme.
        exclusions: Who was left out elsewhere.
        bodies: Who governs it.
        measures: What its success is read by; never abstinence.
        variants: How others do it.
        evidence: What was found.
    """

    conflict: Fact
    call_types: tuple[str, ...]
    referral_paths: tuple[DiversionChoice, ...]
    exclusions: tuple[DiversionChoice, ...]
    bodies: tuple[DiversionChoice, ...]
    measures: tuple[DiversionChoice, ...]
    variants: tuple[DiversionVariant, ...]
    evidence: tuple[Fact, ...]


def read_diversion_option(top: Table) -> DiversionOption:
    """What the practice file holds.

    Raises:
        PracticeFileRefused: With file, line and key, when it cannot be used; a measure that is
            abstinence or a test for it cannot.
    """
    conflict = top.table("conflict")
    told = read_fact(conflict)
    conflict.finish()
    calls = top.table("calls")
    types = calls.texts("types", least=1)
    calls.finish()
    return DiversionOption(
        conflict=told,
        call_types=types,
        referral_paths=tuple(_choices(top, "referral_path")),
        exclusions=tuple(_choices(top, "exclusion")),
        bodies=tuple(_choices(top, "body")),
        measures=tuple(_measures(top)),
        variants=tuple(
            DiversionVariant(table.text("place"), read_fact(table))
            for table in top.tables("variant", least=1)
        ),
        evidence=tuple(read_fact(table) for table in top.tables("evidence", least=1)),
    )


def _choices(top: Table, name: str) -> Iterator[DiversionChoice]:
    for key, table in top.keyed(name):
        yield DiversionChoice(key, table.text("label"), read_fact(table))


def _measures(top: Table) -> Iterator[DiversionChoice]:
    for key, table in top.keyed("measure"):
        label, text = table.text("label"), table.text("text")
        for field, words in (("key", key.replace("_", " ")), ("label", label), ("text", text)):
            if names_abstinence(words):
                table.refuse(field, f"cannot be a measure. {REASON.rstrip('.')}")
        yield DiversionChoice(key, label, Fact(text, "leaptui practice content", "2026-11", Standing.DERIVED))
