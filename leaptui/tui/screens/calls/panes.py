"""What the calls screen is made of: filter, eligible share, heat grid, minutes, ledger."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.calls import CallsSummary, Ledger
from leaptui.domain.measured import RuleSet
from leaptui.services.calls.picture import CallsPicture
from leaptui.tui.screens.calls.filter_words import filter_words
from leaptui.tui.screens.calls.words import (
    MINUTES,
    busiest,
    ledger_reasons,
    month_name,
    share_sentence,
    types_sentence,
)
from leaptui.tui.text import as_content, ends, fit, join, paragraph, plain, row
from leaptui.tui.widgets.bars import key_line
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.figures import heading, share_shown, sparkline
from leaptui.tui.widgets.heat_grid import grid_for, grid_lines
from leaptui.tui.widgets.share_strip import numerals, share_strip, strip_legend

_NUMERAL_WIDTH = 30


def share_lines(
    summary: CallsSummary, rules: RuleSet, width: int, *, strip: bool = True, roomy: bool = True
) -> list[Content]:
    """The headline share with its base, the strip, its legend and a sentence.

    Args:
        summary: What is shown.
        rules: Which of the three shares leads.
        width: Columns there are.
        strip: Whether the strip is drawn.
        roomy: Whether it is drawn below a base of two rows too.
    """
    base = summary.base
    if not base.calls:
        return _nothing_lines(summary, width)
    share = join(
        plain(share_shown(summary.share_of(rules)), "b $accent"), plain(" eligible", "b"), plain("  ")
    )
    whole, told = f"of {base.calls:,} {base.name.label}", f", {rules.value} rules"
    if share.cell_length + len(whole) + len(told) > width:
        told = ""
    if share.cell_length + len(whole) <= width:
        head = [join(share, plain(whole + told, "$text-muted"))]
    else:
        # A base is never shortened: it goes on in the next row.
        head = [line.rstrip() for line in join(share, plain(whole, "$text-muted")).wrap(width)]
    return [
        *head,
        *([share_strip(summary, width)] if strip and (roomy or len(head) == 1) else []),
        strip_legend(summary, rules, width),
        *paragraph(
            _that_fits(width, share_sentence(summary, rules), share_sentence(summary, rules, daily=False)),
            width,
        ),
    ]


def _nothing_lines(summary: CallsSummary, width: int) -> list[Content]:
    """An empty base has no share: none is not nought."""
    whole = plain(f"  of 0 {summary.base.name.label}", "$text-muted")
    return [
        join(plain("–", "b $accent"), plain(" eligible", "b"), whole),
        *paragraph("No call is in this base: the file says it of none. B takes another.", width),
    ]


def share_lines_wide(summary: CallsSummary, rules: RuleSet, width: int) -> list[Content]:
    """The headline share in figures of three rows, all else at its right."""
    if not summary.base.calls:
        return _nothing_lines(summary, width)
    room = width - _NUMERAL_WIDTH
    sentence = _that_fits(room, share_sentence(summary, rules, others=True), share_sentence(summary, rules))
    right = [
        strip_legend(summary, rules, room),
        share_strip(summary, room),
        plain(sentence),
        plain(types_sentence(summary), "$text-muted"),
        plain(f"Base: {summary.base.sentence}.", "$text-muted"),
    ]
    left = [
        *numerals(share_shown(summary.share_of(rules))),
        plain(f"eligible, {rules.value} rules", "b"),
        plain(f"of {summary.base.calls:,} incidents", "$text-muted"),
    ]
    return [join(fit(a, _NUMERAL_WIDTH), b) for a, b in zip(left, right, strict=True)]


def heat_lines(summary: CallsSummary, width: int) -> list[Content]:
    """The grid and its legend, the busiest hour beside it where there is room."""
    if not sum(map(sum, summary.by_weekday_hour)):
        why = "The file does not say at what hour calls came in." if summary.base.calls else ""
        return [
            plain("By hour and weekday: not available.", "b"),
            *(paragraph(why, width, "$text-muted") if why else []),
        ]
    lines = grid_lines(grid_for(summary.by_weekday_hour, summary.weekdays_in_period, width), width)
    peak = next((words for words in busiest(summary) if lines[-1].cell_length + len(words) + 3 <= width), "")
    lines[-1] = join(lines[-1], plain(f"   {peak}" if peak else "", "$text-muted"))
    return lines


def month_line(summary: CallsSummary, width: int) -> Content:
    """Calls by month: figures where they fit, else a sparkline with its least and most in words."""
    months = summary.by_month
    if not months or not summary.base.calls:
        return plain("by month  not available", "$text-muted")
    years = months[0][0][:4] != months[-1][0][:4]
    title = plain("     by month  ", "$text-muted")
    cells = [
        join(plain(f"{month_name(month, year=years)} ", "$text-muted"), f"{calls:,}")
        for month, calls in months
    ]
    figures = join(title, plain("  ").join(cells))
    if figures.cell_length > width:
        figures = join(title, plain(" ").join(cells))
    if figures.cell_length <= width or len(months) == 1:
        return figures
    least, most = min(months, key=lambda each: each[1]), max(months, key=lambda each: each[1])
    words = "   ".join(
        f"{name} {month_name(month, year=years)} {calls:,}"
        for name, (month, calls) in (("least", least), ("most", most))
    )
    title = plain("   by month  ", "$text-muted")
    room = max(width - title.cell_length - len(words) - 2, 1)
    line = sparkline([calls for _, calls in months[-room:]], "$heat-4")
    return join(title, line, plain(f"  {words}", "$text-muted"))


def minute_lines(summary: CallsSummary, width: int) -> list[Content]:
    """Durations with their n; one that the file cannot give says so."""
    widths = (max(width - 8 - 7 - 6 - 6 - 4, 10), -8, -7, -6, -6)
    head = ("Minutes", "n", "median", "mean", "p90")
    shown = [row(widths, [plain(word, "b" if not at else "$text-muted") for at, word in enumerate(head)])]
    left_out = 0
    for key, name, _ in MINUTES:
        measure = summary.times.get(key)
        if measure is None or not measure.n:
            shown.append(
                join(fit(plain(name, "$text-muted"), widths[0] + 1), plain("not available", "$text-muted"))
            )
            continue
        left_out += measure.left_out
        cells: list[Content | str] = [
            name,
            f"{measure.n:,}",
            *(f"{value:,.1f}" for value in (measure.median, measure.mean, measure.p90)),
        ]
        shown.append(row(widths, cells))
    if left_out:
        shown += paragraph(
            f"{left_out:,} durations are left out: negative, or over 24 hours.", width, "$text-muted"
        )
    return shown


def filter_lines(only: CallFilter, width: int) -> list[Content]:
    """Which calls these are, whole however long it is, and the key that shows all of them again."""
    if only.is_all:
        return []
    right = key_line([("C", "clears")])
    told = paragraph(f"▲ only {filter_words(only)}", width - right.cell_length - 2, "$warning")
    return [ends(width, told[0], right), *told[1:]]


def ledger_line(ledger: Ledger, width: int) -> Content:
    """`96,310 rows = 41,022 used + 55,288 set aside`, with the reasons where there is room."""
    right = key_line([("L", "opens it")])
    rows, used, aside = f"{ledger.rows_in:,}", f"{ledger.rows_used:,}", f"{ledger.rows_set_aside:,}"
    for lead, tail, most in (
        ("Ledger  ", " set aside", 3),
        ("Ledger  ", " set aside", 2),
        ("Ledger  ", " set aside", 0),
        ("Ledger ", " aside", 0),
        ("", " aside", 0),
    ):
        parts = [
            plain(lead, "b"),
            plain(f"{rows} rows = "),
            plain(used, "b"),
            plain(f" used + {aside}{tail}"),
            plain(f"   {ledger_reasons(ledger, most)}" if most else "", "$text-muted"),
        ]
        left = join(*parts)
        if left.cell_length + right.cell_length + 1 <= width:
            break
    return ends(width, left, right)


def _that_fits(width: int, *sentences: str) -> str:
    return next((each for each in sentences if len(each) <= width), sentences[-1])


class CallsBlock(Block):
    """A block that shows one picture by one set of rules."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._picture: CallsPicture | None = None
        self.rules = RuleSet.EXPECTED

    def show(self, picture: CallsPicture, rules: RuleSet) -> None:
        """Show this picture by these rules."""
        self._picture, self.rules = picture, rules
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """Nothing before the calls were read."""
        return self.picture_lines(self._picture, width) if self._picture else []

    def picture_lines(self, picture: CallsPicture, width: int) -> Sequence[Content]:
        """The lines of a picture."""
        raise NotImplementedError


