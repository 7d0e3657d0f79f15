"""The light marks of a note: `#theme`, `"verbatim"`, `!concern`, `?follow-up`, `> own view`, `[off]`.

A note is plain Markdown to anyone who ignores the marks. A mark counts only at the start of a
word, so `C#`, `Wait!` and `why?` are ordinary text.

How far a passage may travel is said by a sign (`leaptui.domain.level_signs`); what is off the
record is also a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from leaptui.domain.level_signs import off_record_rows, words_of


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
_MARK_SIGN = re.compile(_WORD_START + r"(?:!concern\b:?|\?follow-up\b:?|[!?](?=\w))", re.IGNORECASE)
_OWN_VIEW = re.compile(r"(?m)^>[ \t]?(?P<text>[^\n]*\S)[ \t]*$")
_DUE = re.compile(r"\bdue:(\S+)")
_PERSON = re.compile(r"(?<!\S)@(\w[\w.-]*)")


def marks(note: str) -> list[Mark]:
    """Every mark of a note, in order of appearance.

    Args:
        note: The note's text, line feeds as line ends.
    """
    return sorted(_found(note), key=lambda mark: (mark.start, mark.kind))


def themes_in(note: str) -> Iterator[str]:
    """The themes written in a note, as `marks` finds them and many times as fast."""
    return (match["text"] for match in _THEME.finditer(note))


def plain_words(passage: str) -> str:
    """A passage of a note on one line: without signs, themes and what makes a mark or a list of it."""
    text = " ".join(words_of(line) for line in passage.split("\n"))
    for sign in (_THEME, _MARK_SIGN):
        text = sign.sub("", text)
    text = " ".join(text.split())
    quoted = _VERBATIM.fullmatch(text)
    return (quoted["straight"] or quoted["curly"]).strip() if quoted else text


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


def _off_record(note: str) -> Iterator[Mark]:
    lines = note.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for rows in off_record_rows(lines):
        said = " ".join(words_of(lines[row]) for row in rows)
        end = starts[rows.stop] - 1
        yield Mark(MarkKind.OFF_RECORD, " ".join(said.split()), starts[rows.start], end)


def _said(note: str, match: re.Match[str], word: str) -> str:
    """The sentence of a concern or follow-up.

    It stands behind the mark; where nothing does (`They wait for hours. !concern`), it is what
    stands before the mark on its line.
    """
    behind = re.sub(rf"^{word}\b:?", "", match["text"].strip(), flags=re.IGNORECASE)
    before = note[note.rfind("\n", 0, match.start()) + 1 : match.start()]
    return _sentence(behind) or _sentence(words_of(before)).strip('"“” ') or word


def _sentence(text: str) -> str:
    for other in (_THEME, _DUE, _PERSON):
        text = other.sub("", text)
    return " ".join(text.split())
