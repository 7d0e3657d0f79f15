"""The five durations of a call, and which of them are measured.

Vendors differ in what they call response or busy time, so the definitions stand here and are
printed with the figures.
"""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_MINUTES = 24 * 60
"""A longer duration is a call left open by mistake; it is left out and counted."""

_LONGEST_MS = LONGEST_MINUTES * 60_000
_MOST_INTEGER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration between two stamps.

    Attributes:
        key: Its name in a summary.
        words: Its name where it is not available.
        begins: The stamps it begins at: the first of them that a call has.
        ends: The stamp it ends at.
    """

    key: str
    words: str
    begins: tuple[str, ...]
    ends: str

    @property
    def sql(self) -> str:
        """Milliseconds between the stamps, NULL where one of them is missing.

        A received time without a clock begins nothing. What does not fit into four bytes (24
        days) is as good as too long.
        """
        begins = "coalesce({})".format(
            ", ".join(
                "CASE WHEN received_has_clock THEN received END" if stamp == "received" else stamp
                for stamp in self.begins
            )
        )
        between = f"date_diff('millisecond', {begins}, {self.ends})"
        return (
            f"CAST(CASE WHEN {between} > {_MOST_INTEGER} THEN {_MOST_INTEGER} "
            f"WHEN {between} < -{_MOST_INTEGER} THEN -{_MOST_INTEGER} ELSE {between} END AS INTEGER)"
        )


DURATIONS = (
    Duration("call_processing", "call processing", ("received",), "coalesce(dispatched, en_route)"),
    Duration("travel", "travel", ("dispatched", "en_route"), "arrived"),
    Duration("response", "response", ("received",), "arrived"),
    Duration("on_scene", "time on scene", ("arrived",), "cleared"),
    Duration("busy", "busy time", ("dispatched", "en_route"), "cleared"),
)
"""Call processing is entry and queue together; response is from receipt to the first arrival; busy
time is what a unit is lost to other calls for. Each is of the incident: first dispatch and arrival,
last clearance over its units (Crimestar's manual and the NFPA 1710 intervals differ in the details)."""

HOUR_OF_DAY = "hour of day"


MISTAKEN, CANCELLED = 1, 2
"""Why a duration between two stamps is left out."""


def kept(key: str) -> str:
    """The duration where it counts: of incidents not cancelled before anyone arrived, between zero and a day.

    A call cancelled before anyone arrived is demand, but its stamps measure nothing. Where somebody
    arrived, the call was served, however its disposition is worded. Negative durations and those over
    24 hours are mistakes of the record.
    """
    return f"CASE WHEN incident AND NOT cancelled AND {key} BETWEEN 0 AND {_LONGEST_MS} THEN {key} END"


def left_out(key: str) -> str:
    """Why a call that has both stamps of a duration is not measured by it; 0 where nothing is left out."""
    return (
        f"CAST(CASE WHEN {key} IS NULL OR NOT incident THEN 0 WHEN cancelled THEN {CANCELLED} "
        f"WHEN {key} NOT BETWEEN 0 AND {_LONGEST_MS} THEN {MISTAKEN} ELSE 0 END AS UTINYINT)"
    )
