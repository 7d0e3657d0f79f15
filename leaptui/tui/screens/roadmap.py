"""The place Roadmap."""

from __future__ import annotations

from typing import ClassVar

from leaptui.tui.screens.place import PlaceScreen


class RoadmapScreen(PlaceScreen):
    """The place Roadmap."""

    PLACE: ClassVar[str] = "roadmap"
