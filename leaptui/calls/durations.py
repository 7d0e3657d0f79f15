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
MISTAKEN, CANCELLED = -1, -2
"""What stands for a duration between two stamps that is left out."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration between two stamps.

    Attributes:
        key: Its name in a summary.
        words: Its name where it is not available.
        definition: What it runs from and to.
        begins: The stamps it begins at: the first of them that a call has.
        ends: The stamp it ends at.
    """

    key: str
    words: str
    definition: str
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

    @property
    def kept(self) -> str:
        """The duration as the counting table has it: the measured milliseconds, or why it is left out.

        A call cancelled before anyone arrived is demand, but its stamps measure nothing. Where
        somebody arrived, the call was served, however its disposition is worded. Negative durations
        and those over 24 hours are mistakes of the record.
        """
        return (
            f"CASE WHEN {self.key} IS NULL OR NOT incident THEN NULL WHEN cancelled THEN {CANCELLED} "
            f"WHEN {self.key} NOT BETWEEN 0 AND {_LONGEST_MS} THEN {MISTAKEN} ELSE {self.key} END"
        )


DURATIONS = (
    Duration(
        "call_processing",
        "call processing",
        "received to first dispatched: entry and queue together",
        ("received",),
        "coalesce(dispatched, en_route)",
    ),
    Duration(
        "travel",
        "travel",
        "first dispatched (or en route) to first arrived",
        ("dispatched", "en_route"),
        "arrived",
    ),
    Duration("response", "response", "received to first arrived", ("received",), "arrived"),
    Duration("on_scene", "time on scene", "first arrived to last cleared", ("arrived",), "cleared"),
    Duration(
        "busy",
        "busy time",
        "first dispatched (or en route) to last cleared",
        ("dispatched", "en_route"),
        "cleared",
    ),
)
"""Call processing is entry and queue together; response is from receipt to the first arrival; busy
time is what a unit is lost to other calls for. Each is of the incident: first dispatch and arrival,
last clearance over its units (Crimestar's manual and the NFPA 1710 intervals differ in the details)."""

HOUR_OF_DAY = "hour of day"
