"""Which calls a saved plan rests on, read again, whichever version saved it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.measured import Period
from leaptui.services.calls.written_filters import read_filter

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})(?:; |$)")


def filter_read(demand: Mapping[str, Any]) -> tuple[CallFilter, str]:
    """The filter of a saved plan, and what of it cannot be told any more; empty where all can.

    Plans of earlier versions have their filter in words only; of those the days can be read.

    Args:
        demand: What was written down of its calls.
    """
    written = demand.get("filter")
    if isinstance(written, Mapping):
        try:
            return read_filter(written), ""
        except ValueError:
            return CallFilter(), "Which calls it was saved for cannot be read here: all calls are taken."
    words = str(demand.get("only", ""))
    days = _DAYS.match(words)
    only = CallFilter(period=Period(days[1], days[2]) if days else None)
    if only.words == words:
        return only, ""
    kept = "only its days are taken" if days else "all calls are taken"
    return only, f"It was saved for “{words}” in words alone, which cannot be read again: {kept}."
