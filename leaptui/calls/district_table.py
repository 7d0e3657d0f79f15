"""A small table about the districts of a city: who lives there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from leaptui.calls.dialect import read_dialect, rows_of
from leaptui.calls.source import HEAD_BYTES, open_source
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import fold, one_line

MOST_DISTRICTS = 2_000
MOST_RESIDENTS = 50_000_000
_NAMES = ("district", "beat", "zone", "sector", "precinct", "ward", "neighbo(u)?rhood", "area", "name")
"""What the column is called that names the districts, the surest first."""
_RESIDENTS = r"(total )?(residents|population|pop|people|inhabitants)( total| count|,? \(?\d{4}\)?)?"
_SPECIAL = {"residents": _RESIDENTS, "source": "source", "year": "year|as of"}
_TOTAL = re.compile(r"(grand |city )?totals?( city)?|all( districts| beats)?|city ?wide|whole city")
_SAFE = "Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRow:
    """What a table says of one district.

    Attributes:
        name: As the table has it.
        residents: Nothing where the cell is empty.
        figures: Every other column that is not empty: its heading and the value as printed.
        source: Empty where the table does not say.
        year: Nothing where the table does not say.
    """

    name: str
    residents: int | None
    figures: tuple[tuple[str, str], ...]
    source: str
    year: int | None

    @property
    def is_total(self) -> bool:
        """Whether it is the sum of the others and no district."""
        return bool(_TOTAL.fullmatch(fold(self.name)))


def read_district_table(path: Path) -> list[DistrictRow]:
    """The districts of a table: one line each, the first line with the names of the columns.

    One column names the district, one may have its residents, one a source and one a year; every
    other column is a figure about who lives there. Any text file or workbook will do that calls could
    come in.

    Raises:
        InputRefused: When there is no column that names districts, a district is named twice, or a
            number of residents is none.
    """
    with open_source(path) as source:
        if source.scanned > HEAD_BYTES:
            raise InputRefused(f"{path.name} is too large for a table of districts.", safe=_SAFE)
        dialect = read_dialect(source.head)
        lines = rows_of(source.head, dialect.delimiter, quote=dialect.quote)[dialect.header_row :]
    headings = [one_line(name) for name in dialect.names]
    found_at = (
        _column(headings, rf"(police |patrol )?{name}( name| number| no\.?| id| code)?") for name in _NAMES
    )
    name_at = next((at for at in found_at if at is not None), None)
    if name_at is None or not dialect.header_row:
        raise InputRefused(
            f"{path.name} has no column that names the districts.",
            safe=_SAFE,
            next_step="Name it `district` in the first line; `residents`, `source` and `year` may stand beside it.",
        )
    columns = {what: _column(headings, pattern) for what, pattern in _SPECIAL.items()}
    taken = {name_at, *columns.values()}
    found = []
    for line in lines[: MOST_DISTRICTS + 1]:
        cells = [one_line(cell) for cell in line] + [""] * len(headings)
        if not cells[name_at]:
            continue
        special = {what: cells[at] if at is not None else "" for what, at in columns.items()}
        found.append(
            DistrictRow(
                name=cells[name_at],
                residents=whole_number(special["residents"], "residents", MOST_RESIDENTS),
                figures=tuple(
                    (heading, cells[at])
                    for at, heading in enumerate(headings)
                    if at not in taken and heading and cells[at]
                ),
                source=special["source"],
                year=whole_number(special["year"], "year", 2_200),
            )
        )
    _refuse_odd(path, found)
    return found


def whole_number(text: str, what: str, most: int) -> int | None:
    """A whole number as people print it: `12,345`, `12 345`; nothing for an empty cell.

    Raises:
        InputRefused: When it is none, or larger than can be.
    """
    bare = re.sub(r"(?<=\d)[,  ’'](?=\d{3}\b)", "", text)
    if not bare:
        return None
    if not re.fullmatch(r"\d{1,9}(\.0+)?", bare) or int(float(bare)) > most:
        raise InputRefused(f"“{one_line(text)}” is not a number of {what}.", safe=_SAFE)
    return int(float(bare))


def _column(headings: list[str], pattern: str) -> int | None:
    return next((at for at, name in enumerate(headings) if re.fullmatch(pattern, fold(name))), None)


def _refuse_odd(path: Path, found: list[DistrictRow]) -> None:
    if not found:
        raise InputRefused(f"{path.name} has no district in it.", safe=_SAFE)
    if len(found) > MOST_DISTRICTS:
        raise InputRefused(f"{path.name} has more than {MOST_DISTRICTS:,} districts.", safe=_SAFE)
    names = [fold(row.name) for row in found]
    twice = next((row.name for row in found if names.count(fold(row.name)) > 1), None)
    if twice is not None:
        raise InputRefused(f"{path.name} names the district “{twice}” twice.", safe=_SAFE)
