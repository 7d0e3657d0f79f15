"""Records that are shown on a page laid over a place: found by their words, they are opened there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.tui.app import LeapApp
    from leaptui.tui.screens.roadmap.view import RoadmapView


_OF_ALL_CITIES = frozenset({"validator"})
"""Kinds of records that belong to no one city: they are shown in whichever is open."""


async def city_of_record(app: LeapApp, kind: str, record: str) -> Engagement | None:
    """The city a record belongs to, or the one that is open for a record of all cities; nothing without one."""
    if kind not in _OF_ALL_CITIES:
        from leaptui.services.city.engagements import engagement_of

        return await app.ask(engagement_of, kind, record)
    if app.city is None:
        app.notify("Open a city first: it belongs to all of them.", markup=False)
    return app.city


async def open_page_of(app: LeapApp, engagement: Engagement, kind: str, record: str) -> bool:
    """Open the page that shows a record, with the cursor on it.

    Args:
        app: The app.
        engagement: Whose record it is, or the city that is open for one of all cities.
        kind: Its kind.
        record: Its id.

    Returns:
        Whether there is such a page; where there is none, nothing was opened.
    """
    page = _page_of(kind)
    if page is None:
        return False
    page.at = record
    app.open_city(engagement, page.place)
    await app.push_screen(page)
    return True


def _page_of(kind: str) -> RoadmapView | None:
    if kind in ("team_member", "working_group"):
        from leaptui.tui.screens.roadmap.local_team import LocalTeamScreen

        return LocalTeamScreen()
    if kind in ("concern", "validator_meeting"):
        from leaptui.tui.screens.roadmap.concern_board import ConcernBoardScreen

        return ConcernBoardScreen()
    if kind == "validator":
        from leaptui.tui.screens.roadmap.validators import ValidatorsScreen

        return ValidatorsScreen()
    if kind == "activity":
        from leaptui.tui.screens.city.activities import CityActivitiesScreen

        return CityActivitiesScreen()
    if kind == "diversion":
        from leaptui.tui.screens.roadmap.diversion import DiversionScreen

        return DiversionScreen()
    if kind == "agreement":
        from leaptui.tui.screens.roadmap.agreements import AgreementsScreen

        return AgreementsScreen()
    return None
