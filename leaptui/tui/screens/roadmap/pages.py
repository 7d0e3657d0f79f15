"""The screens that are opened from the roadmap. Each one's module is loaded when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

PAGES: dict[str, Callable[[], Screen[None]]] = {}
"""By the word their command opens them with: `open_page('team')`."""
