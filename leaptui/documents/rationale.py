"""An advisor's Markdown, brought down to what may stand in a document.

Kept are paragraphs, headings (put under the heading they stand below, without a skipped level),
bullet and numbered lists, block quotes, strong and emphasised words, and code words. A web or mail
link becomes its words with the address behind them. Everything else (pictures, HTML, raw blocks,
rules, tables) comes out as the characters that were typed.

This is a reader of its own because the result must be safe by construction: whatever it does not
recognise has been escaped, so nothing depends on what a Markdown dialect may learn next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leaptui.documents.escaping import Markdown, block, inline

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = re.compile(r"([ \t]*)(?:([-*+])|\d{1,9}[.)])[ \t]+(\S.*)$")
_QUOTED = re.compile(r" {0,3}>[ \t]?(.*)$")
_SPAN = re.compile(
    r"(?<!`)`(?P<code>[^`\n]+)`(?!`)"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|\*(?P<star>[^\s*](?:[^*]*[^\s*])?)\*"
    r"|(?<!\w)_(?P<under>[^\s_](?:[^_]*[^\s_])?)_(?!\w)"
    r"|(?<!!)\[(?P<words>[^\[\]\n]+)\]\((?P<address>(?:https?://|mailto:)[^\s()<>]+)\)"
)
_DEEPEST_LIST = 3
_INDENT = "    "


def to_markdown(text: str, *, below: int) -> Markdown:
    """The safe Markdown of an advisor's text.

    Args:
        text: What was typed, line feeds as line ends.
        below: Level of the heading that the text stands under, 1 to 5.
    """
    return Markdown("\n\n".join(_Blocks(below).read(text)))


@dataclass
class _Blocks:
    """Reads line by line; one block is open at a time."""

    below: int
    done: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    quote: list[str] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    depth: int = 0
    """Depth of the latest heading under `below`."""

    def read(self, text: str) -> list[str]:
        for line in text.split("\n"):
            self._line(line)
        self._close()
        return self.done

    def _line(self, line: str) -> None:
        if not line.strip():
            self._close(keep_list=True)
        elif heading := _HEADING.match(line):
            self._close()
            self.depth = min(len(heading[1]), self.depth + 1, 6 - self.below)
            self.done.append(f"{'#' * (self.below + self.depth)} {spans(heading[2])}")
        elif item := _ITEM.match(line):
            self._close(keep_list=True)
            self.items.append(_Item(len(item[1].expandtabs(4)), item[2] is None, item[3]))
        elif quoted := _QUOTED.match(line):
            self._close_paragraph()
            self.quote.append(quoted[1])
        elif self.items and line[0] in " \t":
            self.items[-1].text += " " + line.strip()
        else:
            self._close_list()
            self._close_quote()
            self.paragraph.append(line)

    def _close(self, *, keep_list: bool = False) -> None:
        self._close_paragraph()
        self._close_quote()
        if not keep_list:
            self._close_list()

    def _close_paragraph(self) -> None:
        if self.paragraph:
            self._close_list()
            self.done.append(spans(" ".join(self.paragraph), at_start=True))
            self.paragraph = []

    def _close_quote(self) -> None:
        if self.quote:
            self._close_list()
            self.done.append(f"> {spans(' '.join(self.quote), at_start=True)}")
            self.quote = []

    def _close_list(self) -> None:
        if self.items:
            self.done.append("\n".join(_listed(self.items)))
            self.items = []


@dataclass
class _Item:
    indent: int
    numbered: bool
    text: str


def _listed(items: list[_Item]) -> Iterator[str]:
    """Items with indentation and numbers of our own, so that no marker can break out of the list."""
    open_indents: list[int] = []
    numbers: list[int] = []
    for item in items:
        while open_indents and item.indent < open_indents[-1]:
            open_indents.pop()
            numbers.pop()
        if not open_indents or (item.indent > open_indents[-1] and len(open_indents) < _DEEPEST_LIST):
            open_indents.append(item.indent)
            numbers.append(0)
        # A bullet ends the numbered list beside it.
        numbers[-1] = numbers[-1] + 1 if item.numbered else 0
        marker = f"{numbers[-1]}." if item.numbered else "-"
        yield f"{_INDENT * (len(numbers) - 1)}{marker} {spans(item.text, at_start=True)}"


def spans(text: str, *, at_start: bool = False) -> str:
    """The inline Markdown of one block.

    Args:
        text: One block's text.
        at_start: Whether it stands at the start of a line.
    """
    parts: list[str] = []
    position = 0
    for match in _SPAN.finditer(text):
        parts.append(_literal(text[position : match.start()], at_start=at_start and not parts))
        parts.append(_span(match))
        position = match.end()
    parts.append(_literal(text[position:], at_start=at_start and not parts))
    return "".join(parts).strip()


def _literal(text: str, *, at_start: bool) -> str:
    escaped = block(text) if at_start else inline(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{escaped}{after}"


def _span(match: re.Match[str]) -> str:
    if match["code"]:
        return f"`{' '.join(match['code'].split())}`" if match["code"].strip() else inline(match[0])
    if match["strong"]:
        return f"**{inline(match['strong'])}**"
    if match["words"]:
        return f"{inline(match['words'])} ({inline(match['address'])})"
    return f"*{inline(match['star'] or match['under'])}*"
