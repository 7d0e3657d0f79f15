"""Pictures of the calls as a spreadsheet for others: small counts withheld, nested figures in steps.

What is printed of one export hangs together. The summary of all its calls is cleared as documents
clear it (`leaptui.disclosure.call_figures`); where parts are crossed with what is eligible, that is
decided with their totals (`leaptui.disclosure.crossed`). Everything else, and everything with a
filter, is told in steps (`leaptui.disclosure.bands`): a filter can be set in so many ways that exact
counts of two of them would give away what lies between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from leaptui.disclosure.bands import banded_count, banded_share
from leaptui.disclosure.call_service import FEWEST_FOR_MINUTES
from leaptui.disclosure.cells import Threshold, is_small, withheld
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.crossed import crossed
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.tables import Cell, csv_table
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import Eligible
from leaptui.domain.errors import InputRefused, Withheld
from leaptui.domain.measured import RuleSet
from leaptui.services.calls import measures
from leaptui.services.calls.asked import Asked
from leaptui.services.calls.pictures import picture_named
from leaptui.services.calls.summary_rows import summary_rows
from leaptui.services.calls.tables import Column, Kind, Line, PictureTable, Value, printed
from leaptui.services.documents.handing_over import HandedOver, audience_named, hand_over_files
from leaptui.services.interviews.confidences import confidences
from leaptui.services.workspace import Workspace

SUMMARY = "summary"
_IN_THE_SUMMARY = frozenset({SUMMARY, "eligible", "volume", "seasonality", "tiers", "types"})
"""What the summary holds; of all calls these are written as it is."""
_CROSSED = frozenset({"priorities", "sources", "districts"})
"""Parts crossed with what is eligible, in counts; no other table divides the calls by them."""
_OF_A_COUNT = frozenset({"share", "per_thousand"})
"""Columns from which the calls of a part follow, where the base or its residents are known."""
_OF_ELIGIBLE = frozenset({"eligible_share", "eligible_per_thousand"})
_ON_ELIGIBLE = frozenset({"effort", "overlap", "coverage"})
"""Pictures whose figures are of the eligible calls of the base."""
_PLACE = "place."
_TOLD = frozenset({Kind.SHARE, Kind.MINUTES, Kind.HOURS, Kind.INDEX, Kind.WORDS})

_Made: TypeAlias = tuple[Sequence[str], list[list[Cell]]]


@dataclass(frozen=True, slots=True)
class _Job:
    """What is written, for whom."""

    workspace: Workspace
    asked: Asked
    rules: RuleSet
    gate: Gate
    found: Eligible

    @property
    def least(self) -> int:
        """The least count that is printed."""
        return int(self.gate.threshold)

    @property
    def is_whole(self) -> bool:
        """Whether no filter divides the calls."""
        return self.asked.only.is_all

    def words(self, text: str) -> Cleared:
        """Words of a table, through the gate."""
        return self.gate.of_file(text, "table of calls")

    def figure(self, column: Column, value: Value, *, hidden: bool = False) -> Cell:
        """A figure as it stands, or that it is withheld."""
        if hidden:
            return self.gate.count(0, withhold=True)
        if column.kind is Kind.CALLS and isinstance(value, int):
            return self.gate.count(value)
        return None if value is None else self.words(printed(column.kind, value))


def export_calls(
    workspace: Workspace,
    asked: Asked,
    file: Path,
    *,
    picture: str = SUMMARY,
    rules: RuleSet = RuleSet.EXPECTED,
    audience: str = "public",
    threshold: int | None = None,
    over: bool = True,
) -> HandedOver:
    """Write a picture of the calls as a CSV file for others.

    Args:
        workspace: Where.
        asked: Which calls.
        file: The file to write.
        picture: Its key, or `summary`.
        rules: Which calls count as eligible.
        audience: Who reads it: public, city_team or internal.
        threshold: The least count that is printed, 5 or 11; without one the audience's own.
        over: Whether a file of that name may be replaced.

    Raises:
        AlreadyThere: When it would replace a file and must not.
        InputRefused: When the audience, the threshold or the name of the file is none.
        UnknownName: When there is no such picture.
        Withheld: When nothing of it may leave.
        OutputRefused: When the folder cannot be written.
    """
    readers = audience_named(audience)
    gate = Gate(readers, confidences(workspace, asked.engagement), threshold=_threshold(threshold))
    job = _Job(workspace, asked, rules, gate, measures.eligible(workspace, asked))
    columns, rows = _table(job, picture, _base(job))
    made = csv_table(file.name, columns, rows)
    written = hand_over_files(
        workspace,
        asked.engagement,
        f"table of calls: {picture}",
        readers,
        [made],
        file.parent,
        over=over,
    )
    return HandedOver(files=written)


def _threshold(wanted: int | None) -> Threshold | None:
    if wanted is None:
        return None
    if wanted not in {Threshold.FIVE, Threshold.ELEVEN}:
        raise InputRefused(f"The least count printed is 5 or 11, not {wanted}.", safe="Nothing was written.")
    return Threshold(wanted)


def _base(job: _Job) -> Cleared:
    """The base in words, once it is known that neither it nor what a filter leaves out is small."""
    calls, of = job.found.base.calls, job.found.of
    if job.is_whole:
        small, left_out = is_small(calls, job.least), 0
    else:
        whole = measures.eligible(job.workspace, replace(job.asked, only=CallFilter()))
        left_out = whole.base.calls - calls
        small = is_small(calls, job.least) or is_small(left_out, job.least)
        of = of.replace(f"{calls:,}", banded_count(calls, job.least).text, 1)
    if small:
        which = "The filter leaves, or leaves out," if left_out else "The base has"
        raise Withheld(
            f"{which} fewer than {job.least} calls.",
            safe="Nothing was written.",
            next_step="Choose more calls, or write the table for internal use.",
        )
    return job.words(of)


def _table(job: _Job, picture: str, base: Cleared) -> _Made:
    if job.is_whole and (picture == SUMMARY or (picture in _IN_THE_SUMMARY and job.least > 1)):
        summary = measures.summary(job.workspace, job.asked)
        return _with_base(summary_rows(job.gate, summary, job.asked.dataset.file_name, picture), base)
    if picture == SUMMARY:
        # With a filter the summary is its tables one below the other, each in steps.
        tables = [_table(job, each, base) for each in ("eligible", "tiers", "volume")]
        return ("part", "line", "share", "base"), [[*row[:3], row[-1]] for _, rows in tables for row in rows]
    table = picture_named(picture).make(job.workspace, job.asked, job.rules)
    if table.share_of:
        base = job.words(f"{table.share_of}, of {base.text}")
    if picture == "peers":
        return _peers(job, table, base)
    if job.least <= 1:
        return _with_base(_as_shown(job, table), base)
    if job.is_whole and picture in _CROSSED:
        return _with_base(_crossed(job, table), base)
    if job.is_whole and picture == "outcomes":
        return _with_base(_listed(job, table), base)
    if job.is_whole and picture == "today":
        return _with_base(_findings(job, table), base)
    return _with_base(_stepped(job, table), base)


def _with_base(made: _Made, base: Cleared) -> _Made:
    columns, rows = made
    return (*columns, "base"), [[*row, base] for row in rows]


def _lines(table: PictureTable) -> Iterator[tuple[str, Line]]:
    return ((section.title, line) for section in table.sections for line in section.lines)


def _as_shown(job: _Job, table: PictureTable) -> _Made:
    """For internal use: every figure as the screen has it."""
    rows = [
        [
            job.words(title),
            *(job.figure(column, value) for column, value in zip(table.columns, line.cells, strict=True)),
        ]
        for title, line in _lines(table)
    ]
    return ("part", *(column.key for column in table.columns)), rows


def _crossed(job: _Job, table: PictureTable) -> _Made:
    """Parts with their calls and eligible calls; what is withheld takes its shares and minutes with it."""
    keys = [column.key for column in table.columns]
    calls, eligible = keys.index("calls"), keys.index("eligible")
    lines = [line for _, line in _lines(table)]
    counts = [(_count(line.cells[calls]), _count(line.cells[eligible])) for line in lines]
    hidden = crossed([(part, whole - part) for whole, part in counts], job.least) if counts else frozenset()
    rows = []
    for row, line in enumerate(lines):
        no_calls, no_eligible = (row, 2) in hidden, (row, 0) in hidden or (row, 1) in hidden
        gone = {
            key: no_calls
            if key == "calls" or key in _OF_A_COUNT
            else (row, 0) in hidden
            if key == "eligible"
            else no_calls or no_eligible
            if key in _OF_ELIGIBLE
            else no_calls or counts[row][0] < FEWEST_FOR_MINUTES
            if column.kind is Kind.MINUTES
            else False
            for key, column in zip(keys, table.columns, strict=True)
        }
        rows.append(
            [
                job.figure(column, value, hidden=gone[column.key] and value is not None)
                for column, value in zip(table.columns, line.cells, strict=True)
            ]
        )
    return keys, rows


def _count(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _listed(job: _Job, table: PictureTable) -> _Made:
    """Parts that add up to a count that is known, each with its share of it."""
    lines = [line for _, line in _lines(table)]
    hidden = withheld([_count(line.cells[1]) for line in lines], job.least)
    rows: list[list[Cell]] = [
        [
            job.words(str(line.cells[0])),
            *(
                job.figure(column, value, hidden=place in hidden)
                for column, value in list(zip(table.columns, line.cells, strict=True))[1:]
            ),
        ]
        for place, line in enumerate(lines)
    ]
    return [column.key for column in table.columns], rows


def _findings(job: _Job, table: PictureTable) -> _Made:
    """Each in its sentence, unless what it counts is small, or what it leaves."""
    rows: list[list[Cell]] = []
    for _, line in _lines(table):
        calls, of = _count(line.cells[1]), _count(line.cells[2])
        if not is_small(calls, job.least) and not is_small(of - calls, job.least):
            rows.append([job.words(str(line.cells[0])), job.words(_verdict(line))])
    return ("finding", "speaks"), rows


def _verdict(line: Line) -> str:
    return {True: "for today's service", False: "against it"}[line.works] if line.works is not None else ""


def _peers(job: _Job, table: PictureTable, base: Cleared) -> _Made:
    """Our shares in steps with our base; published ones as they were printed, with theirs and their source."""
    rows: list[list[Cell]] = []
    for title, line in _lines(table):
        ours = line.only is not None
        shares = (
            banded_share(value, job.found.base.calls, job.least)
            if ours
            else job.words(printed(Kind.SHARE, value))
            for value in line.cells[1:3]
            if isinstance(value, (int, float))
        )
        rows.append(
            [
                job.words(title),
                job.words(str(line.cells[0])),
                *shares,
                job.words(str(line.cells[3])),
                base if ours else job.words(line.detail),
            ]
        )
    return ("part", "city", "low", "high", "as_of", "base"), rows


def _stepped(job: _Job, table: PictureTable) -> _Made:
    """Shares in steps; minutes, hours and indices where they rest on enough calls."""
    of_eligible = table.key in _ON_ELIGIBLE
    whole = job.found.by(job.rules).calls if of_eligible else job.found.base.calls
    calls = next((at for at, column in enumerate(table.columns) if column.kind is Kind.CALLS), None)
    shown = [
        (at, column)
        for at, column in enumerate(table.columns)
        if at and column.kind in _TOLD and column.key not in _OF_ELIGIBLE
    ]
    has_share = any(column.kind is Kind.SHARE for _, column in shown)
    rows: list[list[Cell]] = []
    number = 0
    for title, line in _lines(table):
        number += line.behind.startswith(_PLACE)
        count = _count(line.cells[calls]) if calls is not None else whole
        if is_small(count, job.least):
            continue
        row: list[Cell] = [job.words(title), job.words(_named(table, line, number))]
        if calls is not None and not has_share:
            row.append(banded_share(count / whole if whole else 0.0, whole, job.least))
        of = _count(line.cells[2]) if table.key == "today" else whole
        row += [
            _in_steps(job, column, line.cells[at], of if column.kind is Kind.SHARE else count)
            for at, column in shown
        ]
        rows.append(row)
    share = ["share_of_base"] if calls is not None and not has_share else []
    return ["part", table.columns[0].key, *share, *(column.key for _, column in shown)], rows


def _named(table: PictureTable, line: Line, number: int) -> str:
    """A line's name without what it must not tell: which place it is, or counts in a sentence."""
    match table.key:
        case "places" if line.behind.startswith(_PLACE):
            return f"place {number}"
        case "today":
            return line.behind.replace(".", ": ").replace("_", " ")
        case _:
            return str(line.cells[0])


def _in_steps(job: _Job, column: Column, value: Value, count: int) -> Cell:
    if value is None or isinstance(value, str):
        return None if value is None else job.words(value)
    if column.kind is Kind.SHARE:
        return banded_share(value, count, job.least)
    return job.figure(column, value, hidden=count < FEWEST_FOR_MINUTES)
