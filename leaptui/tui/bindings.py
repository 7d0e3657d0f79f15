"""From the command registry to Textual's bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from leaptui.tui.commands import Command, commands_of


def bindings_of(*scopes: str) -> list[BindingType]:
    """The `BINDINGS` of whatever holds these scopes."""
    commands = commands_of(*scopes)
    taken = {key for command in commands for key in command.keys}
    return [_binding(command, taken) for command in commands if command.keys]


def _binding(command: Command, taken: set[str]) -> Binding:
    capitals = [
        key.upper() for key in command.keys if len(key) == 1 and key.islower() and key.upper() not in taken
    ]
    return Binding(
        ",".join((*command.keys, *capitals)),
        command.action,
        command.title,
        show=bool(command.word),
        key_display=command.key_shown,
        priority=command.priority,
        tooltip="",
        id=command.id,
    )
