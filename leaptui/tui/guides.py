"""What the practice content offers to somebody who takes a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.practice.content import Guide, Theme
    from leaptui.services.workspace import Workspace


def themes(workspace: Workspace) -> tuple[Theme, ...]:
    """Every theme a note can name."""
    return tuple(workspace.practice.themes)


def guide_of(workspace: Workspace, guide: str) -> Guide | None:
    """A guide by its id."""
    return next((each for each in workspace.practice.guides if each.id == guide), None)
