"""The workbook: what it is, the roadmap, a sheet for each measure, staffing and cost in formulas, terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.disclosure.call_hours import ClearedMeans
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.staffing_figures import ClearedStaffing
from leaptui.documents.kinds.calls_report import CallsReportContent
from leaptui.documents.kinds.roadmap import ComponentContent, RoadmapContent
from leaptui.documents.kinds.workbook_calls import calls_sheets
from leaptui.documents.kinds.workbook_cost import cost_sheet
from leaptui.documents.kinds.workbook_queue import QueueLine, hours_sheet, queue_sheet
from leaptui.documents.kinds.workbook_staffing import shifts_sheet, staffing_sheet, teams_sheet
from leaptui.documents.sheets import Cell, Number, Sheet, Table, Words

_TERMS = (
    ("Call, incident", "One event in the dispatch system, however many units went or rows it has."),
    ("Community-initiated", "Somebody asked for help; not an officer's own activity."),
    ("Base", "The calls that a share is of. It stands beneath every table."),
    ("Narrow, expected, broad", "Three sets of rules for which calls a community responder could take: the types programs have launched with; every type a responder could take alone; also the types for a joint response."),
    ("Tier", "The response that the type of a call allows, before anything is known of the single call."),
    ("Mean calls an hour", "Calls of that weekday and hour, divided by the number of such weekdays in the period."),
    ("90th percentile", "Nine of ten calls took this long or less."),
    ("Withheld", "A count too small to be told without pointing at a person, or one that would give such a count away."),
    ("About", "A share told in steps so wide that no single call can be read from it."),
    ("Offered load, erlang", "Calls an hour × hours a call keeps a team busy: the teams that would be busy on average."),
    ("Erlang B", "The share of calls that find all teams busy, where such a call goes to police at once."),
    ("Erlang C", "The share of calls that wait, where calls wait for a team."),
    ("Modified offered load", "The mean number of teams busy in each hour, which lags behind the calls."),
    ("Demand minimum", "The fewest teams hour by hour that meet the targets; shifts in blocks cost more."),
    ("Relief factor", "People needed to fill one post around the clock, given leave and training."),
    ("FTE", "Full-time equivalent: one person's paid year."),
    ("Pick-up", "Of the calls that find a team free, those that dispatchers give to it."),
    ("Capacity", "Police hours that become free for other work. It is not a saving: no budget gets smaller."),
)  # fmt: skip
_COLUMNS = (
    ("Calls", "whole calls", "Counted in the base beneath the table."),
    ("Share", "percent", "Of the base, unless the sheet says of what."),
    ("Band", "0 to 6", "Step of the heat grid; its calls an hour stand on the same sheet."),
    ("Median, mean, 90th percentile", "minutes", "Over calls with both time stamps, not cancelled before anybody came."),
    ("Per 1,000 residents", "calls over the whole period", "Only where somebody put down how many live there."),
    ("Usual value", "as its unit says", "What leaptui takes where nobody chose; its source stands beside it."),
    ("Demand minimum, in shifts", "people, dollars", "Hour by hour, and as shifts of whole hours give it."),
    ("Recurring, one-time", "dollars", "Every year, in prices of the first; and once, before the first shift."),
)  # fmt: skip


_LIVE = frozenset({"Staffing", "Teams", "Cost", "Queue", "Hours"})
"""Sheets with formulas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookContent:
    """Everything a workbook says.

    Attributes:
        title: In its first row and its properties.
        readers: For whom it was made.
        roadmap: The ten components.
        report: What the newest export shows; nothing before one was imported.
        means: Calls by hour of the week, for internal use.
        plan: The staffing plan; nothing where no call is eligible.
        queue: More and fewer teams against its mean hour.
        stale: Figures and quotes in the texts that have changed since they were put in.
    """

    title: Cleared
    readers: Cleared
    roadmap: RoadmapContent
    report: CallsReportContent | None = None
    means: ClearedMeans | None = None
    plan: ClearedStaffing | None = None
    queue: tuple[QueueLine, ...] = ()
    stale: int = 0


def compose(content: WorkbookContent) -> list[Sheet]:
    """The sheets, in the order of their tabs."""
    calls = calls_sheets(content.report, content.means) if content.report else []
    ledger = [sheet for sheet in calls if sheet.name == "Ledger"]
    sheets = [
        _roadmap(content.roadmap),
        _steps(content.roadmap),
        *(sheet for sheet in calls if sheet.name != "Ledger"),
        *_plan(content.plan, content.queue),
        *ledger,
        _dictionary(),
        _terms(content.roadmap),
    ]
    return [_about(content, sheets), *sheets]


