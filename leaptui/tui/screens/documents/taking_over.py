"""What a city wrote beside what stands there now, before it is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.services.documents.accepting import Edit
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog
from leaptui.tui.text import paragraph, plain, row
from leaptui.tui.widgets.block import Block

_BESIDE = 56
"""Columns from which two texts stand beside each other; below, one under the other."""


class _Edits(Block):
    """Each text as it is and as it would be."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        super().__init__()
        self._edits = edits

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Two columns for each text, or one."""
        shown: list[Content] = []
        for edit in self._edits:
            shown += [Content(""), *edit_lines(edit, width)]
        return shown


class TakeOverDialog(Dialog[bool]):
    """Enter takes all of it over, Esc nothing."""

    DEFAULT_CSS = """
    TakeOverDialog > #dialog { width: 110; }
    TakeOverDialog #edits { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("ask")
    SCOPES: ClassVar[tuple[str, ...]] = ("ask", "dialog")
    LONG: ClassVar[str] = "#edits"

    def __init__(self, section: str, edits: Sequence[Edit]) -> None:
        """What would be taken over.

        Args:
            section: Title of the section it was written in.
            edits: Each text.
        """
        super().__init__(
            f"Take over what they wrote in “{section}”?",
            unchanged="It is one change: F5 takes it back. The document stays as it was made.",
            keys=[("Enter", "take it over")],
        )
        self._edits = edits

    def compose_body(self) -> ComposeResult:
        """The texts, which scroll where they are long."""
        with VerticalScroll(id="edits"):
            yield _Edits(self._edits)

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#edits").focus()

    def action_confirm(self) -> None:
        """Take it over."""
        self.dismiss(result=True)


def edit_lines(edit: Edit, width: int) -> list[Content]:
    """What the text is, then old and new beside each other where there is room."""
    head = plain(edit.what[:1].upper() + edit.what[1:], "b")
    if width < _BESIDE:
        old, new = (paragraph(text or "nothing", width, style) for text, style in _styled(edit))
        return [head, plain("now", "$text-muted"), *old, plain("as they wrote it", "$text-muted"), *new]
    half = (width - 3) // 2
    old, new = (paragraph(text or "nothing", half, style) for text, style in _styled(edit))
    rows = max(len(old), len(new))
    pairs = zip(
        [*old, *[Content("")] * (rows - len(old))], [*new, *[Content("")] * (rows - len(new))], strict=True
    )
    widths = (half, half)
    return [
        head,
        row(widths, [plain("now", "$text-muted"), plain("as they wrote it", "$text-muted")], gap=3),
        *(row(widths, pair, gap=3) for pair in pairs),
    ]


def _styled(edit: Edit) -> tuple[tuple[str, str], tuple[str, str]]:
    return (edit.old, "$error"), (edit.new, "$success")
