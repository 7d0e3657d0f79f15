"""The place Calls."""

from __future__ import annotations

from typing import ClassVar

from leaptui.tui.screens.place import PlaceScreen


class CallsScreen(PlaceScreen):
    """The place Calls."""

    PLACE: ClassVar[str] = "calls"
