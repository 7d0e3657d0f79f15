"""Files that were handed over and pictures taken: kept in the store, in the clear nowhere."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from leaptui.disclosure import outlet
from leaptui.disclosure.attachment import clear_attachment
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Attachment, Engagement, Interview
from leaptui.domain.text import fold, one_line
from leaptui.services.workspace import Workspace

MOST_BYTES = 200_000_000
_PIECE = 1 << 20


def attach(
    workspace: Workspace,
    engagement: Engagement,
    path: Path,
    *,
    interview: Interview | None = None,
    caption: str = "",
) -> Attachment:
    """Keep a file. The same bytes twice in a city are one attachment.

    Raises:
        InputRefused: When it cannot be read, is empty, or is larger than `MOST_BYTES`.
    """
    parts = list(_pieces(path))
    name = hashlib.sha256(b"".join(parts)).hexdigest()
    for known in workspace.store.all(Attachment, engagement=engagement.id, hash=name):
        if known.interview == (interview.id if interview else None):
            return known
    if not workspace.store.has_dataset(name):
        with workspace.store.new_dataset(name) as writer:
            for part in parts:
                writer.add(part)
    attachment = Attachment(
        id=workspace.new_id(),
        engagement=engagement.id,
        name=one_line(path.name),
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        size=sum(map(len, parts)),
        hash=name,
        caption=one_line(caption),
        added_at=workspace.now().isoformat(timespec="seconds"),
        interview=interview.id if interview else None,
    )
    workspace.store.apply("attach file", [attachment], stream=engagement.id)
    return attachment


def attachments(
    workspace: Workspace, engagement: Engagement, interview: Interview | None = None
) -> list[Attachment]:
    """The files of a city, or of one conversation, in the order they came."""
    found = workspace.store.all(Attachment, engagement=engagement.id)
    return [each for each in found if interview is None or each.interview == interview.id]


def find_attachment(workspace: Workspace, engagement: Engagement, wanted: str) -> Attachment:
    """A file by its id, name or caption.

    Raises:
        UnknownName: When there is none.
    """
    for each in attachments(workspace, engagement):
        if wanted == each.id or fold(wanted) in {fold(each.name), fold(each.caption)}:
            return each
    raise UnknownName(
        f"{engagement.name} has no attachment “{one_line(wanted)}”.",
        next_step="List them with `leaptui attachment list`.",
    )


def change_attachment(
    workspace: Workspace, attachment: Attachment, *, caption: str | None = None, may_leave: bool | None = None
) -> Attachment:
    """Say what a file shows, or choose whether it may leave."""
    changed = replace(
        attachment,
        caption=attachment.caption if caption is None else one_line(caption),
        may_leave=attachment.may_leave if may_leave is None else may_leave,
    )
    workspace.store.apply("change attachment", [changed], stream=attachment.engagement)
    return changed


def put_away_attachment(workspace: Workspace, attachment: Attachment) -> None:
    """Take a file out of the lists; undo brings it back, its bytes stay in the store."""
    workspace.store.apply(
        "put away attachment", [replace(attachment, deleted=True)], stream=attachment.engagement
    )


def save_attachment(workspace: Workspace, attachment: Attachment, folder: Path, *, over: bool = True) -> Path:
    """Write a file out, for whoever it was chosen for.

    Args:
        workspace: Where it is kept.
        attachment: The file.
        folder: Where it goes.
        over: Whether a file of that name may be replaced.

    Raises:
        AlreadyThere: When there is such a file and it must not.
        Withheld: When it was not chosen to leave.
        StoreUnavailable: When its bytes are not in the store, or damaged.
        OutputRefused: When the folder cannot be written.
    """
    data = b"".join(workspace.store.dataset_parts(attachment.hash))
    return outlet.write(folder, clear_attachment(attachment, data), over=over)


def _pieces(path: Path) -> Iterator[bytes]:
    read = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                read += len(piece)
                if read > MOST_BYTES:
                    raise InputRefused(
                        f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB.",
                        safe="Nothing was added.",
                        next_step="Keep a smaller picture, or the pages that matter.",
                    )
                yield piece
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.", safe="Nothing was added.") from error
    if not read:
        raise InputRefused(f"{path.name} is empty.", safe="Nothing was added.")
