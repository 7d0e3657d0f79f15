"""Keeping datasets open, so that a changed filter answers at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import StoreUnavailable
from leaptui.domain.ledger_rules import rules_on

if TYPE_CHECKING:
    from leaptui.calls.measures import Calls
    from leaptui.services.workspace import Workspace

MOST_OPEN = 2
"""As many as are compared."""


@dataclass(frozen=True, slots=True)
class OpenCalls:
    """A dataset's hash, the ledger rules that are not as usual, and its calls, in memory."""

    hash: str
    rules_switched: tuple[str, ...]
    calls: Calls

    def close(self) -> None:
        """Give the memory back."""
        self.calls.close()


def calls_of(workspace: Workspace, dataset: Dataset) -> Calls:
    """The calls of a dataset by the ledger rules that are on.

    They are read from the store once, and kept until others were asked for.

    Raises:
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    kept = workspace.opened_calls
    for place, opened in enumerate(kept):
        if (opened.hash, opened.rules_switched) == (dataset.hash, dataset.rules_switched):
            kept.append(kept.pop(place))
            return opened.calls
    if not workspace.store.has_dataset(dataset.hash):
        raise StoreUnavailable(
            f"The calls of {dataset.file_name} are not in this store's folder.",
            safe="The rest of the store is as it was.",
            next_step="Restore the datasets folder from a backup, or import the export again.",
        )
    from leaptui.calls.measures import open_calls

    for opened in [each for each in kept if each.hash == dataset.hash]:
        kept.remove(opened)
        opened.close()
    while len(kept) >= MOST_OPEN:
        kept.pop(0).close()
    calls = open_calls(workspace.store.dataset_parts(dataset.hash), rules_on(dataset.rules_switched))
    kept.append(OpenCalls(dataset.hash, dataset.rules_switched, calls))
    return calls
