"""From a city's export to its calls: looking at the file, importing it, and what the calls show."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import (
    CallsSummary,
    Correction,
    Imported,
    Inspection,
    Ledger,
    LedgerLine,
    SetAside,
)
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.measured import BaseName
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.call_types import call_types
from leaptui.services.open_calls import calls_of
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.calls.recipe import Recipe

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it is, 0 to 1."""


def _no_progress(step: str, share: float) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPicture:
    """A dataset with its ledger and its summary."""

    dataset: Dataset
    ledger: Ledger
    summary: CallsSummary


def inspect_file(path: Path, correction: Correction | None = None) -> Inspection:
    """What would be done with a file, and why. Nothing is stored; no store is needed.

    Raises:
        InputRefused: When the file cannot be read as calls at all.
    """
    from leaptui.calls.inspection import inspect

    return inspect(path, correction)


def import_file(
    workspace: Workspace,
    engagement: Engagement,
    path: Path,
    *,
    correction: Correction | None = None,
    inspection: Inspection | None = None,
    recipe: str | None = None,
    sender: str = "",
    received_on: str | None = None,
    progress: Progress = _no_progress,
    cancelled: Callable[[], bool] = _never,
) -> tuple[Dataset, Imported]:
    """Import a call export into the store: all of it, or nothing.

    Args:
        workspace: Where.
        engagement: Whose calls they are; its time zone is needed.
        path: The export.
        correction: What a person changed of the inspection.
        inspection: The corrected inspection itself, where it is at hand.
        recipe: TOML of an earlier import, instead of a correction.
        sender: Who handed the file over.
        received_on: ISO date on which it came.
        progress: Told what is being done.
        cancelled: Asked between steps whether to stop.

    Raises:
        InputRefused: When the engagement has no time zone or the file cannot be read; nothing is
            stored then.
    """
    from leaptui.calls.importing import import_calls, import_unseen

    if not engagement.timezone:
        raise InputRefused(
            f"{engagement.name} has no time zone yet, and call times mean nothing without one.",
            safe="Nothing was imported.",
            next_step=f"Set it: leaptui engagement set {engagement.slug} --timezone America/New_York.",
        )
    taxonomy, new_dataset = workspace.practice.taxonomy, workspace.store.new_dataset
    how = _recipe(engagement.timezone, inspection, correction, recipe)
    if how is None:
        imported = import_unseen(
            path, correction or Correction(), engagement.timezone, taxonomy,
            new_dataset=new_dataset, progress=progress, cancelled=cancelled,
        )  # fmt: skip
    else:
        imported = import_calls(
            path, how, taxonomy, new_dataset=new_dataset, progress=progress, cancelled=cancelled
        )
    for known in datasets(workspace, engagement):
        if known.hash == imported.dataset:
            return known, imported
    dataset = Dataset(
        id=workspace.new_id(),
        engagement=engagement.id,
        hash=imported.dataset,
        file_name=one_line(path.name),
        file_size=path.stat().st_size,
        file_sha256=imported.source_sha256,
        imported_at=workspace.now().isoformat(timespec="seconds"),
        rows_in=imported.ledger.rows_in,
        rows_used=imported.ledger.rows_used,
        calls=imported.calls,
        first_day=imported.period.first if imported.period else None,
        last_day=imported.period.last if imported.period else None,
        timezone=engagement.timezone,
        ledger=json.dumps(
            [{"reason": line.reason.value, "rows": line.rows} for line in imported.ledger.set_aside]
        ),
        recipe=imported.recipe,
        not_available=imported.not_available,
        sender=one_line(sender),
        received_on=received_on,
        problems=json.dumps(
            [{"problem": each.problem, "rows": each.rows, "effect": each.effect} for each in imported.problems]
        ),
        verdicts=json.dumps(imported.verdicts),
    )
    workspace.store.apply("import calls", [dataset], stream=engagement.id)
    return dataset, imported


def datasets(workspace: Workspace, engagement: Engagement) -> list[Dataset]:
    """The exports imported for an engagement, newest first."""
    found = workspace.store.all(Dataset, engagement=engagement.id)
    return sorted(found, key=lambda dataset: dataset.imported_at, reverse=True)


def find_dataset(workspace: Workspace, engagement: Engagement, wanted: str | None = None) -> Dataset:
    """The newest dataset, or the one whose hash or file name begins as wanted.

    Raises:
        UnknownName: When there is none.
    """
    found = datasets(workspace, engagement)
    for dataset in found:
        if not wanted or dataset.hash.startswith(wanted) or dataset.file_name == wanted:
            return dataset
    raise UnknownName(
        f"{engagement.name} has no call data" + (f" “{one_line(wanted)}”." if wanted else " yet."),
        next_step=f"Import an export: leaptui calls import FILE --engagement {engagement.slug}.",
    )


def ledger_of(dataset: Dataset) -> Ledger:
    """The ledger kept with a dataset."""
    lines = tuple(LedgerLine(SetAside(line["reason"]), line["rows"]) for line in json.loads(dataset.ledger))
    return Ledger(dataset.rows_in, dataset.rows_used, lines)


def summarise(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset | None = None,
    base: BaseName = BaseName.COMMUNITY_INITIATED,
) -> CallsPicture:
    """The picture of a dataset on one base.

    Raises:
        UnknownName: When nothing was imported yet.
    """
    dataset = dataset or find_dataset(workspace, engagement)
    readings = call_types(workspace, engagement, dataset, base)
    summary = calls_of(workspace, dataset).summary(readings, base=base)
    return CallsPicture(dataset=dataset, ledger=ledger_of(dataset), summary=summary)


def rows_behind(
    workspace: Workspace, dataset: Dataset, reason: SetAside, limit: int = 200
) -> Sequence[dict[str, str]]:
    """The rows that a line of the ledger set aside, as text, first ones first."""
    return calls_of(workspace, dataset).ledger_rows(reason, limit)


def _recipe(
    timezone: str, inspection: Inspection | None, correction: Correction | None, recipe: str | None
) -> Recipe | None:
    from leaptui.calls.recipe import Recipe, recipe_of

    if recipe is not None:
        return Recipe.from_toml(recipe)
    return recipe_of(inspection, timezone=timezone, correction=correction) if inspection is not None else None
