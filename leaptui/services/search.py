"""Finding anything again."""

from __future__ import annotations

from leaptui.domain.search import Hit
from leaptui.domain.text import clean
from leaptui.services.workspace import Workspace


def search(workspace: Workspace, text: str, *, limit: int = 50) -> list[Hit]:
    """Notes, excerpts, people, decisions and follow-ups that hold these words, best first.

    The last word may be unfinished; words in quotation marks are looked for in that order.
    Words that are only punctuation find nothing.
    """
    wanted = clean(text).strip()
    return workspace.store.search(wanted, limit) if wanted else []
