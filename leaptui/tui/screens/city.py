"""The place City."""

from __future__ import annotations

from typing import ClassVar

from leaptui.tui.screens.place import PlaceScreen


class CityScreen(PlaceScreen):
    """The place City."""

    PLACE: ClassVar[str] = "city"
