"""Call exports on the command line: looking at one, importing it, the recipe it was read by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from leaptui.cli.call_inspection import say_inspection
from leaptui.cli.call_reading import ReadingOptions, reading_options
from leaptui.cli.calls_json import inspection_json, ledger_json, period_json
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.terminal import lines
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Correction, Imported, Ledger, SetAside
from leaptui.domain.errors import InputRefused
from leaptui.domain.reading_differences import Difference
from leaptui.services.calls.data_requests import find_request, link_request
from leaptui.services.calls.importing import import_file, inspect_file, known_codes
from leaptui.services.calls.ledger import ledger_of
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.please_fix import write_please_fix
from leaptui.services.calls.recipes import read_by, read_recipe, recipe_text, save_recipe
from leaptui.services.city.engagements import find_engagement
from leaptui.services.days import day_from
from leaptui.services.workspace import Workspace

FILE = click.argument("file", type=click.Path(path_type=Path, readable=False))
FILES = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, readable=False)
)
DATASET = click.option("--dataset", help="Which import, by the start of its name; else the newest.")
RECIPE = click.option(
    "--recipe", type=click.Path(path_type=Path, readable=False), help="Read the file by this recipe."
)


@click.group()
def calls() -> None:
    """The city's 911 calls for service."""


@calls.command("inspect")
@FILE
@reading_options
@RECIPE
@click.option(
    "--save-recipe",
    "recipe_file",
    type=click.Path(path_type=Path),
    help="Write how the file is read as text, for import and for next year.",
)
@AS_JSON
def calls_inspect(
    file: Path, chosen: ReadingOptions, recipe: Path | None, recipe_file: Path | None, as_json: bool
) -> None:
    """Say what would be done with a file, and why. Nothing is stored."""
    _one_of_both(recipe, chosen)
    correction = chosen.correction
    differences: Sequence[Difference] = ()
    if recipe is not None:
        how = read_by(read_recipe(recipe), file, inspect_file(file))
        correction, differences = how.correction, how.differences
    found = inspect_file(file, correction)
    if as_json:
        say_json(inspection_json(found) | {"differences": _differences_json(differences)})
    else:
        say_inspection(found, [each.words for each in differences])
    if recipe_file is not None:
        written = save_recipe(recipe_file, recipe_text(found, correction or Correction(), ""), over=True)
        click.echo(lines(f"Recipe written: {written}"), err=True)
    if found.lacks:
        raise InputRefused(
            " ".join(found.lacks),
            safe="Nothing was stored.",
            next_step="Say which column it is: --role 'COLUMN=received'.",
        )


@calls.command("import")
@FILES
@ENGAGEMENT
@RECIPE
@reading_options
@click.option("--sender", default="", help="Who handed the file over.")
@click.option("--received-on", default="", help="The day it came: 2026-11-23.")
@click.option("--label", default="", help="What the import is called: 2025.")
@click.option(
    "--please-fix",
    type=click.Path(path_type=Path),
    help="Write the rows that cannot be read to this CSV file, for the city to mend.",
)
@click.option("--request", help="The data request it answers, by number or title.")
@AS_JSON
@click.pass_obj
def calls_import(
    session: Session,
    files: tuple[Path, ...],
    engagement: str,
    recipe: Path | None,
    chosen: ReadingOptions,
    sender: str,
    received_on: str,
    label: str,
    request: str | None,
    please_fix: Path | None,
    as_json: bool,
) -> None:
    """Import an export and print its ledger: rows in = rows used + rows set aside.

    Several files of the same columns become one import, in the order given.
    """
    _one_of_both(recipe, chosen)
    past = read_recipe(recipe) if recipe is not None else None
    correction = chosen.correction
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        answered = find_request(workspace, city, request).request if request else None
        day = day_from(received_on)
        differences: Sequence[Difference] = ()
        if past is not None:
            found, known = inspect_file(files[0]), known_codes(workspace, city)
            differences = read_by(past, files[0], found, known).differences
        dataset, imported = import_file(
            workspace,
            city,
            files[0],
            further=files[1:],
            correction=correction,
            recipe=past.recipe if past else None,
            sender=sender,
            received_on=day,
            label=label,
        )
        if answered is not None:
            link_request(workspace, dataset, answered)
        if please_fix is not None:
            _write_fix(workspace, dataset, files, please_fix)
    if as_json:
        say_json(_imported_json(imported) | {"differences": _differences_json(differences)})
    else:
        for each in differences:
            say(f"≠ {each.words}")
        names = ", ".join(file.name for file in files)
        say(f"Imported {names} as {imported.dataset[:12]}: {imported.calls:,} calls.")
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


def _one_of_both(recipe: Path | None, chosen: ReadingOptions) -> None:
    if recipe is not None and chosen.is_given:
        raise InputRefused(
            "A recipe says all about how a file is read; other options cannot change it.",
            safe="Nothing was read.",
            next_step="Change the recipe, it is text; or leave --recipe out.",
        )


def _write_fix(workspace: Workspace, dataset: Dataset, files: Sequence[Path], to: Path) -> None:
    if not any(line.reason is SetAside.UNREADABLE for line in ledger_of(dataset).set_aside):
        click.echo("Every row could be read: there is nothing to fix.", err=True)
        return
    sheet = write_please_fix(workspace, dataset, files, to, over=True)
    click.echo(
        lines(f"{sheet.rows:,} of {sheet.unreadable:,} unreadable rows written: {sheet.path}"), err=True
    )


def _differences_json(differences: Sequence[Difference]) -> list[dict[str, str]]:
    return [{"kind": each.kind, "column": each.column, "difference": each.words} for each in differences]


def _imported_json(imported: Imported) -> dict[str, object]:
    return {
        "dataset": imported.dataset,
        **ledger_json(imported.ledger),
        "calls": imported.calls,
        "period": period_json(imported.period),
        "not_available": list(imported.not_available),
        "problems": [
            {"problem": each.problem, "rows": each.rows, "effect": each.effect} for each in imported.problems
        ],
    }


def say_ledger(ledger: Ledger) -> None:
    """Print rows in, each reason, and rows used."""
    rows = [["rows in", f"{ledger.rows_in:,}"]]
    rows += [[f"− {line.reason.label}", f"{line.rows:,}"] for line in ledger.set_aside]
    rows += [["= rows used", f"{ledger.rows_used:,}"]]
    say_table(["ledger", "rows"], rows)
