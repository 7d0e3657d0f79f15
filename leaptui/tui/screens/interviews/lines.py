"""How an interview stands in a list, and what of it is shown beside the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from textual.content import Content

from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import off_record_rows
from leaptui.domain.marks import MarkKind
from leaptui.domain.text import fold
from leaptui.services.interviews.interviews import InterviewView
from leaptui.tui.dates import day_shown
from leaptui.tui.text import as_content, join, paragraph, plain, row
from leaptui.tui.widgets.figures import heading

_COUNTED = (
    (MarkKind.VERBATIM, '"', "$mark-quote"),
    (MarkKind.CONCERN, "!", "$mark-concern"),
    (MarkKind.FOLLOW_UP, "?", "$mark-follow"),
    (MarkKind.THEME, "#", "$mark-theme"),
)
_COUNTING = 64
"""Columns from which what is marked stands in the list. The attribution has its words always."""
_LABEL = max(len(level.label) for level in Attribution) + 2
_MARK = 4


def widths(width: int) -> tuple[int, int, int, int, int]:
    """Columns of number, day, who, attribution and marks."""
    counted = _MARK * len(_COUNTED) if width >= _COUNTING else 0
    fixed = 3 + 8 + _LABEL + counted + 3 + (1 if counted else 0)
    return (-3, 8, max(width - fixed, 8), _LABEL, counted)


def list_head(width: int) -> Content:
    """The headings of the list."""
    muted = "$text-muted"
    cells = [
        plain("n", muted),
        plain("day", muted),
        plain("Who", "b"),
        plain("attribution", muted),
        plain("marked", muted),
    ]
    return row(widths(width), cells)


def interview_line(view: InterviewView, width: int, today: date, *, unsaved: bool = False) -> Content:
    """Number, day, who, how far the words may travel, and what is marked."""
    level = view.interview.attribution
    count = Counter(mark.kind for mark in view.marks)
    marked = join(
        *(
            join(
                plain(sign, f"b {style}" if count[kind] else "$faint"),
                plain(f"{count[kind] or '·':<3}", "" if count[kind] else "$faint"),
            )
            for kind, sign, style in _COUNTED
        )
    )
    if unsaved:
        marked = plain("▲ unsaved", "b $warning")
    glyph = plain(level.glyph, "$accent" if level is Attribution.OFF_RECORD else "$text-muted")
    who = who_line(view)
    if unsaved and width < _COUNTING:
        who = join(plain("▲ ", "b $warning"), who)
    return row(
        widths(width),
        (
            plain(str(view.interview.number), "$text-muted"),
            plain(day_shown(view.interview.held_on, today), "$text-muted"),
            who,
            join(glyph, plain(f" {level.label}", "$text-muted")),
            marked,
        ),
    )


def who_line(view: InterviewView) -> Content:
    """The people by name and role, else the interview's title."""
    if not view.people:
        return plain(view.title)
    first = view.people[0]
    more = f" and {len(view.people) - 1} more" if len(view.people) > 1 else ""
    role = f"  {first.role}" if first.role and not more else ""
    return join(plain(f"{first.name}{more}"), plain(role, "$text-muted"))


def preview_lines(view: InterviewView, width: int, rows: int) -> Sequence[Content]:
    """The beginning of a note, off-record passages left out of sight."""
    title = heading(width, view.title, f"interview {view.interview.number}")
    note = view.interview.note.strip()
    if not note:
        return [title, as_content(""), plain("Nothing is written yet. Enter opens the note.", "$text-muted")]
    lines: list[Content] = [title, as_content("")]
    written = note.split("\n")
    hidden = {at: stretch.start for stretch in off_record_rows(written) for at in stretch}
    for at, line in enumerate(written):
        if at in hidden:
            if at == hidden[at]:
                lines.append(plain("⊠ off the record", "i $text-muted"))
            continue
        style = (
            "b" if line.startswith("#") and " " in line[:7] else "i $mark-own" if line.startswith(">") else ""
        )
        lines += paragraph(line, width, style)
        if len(lines) >= rows:
            break
    return lines[:rows]


def matches(view: InterviewView, words: str) -> bool:
    """Whether people, title or note have all the words."""
    text = fold(
        " ".join(
            [
                view.title,
                *(f"{each.name} {each.role} {each.organisation}" for each in view.people),
                view.interview.note,
            ]
        )
    )
    return all(word in text for word in fold(words).split())
