"""Commands that are loaded when they are asked for: each brings along all the services it calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

import click
from typing_extensions import override


@dataclass(frozen=True, slots=True)
class Later:
    """A command of the root.

    Attributes:
        help: Its help in a sentence, as the command itself says it.
        places: Where it is found (`module:name` in `leaptui.cli`), then where its own commands are that
            stand elsewhere; a name may be of several commands.
    """

    help: str
    places: tuple[str, ...]

    def load(self) -> click.Command:
        """The command, with all of its own."""
        command, *parts = [each for place in self.places for each in _found(place)]
        for part in parts:
            cast("click.Group", command).add_command(part)
        return command


def _found(place: str) -> Iterator[click.Command]:
    module, _, name = place.partition(":")
    found = getattr(import_module(f"leaptui.cli.{module}"), name)
    if isinstance(found, click.Command):
        yield found
    else:
        yield from found


class LaterGroup(click.Group):
    """A group that knows of its commands what its help says of them.

    Args:
        later: Its commands by name.
    """

    def __init__(self, *args: Any, later: Mapping[str, Later], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.later = later

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        """By name."""
        return sorted(self.later)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded."""
        if cmd_name in self.later and cmd_name not in self.commands:
            self.add_command(self.later[cmd_name].load(), cmd_name)
        return super().get_command(ctx, cmd_name)

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """All of them, none loaded."""
        told = [click.Command(name, help=command.help) for name, command in self.later.items()]
        click.Group(commands=told).format_commands(ctx, formatter)
