"""The ways from the place Calls to the screens laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.tui.errands import errand
from leaptui.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from leaptui.services.calls import CallsPicture


class CallsDoors(PlaceScreen):
    """Opens the quality page of the export that is shown, and the data requests of the city."""

    _picture: CallsPicture | None

    @errand()
    async def action_quality(self) -> None:
        """What is wrong with the export that is shown."""
        from leaptui.tui.screens.calls_quality import CallsQualityScreen

        if self._picture is not None:
            await self.app.push_screen_wait(CallsQualityScreen(self._picture.dataset))

    @errand()
    async def action_requests(self) -> None:
        """What the city was asked for."""
        from leaptui.tui.screens.data_requests import DataRequestsScreen

        if self.leap.city is not None:
            await self.app.push_screen_wait(DataRequestsScreen())
