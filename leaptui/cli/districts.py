"""Districts and who lives there, on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.errors import InputRefused
from leaptui.services.city.districts import (
    district_records,
    figures_of,
    find_district,
    import_districts,
    remove_district,
    set_district,
)
from leaptui.services.city.engagements import find_engagement

_YEAR = click.IntRange(1900, 2200)


@click.group()
def district() -> None:
    """Districts or beats, and who lives there."""


@district.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def district_list(session: Session, engagement: str, as_json: bool) -> None:
    """List what is on record about districts."""
    with session.reading() as workspace:
        found = district_records(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json(
            [
                {
                    "id": each.id,
                    "name": each.name,
                    "residents": each.residents,
                    "figures": [
                        {"label": figure.label, "value": figure.value} for figure in figures_of(each)
                    ],
                    "source": each.source,
                    "year": each.year,
                }
                for each in found
            ]
        )
    elif not found:
        say("Nothing is on record about districts. Begin with `leaptui district import FILE`.")
    else:
        say_table(
            ["district", "residents", "figures", "source", "year"],
            [
                [
                    each.name,
                    "–" if each.residents is None else f"{each.residents:,}",
                    "; ".join(f"{figure.label} {figure.value}" for figure in figures_of(each)) or "–",
                    each.source or "–",
                    str(each.year or "–"),
                ]
                for each in found
            ],
        )


@district.command("set")
@click.argument("name")
@ENGAGEMENT
@click.option("--residents", type=click.IntRange(0, 50_000_000), help="How many people live there.")
@click.option(
    "--figure", "figures", multiple=True, metavar="LABEL=VALUE", help="Another figure; may be repeated."
)
@click.option("--source", help="Who says so.")
@click.option("--year", type=_YEAR, help="Of the figures.")
@click.pass_obj
def district_set(
    session: Session,
    name: str,
    engagement: str,
    residents: int | None,
    figures: tuple[str, ...],
    source: str | None,
    year: int | None,
) -> None:
    """Note who lives in a district, named as its calls name it."""
    given = dict(_figure(each) for each in figures)
    with session.workspace() as workspace:
        noted = set_district(
            workspace,
            find_engagement(workspace, engagement),
            name,
            residents=residents,
            figures=given,
            source=source,
            year=year,
        )
    say(f"Noted district {noted.name}.")


@district.command("remove")
@click.argument("name")
@ENGAGEMENT
@click.pass_obj
def district_remove(session: Session, name: str, engagement: str) -> None:
    """Take a district off the record; `leaptui undo` brings it back."""
    with session.workspace() as workspace:
        record = find_district(workspace, find_engagement(workspace, engagement), name)
        remove_district(workspace, record)
    say(f"Removed district {record.name}.")


@district.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@ENGAGEMENT
@click.option("--source", default="", help="Who says so, where the table does not.")
@click.option("--year", type=_YEAR, help="Of the figures, where the table does not say.")
@AS_JSON
@click.pass_obj
def district_import(
    session: Session, file: Path, engagement: str, source: str, year: int | None, as_json: bool
) -> None:
    """Note districts from a small table.

    A column `district`, and beside it `residents`, `source`, `year`; every other column is a figure
    about who lives there.
    """
    with session.workspace() as workspace:
        done = import_districts(
            workspace, find_engagement(workspace, engagement), file, source=source, year=year
        )
    if as_json:
        say_json(
            {
                "added": done.added,
                "changed": done.changed,
                "unchanged": done.unchanged,
                "left_out": done.left_out,
            }
        )
        return
    say(f"{len(done.added)} added, {len(done.changed)} changed, {len(done.unchanged)} as they were.")
    if done.left_out:
        say(f"Left out, as it is no district: {', '.join(done.left_out)}.")


def _figure(text: str) -> tuple[str, str]:
    label, equals, value = text.partition("=")
    if not equals or not label.strip():
        raise InputRefused(
            f"“{text}” is not a figure.", safe="Nothing was changed.", next_step="Write LABEL=VALUE."
        )
    return label, value
