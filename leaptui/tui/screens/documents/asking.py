"""What the documents screen asks before it shows anything: what the gate says, and where documents go."""

from __future__ import annotations

from pathlib import Path

from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement
from leaptui.services.documents.catalogue import Kind, gather
from leaptui.services.documents.handing_over import audience_named
from leaptui.services.workspace import Workspace
from leaptui.tui.screens.documents.panes import Answer


def usual_folder(engagement: Engagement) -> Path:
    """`exports/<slug>` in the documents folder of whoever is at the laptop, or at home."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return (documents if documents.is_dir() else Path.home()) / "exports" / engagement.slug


def gate_answer(
    workspace: Workspace, engagement: Engagement, kind: Kind, audience: str, *, which: str, workbook: bool
) -> Answer:
    """What the gate says of a document for these readers, and the document as far as it can be read."""
    try:
        prepared = gather(
            workspace, engagement, kind, audience_named(audience), which=which, workbook=workbook
        )
    except LeapError as error:
        return Answer(prepared=None, refused=error, missing=())
    try:
        prepared.gate.must_be_clear()
    except LeapError as error:
        return Answer(prepared=prepared, refused=error, missing=prepared.missing)
    return Answer(prepared=prepared, refused=None, missing=prepared.missing)
