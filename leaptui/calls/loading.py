"""A file's rows as one typed table, by its recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.calls.engine import Engine, scan
from leaptui.calls.moments import (
    after_received_sql,
    day_and_clock_sql,
    filled,
    literal,
    moment_sql,
)
from leaptui.calls.places import block_sql
from leaptui.calls.recipe import ColumnUse, PlaceRule, Recipe
from leaptui.calls.source import Source
from leaptui.calls.times import has_clock, has_date
from leaptui.domain.calls import ColumnRole
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line

STAGES = (ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE, ColumnRole.ARRIVED, ColumnRole.CLEARED)
FEW_VALUES = (
    "type", "type_final", "type_code", "priority", "source", "officer", "disposition", "unit", "agency",
    "district",
)  # fmt: skip
"""Text columns whose values repeat."""
_NO_PLACE = "('UNKNOWN', 'UNK', 'NONE', 'N/A', 'NA', '0', 'NO ADDRESS')"
_CONTROLS = r"[\p{Cc}\p{Cf}\p{Z}]+"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came out of a file into the table `raw`."""

    rows: int
    """Rows with the right number of cells."""
    rejected: tuple[tuple[int, str], ...]
    """Line and reason of each row that has another number of cells."""
    has: frozenset[ColumnRole]


def load(engine: Engine, source: Source, recipe: Recipe, names: Sequence[str]) -> Loaded:
    """Read the file into the table `raw`.

    Args:
        engine: Where.
        source: The file.
        recipe: How.
        names: The headers the file has.

    Raises:
        InputRefused: When a column of the recipe is not in the file.
    """
    used = [column for column in recipe.columns if column.role is not ColumnRole.IGNORED]
    missing = [column.name for column in used if column.name not in names]
    if missing:
        raise InputRefused(
            f"{source.path.name} has no column “{one_line(missing[0])}”, which the recipe reads.",
            safe="Nothing was stored.",
            next_step="Inspect the file and confirm its columns again.",
        )
    table, parameters = scan(source, recipe.delimiter, len(names), recipe.header_row)
    columns = _Columns(recipe, names, plain=source.facts.plain)
    engine.run(f"CREATE TABLE raw AS SELECT {columns.typed()} FROM (SELECT {columns.text()} FROM {table})", parameters)
    rejected = engine.run(
        "SELECT line, min(error_type::VARCHAR) FROM reject_errors GROUP BY line ORDER BY line NULLS LAST"
    )
    (rows,) = engine.run("SELECT count(*) FROM raw")[0]
    has = frozenset(column.role for column in used)
    return Loaded(int(rows), tuple((int(line or 0), _reason(str(kind))) for line, kind in rejected), has)


def _reason(kind: str) -> str:
    return {
        "MISSING COLUMNS": "too few cells",
        "TOO MANY COLUMNS": "too many cells",
        "UNQUOTED VALUE": "a quotation mark in the wrong place",
        "LINE SIZE OVER MAXIMUM": "longer than two million bytes",
        "INVALID ENCODING": "not text",
    }.get(kind, kind.lower())


