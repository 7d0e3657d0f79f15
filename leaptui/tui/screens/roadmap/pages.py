"""The screens that are opened from the roadmap. Each one's module is loaded when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen


def claims_page(at: str = "") -> Screen[None]:
    """What the texts say.

    Args:
        at: Id of the claim on which the cursor stands at first.
    """
    from leaptui.tui.screens.roadmap.claims import ClaimsScreen

    return ClaimsScreen(at)


def _concerns() -> Screen[None]:
    from leaptui.tui.screens.roadmap.concern_board import ConcernBoardScreen

    return ConcernBoardScreen()


def _team() -> Screen[None]:
    from leaptui.tui.screens.roadmap.local_team import LocalTeamScreen

    return LocalTeamScreen()


def _activities() -> Screen[None]:
    from leaptui.tui.screens.city.activities import ActivitiesScreen

    return ActivitiesScreen()


def _diversion() -> Screen[None]:
    from leaptui.tui.screens.roadmap.diversion import DiversionScreen

    return DiversionScreen()


def _agreement() -> Screen[None]:
    from leaptui.tui.screens.roadmap.agreements import AgreementsScreen

    return AgreementsScreen()


PAGES: dict[str, Callable[[], Screen[None]]] = {
    "claims": claims_page,
    "concerns": _concerns,
    "team": _team,
    "activities": _activities,
    "diversion": _diversion,
    "agreement": _agreement,
}
"""By the word their command opens them with: `open_page('team')`."""


def phases_page(at: str = "") -> Screen[None]:
    """The checklists of the phases and of the hand-over.

    Args:
        at: Key of the checklist, or `checklist/item`, on which the cursor stands at first.
    """
    from leaptui.domain.vocabulary import Phase
    from leaptui.services.roadmap.checklists import HAND_OVER, PHASE
    from leaptui.tui.screens.roadmap.checklists import ChecklistsScreen

    return ChecklistsScreen([*(PHASE + phase for phase in Phase), HAND_OVER], "phases and hand-over", at=at)
