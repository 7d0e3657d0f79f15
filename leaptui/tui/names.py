"""How cities are called in lists."""

from __future__ import annotations

import re

from leaptui.domain.text import one_line

_STATE = re.compile(r",\s*([A-Z]{2})$")


def city_shown(name: str) -> str:
    """`Harbor Falls OH` for `Harbor Falls, OH`."""
    return _STATE.sub(r" \1", one_line(name))
