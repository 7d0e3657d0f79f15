"""The cleaning order: units, tests, log entries, officer-initiated, duplicates, other agencies, and so on.

Everything happens in DuckDB on the table `raw`; what is decided by words is decided once for
each distinct value. The view `judged` has every readable row with all reasons to set it aside.
"""

# ruff: noqa: S608 - the SQL is made of constants and column positions; what a user wrote is a parameter or `literal`

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.calls.engine import Engine
from leaptui.calls.loading import FEW_VALUES
from leaptui.calls.moments import literal
from leaptui.calls.places import PLACEHOLDER, block_sql
from leaptui.calls.reasons import has_reason, reasons_sql
from leaptui.calls.verdicts import (
    disposition_verdicts,
    flag_verdicts,
    sensitive_types,
    source_verdicts,
    type_verdicts,
)
from leaptui.domain.call_choices import DUPLICATE_MINUTES, PlaceRule
from leaptui.domain.calls import ColumnRole, Problem, SetAside
from leaptui.domain.ledger_rules import USUALLY_ON, bit
from leaptui.domain.text import one_line

if TYPE_CHECKING:
    from leaptui.practice.sensitive_types import SensitiveKinds
    from leaptui.practice.taxonomy import Taxonomy

MOST_UNITS = 500
"""Rows with one incident id above which the id says nothing."""
_UNITS = """
    CREATE TABLE unit_rows (r BIGINT, first BIGINT);
    CREATE TABLE together (
      first BIGINT, received TIMESTAMP, dispatched TIMESTAMP, en_route TIMESTAMP, arrived TIMESTAMP,
      cleared TIMESTAMP, units BIGINT, unit_minutes DOUBLE
    )
"""
"""What `collapse_units` makes, for a file whose rows are each a call."""
_ARRIVAL_NEEDED = 0.5
"""Share of rows with an arrival from which an arrival at the moment of the call says something."""
_NO_PLACE = ("UNKNOWN", "Unknown", "NONE", "None", "NO ADDRESS", "No Address", "NULL", "CITY", "CITYWIDE")
_LONGEST_UNIT_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class OfficerRule:
    """How officer-initiated calls are told in this file."""

    flag: bool
    """By a column of its own."""
    source: bool
    """By how the call came in."""
    arrival: bool
    """By an arrival at the moment of the call, beside the type."""


def tidy_values(engine: Engine) -> None:
    """Bring text values onto one line, without control codes; most files need nothing."""
    for column in FEW_VALUES:
        values = [
            str(value)
            for (value,) in engine.run(f"SELECT DISTINCT {column} FROM raw WHERE {column} IS NOT NULL")
        ]
        changed = [(value, one_line(value) or None) for value in values if one_line(value) != value]
        if changed:
            engine.fill("tidied", "was VARCHAR, is_now VARCHAR", changed)
            engine.run(f"UPDATE raw SET {column} = tidied.is_now FROM tidied WHERE raw.{column} = tidied.was")
            engine.run("DROP TABLE tidied")


