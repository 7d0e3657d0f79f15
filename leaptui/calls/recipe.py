"""How to read a city's file again: what a person confirmed, as text she can read and keep."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leaptui.calls.dialect import QUOTE
from leaptui.calls.moments import check_format, check_zone
from leaptui.domain.call_choices import DUPLICATE_MINUTES, MOST_DUPLICATE_MINUTES, CodeBook, PlaceRule
from leaptui.domain.calls import ColumnRole, Correction, Inspection
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line

VERSION = 2
"""Of what this program can say. A recipe that says nothing new is still written as version 1."""
EITHER = " | "
"""Between the formats of a column that is written in several ways."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What a column is used for, and how its times are written."""

    name: str
    role: ColumnRole
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything needed to read a file, or next year's, the same way again."""

    columns: tuple[ColumnUse, ...]
    timezone: str
    """Empty in a recipe of a file whose city nobody named yet; the import knows it."""
    encoding: str = ""
    """Empty for a workbook."""
    delimiter: str = ","
    quote: str = QUOTE
    """What a cell with a delimiter in it stands between; empty for nothing."""
    sheet: str = ""
    """Empty for a text file."""
    header_row: int = 1
    """Counted from 1; 0 when the file has none."""
    place_rule: PlaceRule = PlaceRule.BLOCK
    hour_unknown: bool = False
    """The clock cannot be trusted: 12 hours without AM or PM."""
    collapse_units: bool = True
    duplicate_minutes: int = DUPLICATE_MINUTES
    keep_text: bool = False
    times_are_utc: bool = False
    code_books: tuple[CodeBook, ...] = ()
    """These five as in `Correction`."""
    source_sha256: str = field(default="", compare=False)
    """Of the file it was made from; not part of the text."""

    def with_role(self, role: ColumnRole) -> tuple[ColumnUse, ...]:
        """The columns of a role, in file order."""
        return tuple(column for column in self.columns if column.role is role)

    def correction(self, roles: dict[str, ColumnRole]) -> Correction:
        """Its choices that hold for any file of the kind, with the roles of one file's columns."""
        return Correction(
            roles=roles,
            place_rule=self.place_rule,
            collapse_units=self.collapse_units,
            duplicate_minutes=self.duplicate_minutes,
            keep_text=self.keep_text,
            times_are_utc=self.times_are_utc,
            code_books=self.code_books,
        )

    @property
    def keeps_narratives(self) -> bool:
        """Whether the file has remarks and they are to be kept."""
        return self.keep_text and bool(self.with_role(ColumnRole.NARRATIVE))

    def to_toml(self) -> str:
        """The recipe as text; the same recipe gives the same text."""
        import tomli_w

        news = self._news()
        document: dict[str, Any] = {
            "version": VERSION if news or self.code_books or self.quote != QUOTE else 1,
            "file": {
                "encoding": self.encoding,
                "delimiter": self.delimiter,
                "sheet": self.sheet,
                "header_row": self.header_row,
                **({} if self.quote == QUOTE else {"quote": self.quote}),
            },
            "reading": {
                "timezone": self.timezone,
                "places": self.place_rule.value,
                "hour_unknown": self.hour_unknown,
                **news,
            },
            "column": [
                {"name": column.name, "role": column.role.value}
                | ({"formats": list(column.formats)} if column.formats else {})
                for column in self.columns
            ],
        }
        if self.code_books:
            document["code_book"] = [
                {"role": book.role.value, "file": book.file, "entries": dict(book.entries)}
                for book in self.code_books
            ]
        return tomli_w.dumps(document)

    def _news(self) -> dict[str, bool | int]:
        """What version 1 could not say, where it is not as usual."""
        usual = Recipe(columns=(), timezone="UTC")
        names = ("collapse_units", "duplicate_minutes", "keep_text", "times_are_utc")
        return {name: getattr(self, name) for name in names if getattr(self, name) != getattr(usual, name)}

    @classmethod
    def from_toml(cls, text: str) -> Recipe:
        """Read a recipe.

        Raises:
            InputRefused: When the text is not a recipe, or one of a newer leaptui.
        """
        try:
            document = tomllib.loads(text)
            if document.get("version") not in range(1, VERSION + 1):
                raise InputRefused(
                    f"The recipe is of version {document.get('version')}, and this program reads versions 1 to {VERSION}.",
                    safe="Nothing was stored.",
                )
            about: Mapping[str, Any] = document["file"]
            reading: Mapping[str, Any] = document["reading"]
            return cls(
                columns=tuple(_column(entry) for entry in document["column"]),
                timezone=_zone(str(reading["timezone"])),
                encoding=str(about.get("encoding", "")),
                delimiter=_delimiter(str(about.get("delimiter", ","))),
                quote=_quote(str(about.get("quote", QUOTE))),
                sheet=str(about.get("sheet", "")),
                header_row=int(about.get("header_row", 1)),
                place_rule=PlaceRule(reading.get("places", "block")),
                hour_unknown=bool(reading.get("hour_unknown", False)),
                collapse_units=bool(reading.get("collapse_units", True)),
                duplicate_minutes=_minutes(reading.get("duplicate_minutes", DUPLICATE_MINUTES)),
                keep_text=bool(reading.get("keep_text", False)),
                times_are_utc=bool(reading.get("times_are_utc", False)),
                code_books=tuple(_book(entry) for entry in document.get("code_book", ())),
            )
        except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputRefused(
                "The recipe cannot be read: " + one_line(str(error))[:120] + ".", safe="Nothing was stored."
            ) from error


