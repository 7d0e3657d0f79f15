"""From verdicts on sampled calls to a share with its interval, and to two readers' agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import sqrt

from leaptui.domain.call_records import TypeSample
from leaptui.domain.type_judgements import Agreement, SampleShare, Verdict

_Z = 1.959964
"""Of the normal distribution, for 95%."""


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95% interval of Wilson (1927) around `part` of `whole`, 0 to 1; all of it where nothing was read.

    Unlike the textbook's symmetric interval it stays inside 0 and 1 and holds for small samples.
    """
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _Z * _Z
    middle = share + square / (2 * whole)
    around = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    spread = 1 + square / whole
    low, high = (middle - around) / spread, (middle + around) / spread
    return (0.0 if not part else low), (1.0 if part == whole else high)


def verdicts_of(sample: TypeSample) -> dict[str, Verdict]:
    """By row, what its reader said; rows not read yet are left out."""
    return {row: Verdict(said) for row, said in zip(sample.rows, sample.verdicts, strict=False) if said}


def settled(samples: Iterable[TypeSample]) -> dict[str, Verdict]:
    """By row, what all who read it say; unclear where they differ."""
    said: dict[str, set[Verdict]] = {}
    for sample in samples:
        for row, verdict in verdicts_of(sample).items():
            said.setdefault(row, set()).add(verdict)
    return {row: next(iter(each)) if len(each) == 1 else Verdict.UNCLEAR for row, each in said.items()}


def share_of(verdicts: Mapping[str, Verdict]) -> SampleShare:
    """The share of eligible calls among those read.

    Unclear calls are in neither part of the share. They widen the interval instead: at its lower end
    they count as not eligible, at its upper end as eligible.
    """
    count = Counter(verdicts.values())
    read, eligible, unclear = len(verdicts), count[Verdict.ELIGIBLE], count[Verdict.UNCLEAR]
    clear = read - unclear
    return SampleShare(
        read=read,
        eligible=eligible,
        not_eligible=clear - eligible,
        unclear=unclear,
        share=eligible / clear if clear else None,
        low=wilson(eligible, read)[0],
        high=wilson(eligible + unclear, read)[1],
    )


def agreements(samples: Iterable[TypeSample]) -> list[Agreement]:
    """How far each two readers agree who read the same calls."""
    found = [_agreement(one, other) for one, other in combinations(samples, 2)]
    return [agreement for agreement in found if agreement.rows]


def _agreement(one: TypeSample, other: TypeSample) -> Agreement:
    first, second = verdicts_of(one), verdicts_of(other)
    pairs = [(first[row], second[row]) for row in first if row in second]
    rows, same = len(pairs), sum(a is b for a, b in pairs)
    mine, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(mine[verdict] * theirs[verdict] for verdict in Verdict)
    kappa = (same * rows - by_chance) / (rows * rows - by_chance) if rows * rows > by_chance else None
    return Agreement((one.reader, other.reader), rows, same, kappa)
