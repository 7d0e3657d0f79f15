"""What the city was asked for: the letter, reminders, the answer, the data agreement."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.domain.errors import InputRefused
from leaptui.services.calls.data_request_steps import (
    add_request,
    change_request,
    chase,
    mark_received,
    mark_sent,
    remove_request,
    set_agreement,
)
from leaptui.services.calls.data_requests import (
    RequestState,
    RequestView,
    code_books_to_ask,
    data_requests,
    fields_to_ask,
    link_request,
)
from leaptui.services.calls.picture import datasets
from leaptui.services.calls.request_letters import hand_over_letter, letter_files, prepare_letter
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import months_shown
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.ticks import TickDialog
from leaptui.tui.errands import errand, keys_go_on
from leaptui.tui.screens.calls.view import CallsView
from leaptui.tui.screens.city.data_request_forms import (
    AGREEMENT,
    ASKED,
    RECEIVED,
    SENT,
    agreement_values,
    asked_values,
)
from leaptui.tui.screens.city.data_request_lines import foot_lines, request_line, whole_lines
from leaptui.tui.screens.documents.handing_over import (
    ask_folder,
    tell_handed_over,
    written_over_only_if_asked,
)
from leaptui.tui.screens.view import Drawn
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest, instead

if TYPE_CHECKING:
    from leaptui.domain.call_records import DataRequest
    from leaptui.practice.data_request import RequestField

Keep: TypeAlias = Callable[[Mapping[str, str]], Awaitable[object]]
"""Keeps what a form holds."""
_NO_IMPORT = ""


class DataRequestsScreen(CallsView):
    """What was the city asked for, and what became of it?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("data_requests", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("data_requests")
    TITLE_SHOWN: ClassVar[str] = "data requests"
    DEFAULT_CSS = """
    DataRequestsScreen #request-pane { width: 52; padding: 0 0 0 2; }
    DataRequestsScreen #request-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    _views: Sequence[RequestView] = ()
    _fields: Sequence[RequestField] = ()

    def compose_place(self) -> ComposeResult:
        """One line each; beside them, when wide, the one under the cursor."""
        with Horizontal():
            yield PickList[RequestView](self._draw, id="requests")
            with Vertical(id="request-pane", classes="pane only-wide"), VerticalScroll(id="request-scroll"):
                yield Drawn(id="request")

    def compose_foot(self) -> ComposeResult:
        """What became of the one under the cursor."""
        yield Drawn(id="said")

    @property
    def _rows(self) -> PickList[RequestView]:
        return self.query_one("#requests", PickList)

    @property
    def _request(self) -> DataRequest | None:
        return self._rows.pick.value.request if self._rows.pick else None

    async def load(self) -> None:
        """All requests of the city."""
        self._fields = await self.leap.ask(fields_to_ask)
        self._views = await self.leap.ask(data_requests, self.engagement)
        entries: list[Pick[RequestView] | Rest] = [Pick(view.request.id, view) for view in self._views]
        if not entries:
            entries = [*instead("Nothing was asked for yet.", "N begins a request with the usual fields.")]
            self.query_one("#said", Drawn).show(lambda _: ())
            self.query_one("#request", Drawn).show(lambda _: ())
        self._rows.show(entries, at=self.take_at())
        if self.focused is None:
            self._rows.focus()

    def _draw(self, view: RequestView, width: int) -> Sequence[Content]:
        return [request_line(view, width, self.leap.now().date())]

    def tell_context(self, bar: ContextBar) -> None:
        """How many are open, and what is late or ends."""
        waiting = sum(view.state is not RequestState.RECEIVED for view in self._views)
        late = sum(view.state is RequestState.OVERDUE for view in self._views)
        ending = sum(bool(view.agreement) for view in self._views)
        words = [f"{late} overdue"] * bool(late) + [f"{ending} agreement{'s' * (ending > 1)} ending"] * bool(
            ending
        )
        notice = plain(f"▲ {', '.join(words)}", "b $warning") if words else None
        bar.show(
            self.leap.city_name, [self.TITLE_SHOWN, f"{waiting} open"], notice=notice, saved=self.saved()
        )

    @on(PickList.Highlighted, "#requests")
    def tell(self, event: PickList.Highlighted) -> None:
        """Its days, and what is to be looked at."""
        view: RequestView = event.pick.value
        asked = [
            (field.label, field.need.value) for field in self._fields if field.key in view.request.fields
        ]
        self.query_one("#said", Drawn).show(lambda width: foot_lines(view, width))
        self.query_one("#request", Drawn).show(lambda width: whole_lines(view, asked, width))

    # What is done here.

    @errand()
    async def action_new_request(self) -> None:
        """Begin one."""
        await self._by_form(
            "What is the city asked for?",
            ASKED,
            {},
            lambda values: self.leap.change(add_request, self.engagement, _filled(values)),
            does="begin it",
            unchanged="Empty fields are as usual: two whole years, every field that is needed or wanted.",
        )

    @on(PickList.Chosen, "#requests")
    @errand()
    async def edit_chosen(self) -> None:
        """Change what is asked for."""
        request = self._request
        if request is not None:
            await self._by_form(
                request.title,
                ASKED,
                asked_values(request),
                lambda values: self.leap.change(change_request, request, values),
            )

    @errand()
    async def action_choose_fields(self) -> None:
        """Choose the fields."""
        request = self._request
        if request is None:
            return
        keys = await self.app.push_screen_wait(
            TickDialog(
                "Which fields are asked for?",
                [Choice(field.key, field.label, field.need.value) for field in self._fields],
                taken=request.fields,
                concerning=request.title,
                does="ask for these",
            )
        )
        if keys is not None:
            await self.leap.change(change_request, request, {}, fields=keys)

    @errand()
    async def action_choose_code_books(self) -> None:
        """Choose the lists of codes."""
        request = self._request
        if request is None:
            return
        books = await self.leap.ask(code_books_to_ask)
        keys = await self.app.push_screen_wait(
            TickDialog(
                "Which code books are asked for?",
                [Choice(book.key, book.label) for book in books],
                taken=request.code_books,
                concerning=request.title,
                does="ask for these",
            )
        )
        if keys is not None:
            await self.leap.change(change_request, request, {}, code_books=keys)

    @errand()
    async def action_letter(self) -> None:
        """Write the letter."""
        request = self._request
        if request is None:
            return
        ready = await self.leap.ask(prepare_letter, self.engagement, request)
        folder = await ask_folder(self.leap, "the letter")
        if folder is None:
            return
        keys_go_on()
        files = await self.leap.store.aside(letter_files, ready)
        done = await written_over_only_if_asked(
            self.leap,
            lambda *, over: self.leap.change(hand_over_letter, self.engagement, files, folder, over=over),
        )
        if done is not None:
            await tell_handed_over(self.leap, done)

    @errand()
    async def action_sent(self) -> None:
        """Note that it was sent."""
        request = self._request
        if request is not None:
            await self._by_form(
                "When was it sent?",
                SENT,
                {"on": request.sent_on or self._today, "due": request.due or ""},
                lambda values: self.leap.change(mark_sent, request, on=values["on"], due=values["due"]),
            )

    @errand()
    async def action_chased(self) -> None:
        """Note a reminder."""
        request = self._request
        if request is None:
            return
        if request.sent_on is None:
            self.notify("It was not sent yet. S notes that.", markup=False)
            return
        await self._by_form(
            "When was it chased?",
            SENT,
            {"on": self._today, "due": ""},
            lambda values: self.leap.change(chase, request, on=values["on"], due=values["due"]),
        )

    @errand()
    async def action_received(self) -> None:
        """Note that the answer came, and the import it gave."""
        request = self._request
        if request is None:
            return
        values = await self.app.push_screen_wait(
            FormDialog("When did the answer come?", RECEIVED, {"on": request.received_on or self._today})
        )
        if values is None:
            return
        came = await self.leap.change(mark_received, request, on=values["on"])
        imports = await self.leap.ask(datasets, self.engagement)
        if not imports:
            return
        choices = [
            Choice(each.id, each.label or each.file_name, months_shown(each.first_day, each.last_day))
            for each in imports
        ]
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                "Which import did it give?",
                [*choices, Choice(_NO_IMPORT, "none yet", "it is linked when it is imported")],
                does="link it",
                escape="none yet",
            )
        )
        answer = next((each for each in imports if each.id == chosen), None)
        if answer is not None:
            await self.leap.change(link_request, answer, came)

    @errand()
    async def action_agreement(self) -> None:
        """Note the data agreement."""
        request = self._request
        if request is not None:
            await self._by_form(
                "Under which data agreement?",
                AGREEMENT,
                agreement_values(request),
                lambda values: self.leap.change(
                    set_agreement, request, values["words"], on=values["on"], ends=values["ends"]
                ),
            )

    @errand()
    async def action_remove_request(self) -> None:
        """Put it away."""
        request = self._request
        if request is not None:
            await self.leap.change(remove_request, request)
            self.notify("Removed. F5 brings it back.", markup=False)

    @property
    def _today(self) -> str:
        return self.leap.now().date().isoformat()

    async def _by_form(
        self,
        question: str,
        fields: Sequence[FieldSpec],
        values: Mapping[str, str],
        keep: Keep,
        *,
        does: str = "save",
        unchanged: str = "",
    ) -> None:
        """Ask until what was typed can be kept, or the form is left."""
        problems: dict[str, str] = {}
        while True:
            typed = await self.app.push_screen_wait(
                FormDialog(question, fields, values, does=does, unchanged=unchanged, problems=problems)
            )
            if typed is None:
                return
            try:
                await keep(typed)
            except InputRefused as error:
                values, problems = typed, {fields[0].key: error.what}
            else:
                return


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    """What was typed; empty fields are left to what is usual."""
    return {key: text for key, text in values.items() if text.strip()}
