"""The question how far the words of an interview may travel."""

from __future__ import annotations

from leaptui.domain.attribution import Attribution
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.screens.interviews.note_panes import CONSEQUENCES


class AttributionDialog(ChooseDialog):
    """The four levels with what each lets out."""

    def __init__(self, now: Attribution, concerning: str, off_passages: int) -> None:
        """The question about one interview.

        Args:
            now: The level that holds.
            concerning: Which interview.
            off_passages: How many passages of it are off the record by themselves.
        """
        passages = "passage stays" if off_passages == 1 else "passages stay"
        super().__init__(
            "How far may the words of this interview travel?",
            [Choice(level.value, level.label, CONSEQUENCES[level], level.glyph) for level in Attribution],
            chosen=now.value,
            concerning=concerning,
            unchanged=f"{off_passages} {passages} ⊠ off the record either way." if off_passages else "",
        )
