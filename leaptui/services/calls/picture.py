"""The call exports of a city, and what their calls show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import CallsSummary, Ledger
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import BaseName
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.calls.ledger import ledger_of
from leaptui.services.calls.opened import calls_of
from leaptui.services.calls.types import call_types, type_rules
from leaptui.services.newest import newest_first
from leaptui.services.workspace import Workspace

_ALL = CallFilter()
MOST_KEPT = 64
"""Summaries; each is some ten kilobytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPicture:
    """A dataset with its ledger and its summary."""

    dataset: Dataset
    ledger: Ledger
    summary: CallsSummary
    only: CallFilter = _ALL
    """What was left out of the base of the summary."""


def datasets(workspace: Workspace, engagement: Engagement) -> list[Dataset]:
    """The exports imported for an engagement, newest first."""
    found = workspace.store.all(Dataset, engagement=engagement.id)
    return newest_first(found, lambda dataset: dataset.imported_at)


def dataset_name(dataset: Dataset) -> str:
    """What an export is called: its label, or the name of its file."""
    return dataset.label or dataset.file_name


def label_dataset(workspace: Workspace, dataset: Dataset, label: str) -> Dataset:
    """Call an export something; an empty label leaves it the name of its file."""
    named = replace(dataset, label=one_line(label))
    if named != dataset:
        workspace.store.apply("name calls", [named], stream=dataset.engagement)
    return named


def find_dataset(workspace: Workspace, engagement: Engagement, wanted: str | None = None) -> Dataset:
    """The newest dataset, or the one of this label or file name, or whose hash begins so.

    Raises:
        UnknownName: When there is none.
    """
    found = datasets(workspace, engagement)
    for dataset in found:
        if not wanted or wanted in {dataset.file_name, dataset.label} or dataset.hash.startswith(wanted):
            return dataset
    raise UnknownName(
        f"{engagement.name} has no call data" + (f" “{one_line(wanted)}”." if wanted else " yet."),
        next_step=f"Import an export: leaptui calls import FILE --engagement {engagement.slug}.",
    )


def summarise(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset | None = None,
    base: BaseName = BaseName.COMMUNITY_INITIATED,
    only: CallFilter = _ALL,
) -> CallsPicture:
    """The picture of a dataset on one base, of the calls that a filter leaves.

    It is counted once for the same rules of the ledger and the same decisions on types.

    Raises:
        UnknownName: When nothing was imported yet.
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    dataset = dataset or find_dataset(workspace, engagement)
    decided = tuple(type_rules(workspace, engagement))
    asked = dataset.hash, dataset.rules_switched, base, only, decided
    kept = workspace.kept_summaries
    if asked not in kept or not workspace.store.has_dataset(dataset.hash):
        readings = call_types(workspace, engagement, dataset, base)
        summary = calls_of(workspace, dataset).summary(readings, base, only)
        while len(kept) >= MOST_KEPT:
            kept.pop(next(iter(kept)))
        kept[asked] = summary
    return CallsPicture(dataset=dataset, ledger=ledger_of(dataset), summary=kept[asked], only=only)
