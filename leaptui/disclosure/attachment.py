"""A file that somebody handed over leaves only when it was chosen to, byte for byte."""

from __future__ import annotations

from pathlib import PurePosixPath

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.cleared import ClearedFile
from leaptui.domain.errors import Withheld
from leaptui.domain.records import Attachment


def clear_attachment(attachment: Attachment, data: bytes) -> ClearedFile:
    """The file, for the outlet.

    What a picture shows cannot be read here: choosing it is the advisor's decision, and is in the
    history.

    Raises:
        Withheld: When it was not chosen to leave.
    """
    if not attachment.may_leave:
        raise Withheld(
            f"{attachment.name} was not chosen to leave the store.",
            safe="Nothing was written.",
            next_step="Choose it first: look at what it shows, and whose it is.",
        )
    name = PurePosixPath(attachment.name.replace("\\", "/")).name
    return ClearedFile(name.lstrip(".") or "attachment", data, KEY)
