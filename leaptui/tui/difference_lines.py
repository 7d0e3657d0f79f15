"""How two texts laid line against line look: a sign before each line, so that nothing relies on color."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.domain.differences import DifferenceLine
from leaptui.tui.text import fit, join, paragraph, plain

_STYLES = {"-": "$error", "+": "$success", " ": "$text-muted"}


def difference_lines(compared: Sequence[DifferenceLine], width: int) -> list[Content]:
    """The lines of a comparison, wrapped under themselves; what differs within a line is underlined."""
    shown: list[Content] = []
    for line in compared:
        if line.sign == "…":
            words = "line" if line.text == "1" else "lines"
            shown.append(plain(f"  … {int(line.text):,} {words} the same", "$text-muted"))
            continue
        style = _STYLES[line.sign]
        for index, part in enumerate(_wrapped(line, max(width - 2, 1), style)):
            sign = line.sign if line.sign != " " else " "
            shown.append(join(plain(f"{sign if not index else ' '} ", f"b {style}"), part))
    return [fit(line, width) for line in shown]


def _wrapped(line: DifferenceLine, width: int, style: str) -> list[Content]:
    if line.start == line.end or "\t" in line.text:
        return paragraph(line.text, width, style) or [Content("")]
    content = plain(line.text, style).stylize("b u", line.start, line.end)
    return [part.rstrip() for part in content.wrap(width)]
