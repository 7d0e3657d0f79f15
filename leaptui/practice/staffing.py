"""Defaults of the staffing and cost inputs, each with its range, unit and source; and the literature of the methods."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.practice.facts import About, Fact, Standing, about, read_fact
from leaptui.practice.located_toml import PracticeFileRefused, Table, TomlFile

SECTIONS = ("calls", "teams", "shifts", "people", "police", "prices")
"""What inputs are about, in the order a form shows them."""


@dataclass(frozen=True, slots=True)
class StaffingDefault:
    """One input of a staffing plan.

    Attributes:
        key: The input's name in a plan.
        section: What it belongs to, one of `SECTIONS`.
        label: Its name for a person.
        unit: What it counts.
        value: The default.
        least: The least value allowed.
        most: The most allowed.
        whole: Whether only whole numbers make sense.
        fact: What the default rests on.
    """

    key: str
    section: str
    label: str
    unit: str
    value: float
    least: float
    most: float
    whole: bool
    fact: Fact

    @property
    def allowed(self) -> str:
        """`a number from 5 to 480 (minutes)`."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.least:,g} to {self.most:,g} ({self.unit})"


@dataclass(frozen=True, slots=True)
class StaffingMethod:
    """A method of working out a plan.

    Attributes:
        key: Its name in a plan.
        label: Its name for a person.
        fact: What it gives, and who published it: author and title, with the year.
    """

    key: str
    label: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class StaffingDefaults:
    """All inputs, in the order a form shows them, and the methods that plans are worked out by."""

    about: About
    inputs: Mapping[str, StaffingDefault]
    methods: Mapping[str, StaffingMethod]

    def value(self, key: str) -> float:
        """The default of an input.

        Raises:
            UnknownName: When there is no such input.
        """
        return self.of(key).value

    def of(self, key: str) -> StaffingDefault:
        """One input.

        Raises:
            UnknownName: When there is none of that name.
        """
        if key not in self.inputs:
            raise UnknownName(
                f"There is no staffing input “{key}”.", next_step=f"Known are {', '.join(self.inputs)}."
            )
        return self.inputs[key]

    def check(self, key: str, value: float, *, of: str = "") -> None:
        """Refuse a value that an input cannot have.

        Args:
            key: The input.
            value: What it is to be.
            of: The part it is for, where not for all: a group of call types.

        Raises:
            InputRefused: With the input's name and its range.
            UnknownName: When there is no such input.
        """
        known = self.of(key)
        sound = math.isfinite(value) and known.least <= value <= known.most
        if sound and not (known.whole and value != int(value)):
            return
        raise InputRefused(
            f"{known.label}{f' of {of}' if of else ''} must be {known.allowed}.",
            safe="Nothing was changed.",
        )


def load_staffing_defaults(source: Path | None = None) -> StaffingDefaults:
    """The defaults that come with leaptui, with those of a file of the same kind in their place.

    What the file does not have keeps the default that comes with leaptui, and what no plan knows is
    passed over, so that a file outlives the versions.

    Raises:
        PracticeFileRefused: With file, line and key, when it cannot be used.
    """
    if source is None:
        return _packaged()
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PracticeFileRefused(
            f"{source} cannot be read as UTF-8 text.",
            safe="Nothing was changed.",
            next_step="Move it away to use the one that comes with leaptui.",
        ) from error
    own, packaged = _read(TomlFile(str(source), text, own=True).parse()), _packaged()
    inputs = {
        key: replace(own.inputs[key], section=known.section) if key in own.inputs else known
        for key, known in packaged.inputs.items()
    }
    return StaffingDefaults(own.about, inputs, packaged.methods)


@cache
def _packaged() -> StaffingDefaults:
    text = files("leaptui.practice").joinpath("staffing.toml").read_text(encoding="utf-8")
    return _read(TomlFile("leaptui/practice/staffing.toml", text).parse())


def _read(top: Table) -> StaffingDefaults:
    said = about(top)
    found: dict[str, StaffingDefault] = {}
    for table in top.tables("input", least=1):
        key = table.text("key")
        if key in found:
            table.refuse("key", f"{key!r} stands twice")
        found[key] = _default(table, key, said.fact)
    methods = {
        method.key: method
        for method in (
            StaffingMethod(table.text("key"), table.text("label"), read_fact(table))
            for table in top.tables("method")
        )
    }
    top.finish()
    return StaffingDefaults(said, found, methods)


def _default(table: Table, key: str, general: Fact) -> StaffingDefault:
    value, least, most = (table.number(name) for name in ("value", "least", "most"))
    if not least <= value <= most:
        table.refuse("value", f"must lie from `least` ({least:g}) to `most` ({most:g})")
    return StaffingDefault(
        key=key,
        section=_section(table),
        label=table.text("label"),
        unit=table.text("unit"),
        value=value,
        least=least,
        most=most,
        whole=table.flag("whole"),
        fact=Fact(
            text=table.text("text"),
            source=table.text("source", general.source),
            as_of=table.text("as_of", general.as_of),
            mark=table.one_of("mark", Standing) if "mark" in table.values else general.mark,
        ),
    )


def _section(table: Table) -> str:
    section = table.text("section", SECTIONS[-1])
    if section not in SECTIONS:
        table.refuse("section", f"must be one of {', '.join(SECTIONS)}")
    return section
