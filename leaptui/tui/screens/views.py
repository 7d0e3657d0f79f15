"""The views over all interviews. A new one is one entry here."""

from __future__ import annotations

from leaptui.tui.screens.theme_matrix import ThemeMatrixScreen
from leaptui.tui.screens.view import View

VIEWS: tuple[View, ...] = (
    View("themes", "Themes by group", "who brought up what, how widely", ThemeMatrixScreen),
)
"""In the order of the list."""
