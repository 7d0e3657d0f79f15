"""Where each of the seven places is found. A place's module is loaded when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen


def _portfolio() -> Screen[Any]:
    from leaptui.tui.screens.city.portfolio import PortfolioScreen

    return PortfolioScreen()


def _city() -> Screen[Any]:
    from leaptui.tui.screens.city.city import CityScreen

    return CityScreen()


def _interviews() -> Screen[Any]:
    from leaptui.tui.screens.interviews.interviews import InterviewsScreen

    return InterviewsScreen()


def _calls() -> Screen[Any]:
    from leaptui.tui.screens.calls.calls import CallsScreen

    return CallsScreen()


def _staffing() -> Screen[Any]:
    from leaptui.tui.screens.staffing.staffing import StaffingScreen

    return StaffingScreen()


def _roadmap() -> Screen[Any]:
    from leaptui.tui.screens.roadmap.roadmap import RoadmapScreen

    return RoadmapScreen()


def _documents() -> Screen[Any]:
    from leaptui.tui.screens.documents.documents import DocumentsScreen

    return DocumentsScreen()


def locked_screen() -> Screen[Any]:
    """What stands under the way back in while the app is locked: nothing."""
    from leaptui.tui.screens.upkeep.unlock import LockedScreen

    return LockedScreen()


PLACE_SCREENS: dict[str, Callable[[], Screen[Any]]] = {
    "portfolio": _portfolio,
    "city": _city,
    "interviews": _interviews,
    "calls": _calls,
    "staffing": _staffing,
    "roadmap": _roadmap,
    "documents": _documents,
}
"""By key of the place. Each keeps its own stack of screens, so that a note stays open meanwhile."""
