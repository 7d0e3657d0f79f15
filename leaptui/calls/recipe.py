"""How to read a city's file again: what a person confirmed, as text she can read and keep."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from leaptui.calls.moments import check_format, check_zone
from leaptui.domain.calls import ColumnRole, Inspection
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line

VERSION = 1
EITHER = " | "
"""Between the formats of a column that is written in several ways."""


class PlaceRule(StrEnum):
    """How exactly a place is kept."""

    BLOCK = "block"
    """`1234 MAIN ST` becomes `1200 block MAIN ST`."""
    DISTRICT = "district"
    """Only the police district, beat or zone."""
    DROP = "drop"
    """Neither place nor district."""


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
    encoding: str = ""
    """Empty for a workbook."""
    delimiter: str = ","
    sheet: str = ""
    """Empty for a text file."""
    header_row: int = 1
    """Counted from 1; 0 when the file has none."""
    place_rule: PlaceRule = PlaceRule.BLOCK
    hour_unknown: bool = False
    """The clock cannot be trusted: 12 hours without AM or PM."""
    source_sha256: str = field(default="", compare=False)
    """Of the file it was made from; not part of the text."""

    def with_role(self, role: ColumnRole) -> tuple[ColumnUse, ...]:
        """The columns of a role, in file order."""
        return tuple(column for column in self.columns if column.role is role)

    def to_toml(self) -> str:
        """The recipe as text; the same recipe gives the same text."""
        import tomli_w

        document: dict[str, Any] = {
            "version": VERSION,
            "file": {
                "encoding": self.encoding,
                "delimiter": self.delimiter,
                "sheet": self.sheet,
                "header_row": self.header_row,
            },
            "reading": {
                "timezone": self.timezone,
                "places": self.place_rule.value,
                "hour_unknown": self.hour_unknown,
            },
            "column": [
                {"name": column.name, "role": column.role.value}
                | ({"formats": list(column.formats)} if column.formats else {})
                for column in self.columns
            ],
        }
        return tomli_w.dumps(document)

    @classmethod
    def from_toml(cls, text: str) -> Recipe:
        """Read a recipe.

        Raises:
            InputRefused: When the text is not a recipe, or one of a newer leaptui.
        """
        try:
            document = tomllib.loads(text)
            if document.get("version") != VERSION:
                raise InputRefused(
                    f"The recipe is of version {document.get('version')}, and this program reads version {VERSION}.",
                    safe="Nothing was stored.",
                )
            about: Mapping[str, Any] = document["file"]
            reading: Mapping[str, Any] = document["reading"]
            return cls(
                columns=tuple(_column(entry) for entry in document["column"]),
                timezone=check_zone(str(reading["timezone"])),
                encoding=str(about.get("encoding", "")),
                delimiter=_delimiter(str(about.get("delimiter", ","))),
                sheet=str(about.get("sheet", "")),
                header_row=int(about.get("header_row", 1)),
                place_rule=PlaceRule(reading.get("places", "block")),
                hour_unknown=bool(reading.get("hour_unknown", False)),
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


def recipe_of(
    inspection: Inspection, *, timezone: str, place_rule: PlaceRule | str = PlaceRule.BLOCK
) -> Recipe:
    """The recipe that an inspection amounts to.

    Args:
        inspection: Of the file, corrections included.
        timezone: The city's IANA time zone.
        place_rule: How exactly places are kept.

    Raises:
        InputRefused: When there is no such time zone.
    """
    formats = {reading.column: tuple(reading.format.split(EITHER)) for reading in inspection.times}
    return Recipe(
        columns=tuple(
            ColumnUse(column.name, column.role, formats.get(column.name, ())) for column in inspection.columns
        ),
        timezone=check_zone(timezone),
        encoding=inspection.encoding,
        delimiter=inspection.delimiter or ",",
        sheet=inspection.sheet,
        header_row=inspection.header_row,
        place_rule=PlaceRule(place_rule),
        hour_unknown="hour of day" in inspection.not_available,
        source_sha256=inspection.sha256,
    )


def dataset_hash(source_sha256: str, recipe: Recipe) -> str:
    """The name of the dataset that a file and a recipe give, hexadecimal SHA-256."""
    return hashlib.sha256(f"{source_sha256}\n{recipe.to_toml()}".encode()).hexdigest()
