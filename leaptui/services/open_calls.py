"""Keeping one dataset open, so that a changed filter answers at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from leaptui.calls.measures import Calls
    from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OpenCalls:
    """A dataset's hash and its calls, in memory."""

    hash: str
    calls: Calls

    def close(self) -> None:
        """Give the memory back."""
        self.calls.close()


def calls_of(workspace: Workspace, dataset: Dataset) -> Calls:
    """The calls of a dataset, read from the store once and kept until another is asked for.

    Raises:
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    for opened in workspace.opened_calls:
        if opened.hash == dataset.hash:
            return opened.calls
    if not workspace.store.has_dataset(dataset.hash):
        raise StoreUnavailable(
            f"The calls of {dataset.file_name} are not in this store's folder.",
            safe="The rest of the store is as it was.",
            next_step="Restore the datasets folder from a backup, or import the export again.",
        )
    from leaptui.calls.measures import open_calls

    calls = open_calls(workspace.store.dataset_parts(dataset.hash))
    while workspace.opened_calls:
        workspace.opened_calls.pop().close()
    workspace.opened_calls.append(OpenCalls(dataset.hash, calls))
    return calls
