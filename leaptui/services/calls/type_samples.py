"""Reading a sample of a type's calls, to say how many of them would pass the screen."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace

from leaptui.domain.call_records import Dataset, TypeRule, TypeSample
from leaptui.domain.calls import TypeReading
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import BaseName
from leaptui.domain.records import Engagement
from leaptui.domain.text import fold, one_line
from leaptui.domain.type_judgements import Agreement, SampleShare, Verdict
from leaptui.services.calls.opened import calls_of
from leaptui.services.calls.type_decisions import as_read, decide, decision_of
from leaptui.services.calls.types import days_of
from leaptui.services.workspace import Workspace

SIZE = 50
"""Calls of a type that a reader is asked to read: enough to tell a third from a half."""
_BASE = BaseName.COMMUNITY_INITIATED


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReading:
    """What has been read of one type.

    Attributes:
        calls: Calls of the type to draw from.
        samples: By reader.
        share: What all of them together say.
        agreements: Of each two readers who read the same calls.
    """

    calls: int
    samples: tuple[TypeSample, ...]
    share: SampleShare
    agreements: tuple[Agreement, ...]


def draw_sample(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    reading: TypeReading,
    *,
    reader: str,
    size: int = SIZE,
    seed: int | None = None,
) -> TypeSample:
    """The calls that a reader is to read: those drawn for her before, and more of them where more are asked.

    Without a seed all readers get the same calls, so that their agreement can be told.

    Args:
        workspace: Where.
        engagement: Whose calls.
        dataset: Which of its exports.
        reading: The type. Of one whose code changed its meaning, calls of the reading's days are drawn.
        reader: Who reads.
        size: How many calls; all of the type where it has fewer.
        seed: Of the draw; nothing takes the one that belongs to this type of this export.

    Raises:
        InputRefused: Without a reader, for a size under one, when the type has no calls, or when the
            reader has begun with another seed.
    """
    from leaptui.calls.type_samples import draw

    name, type_name = one_line(reader), reading.type
    if not name:
        raise InputRefused("A sample needs the name of who reads it.", safe="Nothing was drawn.")
    if size < 1:
        raise InputRefused("A sample has at least one call.", safe="Nothing was drawn.")
    known = next(
        (
            each
            for each in samples_of(workspace, engagement, dataset, type_name)
            if fold(each.reader) == fold(name)
        ),
        None,
    )
    begun = known.seed if known else None
    if known and seed is not None and seed != begun:
        raise InputRefused(
            f"{name} has begun to read this type with the seed {begun}.",
            safe="What was read is kept.",
            next_step="Go on with that sample: leave the seed out.",
        )
    if known and len(known.rows) >= size:
        return known
    chosen = begun if begun is not None else _seed(dataset, type_name) if seed is None else seed
    numbers = draw(calls_of(workspace, dataset).loaded, type_name, _BASE, chosen, days_of(reading))
    if not numbers:
        raise InputRefused(
            f"No community-initiated call of this export has the type “{one_line(type_name)}”.",
            safe="Nothing was drawn.",
            next_step="`leaptui calls types` lists the types as they are written.",
        )
    rows = [str(number) for number in numbers]
    if known:
        # Another ledger may have been chosen since: what was read stays, whatever would be drawn now.
        read = known.rows[: len(known.verdicts)]
        sample = replace(known, rows=(*read, *(row for row in rows if row not in read))[:size])
    else:
        sample = TypeSample(
            id=f"{engagement.id}:sample:{_digest(dataset.hash, type_name, fold(name))}",
            engagement=engagement.id,
            dataset=dataset.hash,
            type=type_name,
            reader=name,
            seed=chosen,
            rows=tuple(rows[:size]),
            made_at=workspace.now().isoformat(timespec="seconds"),
        )
    workspace.store.apply("draw sample of calls", [sample], stream=engagement.id)
    return sample


def sample_rows(workspace: Workspace, dataset: Dataset, sample: TypeSample) -> list[dict[str, str]]:
    """The calls of a sample as text, every column that was kept of the export, in the order drawn."""
    from leaptui.calls.type_samples import rows_numbered

    return rows_numbered(calls_of(workspace, dataset).loaded, [int(row) for row in sample.rows])


def judge(
    workspace: Workspace, engagement: Engagement, sample_id: str, place: int, verdict: Verdict
) -> TypeSample:
    """Record what a reader says of the call at a place of her sample, from 0: the next one or one before it.

    The sample is read from the store, so that two keys pressed quickly are two verdicts.

    Raises:
        InputRefused: When calls before it were not read yet, or there is no such sample.
    """
    sample = workspace.store.get(TypeSample, sample_id)
    if sample is None or place > len(sample.verdicts) or place >= len(sample.rows):
        raise InputRefused("Calls are read in the order they were drawn.", safe="Nothing was changed.")
    said = list(sample.verdicts)
    said[place : place + 1] = [verdict.value]
    sample = replace(sample, verdicts=tuple(said))
    workspace.store.apply("read sampled call", [sample], stream=engagement.id)
    return sample


def samples_of(
    workspace: Workspace, engagement: Engagement, dataset: Dataset, type_name: str
) -> list[TypeSample]:
    """The samples of a type, by reader, in the order they were drawn."""
    return workspace.store.all(TypeSample, engagement=engagement.id, dataset=dataset.hash, type=type_name)


def sample_reading(
    workspace: Workspace, engagement: Engagement, dataset: Dataset, reading: TypeReading
) -> SampleReading:
    """What all readers of a type say together."""
    from leaptui.calls.sample_shares import agreements, settled, share_of

    samples = samples_of(workspace, engagement, dataset, reading.type)
    return SampleReading(
        calls=reading.calls,
        samples=tuple(samples),
        share=share_of(settled(samples)),
        agreements=tuple(agreements(samples)),
    )


def apply_sample(
    workspace: Workspace,
    engagement: Engagement,
    reading: TypeReading,
    sampled: SampleReading,
    decided_by: str = "",
) -> TypeRule:
    """Give the type's decision the share that was read; a type without one is accepted as it is read.

    Raises:
        InputRefused: When no call was clear, or nobody has said yet what the type is.
    """
    share = sampled.share
    if share.share is None:
        raise InputRefused(
            "No call of this type was read and clear yet, so there is no share to take.",
            safe="Nothing was changed.",
            next_step="Read some: leaptui calls sample, or Y in the types.",
        )
    if reading.rule is None and reading.decided_by == "nobody":
        raise InputRefused(
            f"Nobody has said yet what “{one_line(reading.type)}” is.",
            safe="What was read is kept.",
            next_step="Decide its tier first; then take the share over.",
        )
    decision = decision_of(reading.rule) if reading.rule else as_read(reading, decided_by)
    percent = round(share.share * 100)
    (rule,) = decide(
        workspace,
        engagement,
        [reading.type],
        replace(
            decision,
            share_eligible=percent,
            share_low=min(math.floor(share.low * 100), percent),
            share_high=max(math.ceil(share.high * 100), percent),
        ),
    )
    return rule


def _seed(dataset: Dataset, type_name: str) -> int:
    """The same for all who read a type of an export, and another for another type."""
    return int(_digest(dataset.hash, type_name)[:8], 16)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
