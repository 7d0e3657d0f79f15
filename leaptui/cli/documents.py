"""Making documents on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.document_overrides import say_held_back
from leaptui.cli.session import Session, say, say_json
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.held_back import HeldBack
from leaptui.domain.errors import InputRefused
from leaptui.services.city.engagements import find_engagement
from leaptui.services.documents.catalogue import kind_named, kinds
from leaptui.services.documents.export import export
from leaptui.services.documents.handing_over import audience_named


@click.group()
def document() -> None:
    """What the city is handed."""


@document.command("list")
@AS_JSON
def document_list(as_json: bool) -> None:
    """The kinds of document: for whom, and as what, each can be made."""
    listed = [
        {
            "document": kind.key,
            "title": kind.title,
            "audiences": list(kind.audiences),
            "formats": list(kind.formats),
            "of": kind.of,
            "all_engagements": kind.portfolio,
        }
        for kind in kinds()
    ]
    if as_json:
        say_json(listed)
        return
    for kind in kinds():
        of = f", of one {kind.of}" if kind.of else ""
        say(f"{kind.key:<15} {kind.title}{of}")
        say(f"{'':<15} for {', '.join(kind.audiences)}; as {', '.join(kind.formats)}")


@document.command("export")
@click.option("--engagement", metavar="E", help="Whose; not needed for a document about all of them.")
@click.option(
    "--document", "kind", default="roadmap", show_default=True, metavar="KIND", help="See document list."
)
@click.option(
    "--audience",
    type=click.Choice(["public", "city_team", "internal"]),
    help="Who will read it; the strictest that it is made for when not given.",
)
@click.option(
    "--format",
    "formats",
    default="docx,pdf,html,md",
    show_default=True,
    help="Any of docx, pdf, html, md, xlsx.",
)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where it goes."
)
@click.option("--of", "which", default="", metavar="WHICH", help="Which request, guide, dataset or year.")
@click.option(
    "--stale",
    type=click.Choice(["refuse", "watermark"]),
    default="refuse",
    show_default=True,
    help="What to do where figures or quotes have changed since they were put in.",
)
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@AS_JSON
@click.pass_obj
def document_export(
    session: Session,
    engagement: str | None,
    kind: str,
    audience: str | None,
    formats: str,
    folder: Path,
    which: str,
    stale: str,
    paper: str,
    as_json: bool,
) -> None:
    """Make a document. What its speakers did not allow stays in the store."""
    if not folder.name:
        raise InputRefused(
            "No folder was named.", safe="Nothing was written.", next_step="Name one: --to out."
        )
    wanted = kind_named(kind)
    with session.workspace() as workspace:
        readers = audience or wanted.audiences[0]
        try:
            made = export(
                workspace,
                find_engagement(workspace, engagement) if engagement else None,
                document=wanted.key,
                audience=readers,
                formats=[name.strip().lower() for name in formats.split(",") if name.strip()],
                folder=folder,
                which=which,
                paper=paper,
                watermark=stale == "watermark",
            )
        except HeldBack as refused:
            say_held_back(refused, wanted.key, audience_named(readers), as_json=as_json)
            raise
    if as_json:
        say_json(
            {
                "files": [str(path) for path in made.files],
                "withheld": list(made.withheld),
                "draft": made.draft,
            }
        )
        return
    for path in made.files:
        say(str(path))
    for line in made.withheld:
        say(f"Withheld: {line}")
