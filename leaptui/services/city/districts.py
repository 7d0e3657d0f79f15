"""The districts of a city, and who lives there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from leaptui.domain.call_records import District
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.place_measures import DistrictFigure
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.interviews.equity import district_key
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictsImported:
    """What a table of districts changed: names of districts."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    left_out: tuple[str, ...]
    """Lines that are no district: totals."""


def district_records(workspace: Workspace, engagement: Engagement) -> list[District]:
    """The districts on record, by name; `9` before `10`."""
    found = workspace.store.all(District, engagement=engagement.id)
    return sorted(found, key=lambda record: record.name.rjust(12) if record.name.isdigit() else record.name)


def figures_of(record: District) -> tuple[DistrictFigure, ...]:
    """Who lives there, as printed in the source."""
    return tuple(DistrictFigure(each["label"], each["value"]) for each in json.loads(record.figures))


def find_district(workspace: Workspace, engagement: Engagement, wanted: str) -> District:
    """A district by its name; `Beat 07`, `beat 7` and `7` are the same.

    Raises:
        UnknownName: When there is none.
    """
    for record in district_records(workspace, engagement):
        if district_key(record.name) == district_key(wanted):
            return record
    raise UnknownName(
        f"{engagement.name} has no district “{one_line(wanted)}” on record.",
        next_step="See `leaptui district list`, or add it with `leaptui district set`.",
    )


def set_district(
    workspace: Workspace,
    engagement: Engagement,
    name: str,
    *,
    residents: int | None = None,
    figures: Mapping[str, str] | None = None,
    source: str | None = None,
    year: int | None = None,
) -> District:
    """Note who lives in a district, or change what is noted. What is not given stays.

    Args:
        workspace: Where.
        engagement: Whose district.
        name: As its calls name it.
        residents: How many.
        figures: By label, as printed in the source; an empty value takes one off.
        source: Of all of it.
        year: Of all of it.

    Raises:
        InputRefused: When there is no name, or nothing to note.
    """
    if not one_line(name):
        raise InputRefused("A district needs a name.", safe="Nothing was changed.")
    if residents is None and not figures and source is None and year is None:
        raise InputRefused(
            "There is nothing to note of the district.",
            safe="Nothing was changed.",
            next_step="Give --residents, --figure, --source or --year.",
        )
    known = _by_key(workspace, engagement).get(district_key(name))
    before = known or District(id=workspace.new_id(), engagement=engagement.id, name=one_line(name))
    changed = _noted(before, residents, figures or {}, source or before.source, year)
    if changed != known:
        workspace.store.apply("note district", [changed], stream=engagement.id)
    return changed


def remove_district(workspace: Workspace, record: District) -> None:
    """Take a district off the record; undo brings it back. Its calls stay as they are."""
    workspace.store.apply("remove district", [replace(record, deleted=True)], stream=record.engagement)


def import_districts(
    workspace: Workspace, engagement: Engagement, path: Path, *, source: str = "", year: int | None = None
) -> DistrictsImported:
    """Note the districts of a small table, all in one act.

    Args:
        workspace: Where.
        engagement: Whose districts.
        path: The table (`leaptui.calls.district_table` says how it may look).
        source: Where the table does not say.
        year: Where the table does not say.

    Raises:
        InputRefused: When the table cannot be read so; nothing is changed then.
    """
    from leaptui.calls.district_table import read_district_table

    known = _by_key(workspace, engagement)
    records: list[District] = []
    added: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    rows = read_district_table(path)
    for row in rows:
        if row.is_total:
            continue
        before = known.get(district_key(row.name))
        begun = before or District(id=workspace.new_id(), engagement=engagement.id, name=row.name)
        told = row.source or one_line(source) or begun.source
        after = _noted(begun, row.residents, dict(row.figures), told, row.year or year)
        if after == before:
            unchanged.append(after.name)
            continue
        (changed if before else added).append(after.name)
        records.append(after)
    if records:
        workspace.store.apply("import districts", records, stream=engagement.id)
    return DistrictsImported(
        added=tuple(added),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        left_out=tuple(row.name for row in rows if row.is_total),
    )


def _by_key(workspace: Workspace, engagement: Engagement) -> dict[str, District]:
    return {district_key(record.name): record for record in district_records(workspace, engagement)}


def _noted(
    record: District, residents: int | None, figures: Mapping[str, str], source: str, year: int | None
) -> District:
    merged = {each.label: each.value for each in figures_of(record)}
    merged |= {one_line(label): one_line(value) for label, value in figures.items() if one_line(label)}
    return replace(
        record,
        residents=record.residents if residents is None else residents,
        figures=json.dumps(
            [{"label": label, "value": value} for label, value in merged.items() if value], ensure_ascii=False
        ),
        source=one_line(source),
        year=record.year if year is None else year,
    )
