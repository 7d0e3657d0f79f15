"""What the staffing screens share: the calls, the choices, and what was worked out of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.measured import RuleSet
from leaptui.services.staffing.basis import StaffingBasis
from leaptui.services.staffing.reopening import Reopened
from leaptui.services.staffing.replay import ReplayView
from leaptui.services.staffing.scenarios import ScenarioView
from leaptui.services.staffing.shifts import ShiftsView
from leaptui.services.staffing.what_if import METHODS, StaffingView, WhatIf


@dataclass(slots=True)
class StaffingBoard:
    """A what-if in the making.

    Attributes:
        basis: The calls it is made on; nothing before they were counted.
        what_if: What is chosen now.
        view: The plan worked out last; it may be behind the choices.
        shifts: Its shifts, where they were asked for.
        replay: Its replay, where it was asked for.
        saved: The saved scenarios, the roadmap's first.
        begun_from: Name of the scenario it was begun from.
        dataset: Id of the export that was chosen; empty for the newest.
        only: Which of its calls were chosen: days, districts.
    """

    basis: StaffingBasis | None = None
    what_if: WhatIf = field(default_factory=WhatIf)
    view: StaffingView | None = None
    shifts: ShiftsView | None = None
    replay: ReplayView | None = None
    saved: list[ScenarioView] = field(default_factory=list)
    begun_from: str = ""
    dataset: str = ""
    only: CallFilter = field(default_factory=CallFilter)
    _saved_as: tuple[WhatIf, str, CallFilter] = (WhatIf(), "", CallFilter())

    @property
    def is_behind(self) -> bool:
        """Whether the plan is of other choices than those made by now."""
        return self.view is None or self.view.what_if != self.what_if

    @property
    def is_unsaved(self) -> bool:
        """Whether the choices are neither the usual ones nor those of a scenario, its calls included."""
        return self._chosen not in ((WhatIf(), "", CallFilter()), self._saved_as)

    @property
    def _chosen(self) -> tuple[WhatIf, str, CallFilter]:
        return self.what_if, self.dataset, self.only

    @property
    def shifts_now(self) -> ShiftsView | None:
        """The shifts, where they are of the plan shown."""
        return (
            self.shifts
            if self.shifts and self.view and self.shifts.view.what_if == self.view.what_if
            else None
        )

    @property
    def replay_now(self) -> ReplayView | None:
        """The replay, where it is of the plan shown."""
        return (
            self.replay
            if self.replay and self.view and self.replay.view.what_if == self.view.what_if
            else None
        )

    def value(self, key: str) -> float:
        """The number chosen for a key, or its usual value."""
        assert self.basis is not None
        return float(self.what_if.numbers.get(key, self.basis.usual[key]))

    def choose(self, key: str, value: float) -> None:
        """Choose a number; its usual value is no choice."""
        assert self.basis is not None
        numbers = {name: number for name, number in self.what_if.numbers.items() if name != key}
        if value != self.basis.usual[key]:
            numbers[key] = value
        self.what_if = replace(self.what_if, numbers=numbers)

    def choose_rules(self, by: int) -> None:
        """The next rules, or those before; the ends are ends."""
        every = tuple(RuleSet)
        at = min(max(every.index(self.what_if.rules) + by, 0), len(every) - 1)
        self.what_if = replace(self.what_if, rules=every[at])

    def choose_method(self, by: int) -> None:
        """The next way of working out the load of an hour, or the one before; the ends are ends."""
        at = min(max(METHODS.index(self.what_if.method) + by, 0), len(METHODS) - 1)
        self.what_if = replace(self.what_if, method=METHODS[at])

    def clear(self) -> None:
        """Everything has its usual value."""
        self.what_if, self.begun_from = WhatIf(), ""
        self._saved_as = self._chosen

    def begin_anew(self) -> None:
        """Of another city: its newest export, all its days, every field as usual."""
        self.dataset, self.only = "", CallFilter()
        self.clear()
        self.basis = self.view = self.shifts = self.replay = None

    def begin_from(self, name: str, what_if: WhatIf) -> None:
        """Go on from what was just saved under a name."""
        self.what_if, self.begun_from = what_if, name
        self._saved_as = self._chosen

    def begin_again(self, found: Reopened) -> None:
        """Go on from a saved scenario: its calls and its choices."""
        self.basis, self.view = found.basis, found.view
        self.shifts = self.replay = None
        self.dataset, self.only = found.basis.dataset.id, found.basis.only
        self.begin_from(found.scenario.scenario.name, found.view.what_if)