class FilterBlock(Block):
    """Which calls every figure below is of; nothing while it is all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._only = CallFilter()

    def show(self, only: CallFilter) -> None:
        """Tell of this filter."""
        self._only = only
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """As many as its words need."""
        return filter_lines(self._only, width)


class ShareBlock(CallsBlock):
    """The headline."""

    def picture_lines(self, picture: CallsPicture, width: int) -> Sequence[Content]:
        """Four lines; five with figures of three rows."""
        if self.wide and not self.short:
            return share_lines_wide(picture.summary, self.rules, width)
        # Where every row counts, the words of a filter take the row of the strip, whose figures stay.
        strip = not self.short or picture.only.is_all
        return share_lines(picture.summary, self.rules, width, strip=strip, roomy=not self.short)


class WhenBlock(CallsBlock):
    """When people call."""

    def picture_lines(self, picture: CallsPicture, width: int) -> Sequence[Content]:
        """A heading where there is room, the grid, the months."""
        shown: list[Content] = [] if self.short or (self.wide and not self.roomy) else [Content("")]
        if self.roomy:
            hint = "incidents per hour, mean of each weekday in the period"
            shown.append(heading(width, "When people call", hint if width >= 100 else "per hour, mean"))
            shown += [Content("")] if self.wide else []
        shown += heat_lines(picture.summary, width)
        return shown if self.short else [*shown, month_line(picture.summary, width)]


class MinutesBlock(CallsBlock):
    """How long things take, where the file says."""

    def picture_lines(self, picture: CallsPicture, width: int) -> Sequence[Content]:
        """A table."""
        return minute_lines(picture.summary, width)


class LedgerBlock(CallsBlock):
    """The ledger in one line, always in sight."""

    def picture_lines(self, picture: CallsPicture, width: int) -> Sequence[Content]:
        """One, with a blank row above where there is room."""
        line = as_content(ledger_line(picture.ledger, width))
        return [Content(""), line] if self.roomy else [line]
