"""Files leave the house: for whom, written whole or not at all, and noted with their fingerprints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import ClearedFile
from leaptui.disclosure.outlet import write_all
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.domain.text import one_line
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What was written, and what stayed in the store and why, for the advisor's own eyes."""

    files: tuple[Path, ...]
    withheld: tuple[str, ...] = ()


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
        document: What they are: `roadmap`, `calendar`.
        audience: Who will read them.
        files: What the gate let through.
        folder: Where they go.
        over: Whether files of the same names may be replaced.

    Raises:
        AlreadyThere: When one of them would replace a file and must not.
        OutputRefused: When the folder cannot be written.
    """
    written = write_all(folder, files, over=over)
    record = DocumentMade(
        id=workspace.new_id(),
        engagement=engagement.id,
        document=document,
        audience=audience,
        made_at=workspace.now().isoformat(timespec="seconds"),
        files=tuple(f"{file.name} {sha256(file.data).hexdigest()}" for file in files),
    )
    workspace.store.apply("make document", [record], stream=engagement.id)
    return written
