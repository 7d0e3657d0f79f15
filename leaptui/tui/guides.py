"""What the practice content offers to somebody who takes a note."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.practice.content import Guide, Theme
    from leaptui.services.workspace import Workspace


def guides(workspace: Workspace) -> tuple[Guide, ...]:
    """Every interview guide."""
    return tuple(workspace.practice.guides)


def themes(workspace: Workspace) -> tuple[Theme, ...]:
    """Every theme a note can name."""
    return tuple(workspace.practice.themes)


def guide_of(workspace: Workspace, guide: str) -> Guide | None:
    """A guide by its id."""
    return next((each for each in workspace.practice.guides if each.id == guide), None)


def fitting(known: Collection[Guide], groups: Collection[str]) -> str:
    """Id of the guide for people of these groups; nothing when none is made for them."""
    return next((guide.id for guide in known if set(guide.groups) & set(groups)), "")