def collapse_units(engine: Engine, *, wanted: bool = True, repeated: bool = False) -> list[Problem]:
    """Find the rows that belong to one incident: tables `unit_rows` and `together`.

    Args:
        engine: Where.
        wanted: Whether rows of one incident id are one call; else the tables stay empty.
        repeated: Whether the table `again` has rows, which are no units.
    """
    once = "AND rowid NOT IN (FROM again)" if repeated else ""
    if not wanted:
        engine.run(_UNITS)
        return []
    engine.run(
        "CREATE TABLE shared AS SELECT incident_id, agency, year(received) AS y, count(*) AS n FROM raw "
        "WHERE incident_id IS NOT NULL AND received IS NOT NULL " + once + " GROUP BY ALL HAVING n > 1"
    )
    overused = engine.run(f"SELECT coalesce(sum(n), 0) FROM shared WHERE n > {MOST_UNITS}")[0][0]
    engine.run(
        "CREATE TABLE unit_rows AS SELECT raw.rowid AS r, min(raw.rowid) OVER "
        "(PARTITION BY raw.incident_id, raw.agency, year(raw.received)) AS first FROM raw JOIN shared "
        "ON raw.incident_id = shared.incident_id AND raw.agency IS NOT DISTINCT FROM shared.agency "
        f"AND year(raw.received) = shared.y WHERE shared.n <= {MOST_UNITS} {once.replace('rowid', 'raw.rowid')}"
    )
    engine.run(
        "CREATE TABLE together AS SELECT first, min(received) AS received, min(dispatched) AS dispatched, "
        "min(en_route) AS en_route, min(arrived) AS arrived, max(cleared) AS cleared, "
        f"greatest(count(DISTINCT unit), count(*) FILTER (unit IS NULL)) AS units, sum({_minutes('raw')}) AS unit_minutes "
        "FROM unit_rows JOIN raw ON raw.rowid = unit_rows.r GROUP BY first"
    )
    engine.run("DROP TABLE shared")
    if not overused:
        return []
    effect = "It is read as missing; each of these rows counts as a call."
    return [Problem(f"An incident id stands on more than {MOST_UNITS} rows.", int(overused), effect)]


def judge(
    engine: Engine,
    taxonomy: Taxonomy,
    has: frozenset[ColumnRole],
    kinds: SensitiveKinds = (),
    *,
    repeated: bool = False,
) -> OfficerRule:
    """Decide on every distinct type, disposition, source and flag, and make the view `judged`.

    Args:
        engine: Where.
        taxonomy: Tells types apart.
        has: What the file has.
        kinds: Which types are kept without their place.
        repeated: Whether the table `again` has rows.
    """
    counts = engine.run(
        "SELECT type, count(*) AS n FROM raw WHERE type IS NOT NULL AND received IS NOT NULL GROUP BY type ORDER BY n DESC, type"
    )
    types = type_verdicts([(str(name), int(number)) for name, number in counts], taxonomy, kinds)
    engine.fill(
        "type_kind",
        "type VARCHAR, reason VARCHAR, patrol BOOLEAN, alarm BOOLEAN, hang_up BOOLEAN, follow_up BOOLEAN, sensitive BOOLEAN",
        types,
    )
    finals = sensitive_types(_values(engine, "type_final"), taxonomy, kinds) if kinds else []
    engine.fill("sensitive_final", "type_final VARCHAR", [(name,) for name in finals])
    engine.fill(
        "disposition_kind", "disposition VARCHAR, reason VARCHAR, cancelled BOOLEAN",
        disposition_verdicts(_values(engine, "disposition")),
    )  # fmt: skip
    sources = source_verdicts(_values(engine, "source"))
    engine.fill("source_kind", "source VARCHAR, officer BOOLEAN, error BOOLEAN", sources)
    engine.fill("officer_kind", "officer VARCHAR, yes BOOLEAN", flag_verdicts(_values(engine, "officer")))
    rule = OfficerRule(
        flag=ColumnRole.OFFICER_INITIATED in has,
        source=any(officer for _, officer, _ in sources),
        arrival=_arrivals_say_something(engine),
    )
    telling = (rule.source and not rule.flag) or any(error for _, _, error in sources)
    select = _judged_sql(rule, sources=telling, finals=bool(finals), repeated=repeated)
    engine.run(f"CREATE VIEW judged AS {select}")
    return rule


def _values(engine: Engine, column: str) -> list[str]:
    return [
        str(value)
        for (value,) in engine.run(f"SELECT DISTINCT {column} FROM raw WHERE {column} IS NOT NULL ORDER BY 1")
    ]


def _arrivals_say_something(engine: Engine) -> bool:
    """Whether most rows have an arrival, and times tell seconds so that equal ones are no accident."""
    share, seconds = engine.run(
        "SELECT count(arrived) / greatest(count(received), 1), "
        "coalesce(avg((second(received) <> 0)::INTEGER), 0) FROM raw"
    )[0]
    return float(share) >= _ARRIVAL_NEEDED and float(seconds) > 0.5


