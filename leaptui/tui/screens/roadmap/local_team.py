"""The local team: its members, who leads, and its working groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.domain.partner_records import TeamMember
from leaptui.domain.roadmap_vocabulary import Part
from leaptui.services.city.stakeholders import stakeholders
from leaptui.services.roadmap.responsibilities import ResponsibilityMatrix, responsibilities
from leaptui.services.roadmap.team import (
    add_member,
    change_member,
    has_left,
    members,
    remove_member,
    values_of,
)
from leaptui.services.roadmap.working_groups import (
    GroupView,
    add_group,
    change_group,
    remove_group,
    working_groups,
)
from leaptui.services.roadmap.working_groups import values_of as values_of_group
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import day_shown
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.kept_form import ask_until_kept
from leaptui.tui.errands import errand
from leaptui.tui.fact_lines import fact_lines
from leaptui.tui.screens.city.follow_ups import FollowUpsScreen
from leaptui.tui.screens.roadmap.responsibilities import ResponsibilitiesScreen
from leaptui.tui.screens.roadmap.team_forms import GROUP, MEMBER
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Drawn
from leaptui.tui.text import dotted, paragraph, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest, instead


class TeamFollowUpsScreen(FollowUpsScreen):
    """What is owed, opened from the local team."""

    PLACE: ClassVar[str] = "roadmap"


class LocalTeamScreen(RoadmapView):
    """Who carries it on, and who does what?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("local_team", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("local_team")
    TITLE_SHOWN: ClassVar[str] = "local team"
    DEFAULT_CSS = """
    LocalTeamScreen #row-pane { width: 50; padding: 0 0 0 2; }
    LocalTeamScreen #row-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    _members: Sequence[TeamMember] = ()
    _groups: Sequence[GroupView] = ()
    _matrix: ResponsibilityMatrix | None = None

    def compose_place(self) -> ComposeResult:
        """Members and working groups; beside them, when wide, the one under the cursor."""
        with Horizontal():
            yield PickList[TeamMember | GroupView](self._draw, id="team")
            with (
                Vertical(id="row-pane", classes="pane only-wide"),
                VerticalScroll(id="row-scroll", can_focus=False),
            ):
                yield Drawn(id="row")

    def compose_foot(self) -> ComposeResult:
        """Parts of the one under the cursor, when there is no room beside the list."""
        yield Drawn(id="said").add_class("only-narrow")

    @property
    def _rows(self) -> PickList[TeamMember | GroupView]:
        return self.query_one("#team", PickList)

    @property
    def _here(self) -> TeamMember | GroupView | None:
        return self._rows.pick.value if self._rows.pick else None

    async def load(self) -> None:
        """The team, its groups, and who does what."""
        self._members = await self.leap.ask(members, self.engagement, with_left=True)
        self._groups = await self.leap.ask(working_groups, self.engagement)
        self._matrix = await self.leap.ask(responsibilities, self.engagement)
        entries: list[Pick[TeamMember | GroupView] | Rest] = [Pick(each.id, each) for each in self._members]
        if not entries:
            entries = [
                *instead("Nobody is in the local team yet.", "N takes somebody in, H somebody heard before.")
            ]
        if self._groups:
            entries += [Rest(), Rest(plain(" Working groups", "b"))]
            entries += [Pick(view.group.id, view) for view in self._groups]
        self._rows.show(entries, at=self.take_at())
        self._tell()
        if self.focused is None:
            self._rows.focus()

    def _draw(self, value: TeamMember | GroupView, width: int) -> Sequence[Content]:
        if isinstance(value, GroupView):
            convener = value.convener.name if value.convener else "no convener"
            columns = (1, max((width - 2) // 3, 12), max(width - 4 - (width - 2) // 3 - 22, 8), 20)
            cells = (
                plain("◦", "$text-muted"),
                plain(value.group.name),
                plain(value.group.charge, "$text-muted"),
                plain(convener, "$text-muted"),
            )
            return [row(columns, cells)]
        gone = has_left(value, self._today)
        style = "$text-muted" if gone else ""
        room = max(width - 1 - 12 - 3, 24)
        columns = (1, room * 2 // 5, room - room * 2 // 5, -12)
        about = dotted([plain(part, "$text-muted") for part in (value.role, value.organisation) if part])
        today = self.leap.now().date()
        day = f"left {day_shown(value.left_on, today)}" if gone else ("lead" if value.lead else "")
        cells = (
            plain("●" if value.lead and not gone else "○", "$accent" if value.lead else "$text-muted"),
            plain(value.name, "b" if value.lead and not gone else style),
            about,
            plain(day, "$text-muted" if gone else "b $accent"),
        )
        return [row(columns, cells)]

    @property
    def _today(self) -> str:
        return self.leap.now().date().isoformat()

    def tell_context(self, bar: ContextBar) -> None:
        """How many they are, who leads, and what is wrong with who does what."""
        here = [each for each in self._members if not has_left(each, self._today)]
        lead = next((each.name for each in here if each.lead), "")
        about = [self.TITLE_SHOWN, f"{len(here)} member{'' if len(here) == 1 else 's'}"]
        about += [f"lead {lead}"] if lead else []
        warnings = len(self._matrix.warnings) if self._matrix else 0
        words = [] if lead or not here else ["nobody leads"]
        words += [f"{warnings} of 10 without one accountable"] if warnings else []
        notice = plain(f"▲ {', '.join(words)}", "b $warning") if words else None
        bar.show(self.leap.city_name, about, notice=notice, saved=self.saved())

    @on(PickList.Highlighted, "#team")
    def _tell(self) -> None:
        value = self._here
        self.query_one("#row", Drawn).show(lambda width: self._whole(value, width))
        self.query_one("#said", Drawn).show(lambda width: self._whole(value, width)[1:4])

    def _whole(self, value: TeamMember | GroupView | None, width: int) -> list[Content]:
        if value is None:
            return []
        if isinstance(value, GroupView):
            told = [("convened by", value.convener.name if value.convener else "nobody yet")]
            told += [("members", ", ".join(each.name for each in value.members))]
            told += [("works on", ", ".join(f"{each.number} {each.short}" for each in value.components))]
            told += [("charge", value.group.charge), ("", value.group.note)]
            return [*paragraph(value.group.name, width, "b"), *fact_lines(told, width)]
        told = [(part.value, self._components(value, part)) for part in Part]
        groups = [view.group.name for view in self._groups if value in view.members]
        told += [
            ("groups", ", ".join(groups)),
            ("joined", value.joined_on or ""),
            ("left", value.left_on or ""),
        ]
        told += [("contact", value.contact and f"{value.contact} (never exported)"), ("", value.note)]
        facts = fact_lines(told, width) or [plain("No part in any component yet; M sets it.", "$text-muted")]
        return [*paragraph(value.name, width, "b"), *facts]

    def _components(self, member: TeamMember, part: Part) -> str:
        if self._matrix is None or member not in self._matrix.members:
            return ""
        at = self._matrix.members.index(member)
        rows = [each.component for each in self._matrix.rows if each.parts[at] is part]
        return ", ".join(f"{each.number} {each.short}" for each in rows)

    # What is done here.

    @errand()
    async def action_new_member(self) -> None:
        """Take somebody new in."""
        made = await ask_until_kept(
            self.leap,
            "A member of the local team",
            MEMBER,
            {"joined_on": self._today, "lead": "no" if self._members else "yes"},
            lambda values: self.leap.change(add_member, self.engagement, values),
            does="take them in",
        )
        self.show_at(made)

    @errand()
    async def action_heard_member(self) -> None:
        """Take in somebody who was heard before."""
        people = await self.leap.ask(stakeholders, self.engagement)
        here = {each.stakeholder for each in self._members}
        choices = [
            Choice(each.id, each.name, ", ".join(part for part in (each.role, each.organisation) if part))
            for each in people
            if each.id not in here
        ]
        if not choices:
            self.notify("Everybody who is listed is in the team already. N adds somebody new.", markup=False)
            return
        chosen = await self.app.push_screen_wait(
            ChooseDialog("Who joins the local team?", choices, does="take them in", escape="nobody")
        )
        person = next((each for each in people if each.id == chosen), None)
        if person is not None:
            values = {"joined_on": self._today, "lead": "no" if self._members else "yes"}
            self.show_at(await self.leap.change(add_member, self.engagement, values, heard=person))

    def action_edit_row(self) -> None:
        """Change the one under the cursor."""
        self._rows.action_choose()

    @on(PickList.Chosen, "#team")
    @errand()
    async def edit_chosen(self) -> None:
        """Change the member or group."""
        value = self._here
        if isinstance(value, GroupView):
            group = value.group
            await ask_until_kept(
                self.leap,
                group.name,
                GROUP,
                values_of_group(value),
                lambda values: self.leap.change(change_group, self.engagement, group, values),
                only_changed=True,
            )
        elif value is not None:
            await ask_until_kept(
                self.leap,
                value.name,
                MEMBER,
                values_of(value),
                lambda values: self.leap.change(change_member, value, values),
                only_changed=True,
            )

    @errand()
    async def action_lead(self) -> None:
        """The one under the cursor leads."""
        value = self._here
        if isinstance(value, TeamMember):
            await self.leap.change(change_member, value, {"lead": "no" if value.lead else "yes"})

    @errand()
    async def action_new_group(self) -> None:
        """Begin a working group."""
        made = await ask_until_kept(
            self.leap,
            "A working group",
            GROUP,
            {},
            lambda values: self.leap.change(add_group, self.engagement, values),
            does="begin it",
        )
        self.show_at(made)

    @errand()
    async def action_remove_row(self) -> None:
        """Put the one under the cursor away."""
        value = self._here
        if isinstance(value, GroupView):
            await self.leap.change(remove_group, value.group)
        elif value is not None:
            await self.leap.change(remove_member, value)
        if value is not None:
            self.notify("Removed. F5 brings it back.", markup=False)

    def action_matrix(self) -> None:
        """Who does what."""
        self.app.push_screen(ResponsibilitiesScreen())

    def action_follow_ups(self) -> None:
        """What is handed over."""
        self.app.push_screen(TeamFollowUpsScreen())
