"""After a crash: the text that was found beside the text that was saved, and which of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.domain.differences import DifferenceLine, differences
from leaptui.services.interviews.found_text import FoundText, keep_found, keep_saved
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import moment_shown
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.difference_lines import difference_lines
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.names import city_shown
from leaptui.tui.text import ends, join, plain
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace
    from leaptui.tui.app import LeapApp


class _Compared(Block):
    """Saved against found, line by line."""

    compared: Sequence[DifferenceLine] = ()

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """The lines that differ, and two around them."""
        return difference_lines(self.compared, width)


class FoundTextScreen(Dialog[bool]):
    """Each text that was found, one after the other. Answers whether all were decided on."""

    DEFAULT_CSS = """
    FoundTextScreen > #dialog { width: 116; }
    FoundTextScreen #texts { height: auto; max-height: 6; }
    FoundTextScreen #compared { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("found")
    SCOPES: ClassVar[tuple[str, ...]] = ("found", "dialog")
    LONG: ClassVar[str] = "#compared"

    def __init__(self, texts: Sequence[FoundText]) -> None:
        """Texts, at least one."""
        count = "Text" if len(texts) == 1 else f"{len(texts)} texts"
        super().__init__(
            f"{count} was found that you typed and leaptui never saved."
            if len(texts) == 1
            else f"{count} were found that you typed and leaptui never saved.",
            concerning="leaptui ended before it could. The lines with + were found, those with - are saved.",
            unchanged="Nothing is lost: the one that is not kept stays in the history of its record (F4).",
            keys=[("Enter", "keep what was found"), ("S", "keep what was saved"), ("Tab", "read")],
            escape="later",
        )
        self._texts = list(texts)

    def compose_body(self) -> ComposeResult:
        """Which text, and how it differs."""
        yield Gap()
        yield PickList[FoundText](self._draw, id="texts", hold=True)
        yield Words("", "$text-muted", id="from")
        yield Gap()
        with VerticalScroll(id="compared"):
            yield _Compared()

    def on_mount(self) -> None:
        """The newest first."""
        self._fill()

    @property
    def _list(self) -> PickList[FoundText]:
        return self.query_one("#texts", PickList)

    def _fill(self) -> None:
        self._list.show([Pick(f"{each.record} {each.field}", each) for each in self._texts])
        self._list.focus()

    def _draw(self, text: FoundText, width: int) -> Sequence[Content]:
        left = join(plain("▲ ", "$warning"), plain(f"{text.label} of {text.of}", "b"))
        return [ends(width, left, plain(city_shown(text.city), "$text-muted"))]

    @on(PickList.Highlighted, "#texts")
    @errand("compare", exclusive=True, holds=Holds.NOTHING)
    async def show_text(self, event: PickList.Highlighted) -> None:
        """How the text under the cursor differs from what is saved."""
        text: FoundText = event.pick.value
        words = f"{len(text.found.split()):,} words found, {len(text.saved.split()):,} saved"
        self.query_one("#from", Words).say(
            f"  Typed until {moment_shown(text.when)}:{text.when:%S}. {words}."
        )
        compared = await self._leap.store.aside(differences, text.saved, text.found)
        block = self.query_one(_Compared)
        block.compared = compared
        block.refresh(layout=True)
        self.on_resize()
        self.query_one("#compared").scroll_home(animate=False)

    @property
    def _leap(self) -> LeapApp:
        return cast("LeapApp", self.app)

    @on(PickList.Chosen, "#texts")
    def take_chosen(self) -> None:
        """Enter on a text keeps what was found of it."""
        self.action_keep_found()

    def action_keep_found(self) -> None:
        """What was found is what is saved from now on."""
        self._keep(keep_found, "What was saved before is in its history.")

    def action_keep_saved(self) -> None:
        """What is saved stays."""
        self._keep(keep_saved, "What was found is in its history.")

    @errand("keep-found", exclusive=True)
    async def _keep(self, service: Callable[[Workspace, FoundText], None], told: str) -> None:
        pick = self._list.pick
        if pick is None:
            return
        text = pick.value
        await self._leap.change(service, text)
        self._texts.remove(text)
        self._leap.notify(f"{text.label} of {text.of}: kept. {told}", markup=False)
        if self._texts:
            self._fill()
        else:
            self.dismiss(result=True)
