"""Finding anything again."""

from __future__ import annotations

from dataclasses import replace

from leaptui.domain.search import Hit
from leaptui.domain.text import clean
from leaptui.services.workspace import Workspace


def search(workspace: Workspace, text: str, *, limit: int = 50) -> list[Hit]:
    """Notes, excerpts, people, decisions and follow-ups that hold these words, best first.

    The last word may be unfinished; words in quotation marks are looked for in that order.
    Words that are only punctuation find nothing.
    """
    wanted = clean(text).strip()
    if not wanted:
        return []
    titles = {component.key: component.title for component in workspace.practice.components}
    return [
        replace(hit, title=titles.get(hit.id.rpartition(":")[2], hit.title))
        if hit.kind == "component"
        else hit
        for hit in workspace.store.search(wanted, limit)
    ]
