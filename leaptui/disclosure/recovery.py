"""The recovery sheet leaves by the same door: it is its owner's, and nobody else's."""

from __future__ import annotations

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.cleared import ClearedFile


def clear_recovery_sheet(name: str, sheet: str) -> ClearedFile:
    """The text that opens a store without its passphrase, as a file for its owner to print."""
    return ClearedFile(name, sheet.encode("utf-8"), KEY)
