"""What an advisor wrote that comes near to something said in confidence, to be looked at before it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from leaptui.disclosure.near_repeats import NearRepeat
from leaptui.services.interviews.near_repeats import near_repeats_in
from leaptui.tui.screens.view import Sentences, ViewScreen
from leaptui.tui.text import join, paragraph, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_ROWS = 6


class NearRepeatsScreen(ViewScreen):
    """Do my own sentences say too much?"""

    TITLE_SHOWN: ClassVar[str] = "near to a confidence"

    _near: Sequence[NearRepeat] = ()

    def compose_place(self) -> ComposeResult:
        """Her sentence, then what it is like."""
        yield PickList[NearRepeat](self._draw, id="near")

    def compose_foot(self) -> ComposeResult:
        """What a measure cannot see."""
        yield Sentences(id="said")

    async def load(self) -> None:
        """Sentences of decisions, rationales, follow-ups and resources."""
        self._near = await self.leap.ask(near_repeats_in, self.engagement)
        entries: list[Pick[NearRepeat] | Rest] = [
            Pick(f"{number}", each, _ROWS) for number, each in enumerate(self._near)
        ]
        if not entries:
            said = " None of your sentences is half like anything said in confidence."
            entries = [Rest(), Rest(plain(said, "$text-muted"))]
        rows: PickList[NearRepeat] = self.query_one("#near", PickList)
        rows.show(entries)
        self.query_one(Sentences).say(
            (
                "Likeness is the share of pairs of nearby words that both sentences have. Nothing is refused for it.",
                "Likeness: the share of pairs of nearby words in both.",
            ),
            ("A paraphrase can still give somebody away: that is yours to judge.",),
        )
        if self.focused is None:
            rows.focus()

    def _draw(self, each: NearRepeat, width: int) -> Sequence[Content]:
        head = join(plain(f"▲ {each.likeness:.0%}", "b $warning"), plain(f"  {each.where}", "$text-muted"))
        own = [join("  ", line) for line in paragraph(each.words, width - 3)[:2]]
        like = [join("  ", line) for line in paragraph(each.like, width - 3, "i $text-muted")[:2]]
        level = plain(f"  {each.level.glyph} like this, {each.level.label}", "$text-muted")
        return [head, *own, level, *like]

    def tell_context(self, bar: ContextBar) -> None:
        """How many there are."""
        count = f"{len(self._near)} sentence{'' if len(self._near) == 1 else 's'}"
        bar.show(self.leap.city_name, [self.TITLE_SHOWN, count], saved=self.saved())


class DocumentsNearRepeatsScreen(NearRepeatsScreen):
    """The same, opened from the place Documents."""

    PLACE: ClassVar[str] = "documents"
