"""What may leave the house. Everybody may hold these values, only this package can make them.

Each takes a seal that an import contract keeps inside `leaptui.disclosure`, so a renderer that
is typed to take them cannot be handed anything that did not pass the gate. This guards against
mistakes, not against somebody who sets out to forge a value.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import final

from leaptui.disclosure import _seal


@final
@dataclass(frozen=True, slots=True)
class Cleared:
    """Text that passed the gate.

    Attributes:
        text: The words, without control codes.
        let_through: Those in it that an override let through, by their letters
            (`leaptui.disclosure.allowance`).
    """

    text: str
    seal: InitVar[_seal.Seal]
    let_through: tuple[str, ...] = ()

    def __post_init__(self, seal: _seal.Seal) -> None:
        _seal.require(seal)

    def __bool__(self) -> bool:
        return bool(self.text)


@final
@dataclass(frozen=True, slots=True)
class ClearedCount:
    """A count that may be printed, or the statement that it may not.

    Attributes:
        value: The count, or nothing where it is withheld.
        printed: `1,204`, or `withheld`.
    """

    value: int | None
    printed: str
    seal: InitVar[_seal.Seal]

    def __post_init__(self, seal: _seal.Seal) -> None:
        _seal.require(seal)


@final
@dataclass(frozen=True, slots=True)
class ClearedGrid:
    """Mean calls per hour by weekday and hour, in bands wide enough to hide any one call.

    Attributes:
        bands: 7 rows, Monday first, of 24 band numbers, 0 the quietest.
        legend: What each band number means, in calls per hour.
        peak: Weekday (0 Monday) and hour of the busiest cell.
        quietest: Weekday and hour of the quietest.
    """

    bands: tuple[tuple[int, ...], ...]
    legend: tuple[str, ...]
    peak: tuple[int, int]
    quietest: tuple[int, int]
    seal: InitVar[_seal.Seal]

    def __post_init__(self, seal: _seal.Seal) -> None:
        _seal.require(seal)


@final
@dataclass(frozen=True, slots=True)
class ClearedFile:
    """A finished file that passed the gate.

    Attributes:
        name: File name without a folder.
        data: Its bytes.
    """

    name: str
    data: bytes
    seal: InitVar[_seal.Seal]

    def __post_init__(self, seal: _seal.Seal) -> None:
        _seal.require(seal)
