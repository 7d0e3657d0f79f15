"""How an open store stands: what it takes, what is to be said of it, whether its pages are proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an open store stands.

    Attributes:
        store: Its name, for ever.
        read_only: Whether it takes no changes.
        notice: What a person should be told of it, or empty. Of a store that takes no changes it says why,
            unless it was opened so on purpose.
    """

    store: str = ""
    read_only: bool = False
    notice: str = ""


def standing(workspace: Workspace) -> Standing:
    """How the store stands now."""
    store = workspace.store
    return Standing(store=store.id, read_only=store.read_only, notice=store.notice)


def page_proof(workspace: Workspace) -> Callable[[], str] | None:
    """What proves the pages of a store too large to be proved while it is opened; nothing where it was.

    Call it on a thread of its own. Where it gives a sentence, hand that to `stop_writing` on the
    store's thread and show it.
    """
    return None if workspace.store.proved else workspace.store.page_proof()


def stop_writing(workspace: Workspace, why: str) -> None:
    """Take no more changes, because the file was found damaged."""
    workspace.store.stop_writing(why)
