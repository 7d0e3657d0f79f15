"""From a city's file to a dataset: looking at it, and importing it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.domain.call_choices import CodeBook
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnRole, Correction, Imported, Inspection, SourceFile
from leaptui.domain.errors import InputRefused
from leaptui.domain.reading_differences import Difference
from leaptui.domain.records import Engagement, Stakeholder
from leaptui.domain.text import one_line
from leaptui.services.calls.ledger import can_switch, ledger_json
from leaptui.services.calls.opened import calls_of
from leaptui.services.calls.picture import datasets
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.calls.recipe import Recipe

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it is, 0 to 1."""


def _no_progress(step: str, share: float) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


def inspect_file(
    path: Path,
    correction: Correction | None = None,
    *,
    timezone: str = "",
    progress: Progress = _no_progress,
    cancelled: Callable[[], bool] = _never,
) -> Inspection:
    """What would be done with a file, and why. Nothing is stored; no store is needed.

    Args:
        path: The file.
        correction: What a person changed.
        timezone: The city's IANA time zone, where it is known: changes of the clock are counted then.
        progress: Told what is being done.
        cancelled: Asked between steps whether to stop.

    Raises:
        InputRefused: When the file cannot be read at all, or the person stopped it.
    """
    from leaptui.calls.inspection import inspect

    return inspect(path, correction, timezone=timezone, progress=progress, cancelled=cancelled)


def read_code_book(path: Path, role: ColumnRole | None = None) -> CodeBook:
    """What the codes of one role mean, from a file of its own; for `Correction.code_books`.

    Args:
        path: A text file or a workbook with a column of codes and a column of texts.
        role: Whose codes they are; nothing to tell by the words of the file.

    Raises:
        InputRefused: When it is no such list, or the role has no codes.
    """
    from leaptui.calls import code_books

    return code_books.read_code_book(path, role)


def differences_from_recipe(
    path: Path,
    recipe: str,
    *,
    inspection: Inspection | None = None,
    known: Mapping[ColumnRole, Collection[str]] | None = None,
) -> tuple[Difference, ...]:
    """What of a file is not as an earlier one was: columns, formats of times, codes.

    Args:
        path: The file.
        recipe: TOML of how the earlier one was read.
        inspection: Of the file, where it is at hand.
        known: What `known_codes` says of the earlier import; without it only codes that a code book of the
            recipe does not explain are told.

    Raises:
        InputRefused: When file or recipe cannot be read.
    """
    from leaptui.calls.recipe import Recipe
    from leaptui.calls.recipe_differences import recipe_differences

    how = Recipe.from_toml(recipe)
    return recipe_differences(path, inspection or inspect_file(path), how, known)


def known_codes(workspace: Workspace, engagement: Engagement) -> dict[ColumnRole, frozenset[str]]:
    """The types, priorities, sources and dispositions of the city's newest import; nothing before the first."""
    from leaptui.calls.recipe_differences import known_values

    newest = next(iter(datasets(workspace, engagement)), None)
    return known_values(calls_of(workspace, newest).loaded) if newest else {}


