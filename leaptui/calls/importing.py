"""From a city's file to a dataset: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from leaptui.calls.appending import find_repeated, joined_recipe, joined_sha256
from leaptui.calls.cleaning import coarsen_places, collapse_units, find_duplicates, judge, tidy_values
from leaptui.calls.clock_checks import problems_of_received
from leaptui.calls.code_books import apply_code_books
from leaptui.calls.dialect import read_dialect
from leaptui.calls.engine import Engine, engine_for, stopping
from leaptui.calls.inspection import inspect, recipe_from_sample
from leaptui.calls.loading import Loaded, LoadedFile, OpenFile, load, sample_holds
from leaptui.calls.narratives import redact_narratives
from leaptui.calls.parts import number_rows, write_parts
from leaptui.calls.problems import not_available
from leaptui.calls.recipe import Recipe, dataset_hash, recipe_of
from leaptui.calls.source import open_source
from leaptui.calls.times import is_universal
from leaptui.calls.unreadable import unreadable_rows
from leaptui.domain.calls import ColumnRole, Correction, Imported, Problem, SetAside, SourceFile
from leaptui.domain.errors import InputRefused
from leaptui.domain.ledger_rules import USUALLY_ON, bit, ledger_by
from leaptui.domain.measured import Period
from leaptui.domain.text import one_line
from leaptui.practice.sensitive_types import packaged_sensitive_kinds

if TYPE_CHECKING:
    from leaptui.practice.sensitive_types import SensitiveKinds
    from leaptui.practice.taxonomy import Taxonomy


class PartWriter(Protocol):
    """Takes the parts of a dataset in order."""

    def add(self, part: bytes) -> None:
        """Write the bytes of one Parquet file."""


NewDataset = Callable[[str], AbstractContextManager[PartWriter]]
"""Given a dataset's name, a place for its parts that appears when the block ends well."""


def _quietly(step: str, share: float) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


class SampleMisled(InputRefused):
    """Some row is written in a way that the sample a recipe came from did not show. Nothing was stored."""


def import_unseen(
    path: Path,
    correction: Correction,
    timezone: str,
    taxonomy: Taxonomy,
    *,
    new_dataset: NewDataset,
    sensitive: SensitiveKinds | None = None,
    people: Collection[str] = (),
    progress: Callable[[str, float], None] = _quietly,
    cancelled: Callable[[], bool] = _never,
) -> Imported:
    """Import a file whose inspection nobody asked to see.

    The result is that of `inspect` and `import_calls`, but where a sample tells how to read the
    file its times are read once instead of twice.

    Args:
        path: The file.
        correction: What a person changed.
        timezone: The city's IANA time zone.
        taxonomy: As for `import_calls`.
        new_dataset: Where the parts go.
        sensitive: As for `import_calls`.
        people: As for `import_calls`.
        progress: Told each step and the share that is done, 0 to 1.
        cancelled: Asked twenty times a second whether to stop.

    Raises:
        InputRefused: Like `inspect` and `import_calls`; nothing is stored then.
        UnknownName: When the correction names a column that is not there.
    """

    def by(recipe: Recipe, *, sampled: bool) -> Imported:
        return import_calls(
            path, recipe, taxonomy,
            new_dataset=new_dataset, sensitive=sensitive, people=people,
            progress=progress, cancelled=cancelled, sampled=sampled,
        )  # fmt: skip

    recipe = recipe_from_sample(path, correction, timezone=timezone, cancelled=cancelled)
    if recipe is not None:
        try:
            return by(recipe, sampled=True)
        except SampleMisled:
            pass
    found = inspect(path, correction, cancelled=cancelled)
    return by(recipe_of(found, timezone=timezone, correction=correction), sampled=False)


def import_calls(
    path: Path,
    recipe: Recipe,
    taxonomy: Taxonomy,
    *,
    new_dataset: NewDataset,
    sensitive: SensitiveKinds | None = None,
    people: Collection[str] = (),
    progress: Callable[[str, float], None] = _quietly,
    cancelled: Callable[[], bool] = _never,
    sampled: bool = False,
    further: Sequence[tuple[Path, Recipe]] = (),
) -> Imported:
    """Read a file by its recipe, clean it in the stated order, and hand the rows over as Parquet.

    `calls` of the result are the incidents after units were collapsed: tests, log entries and
    officer-initiated incidents are still among them.

    Args:
        path: The file.
        recipe: How to read it.
        taxonomy: Tells tests, log entries, officers' own activity and alarms by their type.
        new_dataset: Where the parts go.
        sensitive: Kinds of calls that are kept without their place; nothing for those that come with leaptui.
        people: Names to be taken out of narratives that are kept.
        progress: Told each step and the share that is done, 0 to 1.
        cancelled: Asked twenty times a second whether to stop.
        sampled: Whether the recipe's formats came from a sample and have to be held against every row.
        further: Files that follow in the same dataset, each with its own recipe (`further_recipe`); what is
            not of columns and their formats is taken from the first.

    Raises:
        SampleMisled: When they do not hold; nothing is stored then.
        InputRefused: When the file cannot be read this way, or the person stopped it; nothing is
            stored then.
    """
    sensitive = packaged_sensitive_kinds() if sensitive is None else sensitive
    progress("reading", 0.0)
    with ExitStack() as opened:
        between = stopping(cancelled)
        files = [_open(opened, each, how, between) for each, how in ((path, recipe), *further)]
        sources = [each.source for each in files]
        engine = opened.enter_context(engine_for(sources[0], cancelled, further=sources[1:]))
        loaded = load(engine, files, keep_unread=sampled)
        if sampled and not sample_holds(engine, recipe):
            raise SampleMisled("Times are written in several ways.", safe="Nothing was stored.")
        progress("cleaning", 0.4)
        problems = _clean(engine, taxonomy, loaded, recipe, sensitive, people)
        progress("storing", 0.7)
        return _store(engine, joined_recipe(files), loaded, problems, new_dataset, progress)


