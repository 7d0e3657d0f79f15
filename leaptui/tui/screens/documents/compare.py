"""What a city changed in a Word file that came back, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.domain.differences import DifferenceLine
from leaptui.services.documents.comparing import Change, Comparison, SectionChange, accept
from leaptui.tui.bindings import bindings_of
from leaptui.tui.errands import errand
from leaptui.tui.screens.documents.taking_over import TakeOverDialog
from leaptui.tui.screens.view import Drawn, Sentences, ViewScreen
from leaptui.tui.text import ends, fit, join, paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_GLYPHS = {Change.CHANGED: "▲", Change.ADDED: "+", Change.REMOVED: "-", Change.SAME: "✓"}
_STYLES = {"-": "$error", "+": "$success", " ": "$text-muted", "…": "$faint"}


class DocumentCompareScreen(ViewScreen):
    """What did they change, and what of it do I take over?"""

    PLACE: ClassVar[str] = "documents"
    SCOPES: ClassVar[tuple[str, ...]] = ("document_compare", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("document_compare")
    TITLE_SHOWN: ClassVar[str] = "what came back"
    DEFAULT_CSS = """
    DocumentCompareScreen #columns { height: 1fr; }
    DocumentCompareScreen #sections { width: 32; height: 1fr; }
    DocumentCompareScreen #lines { width: 1fr; height: 1fr; margin: 0 0 0 1; }
    DocumentCompareScreen #scroll { height: 1fr; scrollbar-size-vertical: 1; }
    DocumentCompareScreen Drawn { padding: 0 1 0 0; }
    """

    def __init__(self, name: str, comparison: Comparison) -> None:
        """A file laid beside the document it came from.

        Args:
            name: The file's name.
            comparison: What was changed.
        """
        super().__init__()
        self._name, self._comparison = name, comparison
        self._taken: set[str] = set()

    def compose_place(self) -> ComposeResult:
        """The sections that are different, and the differences of the one under the cursor."""
        with Horizontal(id="columns"):
            yield PickList[SectionChange](self._draw, id="sections")
            with Vertical(id="lines", classes="pane"), VerticalScroll(id="scroll"):
                yield Drawn(id="differences")

    def compose_foot(self) -> ComposeResult:
        """What can be taken over."""
        yield Sentences(id="said")

    @property
    def _sections(self) -> PickList[SectionChange]:
        return self.query_one("#sections", PickList)

    async def load(self) -> None:
        """The sections."""
        changed = self._comparison.changed
        rows: list[Pick[SectionChange] | Rest] = [Pick(each.key, each) for each in changed]
        if not rows:
            rows = [Rest(), Rest(plain(" ✓ Nothing was changed.", "$success"))]
        self._sections.show(rows)
        if self.focused is None:
            self._sections.focus()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody comes from here to a view over interviews."""
        return False if action == "choose_view" else super().check_action(action, parameters)

    def _draw(self, each: SectionChange, width: int) -> Sequence[Content]:
        taken = each.key in self._taken
        glyph = plain("✓ ", "$success") if taken else plain(f"{_GLYPHS[each.change]} ", "$warning")
        aside = "taken" if taken else "can take" if each.edits else ""
        left = join(glyph, plain(each.title or "cover"))
        return [ends(width, left, plain(aside, "$text-muted"))]

    @on(PickList.Highlighted, "#sections")
    def tell(self, event: PickList.Highlighted) -> None:
        """Its differences."""
        change: SectionChange = event.pick.value
        self.query_one("#differences", Drawn).show(
            lambda width: [*instead_lines(change, width), *difference_lines(change.lines, width)]
        )
        taken = ", ".join(edit.what for edit in change.edits)
        self.query_one(Sentences).say(
            (f"A takes over: {taken}.", "A takes it over.")
            if taken
            else (
                "Nothing here can be taken over; what to change instead stands above the differences.",
                "Nothing here can be taken over; above is what to change instead.",
            )
        )

    def tell_context(self, bar: ContextBar) -> None:
        """The file, and how much of it is different."""
        changed = len(self._comparison.changed)
        near = "" if self._comparison.exact else ", beside the closest document"
        about = [f"{self._name}{near}", f"{changed} section{'' if changed == 1 else 's'} changed"]
        bar.show(self.leap.city_name, about, saved=self.saved())

    @errand()
    async def action_accept(self) -> None:
        """Take over what they wrote in the section under the cursor."""
        pick = self._sections.pick
        if pick is None or not pick.value.edits:
            self.notify("Nothing here can be taken over.", markup=False)
            return
        change = pick.value
        sure = await self.app.push_screen_wait(TakeOverDialog(change.title, change.edits))
        if sure:
            await self.leap.change(accept, self.engagement, self._comparison, change.key)
            self._taken.add(change.key)
            await self.load()
            self.notify("Taken over.", markup=False)


def instead_lines(change: SectionChange, width: int) -> list[Content]:
    """What cannot be taken over, and what to change in its place."""
    shown: list[Content] = []
    for words in change.instead:
        first, *rest = paragraph(words, max(width - 2, 1))
        shown += [join(plain("○ ", "$text-muted"), first), *(join("  ", each) for each in rest)]
    return [*shown, Content("")] if shown else []


def difference_lines(lines: Sequence[DifferenceLine], width: int) -> list[Content]:
    """What was taken out and what was put in; within a line the part that is different stands out."""
    shown: list[Content] = []
    for line in lines:
        if line.sign == "…":
            shown.append(fit(plain(f"… {line.text} lines", "$faint"), width))
            continue
        style = _STYLES[line.sign]
        content = plain(line.text, style)
        if line.end > line.start:
            content = content.stylize("b u", line.start, line.end)
        words = content.wrap(max(width - 2, 1)) or [Content("")]
        shown += [
            join(plain(line.sign if not at else " ", style), " ", each) for at, each in enumerate(words)
        ]
    return shown
