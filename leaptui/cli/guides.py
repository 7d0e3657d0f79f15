"""Interview guides on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.outgoing import TO_FOLDER
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.interviews.guides import FORMATS, export_guide, guide_named, guides, import_guides


@click.group()
def guide() -> None:
    """Questions to ask, in English, Spanish and your own words."""


@guide.command("list")
@click.option("--language", default="", help="Only those in this language, such as es.")
@AS_JSON
@click.pass_obj
def guide_list(session: Session, language: str, as_json: bool) -> None:
    """List the interview guides."""
    with session.reading() as workspace:
        found = guides(workspace, language=language)
    if as_json:
        say_json(
            [
                {
                    "id": each.id,
                    "version": each.version,
                    "title": each.title,
                    "language": each.language,
                    "minutes": each.minutes,
                    "groups": list(each.groups),
                    "questions": len(each.questions),
                }
                for each in found
            ]
        )
    elif not found:
        say(f"There is no guide in {language}.")
    else:
        rows = [[each.id, each.language, str(len(each.questions)), each.title] for each in found]
        say_table(["guide", "language", "questions", "for"], rows)


@guide.command("show")
@click.argument("guide")
@AS_JSON
@click.pass_obj
def guide_show(session: Session, guide: str, as_json: bool) -> None:
    """Show the questions of a guide and what to ask after each."""
    with session.reading() as workspace:
        found = guide_named(workspace, guide)
    if as_json:
        questions = [
            {"number": each.number, "short": each.short, "text": each.text, "prompts": list(each.prompts)}
            for each in found.questions
        ]
        say_json({"id": found.id, "version": found.version, "title": found.title, "questions": questions})
        return
    say(f"{found.title}, version {found.version}, about {found.minutes} minutes")
    for each in found.questions:
        say(f"{each.number}. {each.text}")
        for prompt in each.prompts:
            say(f"   · {prompt}")


@guide.command("import")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, readable=False))
@click.option("--replace", is_flag=True, help="Put it in place of a guide of the same id.")
@AS_JSON
@click.pass_obj
def guide_import(session: Session, source: Path, replace: bool, as_json: bool) -> None:
    """Take your own guide from a sheet, CSV or XLSX.

    The columns are those of an XLSForm: type, name, label and hint, and short for the list beside
    the note. `leaptui guide export dispatch --to .` writes one to begin with.
    """
    with session.workspace() as workspace:
        taken = import_guides(workspace, source, replace=replace)
    if as_json:
        say_json(
            [{"id": each.id, "version": each.version, "questions": len(each.questions)} for each in taken]
        )
        return
    for each in taken:
        say(f"Added the guide {each.id}, version {each.version}: {len(each.questions)} questions.")


@guide.command("export")
@click.argument("guide")
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True)
@TO_FOLDER
@AS_JSON
@click.pass_obj
def guide_export(session: Session, guide: str, form: str, folder: Path, as_json: bool) -> None:
    """Write a guide as a sheet to change in a spreadsheet and import again."""
    with session.reading() as workspace:
        file = export_guide(workspace, guide_named(workspace, guide), folder, form)
    if as_json:
        say_json({"file": str(file)})
    else:
        say(str(file))
