"""One registry of commands. Bindings, key bar, palette, help and `leaptui keys` are read from it.

A new command is one entry in the module of its place here, and one `action_…` method on that
place's screen. Nothing else may bind a key; a test says so.
"""

from __future__ import annotations

from leaptui.tui.commands.call_ledger import CALL_LEDGER
from leaptui.tui.commands.call_quality import CALL_QUALITY
from leaptui.tui.commands.call_types import CALL_TYPES
from leaptui.tui.commands.calls import ASKING, CALL_FILTER, CALL_ROWS, CALLS, LEAVING, PICTURE
from leaptui.tui.commands.city import CITY, PEOPLE
from leaptui.tui.commands.claims import CLAIM_COMMANDS
from leaptui.tui.commands.command import Command, key_name
from leaptui.tui.commands.concern_board import CONCERN_BOARD
from leaptui.tui.commands.documents import DOCUMENTS
from leaptui.tui.commands.frame import FRAME, PLACES
from leaptui.tui.commands.held_back import HELD_BACK
from leaptui.tui.commands.history import FOUND, HISTORY
from leaptui.tui.commands.import_calls import IMPORT_CALLS
from leaptui.tui.commands.interviews import ATTACHMENTS, FIND_IN_NOTE, INTERVIEWS, NOTE
from leaptui.tui.commands.local_team import LOCAL_TEAM
from leaptui.tui.commands.passages import PASSAGE_COMMANDS
from leaptui.tui.commands.portfolio import PORTFOLIO
from leaptui.tui.commands.registers import REGISTERS
from leaptui.tui.commands.roadmap import ROADMAP, WRITING
from leaptui.tui.commands.roadmap_pages import CHECKLISTS, OPTIONS, READINESS
from leaptui.tui.commands.staffing import STAFFING, STAFFING_PAGES
from leaptui.tui.commands.views import VIEWS

__all__ = ["COMMANDS", "PLACES", "Command", "commands_of", "key_name", "key_table"]

COMMANDS: tuple[Command, ...] = (
    *FRAME,
    *PORTFOLIO,
    *CITY,
    *PEOPLE,
    *INTERVIEWS,
    *ATTACHMENTS,
    *NOTE,
    *FIND_IN_NOTE,
    *PASSAGE_COMMANDS,
    *VIEWS,
    *REGISTERS,
    *ROADMAP,
    *CHECKLISTS,
    *READINESS,
    *OPTIONS,
    *WRITING,
    *CLAIM_COMMANDS,
    *CONCERN_BOARD,
    *LOCAL_TEAM,
    *DOCUMENTS,
    *HELD_BACK,
    *STAFFING,
    *STAFFING_PAGES,
    *ASKING,
    *CALLS,
    *CALL_LEDGER,
    *CALL_QUALITY,
    *CALL_TYPES,
    *PICTURE,
    *LEAVING,
    *CALL_FILTER,
    *CALL_ROWS,
    *IMPORT_CALLS,
    *HISTORY,
    *FOUND,
)
"""Every command, most used first within its scope: the order of the key bar and of help."""


_BY_SCOPE: dict[str, list[Command]] = {}
for _command in COMMANDS:
    _BY_SCOPE.setdefault(_command.scope, []).append(_command)


def commands_of(*scopes: str) -> tuple[Command, ...]:
    """The commands of these scopes, in the order the scopes are named."""
    return tuple(command for scope in scopes for command in _BY_SCOPE.get(scope, ()))


def key_table() -> list[tuple[str, str, str]]:
    """Every key: where it works, how it is written, what it does."""
    return [(command.scope, command.key_shown, command.help) for command in COMMANDS if command.key_shown]
