"""What every command asks that writes something for others: who will read it, and where it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from leaptui.disclosure.audience import Audience

Command = TypeVar("Command", bound=Callable[..., Any])

TO_FOLDER = click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where it goes."
)


def audience(
    default: Audience | None, words: str = "Who will read it; public is the strictest."
) -> Callable[[Command], Command]:
    """The option `--audience`.

    Args:
        default: Who reads it when nothing is said; None leaves that to the command.
        words: The option's help.
    """
    return click.option(
        "--audience",
        type=click.Choice([each.value for each in Audience]),
        default=default and default.value,
        show_default=default is not None,
        help=words,
    )
