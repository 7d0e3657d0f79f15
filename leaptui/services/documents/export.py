"""Making a document from beginning to end, and what was made before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from leaptui.documents.formats import TEXT_FORMATS, DocumentFormat, Paper
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.handing_over import HandedOver, audience_named, hand_over
from leaptui.services.documents.look import look_of
from leaptui.services.documents.prepared import formats_named, make, paper_named, watermarked
from leaptui.services.newest import newest_first
from leaptui.services.workspace import Workspace


def export(
    workspace: Workspace,
    engagement: Engagement | None,
    *,
    document: str = "roadmap",
    audience: str = "public",
    formats: Sequence[str] = TEXT_FORMATS,
    folder: Path,
    which: str = "",
    paper: str = Paper.LETTER,
    watermark: bool = False,
    over: bool = True,
    progress: Callable[[DocumentFormat], None] = lambda _: None,
) -> HandedOver:
    """Make a document in several formats: all of them, or none.

    Args:
        workspace: Where.
        engagement: Whose; none for a document about all of them.
        document: Key or title of its kind.
        audience: Who will read it.
        formats: What it is made as.
        folder: Where it goes.
        which: Which of several it is about: a request, a guide, a dataset, a year.
        paper: `letter` or `a4`.
        watermark: Whether what has changed since is said on every page, and does not refuse it.
        over: Whether files of the same names may be replaced.
        progress: Told of each format before it is made.

    Raises:
        HeldBack: When text of the advisor repeats a confidence, with each place.
        StaleClaims: When figures or quotes have changed since, and that is not to be said in it.
        InputRefused: When a kind, format or audience is unknown, or they do not go together.
        OutputRefused: When the folder cannot be written.
    """
    kind, wanted = kind_named(document), formats_named(formats)
    prepared = prepare(
        workspace,
        engagement,
        kind,
        audience_named(audience),
        which=which,
        workbook=DocumentFormat.XLSX in wanted,
    )
    if watermark:
        prepared = watermarked(prepared)
    making = make(prepared, wanted, look=look_of(workspace), paper=paper_named(paper), progress=progress)
    return hand_over(workspace, engagement, making, folder, over=over)


def documents_made(workspace: Workspace, engagement: Engagement | None) -> list[DocumentMade]:
    """The documents made for an engagement, or about all of them, newest first."""
    made = workspace.store.all(DocumentMade, engagement=engagement.id if engagement else None)
    return newest_first(made, lambda each: each.made_at)