def import_file(
    workspace: Workspace,
    engagement: Engagement,
    path: Path,
    *,
    further: Sequence[Path] = (),
    correction: Correction | None = None,
    inspection: Inspection | None = None,
    recipe: str | None = None,
    sender: str = "",
    received_on: str | None = None,
    label: str = "",
    progress: Progress = _no_progress,
    cancelled: Callable[[], bool] = _never,
) -> tuple[Dataset, Imported]:
    """Import a call export into the store: all of it, or nothing.

    Args:
        workspace: Where.
        engagement: Whose calls they are; its time zone is needed.
        path: The export.
        further: Files that follow in the same dataset; their columns are taken by name.
        correction: What a person changed of the inspection.
        inspection: The corrected inspection itself, where it is at hand.
        recipe: TOML of an earlier import, instead of a correction.
        sender: Who handed the file over.
        received_on: ISO date on which it came.
        label: What she calls the dataset.
        progress: Told what is being done.
        cancelled: Asked between steps whether to stop.

    Raises:
        InputRefused: When the engagement has no time zone or the file cannot be read; nothing is
            stored then.
    """
    from leaptui.calls.appending import further_recipe
    from leaptui.calls.importing import import_calls, import_unseen

    if not engagement.timezone:
        raise InputRefused(
            f"{engagement.name} has no time zone yet, and call times mean nothing without one.",
            safe="Nothing was imported.",
            next_step=f"Set it: leaptui engagement set {engagement.slug} --timezone America/New_York.",
        )
    taxonomy, new_dataset = workspace.practice.taxonomy, workspace.store.new_dataset
    sensitive = workspace.practice.sensitive_kinds
    people = [person.name for person in workspace.store.all(Stakeholder)]
    how = _recipe(engagement.timezone, inspection, correction, recipe)
    if how is None and further:
        how = _recipe(engagement.timezone, inspect_file(path, correction), correction, None)
    if how is None:
        imported = import_unseen(
            path, correction or Correction(), engagement.timezone, taxonomy,
            new_dataset=new_dataset, sensitive=sensitive, people=people,
            progress=progress, cancelled=cancelled,
        )  # fmt: skip
    else:
        how = how if how.timezone else replace(how, timezone=engagement.timezone)
        others = [(each, *further_recipe(each, how)) for each in further]
        imported = import_calls(
            path, how, taxonomy, further=[(each, its) for each, its, _ in others],
            new_dataset=new_dataset, sensitive=sensitive, people=people,
            progress=progress, cancelled=cancelled,
        )  # fmt: skip
        named = [problem for *_, problems in others for problem in problems]
        imported = replace(imported, problems=(*named, *imported.problems))
    for known in datasets(workspace, engagement):
        if known.hash == imported.dataset:
            return _with_verdicts(workspace, known, imported), imported
    dataset = Dataset(
        id=workspace.new_id(),
        engagement=engagement.id,
        hash=imported.dataset,
        file_name=_name_of(imported.sources),
        file_size=sum(each.size for each in imported.sources),
        file_sha256=imported.source_sha256,
        imported_at=workspace.now().isoformat(timespec="seconds"),
        rows_in=imported.ledger.rows_in,
        rows_used=imported.ledger.rows_used,
        calls=imported.calls,
        first_day=imported.period.first if imported.period else None,
        last_day=imported.period.last if imported.period else None,
        timezone=engagement.timezone,
        ledger=ledger_json(imported.ledger),
        recipe=imported.recipe,
        not_available=imported.not_available,
        sender=one_line(sender),
        received_on=received_on,
        problems=_problems_json(imported),
        verdicts=json.dumps(imported.verdicts),
        label=one_line(label),
        sources=_sources_json(imported.sources) if further else "[]",
    )
    workspace.store.apply("import calls", [dataset], stream=engagement.id)
    return dataset, imported


def _recipe(
    timezone: str, inspection: Inspection | None, correction: Correction | None, recipe: str | None
) -> Recipe | None:
    from leaptui.calls.recipe import Recipe, recipe_of

    if recipe is not None:
        return Recipe.from_toml(recipe)
    return recipe_of(inspection, timezone=timezone, correction=correction) if inspection is not None else None


def _with_verdicts(workspace: Workspace, known: Dataset, imported: Imported) -> Dataset:
    """A dataset that is here already; one that an earlier leaptui imported learns what it could not keep then."""
    if can_switch(known):
        return known
    knowing = replace(
        known,
        ledger=ledger_json(imported.ledger),
        rows_used=imported.ledger.rows_used,
        calls=imported.calls,
        verdicts=json.dumps(imported.verdicts),
        problems=_problems_json(imported),
    )
    workspace.store.apply("import calls", [knowing], stream=known.engagement)
    return knowing


def _problems_json(imported: Imported) -> str:
    return json.dumps(
        [{"problem": each.problem, "rows": each.rows, "effect": each.effect} for each in imported.problems]
    )


def _name_of(sources: Sequence[SourceFile]) -> str:
    """`calls_2024.csv`, or `calls_2024.csv and 2 more`."""
    more = len(sources) - 1
    return f"{sources[0].name} and {more} more" if more else sources[0].name


def _sources_json(sources: Sequence[SourceFile]) -> str:
    return json.dumps(
        [{"name": each.name, "size": each.size, "sha256": each.sha256, "rows": each.rows} for each in sources]
    )
