"""Commands that set fields of a record: `--field value`, one or several."""

from __future__ import annotations

from typing import Any

from leaptui.domain.errors import InputRefused

ANY_FIELD: dict[str, Any] = {"ignore_unknown_options": True, "allow_extra_args": True}
"""Context settings of a command that takes fields."""


def pairs(arguments: list[str]) -> dict[str, str]:
    """`--field value` and `--field=value` as a mapping.

    Raises:
        InputRefused: When an option has no value, or nothing is to be set.
    """
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        given = value if equals else next(rest, None)
        if not name.startswith("--") or given is None:
            raise InputRefused(f"“{argument}” is not a field with a value.", safe="Nothing was changed.")
        found[name[2:]] = given
    if not found:
        raise InputRefused("There is nothing to set.", next_step="Name a field: --phase data.")
    return found