def _column(entry: Mapping[str, Any]) -> ColumnUse:
    formats = tuple(check_format(str(written)) for written in entry.get("formats", ()))
    return ColumnUse(str(entry["name"]), ColumnRole(entry["role"]), formats)


def _delimiter(text: str) -> str:
    if len(text) != 1 or text in '"\r\n':
        raise ValueError("a delimiter is one character")
    return text


def _quote(text: str) -> str:
    if len(text) > 1 or text in "\r\n" * bool(text):
        raise ValueError("a quotation mark is one character or none")
    return text


def _zone(timezone: str) -> str:
    return check_zone(timezone) if timezone else ""


def _minutes(number: object) -> int:
    if type(number) is not int or not 0 <= number <= MOST_DUPLICATE_MINUTES:
        raise ValueError(f"duplicate minutes are 0 to {MOST_DUPLICATE_MINUTES}")
    return number


def _book(entry: Mapping[str, Any]) -> CodeBook:
    entries = {one_line(code): one_line(str(text)) for code, text in dict(entry["entries"]).items()}
    return CodeBook(ColumnRole(entry["role"]), one_line(str(entry.get("file", ""))), tuple(entries.items()))


def recipe_of(inspection: Inspection, *, timezone: str, correction: Correction | None = None) -> Recipe:
    """The recipe that an inspection amounts to.

    Args:
        inspection: Of the file, corrections included.
        timezone: The city's IANA time zone; empty where the city is not known yet.
        correction: What a person decided beside the columns.

    Raises:
        InputRefused: When the file lacks what every import needs, or there is no such time zone.
    """
    if inspection.lacks:
        raise InputRefused(
            inspection.lacks[0],
            safe="Nothing was stored.",
            next_step="Say which column holds it, or ask the city for it.",
        )
    choices = correction or Correction()
    formats = {reading.column: tuple(reading.format.split(EITHER)) for reading in inspection.times}
    unkept = () if choices.keep_text else (ColumnRole.NARRATIVE,)
    return Recipe(
        columns=tuple(
            ColumnUse(
                column.name,
                ColumnRole.IGNORED if column.role in unkept else column.role,
                formats.get(column.name, ()),
            )
            for column in inspection.columns
        ),
        timezone=_zone(timezone),
        encoding=inspection.encoding,
        delimiter=inspection.delimiter or ",",
        quote=inspection.quote,
        sheet=inspection.sheet,
        header_row=inspection.header_row,
        place_rule=PlaceRule(choices.place_rule),
        hour_unknown="hour of day" in inspection.not_available,
        collapse_units=choices.collapse_units,
        duplicate_minutes=choices.duplicate_minutes,
        keep_text=choices.keep_text,
        times_are_utc=choices.times_are_utc,
        code_books=choices.code_books,
        source_sha256=inspection.sha256,
    )


def dataset_hash(source_sha256: str, recipe: Recipe) -> str:
    """The name of the dataset that a file and a recipe give, hexadecimal SHA-256."""
    return hashlib.sha256(f"{source_sha256}\n{recipe.to_toml()}".encode()).hexdigest()
