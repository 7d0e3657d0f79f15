"""Who was heard: a meter for every group, and how far district, shift and language are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.services.interviews.coverage import Coverage, GroupHeard, Spread, coverage
from leaptui.services.interviews.equity import Equity, equity
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.view import Drawn, Sentences, ViewScreen
from leaptui.tui.text import ends, fit, join, paragraph, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.figures import heading, meter
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_NAMED = 110
"""Columns from which a group has its full name."""
_MOST_VALUES = 8
"""Values of a district, shift or language that are named; the rest are counted."""


def group_line(group: GroupHeard, width: int) -> Content:
    """State, name, meter, `1/4`, and in words what is planned and missing."""
    if group.is_short:
        glyph = plain("▲ ", "$warning") if group.is_critical else plain("○ ", "$text-muted")
    else:
        glyph = plain("✓ ", "$success")
    name_width = 52 if width >= _NAMED else 20
    bar = max(min(width - 2 - name_width - 6 - 24 - 3, 24), 6)
    unit = "sessions" if group.in_sessions else ""
    left = [
        f"{group.planned} planned" if group.planned else "",
        f"{group.missing} missing" if group.missing else "",
    ]
    words = ", ".join(part for part in left if part) or "as planned"
    return row(
        (2, name_width, bar, -6, width - name_width - bar - 6 - 6),
        (
            glyph,
            plain(group.label if width >= _NAMED else group.short, "" if group.people else "$text-muted"),
            three_part_meter(group, bar),
            f"{group.heard}/{group.target}",
            plain(f"{unit + ', ' if unit else ''}{words}", "$text-muted"),
        ),
    )


def three_part_meter(group: GroupHeard, width: int) -> Content:
    """`━━╍╍────`: heard, planned, missing."""
    whole = max(group.target, group.heard + group.planned)
    heard = meter(width, group.heard, whole)
    if not group.planned or whole <= 0:
        return heard
    filled = round(group.heard / whole * width)
    filled = max(filled, 1) if group.heard else 0
    planned = min(max(round(group.planned / whole * width), 1), width - filled)
    rest = width - filled - planned
    return join(plain("━" * filled, "$primary"), plain("╍" * planned, "$primary"), plain("─" * rest, "$rule"))


def spread_lines(spread: Spread, width: int) -> list[Content]:
    """People heard by district, shift or language, and of how many it is not known."""
    known, everybody = spread.known, spread.known + spread.unknown
    shown = [heading(width, f"By {spread.name}", f"known of {known} of {everybody}")]
    most = max((people for _, people in spread.values), default=0)
    for value, people in spread.values[:_MOST_VALUES]:
        shown.append(_bar_line(value, people, most, f"{people}", width))
    if len(spread.values) > _MOST_VALUES:
        rest = sum(people for _, people in spread.values[_MOST_VALUES:])
        others = len(spread.values) - _MOST_VALUES
        shown.append(plain(f"and {rest} in {others} more", "$text-muted"))
    if not spread.values:
        shown.append(plain(f"No {spread.name} was noted of anybody yet.", "$text-muted"))
    return shown


def equity_lines(found: Equity | None, width: int) -> list[Content]:
    """Districts by calls, each with the people heard there; the sentence right beneath."""
    shown = [heading(width, "Where the calls come from", "calls · heard")]
    if found is None:
        none = (
            "No call export with districts is imported yet, so nobody can say who of the busiest was heard."
        )
        return [*shown, *paragraph(none, width, "$text-muted")]
    most = max((each.calls for each in found.districts), default=0)
    for each in found.districts[:_MOST_VALUES]:
        figures = f"{each.calls:,} · {each.people}"
        shown.append(
            _bar_line(
                each.district, each.calls, most, figures, width, silent=bool(found.known) and not each.people
            )
        )
    rest = found.districts[_MOST_VALUES:]
    if rest:
        calls, people = sum(each.calls for each in rest), sum(each.people for each in rest)
        shown.append(
            ends(
                width,
                plain(f"{len(rest)} more districts", "$text-muted"),
                plain(f"{calls:,} · {people}", "$text-muted"),
            )
        )
    shown += paragraph(found.sentence, width)
    if found.unknown and found.known:
        unknown = f"Of {found.unknown} more people heard no district is noted."
        shown += paragraph(unknown, width, "$text-muted")
    return shown


def _bar_line(name: str, part: int, whole: int, figures: str, width: int, *, silent: bool = False) -> Content:
    bar = max(min(width - 16 - 14, 24), 4)
    left = join(
        plain("! " if silent else "  ", "b $warning"),
        fit(plain(name), max(width - bar - 16, 8)),
        " ",
        meter(bar, part, whole),
    )
    return ends(width, left, plain(figures, "b $warning" if silent else ""))


def _all_spreads(found: Coverage, width: int) -> list[Content]:
    shown: list[Content] = []
    for spread in found.spreads:
        shown += [*spread_lines(spread, width), Content("")]
    return shown


class CoverageScreen(ViewScreen):
    """Whose voice is still missing?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("view_list", "view")
    TITLE_SHOWN: ClassVar[str] = "who was heard"
    DEFAULT_CSS = """
    CoverageScreen #coverage-columns { height: 1fr; }
    CoverageScreen #spread-pane { width: 60; }
    CoverageScreen #spreads { height: auto; }
    """

    _coverage: Coverage | None = None

    def compose_place(self) -> ComposeResult:
        """A meter a group; when wide the spreads beside them."""
        with Horizontal(id="coverage-columns"):
            yield PickList[GroupHeard](self._draw, id="groups")
            with Vertical(id="spread-pane", classes="pane only-wide"), VerticalScroll(can_focus=False):
                yield Drawn(id="spreads")

    def compose_foot(self) -> ComposeResult:
        """What is missing before Design."""
        yield Sentences()

    async def load(self) -> None:
        """Count."""
        self._coverage = await self.leap.ask(coverage, self.engagement)
        self._fill()
        if self.focused is None:
            self._groups.focus()

    @property
    def _groups(self) -> PickList[GroupHeard]:
        return self.query_one("#groups", PickList)

    def _fill(self) -> None:
        found = self._coverage
        if found is None:
            return
        critical = [Pick(group.key, group) for group in found.groups if group.is_critical]
        others = [Pick(group.key, group) for group in found.groups if not group.is_critical]
        roomy = self.has_class("-roomy")
        self._groups.show(
            [
                Rest(plain(" Two voices are needed of each before Design", "b")),
                *critical,
                *([Rest()] if roomy else []),
                Rest(plain(" One voice of each", "b")),
                *others,
            ],
            at=self.take_at(),
        )
        known = " · ".join(f"{each.name} of {each.known}" for each in found.spreads)
        people = "1 person" if found.people == 1 else f"{found.people} people"
        self.query_one(Sentences).say(
            found.wordings, [f"{people} heard in all; known: {known}.", f"{people} heard in all."]
        )
        self.query_one(Drawn).show(lambda width: _all_spreads(found, width))

    def _draw(self, group: GroupHeard, width: int) -> Sequence[Content]:
        return [group_line(group, width)]

    def on_resize(self) -> None:
        """Blank rows where they are affordable."""
        self.call_after_refresh(self._fill)

    def tell_context(self, bar: ContextBar) -> None:
        """City, view, how many conversations."""
        about = [self.TITLE_SHOWN]
        if self._coverage is not None:
            about.append(f"{self._coverage.conversations} conversations")
            if self._coverage.off_record:
                about.append(f"{self._coverage.off_record} of them off the record, in nothing that leaves")
            about += [f"{self._coverage.ahead} to come"] if self._coverage.ahead else []
        bar.show(self.leap.city_name, about, saved=self.saved())

    @on(PickList.Chosen, "#groups")
    @errand()
    async def open_group(self, event: PickList.Chosen) -> None:
        """Why this group, and how it stands."""
        group: GroupHeard = event.pick.value
        counted = f"{group.sessions} session{'' if group.sessions == 1 else 's'} with several people"
        what = "sessions" if group.in_sessions else "people"
        points = [
            (plain("●", "$primary"), f"{group.people} heard, {counted}."),
            (plain("○", "$text-muted"), f"{group.listed} listed and not heard yet."),
            (plain("▸", "$accent"), f"The plan of a mid-size city: {group.target} {what}."),
            (
                plain("▲", "$warning") if group.is_short else plain("✓", "$success"),
                f"Design needs {group.needed}; it has {group.people}.",
            ),
        ]
        await self.app.push_screen_wait(TellDialog(group.label, points))


class DistrictsScreen(ViewScreen):
    """Who was heard where most calls come from, and in which shifts and languages?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("view",)
    TITLE_SHOWN: ClassVar[str] = "districts, shifts, languages"
    DEFAULT_CSS = """
    DistrictsScreen #district-scroll { height: 1fr; }
    DistrictsScreen #districts { max-width: 100; }
    """

    def compose_place(self) -> ComposeResult:
        """One block below the other."""
        with VerticalScroll(id="district-scroll"):
            yield Drawn(id="districts")

    async def load(self) -> None:
        """Count people, and calls where there are any."""
        covered = await self.leap.ask(coverage, self.engagement)
        calls = await self.leap.ask(equity, self.engagement)
        self.query_one(Drawn).show(
            lambda width: [*equity_lines(calls, width), Content(""), *_all_spreads(covered, width)]
        )
        self.query_one("#district-scroll").focus()