def _minutes(table: str) -> str:
    """SQL for the minutes a row's unit was busy; NULL where that cannot be said."""
    start = f"coalesce({table}.dispatched, {table}.en_route, {table}.arrived)"
    minutes = f"date_diff('second', {start}, {table}.cleared) / 60.0"
    return f"CASE WHEN {minutes} BETWEEN 0 AND {_LONGEST_UNIT_MINUTES} THEN {minutes} END"


def _officer_sql(rule: OfficerRule) -> str:
    if rule.flag:
        return "coalesce(officer_kind.yes, FALSE)"
    if rule.source:
        return "coalesce(source_kind.officer, FALSE)"
    by_type = f"coalesce(type_kind.reason = '{SetAside.OFFICER_INITIATED.value}', FALSE)"
    if not rule.arrival:
        return by_type
    return f"({by_type} OR coalesce(coalesce(together.arrived, raw.arrived) = coalesce(together.received, raw.received), FALSE))"


def _judged_sql(rule: OfficerRule, *, sources: bool, finals: bool, repeated: bool) -> str:
    merged = ", ".join(
        f"coalesce(together.{name}, raw.{name}) AS {name}"
        for name in ("received", "dispatched", "en_route", "arrived", "cleared")
    )
    officer = _officer_sql(rule)
    error = "source_kind.error" if sources else "FALSE"
    joined = "LEFT JOIN source_kind ON source_kind.source = raw.source" if sources else ""
    if rule.flag:
        joined += " LEFT JOIN officer_kind ON officer_kind.officer = raw.officer"
    sensitive = "coalesce(type_kind.sensitive, FALSE)"
    if finals:
        joined += " LEFT JOIN sensitive_final ON sensitive_final.type_final = raw.type_final"
        sensitive = f"({sensitive} OR sensitive_final.type_final IS NOT NULL)"
    again = "FALSE"
    if repeated:
        joined += " LEFT JOIN again ON again.r = raw.rowid"
        again = "again.r IS NOT NULL"
    cancelled = "coalesce(disposition_kind.cancelled, FALSE)"
    reasons = {
        SetAside.UNITS: "unit_rows.r <> unit_rows.first",
        SetAside.TESTS: f"{_said_by(SetAside.TESTS, 'type', 'disposition')} OR {error}",
        SetAside.LOG_ENTRIES: f"{_said_by(SetAside.LOG_ENTRIES, 'type')} AND NOT (type_kind.patrol AND {officer})",
        SetAside.OFFICER_INITIATED: officer,
        SetAside.DUPLICATES: f"{_said_by(SetAside.DUPLICATES, 'type', 'disposition')} OR {again}",
        SetAside.OTHER_AGENCY: _said_by(SetAside.OTHER_AGENCY, "disposition"),
        SetAside.CANCELLED: f"{cancelled} AND coalesce(together.arrived, raw.arrived) IS NULL",
        SetAside.ALARMS: "type_kind.alarm",
        SetAside.HANG_UPS: "type_kind.hang_up",
        SetAside.FOLLOW_UPS: "type_kind.follow_up",
    }
    return f"""
    SELECT raw.rowid AS r, ({reasons_sql(reasons)})::INTEGER AS reasons,
      (unit_rows.r IS NULL OR unit_rows.r = unit_rows.first) AND NOT {again} AS incident,
      raw.incident_id, {merged}, raw.received_has_clock,
      CASE WHEN unit_rows.r IS NULL THEN 1 ELSE coalesce(together.units, 1) END AS units,
      CASE WHEN unit_rows.r IS NULL THEN {_minutes("raw")} ELSE together.unit_minutes END AS unit_minutes,
      raw.type, raw.type_final, raw.type_code, raw.priority, raw.source, raw.disposition, raw.unit, raw.agency,
      raw.district, raw.place, {sensitive} AS sensitive,
      {cancelled} AS cancelled, coalesce(type_kind.alarm, FALSE) AS alarm,
      coalesce(type_kind.hang_up, FALSE) AS hang_up, coalesce(type_kind.follow_up, FALSE) AS follow_up
    FROM raw
    LEFT JOIN unit_rows ON unit_rows.r = raw.rowid
    LEFT JOIN together ON together.first = raw.rowid
    LEFT JOIN type_kind ON type_kind.type = raw.type
    LEFT JOIN disposition_kind ON disposition_kind.disposition = raw.disposition
    {joined}
    WHERE raw.received IS NOT NULL
    """


