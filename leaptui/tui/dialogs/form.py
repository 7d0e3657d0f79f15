"""A form: several fields, saved together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, TextArea
from typing_extensions import override

from leaptui.domain.errors import InputRefused
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.dialogs.fields import ChoiceField, FieldRow, FieldSpec, problems_of
from leaptui.tui.errands import errand

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


class FormDialog(Dialog[dict[str, str]]):
    """Answers with the text of every field by key, once nothing is wrong with them.

    Enter goes to the next field and saves from the last; F2 saves from any. Esc asks first when
    something was typed.
    """

    DEFAULT_CSS = """
    FormDialog > #dialog { width: 76; }
    FormDialog #fields { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("form", "fields")
    SCOPES: ClassVar[tuple[str, ...]] = ("form", "fields", "choice", "dialog")
    LONG: ClassVar[str] = "#fields"

    def __init__(
        self,
        question: str,
        fields: Sequence[FieldSpec],
        values: Mapping[str, str] | None = None,
        *,
        concerning: str = "",
        unchanged: str = "",
        does: str = "save",
        problems: Mapping[str, str] | None = None,
        insert: Callable[[], Screen[str | None]] | None = None,
        insert_into: Collection[str] = (),
    ) -> None:
        """A form.

        Args:
            question: What is filled in.
            fields: Its fields, in order.
            values: What they hold at first.
            concerning: Second row.
            unchanged: What stays either way.
            does: What saving is called.
            problems: What was wrong with these values when they were tried.
            insert: Makes a dialog that answers with what is put where the cursor stands.
            insert_into: Keys of the fields it may be put into.
        """
        super().__init__(
            question,
            concerning=concerning,
            unchanged=unchanged,
            keys=[("F2", does), ("Enter", "next field"), *([("F3", "figure or quote")] if insert else [])],
            escape="keep as it was",
        )
        self._problems = problems or {}
        self._insert, self._insert_into = insert, frozenset(insert_into)
        self._rows = [FieldRow(field, (values or {}).get(field.key, "")) for field in fields]

    def compose_body(self) -> ComposeResult:
        """The fields."""
        yield Gap()
        with VerticalScroll(id="fields", can_focus=False):
            yield from self._rows

    def on_mount(self) -> None:
        """Begin in the first field, or the first that is wrong."""
        cast("LeapApp", self.app).keepers.append(self._say_it_is_open)
        self._tell(self._problems)
        if not self._problems and self._rows:
            self._rows[0].editor.focus()

    def on_unmount(self) -> None:
        """Nothing is open any more."""
        keepers = cast("LeapApp", self.app).keepers
        if self._say_it_is_open in keepers:
            keepers.remove(self._say_it_is_open)

    async def _say_it_is_open(self) -> None:
        """A form is saved whole, by whoever fills it in, or not at all."""
        if self._is_changed:
            raise InputRefused("A form is open and what was typed in it is not saved.")

    @property
    def _is_changed(self) -> bool:
        # What was refused stands here again and is saved nowhere.
        return bool(self._problems) or any(each.changed for each in self._rows)

    @property
    def values(self) -> dict[str, str]:
        """The text of every field."""
        return {each.field.key: each.value for each in self._rows}

    def action_save(self) -> None:
        """Answer, or say what is wrong."""
        problems = problems_of([each.field for each in self._rows], self.values)
        if problems:
            self._tell(problems)
        else:
            self.dismiss(self.values)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is put where nothing can be chosen; Enter is left to the last field and to those of many lines."""
        if action == "insert" and self._insert is None:
            return False
        if action == "go_on_at_once":
            at = self._at()
            return at is not None and at + 1 < len(self._rows) and isinstance(self._rows[at].editor, Input)
        return super().check_action(action, parameters)

    def action_go_on_at_once(self) -> None:
        """The next field."""
        self.action_focus_field(1)

    def action_insert(self) -> None:
        """Put what is chosen where the cursor stands."""
        at = self._at()
        if at is None or self._insert is None or self._rows[at].field.key not in self._insert_into:
            return
        editor = self._rows[at].editor

        def put(chosen: str | None) -> None:
            if chosen is not None and isinstance(editor, TextArea):
                editor.insert(chosen)
            elif chosen is not None and isinstance(editor, Input):
                editor.insert_text_at_cursor(chosen)

        self.app.push_screen(self._insert(), put)

    def action_focus_field(self, by: int) -> None:
        """To another field, round and round."""
        at = self._at()
        if at is not None:
            # Now, and not when the app comes to it: what is typed next belongs to that field.
            self.set_focus(self._rows[(at + by) % len(self._rows)].editor)

    @errand()
    async def action_cancel(self) -> None:
        """Leave; asks first when something was typed."""
        if self._is_changed:
            leave = await self.app.push_screen_wait(
                AskDialog("Leave without saving?", does="throw it away", escape="go on typing")
            )
            if not leave:
                return
        self.dismiss(None)

    @on(Input.Submitted)
    @on(ChoiceField.Done)
    def go_on(self) -> None:
        """Enter: the next field, or save from the last."""
        at = self._at()
        if at is not None and at == len(self._rows) - 1:
            self.action_save()
        else:
            self.action_focus_field(1)

    def _at(self) -> int | None:
        return next((index for index, each in enumerate(self._rows) if each.editor is self.focused), None)

    def _tell(self, problems: Mapping[str, str]) -> None:
        for each in self._rows:
            each.tell(problems.get(each.field.key, ""))
        wrong = next((each for each in self._rows if each.field.key in problems), None)
        if wrong is not None:
            wrong.editor.focus()
