"""Files leave the house: for whom, written whole or not at all, and noted with their fingerprints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import ClearedFile
from leaptui.disclosure.outlet import write_all
from leaptui.documents.sections import sections
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.domain.text import one_line
from leaptui.services.documents.gates import overrides_used
from leaptui.services.documents.prepared import Making
from leaptui.services.workspace import Workspace

MAKE = "make document"
"""The act of handing one over."""
HOUSE = "house"
"""Where the acts stand of a document about all engagements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What was written, and what stayed in the store and why, for the advisor's own eyes."""

    files: tuple[Path, ...]
    withheld: tuple[str, ...] = ()
    draft: bool = False


def audience_named(text: str) -> Audience:
    """An audience by its value.

    Raises:
        InputRefused: When there is none of that name.
    """
    try:
        return Audience(text)
    except ValueError:
        raise InputRefused(
            f"There is no audience “{one_line(text)}”.",
            safe="Nothing was written.",
            next_step="There are: " + ", ".join(Audience) + ".",
        ) from None


def hand_over_files(
    workspace: Workspace,
    engagement: Engagement,
    document: str,
    audience: Audience,
    files: Sequence[ClearedFile],
    folder: Path,
    *,
    over: bool = True,
) -> tuple[Path, ...]:
    """Write finished files into a folder, all or none, and record them with their hashes.

    Args:
        workspace: Where.
        engagement: Whose.
        document: What they are: `calendar`, `follow-ups`.
        audience: Who will read them.
        files: What the gate let through.
        folder: Where they go.
        over: Whether files of the same names may be replaced.

    Raises:
        AlreadyThere: When one of them would replace a file and must not.
        OutputRefused: When the folder cannot be written.
    """
    written = write_all(folder, files, over=over)
    record = _record(workspace, engagement.id, document, audience, files)
    workspace.store.apply(MAKE, [record], stream=engagement.id)
    return written


def hand_over(
    workspace: Workspace, engagement: Engagement | None, making: Making, folder: Path, *, over: bool = True
) -> HandedOver:
    """Write a document's files into a folder, all or none, and record what it said.

    The record holds the Markdown and the hash of each section, so that it can be told later what
    somebody changed in the files, and what the gate let through and kept.

    Args:
        workspace: Where.
        engagement: Whose; none for a document about all of them.
        making: The finished files.
        folder: Where they go.
        over: Whether files of the same names may be replaced.

    Raises:
        AlreadyThere: When one of them would replace a file and must not.
        OutputRefused: When the folder cannot be written.
    """
    prepared = making.prepared
    written = write_all(folder, making.files, over=over)
    document = prepared.document
    record = replace(
        _record(
            workspace, engagement.id if engagement else None, prepared.kind, prepared.audience, making.files
        ),
        draft=bool(document and document.mark),
        sections=tuple(f"{each.key} {each.digest}" for each in sections(making.markdown)),
        markdown=making.markdown,
        gate=json.dumps(
            {
                "withheld": prepared.withheld,
                "stale": prepared.stale,
                "overrides": overrides_used(prepared.gate),
                "least_count_printed": int(prepared.gate.threshold),
            },
            ensure_ascii=False,
        ),
        log_head=prepared.log_head,
    )
    workspace.store.apply(MAKE, [record], stream=engagement.id if engagement else HOUSE)
    return HandedOver(files=written, withheld=prepared.withheld, draft=record.draft)


def _record(
    workspace: Workspace,
    engagement: str | None,
    document: str,
    audience: Audience,
    files: Sequence[ClearedFile],
) -> DocumentMade:
    return DocumentMade(
        id=workspace.new_id(),
        engagement=engagement,
        document=document,
        audience=audience,
        made_at=workspace.now().isoformat(timespec="seconds"),
        files=tuple(f"{file.name} {sha256(file.data).hexdigest()}" for file in files),
    )
