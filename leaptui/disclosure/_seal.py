"""The seal that only this package may set. An import contract keeps it in here."""

from __future__ import annotations

from typing import Final, final


@final
class Seal:
    """Proof that the gate made a value. There is one, and it is compared by identity."""

    __slots__ = ()


KEY: Final = Seal()


def require(seal: object) -> None:
    """Refuse a seal that is not the one.

    Raises:
        TypeError: When somebody outside this package tries to make cleared content.
    """
    if seal is not KEY:
        raise TypeError("only leaptui.disclosure makes cleared content")
