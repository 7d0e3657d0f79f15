"""Call exports on the command line: looking at one, importing it, the recipe it was read by."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.calls_json import inspection_json, ledger_json, period_json
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.calls import ColumnRole, Correction, Ledger
from leaptui.domain.errors import InputRefused
from leaptui.services.call_import import import_file, inspect_file
from leaptui.services.calls import find_dataset
from leaptui.services.engagements import find_engagement

FILE = click.argument("file", type=click.Path(path_type=Path, readable=False))
DATASET = click.option("--dataset", help="Which import, by the start of its name; else the newest.")
ROLE = click.option(
    "--role", "roles", multiple=True, metavar="COLUMN=ROLE", help="Read a column as a role; may be repeated."
)
SHEET = click.option("--sheet", help="The sheet of a workbook.")
HEADER_ROW = click.option("--header-row", type=click.IntRange(0), help="Counted from 1; 0 for none.")


@click.group()
def calls() -> None:
    """The city's 911 calls for service."""


@calls.command("inspect")
@FILE
@ROLE
@SHEET
@HEADER_ROW
@AS_JSON
def calls_inspect(
    file: Path, roles: tuple[str, ...], sheet: str | None, header_row: int | None, as_json: bool
) -> None:
    """Say what would be done with a file, and why. Nothing is stored."""
    found = inspect_file(file, correction_from(roles, sheet, header_row))
    if as_json:
        say_json(inspection_json(found))
        return
    shape = f"sheet {found.sheet}" if found.sheet else f"{found.encoding}, delimiter {found.delimiter!r}"
    say(f"{file.name}: {shape}, header in row {found.header_row}, {found.rows:,} rows.")
    say_table(
        ["column", "first value", "is read as", "how sure", "filled", "why"],
        [
            [
                column.name,
                column.samples[0][:28] if column.samples else "–",
                column.role.label,
                column.confidence,
                f"{column.filled:.0%}",
                column.reason,
            ]
            for column in found.columns
        ],
    )
    if found.times:
        say("")
        say_table(
            ["time column", "format", "parsed", "failed"],
            [[time.column, time.format, f"{time.parsed:,}", f"{time.failed:,}"] for time in found.times],
        )
    for problem in found.problems:
        say(f"▲ {problem.problem} ({problem.rows:,} rows): {problem.effect}")
    if found.not_available:
        say("Not available from this file: " + ", ".join(found.not_available) + ".")


@calls.command("import")
@FILE
@ENGAGEMENT
@click.option(
    "--recipe", type=click.Path(path_type=Path, readable=False), help="Read the file by this recipe."
)
@ROLE
@SHEET
@HEADER_ROW
@click.option("--sender", default="", help="Who handed the file over.")
@AS_JSON
@click.pass_obj
def calls_import(
    session: Session,
    file: Path,
    engagement: str,
    recipe: Path | None,
    roles: tuple[str, ...],
    sheet: str | None,
    header_row: int | None,
    sender: str,
    as_json: bool,
) -> None:
    """Import an export and print its ledger: rows in = rows used + rows set aside."""
    how = _recipe_text(recipe)
    with session.workspace() as workspace:
        _, imported = import_file(
            workspace,
            find_engagement(workspace, engagement),
            file,
            correction=correction_from(roles, sheet, header_row),
            recipe=how,
            sender=sender,
        )
    if as_json:
        say_json(
            {
                "dataset": imported.dataset,
                **ledger_json(imported.ledger),
                "calls": imported.calls,
                "period": period_json(imported.period),
                "not_available": list(imported.not_available),
                "problems": [
                    {"problem": p.problem, "rows": p.rows, "effect": p.effect} for p in imported.problems
                ],
            }
        )
    else:
        say(f"Imported {file.name} as {imported.dataset[:12]}: {imported.calls:,} calls.")
        say_ledger(imported.ledger)


@calls.command("recipe")
@ENGAGEMENT
@DATASET
@click.pass_obj
def calls_recipe(session: Session, engagement: str, dataset: str | None) -> None:
    """Print how an export was read, for next year's file: keep it and give it to `import --recipe`."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        say(find_dataset(workspace, city, dataset).recipe)


def correction_from(roles: tuple[str, ...], sheet: str | None, header_row: int | None) -> Correction | None:
    """What the options change of an inspection; nothing when no option was given.

    Raises:
        InputRefused: When a role is not of the vocabulary.
    """
    chosen: dict[str, ColumnRole] = {}
    for pair in roles:
        column, _, role = pair.rpartition("=")
        try:
            chosen[column] = ColumnRole(role.strip().replace("-", "_").replace(" ", "_").lower())
        except ValueError:
            raise InputRefused(
                f"“{pair}” does not name a role.",
                safe="Nothing was read.",
                next_step="Roles: " + ", ".join(ColumnRole) + ".",
            ) from None
    if not chosen and sheet is None and header_row is None:
        return None
    return Correction(roles=chosen, sheet=sheet, header_row=header_row)


def _recipe_text(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputRefused(f"The recipe {path} cannot be read.", safe="Nothing was imported.") from None


def say_ledger(ledger: Ledger) -> None:
    """Print rows in, each reason, and rows used."""
    rows = [["rows in", f"{ledger.rows_in:,}"]]
    rows += [[f"− {line.reason.label}", f"{line.rows:,}"] for line in ledger.set_aside]
    rows += [["= rows used", f"{ledger.rows_used:,}"]]
    say_table(["ledger", "rows"], rows)
