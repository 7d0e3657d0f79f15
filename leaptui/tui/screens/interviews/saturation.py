"""How much new each conversation brought, and whether it is time to stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from leaptui.services.interviews.saturation import Saturation, Step, saturation
from leaptui.tui.dates import day_shown
from leaptui.tui.errands import errand
from leaptui.tui.screens.view import ViewScreen
from leaptui.tui.text import join, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.figures import sparkline
from leaptui.tui.widgets.pick_list import Pick, PickList


def curve_lines(found: Saturation) -> list[Content]:
    """The sparkline with its least and most in words, then the advice."""
    curve = found.curve
    if not curve:
        return [plain(found.advice)]
    newest = " ".join(str(new) for new in curve[-12:])
    words = f"  new themes by conversation, {min(curve)} to {max(curve)}; the last {min(len(curve), 12)}: {newest}"
    return [join(sparkline(curve), plain(words, "$text-muted")), plain(found.advice, "b")]


class SaturationScreen(ViewScreen):
    """Do the conversations still bring anything new?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("view_list", "view")
    TITLE_SHOWN: ClassVar[str] = "what is still new"
    DEFAULT_CSS = """
    SaturationScreen #curve { padding: 0 0 1 0; }
    """

    _found: Saturation | None = None

    def compose_place(self) -> ComposeResult:
        """The curve, then every conversation with what it brought."""
        yield Lines(id="curve")
        yield PickList[Step](self._draw, id="steps")

    async def load(self) -> None:
        """Count."""
        self._found = await self.leap.ask(saturation, self.engagement)
        self.query_one("#curve", Lines).show(curve_lines(self._found))
        steps: PickList[Step] = self.query_one("#steps", PickList)
        steps.show([Pick(step.conversation.interview.id, step) for step in self._found.steps])
        if self.focused is None:
            steps.focus()
            steps.action_last()

    def _draw(self, step: Step, width: int) -> Sequence[Content]:
        talk = step.conversation
        who = min(34, width // 3)
        if not step.has_themes:
            said = plain("no theme marked", "$text-muted")
        elif not step.new:
            said = plain("nothing new", "$text-muted")
        else:
            said = plain(" ".join(f"#{theme}" for theme in step.new), "$mark-theme")
        return [
            row(
                (-3, 8, who, -3, -4, max(width - 3 - 8 - who - 3 - 4 - 5, 8)),
                (
                    plain(str(talk.interview.number), "$text-muted"),
                    plain(day_shown(talk.interview.held_on, self.leap.now().date()), "$text-muted"),
                    plain(talk.title),
                    plain(f"+{len(step.new)}" if step.new else "·", "b" if step.new else "$faint"),
                    plain(str(step.known), "$text-muted"),
                    said,
                ),
            )
        ]

    def tell_context(self, bar: ContextBar) -> None:
        """City, view, how many themes."""
        about = [self.TITLE_SHOWN]
        if self._found is not None and self._found.steps:
            about.append(f"{self._found.themes} themes in {len(self._found.steps)} conversations")
        bar.show(self.leap.city_name, about, saved=self.saved())

    @on(PickList.Chosen, "#steps")
    @errand("cell", exclusive=True)
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The note."""
        step: Step = event.pick.value
        await self.open_interview(step.conversation.interview.id)