def _open(opened: ExitStack, path: Path, recipe: Recipe, between: Callable[[], None]) -> OpenFile:
    source = opened.enter_context(
        open_source(path, recipe.sheet or None, encoding=recipe.encoding, between=between)
    )
    dialect = read_dialect(
        source.head, delimiter=recipe.delimiter, header_row=recipe.header_row, quote=recipe.quote
    )
    return OpenFile(source, dialect.names, recipe)


def _clean(
    engine: Engine,
    taxonomy: Taxonomy,
    loaded: Loaded,
    recipe: Recipe,
    sensitive: SensitiveKinds,
    people: Collection[str],
) -> list[Problem]:
    tidy_values(engine)
    problems = apply_code_books(engine, recipe.code_books, loaded.has)
    repeated = find_repeated(engine, [each.first for each in loaded.files])
    problems += repeated
    problems += _about_clock(engine, recipe)
    problems += collapse_units(engine, wanted=recipe.collapse_units, repeated=bool(repeated))
    judge(engine, taxonomy, loaded.has, sensitive, repeated=bool(repeated))
    find_duplicates(engine, recipe.duplicate_minutes)
    problems += coarsen_places(engine, recipe.place_rule, sensitive)
    if recipe.keeps_narratives:
        redact_narratives(engine, loaded.rows, people)
    return problems


def _about_clock(engine: Engine, recipe: Recipe) -> list[Problem]:
    clock = next(
        iter((*recipe.with_role(ColumnRole.RECEIVED_TIME), *recipe.with_role(ColumnRole.RECEIVED))), None
    )
    if clock is None or recipe.hour_unknown or not recipe.timezone:
        return []
    moved = recipe.times_are_utc or any(map(is_universal, clock.formats))
    return problems_of_received(engine, clock.name, recipe.timezone, moved=moved)


def _store(
    engine: Engine,
    recipe: Recipe,
    loaded: Loaded,
    problems: list[Problem],
    new_dataset: NewDataset,
    progress: Callable[[str, float], None],
) -> Imported:
    unreadable = unreadable_rows(engine, loaded)
    if unreadable.rows == loaded.rows_in:
        raise InputRefused(
            f"No row of {loaded.files[0].file.source.path.name} has a time of the call that can be read.",
            safe="Nothing was stored.",
            next_step="Inspect the file and correct the column or its format.",
        )
    number = number_rows(engine, loaded.rows, unreadable.rejected)
    sources = tuple(_source_of(each) for each in loaded.files)
    sha256 = joined_sha256([each.sha256 for each in sources])
    name = dataset_hash(sha256, recipe)
    verdicts = Counter({bit(SetAside.UNREADABLE): unreadable.rows} if unreadable.rows else {})
    incidents = 0
    days: list[datetime] = []
    with new_dataset(name) as writer:
        for part in write_parts(engine, loaded.rows, unreadable, number, narratives=recipe.keeps_narratives):
            writer.add(part.data)
            verdicts += part.verdicts
            incidents += part.incidents
            days += [moment for moment in (part.first, part.last) if moment is not None]
            progress("storing", 0.95)
        ledger = ledger_by(loaded.rows_in, tuple(verdicts.items()), USUALLY_ON)
        engine.stop_if_cancelled()
    progress("done", 1.0)
    return Imported(
        dataset=name,
        ledger=ledger,
        calls=incidents,
        period=Period(min(days).date().isoformat(), max(days).date().isoformat()) if days else None,
        not_available=not_available(set(loaded.has), hours=not recipe.hour_unknown),
        problems=(*problems, *unreadable.problems),
        recipe=recipe.to_toml(),
        source_sha256=sha256,
        verdicts=tuple(sorted(verdicts.items())),
        sources=sources,
    )


def _source_of(loaded: LoadedFile) -> SourceFile:
    source = loaded.file.source
    return SourceFile(one_line(source.path.name), source.facts.size, source.facts.sha256, loaded.rows_in)
