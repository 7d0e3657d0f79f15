"""What the screens laid over the place Roadmap have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from leaptui.tui.screens.view import ViewScreen

if TYPE_CHECKING:
    from leaptui.domain.record import Record


class RoadmapView(ViewScreen):
    """A screen over the place Roadmap; Esc goes back to it. The views over interviews are not among its keys."""

    PLACE: ClassVar[str] = "roadmap"

    def show_at(self, record: Record | None) -> None:
        """Load again, with the cursor on a record that was just made; nothing where none was."""
        if record is not None:
            self.at = record.id
            self.refresh_place(again=True)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody comes from here to a view over interviews."""
        return False if action == "choose_view" else super().check_action(action, parameters)
