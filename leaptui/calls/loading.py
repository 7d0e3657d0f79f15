"""A file's rows as one typed table, by its recipe."""

# ruff: noqa: S608 - the SQL is made of constants and column positions; what a user wrote is a parameter or `literal`

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from leaptui.calls.engine import Engine, scan
from leaptui.calls.moments import (
    after_received_sql,
    day_and_clock_sql,
    filled,
    from_utc_sql,
    literal,
    moment_sql,
    plausible,
    text_of,
)
from leaptui.calls.recipe import ColumnUse, Recipe
from leaptui.calls.rejects import rejected_rows
from leaptui.calls.source import Source
from leaptui.calls.times import formats_of, has_clock, has_date
from leaptui.domain.call_choices import PlaceRule
from leaptui.domain.calls import ColumnRole
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line

STAGES = (ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE, ColumnRole.ARRIVED, ColumnRole.CLEARED)
FEW_VALUES = (
    "type", "type_final", "type_code", "priority", "source", "officer", "disposition", "unit", "agency",
    "district",
)  # fmt: skip
"""Text columns whose values repeat."""
_TEXT_ROLES = {
    "type_initial": ColumnRole.TYPE_INITIAL,
    "type_final": ColumnRole.TYPE_FINAL,
    "type_code": ColumnRole.TYPE_CODE,
    "priority": ColumnRole.PRIORITY,
    "source": ColumnRole.SOURCE,
    "officer": ColumnRole.OFFICER_INITIATED,
    "disposition": ColumnRole.DISPOSITION,
    "unit": ColumnRole.UNIT,
    "agency": ColumnRole.AGENCY,
    "district": ColumnRole.DISTRICT,
}
_TIMES = (ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE, ColumnRole.RECEIVED_TIME, *STAGES)
_WHY_UNREADABLE = ("no time of the call", "the header again", "the time of the call cannot be read")
_ABSENT = "NULL::ENUM('')"
"""A text that a file does not have: one byte a row, where a text without a value takes sixteen."""
_BETWEEN = "\x1f"
_MOST_UNREAD = 2000
"""Different rows with unreadable times, above which the file is not what its sample was."""
_CONTROLS = r"[\p{Cc}\p{Cf}\p{Z}]+"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file to be read, and how."""

    source: Source
    names: tuple[str, ...]
    """The headers it has."""
    recipe: Recipe
    """Columns it does not have are left out of it."""

    @property
    def has(self) -> frozenset[ColumnRole]:
        """The roles that its columns are read as."""
        return frozenset(column.role for column in self.recipe.columns) - {ColumnRole.IGNORED}


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What came out of one file into the table `raw`."""

    file: OpenFile
    first: int
    """Of its rows in the table, from 0."""
    rows: int
    """Rows with the right number of cells."""
    rejected: tuple[tuple[int, str], ...]
    """Line and reason of each row that has another number of cells."""

    @property
    def rows_in(self) -> int:
        """All data rows of the file."""
        return self.rows + len(self.rejected)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came out of all files into the table `raw`."""

    files: tuple[LoadedFile, ...]

    @property
    def rows(self) -> int:
        """Rows of the table."""
        return sum(each.rows for each in self.files)

    @property
    def rows_in(self) -> int:
        """All data rows of the files."""
        return sum(each.rows_in for each in self.files)

    @property
    def has(self) -> frozenset[ColumnRole]:
        """The roles that some file has."""
        return frozenset().union(*(each.file.has for each in self.files))


def load(engine: Engine, files: Sequence[OpenFile], *, keep_unread: bool = False) -> Loaded:
    """Read the files into the table `raw`, one behind the other.

    Args:
        engine: Where.
        files: What to read.
        keep_unread: Whether to keep what could not be read of the times, for `sample_holds`.

    Raises:
        InputRefused: When a column of a recipe is not in its file.
    """
    shared = frozenset().union(*(each.has for each in files)) if len(files) > 1 else frozenset()
    loaded: list[LoadedFile] = []
    for each in files:
        _refuse_missing(each)
        recipe, source, width = each.recipe, each.source, len(each.names)
        table, parameters = scan(source, recipe.delimiter, width, recipe.header_row, recipe.quote)
        columns = _Columns(recipe, each.names, tame=source.facts.tame, keep_unread=keep_unread, shared=shared)
        into = "INSERT INTO raw" if loaded else "CREATE TABLE raw AS"
        engine.run(f"{into} {columns.sql(table)}", parameters)
        rejected = rejected_rows(engine, source, recipe.delimiter, width)
        before = sum(one.rows for one in loaded)
        (rows,) = engine.run("SELECT count(*) FROM raw")[0]
        loaded.append(LoadedFile(each, before, int(rows) - before, rejected))
    if any(each.source.facts.tame for each in files):
        _flatten(engine)
    return Loaded(tuple(loaded))


def _refuse_missing(file: OpenFile) -> None:
    used = (column.name for column in file.recipe.columns if column.role is not ColumnRole.IGNORED)
    missing = [name for name in used if name not in file.names]
    if missing:
        raise InputRefused(
            f"{file.source.path.name} has no column “{one_line(missing[0])}”, which the recipe reads.",
            safe="Nothing was stored.",
            next_step="Inspect the file and confirm its columns again.",
        )


def sample_holds(engine: Engine, recipe: Recipe) -> bool:
    """Whether no time in the table `raw` is written in a way that the recipe does not know but this program does.

    Args:
        engine: Where the file was loaded with `keep_unread`.
        recipe: What it was loaded by.
    """
    found = engine.run(f"SELECT DISTINCT unread FROM raw WHERE unread <> '' LIMIT {_MOST_UNREAD + 1}")
    if len(found) > _MOST_UNREAD:
        return False
    for text in {one for (together,) in found for one in str(together).split(_BETWEEN)}:
        role, _, value = text.partition("=")
        known = recipe.with_role(ColumnRole(role))[0].formats
        others = {written for written in formats_of(value) if has_date(written) == has_date(known[0])}
        if others and not others & set(known):
            return False
    engine.run("ALTER TABLE raw DROP COLUMN unread")
    return True


def _flatten(engine: Engine) -> None:
    """Bring ids and places onto one line where a quoted cell ran over several."""
    broken = " OR ".join(
        f"contains({name}, chr(10)) OR contains({name}, chr(13))" for name in ("incident_id", "place")
    )
    if engine.run(f"SELECT count(*) FROM raw WHERE {broken}")[0][0]:
        for name in ("incident_id", "place"):
            engine.run(
                f"UPDATE raw SET {name} = trim(regexp_replace({name}, {literal(_CONTROLS)}, ' ', 'g')) WHERE {broken}"
            )


class _Columns:
    """Builds the select lists. Headers never enter the SQL, only column positions do.

    Three selects stand in one another, so that each time is parsed once: texts, the moments they
    say, and what is made of the moments.
    """

    def __init__(
        self,
        recipe: Recipe,
        names: Sequence[str],
        *,
        tame: bool,
        keep_unread: bool,
        shared: Collection[ColumnRole] = (),
    ) -> None:
        self._keep_unread = keep_unread
        self._shared = shared
        self._recipe = recipe
        self._names = list(names)
        self._tame = tame
        self._whole = next(
            iter((*recipe.with_role(ColumnRole.RECEIVED), *recipe.with_role(ColumnRole.RECEIVED_DATE))), None
        )
        self._clock = next(iter(recipe.with_role(ColumnRole.RECEIVED_TIME)), None)
        if self._whole is None:
            raise InputRefused("The recipe names no time of the call.", safe="Nothing was stored.")
        for column in (self._whole, self._clock):
            if column is not None and not column.formats:
                raise InputRefused(
                    f"The recipe does not say how times in “{one_line(column.name)}” are written.",
                    safe="Nothing was stored.",
                )

    def sql(self, table: str) -> str:
        """The rows of a table, typed."""
        return f"SELECT {self._made()} FROM (SELECT *, {self._moments()} FROM (SELECT {self._texts()} FROM {table}))"

    def _column(self, column: ColumnUse) -> str:
        return f"c{self._names.index(column.name)}"

    def _joined(self, role: ColumnRole) -> str:
        columns = [self._column(column) for column in self._recipe.with_role(role)]
        if len(columns) < 2:
            return columns[0] if columns else "NULL::VARCHAR" if role in self._shared else _ABSENT
        trimmed = [self._trimmed(column) for column in columns]
        return f"nullif(concat_ws(' ', {', '.join(trimmed)}), '')"

    def _trimmed(self, text: str) -> str:
        if self._tame:
            return f"nullif(trim({text}), '')"
        return f"nullif(trim(regexp_replace({text}, {literal(_CONTROLS)}, ' ', 'g')), '')"

    def _texts(self) -> str:
        selected = [f"{self._joined(role)} AS {name}" for name, role in _TEXT_ROLES.items()]
        selected.append(f"{self._trimmed(self._joined(ColumnRole.INCIDENT_ID))} AS incident_id")
        selected.append(f"{self._trimmed(self._joined(ColumnRole.PLACE))} AS place")
        if self._recipe.keeps_narratives:
            selected.append(f"{self._joined(ColumnRole.NARRATIVE)} AS narrative")
        for role in _TIMES:
            uses = self._recipe.with_role(role)
            text = text_of(self._column(uses[0]), tame=self._tame) if uses else "NULL::VARCHAR"
            selected.append(f"{text} AS {role.value}_text")
        return ", ".join(selected)

    def _moments(self) -> str:
        assert self._whole is not None
        selected = []
        for role in _TIMES:
            if written := self._written(role):
                # A day whose clock stands elsewhere is moved together with it.
                utc = self._recipe.times_are_utc and not (role is self._whole.role and self._clock)
                moment = moment_sql(f"{role.value}_text", written, self._recipe.timezone, utc=utc)
                selected.append(f"{moment} AS {role.value}_moment")
        return ", ".join(selected)

    def _written(self, role: ColumnRole) -> tuple[str, ...]:
        """How a role's times are written; a moment after the call without its hour is none."""
        formats = next((use.formats for use in self._recipe.with_role(role)), ())
        return tuple(one for one in formats if has_clock(one)) if role in STAGES else formats

    def _made(self) -> str:
        recipe = self._recipe
        kept_district = "NULL::VARCHAR" if recipe.place_rule is PlaceRule.DROP else "district"
        selected = [
            f"{self._received()} AS received",
            f"{self._has_hour()} AS received_has_clock",
            *(f"{self._stage(role)} AS {role.value}" for role in STAGES),
            "incident_id",
            "coalesce(type_initial, type_code, type_final) AS type",
            *(name for name in FEW_VALUES if name not in ("type", "district")),
            f"{kept_district} AS district",
            "place",
            f"CASE WHEN received IS NULL THEN {self._why_unreadable()} END AS unreadable",
            *(["narrative"] if recipe.keeps_narratives else []),
        ]
        if self._keep_unread:
            selected.append(f"{self._unread()} AS unread")
        return ", ".join(selected)

    def _unread(self) -> str:
        """The times of a row that say something nobody could read, each with its role."""
        found = []
        for role in _TIMES:
            uses = self._recipe.with_role(role)
            if uses and uses[0].formats:
                moment = role.value if role in STAGES else f"{role.value}_moment"
                if role in (ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE):
                    moment = "received"
                text = filled(f"{role.value}_text")
                found.append(f"CASE WHEN {moment} IS NULL THEN '{role.value}=' || {text} END")
        return f"concat_ws(chr({ord(_BETWEEN)}), {', '.join(found)})"

    def _received(self) -> str:
        assert self._whole is not None
        day = plausible(f"{self._whole.role.value}_moment", self._whole.formats)
        if self._clock is None:
            return day
        # A row without its clock still has its day.
        return f"coalesce({self._on_the_clock(self._day_and_clock())}, date_trunc('day', {day}))"

    def _day_and_clock(self) -> str:
        """The moment of a call whose clock stands in a column of its own, on the file's clock."""
        assert self._whole is not None
        assert self._clock is not None
        day = plausible(f"{self._whole.role.value}_moment", self._whole.formats)
        return day_and_clock_sql(day, f"{self._clock.role.value}_moment")

    def _on_the_clock(self, moment: str) -> str:
        """A moment put together of a day and a clock, on the city's clock."""
        return from_utc_sql(moment, self._recipe.timezone) if self._recipe.times_are_utc else moment

    def _has_hour(self) -> str:
        if self._recipe.hour_unknown:
            return "FALSE"
        if self._clock is not None:
            return f"{self._clock.role.value}_moment IS NOT NULL"
        assert self._whole is not None
        dates = [written for written in self._whole.formats if not has_clock(written)]
        if not dates:
            return "TRUE"
        if len(dates) == len(self._whole.formats):
            return "FALSE"
        return f"({moment_sql(f'{self._whole.role.value}_text', dates, self._recipe.timezone)}) IS NULL"

    def _stage(self, role: ColumnRole) -> str:
        formats = self._written(role)
        if not formats:
            return "NULL::TIMESTAMP"
        moment = f"{role.value}_moment"
        if all(has_date(written) for written in formats):
            return plausible(moment, formats)
        if not self._recipe.times_are_utc:
            return after_received_sql("received", moment)
        return self._on_the_clock(after_received_sql(self._received_in_utc(), moment))

    def _received_in_utc(self) -> str:
        if self._clock is not None:
            return self._day_and_clock()
        return f"timezone('UTC', timezone({literal(self._recipe.timezone)}, received))"

    def _why_unreadable(self) -> str:
        assert self._whole is not None
        text = filled(f"{self._whole.role.value}_text")
        nothing, again, other = map(literal, _WHY_UNREADABLE)
        return (
            f"CASE WHEN {text} IS NULL THEN {nothing} WHEN {text} = {literal(self._whole.name)} THEN {again} "
            f"ELSE {other} END::ENUM({nothing}, {again}, {other})"
        )
