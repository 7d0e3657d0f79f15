"""The figures of the pictures of the calls, as each can stand in a text, with the calls that it counts.

A figure is called by its picture, its line and its column: `outcomes.arrest.share`, `types.THEFT.calls`,
`coverage.12 h: 10:00 to 22:00 every day.share`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.measured import Base, BaseName, Measured, RuleSet, Source, Unit
from leaptui.domain.records import Engagement
from leaptui.services.calls.asked import Asked, ask, rows
from leaptui.services.calls.pictures import PICTURES, CallPicture
from leaptui.services.calls.tables import Column, Kind, Line, PictureTable, of_rules
from leaptui.services.calls.types import type_rules
from leaptui.services.city.districts import district_records
from leaptui.services.workspace import Workspace

CLAIMABLE: Mapping[str, CallPicture] = {each.key: each for each in PICTURES if each.key != "peers"}
"""The pictures whose figures can stand in a text; what other cities published is a precedent, not a count."""
MOST_KEPT = 32
"""Pictures; the one of all types has some thousand figures."""
_UNITS = {
    Kind.CALLS: Unit.CALLS,
    Kind.SHARE: Unit.SHARE,
    Kind.MINUTES: Unit.MINUTES,
    Kind.HOURS: Unit.HOURS,
    Kind.INDEX: Unit.OF_A_MEAN_DAY,
}
_SCREENED = frozenset({"screened_low", "screened", "screened_high"})
"""Columns of calls that are worked out, not counted."""
_OF_ELIGIBLE_CALLS = frozenset({"outcomes", "effort", "overlap", "coverage"})
_COUNT_IN_A_SENTENCE = re.compile(r"[\d,]+ of [\d,]+ | \([\d.]+%\)|\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFigure:
    """A figure of calls and the calls behind it.

    Attributes:
        measured: The figure; its `part` is how many calls stand behind it.
        only: Which calls these are, of its base.
        behind: Fewer of them, by a key of `leaptui.calls.behind`.
        of: Of how many calls it is a share, where that is not the whole base; 0 where it is.
        among: Which part of the base that is, in words without a number.
        words: What comes before its base: `97 of 1,204 calls with a place, of`; empty for a figure of the base.
        cell: The count that it tells, where documents print that in counts: `eligible.narrow`, `type.THEFT`.
        in_steps: Whether it is told to others in steps only, because documents do not print it in counts.
    """

    measured: Measured
    only: CallFilter
    behind: str = ""
    of: int = 0
    among: str = ""
    words: str = ""
    cell: str = ""
    in_steps: bool = False


def picture_figures(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    picture: str,
    base: BaseName = BaseName.COMMUNITY_INITIATED,
    only: CallFilter | None = None,
    rules: RuleSet = RuleSet.EXPECTED,
) -> Mapping[str, CountedFigure]:
    """Every figure of one picture of a dataset, by its key. They are worked out once for the same decisions.

    Args:
        workspace: Where.
        engagement: Whose.
        dataset: Of which export.
        picture: Its key, one of `CLAIMABLE`.
        base: The population.
        only: The filter.
        rules: Which calls count as eligible.

    Raises:
        UnknownName: When the filter names what no call has.
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    only = only or CallFilter()
    decided = *type_rules(workspace, engagement), *district_records(workspace, engagement)
    wanted = dataset.hash, dataset.rules_switched, picture, base, only, rules, decided
    kept = workspace.kept_figures
    if wanted not in kept or not workspace.store.has_dataset(dataset.hash):
        asked = ask(workspace, engagement, dataset, base=base, only=only)
        found = CLAIMABLE[picture].measure(workspace, asked, rules)
        table = CLAIMABLE[picture].table(found, asked, rules)
        while len(kept) >= MOST_KEPT:
            kept.pop(next(iter(kept)))
        kept[wanted] = dict(_Reader(workspace, asked, rules, table, found.base).figures())
    return kept[wanted]


