"""A document's Markdown as it will read, in the columns of a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.content import Content

from leaptui.tui.text import join, paragraph, plain, row

_ESCAPED = re.compile(r"\\(.)")
_HEADING = re.compile(r"(#{1,6}) (.*)")
_ITEM = re.compile(r"( *)(-|\d+\.) (.*)")
_PICTURE = re.compile(r"!\[(.*)\]\[[\w-]+\]$")
_RULE = re.compile(r"\|[ :|-]+\|$")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,2}|`)")
_WITHHELD = "withheld"


def preview_lines(markdown: str, width: int) -> list[Content]:
    """The lines of a document: headings, paragraphs, lists, quotations, tables; a picture by its words.

    Args:
        markdown: The house Markdown.
        width: Columns there are.
    """
    shown: list[Content] = []
    table: list[list[str]] = []
    for line in [*markdown.split("\n"), ""]:
        if line.startswith("|"):
            if not _RULE.match(line):
                table.append([_typed(cell).strip() for cell in _BETWEEN_CELLS.split(line)[1:-1]])
        elif not table or line:
            shown += _table(table, width) if table else []
            table = []
            if line or (shown and shown[-1].plain):
                shown += _line(line, width)
        else:
            shown += [*_table(table, width), Content("")]
            table = []
    return shown


def _line(line: str, width: int) -> list[Content]:
    if heading := _HEADING.match(line):
        style = "b $accent" if len(heading[1]) == 1 else "b" if len(heading[1]) == 2 else "b $text-muted"
        return paragraph(_typed(heading[2]), width, style)
    if picture := _PICTURE.match(line):
        return paragraph(f"▨ {_typed(picture[1])}", width, "$mark-theme")
    if line.startswith(">"):
        said = _typed(line[1:].strip())
        return [join(plain("  "), each) for each in paragraph(said, width - 2, "$mark-quote")] if said else []
    if item := _ITEM.match(line):
        lead = f"{item[1]}{'·' if item[2] == '-' else item[2]} "
        wrapped = paragraph(_typed(item[3]), width - len(lead))
        return [join(plain(lead if not at else " " * len(lead)), each) for at, each in enumerate(wrapped)]
    if line == "---":
        return [plain("─" * min(width, 20), "$rule")]
    return [_marked(each) for each in paragraph(_typed(line), width)]


def _marked(line: Content) -> Content:
    """What is withheld is seen at once."""
    return line.highlight_regex(rf"\b{_WITHHELD}\b", style="b $warning")


def _table(rows: Sequence[Sequence[str]], width: int) -> list[Content]:
    """Columns as wide as what is in them, as far as there is room; long cells wrap."""
    columns = max(len(each) for each in rows)
    cells = [[*each, *[""] * (columns - len(each))] for each in rows]
    widths = [max(plain(each[at]).cell_length for each in cells) for at in range(columns)]
    room = max(width - (columns - 1), columns)
    while sum(widths) > room:
        widest = max(range(columns), key=lambda at: widths[at])
        widths[widest] -= 1
    shown: list[Content] = []
    for number, each in enumerate(cells):
        wrapped = [
            paragraph(cell, max(most, 1), "b" if not number else "")
            for cell, most in zip(each, widths, strict=True)
        ]
        shown += [
            _marked(row(widths, [lines[at] if at < len(lines) else "" for lines in wrapped]))
            for at in range(max(map(len, wrapped)))
        ]
    return shown


def _typed(text: str) -> str:
    """Markdown on one line as it reads."""
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", text))
