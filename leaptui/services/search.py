"""Finding anything again."""

from __future__ import annotations

from collections.abc import Mapping
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
    return [_titled(workspace, hit, titles) for hit in workspace.store.search(wanted, limit)]


def _titled(workspace: Workspace, hit: Hit, components: Mapping[str, str]) -> Hit:
    """A hit whose title is a key of the practice content, with what that is called."""
    if hit.kind == "component":
        return replace(hit, title=components.get(hit.id.rpartition(":")[2], hit.title))
    if hit.kind == "concern":
        known = (each.title for each in workspace.practice.concerns if each.key == hit.title)
        return replace(hit, title=next(known, hit.title))
    return hit
