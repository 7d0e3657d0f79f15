"""Which calls a figure is asked of, beside its base."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.domain.calls import Tier
from leaptui.domain.measured import Period, RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """Fewer calls than all of a base. What is empty leaves nothing out; everything named must hold at once.

    Attributes:
        period: Whole days of receipt.
        districts: By the names the calls give them; an empty name stands for calls without one.
        tiers: Classes of responder.
        groups: Groups of the taxonomy.
        types: Local call types; an empty name stands for calls without one.
        priorities: As the calls have them.
        sources: How the call came in, as the calls have it.
        rules: Only calls that these rules count as eligible.
        hours: The first hour of the day, 0 to 23, and the hour behind the last, 1 to 24; past midnight where
            the first is not before it. Calls whose hour is not known are left out.
    """

    period: Period | None = None
    districts: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = ()
    groups: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rules: RuleSet | None = None
    hours: tuple[int, int] | None = None

    @property
    def is_all(self) -> bool:
        """Whether it leaves nothing out."""
        return self == CallFilter()

    @property
    def words(self) -> str:
        """What it leaves, to stand behind a base: `district North Hill or Mill; priority 1`; empty for all."""
        parts = [
            f"{self.period.first} to {self.period.last}" if self.period else "",
            _either("district", self.districts),
            " or ".join(tier.label for tier in self.tiers),
            " or ".join(self.groups),
            _either("type", self.types),
            _either("priority", self.priorities),
            _either("source", self.sources),
            f"eligible by the {self.rules} rules" if self.rules else "",
            self.hours_shown,
        ]
        return "; ".join(part for part in parts if part)

    @property
    def hours_shown(self) -> str:
        """`10:00 to 22:00`; empty for all day."""
        return f"{self.hours[0]:02}:00 to {self.hours[1]:02}:00" if self.hours else ""


def full_hour(text: str) -> int | None:
    """A typed hour of the day, `22` or `22:00`, 0 to 24; nothing where it is none."""
    hour = text.strip().removesuffix(":00")
    return int(hour) if hour.isascii() and hour.isdigit() and int(hour) <= 24 else None


def hours_between(first: int, last: int) -> tuple[int, int]:
    """Hours as a filter has them: from a first hour to the one behind the last, midnight being 0 and then 24."""
    return first % 24, last or 24


def _either(what: str, names: tuple[str, ...]) -> str:
    """`district North Hill or Mill`; nothing where nothing is named."""
    return f"{what} " + " or ".join(name or "not given" for name in names) if names else ""
