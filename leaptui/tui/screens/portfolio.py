"""The place Portfolio."""

from __future__ import annotations

from typing import ClassVar

from leaptui.tui.screens.place import PlaceScreen


class PortfolioScreen(PlaceScreen):
    """The place Portfolio."""

    PLACE: ClassVar[str] = "portfolio"
