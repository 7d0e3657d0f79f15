"""How a file is read leaves as text: names of columns, formats and codes, no row of the file."""

from __future__ import annotations

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.cleared import ClearedFile
from leaptui.domain.text import clean


def clear_recipe(name: str, text: str) -> ClearedFile:
    """A recipe as a file, for whoever reads the city's next export."""
    return ClearedFile(name, clean(text).encode("utf-8"), KEY)
