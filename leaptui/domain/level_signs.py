"""The signs by which a passage says how far it may travel: `[off]`, `[role only]`, `[on record]` ...

A sign holds for its line and for the rest of its paragraph, wherever in the line it stands. Off
the record wins over every other sign; where two others meet, the stricter holds.

What is written in haste errs on the side of silence. The stricter signs count in many spellings
(`[OFF]`, `[off-record]`, `[off: about Dale]`, `[off` without its end, `(off the record)`); `[on
record]` only as it stands here, so that `[on record?]` opens nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from leaptui.domain.attribution import Attribution, strictest


@dataclass(frozen=True, slots=True)
class LevelSign:
    """A sign and where it stands in its line, an editor's escapes included."""

    level: Attribution
    start: int
    end: int


SIGN_OF = {
    Attribution.OFF_RECORD: "[off]",
    Attribution.NONE: "[not for attribution]",
    Attribution.ROLE_ONLY: "[role only]",
    Attribution.ON_RECORD: "[on record]",
}
"""How leaptui itself writes each sign."""

_OPENS = "[［【〔(（{"
_CLOSES = "]］】〕)）}"
_BRACKETS = re.compile(
    rf"[*_~`]*(?P<sign>\\?(?P<opens>[{re.escape(_OPENS)}])(?P<said>[^{re.escape(_OPENS + _CLOSES)}\n]*)"
    rf"(?P<closes>[{re.escape(_CLOSES)}]?)):?[*_~`]*:?"
)
"""Something in brackets, with the emphasis and the colon around it."""
_OPENED = re.compile(f"[{re.escape(_OPENS)}]")
_BEGUN_OFF = re.compile(r"\W*off(?=\s|$)")
_BETWEEN_CLAUSES = re.compile(r"[^\w\s*~`\\‐‑-]+|\s[‐‑-]+\s")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_OFF_THE_RECORD = re.compile(r"\boff ?(?:of )?(?:the )?record")
_SPELLINGS = {
    Attribution.OFF_RECORD: {"off"},
    Attribution.NONE: {
        "not for attribution",
        "no attribution",
        "not attributed",
        "not attributable",
        "not to be attributed",
        "without attribution",
        "unattributed",
        "nfa",
    },
    Attribution.ROLE_ONLY: {"role only", "by role", "by role only", "only by role", "only role"},
}
_MAY_BE_SIGN = re.compile(r"off|attribut|nfa|role|record", re.IGNORECASE)
"""Each spelling has one of these, where it is written in plain letters."""
_ON_RECORD = (["on record"], ["on the record"])
_LINE = re.compile(
    r"(?P<quoted>(?:[ \t]*>)*)(?:(?:[01]\d|2[0-3]):[0-5]\d )?(?P<indent>[ \t]*)"
    r"(?P<opens>(?P<bullet>(?:[-*+•]|\d{1,3}[.)])[ \t]+)|(?P<heading>#{1,6}[ \t]))?(?P<text>.*)"
)
"""What a line begins with: signs of a block quote, a time stamp, then a bullet or a heading's sign."""


class NoteLevels:
    """The levels that the signs of a note give its passages.

    Args:
        note: The whole note, line feeds as line ends.
    """

    def __init__(self, note: str) -> None:
        lines = note.split("\n")
        self.rows = row_levels(lines)
        """One level a line; nothing where a line keeps its interview's."""
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    def within(self, start: int, end: int) -> set[Attribution | None]:
        """The levels of all lines a passage touches.

        Args:
            start: Offset of its first character.
            end: Offset behind its last.
        """
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return set(self.rows[first : last + 1])

    def of_passage(
        self, start: int, end: int, *, own: Attribution | None, otherwise: Attribution
    ) -> Attribution:
        """How far a passage may travel.

        Args:
            start: Offset of its first character.
            end: Offset behind its last.
            own: What was decided for it alone. It can be stricter than its signs, never more open.
            otherwise: Its interview's level, for lines without a sign.
        """
        found = self.within(start, end)
        signs = [level for level in found if level is not None]
        basis = own or (otherwise if None in found or not signs else signs[0])
        return strictest(basis, *signs)


def level_signs(line: str) -> Iterator[LevelSign]:
    """The signs of a line, in reading order."""
    if _OPENED.search(line) is None:  # most lines; the pattern below is slow to say no
        return
    for match in _BRACKETS.finditer(line):
        if (level := _level(match)) is not None:
            yield LevelSign(level, *match.span("sign"))


