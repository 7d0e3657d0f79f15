"""What was done in or for a city beside interviews, and the support log after a launch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.domain.partner_records import Activity
from leaptui.domain.records import Engagement
from leaptui.domain.text import fold
from leaptui.services.city.activities import (
    ActivityView,
    activities,
    add_activity,
    change_activity,
    issue_area_label,
    log_support,
    remove_activity,
    usual_phase,
    values_of,
)
from leaptui.services.workspace import Workspace
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import day_shown
from leaptui.tui.dialogs.kept_form import ask_until_kept
from leaptui.tui.errands import errand
from leaptui.tui.fact_lines import fact_lines
from leaptui.tui.screens.city.activity_form import ACTIVITY, SUPPORT
from leaptui.tui.screens.narrowed import NarrowedScreen
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Drawn
from leaptui.tui.text import paragraph, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.filter_line import FilterLine, filter_hint
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest, instead

_FOOT_ROWS = 3


class ActivitiesScreen(NarrowedScreen, RoadmapView):
    """What else was done here, and what came of it?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("activities", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("activities")
    TITLE_SHOWN: ClassVar[str] = "activities"
    DEFAULT_CSS = """
    ActivitiesScreen #activity-pane { width: 50; padding: 0 0 0 2; }
    ActivitiesScreen #activity-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    _views: Sequence[ActivityView] = ()
    _support_only = False

    def compose_place(self) -> ComposeResult:
        """One line each, the newest first; beside them, when wide, the one under the cursor."""
        yield FilterLine()
        with Horizontal():
            yield PickList[ActivityView](self._draw, id="activities")
            with (
                Vertical(id="activity-pane", classes="pane only-wide"),
                VerticalScroll(id="activity-scroll", can_focus=False),
            ):
                yield Drawn(id="activity")

    def compose_foot(self) -> ComposeResult:
        """What came of the one under the cursor, when there is no room beside the list."""
        yield Drawn(id="said").add_class("only-narrow")

    @property
    def _rows(self) -> PickList[ActivityView]:
        return self.query_one("#activities", PickList)

    @property
    def _here(self) -> ActivityView | None:
        return self._rows.pick.value if self._rows.pick else None

    async def load(self) -> None:
        """All of them."""
        self._views = await self.leap.ask(activities, self.engagement)
        self._fill()
        if self.focused is None:
            self._rows.focus()

    def _fill(self) -> None:
        words = fold(self.query_one(FilterLine).words).split()
        shown = [
            view
            for view in self._views
            if (view.is_support or not self._support_only) and all(word in _text(view) for word in words)
        ]
        entries: list[Pick[ActivityView] | Rest] = [Pick(view.activity.id, view) for view in shown]
        if not entries:
            said = ("Nothing is noted yet.", "N notes a meeting, a presentation, a training or a visit.")
            if self._support_only:
                said = ("Nothing was asked yet.", "L logs what a launched team asks and is advised.")
            entries = [*(instead("Nothing has these words.") if words else instead(*said))]
        self._rows.show(entries, at=self.take_at())
        self._tell()

    def _draw(self, view: ActivityView, width: int) -> Sequence[Content]:
        each = view.activity
        sort = each.phase.label.lower() if self._support_only and each.phase else each.sort.label
        room = max(width - 1 - 9 - 20 - 7 - 4, 8)
        came = f"{each.attendance:,}" if each.attendance else ""
        cells = (
            plain("○" if view.ahead else " ", "$text-muted"),
            plain(day_shown(each.held_on, self.leap.now().date()), "$text-muted"),
            plain(sort, "$accent" if view.is_support else "$primary"),
            plain(each.title),
            plain(came, "$text-muted"),
        )
        return [row((1, 9, 20, room, -7), cells)]

    def tell_context(self, bar: ContextBar) -> None:
        """How many there are, and how many in the support log."""
        logged = sum(view.is_support for view in self._views)
        title = "support log" if self._support_only else self.TITLE_SHOWN
        about = [title, str(logged if self._support_only else len(self._views))]
        notice = filter_hint(self.query_one(FilterLine).words)
        bar.show(self.leap.city_name, about, notice=notice, saved=self.saved())

    @on(PickList.Highlighted, "#activities")
    def _tell(self) -> None:
        view = self._here
        self.query_one("#activity", Drawn).show(lambda width: _whole(view, width))
        self.query_one("#said", Drawn).show(lambda width: _in_short(view, width))

    # What is done here.

    @errand()
    async def action_new_activity(self) -> None:
        """Note one."""
        made = await ask_until_kept(
            self.leap,
            "An activity",
            ACTIVITY,
            {"held_on": self._today, "advisors": self.engagement.lead},
            lambda values: self.leap.change(add_activity, self.engagement, values),
            does="note it",
        )
        self.show_at(made)

    @errand()
    async def action_log_support(self) -> None:
        """Enter what was asked and advised."""
        made = await ask_until_kept(
            self.leap,
            "What did the team ask?",
            SUPPORT,
            {"phase": usual_phase(self.engagement).value, "held_on": self._today},
            lambda values: self.leap.change(_logged, self.engagement, values),
            does="log it",
            unchanged="What was promised becomes a follow-up with its day.",
        )
        self.show_at(made)

    def action_edit_activity(self) -> None:
        """Change the one under the cursor."""
        self._rows.action_choose()

    @on(PickList.Chosen, "#activities")
    @errand()
    async def edit_chosen(self) -> None:
        """Change it."""
        view = self._here
        if view is not None:
            await ask_until_kept(
                self.leap,
                view.activity.title,
                ACTIVITY,
                values_of(view),
                lambda values: self.leap.change(change_activity, self.engagement, view.activity, values),
                only_changed=True,
            )

    @errand()
    async def action_remove_activity(self) -> None:
        """Put it away."""
        view = self._here
        if view is not None:
            await self.leap.change(remove_activity, view.activity)
            self.notify("Removed. F5 brings it back.", markup=False)

    def action_support_only(self) -> None:
        """The support log alone, or everything."""
        self._support_only = not self._support_only
        self._fill()
        self.refresh_frame()

    @property
    def _today(self) -> str:
        return self.leap.now().date().isoformat()


class CityActivitiesScreen(ActivitiesScreen):
    """The same, opened from the place City."""

    PLACE: ClassVar[str] = "city"


def _logged(workspace: Workspace, engagement: Engagement, values: Mapping[str, str]) -> Activity:
    entry, _ = log_support(workspace, engagement, **values)
    return entry


def _text(view: ActivityView) -> str:
    each = view.activity
    parts = [each.title, each.sort.label, each.place, each.cohort, each.outcome, *view.people, *each.partners]
    return fold(" ".join(parts))


def _in_short(view: ActivityView | None, width: int) -> list[Content]:
    if view is None:
        return []
    each = view.activity
    who = ", ".join((*view.people, *each.partners)) or each.place
    shown = [plain(who, "$text-muted")] if who else []
    outcome = (
        paragraph(each.outcome, width) if each.outcome else [plain("No outcome is noted.", "$text-muted")]
    )
    return [*shown, *outcome][:_FOOT_ROWS]


def _whole(view: ActivityView | None, width: int) -> list[Content]:
    if view is None:
        return []
    each = view.activity
    told = (
        ("day", each.held_on or ""),
        ("phase", each.phase.label if each.phase else ""),
        ("place", each.place),
        ("people", ", ".join(view.people)),
        ("came", f"{each.attendance:,}" if each.attendance else ""),
        ("advisors", ", ".join(each.advisors)),
        ("partners", ", ".join(each.partners)),
        ("cohort", each.cohort),
        ("issue areas", ", ".join(map(issue_area_label, each.issue_areas))),
    )
    shown = [*paragraph(each.title, width, "b"), plain(each.sort.label, "$primary"), Content("")]
    shown += fact_lines(told, width)
    for words, style in ((each.outcome, ""), (each.note, "$text-muted")):
        shown += [Content(""), *paragraph(words, width, style)] if words else []
    return shown
