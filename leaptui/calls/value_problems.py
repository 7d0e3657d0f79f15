"""What the values of types and sources leave unsaid, and what that means for the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaptui.calls.profiles import Profile
from leaptui.calls.time_columns import Claim
from leaptui.calls.verdicts import source_verdicts
from leaptui.domain.calls import ColumnRole, Correction, Problem

_WORD = re.compile(r"[^\W\d_]{3}")
_MOSTLY = 0.5
_FEWEST_CODES, _FEWEST_CALLS = 5, 100
_TYPES = (ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL)


def about_values(
    names: Sequence[str], claims: Sequence[Claim], profiles: Sequence[Profile], correction: Correction
) -> list[Problem]:
    """Types that are codes without words, and sources of which none is an officer's."""
    found = []
    explained = {book.role for book in correction.code_books}
    flagged = any(claim.role is ColumnRole.OFFICER_INITIATED for claim in claims)
    for name, claim, profile in zip(names, claims, profiles, strict=True):
        if claim.role in _TYPES and claim.role not in explained:
            found += _about_codes(name, claim.role, profile)
        elif claim.role is ColumnRole.SOURCE and not flagged and claim.role not in explained:
            found += _about_officers(name, profile)
    return found


def _about_codes(name: str, role: ColumnRole, profile: Profile) -> list[Problem]:
    codes = sum(not _WORD.search(value) for value in profile.values)
    if profile.distinct < _FEWEST_CODES or codes < _MOSTLY * len(profile.values):
        return []
    return [
        Problem(
            f"{name} holds codes such as {profile.samples[0]}, and no column says what they mean.",
            codes,
            f"Most of them stay unmapped, and shares of eligible calls mean little, until a code book is "
            f"applied as {role.value}. Ask the city for it.",
        )
    ]


def _about_officers(name: str, profile: Profile) -> list[Problem]:
    values = sorted(set(profile.values))
    if len(profile.values) < _FEWEST_CALLS or any(officer for _, officer, _ in source_verdicts(values)):
        return []
    return [
        Problem(
            f"No value of {name} is known to say that an officer began the call.",
            0,
            "Officers' own activity is told by call type and by arrival at the moment of the call, which misses "
            "some of it. Ask which value stands for it, or whether it was left out.",
        )
    ]
