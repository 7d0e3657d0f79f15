"""The place Staffing."""

from __future__ import annotations

from typing import ClassVar

from leaptui.tui.screens.place import PlaceScreen


class StaffingScreen(PlaceScreen):
    """The place Staffing."""

    PLACE: ClassVar[str] = "staffing"