def row_levels(lines: Sequence[str]) -> list[Attribution | None]:
    """The level that signs give each line; nothing for a line that keeps its interview's.

    Args:
        lines: A note's lines, from the start of a paragraph.
    """
    levels: list[Attribution | None] = [None] * len(lines)
    for rows, level in _stretches(lines):
        for row in rows:
            levels[row] = strictest(levels[row] or level, level)
    return levels


def off_record_rows(lines: Sequence[str]) -> Iterator[range]:
    """The stretches of lines that are off the record.

    A stretch begins with a line that bears the sign and ends before a blank line, a heading, or a
    bullet that is not indented deeper than the line with the sign.

    Args:
        lines: A note's lines, from the start of a paragraph.
    """
    return (rows for rows, level in _stretches(lines) if level is Attribution.OFF_RECORD)


def without_signs(text: str) -> str:
    """A text of one or more lines without its signs and the blanks they leave."""
    return "\n".join(_without_signs(line) for line in text.split("\n"))


def words_of(line: str) -> str:
    """The words of a line without its signs and without what makes it a quote, bullet or heading."""
    found = _LINE.match(line)
    return _without_signs(found["text"] if found else line).strip(" \t*_~`")


def is_heading(line: str) -> bool:
    """Whether a line is a Markdown heading, be it behind a time stamp."""
    found = _LINE.match(line)
    return bool(found and found["heading"])


def _level(match: re.Match[str]) -> Attribution | None:
    if match["said"].isascii() and _MAY_BE_SIGN.search(match["said"]) is None:
        return None  # what stands in most brackets; folding it is slow
    said = _folded(match["said"])
    whole = _BETWEEN_WORDS.sub(" ", said).strip()
    if _OFF_THE_RECORD.search(whole):
        return Attribution.OFF_RECORD
    if match["opens"] not in "[［【〔":
        # Round brackets hold ordinary asides; only the full words count there.
        return None
    if not match["closes"] and _BEGUN_OFF.match(said):
        return Attribution.OFF_RECORD
    clauses = [_BETWEEN_WORDS.sub(" ", clause).strip() for clause in _BETWEEN_CLAUSES.split(said)]
    for level, spellings in _SPELLINGS.items():
        # Its own spelling may go on: `[role only, as he asked]`.
        begun = f"{whole} ".startswith(f"{SIGN_OF[level][1:-1]} ") and level is not Attribution.OFF_RECORD
        if begun or whole in spellings or not spellings.isdisjoint(clauses):
            return level
    return Attribution.ON_RECORD if match["closes"] and clauses in _ON_RECORD else None


def _folded(said: str) -> str:
    compatible = unicodedata.normalize("NFKC", said).casefold()
    return "".join(letter for letter in compatible if unicodedata.category(letter) != "Cf")


def _stretches(lines: Sequence[str]) -> Iterator[tuple[range, Attribution]]:
    """Stretches of rows and their level, by level; those of different levels may overlap."""
    borne = {
        row: {sign.level for sign in level_signs(line)}
        for row, line in enumerate(lines)
        if _OPENED.search(line)
    }
    for level in sorted(set().union(*borne.values())):
        first: int | None = None
        indent = 0
        for row, line in enumerate(lines):
            if first is not None and _ends_paragraph(line, indent):
                yield range(first, row), level
                first = None
            if level in borne.get(row, ()):
                indent = _indent(line) if first is None else min(indent, _indent(line))
                first = row if first is None else first
        if first is not None:
            yield range(first, len(lines)), level


def _ends_paragraph(line: str, indent: int) -> bool:
    found = _LINE.match(line)
    if found is None or found["heading"]:
        return True
    if found["bullet"]:
        return _indent(line) <= indent
    return not found["text"].strip()


def _indent(line: str) -> int:
    found = _LINE.match(line)
    return len(found["indent"].expandtabs(4)) if found else 0


def _without_signs(line: str) -> str:
    kept, reached = [], 0
    for match in _BRACKETS.finditer(line):
        if _level(match) is not None:
            kept.append(line[reached : match.start()].rstrip())
            reached = match.end()
    if not reached:
        return line
    kept.append(line[reached:].strip())
    return " ".join(part for part in kept if part)