def _plan(plan: ClearedStaffing | None, queue: Sequence[QueueLine]) -> list[Sheet]:
    if plan is None:
        return []
    sheets = [staffing_sheet(plan), teams_sheet(plan), cost_sheet(plan), queue_sheet(plan, queue)]
    if plan.shifts:
        sheets.insert(2, shifts_sheet(plan))
    if plan.calls is not None:
        sheets.append(hours_sheet(plan))
    return sheets


def _about(content: WorkbookContent, sheets: Sequence[Sheet]) -> Sheet:
    report, plan = content.report, content.plan
    live = [sheet.name for sheet in sheets if sheet.name in _LIVE]
    facts: list[list[Cell]] = [
        [Words("City"), content.roadmap.city],
        [Words("Made by"), content.roadmap.organisation],
        [Words("Made for"), content.readers],
    ]
    if report is not None:
        calls = report.export.calls
        facts += [
            [Words("Calls"), calls.file_name],
            [Words("Base"), calls.base],
            [Words("Call types"), report.decided_types],
            [Words("Calls whose type is decided"), calls.coverage],
            [Words("Least count told"), Words(f"{calls.threshold}")],
        ]
    else:
        facts.append([Words("Calls"), Words("No export of calls was imported yet.")])
    if plan is not None:
        facts += [
            [Words("Staffing plan"), plan.name],
            [Words("Rules and hours"), plan.words],
            [Words("Frozen on"), plan.saved if plan.saved else Words("not frozen: the usual assumptions")],
        ]
    if content.roadmap.draft:
        facts.append([Words("Draft"), Words("Not everything is decided or checked yet.")])
    if content.stale:
        facts.append([Words("Changed since"), Words(f"{content.stale} figures or quotes in the decisions.")])
    return Sheet(
        name="About",
        title=content.title.text,
        says=(Words("How to read: every table says its base beneath it; yellow cells are yours to change."),),
        tables=(
            Table(columns=("About this workbook", ""), rows=facts, widths=(26, 56)),
            Table(
                title="Sheets",
                columns=("Sheet", "What it shows"),
                rows=[[Words(sheet.name), Words(sheet.title)] for sheet in sheets],
                notes=(
                    Words(f"Figures on {', '.join(live)} are live formulas."),
                    Words("Police hours are capacity, never a saving."),
                )
                if live
                else (),
            ),
        ),
    )


def _roadmap(roadmap: RoadmapContent) -> Sheet:
    again = [words for each in roadmap.components for words in each.again]
    return Sheet(
        name="Roadmap",
        title="The ten components",
        says=(roadmap.heard,) if roadmap.heard else (Words("Nobody was heard yet."),),
        tables=(
            Table(
                columns=("No.", "Component", "Status", "Way chosen", "Decision", "Why", "Seen otherwise",
                         "Owner", "Due", "Steps done", "Steps", "Quotes", "Figures"),
                rows=[_component(each) for each in roadmap.components],
                widths=(5, 20, 10, 18, 34, 44, 26, 15, 12, 7, 7, 8, 8),
                notes=[Words("Decided otherwise since:", bold=True), *again] if again else (),
            ),
        ),
    )  # fmt: skip


def _component(each: ComponentContent) -> list[Cell]:
    return [
        Number(each.number),
        each.title,
        Words(each.status.value),
        each.option,
        each.decision,
        each.rationale,
        each.dissent,
        each.owner,
        each.due,
        Number(sum(step.done for step in each.checklist)),
        Number(len(each.checklist)),
        Number(len(each.quotes)),
        Number(len(each.figures)),
    ]


def _steps(roadmap: RoadmapContent) -> Sheet:
    return Sheet(
        name="Steps",
        title="Steps of the ten components",
        tables=(
            Table(
                columns=("No.", "Component", "Step", "Done"),
                rows=[
                    [Number(each.number), each.title, step.text, Words("✓ done" if step.done else "open")]
                    for each in roadmap.components
                    for step in each.checklist
                ],
                widths=(5, 24, 60, 10),
            ),
        ),
    )


def _dictionary() -> Sheet:
    return Sheet(
        name="Data dictionary",
        title="What the columns hold",
        tables=(
            Table(
                columns=("Column", "Unit", "What it holds"),
                rows=[[Words(name), Words(unit), Words(holds)] for name, unit, holds in _COLUMNS],
                widths=(26, 22, 38),
            ),
        ),
    )


def _terms(roadmap: RoadmapContent) -> Sheet:
    return Sheet(
        name="Terms",
        title="Terms",
        tables=(
            Table(
                columns=("Term", "Meaning"),
                rows=[
                    *([Words(term), Words(meaning)] for term, meaning in _TERMS),
                    *([each.term, each.meaning] for each in roadmap.definitions),
                ],
                widths=(24, 60),
            ),
        ),
    )
