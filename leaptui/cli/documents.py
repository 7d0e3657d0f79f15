"""Making documents on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json
from leaptui.cli.stores import AS_JSON
from leaptui.domain.errors import InputRefused
from leaptui.services.city.engagements import find_engagement
from leaptui.services.documents.roadmap import export


@click.group()
def document() -> None:
    """What the city is handed."""


@document.command("export")
@ENGAGEMENT
@click.option("--document", "kind", type=click.Choice(["roadmap"]), default="roadmap", show_default=True)
@click.option(
    "--audience",
    type=click.Choice(["public", "city_team", "internal"]),
    default="public",
    show_default=True,
    help="Who will read it; public is the strictest.",
)
@click.option(
    "--format", "formats", default="docx,pdf,html,md", show_default=True, help="Any of docx, pdf, html, md."
)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where it goes."
)
@AS_JSON
@click.pass_obj
def document_export(
    session: Session, engagement: str, kind: str, audience: str, formats: str, folder: Path, as_json: bool
) -> None:
    """Make the roadmap document. What its speakers did not allow stays in the store."""
    if not folder.name:
        raise InputRefused(
            "No folder was named.", safe="Nothing was written.", next_step="Name one: --to out."
        )
    with session.workspace() as workspace:
        made = export(
            workspace,
            find_engagement(workspace, engagement),
            document=kind,
            audience=audience,
            formats=[name.strip().lower() for name in formats.split(",") if name.strip()],
            folder=folder,
        )
    if as_json:
        say_json({"files": [str(path) for path in made.files], "withheld": list(made.withheld)})
        return
    for path in made.files:
        say(str(path))
    for line in made.withheld:
        say(f"Withheld: {line}")