class _Columns:
    """Builds the select lists. Headers never enter the SQL, only column positions do."""

    def __init__(self, recipe: Recipe, names: Sequence[str], *, plain: bool) -> None:
        self._recipe = recipe
        self._names = list(names)
        self._plain = plain

    def _text(self, column: ColumnUse) -> str:
        return filled(f"c{self._names.index(column.name)}")

    def _joined(self, role: ColumnRole) -> str:
        texts = [self._text(column) for column in self._recipe.with_role(role)]
        if not texts:
            return "NULL::VARCHAR"
        return texts[0] if len(texts) == 1 else f"nullif(concat_ws(' ', {', '.join(texts)}), '')"

    def _one_line(self, text: str) -> str:
        if self._plain:
            return f"translate({text}, chr(9) || chr(10) || chr(13), '   ')"
        return f"nullif(trim(regexp_replace({text}, {literal(_CONTROLS)}, ' ', 'g')), '')"

    def text(self) -> str:
        """Select list of the inner query: every role's text."""
        roles = {
            "type_initial": ColumnRole.TYPE_INITIAL, "type_final": ColumnRole.TYPE_FINAL,
            "type_code": ColumnRole.TYPE_CODE, "priority": ColumnRole.PRIORITY, "source": ColumnRole.SOURCE,
            "officer": ColumnRole.OFFICER_INITIATED, "disposition": ColumnRole.DISPOSITION,
            "unit": ColumnRole.UNIT, "agency": ColumnRole.AGENCY, "district": ColumnRole.DISTRICT,
        }  # fmt: skip
        selected = [f"{self._joined(role)} AS {name}" for name, role in roles.items()]
        selected.append(f"{self._one_line(self._joined(ColumnRole.INCIDENT_ID))} AS incident_id")
        selected.append(f"{self._one_line(self._joined(ColumnRole.PLACE))} AS place")
        for role in (ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME, *STAGES):
            uses = self._recipe.with_role(role)
            selected.append(f"{self._text(uses[0]) if uses else 'NULL::VARCHAR'} AS {role.value}_text")
        return ", ".join(selected)

    def typed(self) -> str:
        """Select list of the outer query: the table's columns."""
        recipe = self._recipe
        received = self._received()
        seen_hour = self._has_hour()
        kept_place = block_sql("place") if recipe.place_rule is PlaceRule.BLOCK else "NULL::VARCHAR"
        kept_district = "NULL::VARCHAR" if recipe.place_rule is PlaceRule.DROP else "district"
        selected = [
            f"{received} AS received",
            f"{seen_hour} AS received_has_clock",
            *(f"{self._stage(role)} AS {role.value}" for role in STAGES),
            "incident_id",
            "coalesce(type_initial, type_code, type_final) AS type",
            *(name for name in FEW_VALUES if name not in ("type", "district")),
            f"{kept_district} AS district",
            f"{kept_place} AS place",
            f"CASE WHEN length(place) > 3 AND upper(place) NOT IN {_NO_PLACE} THEN hash(upper(place)) END AS place_key",
            f"CASE WHEN received IS NULL THEN {self._why_unreadable()} END AS unreadable",
        ]
        return ", ".join(selected)

    def _moment(self, use: ColumnUse, role: ColumnRole) -> str:
        return moment_sql(f"{role.value}_text", use.formats, self._recipe.timezone)

    def _received(self) -> str:
        whole = self._recipe.with_role(ColumnRole.RECEIVED)
        if whole:
            _need_formats(whole[0])
            return self._moment(whole[0], ColumnRole.RECEIVED)
        days = self._recipe.with_role(ColumnRole.RECEIVED_DATE)
        if not days:
            raise InputRefused("The recipe names no time of the call.", safe="Nothing was stored.")
        _need_formats(days[0])
        day = self._moment(days[0], ColumnRole.RECEIVED_DATE)
        clocks = self._recipe.with_role(ColumnRole.RECEIVED_TIME)
        if not clocks:
            return day
        _need_formats(clocks[0])
        # A row without its clock still has its day.
        clock = self._moment(clocks[0], ColumnRole.RECEIVED_TIME)
        return f"coalesce({day_and_clock_sql(day, clock)}, date_trunc('day', {day}))"

    def _has_hour(self) -> str:
        if self._recipe.hour_unknown:
            return "FALSE"
        clocks = self._recipe.with_role(ColumnRole.RECEIVED_TIME)
        if clocks:
            return f"({self._moment(clocks[0], ColumnRole.RECEIVED_TIME)}) IS NOT NULL"
        whole = (*self._recipe.with_role(ColumnRole.RECEIVED), *self._recipe.with_role(ColumnRole.RECEIVED_DATE))[0]
        dates = [written for written in whole.formats if not has_clock(written)]
        if not dates:
            return "TRUE"
        role = whole.role
        return "FALSE" if len(dates) == len(whole.formats) else (
            f"({moment_sql(f'{role.value}_text', dates, self._recipe.timezone)}) IS NULL"
        )

    def _stage(self, role: ColumnRole) -> str:
        uses = self._recipe.with_role(role)
        if not uses or not uses[0].formats:
            return "NULL::TIMESTAMP"
        moment = self._moment(uses[0], role)
        if all(has_date(written) for written in uses[0].formats):
            return moment
        return after_received_sql("received", moment)

    def _why_unreadable(self) -> str:
        whole = (*self._recipe.with_role(ColumnRole.RECEIVED), *self._recipe.with_role(ColumnRole.RECEIVED_DATE))[0]
        text = f"{whole.role.value}_text"
        return (
            f"CASE WHEN {text} IS NULL THEN 'no time of the call' "
            f"WHEN {text} = {literal(whole.name)} THEN 'the header again' "
            "ELSE 'the time of the call cannot be read' END"
        )


def _need_formats(column: ColumnUse) -> None:
    if not column.formats:
        raise InputRefused(
            f"The recipe does not say how times in “{one_line(column.name)}” are written.", safe="Nothing was stored."
        )
