"""The light marks of a note: `#theme`, `"verbatim"`, `!concern`, `?follow-up`, `> own view`, `[off]`.

A note is plain Markdown to anyone who ignores the marks. A mark counts only at the start of a
word, so `C#`, `Wait!` and `why?` are ordinary text.

`[off]` errs on the side of silence: wherever it stands in a line, the whole line is off the record
and so is the rest of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What a mark says about the words it stands at."""

    THEME = "theme"
    VERBATIM = "verbatim"
    CONCERN = "concern"
    FOLLOW_UP = "follow_up"
    OWN_VIEW = "own_view"
    OFF_RECORD = "off_record"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and where it stands.

    Attributes:
        kind: Which mark.
        text: The marked words without the mark: a theme's name, the verbatim words without
            quotation marks, a concern's or follow-up's sentence, all that is off the record.
        start: Offset of the mark's first character in the note.
        end: Offset behind its last.
        due: For a follow-up, the words after `due:`.
        person: For a follow-up, the word after `@`.
    """

    kind: MarkKind
    text: str
    start: int
    end: int
    due: str = ""
    person: str = ""


_WORD_START = r"(?<![^\s(\[{“\"'])"
_THEME = re.compile(_WORD_START + r"#(?P<text>[^\W\d_][\w-]*)")
_VERBATIM = re.compile(r"(?<!\w)(?:\"(?P<straight>[^\"\n]+)\"|“(?P<curly>[^”\n]+)”)(?!\w)")
_REST = r"(?P<text>(?:(?!\s[!?]\w)[^\n])*)"
"""The rest of the line, up to another concern or follow-up."""
_CONCERN = re.compile(_WORD_START + r"!(?=\w)" + _REST)
_FOLLOW_UP = re.compile(_WORD_START + r"\?(?=\w)" + _REST)
_OWN_VIEW = re.compile(r"(?m)^>[ \t]?(?P<text>[^\n]*\S)[ \t]*$")
OFF_SIGN = re.compile(r"\\?\[\s*off(?:[\s-]+(?:the[\s-]+)?record)?\s*\\?\]", re.IGNORECASE)
"""`[off]`, `[off record]`, `[off the record]`, `[Off-the-record]`; also as an editor escapes it."""
_OFF_SIGN_WITH_EMPHASIS = re.compile(rf"[*_~`]*{OFF_SIGN.pattern}:?[*_~`]*:?", re.IGNORECASE)
_LINE = re.compile(
    r"(?P<quoted>(?:[ \t]*>)*)(?:(?:[01]\d|2[0-3]):[0-5]\d )?(?P<indent>[ \t]*)"
    r"(?P<opens>(?P<bullet>(?:[-*+•]|\d{1,3}[.)])[ \t]+)|(?P<heading>#{1,6}[ \t]))?(?P<text>.*)"
)
"""What a line begins with: signs of a block quote, a time stamp, then a bullet or a heading's sign."""
_DUE = re.compile(r"\bdue:(\S+)")
_PERSON = re.compile(r"(?<!\S)@(\w[\w.-]*)")


def marks(note: str) -> list[Mark]:
    """Every mark of a note, in order of appearance.

    Args:
        note: The note's text, line feeds as line ends.
    """
    return sorted(_found(note), key=lambda mark: (mark.start, mark.kind))


def _found(note: str) -> Iterator[Mark]:
    for match in _THEME.finditer(note):
        yield Mark(MarkKind.THEME, match["text"], *match.span())
    for match in _VERBATIM.finditer(note):
        yield Mark(MarkKind.VERBATIM, (match["straight"] or match["curly"]).strip(), *match.span())
    for match in _CONCERN.finditer(note):
        yield Mark(MarkKind.CONCERN, _said(note, match, "concern"), *match.span())
    for match in _FOLLOW_UP.finditer(note):
        due, person = _DUE.search(match["text"]), _PERSON.search(match["text"])
        yield Mark(
            MarkKind.FOLLOW_UP,
            _said(note, match, "follow-up"),
            *match.span(),
            due=due[1] if due else "",
            person=person[1] if person else "",
        )
    for match in _OWN_VIEW.finditer(note):
        yield Mark(MarkKind.OWN_VIEW, match["text"], *match.span())
    yield from _off_record(note)


def off_record_rows(lines: Sequence[str]) -> Iterator[range]:
    """The stretches of lines that are off the record.

    A stretch begins with a line that bears the sign and ends before a blank line, a heading, or a
    bullet that is not indented deeper than the line with the sign.

    Args:
        lines: A note's lines, from the start of a paragraph.
    """
    first: int | None = None
    indent = 0
    for row, line in enumerate(lines):
        if first is not None and _ends_paragraph(line, indent):
            yield range(first, row)
            first = None
        if first is None and "[" in line and OFF_SIGN.search(line):
            first, indent = row, _indent(line)
    if first is not None:
        yield range(first, len(lines))


def _off_record(note: str) -> Iterator[Mark]:
    if "[" not in note:
        return
    lines = note.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for rows in off_record_rows(lines):
        said = " ".join(_words_of(lines[row]) for row in rows)
        end = starts[rows.stop] - 1
        yield Mark(MarkKind.OFF_RECORD, " ".join(said.split()), starts[rows.start], end)


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


def _words_of(line: str) -> str:
    found = _LINE.match(line)
    text = found["text"] if found else line
    return _OFF_SIGN_WITH_EMPHASIS.sub(" ", text).strip(" \t*_~`")


def _said(note: str, match: re.Match[str], word: str) -> str:
    """The sentence of a concern or follow-up.

    It stands behind the mark; where nothing does (`They wait for hours. !concern`), it is what
    stands before the mark on its line.
    """
    behind = re.sub(rf"^{word}\b:?", "", match["text"].strip(), flags=re.IGNORECASE)
    before = note[note.rfind("\n", 0, match.start()) + 1 : match.start()]
    return _sentence(behind) or _sentence(before).strip('"“” ') or word


def _sentence(text: str) -> str:
    for other in (_THEME, _DUE, _PERSON):
        text = other.sub("", text)
    return " ".join(text.split())
