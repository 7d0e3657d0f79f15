"""Making documents on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.document_overrides import say_held_back
from leaptui.cli.outgoing import TO_FOLDER, audience
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.audience import Audience
from leaptui.disclosure.held_back import HeldBack
from leaptui.domain.errors import InputRefused
from leaptui.services.city.engagements import find_engagement
from leaptui.services.documents.catalogue import kind_named, kinds
from leaptui.services.documents.comparing import (
    Comparison,
    accept,
    compare_file,
    comparison_data,
    find_section,
)
from leaptui.services.documents.export import export
from leaptui.services.documents.guide import which_guide
from leaptui.services.documents.handing_over import HandedOver, audience_named
from leaptui.services.documents.look import copy_part, look_parts
from leaptui.services.documents.made import records
from leaptui.services.documents.which import Which, which_there_are


@click.group()
def document() -> None:
    """What the city is handed."""


@document.command("list")
@click.option("--engagement", "-e", metavar="E", help="Whose: lists which ones there are for --of, too.")
@AS_JSON
@click.pass_obj
def document_list(session: Session, engagement: str | None, as_json: bool) -> None:
    """The kinds of document: for whom, and as what, each can be made."""
    there: dict[str, tuple[Which, ...]] = {}
    if engagement:
        with session.reading() as workspace:
            city = find_engagement(workspace, engagement)
            there = {kind.key: which_there_are(workspace, city, kind) for kind in kinds()}
    listed = [
        {
            "document": kind.key,
            "title": kind.title,
            "audiences": list(kind.audiences),
            "formats": list(kind.formats),
            "of": kind.of,
            "all_engagements": kind.portfolio,
            "which": [
                {"key": each.key, "title": each.words, "aside": each.aside}
                for each in there.get(kind.key, ())
            ],
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
        for each in there.get(kind.key, ()):
            aside = f", {each.aside}" if each.aside else ""
            say(f"{'':<15}   --of {each.key:<12} {each.words}{aside}")


@document.command("export")
@click.option("--engagement", "-e", metavar="E", help="Whose; not needed for a document about all of them.")
@click.option(
    "--document", "kind", default="roadmap", show_default=True, metavar="KIND", help="See document list."
)
@audience(None, "Who will read it; the strictest that it is made for when not given.")
@click.option(
    "--format",
    "formats",
    help="Any of docx, pdf, html, md, xlsx; all that are made of its text when not given.",
)
@TO_FOLDER
@click.option("--of", "which", default="", metavar="WHICH", help="Which request, guide, dataset or year.")
@click.option("--guide", default="", metavar="GUIDE", help="Which interview guide: dispatch, residents …")
@click.option("--language", default="", metavar="CODE", help="Of an interview guide: en, es.")
@click.option("--large-print", is_flag=True, help="An interview guide in 18 points.")
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
    formats: str | None,
    folder: Path,
    which: str,
    guide: str,
    language: str,
    large_print: bool,
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
    if guide or language or large_print:
        if wanted.of != "guide":
            raise InputRefused(
                f"--guide, --language and --large-print are of an interview guide, not of the {wanted.title.lower()}.",
                safe="Nothing was written.",
                next_step="Add --document guide.",
            )
        which = which_guide(guide or which, language, large=large_print)
    with session.workspace() as workspace:
        readers = audience or wanted.audiences[0]
        try:
            made = export(
                workspace,
                find_engagement(workspace, engagement) if engagement else None,
                document=wanted.key,
                audience=readers,
                formats=wanted.usual_formats
                if formats is None
                else [name.strip().lower() for name in formats.split(",") if name.strip()],
                folder=folder,
                which=which,
                paper=paper,
                watermark=stale == "watermark",
            )
        except HeldBack as refused:
            say_held_back(refused, wanted.key, audience_named(readers), as_json=as_json)
            raise
    _say_made(made, as_json=as_json)


@document.command("impact")
@click.option("--year", default="", metavar="YEAR", help="The calendar year; this one when not given.")
@audience(Audience.PUBLIC)
@click.option("--format", "formats", default="docx,pdf,html,md", show_default=True)
@TO_FOLDER
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@AS_JSON
@click.pass_context
def document_impact(
    context: click.Context,
    year: str,
    audience: str,
    formats: str,
    folder: Path,
    paper: str,
    as_json: bool,
) -> None:
    """Make the impact report: all cities of a year, what was heard, done, analyzed and delivered."""
    context.invoke(
        document_export,
        engagement=None,
        kind="impact_report",
        audience=audience,
        formats=formats,
        folder=folder,
        which=year,
        guide="",
        language="",
        large_print=False,
        stale="refuse",
        paper=paper,
        as_json=as_json,
    )


def _say_made(made: HandedOver, *, as_json: bool) -> None:
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


@document.command("made")
@click.option("--engagement", "-e", metavar="E", help="Whose; without it those about all engagements.")
@AS_JSON
@click.pass_obj
def document_made(session: Session, engagement: str | None, as_json: bool) -> None:
    """Every document that was made: when, for whom, its files with their hashes, and what the gate did."""
    with session.reading() as workspace:
        made = records(workspace, find_engagement(workspace, engagement) if engagement else None)
    if as_json:
        say_json([each.as_data for each in made])
        return
    for each in made:
        draft = ", draft" if each.draft else ""
        say(f"{each.made_at}  {each.document}, for {each.audience}{draft}")
        for file, fingerprint in each.files:
            say(f"  {file}  {fingerprint}")
        for line in each.withheld:
            say(f"  Withheld: {line}")
    if not made:
        say("No document was made yet.")


@document.command("compare")
@click.argument("file", type=click.Path(path_type=Path))
@ENGAGEMENT
@click.option("--accept", "section", metavar="SECTION", help="Take over what was edited in a component.")
@AS_JSON
@click.pass_obj
def document_compare(
    session: Session, file: Path, engagement: str, section: str | None, as_json: bool
) -> None:
    """Show what the city changed in FILE, a Word document, since it was made; take over what it wrote."""
    with session.workspace() if section else session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        found = compare_file(workspace, city, file)
        taken = accept(workspace, city, found, section) if section else ()
    if as_json:
        say_json(comparison_data(found) | {"accepted": list(taken)})
        return
    _say_comparison(found)
    if section:
        say("")
        say(f"Taken over from {find_section(found, section).title}: {', '.join(taken)}.")
        say("leaptui undo takes it back.")


def _say_comparison(found: Comparison) -> None:
    how = "made" if found.exact else "closest to the one made"
    say(f"{found.made.document}, {how} {found.made.made_at} for {found.made.audience}")
    if found.unchanged:
        say("It is the very file that was made.")
    for each in found.changed:
        say("")
        say(f"{each.key}: {each.change}")
        for line in each.lines:
            say(f"  {'… ' + line.text + ' lines' if line.sign == '…' else line.sign + ' ' + line.text}")
        if each.edits:
            say(f"  --accept {each.key} takes over: {', '.join(edit.what for edit in each.edits)}.")
        for words in each.instead:
            say(
                f"  The rest cannot be taken over. {words}"
                if each.edits
                else f"  Cannot be taken over. {words}"
            )
    if not found.changed and not found.unchanged:
        say("Nothing was changed in its words.")


@document.group("template")
def document_template() -> None:
    """The organisation's own look: templates of documents, styles, logo."""


@document_template.command("list")
@AS_JSON
@click.pass_obj
def template_list(session: Session, as_json: bool) -> None:
    """Every part that can be replaced, and whether ours or the organisation's own is in force."""
    parts = look_parts(session.home)
    if as_json:
        say_json([{"part": each.name, "own": each.own, "file": str(each.file or "")} for each in parts])
        return
    for each in parts:
        say(f"{each.name:<20} {'own' if each.own else 'ours'}  {each.file or 'none'}")


@document_template.command("copy")
@click.argument("part")
@click.pass_obj
def template_copy(session: Session, part: str) -> None:
    """Copy PART (a kind of document, or a file of the look) to where a copy of one's own holds."""
    session.must_write()
    say(str(copy_part(session.home, part)))
