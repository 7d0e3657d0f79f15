"""Validators of all cities: who they are, what they speak to, and whether a document may name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.partner_records import Validator
from leaptui.domain.roadmap_vocabulary import ValidatorField
from leaptui.services.roadmap.validators import (
    add_validator,
    change_validator,
    remove_validator,
    role_in_words,
    validators,
    values_of,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.kept_form import ask_until_kept
from leaptui.tui.errands import errand
from leaptui.tui.screens.narrowed import NarrowedScreen
from leaptui.tui.screens.roadmap.concern_lines import counted
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Sentences
from leaptui.tui.text import dotted, ends, join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.filter_line import FilterLine, filter_hint
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest, instead

_FIELDS = (
    FieldSpec(key="name", label="Name", required=True),
    FieldSpec(
        key="sort",
        label="Field",
        kind=FieldKind.CHOICE,
        choices=tuple((each.value, each.label) for each in ValidatorField),
    ),
    FieldSpec(key="former_role", label="Former role", hint="deputy chief (retired)"),
    FieldSpec(key="organisation", label="Organization", hint="where that was"),
    FieldSpec(key="place", label="Place"),
    FieldSpec(key="state", label="State", hint="OH"),
    FieldSpec(key="population", label="People there", hint="58,000"),
    FieldSpec(key="topics", label="Speaks to", hint="night; responders_hurt; crime_rises"),
    FieldSpec(
        key="may_be_named",
        label="May be named",
        kind=FieldKind.CHOICE,
        choices=(("no", "no"), ("yes", "yes, in documents")),
    ),
    FieldSpec(key="permission_on", label="Permission on", kind=FieldKind.DAY, hint="2026-11-24"),
    FieldSpec(key="contact", label="Contact", hint="never exported"),
    FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=2),
)


class ValidatorsScreen(NarrowedScreen, RoadmapView):
    """Who of theirs would they believe?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("validators", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("validators")
    TITLE_SHOWN: ClassVar[str] = "validators of all cities"

    _known: Sequence[Validator] = ()

    def compose_place(self) -> ComposeResult:
        """Two rows each."""
        yield FilterLine()
        yield PickList[Validator](self._draw, id="validators")

    def compose_foot(self) -> ComposeResult:
        """How to reach the one under the cursor, and the note."""
        yield Sentences(id="said")

    @property
    def _rows(self) -> PickList[Validator]:
        return self.query_one("#validators", PickList)

    async def load(self) -> None:
        """Those in whose entry the words stand."""
        words = self.query_one(FilterLine).words
        self._known = await self.leap.ask(validators, words)
        entries: list[Pick[Validator] | Rest] = [Pick(each.id, each, 2) for each in self._known]
        if not entries:
            entries = [
                *instead("Nobody has these words." if words else "No validator is listed. N adds one.")
            ]
            self.query_one(Sentences).say()
        self._rows.show(entries, at=self.take_at())
        if self.focused is None:
            self._rows.focus()

    def _draw(self, each: Validator, width: int) -> Sequence[Content]:
        named = (
            plain("✓ may be named", "$success")
            if each.may_be_named
            else plain("not to be named", "$text-muted")
        )
        place = ", ".join(part for part in (each.place, each.state) if part)
        size = f"{each.population:,} people" if each.population else ""
        topics = counted(len(each.topics), "concern") if each.topics else "no concern noted"
        about = [plain(part, "$text-muted") for part in (each.sort.label, place, size, topics) if part]
        name = join(plain(f" {each.name}", "b"), "  ", plain(role_in_words(each), "$text-muted"))
        return [ends(width, name, named), join("   ", dotted(about))]

    def tell_context(self, bar: ContextBar) -> None:
        """How many there are."""
        bar.show(
            self.leap.city_name,
            [self.TITLE_SHOWN, str(len(self._known))],
            notice=filter_hint(self.query_one(FilterLine).words),
            saved=self.saved(),
        )

    @on(PickList.Highlighted, "#validators")
    def tell(self, event: PickList.Highlighted) -> None:
        """What they speak to, and how to reach them."""
        each: Validator = event.pick.value
        reach = f"Contact, never exported: {each.contact}" if each.contact else "No contact is noted."
        speaks = f"Speaks to: {', '.join(topic.replace('_', ' ') for topic in each.topics)}."
        self.query_one(Sentences).say((speaks if each.topics else each.note or reach,), (reach,))

    def _fill(self) -> None:
        self.refresh_place(again=True)

    # What is done here.

    @errand()
    async def action_new_validator(self) -> None:
        """Note a peer."""
        await ask_until_kept(
            self.leap,
            "A validator",
            _FIELDS,
            {},
            lambda values: self.leap.change(add_validator, values),
            concerning="For all cities. No document names them until they agreed.",
            does="add them",
        )

    def action_edit_validator(self) -> None:
        """Change the one under the cursor."""
        self._rows.action_choose()

    @on(PickList.Chosen, "#validators")
    @errand()
    async def edit_chosen(self, event: PickList.Chosen) -> None:
        """Change it."""
        each: Validator = event.pick.value
        await ask_until_kept(
            self.leap,
            each.name,
            _FIELDS,
            values_of(each),
            lambda values: self.leap.change(change_validator, each, values),
            only_changed=True,
        )

    @errand()
    async def action_permission(self) -> None:
        """They agreed to be named, or no longer do."""
        if self._rows.pick is not None:
            each: Validator = self._rows.pick.value
            agreed = "no" if each.may_be_named else "yes"
            await self.leap.change(change_validator, each, {"may_be_named": agreed})

    @errand()
    async def action_remove(self) -> None:
        """Take the one under the cursor off the list."""
        if self._rows.pick is not None:
            await self.leap.change(remove_validator, self._rows.pick.value)
            self.notify("Removed. F5 brings them back.", markup=False)
