"""The place Interviews."""

from __future__ import annotations

from typing import ClassVar

from leaptui.tui.screens.place import PlaceScreen


class InterviewsScreen(PlaceScreen):
    """The place Interviews."""

    PLACE: ClassVar[str] = "interviews"
