"""A page that is being written on: what stands there is safe against a crash before it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Page:
    """A field of a record that is written on a page of its own.

    Attributes:
        record: Id of the record.
        field: Key of the field.
    """

    record: str
    field: str


def make_safe(workspace: Workspace, page: Page, text: str) -> None:
    """Put what stands on a page on the disk; found again where leaptui ends before it is saved."""
    workspace.store.put_draft(page.record, page.field, text)


def let_go(workspace: Workspace, page: Page) -> None:
    """The page was left: what stood there is saved, or was thrown away."""
    workspace.store.discard_draft(page.record, page.field)
