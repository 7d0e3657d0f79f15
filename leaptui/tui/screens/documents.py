"""The place Documents."""

from __future__ import annotations

from typing import ClassVar

from leaptui.tui.screens.place import PlaceScreen


class DocumentsScreen(PlaceScreen):
    """The place Documents."""

    PLACE: ClassVar[str] = "documents"
