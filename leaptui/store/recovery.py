"""The recovery sheet: the store's key and salt on paper, in groups that notice a slip of the pen.

The sheet is the key itself, not a second wrap of it: it opens the store when the passphrase is
forgotten, when `store.keys` is lost, and when the first bytes of the store are damaged.
Twenty groups of five: four characters carry 20 bits, the fifth checks them and their place on
the sheet. Any one wrong character in a group, two neighbours swapped, and two groups swapped are
always noticed; sixteen bits more check the whole.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from leaptui.domain.errors import WrongKey
from leaptui.store.keys import KEY_BYTES, StoreKey

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = {"O": "0", "I": "1", "L": "1"}
_GROUPS = 20
_GROUPS_A_LINE = 4
_CHECK_BYTES = 2
_NUMBERED_LINE = re.compile(r"^\s*\d+\s*to\s*\d+\s*:\s*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What to print and lock away.

    Attributes:
        store: The store's name, for telling sheets apart.
        groups: The twenty groups.
    """

    store: str
    groups: tuple[str, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The whole sheet, plain text, ready to print."""
        rows = "\n".join(
            f"{first + 1:>6} to {first + _GROUPS_A_LINE:>2}:   "
            + "   ".join(self.groups[first : first + _GROUPS_A_LINE])
            for first in range(0, _GROUPS, _GROUPS_A_LINE)
        )
        return (
            "LEAPTUI RECOVERY SHEET\n\n"
            f"Store {self.store}\n\n"
            f"{rows}\n\n"
            "Whoever holds this sheet and a copy of the store can read all of it, without the\n"
            "passphrase. Print it, lock it away, and keep no copy on the laptop.\n"
            "It is the only way in when the passphrase is forgotten or the file store.keys is lost.\n"
            "The digit 0 and the letter O are read as the same; so are 1, I and L.\n"
        )


def sheet_for(key: StoreKey, store: str) -> RecoverySheet:
    """The sheet of a store."""
    secret = key.key + key.salt
    payload = int.from_bytes(secret + _whole_check(secret), "big")
    groups = []
    for place in range(_GROUPS):
        bits = payload >> 20 * (_GROUPS - 1 - place) & 0xFFFFF
        digits = [bits >> shift & 31 for shift in (15, 10, 5, 0)]
        groups.append("".join(_ALPHABET[digit] for digit in (*digits, _check_digit(digits, place))))
    return RecoverySheet(store, tuple(groups))


def key_on(sheet: str) -> StoreKey:
    """The key and salt on a sheet, typed in or read from its text file.

    Raises:
        WrongKey: A group is mistyped or missing; the sentence says which.
    """
    groups = _groups_in(sheet)
    payload = 0
    for place, group in enumerate(groups[:_GROUPS]):
        payload = payload << 20 | _bits_of(group, place)
    if len(groups) != _GROUPS:
        raise WrongKey(
            f"A recovery sheet has {_GROUPS} groups of five characters; {len(groups)} were given.",
            safe="Nothing was changed.",
        )
    whole = payload.to_bytes(_GROUPS * 20 // 8, "big")
    secret, check = whole[:-_CHECK_BYTES], whole[-_CHECK_BYTES:]
    if _whole_check(secret) != check:
        raise WrongKey(
            "The recovery sheet does not add up, though each group looks right.",
            safe="Nothing was changed.",
            next_step="Compare every group with the paper.",
        )
    return StoreKey(secret[:KEY_BYTES], secret[KEY_BYTES:])


def groups_so_far(sheet: str) -> tuple[int, str]:
    """How many groups of a sheet are typed, and the sentence on the first mistyped one, or empty.

    A last group that is shorter than five characters is still being typed.
    """
    groups = _groups_in(sheet)
    if groups and len(groups[-1]) < 5:
        groups.pop()
    for place, group in enumerate(groups[:_GROUPS]):
        try:
            _bits_of(group, place)
        except WrongKey as error:
            return len(groups), error.what
    return len(groups), ""


def _groups_in(sheet: str) -> list[str]:
    numbered = _NUMBERED_LINE.findall(sheet)
    groups = re.split(r"[\s-]+", " ".join(numbered or [sheet]).strip().upper())
    if len(groups) == 1 and len(groups[0]) == _GROUPS * 5:
        groups = [groups[0][start : start + 5] for start in range(0, _GROUPS * 5, 5)]
    return [group for group in groups if group]


def _bits_of(group: str, place: int) -> int:
    digits = [_ALPHABET.find(_READ_AS.get(character, character)) for character in group]
    if len(digits) != 5 or -1 in digits or _check_digit(digits[:4], place) != digits[4]:
        line, column = divmod(place, _GROUPS_A_LINE)
        raise WrongKey(
            f"Group {place + 1} of the recovery sheet (line {line + 1}, number {column + 1}) is mistyped.",
            safe="Nothing was changed.",
            next_step="Compare it with the paper.",
        )
    return digits[0] << 15 | digits[1] << 10 | digits[2] << 5 | digits[3]


def _check_digit(digits: list[int], place: int) -> int:
    """A weighted sum in the field of 32 elements: weights differ, so neighbours cannot be swapped."""
    total = place
    for digit in digits:
        total = _doubled(total ^ digit)
    return total


def _doubled(element: int) -> int:
    """Times x modulo x⁵ + x² + 1."""
    element <<= 1
    return element ^ 0b100101 if element & 32 else element


def _whole_check(secret: bytes) -> bytes:
    return hashlib.sha256(b"leaptui recovery sheet" + secret).digest()[:_CHECK_BYTES]
