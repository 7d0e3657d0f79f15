"""What is wrong with an export, on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.calls import DATASET
from leaptui.cli.outgoing import audience
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.disclosure.audience import Audience
from leaptui.domain.call_quality import QualityFinding
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.quality import CallQuality, export_quality, quality, rows_of_finding
from leaptui.services.city.engagements import find_engagement


@click.command("quality")
@ENGAGEMENT
@DATASET
@click.option("--rows", "behind", metavar="KEY", help="The rows behind one finding instead, by its key.")
@click.option(
    "--to",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it for the city: a name ending in .csv, .md, .docx, .pdf or .html.",
)
@audience(Audience.CITY_TEAM)
@AS_JSON
@click.pass_obj
def calls_quality(
    session: Session,
    engagement: str,
    dataset: str | None,
    behind: str | None,
    path: Path | None,
    audience: str,
    as_json: bool,
) -> None:
    """Say what is missing or odd in an export, and which figures it bends."""
    if path is not None:
        with session.workspace() as workspace:
            city = find_engagement(workspace, engagement)
            found_in = find_dataset(workspace, city, dataset)
            done = export_quality(workspace, city, found_in, path.absolute(), audience=audience)
        say_json({"files": [str(each) for each in done.files]}) if as_json else say(str(done.files[0]))
        return
    with session.reading() as workspace:
        found_in = find_dataset(workspace, find_engagement(workspace, engagement), dataset)
        if behind is not None:
            say_json(list(rows_of_finding(workspace, found_in, behind)))
            return
        found = quality(workspace, found_in)
    if as_json:
        say_json(quality_json(found))
    else:
        _say_quality(found)


def quality_json(found: CallQuality) -> dict[str, object]:
    """The page; shares as fractions."""
    return {
        "dataset": found.dataset.hash,
        "file": found.dataset.file_name,
        "carries": {
            each.family: {"answer": each.answer, "because": [finding.key for finding in each.because]}
            for each in found.answers
        },
        "findings": [_finding_json(finding) for finding in found.findings],
    }


def _finding_json(finding: QualityFinding) -> dict[str, object]:
    return {
        "key": finding.key,
        "severity": finding.severity,
        "finding": finding.what,
        "rows": finding.rows,
        "base": finding.base,
        "of": finding.of,
        "share": finding.share,
        "bends": dict(finding.bends),
        "means": finding.means,
        "ask": finding.ask,
        "lines_are": finding.lines_are,
        "lines": [{"label": line.label, "rows": line.rows, "base": line.base} for line in finding.lines],
        "opens": finding.opens,
    }


def _say_quality(found: CallQuality) -> None:
    say(f"{found.dataset.file_name}: can these calls carry what is asked of them?")
    say_table(
        ["measures", "answer", "what stands against it"],
        [
            [
                each.family.label,
                f"{each.answer.glyph} {each.answer.value}",
                "; ".join(finding.what for finding in each.because) or "–",
            ]
            for each in found.answers
        ],
    )
    say("")
    if not found.findings:
        say("Nothing was found that bends a figure.")
        return
    for finding in found.findings:
        say(f"{finding.severity.glyph} {finding.severity.value}: {finding.what}")
        say(f"  {finding.rows:,} of {finding.base:,} {finding.of}. {finding.means}")
        for line in finding.lines:
            say(f"    {line.label}: {line.rows:,} of {line.base:,}")
        if finding.ask:
            say(f"  The city: {finding.ask}")
        if finding.opens:
            say(f"  Its rows: --rows {finding.key}")
