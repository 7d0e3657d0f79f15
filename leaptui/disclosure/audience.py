"""Who a document is for."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Three readerships. The city's own team is as strict as the public: it employs the speakers."""

    PUBLIC = "public"
    CITY_TEAM = "city_team"
    INTERNAL = "internal"
    """The organisation's own staff: everything but what was said off the record."""

    @property
    def label(self) -> str:
        """The words shown and printed."""
        return {"public": "the public", "city_team": "the city's team", "internal": "internal use"}[
            self.value
        ]
