"""The options that say how a city's file is read: the same for looking at it and for importing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from leaptui.domain.call_choices import DUPLICATE_MINUTES, MOST_DUPLICATE_MINUTES, PlaceRule
from leaptui.domain.calls import ColumnRole, Correction
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line
from leaptui.services.calls.importing import read_code_book

_DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|", "\\t": "\t"}
_QUOTES = {"double": '"', "single": "'", "none": ""}

Command = TypeVar("Command", bound=Callable[..., None])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """What was given of the options, as it was typed."""

    roles: tuple[str, ...] = ()
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    time_formats: tuple[str, ...] = ()
    utc: bool | None = None
    places: str | None = None
    keep_text: bool = False
    collapse_units: bool = True
    duplicate_minutes: int | None = None
    code_books: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether any of them was."""
        return self != ReadingOptions()

    @property
    def correction(self) -> Correction | None:
        """What they change; nothing where none was given.

        Raises:
            InputRefused: When a role, a delimiter or a code book makes no sense.
        """
        if not self.is_given:
            return None
        return Correction(
            roles={column: _role(role, pair) for column, role, pair in _pairs(self.roles)},
            sheet=self.sheet,
            header_row=self.header_row,
            time_formats={column: written for column, written, _ in _pairs(self.time_formats)},
            encoding=self.encoding,
            delimiter=_delimiter(self.delimiter),
            quote=_QUOTES.get(self.quote) if self.quote else None,
            place_rule=PlaceRule(self.places) if self.places else PlaceRule.BLOCK,
            collapse_units=self.collapse_units,
            duplicate_minutes=DUPLICATE_MINUTES if self.duplicate_minutes is None else self.duplicate_minutes,
            keep_text=self.keep_text,
            times_are_utc=bool(self.utc),
            code_books=tuple(
                read_code_book(Path(file).expanduser(), _role(role, pair))
                for role, file, pair in _pairs(self.code_books, last=False)
            ),
        )


_OPTIONS = (
    click.option(
        "--role",
        "roles",
        multiple=True,
        metavar="COLUMN=ROLE",
        help="Read a column as a role; may be repeated.",
    ),
    click.option("--sheet", help="The sheet of a workbook."),
    click.option(
        "--header-row", type=click.IntRange(0), help="Line of the columns' names, from 1; 0 for none."
    ),
    click.option("--encoding", help="Of a text file: utf-8, cp1252, utf-16 …"),
    click.option("--delimiter", help="Between columns: comma, tab, semicolon, pipe, or the character."),
    click.option("--quote", type=click.Choice([*_QUOTES]), help="Around cells that hold a delimiter."),
    click.option(
        "--time-format",
        "time_formats",
        multiple=True,
        metavar="COLUMN=FORMAT",
        help="How the times of a column are written: 'Call Time=%d/%m/%Y %H:%M'; may be repeated.",
    ),
    click.option("--utc/--local", default=None, help="By which clock times are written that name no zone."),
    click.option(
        "--places",
        type=click.Choice([rule.value for rule in PlaceRule]),
        help="How exactly places are kept.  [default: block]",
    ),
    click.option("--keep-text", is_flag=True, help="Keep free text, names and numbers in it struck out."),
    click.option(
        "--collapse-units/--no-collapse-units",
        default=True,
        help="Whether the rows of one incident are one call.",
    ),
    click.option(
        "--duplicate-minutes",
        type=click.IntRange(0, MOST_DUPLICATE_MINUTES),
        help=f"Same type and place so soon after is a duplicate; 0 for none.  [default: {DUPLICATE_MINUTES}]",
    ),
    click.option(
        "--code-book",
        "code_books",
        multiple=True,
        metavar="ROLE=FILE",
        help="A file that says what the codes of a role mean; may be repeated.",
    ),
)


def reading_options(command: Command) -> Command:
    """Give a command all of them, as `chosen: ReadingOptions`."""
    names = ReadingOptions.__dataclass_fields__

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        chosen = ReadingOptions(**{name: kwargs.pop(name) for name in names})
        command(*args, chosen=chosen, **kwargs)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run  # type: ignore[return-value]


def _pairs(given: Iterable[str], *, last: bool = True) -> list[tuple[str, str, str]]:
    """`name`, `value` and the whole of each `name=value`, cut at the last `=` or at the first."""
    found = []
    for pair in given:
        name, mark, value = pair.rpartition("=") if last else pair.partition("=")
        if not mark or not name.strip() or not value.strip():
            raise InputRefused(
                f"“{one_line(pair)}” is not a name and a value with = between them.",
                safe="Nothing was read.",
                next_step="Write it so: --role 'Call Time=received'.",
            )
        found.append((name, value, pair))
    return found


def _role(named: str, pair: str) -> ColumnRole:
    try:
        return ColumnRole(named.strip().replace("-", "_").replace(" ", "_").lower())
    except ValueError:
        raise InputRefused(
            f"“{one_line(pair)}” does not name a role.",
            safe="Nothing was read.",
            next_step="Roles: " + ", ".join(ColumnRole) + ".",
        ) from None


def _delimiter(given: str | None) -> str | None:
    if given is None:
        return None
    character = _DELIMITERS.get(given.lower(), given)
    if len(character) != 1 or character in "\"'\r\n":
        raise InputRefused(
            f"“{one_line(given)}” cannot stand between columns.",
            safe="Nothing was read.",
            next_step="Give comma, tab, semicolon, pipe, or one character.",
        )
    return character
