"""The one way user text reaches a widget, and the last gate before the terminal.

Textual reads markup in most strings it is given: a call type such as `[Fire]` would vanish and
`[/]` would end the app. `plain` makes `Content`, which is never read as markup. `TerminalGuard`
stands behind every widget, ours and Textual's, and drops what could steer a terminal.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from typing_extensions import override

from leaptui.domain.text import clean

ELLIPSIS = "…"


@lru_cache(maxsize=8192)
def _one_line(text: str) -> str:
    """Text on one line that can steer nothing. Kept, because a screen says most of its words often."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def plain(text: str, style: str = "") -> Content:
    """User text as one styled line: control and bidi codes dropped, line ends and tabs as blanks.

    Args:
        text: Anything a person or a file gave.
        style: A style of our own, such as `b $warning`; never user text.
    """
    line = _one_line(text)
    return Content.styled(line, style) if style else Content(line)


def paragraph(text: str, width: int, style: str = "") -> list[Content]:
    """User text of several lines, wrapped to `width` cells; an empty line stays a line."""
    lines: list[Content] = []
    for line in clean(text).expandtabs(4).split("\n"):
        content = plain(line, style)
        lines.extend(content.wrap(max(width, 1)) if line.strip() else [Content("")])
    return [line.rstrip() for line in lines]


def join(*parts: Content | str) -> Content:
    """Parts on one line. A string is taken as user text would be: never as markup."""
    return Content("").join([as_content(part) for part in parts])


def as_content(part: Content | str) -> Content:
    """The part itself, or the string made `plain`."""
    return plain(part) if isinstance(part, str) else part


def fit(part: Content | str, width: int, *, right: bool = False) -> Content:
    """Exactly `width` cells: padded, or cut with an ellipsis. Nothing for a width under 1."""
    if width < 1:
        return Content("")
    content = as_content(part)
    if content.cell_length > width:
        content = content.truncate(width, ellipsis=True)
    missing = width - content.cell_length
    return content.pad_left(missing) if right else content.pad_right(missing)


def row(widths: Sequence[int], cells: Sequence[Content | str], gap: int = 1) -> Content:
    """Cells side by side, each padded and cut by cell width.

    Args:
        widths: Cells of the terminal for each; negative aligns right, 0 leaves the cell and its gap out.
        cells: As many as there are widths.
        gap: Blanks between two cells.
    """
    shown = [
        fit(cell, abs(width), right=width < 0) for width, cell in zip(widths, cells, strict=True) if width
    ]
    return Content(" " * gap).join(shown)


def ends(width: int, left: Content | str, right: Content | str) -> Content:
    """`left`, then `right` at the right end of the same row; the left gives way."""
    last = as_content(right)
    room = width - last.cell_length - (1 if last.cell_length else 0)
    if room < 1:
        return fit(last, width)
    return join(fit(left, room), " " if last.cell_length else "", last)


def dotted(parts: Sequence[Content | str]) -> Content:
    """`a · b · c`, the dots faint."""
    return plain(" · ", "$faint").join([as_content(part) for part in parts])


def dotted_lines(parts: Sequence[Content | str], width: int) -> list[Content]:
    """As `dotted`, in as many lines as it takes; a part is never parted."""
    lines: list[list[Content | str]] = [[]]
    for part in parts:
        if lines[-1] and dotted([*lines[-1], part]).cell_length > width:
            lines.append([])
        lines[-1].append(part)
    return [dotted(line) for line in lines]


class TerminalGuard(LineFilter):
    """Drops control and bidi codes from every line, whichever widget made it.

    Such a character has no width in cells, so nothing moves when it goes. A line feed or tab
    inside a rendered line is as foreign there as an escape code, and becomes a blank.
    """

    @override
    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, safe to send."""
        if all(segment.text.isprintable() and segment.text.isascii() for segment in segments):
            return segments
        return [
            Segment(clean(segment.text).replace("\n", " ").replace("\t", " "), segment.style, segment.control)
            for segment in segments
        ]
