"""What was promised, by whom and by when: ticked off, given another day, taken along as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from typing_extensions import override

from leaptui.domain.due_days import due_day
from leaptui.domain.records import FollowUp
from leaptui.services.city.calendars import export_calendar
from leaptui.services.city.follow_up_table import export_follow_up_table
from leaptui.services.city.follow_ups import (
    FollowUpView,
    add_follow_up,
    add_named_person,
    change_follow_up,
    finish_follow_up,
    follow_ups,
)
from leaptui.services.documents.handing_over import HandedOver
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import day_shown
from leaptui.tui.dialogs.fields import FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.documents.handing_over import ask_where, tell_handed_over, written_over_only_if_asked
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_ANY_DAY = date(2000, 1, 1)
"""Whether words mean a day does not depend on when they are said."""
_DAYS = "friday, next week, 2 dec, 12/5, 2026-12-02"


def due_problem(text: str) -> str:
    """What is wrong with the words for a day; empty when nothing is."""
    return "" if due_day(text, _ANY_DAY) else f"A day such as {_DAYS}."


FIELDS = (
    FieldSpec(key="text", label="What", required=True, hint="send the charter to the clerk"),
    FieldSpec(key="due", label="By", hint=_DAYS, check=due_problem),
    FieldSpec(key="owner", label="Who", hint="empty for you"),
)
"""Fields of a follow-up, new or changed."""


class FollowUpsScreen(ViewScreen):
    """What do I owe, and what is late?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("view_list", "follow_ups", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("follow_ups")
    TITLE_SHOWN: ClassVar[str] = "follow-ups"

    _views: Sequence[FollowUpView] = ()
    _with_done = False
    _some_done = False

    def compose_place(self) -> ComposeResult:
        """One line each."""
        yield PickList[FollowUpView](self._draw, id="owed")

    def compose_foot(self) -> ComposeResult:
        """What is to be said of the one under the cursor."""
        yield Sentences(id="said")

    @property
    def _owed(self) -> PickList[FollowUpView]:
        return self.query_one("#owed", PickList)

    async def load(self) -> None:
        """All that is owed, the earliest first."""
        known = await self.leap.ask(follow_ups, self.engagement, with_done=True)
        self._some_done = any(view.owed.done for view in known)
        self._views = [view for view in known if self._with_done or not view.owed.done]
        entries: list[Pick[FollowUpView] | Rest] = [Pick(view.owed.id, view) for view in self._views]
        if not entries:
            entries = [Rest(), Rest(plain(" Nothing is owed. N notes something promised.", "$text-muted"))]
            self.query_one(Sentences).say(("?follow-up due:friday @maria in a note does so while you type.",))
        self._owed.show(entries)
        if self.focused is None:
            self._owed.focus()

    def _draw(self, view: FollowUpView, width: int) -> Sequence[Content]:
        owed, today = view.owed, self.leap.now().date()
        late = view.overdue or bool(view.not_a_date)
        if owed.done:
            glyph = plain("✓", "$success")
        else:
            glyph = plain("▲", "$warning") if late else plain("○", "$text-muted")
        who = f"@{view.unknown}?" if view.unknown else view.owner or "you"
        number = "" if view.interview is None else f"no {view.interview}"
        day = day_shown(owed.due or view.not_a_date, today)
        columns = (1, 10, max(width - 1 - 10 - 16 - 6 - 4, 8), 16, -6)
        cells = (
            glyph,
            plain(day, "b $warning" if late else "$text-muted"),
            plain(owed.text, "$text-muted" if owed.done else ""),
            plain(who, "b $warning" if view.unknown or view.several else "$text-muted"),
            plain(number, "$text-muted"),
        )
        return [row(columns, cells)]

    def tell_context(self, bar: ContextBar) -> None:
        """How many are owed, and how many are late."""
        overdue = sum(view.overdue for view in self._views)
        owed = sum(not view.owed.done for view in self._views)
        notice = plain(f"▲ {overdue} overdue", "b $warning") if overdue else None
        bar.show(self.leap.city_name, [self.TITLE_SHOWN, f"{owed} owed"], notice=notice, saved=self.saved())

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done is shown where something is."""
        if action == "show_done" and not self._some_done:
            return False
        return super().check_action(action, parameters)

    @on(PickList.Highlighted, "#owed")
    def tell(self, event: PickList.Highlighted) -> None:
        """What stands in the way of it, or where it was promised."""
        view: FollowUpView = event.pick.value
        said: list[Sequence[str]] = [(view.owed.text,)]
        if view.not_a_date:
            said.append(
                (f"▲ “{view.not_a_date}” is not a date. D gives it a day; the words stay in the note.",)
            )
        if view.unknown:
            said.append((f"▲ @{view.unknown} is not in the directory. P adds the person.",))
        if view.several:
            said.append((f"▲ @{view.owed.owner} can be {' or '.join(view.several)}. E says who.",))
        if len(said) == 1:
            said.append((self._where(view),))
        self.query_one(Sentences).say(*said)

    def _where(self, view: FollowUpView) -> str:
        done = f"Done {view.owed.done_on}. " if view.owed.done and view.owed.done_on else ""
        if view.interview is None:
            return f"{done}Noted by hand."
        return f"{done}Promised in interview {view.interview}; Enter opens its note."

    # What is done here.

    @on(PickList.Chosen, "#owed")
    @errand("note", exclusive=True)
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The note it was promised in, at its mark."""
        owed: FollowUp = event.pick.value.owed
        if owed.interview is None:
            self.notify("It was noted by hand and stands in no note. E changes it.", markup=False)
        else:
            await self.open_interview(owed.interview)

    @errand("change")
    async def action_tick(self) -> None:
        """Done, or owed again."""
        if self._owed.pick is not None:
            owed: FollowUp = self._owed.pick.value.owed
            await self.leap.change(finish_follow_up, owed, done=not owed.done)
            self.notify("Owed again." if owed.done else "Done. A shows it; F5 takes it back.", markup=False)

    @errand()
    async def action_new_follow_up(self) -> None:
        """Note something promised."""
        values = await self.app.push_screen_wait(FormDialog("Something promised", FIELDS, does="note it"))
        if values is not None:
            await self.leap.change(
                add_follow_up, self.engagement, values["text"], due=values["due"], owner=values["owner"]
            )

    @errand()
    async def action_change_day(self) -> None:
        """Another day for the one under the cursor."""
        pick = self._owed.pick
        if pick is None:
            return
        view: FollowUpView = pick.value
        day = await self.app.push_screen_wait(
            PromptDialog(
                "By when?",
                label="Day",
                value=view.owed.due or "",
                hint=_DAYS,
                concerning=view.owed.text,
                does="set the day",
                required=False,
            )
        )
        if day is not None:
            await self.leap.change(change_follow_up, view.owed, due=day)

    @errand()
    async def action_edit_follow_up(self) -> None:
        """Words, day and person of the one under the cursor."""
        pick = self._owed.pick
        if pick is None:
            return
        owed: FollowUp = pick.value.owed
        values: Mapping[str, str] | None = {"text": owed.text, "due": owed.due or "", "owner": owed.owner}
        values = await self.app.push_screen_wait(FormDialog("Change the follow-up", FIELDS, values))
        if values is not None:
            await self.leap.change(
                change_follow_up, owed, text=values["text"], due=values["due"], owner=values["owner"]
            )

    @errand()
    async def action_add_person(self) -> None:
        """Add whom a note named with @."""
        view: FollowUpView | None = self._owed.pick.value if self._owed.pick else None
        if view is None or not view.unknown:
            self.notify("The person of this one is known.", markup=False)
            return
        name = await self.app.push_screen_wait(
            PromptDialog(
                f"Who is @{view.unknown}?",
                label="Name",
                value=view.unknown.replace(".", " ").title(),
                concerning=view.owed.text,
                does="add the person",
            )
        )
        if name is not None:
            await self.leap.change(add_named_person, self.engagement, view.unknown, name)

    def action_show_done(self) -> None:
        """What is done as well, or only what is owed."""
        self._with_done = not self._with_done
        self.refresh_place(again=True)

    @errand()
    async def action_export(self) -> None:
        """A calendar file."""
        await self._hand_over(export_calendar, "the calendar", chosen="internal")

    @errand()
    async def action_export_table(self) -> None:
        """A table."""
        await self._hand_over(export_follow_up_table, "the table", chosen="city_team")

    async def _hand_over(self, export: Callable[..., HandedOver], what: str, *, chosen: str) -> None:
        asked = await ask_where(self.leap, what, chosen=chosen)
        if asked is None:
            return
        audience, folder = asked
        done = await written_over_only_if_asked(
            self.leap,
            lambda *, over: self.leap.change(
                export, self.engagement, audience=audience, folder=folder, over=over
            ),
        )
        if done is not None:
            await tell_handed_over(self.leap, done)


class CityFollowUpsScreen(FollowUpsScreen):
    """The same, opened from the place City."""

    PLACE: ClassVar[str] = "city"
