"""What follows a note in the act that changes it: where its passages stand, and what its marks promise."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from leaptui.domain.anchors import Edit
from leaptui.domain.record import Record
from leaptui.domain.records import Excerpt, Interview
from leaptui.services.city.follow_ups import follow_ups_from
from leaptui.services.interviews.excerpt_moves import moved_with
from leaptui.services.workspace import Workspace


def followers(
    workspace: Workspace,
    changed: Interview,
    old: str,
    edits: Sequence[Edit] | None = None,
    *,
    besides: Collection[str] = (),
) -> list[Record]:
    """The records that are other than before once an interview has this note.

    Args:
        workspace: Where.
        changed: The interview with its note as it is to be.
        old: Its note before.
        edits: What was done to the old one in the app, in order, where known.
        besides: Ids of passages that are where they belong already.
    """
    kept = workspace.store.all(Excerpt, interview=changed.id)
    passages = moved_with([each for each in kept if each.id not in besides], old, changed.note, edits)
    return [*passages, *follow_ups_from(workspace, changed, changed.note)]
