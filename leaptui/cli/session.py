"""What one run of the command line works with: the home folder, the passphrase, the way to print."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from leaptui.disclosure.terminal import json_ready, lines
from leaptui.domain.errors import InputRefused, StoreHeld, StoreUnavailable
from leaptui.services.upkeep.homes import home_folder, open_workspace
from leaptui.services.upkeep.standing import standing
from leaptui.services.workspace import Workspace

PASSPHRASE_VARIABLE = "LEAPTUI_PASSPHRASE"  # noqa: S105 - the variable's name, not a secret


@dataclass(slots=True)
class Session:
    """One run. The passphrase leaves the environment before anything else may start a child."""

    home: Path
    passphrase: str | None
    passphrase_file: Path | None
    read_only: bool = False
    """Open the store for reading only, whoever else has it open."""

    @classmethod
    def begin(cls, home: str | None, passphrase_file: str | None, *, read_only: bool = False) -> Session:
        """Read the settings of this run and take the passphrase out of the environment."""
        return cls(
            home=home_folder(home),
            passphrase=os.environ.pop(PASSPHRASE_VARIABLE, None),
            passphrase_file=Path(passphrase_file) if passphrase_file else None,
            read_only=read_only,
        )

    def known_passphrase(self) -> str | None:
        """The passphrase from the environment or the file, or nothing when it must be asked for.

        Raises:
            InputRefused: When the file named cannot be read.
        """
        if self.passphrase_file is None:
            return self.passphrase
        try:
            return self.passphrase_file.read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise InputRefused(
                f"The passphrase file {lines(str(self.passphrase_file))} cannot be read.",
                safe="Nothing was changed.",
            ) from None

    def ask_passphrase(self, *, new: bool = False) -> str:
        """The passphrase, asked for on the terminal where it is not known.

        Raises:
            StoreUnavailable: When it is not known and there is nobody to ask.
        """
        known = self.known_passphrase()
        if known is not None:
            return known
        if not sys.stdin.isatty():
            raise StoreUnavailable(
                "The passphrase is needed and there is no terminal to ask on.",
                next_step=f"Set {PASSPHRASE_VARIABLE} or use --passphrase-file.",
            )
        return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True))

    @contextmanager
    def workspace(self, *, tells: bool = True) -> Iterator[Workspace]:
        """The open store of this run, to be written to.

        Args:
            tells: Say first what is to be known of the place of the store. That it takes no
                changes is said by what it refuses.
        """
        with open_workspace(self.home, self.ask_passphrase(), read_only=self.read_only) as workspace:
            if tells and not standing(workspace).read_only:
                _tell(workspace)
            yield workspace

    def must_write(self) -> None:
        """Refuse a command that writes to the folder itself, where nothing may be written.

        Raises:
            StoreUnavailable: With `--read-only`.
        """
        if self.read_only:
            raise StoreUnavailable(
                "This command writes, and --read-only was given.", safe="Nothing was changed."
            )

    @contextmanager
    def reading(self) -> Iterator[Workspace]:
        """The open store for a command that only reads: it does not mind who else has it open."""
        passphrase = self.ask_passphrase()
        try:
            opened = open_workspace(
                self.home, passphrase, read_only=self.read_only or not os.access(self.home, os.W_OK)
            )
        except StoreHeld:
            opened = open_workspace(self.home, passphrase, read_only=True)
        with opened as workspace:
            _tell(workspace)
            yield workspace


def _tell(workspace: Workspace) -> None:
    """Damage, a newer program, a folder kept in step: on stderr, beside what was asked for."""
    said = standing(workspace).notice
    if said:
        click.echo(lines(said), err=True)


def say(text: str) -> None:
    """Print a line of words, with nothing in it that could steer the terminal."""
    click.echo(lines(text))


def say_json(value: object) -> None:
    """Print a value as JSON, its texts without anything that could steer the terminal."""
    click.echo(json.dumps(json_ready(value), ensure_ascii=False, indent=2))


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headings, in columns two blanks apart; numbers stand right."""
    cells = [[lines(cell).replace("\n", " ") for cell in row] for row in [headings, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        line = (
            cell.rjust(width) if _is_number(cell) else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        click.echo("  ".join(line).rstrip())


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "", 1).rstrip("%").isdigit()
