"""A screen laid over a place, about the city that was open when it was laid there."""

from __future__ import annotations

from leaptui.tui.screens.place import PlaceScreen


class OverPlaceScreen(PlaceScreen):
    """Closes by itself when another city, or a record, was asked for while it lay below."""

    _opened_on: str | None = None

    def on_screen_resume(self) -> None:
        """Leave for what was asked for meanwhile."""
        city = self.leap.city
        if self._opened_on is None and city is not None:
            self._opened_on = city.id
        if self.leap.sought or (city is not None and city.id != self._opened_on):
            self.dismiss()
            return
        super().on_screen_resume()