@dataclass(slots=True)
class _Reader:
    """Reads the figures of one table."""

    workspace: Workspace
    asked: Asked
    rules: RuleSet
    table: PictureTable
    base: Base
    rows: dict[tuple[CallFilter, str], int] = field(default_factory=dict)
    """How many calls stand behind what the table itself does not count."""

    def figures(self) -> Iterator[tuple[str, CountedFigure]]:
        """All of them; of lines called the same the first."""
        known: set[str] = set()
        for section in self.table.sections:
            places = 0
            for line in section.lines:
                places += line.behind.startswith("place.")
                name, shown = _named(self.table, section.title, line, places)
                for at, column in enumerate(self.table.columns):
                    key, value = f"{self.table.key}.{name}.{column.key}", line.cells[at]
                    if not at or line.only is None or key in known or isinstance(value, str | None):
                        continue
                    figure = self._figure(line, column, float(value), shown)
                    if figure is not None:
                        known.add(key)
                        yield key, figure

    def _figure(self, line: Line, column: Column, value: float, shown: str) -> CountedFigure | None:
        unit, only = self._unit(column), line.only
        if unit is None or only is None:
            return None
        of_eligible = column.key.startswith("eligible")
        behind = line.behind
        if of_eligible:
            only = of_rules(only, self.rules)
        if self.table.key == "districts" and column.kind is Kind.MINUTES:
            behind = "time.response"
        part = self._count(line, "eligible") if of_eligible else self._count(line, "calls", "n")
        if part is None or (self.table.key == "districts" and column.kind is Kind.MINUTES):
            part = self._rows_behind(only, behind)
        of, words = self._whole(line, column, part, shown)
        cell = _cell(self.table, line, column)
        return CountedFigure(
            measured=Measured(
                label=f"{self.table.title}: {shown}, {column.head}",
                value=value,
                unit=unit,
                base=self.base,
                source=Source(self.asked.dataset.hash, self.asked.dataset.file_name),
                part=part,
                rules=self._rules(line, of_eligible=of_eligible),
            ),
            only=only,
            behind=behind,
            of=of,
            among=self.table.share_of if column.kind in {Kind.CALLS, Kind.SHARE} else "",
            words=words,
            cell=cell,
            in_steps=not cell,
        )

    def _unit(self, column: Column) -> Unit | None:
        match column.kind:
            case Kind.NUMBER:
                return Unit.CALLS if column.key in _SCREENED else None
            case Kind.RATE:
                return Unit.CALLS_PER_DAY if column.key == "per_day" else Unit.PER_THOUSAND
            case Kind.CALLS if column.key == "of":
                return None  # what a finding is counted of stands in the finding itself
            case _:
                return _UNITS.get(column.kind)

    def _count(self, line: Line, *keys: str) -> int | None:
        for at, column in enumerate(self.table.columns):
            if column.key in keys and isinstance(value := line.cells[at], int):
                return value
        return None

    def _rows_behind(self, only: CallFilter, behind: str) -> int:
        if (only, behind) not in self.rows:
            asked = ask(
                self.workspace, self.asked.engagement, self.asked.dataset, base=self.base.name, only=only
            )
            self.rows[only, behind] = rows(self.workspace, asked, limit=0, behind=behind).total
        return self.rows[only, behind]

    def _whole(self, line: Line, column: Column, part: int, shown: str) -> tuple[int, str]:
        """Of how many calls it is, where not of the base, and the words for that."""
        if column.key == "eligible_share":
            of = self._count(line, "calls") or 0
            return of, f"{part:,} of {of:,} calls ({shown}), of"
        if column.kind is Kind.MINUTES:
            return part, f"{part:,} calls with both times, of"
        if column.kind is Kind.CALLS and self.table.share_calls:
            return self.table.share_calls, f"{self.table.share_calls:,} {self.table.share_of}, of"
        if column.key.startswith("eligible"):
            return 0, f"calls eligible by the {self.rules} rules, of"
        if column.kind is not Kind.SHARE:
            return 0, ""
        if (of := self._count(line, "of") or 0) and self.table.key == "today":
            return of, f"{part:,} of {of:,} such calls, of"
        if self.table.share_calls:
            of = self.table.share_calls
            return of, f"{part:,} of {of:,} {self.table.share_of}, of"
        if self.table.share_of:
            return part, f"{self.table.share_of}, by {part:,} calls whose times are known, of"
        return 0, ""

    def _rules(self, line: Line, *, of_eligible: bool) -> RuleSet | None:
        if self.table.key == "eligible":
            return RuleSet(str(line.cells[0]))
        return self.rules if of_eligible or self.table.key in _OF_ELIGIBLE_CALLS else None


def _named(table: PictureTable, section: str, line: Line, places: int) -> tuple[str, str]:
    """A line's name in a key, the same as long as it is the same line, and in words.

    A place is told by its rank: an address in the text of a roadmap would point at who lives there.
    """
    first = str(line.cells[0])
    if line.behind.startswith("place."):
        return f"place {places}", f"place {places}"
    if table.key == "outcomes":
        return line.behind.removeprefix("outcome."), first
    if table.key == "today":
        return line.behind, _COUNT_IN_A_SENTENCE.sub("", first)
    if table.key.startswith("durations"):
        duration = section.partition(":")[0]
        return f"{line.behind.removeprefix('time.')} {first}", f"{duration.lower()}, {first}"
    return first, first


def _cell(table: PictureTable, line: Line, column: Column) -> str:
    """The count that documents print too: of a type, a tier, a month, or what is eligible by some rules."""
    if column.key not in {"calls", "share", "per_day"} or line.only is None:
        return ""
    match table.key:
        case "types":
            return f"type.{line.only.types[0]}"
        case "tiers" if line.tier is not None:
            return f"tier.{line.tier}"
        case "eligible":
            return f"eligible.{line.cells[0]}"
        case "volume" if not line.behind and line.only.period is not None:
            return f"month.{line.only.period.first[:7]}"
    return ""
