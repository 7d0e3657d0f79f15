"""How records are named: UUIDv7, which sorts by the time it was made (RFC 9562 §5.7)."""

from __future__ import annotations

import uuid


def record_id(milliseconds: int, random_bytes: bytes) -> str:
    """A UUIDv7 from a wall clock and ten random bytes.

    Args:
        milliseconds: Since 1970-01-01 UTC; the low 48 bits are used.
        random_bytes: Ten of them, from a cryptographic source.
    """
    if len(random_bytes) != 10:
        raise ValueError("ten random bytes are needed")
    number = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(random_bytes, "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=number))
