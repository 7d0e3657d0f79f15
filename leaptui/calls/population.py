"""The calls that a figure is taken of: a base of one dataset, after a filter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaptui.calls.bases import Selection
from leaptui.domain.measured import Base, BaseName, Period, RuleSet

if TYPE_CHECKING:
    import pandas as pd

    from leaptui.calls.eligibility import Judge, TypeMap
    from leaptui.calls.loaded import LoadedDataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Calls, and what their types are taken for. Every measure of this package is a function of one.

    Attributes:
        loaded: The dataset.
        rows: Which of its rows.
        types: What its types are taken for.
        name: The base before the filter.
        period: The days that are counted, with or without a call on them.
    """

    loaded: LoadedDataset
    rows: Selection
    types: TypeMap
    name: BaseName
    period: Period | None

    @property
    def calls(self) -> int:
        """How many."""
        ((calls,),) = self.loaded.rows(self.rows.query("SELECT count(*)"), self.rows.parameters)
        return int(calls)

    @property
    def base(self) -> Base:
        """The population in words and figures."""
        return Base(self.name, self.calls, self.period)

    def within(self, condition: str, *parameters: object) -> Population:
        """Fewer of them: SQL of this package's own words, and what its question marks stand for."""
        return replace(self, rows=self.rows.within(condition, *parameters))

    def taken_for(self, wanted: Judge) -> Population:
        """Those whose type is taken for what is wanted."""
        return replace(self, rows=self.types.within(self.rows, wanted))

    def eligible(self, rules: RuleSet | None) -> Population:
        """Those whose type a rule set counts; all of them without one."""
        return self if rules is None else replace(self, rows=self.types.eligible(self.rows, rules))

    def frame(self, what: str, then: str = "", *parameters: object) -> pd.DataFrame:
        """`what` over them as a frame; `then` groups, orders or limits, and has the further parameters."""
        return self.loaded.frame(self.rows.query(what, then), [*self.rows.parameters, *parameters])

    def ask(self, what: str, then: str = "", *parameters: object) -> list[tuple[object, ...]]:
        """`what` over them as rows."""
        return self.loaded.rows(self.rows.query(what, then), [*self.rows.parameters, *parameters])
