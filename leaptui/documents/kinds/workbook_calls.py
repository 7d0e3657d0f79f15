"""The measure sheets of a workbook: one for each picture of the calls, with a chart where one helps."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.disclosure.call_figures import PARTS_OF_DAY, ClearedCalls, CountLine
from leaptui.disclosure.call_hours import ClearedMeans
from leaptui.disclosure.call_service import ClearedWindow
from leaptui.documents.call_charts import month_finding, window_finding
from leaptui.documents.charts import WEEKDAYS, heat_finding, tier_finding
from leaptui.documents.kinds.calls_report import CallsReportContent
from leaptui.documents.kinds.workbook_file import ledger_sheet, quality_sheet
from leaptui.documents.sheets import Cell, Chart, ChartKind, Number, Shape, Sheet, Table, Words, number_of

_MOST_BARS = 20
"""Lines of a chart."""
_HOURS = tuple(f"{hour:02}" for hour in range(24))
_NARROW_HOUR = 5.5


def calls_sheets(report: CallsReportContent, means: ClearedMeans | None) -> list[Sheet]:
    """The sheets of one export, those without a line left out.

    Args:
        report: What it shows.
        means: Calls by hour of the week as numbers, for internal use.
    """
    calls = report.export.calls
    sheets = [
        _eligible(calls),
        _hours(calls, means),
        _months(calls),
        _tiers(calls),
        _types(calls),
        _times(report),
        _outcomes(report),
        _windows(report),
        _districts(report),
        quality_sheet(report),
        ledger_sheet(report),
    ]
    return [sheet for sheet in sheets if any(table.rows for table in sheet.tables)]


def _counted(line: CountLine) -> list[Cell]:
    return [line.label, line.count, number_of(line.share)]


def _parts_finding(lines: Sequence[CountLine]) -> str:
    """Every line with its count and share, for who cannot see the bars."""
    return "; ".join(
        f"{line.label.text}: {line.count.printed}"
        + (f" ({line.share.text})" if line.count.value is not None else "")
        for line in lines
    )


def _eligible(calls: ClearedCalls) -> Sheet:
    return Sheet(
        name="Eligible",
        title="What a community responder could take",
        says=(Words("By three sets of rules. Each call is still screened when it is taken."),),
        tables=(
            Table(
                columns=("Rules", "Calls", "Share of the base"),
                rows=[_counted(line) for line in calls.eligible],
                base=calls.base,
                chart=Chart(
                    kind=ChartKind.BARS,
                    title="Eligible calls by rules",
                    alternative=f"Bar chart of eligible calls. {_parts_finding(calls.eligible)}.",
                    axis="calls",
                ),
            ),
        ),
    )


def _hours(calls: ClearedCalls, means: ClearedMeans | None) -> Sheet:
    grid = calls.grid
    if means is None:
        rows: list[list[Cell]] = [
            [Words(day), *(Number(band, Shape.WHOLE, band=band) for band in row)]
            for day, row in zip(WEEKDAYS, grid.bands, strict=True)
        ]
        said = "Bands from 0, the quietest, to 6; what each means stands below."
    else:
        rows = [
            [
                Words(day),
                *(Number(mean, Shape.TWO, band=band) for mean, band in zip(row, bands, strict=True)),
            ]
            for day, row, bands in zip(WEEKDAYS, means.means, grid.bands, strict=True)
        ]
        said = "Mean calls an hour; the colour is the band."
    parts = tuple(f"{first:02}–{end:02}" for first, end in PARTS_OF_DAY)
    return Sheet(
        name="Hours of calls",
        title="When calls come: mean calls an hour by weekday and hour",
        says=(Words(said),),
        tables=(
            Table(
                columns=("Day", *_HOURS),
                rows=rows,
                widths=(14, *([_NARROW_HOUR] * 24)),
                base=calls.base,
                notes=(
                    Words("Calls of that weekday and hour ÷ number of such weekdays in the period."),
                    Words(f"Calls without an hour are in none: {calls.without_hour.printed}."),
                    Words(heat_finding(grid)),
                ),
            ),
            Table(
                title="Bands",
                columns=("Calls an hour", "Band"),
                rows=[
                    [Words(words), Number(band, Shape.WHOLE, band=band)]
                    for band, words in enumerate(grid.legend)
                ],
            ),
            Table(
                title="By part of the day",
                columns=("Day", *parts),
                rows=[
                    [Words(day), *map(number_of, row)]
                    for day, row in zip(WEEKDAYS, calls.parts_of_day, strict=True)
                ],
                base=calls.base,
                chart=Chart(
                    kind=ChartKind.LINES,
                    title="Mean calls an hour by part of the day",
                    alternative="Line chart of mean calls an hour by part of the day, a line for each weekday. "
                    f"{heat_finding(grid)}",
                    values=tuple(range(1, len(parts) + 1)),
                    axis="calls an hour",
                    points="part of the day",
                    by_row=True,
                ),
            ),
        ),
    )


def _months(calls: ClearedCalls) -> Sheet:
    return Sheet(
        name="Months",
        title="Calls by month",
        tables=(
            Table(
                columns=("Month", "Calls"),
                rows=[[month, count] for month, count in calls.months],
                widths=(22, 12),
                base=calls.base,
                chart=Chart(
                    kind=ChartKind.COLUMNS,
                    title="Calls by month",
                    alternative=f"Column chart of calls by month. {month_finding(calls.months)}",
                    axis="calls",
                ),
            ),
        ),
    )


def _tiers(calls: ClearedCalls) -> Sheet:
    return Sheet(
        name="Tiers",
        title="Who could respond",
        says=(Words("The response that the type of a call allows, before anything is known of the call."),),
        tables=(
            Table(
                columns=("Tier", "Calls", "Share of the base"),
                rows=[_counted(tier.line) for tier in calls.tiers],
                base=calls.base,
                chart=Chart(
                    kind=ChartKind.BARS,
                    title="Calls by who could respond",
                    alternative=f"Bar chart of calls by who could respond. {tier_finding(calls.tiers)}",
                    axis="calls",
                ),
            ),
        ),
    )


def _types(calls: ClearedCalls) -> Sheet:
    lines = calls.types.lines
    rows: list[list[Cell]] = [[*_counted(line), tier] for line, tier in lines]
    if calls.types.others is not None:
        rows.append([*_counted(calls.types.others), None])
    first = [line for line, _ in lines[:_MOST_BARS]]
    return Sheet(
        name="Types",
        title="Call types, most frequent first",
        tables=(
            Table(
                columns=("Type", "Calls", "Share of the base", "Tier"),
                rows=rows,
                base=calls.base,
                chart=Chart(
                    kind=ChartKind.BARS,
                    title=f"The {len(first)} most frequent call types",
                    alternative=f"Bar chart of the most frequent call types. {_parts_finding(first)}.",
                    rows=max(len(first), 1),
                    axis="calls",
                ),
            ),
        ),
    )


def _times(report: CallsReportContent) -> Sheet:
    calls = report.export.calls
    return Sheet(
        name="Times",
        title="How long it takes today",
        says=(
            Words(
                "Over calls with both time stamps, not cancelled before anybody came. Nine of ten took the 90th percentile or less."
            ),
        ),
        tables=(
            Table(
                columns=("Time", "Calls", "Median", "Mean", "90th percentile"),
                rows=[
                    [line.label, line.calls, *map(number_of, (line.median, line.mean, line.ninetieth))]
                    for line in calls.times
                ],
                base=calls.base,
                notes=[Words("Not in this file:", bold=True), *calls.not_available]
                if calls.not_available
                else (),
            ),
            Table(
                title="From call to arrival, by priority",
                columns=("Priority", "Calls", "Median", "90th percentile"),
                rows=[
                    [line.label, number_of(line.calls), number_of(line.median), number_of(line.ninetieth)]
                    for line in report.waits
                ],
                base=calls.base,
            ),
        ),
    )


def _outcomes(report: CallsReportContent) -> Sheet:
    endings = report.endings
    rows: list[list[Cell]] = (
        [[line.label, number_of(line.share)] for line in endings.lines] if endings else []
    )
    told = "; ".join(f"{line.label.text}: {line.share.text}" for line in endings.lines) if endings else ""
    return Sheet(
        name="Outcomes",
        title="How calls of eligible types end today",
        says=(Words("Shares are of the eligible calls whose ending is given."),),
        tables=(
            Table(
                columns=("Ending", "Share"),
                rows=rows,
                base=report.export.calls.base,
                chart=Chart(
                    kind=ChartKind.BARS,
                    title="How eligible calls end",
                    alternative=f"Bar chart of how eligible calls end. {told}.",
                    axis="share",
                ),
            ),
            Table(
                columns=("What the shares are of", "Share"),
                rows=[[Words("Eligible calls whose ending is given"), number_of(endings.with_ending)]]
                if endings
                else [],
            ),
        ),
    )


def _windows(report: CallsReportContent) -> Sheet:
    return Sheet(
        name="Coverage",
        title="Hours of service: how many eligible calls lie inside",
        says=(Words("For each length of service the hours that hold most eligible calls."),),
        tables=(
            Table(
                columns=("Hours a day", "Share", "Every day", "Monday to Friday", "Share of all the week"),
                rows=[
                    [
                        Words(f"{window.hours} hours"),
                        _inside(window),
                        window.every_day,
                        window.weekdays,
                        number_of(window.weekday_share),
                    ]
                    for window in report.windows
                ],
                widths=(14, 14, 20, 20, 20),
                base=report.export.calls.base,
                chart=Chart(
                    kind=ChartKind.COLUMNS,
                    title="Eligible calls inside the best hours of service",
                    alternative="Column chart of the share of eligible calls inside hours of service. "
                    f"{window_finding(report.windows)}",
                    axis="share",
                ),
            ),
        ),
    )


def _inside(window: ClearedWindow) -> Cell:
    """The share of the eligible calls in a window, to be drawn; around the clock it is all of them."""
    if window.hours == 24:
        return Number(1, Shape.SHARE)
    return window.share if window.percent is None else Number(window.percent / 100, Shape.ABOUT)


def _districts(report: CallsReportContent) -> Sheet:
    return Sheet(
        name="Districts",
        title="Calls and eligible calls by district",
        tables=(
            Table(
                columns=("District", "Calls", "Eligible", "Calls per 1,000 residents",
                         "Eligible per 1,000 residents", "Wait, median", "Wait, 90th percentile"),
                rows=[
                    [each.name, each.calls, each.eligible, number_of(each.per_thousand),
                     number_of(each.eligible_per_thousand), number_of(each.wait), number_of(each.ninetieth)]
                    for each in report.districts
                ],
                widths=(20, 10, 10, 14, 14, 12, 14),
                base=report.export.calls.base,
                notes=[Words("Residents from:"), *report.residents_from] if report.residents_from else (),
                chart=Chart(
                    kind=ChartKind.COLUMNS,
                    title="Calls and eligible calls by district",
                    alternative="Column chart of calls and eligible calls by district: "
                    + "; ".join(
                        f"{each.name.text} {each.calls.printed}, eligible {each.eligible.printed}"
                        for each in report.districts
                    )
                    + ".",
                    values=(1, 2),
                    axis="calls",
                ),
            ),
        ),
    )  # fmt: skip