def _said_by(reason: SetAside, *columns: str) -> str:
    return "(" + " OR ".join(f"{column}_kind.reason = '{reason.value}'" for column in columns) + ")"


def coarsen_places(engine: Engine, rule: PlaceRule, kinds: SensitiveKinds = ()) -> list[Problem]:
    """What is kept of each place: table `coarse`, empty where places are dropped.

    Returns:
        How many rows of sensitive types lose a place that the rule would have kept.
    """
    engine.run("CREATE TABLE coarse (place VARCHAR, kept VARCHAR)")
    if rule is not PlaceRule.BLOCK:
        return []
    places = "SELECT DISTINCT place FROM raw WHERE place IS NOT NULL"
    engine.run(f"INSERT INTO coarse SELECT place, {block_sql('place')} FROM ({places})")
    ((rows,),) = engine.run(
        "SELECT count(*) FROM raw WHERE place IS NOT NULL AND received IS NOT NULL AND "
        "(type IN (SELECT type FROM type_kind WHERE sensitive) OR type_final IN (FROM sensitive_final))"
    )
    if not rows:
        return []
    named = ", ".join(kind.label for kind in kinds)
    return [Problem(f"Calls of sensitive types ({named}).", int(rows), "They are kept without their place.")]


def find_duplicates(engine: Engine, minutes: int = DUPLICATE_MINUTES) -> None:
    """Calls of the same type at the same place so soon after one that is kept: table `duplicate`.

    The window runs from the call that is kept, so a place that calls all day keeps one call
    for every quarter of an hour. They are looked for among calls that the usual rules treat alike, so
    that an officer's stop does not make a resident's call a duplicate, whichever rules are on later.

    Args:
        engine: Where.
        minutes: The window; 0 finds none.
    """
    engine.run("CREATE TABLE duplicate (r BIGINT)")
    if not minutes:
        return
    no_place = ", ".join(literal(place) for place in _NO_PLACE)
    usual = sum(map(bit, USUALLY_ON))
    engine.run(
        "CREATE TABLE candidate AS SELECT r, epoch(received)::BIGINT AS second, "
        f"hash(type, place, reasons & {usual}) AS trouble FROM judged "
        f"WHERE incident AND NOT {has_reason('reasons', SetAside.DUPLICATES)} "
        "AND length(place) > 3 AND type IS NOT NULL AND received_has_clock "
        f"AND place NOT IN ({no_place})"
    )
    span = minutes * 60
    close = engine.run(
        "SELECT r, second, starts FROM (SELECT *, "
        f"coalesce(second - lag(second) OVER w > {span}, TRUE) AS starts, "
        f"coalesce(lead(second) OVER w - second <= {span}, FALSE) AS followed "
        "FROM candidate WINDOW w AS (PARTITION BY trouble ORDER BY second, r)) "
        "WHERE NOT starts OR followed ORDER BY trouble, second, r"
    )
    engine.run("DROP TABLE candidate")
    duplicates: list[int] = []
    kept_at = 0
    for row, second, starts in close:
        if starts or second - kept_at > span:
            kept_at = second
        else:
            duplicates.append(int(row))
    # Asked of the few that were found: of every place it would be slow.
    engine.run(
        "INSERT INTO duplicate SELECT rowid FROM raw WHERE rowid IN (SELECT unnest(?::BIGINT[])) "
        f"AND NOT regexp_matches(place, {literal(PLACEHOLDER)}, 'i')",
        [duplicates],
    )
