"""A note in an editor of the person's own: written out privately, taken back, never left behind.

While it is out the text lies on the disk in clear. It is in a folder only its owner can enter,
in a file only its owner can read, and both go when it is taken back, or at the next start where
leaptui ended meanwhile. What was written to the disk is removed, not overwritten.
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Interview
from leaptui.domain.text import clean
from leaptui.services.workspace import Workspace
from leaptui.store.files import private_file, private_folder, refused

_FOLDER = "editing"
_FALLBACKS = ("nano", "vim", "vi")
_OURS = "LEAPTUI_"


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """The person's editor: `$VISUAL`, else `$EDITOR`, else one that most systems have.

    Raises:
        InputRefused: None is named and none was found.
    """
    for name in ("VISUAL", "EDITOR"):
        with suppress(ValueError):  # a quotation mark without its end
            if words := shlex.split(environment.get(name, "")):
                return words
    found = next((path for name in _FALLBACKS if (path := shutil.which(name))), None)
    if found is None:
        raise InputRefused(
            "No editor is named.",
            safe="The note is as it was.",
            next_step="Set EDITOR to the command that starts yours, such as nano.",
        )
    return [found]


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What the editor is told: nothing that is leaptui's own, a passphrase least of all."""
    return {name: value for name, value in environment.items() if not name.startswith(_OURS)}


def hand_out(workspace: Workspace, interview: Interview, text: str) -> Path:
    """Write a note where the editor finds it.

    Raises:
        StoreUnavailable: The disk refuses. Nothing was handed out.
    """
    put_back(workspace)
    path = _folder(workspace) / f"{interview.id}.md"
    with refused("The note cannot be handed to the editor", "The note is as it was."):
        private_folder(path.parent)
        private_file(path)
        path.write_bytes(text.encode("utf-8", "replace"))
    return path


def read_back(path: Path, before: str) -> str:
    """What the editor left, cleaned.

    UTF-8 is expected; a file that is not is read as Windows-1252, which loses none of its bytes
    that mean a character.

    Args:
        path: As `hand_out` gave it.
        before: The text handed out. The line end that editors add to a last line is not a change.

    Raises:
        InputRefused: The file is gone.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputRefused(
            "The editor left no file behind.",
            safe="The note is as it was before.",
            next_step=f"{error.strerror or error}. Try again, or type here.",
        ) from error
    text = clean(_decoded(data))
    return text if before.endswith("\n") else text.removesuffix("\n")


def put_back(workspace: Workspace) -> None:
    """Remove what was handed out, and whatever the editor put beside it."""
    shutil.rmtree(_folder(workspace), ignore_errors=True)


def take_in_left(workspace: Workspace) -> int:
    """At the start: what an editor still had when leaptui ended becomes a draft, and its file goes.

    Returns:
        How many notes differ from what is saved; they are offered as any text found is.
    """
    count = 0
    for path in sorted(_folder(workspace).glob("*.md")):
        known = workspace.store.get(Interview, path.stem)
        if known is None or known.deleted:
            continue
        draft = workspace.store.draft(known.id, "note")
        text = read_back(path, draft.text if draft else known.note)
        if text.strip() and text not in (known.note, draft.text if draft else known.note):
            workspace.store.put_draft(known.id, "note", text)
            count += 1
    put_back(workspace)
    return count


def _folder(workspace: Workspace) -> Path:
    return workspace.home / _FOLDER


def _decoded(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
