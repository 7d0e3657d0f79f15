"""The ways from the place Calls to the screens laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from leaptui.tui.errands import errand
from leaptui.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from leaptui.services.calls.picture import CallsPicture


class CallsDoors(PlaceScreen):
    """Opens the quality page of the export that is shown, and the data requests of the city."""

    _picture: CallsPicture | None = None

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there are no calls there is no quality of them."""
        if action == "quality" and self._picture is None:
            return False
        return super().check_action(action, parameters)

    @errand()
    async def action_quality(self) -> None:
        """What is wrong with the export that is shown."""
        from leaptui.tui.screens.calls.quality import CallsQualityScreen

        if self._picture is not None:
            await self.app.push_screen_wait(CallsQualityScreen(self._picture.dataset))

    @errand()
    async def action_requests(self) -> None:
        """What the city was asked for."""
        from leaptui.tui.screens.city.data_requests import DataRequestsScreen

        if self.leap.city is not None:
            await self.app.push_screen_wait(DataRequestsScreen())
