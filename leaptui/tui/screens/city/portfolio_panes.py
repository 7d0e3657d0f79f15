"""What stands beside and below the portfolio's list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from leaptui.domain.vocabulary import Phase
from leaptui.services.city.portfolio import COMPONENTS, DueItem, PortfolioRow
from leaptui.tui.dates import day_shown
from leaptui.tui.names import city_shown
from leaptui.tui.text import dotted, ends, join, paragraph, plain, row
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.figures import heading, meter


class CityPane(Block):
    """The city under the cursor, when the screen is wide."""

    DEFAULT_CSS = """
    CityPane { width: 41; height: 1fr; border-left: solid $rule; padding: 0 0 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(classes="only-wide")
        self._row: PortfolioRow | None = None
        self._owed: Sequence[DueItem] = ()
        self._planned = 0
        self._today = date.min

    def show(self, each: PortfolioRow | None, owed: Sequence[DueItem], planned: int, today: date) -> None:
        """Show a city and what is owed there."""
        self._row, self._owed, self._planned, self._today = each, owed, planned, today
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        """Name, people, next step, phases, meters, what is owed."""
        each = self._row
        if each is None:
            return []
        engagement = each.engagement
        people = f"{each.population:,} people" if each.population is not None else "population not known"
        about = [plain(part, "$text-muted") for part in (people, engagement.dispatch_centre) if part]
        shown = [plain(city_shown(engagement.name), "b"), dotted(about)]
        if len(each.places) > 1:
            shown.append(plain(", ".join(place.name for place in each.places), "$text-muted"))
        shown.append(Content(""))
        step = paragraph(
            engagement.next_step or "not said yet", width - 6, "b" if engagement.next_step else "$text-muted"
        )
        shown += [
            join(plain("Next  " if not index else "      ", "$text-muted"), line)
            for index, line in enumerate(step)
        ]
        if engagement.next_due:
            shown.append(plain(f"      due {day_shown(engagement.next_due, self._today)}", "$text-muted"))
        shown.append(Content(""))
        shown += [_phase_line(phase, engagement.phase) for phase in Phase]
        shown.append(Content(""))
        planned = engagement.interviews_planned or self._planned
        for label, part, whole in (("Heard", each.interviews, planned), ("Agreed", each.agreed, COMPONENTS)):
            bar = meter(max(width - 24, 4), part, whole)
            shown.append(row((11, max(width - 24, 4), -11), (label, bar, f"{part} of {whole}")))
        if self._owed:
            shown += [Content(""), heading(width, "Follow-ups", str(len(self._owed)))]
            shown += [owed_line(width, item, self._today) for item in self._owed[:6]]
        who = [part for part in (engagement.lead and f"lead {engagement.lead}", *engagement.partners) if part]
        if who:
            shown += [Content(""), *paragraph(", ".join(who), width, "$text-muted")]
        return shown


class DueBlock(Block):
    """What is due this week in every city, when there is room."""

    def __init__(self) -> None:
        super().__init__(classes="only-wide")
        self._items: Sequence[DueItem] = ()
        self._today = date.min

    @property
    def rows(self) -> int:
        """Rows it takes with its own blank rows above."""
        return len(self.lines(80))

    def show(self, items: Sequence[DueItem], today: date) -> None:
        """Show what is due within a week."""
        self._items, self._today = items, today
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """A heading and a line each; nothing when nothing is due."""
        if not self._items:
            return []
        count = len(self._items)
        shown = [Content(""), Content("")]
        shown.append(
            heading(width, "Due this week, all cities", f"{count} follow-up{'s' if count > 1 else ''}")
        )
        for item in self._items[:8]:
            day = day_shown(item.follow_up.due, self._today)
            rest = max(width - 45, 8)
            shown.append(
                row(
                    (2, 1, 8, 18, rest, -11),
                    (
                        "",
                        plain("▲", "$warning") if item.overdue else plain("○", "$text-muted"),
                        plain(day, "b $warning" if item.overdue else "$text-muted"),
                        city_shown(item.city),
                        item.follow_up.text,
                        plain(item.follow_up.owner or "you", "$text-muted"),
                    ),
                    gap=1,
                )
            )
        return shown


def owed_line(width: int, item: DueItem, today: date) -> Content:
    """One follow-up with its day."""
    day = day_shown(item.follow_up.due, today)
    return row(
        (1, 7, max(width - 10, 4)),
        (
            plain("▲", "$warning") if item.overdue else plain("○", "$text-muted"),
            plain(day, "b $warning" if item.overdue else "$text-muted"),
            item.follow_up.text,
        ),
    )


def follow_ups_shown(number: int) -> str:
    """`1 follow-up`, `3 follow-ups`."""
    return f"{number} follow-up{'' if number == 1 else 's'}"


def city_line(each: PortfolioRow, width: int) -> Content:
    """The city under the cursor in one line, for the narrow screen."""
    engagement = each.engagement
    people = "1 person" if each.stakeholders == 1 else f"{each.stakeholders} people"
    parts = [f"{people} listed", f"{follow_ups_shown(each.open_follow_ups)} open"]
    if engagement.lead:
        parts.append(f"lead {engagement.lead}")
    about = dotted([plain(part, "$text-muted") for part in parts])
    return ends(width, join(plain(city_shown(engagement.name), "b"), "  ", about), "")


def _phase_line(phase: Phase, now: Phase | None) -> Content:
    name = f"{phase.number} {phase.label}"
    if now is None or phase.number > now.number:
        return join(plain("○ ", "$text-muted"), plain(name, "$text-muted"))
    if phase is now:
        return join(plain("● ", "$accent"), plain(name, "b"))
    return join(plain("✓ ", "$success"), plain(name))
