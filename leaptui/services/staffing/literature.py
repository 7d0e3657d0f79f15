"""Where the methods of a plan are from: author, title and year of each that it used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leaptui.practice.staffing import StaffingMethod, load_staffing_defaults

NOT_READ = "known of, not read"
"""What is said of a paper that nobody has opened."""


def methods_of(
    load_method: str, numbers: Mapping[str, float], *, shifts: bool = False
) -> list[StaffingMethod]:
    """The methods that a plan's figures come by, in the order of its steps.

    Args:
        load_method: How the load of an hour was worked out.
        numbers: Those of the plan, by key.
        shifts: Whether its shifts were worked out.
    """
    used = [
        load_method,
        "erlang_c" if numbers["waiting_limit"] else "erlang_b",
        *(["reserve"] if numbers["reserve_teams"] else []),
        *(["square_root"] if numbers["area_square_miles"] else []),
        "relief_factor",
        *(["shifts"] if shifts else []),
    ]
    return [method_named(key) for key in used]


def method_named(key: str) -> StaffingMethod:
    """One method by its key."""
    return load_staffing_defaults().methods[key]


def source_words(method: StaffingMethod) -> str:
    """`Erlang B: A. K. Erlang, “Solution …”, 1917 (known of, not read)`."""
    unread = f" ({NOT_READ})" if method.fact.unverified else ""
    return f"{method.label}: {method.fact.cited}{unread}"


def written(method: StaffingMethod) -> dict[str, Any]:
    """A method as plain values."""
    return {
        "key": method.key,
        "method": method.label,
        "gives": method.fact.text,
        "source": method.fact.source,
        "year": int(method.fact.as_of[:4]),
        "read": not method.fact.unverified,
    }
