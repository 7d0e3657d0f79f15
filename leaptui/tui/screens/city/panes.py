"""What the city screen is made of: phase strip, next step, who was heard, what the calls show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from leaptui.domain.calls import CallsSummary
from leaptui.domain.marks import MarkKind
from leaptui.domain.measured import RuleSet
from leaptui.domain.vocabulary import Phase
from leaptui.services.city.follow_ups import FollowUpView
from leaptui.services.city.overview import City
from leaptui.services.interviews.coverage import GroupHeard
from leaptui.services.roadmap.components import ComponentView
from leaptui.tui.dates import day_shown, months_shown
from leaptui.tui.screens.roadmap.panes import STATUS_STYLES
from leaptui.tui.text import ends, fit, join, paragraph, plain, row
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.figures import heading, meter, share_shown, sparkline

_SHORT_PHASES = {Phase.LOCAL_TEAM: "Team", Phase.PILOT_PREP: "Prep", Phase.EVALUATION: "Review"}
_STRIP_NAMED = 72
"""Columns from which every phase has its name."""
_STATE_NAMED = 36
"""Columns from which a component's state has its word beside its glyph."""
_STRIP_LINED = 110
"""Columns from which lines join the phases."""


class CityBlock(Block):
    """A block that shows one city."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._city: City | None = None

    def show(self, city: City) -> None:
        """Show this city."""
        self._city = city
        self.refresh(layout=True)

    def lines(self, width: int) -> Sequence[Content]:
        """Nothing before the city is known."""
        return self.city_lines(self._city, width) if self._city else []

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """The lines of a city."""
        raise NotImplementedError


class PhaseStrip(CityBlock):
    """`✓ Scoping  ● Data  ○ Design`: the eight phases and which it is."""

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """One line."""
        now = city.engagement.phase
        lined = width >= _STRIP_LINED
        cells = [
            _phase(phase, now, named=width >= _STRIP_NAMED or phase is now, long=lined) for phase in Phase
        ]
        if not lined:
            return [plain("  ").join(cells)]
        room = width - sum(cell.cell_length for cell in cells) - 2 * (len(cells) - 1)
        joint = max(room // (len(cells) - 1), 1)
        parts: list[Content] = [cells[0]]
        for phase, cell in zip(list(Phase)[1:], cells[1:], strict=True):
            reached = now is not None and phase.number <= now.number
            parts += [
                plain(f" {('━' if reached else '┄') * joint} ", "$success" if reached else "$rule"),
                cell,
            ]
        return [join(*parts)]


def _phase(phase: Phase, now: Phase | None, *, named: bool, long: bool) -> Content:
    name = phase.label if long else _SHORT_PHASES.get(phase, phase.label)
    words = f" {name}" if named else ""
    if now is None or phase.number > now.number:
        return plain(f"○{words}", "$text-muted")
    if phase is now:
        return join(plain("●", "$accent"), " " if named else "", plain(words.strip(), "b u"))
    return join(plain("✓", "$success"), plain(words))


class NextStrip(CityBlock):
    """The one obvious next step, in sand."""

    DEFAULT_CSS = """
    NextStrip { background: $surface; }
    """

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """One line, Enter at its right end."""
        step = city.next_step
        why = step.why
        if why and step.text == city.engagement.next_step:
            why = f"due {day_shown(why, date.fromisoformat(city.today))}"
        left = join(
            plain("▸ ", "$accent"),
            plain("Next  ", "b $accent"),
            plain(step.text, "b"),
            plain(f"  {why}" if why else "", "$text-muted"),
        )
        return [ends(width, left, plain("Enter ", "b $primary"))]


class ComponentsHead(CityBlock):
    """The heading of the ten components."""

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """How many are agreed."""
        agreed = sum(view.state.status.value == "agreed" for view in city.components)
        head = heading(width, "Ten components", f"{agreed} agreed")
        return [head, Content("")] if self.wide and self.roomy else [head]


def component_lines(view: ComponentView, width: int, *, rows: int) -> Sequence[Content]:
    """One component: state, name, checklist; a second row for its decision where there is room."""
    status = view.state.status
    glyph, style = status.glyph, STATUS_STYLES[status]
    word, word_style = status.value, {"agreed": "$success", "blocked": "b $error", "open": "$text-muted"}
    shown_style = word_style.get(status.value, "")
    if view.stale:
        glyph, style, word, shown_style = "▲", "$warning", "stale", "b $warning"
    total = len(view.checklist)
    bar = 8 if width >= 44 else 0
    state = 8 if width >= _STATE_NAMED else 0
    name_width = width - 1 - 2 - 5 - 3 - sum(part + 1 for part in (bar, state) if part)
    words = "$text-muted" if status.value == "open" else ""
    first = row(
        (1, -2, name_width, state, bar, -5),
        (
            plain(glyph, style),
            plain(str(view.guide.number), "$text-muted"),
            plain(view.guide.short, words),
            plain(word, shown_style),
            meter(bar, view.done, total),
            plain(f"{view.done}/{total}", "$text-muted"),
        ),
    )
    decision = view.state.decision or "nothing decided yet"
    return [first, join("     ", plain(decision, "$text-muted"))][:rows]


class ReadyBlock(CityBlock):
    """What is missing before the roadmap can be presented."""

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """A count, and the first of them where there is room."""
        missing = city.readiness
        if not missing:
            return [Content(""), join(plain("✓ ", "$success"), plain("The roadmap can be presented."))]
        count = f"{len(missing)} to do"
        shown = [Content(""), heading(width, "Before presenting", plain(count, "b"), style="")]
        if self.wide and self.roomy:
            shown += [join(plain("○ ", "$text-muted"), plain(each)) for each in missing[:4]]
        return [*shown, plain(f"R shows {'it' if len(missing) == 1 else 'them'}", "$text-muted")]


class HeardBlock(CityBlock):
    """Who was heard, and which critical groups are not."""

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """A meter, then the groups that are missing; all groups when wide."""
        heard, planned = len(city.interviews), city.planned
        shown = [heading(width, "Heard", f"{heard} of {planned}{' planned' if self.wide else ''}")]
        if self.wide and self.roomy:
            shown.append(Content(""))
        shown.append(meter(width, heard, planned))
        critical = [group for group in city.groups if group.is_critical]
        others = [group for group in city.groups if not group.is_critical]
        if not self.wide:
            silent = [group for group in critical if group.is_short]
            shown += [_group(group, width) for group in silent[:3]]
            if not silent:
                shown.append(join(plain("✓ ", "$success"), plain("every critical group has two voices")))
            elif len(silent) > 3:
                shown[-1] = ends(width, shown[-1], "")
                shown.append(plain(f"  H shows {len(silent) - 3} more", "$text-muted"))
            return shown
        spoken = sum(group.heard > 0 for group in city.groups)
        people = len(city.people)
        shown.append(plain(f"{people} people listed · {spoken}/{len(city.groups)} groups", "$text-muted"))
        shown += [Content(""), plain("Critical groups need two voices", "b")]
        shown += [_group(group, width) for group in critical]
        shown += [Content(""), plain("Also", "b"), *(_group(group, width) for group in others)]
        return shown


def _group(group: GroupHeard, width: int) -> Content:
    if group.is_critical and group.is_short:
        return ends(
            width,
            join(plain("▲ ", "$warning"), plain(group.short)),
            plain(f"{group.people} of {group.needed}", "b $warning"),
        )
    glyph = plain("○ ", "$text-muted") if group.is_short else plain("✓ ", "$success")
    style = "$text-muted" if not group.heard else ""
    return ends(
        width,
        join(glyph, plain(group.short, style)),
        plain(f"{group.heard} of {group.target}", "$text-muted"),
    )


class DataBlock(CityBlock):
    """What the calls show, never a share without its base."""

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """Calls used, rows set aside, the eligible share; months when wide."""
        ending = [join(plain("▲ ", "$warning"), plain(words, "b $warning")) for words in city.data_warnings]
        return [*self._calls_lines(city, width), *ending]

    def _calls_lines(self, city: City, width: int) -> list[Content]:
        picture = city.picture
        if picture is None:
            return [
                heading(width, "Data", "none yet"),
                *paragraph(
                    "No 911 calls yet. D opens Calls, where the city's file is imported.",
                    width,
                    "$text-muted",
                ),
            ]
        summary, dataset = picture.summary, picture.dataset
        shown = [heading(width, "Data", months_shown(dataset.first_day, dataset.last_day))]
        if self.wide and self.roomy:
            shown.append(Content(""))
        shown.append(ends(width, "911 calls used", f"{summary.base.calls:,}"))
        aside = plain(f"{picture.ledger.rows_set_aside:,}", "$text-muted")
        shown.append(ends(width, plain("rows set aside", "$text-muted"), aside))
        expected = share_shown(summary.share_of(RuleSet.EXPECTED))
        shown.append(ends(width, "Eligible, expected", plain(expected, "b")))
        if self.wide:
            shown += self._more(summary, width)
        return shown

    def _more(self, summary: CallsSummary, width: int) -> list[Content]:
        span = f"{share_shown(summary.share_of(RuleSet.NARROW))} – {share_shown(summary.share_of(RuleSet.BROAD))}"
        lines = [
            ends(width, plain("  narrow, broad", "$text-muted"), plain(span, "$text-muted")),
            plain(f"  base: {summary.base.name.label}", "$text-muted"),
            ends(width, "Types with a tier", f"{summary.type_coverage:.0%} of calls"),
        ]
        months = [calls for _, calls in summary.by_month]
        if len(months) > 1:
            words = plain(f"  calls by month, {min(months):,} – {max(months):,}", "$text-muted")
            lines.append(join(sparkline(months[-24:]), words))
        return lines


class ConcernsBlock(CityBlock):
    """The concerns marked in notes, when there is room."""

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """A heading and the newest."""
        concerns = [
            mark.text for view in city.interviews for mark in view.marks if mark.kind is MarkKind.CONCERN
        ]
        if not concerns:
            return []
        shown = [Content(""), heading(width, "Concerns heard", str(len(concerns)))]
        if self.roomy:
            shown.append(Content(""))
        return [*shown, *(join(plain("! ", "$mark-concern"), plain(words)) for words in concerns[-5:])]


class FollowUpsHead(CityBlock):
    """The heading of the follow-ups."""

    def city_lines(self, city: City, width: int) -> Sequence[Content]:
        """How many are overdue."""
        overdue = sum(each.overdue for each in city.follow_ups)
        hint = f"{overdue} overdue" if overdue else str(len(city.follow_ups) or "none")
        head = [Content(""), heading(width, "Follow-ups", hint)]
        return [Content(""), *head, Content("")] if self.wide and self.roomy else head


def follow_up_line(view: FollowUpView, width: int, today: date) -> Content:
    """One follow-up: day, words, whose it is."""
    ask = view.overdue or bool(view.not_a_date)
    owner = plain(view.owner or "you", "$text-muted") if width >= 44 else Content("")
    day = day_shown(view.owed.due or view.not_a_date, today)
    left = join(
        plain("▲ ", "$warning") if ask else plain("○ ", "$text-muted"),
        fit(plain(day, "b $warning" if ask else "$text-muted"), 7),
        plain(view.owed.text),
    )
    return ends(width, left, owner)
