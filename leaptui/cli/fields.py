"""Commands that set fields of a record: `--field value`, one or several."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import click
from typing_extensions import override

from leaptui.domain.errors import InputRefused


class FieldCommand(click.Command):
    """A command that takes `--field value` for any field, before what it names or after it.

    The fields are left in `Context.args`, in their order; options of the command's own are read as ever.
    """

    allow_extra_args = True
    ignore_unknown_options = True

    @override
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the fields out, so that a value is never taken for what the command names."""
        own = {name: each for each in self.get_params(ctx) for name in (*each.opts, *each.secondary_opts)}
        fields: list[str] = []
        left: list[str] = []
        rest = iter(args)
        for argument in rest:
            name, equals, _ = argument.partition("=")
            mine = own.get(name) if name.startswith("-") else None
            if argument == "--":
                left += [argument, *rest]
            elif mine is None and name.startswith("--"):
                fields += [argument] if equals else [argument, *_next(rest)]
            elif isinstance(mine, click.Option) and not mine.is_flag and not equals:
                left += [argument, *_next(rest)]
            else:
                left.append(argument)
        super().parse_args(ctx, left)
        ctx.args = [*fields, *ctx.args]
        return ctx.args


def _next(rest: Iterator[str]) -> list[str]:
    return list(islice(rest, 1))


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
